//! What the TOML parser says, in a clerk's words: its English message and the text it is about in, code, message and
//! help in both languages out.

use crate::problem::{Bilingual, Code};
use crate::read::hints::{date_help, suggested_clock};
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
    (
        "unexpected `=` in array",
        "dấu `=` nằm trong danh sách: danh sách ở trên chưa có dấu `]` đóng",
    ),
    ("extra comma", "thừa dấu phẩy"),
    ("missing comma", "thiếu dấu phẩy"),
    ("unclosed array table", "thiếu `]]` đóng tên bảng"),
    ("unclosed array", "danh sách chưa có dấu `]` đóng"),
    ("unclosed table", "thiếu `]` đóng tên bảng"),
    ("unclosed inline table", "bảng `{` chưa có dấu `}` đóng"),
    (
        "invalid inline table element",
        "phần này không thuộc bảng `{ … }`",
    ),
    (
        "unquoted keys cannot be empty",
        "thiếu tên khóa hoặc tên bảng",
    ),
    (
        "invalid unquoted key",
        "tên khóa chỉ gồm chữ không dấu, số, `_` và `-`",
    ),
    (
        "invalid basic string",
        "chuỗi chữ chưa đóng ngoặc kép hoặc có ký tự không được phép",
    ),
    (
        "invalid literal string",
        "chuỗi chữ chưa đóng ngoặc đơn hoặc có ký tự không được phép",
    ),
    (
        "invalid multi-line",
        "chuỗi nhiều dòng chưa đóng hoặc có ký tự không được phép",
    ),
    (
        "missing escaped value",
        "sau dấu `\\` phải là một ký hiệu của TOML",
    ),
    ("missing opening quote", "thiếu ngoặc kép mở"),
    ("missing closing quote", "thiếu ngoặc kép đóng"),
    ("unexpected leading zero", "số không được bắt đầu bằng 0"),
    (
        "unexpected key or value",
        "thừa chữ sau giá trị: mỗi dòng chỉ một khóa",
    ),
    (
        "cannot extend value",
        "khóa này đã là một giá trị, không chia nhỏ được",
    ),
    (
        "invalid boolean",
        "chỉ nhận `true` hoặc `false`, viết thường",
    ),
    ("invalid value", "giá trị không đọc được"),
    (
        "carriage return",
        "dòng kết thúc bằng CR, kiểu máy cũ: lưu lại tệp với kiểu xuống dòng LF",
    ),
    ("cannot recurse further", "danh sách lồng nhau quá sâu"),
    ("recursion limit", "tên khóa hoặc bảng có quá nhiều phần"),
];

/// Starts of what the parser says of dates and times.
const DATES: [&str; 4] = [
    "invalid date",
    "invalid time",
    "invalid offset",
    "invalid hour",
];

/// Explains the parser's message `en` about the text `found`.
pub(super) fn explain(en: &str, found: &str) -> (Code, Bilingual, Option<Bilingual>) {
    let is_date = DATES.iter().any(|start| en.starts_with(start));
    let is_unquoted = en.starts_with("string values must be quoted");
    if is_date || is_unquoted && is_like_date(found) {
        return unreadable(found);
    }
    if let Some((message, help)) = special(en, found) {
        return (Code::BrokenFrontMatter, message, Some(help));
    }
    let known = MESSAGES.iter().find(|(start, _)| en.starts_with(start));
    let vi = known.map_or("dòng này sai cú pháp TOML", |(_, vi)| *vi);
    (Code::BrokenFrontMatter, say!("{vi}", "{en}"), help(en))
}

/// `on = 01.01.2025` and `start = 0730`, which the parser takes for numbers that begin with a zero.
pub(super) fn zero_first(line: &str, en: &str) -> Option<(Code, Bilingual, Option<Bilingual>)> {
    let (key, value) = line.split_once('=')?;
    let value = value.split('#').next()?.trim();
    let is_clock = matches!(key.trim(), "start" | "end" | "at") && suggested_clock(value).is_some();
    let is_meant = is_clock || is_like_date(value);
    (is_meant && en.starts_with("unexpected leading zero")).then(|| unreadable(value))
}

fn unreadable(found: &str) -> (Code, Bilingual, Option<Bilingual>) {
    let message = say!(
        "không đọc được ngày, giờ `{found}`",
        "`{found}` cannot be read as a date or time"
    );
    (Code::WrongDate, message, Some(temporal_help(found)))
}

