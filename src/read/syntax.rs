//! TOML that cannot be parsed: the parser's messages in both languages, at the place where they happen, one for each
//! mistake, without what merely follows from it.

use std::ops::Range;

use toml::de::Error;

use super::moments::{date_help, suggested_clock};
use super::table::Report;
use crate::problem::{Bilingual, Code, Problem};
use crate::say;
use crate::text::Span;

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

/// Reports what the parser found, in the order of the file.
pub(super) fn report(report: &Report, errors: &[Error]) {
    // The parser tells all that is wrong with the structure before what is wrong with values.
    let mut sorted: Vec<&Error> = errors.iter().collect();
    sorted.sort_by_key(|error| span_of(error).start);
    let mut rest = sorted.as_slice();
    while let Some(first) = rest.first()
        && !report.is_full()
    {
        let line = line_start(report, first);
        let same = |error: &&&Error| line_start(report, error) == line;
        let count = rest.iter().take_while(same).count();
        let (group, after) = rest.split_at(count.max(1));
        rest = after;
        let end = is_swallowed(report, first)
            .then(|| after.iter().position(|error| is_unclosed(error)))
            .flatten();
        match end {
            Some(end) => {
                // A list that is never closed swallows the lines after it, and each looks wrong.
                let lost = span_of(first).start..span_of(after[end]).end;
                one(report, report.span(lost), after[end].message());
                rest = &after[end + 1..];
            }
            _ => {
                let unclosed = group.iter().find(|error| is_unclosed(error));
                let telling = unclosed.unwrap_or(first);
                one(report, report.span(span_of(telling)), telling.message());
            }
        }
    }
}

/// Where the line of an error starts: of several errors on one line only one is told.
fn line_start(report: &Report, error: &Error) -> usize {
    let start = report.span(span_of(error)).start as usize;
    report.source.line_at(start).1
}

/// What follows from broken TOML is no mistake of the author's: a key that is then missing, a value cut short, the
/// keys of a table whose header is broken. The first `broken` problems are the parser's own.
pub(super) fn drop_consequences(problems: &mut Vec<Problem>, broken: usize) {
    if broken == 0 {
        return;
    }
    let lost: Vec<Range<usize>> = problems.iter().take(broken).map(lost_text).collect();
    let mut index = 0;
    problems.retain(|problem| {
        index += 1;
        let start = problem.span.start as usize;
        let is_consequence = problem.code == Code::MissingKey
            || problem.span.start == problem.span.end
            || lost.iter().any(|lost| lost.contains(&start));
        index <= broken || !is_consequence
    });
}

/// The lines a problem is about; of a broken header, all lines up to the next `[header]`.
fn lost_text(problem: &Problem) -> Range<usize> {
    let (line, start) = problem.source.line_at(problem.span.start as usize);
    let end = (start + line.len()).max(problem.span.end as usize);
    if !line.trim_start().starts_with('[') {
        return start..end;
    }
    let rest = problem.source.text.get(end..).unwrap_or_default();
    let next = rest.match_indices('\n').find(|(at, _)| {
        let line = rest.get(at + 1..).unwrap_or_default();
        line.trim_start_matches([' ', '\t']).starts_with('[')
    });
    start..end + next.map_or(rest.len(), |(at, _)| at)
}

fn is_unclosed(error: &Error) -> bool {
    error.message().starts_with("unclosed")
}

/// Whether a line that begins like a key or a header was taken for the next item of a list.
fn is_swallowed(report: &Report, error: &Error) -> bool {
    let start = report.span(span_of(error)).start as usize;
    let (line, line_start) = report.source.line_at(start);
    let text = line.trim_start();
    error.message().starts_with("missing comma between array")
        && line_start + (line.len() - text.len()) == start
        && text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '[')
}

fn span_of(error: &Error) -> Range<usize> {
    error.span().unwrap_or(0..0)
}

/// Reports one error; `en` is what the parser says of it.
fn one(report: &Report, span: Span, en: &str) {
    let (start, end) = (span.start as usize, span.end as usize);
    let found = report.source.text.get(start..end).unwrap_or_default();
    let is_date = [
        "invalid date",
        "invalid time",
        "invalid offset",
        "invalid hour",
    ];
    let is_unquoted = en.starts_with("string values must be quoted");
    if is_date.iter().any(|start| en.starts_with(start)) || is_unquoted && is_like_date(found) {
        let message = say!(
            "`{found}` không phải ngày giờ có thật",
            "`{found}` is not a date or time that exists"
        );
        let help = match suggested_clock(found) {
            Some(clock) => say!("viết `{clock}`", "write `{clock}`"),
            None if found.contains(':') => say!(
                "viết `14:00` hoặc `2026-07-08 17:00`",
                "write `14:00` or `2026-07-08 17:00`"
            ),
            None => date_help(found),
        };
        report.add(Code::WrongDate, span, message, Some(help));
        return;
    }
    let (message, help) = match special(en, found) {
        Some((message, help)) => (message, Some(help)),
        None => {
            let known = MESSAGES.iter().find(|(start, _)| en.starts_with(start));
            let vi = known.map_or("dòng này sai cú pháp TOML", |(_, vi)| *vi);
            (say!("{vi}", "{en}"), help(en))
        }
    };
    report.add(Code::BrokenFrontMatter, span, message, help);
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
    if message.starts_with("missing escaped value") {
        return Some(say!(
            "viết `\\\\` cho một dấu gạch chéo ngược, hoặc bao chuỗi bằng ngoặc đơn `'…'`",
            "write `\\\\` for one backslash, or use `'…'` around the string"
        ));
    }
    None
}
