//! Front matter as text: what the commands that write into notices know of its place and its spelling.

use std::ops::Range;

use jiff::civil::DateTime;

/// What some editors put before a text.
const MARK: char = '\u{feff}';

/// The bytes between the fences; nothing where the text does not begin with one, or the second is missing.
pub(super) fn between_fences(text: &str) -> Option<Range<usize>> {
    let is_fence = |line: &str| line.trim_start_matches(MARK).trim_end() == "+++";
    let is_blank = |line: &str| line.trim_start_matches(MARK).trim().is_empty();
    let mut start = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        match start {
            None if is_fence(line) => start = Some(at + line.len()),
            None if is_blank(line) => {}
            None => return None,
            Some(start) if is_fence(line) => return Some(start..at),
            Some(_) => {}
        }
        at += line.len();
    }
    None
}

/// How the lines of a text end.
pub(super) fn line_end(text: &str) -> &'static str {
    match text.contains("\r\n") {
        true => "\r\n",
        false => "\n",
    }
}

/// A moment as a TOML value, to the second.
pub(super) fn moment(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

/// A text as a TOML value.
pub(super) fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fences_are_the_first_two() {
        let between = |text: &'static str| between_fences(text).map(|front| &text[front]);
        assert_eq!(between("+++\na = 1\n+++\nbody\n+++\n"), Some("a = 1\n"));
        assert_eq!(between("\u{feff}\r\n+++ \r\n+++\r\n"), Some(""));
        assert_eq!(between("body\n+++\na = 1\n+++\n"), None);
        assert_eq!(between("+++\na = 1\n"), None);
    }
}
