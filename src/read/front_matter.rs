//! The two `+++` lines: where the TOML stands and where the body starts.

use std::ops::Range;
use std::sync::Arc;

use crate::problem::{Code, Problem};
use crate::say;
use crate::text::{Source, Span};

const FENCE: &str = "+++";

/// Byte ranges of a notice file.
pub(super) struct Parts {
    /// The TOML between the fences.
    pub(super) toml: Range<usize>,
    /// Everything after the closing fence.
    pub(super) body: Range<usize>,
}

/// Finds the fences. Blank lines before the first one do no harm.
pub(super) fn split(source: &Arc<Source>) -> Result<Parts, Box<Problem>> {
    let text = &source.text();
    let mut lines = lines_of(text).skip_while(|line| text[line.clone()].trim().is_empty());
    let first = lines.next().unwrap_or(0..0);
    let opening = text[first.clone()].trim_end();
    if opening != FENCE {
        let is_hidden = |letter: char| !letter.is_ascii_graphic();
        return Err(Box::new(match opening.trim_matches(is_hidden) {
            FENCE => not_at_start(source, &first),
            _ => no_opening(source, &first, opening),
        }));
    }
    let start = next_line(text, first.end);
    let closing = lines.find(|line| {
        let after = text[line.clone()].strip_prefix(FENCE);
        after.is_some_and(|after| after.trim_end().is_empty())
    });
    let Some(closing) = closing else {
        return Err(Box::new(no_closing(source, first)));
    };
    Ok(Parts {
        toml: start..closing.start,
        body: next_line(text, closing.end)..text.len(),
    })
}

fn no_opening(source: &Arc<Source>, first: &Range<usize>, found: &str) -> Problem {
    let found: String = found.chars().take(40).collect();
    let problem = Problem::new(
        Code::BrokenFrontMatter,
        source,
        Span::from(first.clone()),
        say!(
            "dòng đầu phải là `+++`, không phải `{found}`",
            "the first line must be `+++`, not `{found}`"
        ),
    );
    problem.help(say!(
        "phần khai báo TOML nằm giữa hai dòng `+++`; không dùng `---` (YAML)",
        "the TOML front matter stands between two `+++` lines; `---` (YAML) is not used"
    ))
}

fn not_at_start(source: &Arc<Source>, first: &Range<usize>) -> Problem {
    let problem = Problem::new(
        Code::BrokenFrontMatter,
        source,
        Span::from(first.clone()),
        say!(
            "cùng dòng với `+++` có dấu cách hoặc ký tự ẩn",
            "a space or an invisible character is on the line of `+++`"
        ),
    );
    problem.help(say!(
        "xóa cả dòng rồi gõ lại `+++`",
        "delete the whole line and type `+++` again"
    ))
}

fn no_closing(source: &Arc<Source>, opening: Range<usize>) -> Problem {
    let problem = Problem::new(
        Code::BrokenFrontMatter,
        source,
        Span::from(opening),
        say!(
            "phần khai báo mở ở đây nhưng không có dòng `+++` đóng",
            "the front matter opens here and no `+++` line closes it"
        ),
    );
    problem.help(say!(
        "thêm một dòng chỉ có `+++` trước phần nội dung",
        "add a line with nothing but `+++` before the body"
    ))
}

fn lines_of(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let range = start..start + line.len();
        start = range.end + 1;
        range
    })
}

fn next_line(text: &str, end: usize) -> usize {
    (end + 1).min(text.len())
}
