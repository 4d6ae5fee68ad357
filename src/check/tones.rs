//! X02: where tone marks stand.

use super::{NoticeRule, Portal};
use crate::notice::Notice;
use crate::problem::{Code, Problem};
use crate::say;
use crate::text::Span;

pub(super) const RULES: &[NoticeRule] = &[tone_marks];

/// X02: hòa and hoà are both right; a mix in one notice hides words from a plain search. Names keep their own way.
fn tone_marks(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let mut first: [Option<(usize, &str)>; 2] = [None, None];
    let text = notice.source.text();
    // Nearly every text is without a single word of the second way, which is seen much sooner than its words.
    if !may_bear_second(text.as_bytes()) {
        return Vec::new();
    }
    for (at, word, placement) in open_syllables(&text) {
        first[usize::from(placement == Placement::Second)].get_or_insert((at, word));
    }
    let [Some(one), Some(two)] = first else {
        return Vec::new();
    };
    let ((_, earlier), (start, later)) = if one.0 < two.0 {
        (one, two)
    } else {
        (two, one)
    };
    let span = Span::from(start..start + later.len());
    let message = say!(
        "`{later}` và `{earlier}` đặt dấu theo hai lối",
        "`{later}` and `{earlier}` place the tone mark in two ways"
    );
    let problem = Problem::new(Code::MixedToneMarks, &notice.source, span, message);
    vec![problem.help(say!(
        "cả hai đều đúng: chọn một lối trong một văn bản",
        "both are right: keep to one in one notice"
    ))]
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Placement {
    First,
    Second,
}

/// The words that end in an open oa, oe or uy, with their places and where each bears its mark; no names.
fn open_syllables(text: &str) -> impl Iterator<Item = (usize, &str, Placement)> {
    let bytes = text.as_bytes();
    let seams = (1..bytes.len()).filter(|at| is_seam(bytes[at - 1], &bytes[*at..]));
    seams.filter_map(|at| {
        let (head, tail) = text.split_at_checked(at)?;
        let last = tail.chars().next()?;
        let placement = placement(head.chars().next_back()?, last)?;
        let end = at + last.len_utf8();
        let start = head.trim_end_matches(char::is_alphabetic).len();
        let word = text.get(start..end)?;
        let goes_on = text.get(end..)?.starts_with(char::is_alphanumeric);
        // After q the u belongs to the consonant.
        let is_open = !goes_on && !matches!(word.chars().rev().nth(2), Some('q' | 'Q'));
        let line_start = head.rfind('\n').map_or(0, |newline| newline + 1);
        let line = text.get(line_start..end)?;
        (is_open && !is_name(line, start - line_start, word)).then_some((start, word, placement))
    })
}

/// Whether any byte may be of a word that bears its mark on the second letter: none is in most texts, for there a letter
/// follows (`hoạt`), and the u of `quý` is of the consonant.
fn may_bear_second(bytes: &[u8]) -> bool {
    // Of a word at either end of the text nothing stands before or after.
    let head = bytes.get(..5).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(5)..).unwrap_or(bytes);
    bears_second_inside(bytes) || bears_second_inside(&[b" ", head, tail, b"   "].concat())
}

/// The same but for the first letter of the text and the last ones.
fn bears_second_inside(bytes: &[u8]) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric();
    let mut bears = false;
    // No branch and no early end, so that many bytes are compared at a time.
    for [before, vowel, lead, second, third, fourth] in bytes.array_windows() {
        let is_o = vowel | 0x20 == b'o';
        let is_u = (vowel | 0x20 == b'u') & (before | 0x20 != b'q');
        let is_y = second | 0x20 == 0xbd;
        let in_two = (*lead == 0xc3) & (is_o | (is_u & is_y)) & !is_word(*third);
        let is_y = (*second == 0xbb) & (*third >= 0xb2);
        let in_three = (*lead == 0xe1) & (is_o | (is_u & is_y)) & !is_word(*fourth);
        bears |= in_two | in_three;
    }
    bears
}