fn temporal_help(found: &str) -> Bilingual {
    match suggested_clock(found) {
        Some(clock) => say!("viết `{clock}`", "write `{clock}`"),
        None if found.contains(':') => say!(
            "viết `14:00` hoặc `2026-07-08 17:00`",
            "write `14:00` or `2026-07-08 17:00`"
        ),
        None => date_help(found, None),
    }
}

/// `09/7/2026` and `14h30` without quotes: numbers with what stands between them in dates.
fn is_like_date(found: &str) -> bool {
    found.starts_with(|first: char| first.is_ascii_digit())
        && found.contains(['/', '-', '.', 'h', ':'])
        && !found.contains(' ')
}

/// Slips that have a better name than the parser's.
fn special(en: &str, found: &str) -> Option<(Bilingual, Bilingual)> {
    if en.starts_with("string values must be quoted") {
        return unquoted(found);
    }
    if en.starts_with("invalid unquoted key") && found == ":" {
        return Some((
            say!(
                "sau khóa là dấu `:`, phải là `=`",
                "`:` after the key, it must be `=`"
            ),
            say!("viết `khóa = \"…\"`", "write `key = \"…\"`"),
        ));
    }
    None
}

fn unquoted(found: &str) -> Option<(Bilingual, Bilingual)> {
    if found.is_empty() {
        return Some((
            say!("sau dấu `=` chưa có giá trị", "there is no value after `=`"),
            say!(
                "bỏ khóa này nếu văn bản không nêu",
                "leave the key out where the document does not say"
            ),
        ));
    }
    if found.starts_with(['“', '”', '‘', '’', '«']) {
        return Some((
            say!(
                "ngoặc kép cong: TOML chỉ nhận ngoặc kép thẳng `\"`",
                "curly quotes: TOML takes straight ones `\"` only"
            ),
            say!(
                "gõ lại hai dấu `\"`; dấu cong ở bên trong thì giữ được",
                "type both `\"` again; curly ones inside may stay"
            ),
        ));
    }
    let is_boolean = ["yes", "no", "có", "không"].contains(&found.to_lowercase().as_str());
    is_boolean.then(|| {
        (
            say!(
                "`{found}` không phải giá trị của TOML",
                "`{found}` is not a value of TOML"
            ),
            say!(
                "viết `true` hoặc `false`; là chữ thì đặt trong ngoặc kép",
                "write `true` or `false`; if it is text, quote it"
            ),
        )
    })
}

fn help(message: &str) -> Option<Bilingual> {
    if message.starts_with("duplicate key") {
        return Some(say!(
            "giữ lại một; bảng có nhiều dòng thì mở mỗi dòng bằng hai ngoặc vuông `[[…]]`",
            "keep one; a table with several rows opens each with two brackets `[[…]]`"
        ));
    }
    if message.starts_with("string values must be quoted") {
        return Some(say!("viết `\"…\"`", "write `\"…\"`"));
    }
    if message.starts_with("invalid unquoted key") {
        return Some(say!(
            "chú thích bắt đầu bằng `#`; lời văn để ở phần nội dung",
            "comments start with `#`; prose belongs in the body"
        ));
    }
    if message.starts_with("unexpected key or value") {
        return Some(say!(
            "xuống dòng cho khóa sau; ngoặc kép bên trong chuỗi viết `\\\"`, hoặc bao chuỗi bằng ngoặc đơn `'…'`",
            "start a new line for the next key; write `\\\"` for quotes inside a string, or use `'…'` around it"
        ));
    }
    if message.starts_with("invalid basic string") {
        return Some(say!(
            "đóng chuỗi bằng `\"` ở cuối dòng; chuỗi nhiều dòng thì bao bằng `\"\"\"`",
            "close the string with `\"` on its line; put `\"\"\"` around one of several lines"
        ));
    }
    if message.starts_with("unclosed array,") {
        return Some(say!(
            "thêm `]` sau phần tử cuối",
            "add `]` after the last item"
        ));
    }
    if message.starts_with("missing comma") {
        return Some(say!(
            "giữa hai phần tử viết dấu phẩy: `[\"…\", \"…\"]`",
            "write a comma between two items: `[\"…\", \"…\"]`"
        ));
    }
    if message.starts_with("missing escaped value") {
        return Some(say!(
            "viết `\\\\` cho một dấu gạch chéo ngược, hoặc bao chuỗi bằng ngoặc đơn `'…'`",
            "write `\\\\` for one backslash, or use `'…'` around the string"
        ));
    }
    None
}
