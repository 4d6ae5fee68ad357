//! Words of a paper in; one line a phone can show out, without anything that would break it.
//!
//! Nearly every text is such a line already, so that is asked first: many bytes at a time, and nothing is copied.

use std::borrow::Cow;

/// Longest line of names, in characters; the page tells the rest.
const LONGEST_LINE: usize = 240;

/// One line without control characters: what RFC 5545 may not carry and what would break a line becomes a space. A
/// backslash before an n becomes a slash, for readers that undo escapes in the wrong order (node-ical does) take the two
/// for a line break however they are written.
pub(super) fn plain<'t>(text: impl Into<Cow<'t, str>>) -> String {
    let text = text.into();
    if is_plain(text.as_bytes()) {
        return text.into_owned();
    }
    let mut line = String::with_capacity(text.len());
    for word in words(&text) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    match line.contains('\\') {
        true => line.replace("\\n", "/n").replace("\\N", "/N"),
        false => line,
    }
}

/// The line, cut after a word where it is too long for a phone.
pub(super) fn clipped<'t>(text: impl Into<Cow<'t, str>>) -> String {
    let mut line = plain(text);
    if line.len() <= LONGEST_LINE {
        return line;
    }
    if let Some((end, next)) = line.char_indices().nth(LONGEST_LINE) {
        let after_word = match next {
            ' ' => Some(end),
            _ => line[..end].rfind(' '),
        };
        line.truncate(after_word.unwrap_or(end));
        line.push_str(" …");
    }
    line
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_gap = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '\u{feff}' | '\u{2028}' | '\u{2029}')
    };
    text.split(is_gap).filter(|word| !word.is_empty())
}

/// Whether a text certainly is a line already. One with a letter from where there are other spaces than ours is
/// doubtful, as is one with a backslash.
fn is_plain(text: &[u8]) -> bool {
    let [first, .., last] = text else {
        return text.iter().all(u8::is_ascii_graphic) && text != b"\\";
    };
    let mut is_doubtful = *first == b' ' || !may_stand_before(*last, b' ');
    // No branch and no early end, so that many bytes are compared at a time.
    for (byte, next) in text.iter().zip(&text[1..]) {
        is_doubtful |= !may_stand_before(*byte, *next);
    }
    !is_doubtful
}

/// Whether a byte of a line may stand before another. Spaces of Unicode and control characters begin with `C2`, `E1 9A`,
/// `E2 80`, `E2 81`, `E3` or `EF`.
fn may_stand_before(byte: u8, next: u8) -> bool {
    let is_gap = (byte < b' ') | (byte == 0x7f) | ((byte == b' ') & (next == b' '));
    let is_rare = (byte == b'\\') | (byte == 0xc2) | (byte == 0xe3) | (byte == 0xef);
    let is_space = ((byte == 0xe1) & (next == 0x9a)) | ((byte == 0xe2) & (next <= 0x81));
    !(is_gap | is_rare | is_space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_clean() {
        assert_eq!(
            plain(" a\r\nEND:VEVENT\u{7}\u{2028}b\u{85}\tc "),
            "a END:VEVENT b c"
        );
        assert_eq!(plain("ế\u{feff}"), "ế");
        assert_eq!(
            plain(r"cán bộ\nhân viên, D:\cu"),
            r"cán bộ/nhân viên, D:\cu"
        );
    }

    #[test]
    fn a_quick_look_never_passes_what_is_no_line() {
        let letters = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
        for letter in letters {
            for text in [
                format!("{letter}"),
                format!("a{letter}b"),
                format!("ab{letter}"),
            ] {
                let words: Vec<&str> = words(&text).collect();
                let is_line = words.join(" ") == text && letter != '\\';
                assert!(is_line || !is_plain(text.as_bytes()), "{text:?}");
            }
        }
        for text in ["a  b", " a", "a ", " ", "  "] {
            assert!(!is_plain(text.as_bytes()), "{text:?}");
        }
        for text in ["", "a", "Họp giao ban – số 12/GM-UBND; “Đề án” (đợt 2)"] {
            assert_eq!(plain(text), text);
        }
        assert!(is_plain("Giấy mời số 88/GM-UBND ngày 29/6/2026".as_bytes()));
    }

    #[test]
    fn long_lines_end_after_a_word() {
        let text = "Ủy ban nhân dân ".repeat(40);
        let cut = clipped(&text);
        assert!(cut.chars().count() <= LONGEST_LINE + 2, "{cut}");
        assert!(
            cut.ends_with("nhân …")
                || cut.ends_with("dân …")
                || cut.ends_with("ban …")
                || cut.ends_with("Ủy …"),
            "{cut}"
        );
        assert_eq!(clipped("ngắn"), "ngắn");
        let word = "ế".repeat(LONGEST_LINE);
        assert_eq!(clipped(&word), word);
        assert_eq!(clipped(format!("{word} b")), format!("{word} …"));
        assert_eq!(clipped(format!("{word}ế")), format!("{word} …"));
        assert_eq!(clipped(format!("a {word}")), "a …");
    }
}