/// Whether a plain vowel meets a marked one here, as far as bytes tell without decoding every letter: `o|à` of `hoà` by
/// the bytes of the marked one, `ò|a` of `hòa` by its last byte. Few others look alike.
fn is_seam(before: u8, after: &[u8]) -> bool {
    match (before, after) {
        (b'o' | b'O', [0xc3, last, ..]) => matches!(last | 0x20, 0xa0 | 0xa1 | 0xa3 | 0xa8 | 0xa9),
        (b'o' | b'O', [0xe1, 0xba, last, ..]) => matches!(last, 0xa0..=0xa3 | 0xb8..=0xbd),
        (b'u' | b'U', [0xc3, last, ..]) => last | 0x20 == 0xbd,
        (b'u' | b'U', [0xe1, 0xbb, last, ..]) => matches!(last, 0xb2..=0xb9),
        (0x80.., [b'a' | b'e' | b'A' | b'E', ..]) => {
            matches!(
                before,
                0x8c..=0x8f | 0x92 | 0x93 | 0x95 | 0xb2 | 0xb3 | 0xb5
            )
        }
        (0x80.., [b'y' | b'Y', ..]) => {
            matches!(before, 0x99 | 0x9a | 0xa4..=0xa9 | 0xb9 | 0xba)
        }
        _ => false,
    }
}

/// Which of two letters oa, oe, uy bears the mark; none where they are others, or neither does.
fn placement(before: char, last: char) -> Option<Placement> {
    match (before, last) {
        ('ò' | 'ó' | 'ỏ' | 'õ' | 'ọ', 'a' | 'e') | ('ù' | 'ú' | 'ủ' | 'ũ' | 'ụ', 'y') => {
            Some(Placement::First)
        }
        ('Ò' | 'Ó' | 'Ỏ' | 'Õ' | 'Ọ', 'A' | 'E' | 'a' | 'e')
        | ('Ù' | 'Ú' | 'Ủ' | 'Ũ' | 'Ụ', 'Y' | 'y') => Some(Placement::First),
        ('o' | 'O', 'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ') => {
            Some(Placement::Second)
        }
        ('O', 'À' | 'Á' | 'Ả' | 'Ã' | 'Ạ' | 'È' | 'É' | 'Ẻ' | 'Ẽ' | 'Ẹ') => {
            Some(Placement::Second)
        }
        ('u' | 'U', 'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ') | ('U', 'Ỳ' | 'Ý' | 'Ỷ' | 'Ỹ' | 'Ỵ') => {
            Some(Placement::Second)
        }
        _ => None,
    }
}

/// A capital inside a sentence, or a value of `name`: persons and places write themselves as they like.
fn is_name(line: &str, at: usize, word: &str) -> bool {
    let before = line.get(..at).unwrap_or_default();
    let is_capital = word.chars().next().is_some_and(char::is_uppercase);
    let is_shouted = word.chars().all(char::is_uppercase);
    let in_name = before
        .rfind("name = \"")
        .is_some_and(|from| !before.get(from + 8..).unwrap_or_default().contains('"'));
    in_name || (is_capital && !is_shouted && !word.to_lowercase().starts_with(['ủ', 'u']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_way_only_are_not_looked_at() {
        let text = "Ủy ban: hóa, thủy, quý, thuế, thuở; hoạt động toàn khoáng, của, quả.\n";
        assert!(!may_bear_second(text.as_bytes()));
        assert_eq!(open_syllables(text).count(), 3);
        assert!(may_bear_second("quý hoà, khoẻ".as_bytes()));
    }

    #[test]
    fn no_placement_hides_from_the_bytes() {
        let plain = ['o', 'O', 'u', 'U', 'a', 'A', 'e', 'E', 'y', 'Y'];
        let marked = (0xc0..0x1f00u32).filter_map(char::from_u32);
        for letter in marked {
            for vowel in plain {
                for (before, last) in [(vowel, letter), (letter, vowel)] {
                    let text = format!("{before}{last}");
                    let at = before.len_utf8();
                    let is_seen = is_seam(text.as_bytes()[at - 1], &text.as_bytes()[at..]);
                    assert!(placement(before, last).is_none() || is_seen, "{text}");
                    let is_second = placement(before, last) == Some(Placement::Second);
                    for around in [text.clone(), format!("h{text}. Nay"), format!("Th{text} ạ")] {
                        assert!(!is_second || may_bear_second(around.as_bytes()), "{around}");
                    }
                }
            }
        }
    }
}
