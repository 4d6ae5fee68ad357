//! TOML that cannot be parsed: the parser's messages in both languages, at the place where they happen.

use toml::de::Error;

use super::table::Report;
use crate::problem::{Bilingual, Code};
use crate::say;

/// What the parser says, by the start of its message, and what that means for a clerk.
const MESSAGES: &[(&str, &str)] = &[
    ("duplicate key", "khóa này đã ghi ở trên"),
    (
        "string values must be quoted",
        "giá trị chữ phải nằm trong ngoặc kép",
    ),
    ("missing value", "sau dấu `=` chưa có giá trị"),
    ("key with no value", "khóa chưa có `= giá trị`"),
    ("missing assignment", "thiếu dấu `=` giữa khóa và giá trị"),
    ("extra assignment", "thừa dấu `=`"),
    ("extra `=`", "thừa dấu `=`"),
    ("extra comma", "thừa dấu phẩy"),
    ("missing comma", "thiếu dấu phẩy"),
    ("unclosed array table", "thiếu `]]` đóng tên bảng"),
    ("unclosed array", "danh sách chưa có dấu `]` đóng"),
    ("unclosed table", "thiếu `]` đóng tên bảng"),
    ("unclosed inline table", "bảng `{` chưa có dấu `}` đóng"),
    (
        "invalid unquoted key",
        "tên khóa chỉ gồm chữ không dấu, số, `_` và `-`",
    ),
    (
        "invalid basic string",
        "chuỗi chữ chưa đóng ngoặc kép hoặc có ký tự không được phép",
    ),
    ("missing opening quote", "thiếu ngoặc kép mở"),
    ("missing closing quote", "thiếu ngoặc kép đóng"),
    ("unexpected leading zero", "số không được bắt đầu bằng 0"),
    ("invalid value", "giá trị không đọc được"),
    ("cannot recurse further", "danh sách lồng nhau quá sâu"),
];

/// Reports one parser error.
pub(super) fn report(report: &Report, error: &Error) {
    let en = error.message();
    let span = report.span(error.span().unwrap_or(0..0));
    let is_date = [
        "invalid date",
        "invalid time",
        "invalid offset",
        "invalid hour",
    ];
    if is_date.iter().any(|start| en.starts_with(start)) {
        let start = span.start as usize;
        let found = report.source.text.get(start..span.end as usize);
        let found = found.unwrap_or_default();
        let message = say!(
            "`{found}` không phải ngày giờ có thật",
            "`{found}` is not a date or time that exists: {en}"
        );
        let help = say!(
            "viết `2026-07-09`, `14:00` hoặc `2026-07-08 17:00`",
            "write `2026-07-09`, `14:00` or `2026-07-08 17:00`"
        );
        report.add(Code::WrongDate, span, message, Some(help));
        return;
    }
    let known = MESSAGES.iter().find(|(start, _)| en.starts_with(start));
    let vi = known.map_or("dòng này sai cú pháp TOML", |(_, vi)| *vi);
    report.add(
        Code::BrokenFrontMatter,
        span,
        say!("{vi}", "{en}"),
        help(en),
    );
}

fn help(message: &str) -> Option<Bilingual> {
    if message.starts_with("duplicate key") {
        return Some(say!("giữ lại một dòng", "keep one of the lines"));
    }
    if message.starts_with("string values must be quoted") {
        return Some(say!("viết `\"…\"`", "write `\"…\"`"));
    }
    None
}
