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
    for (at, word, placement) in open_syllables(&notice.source.text) {
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
    let seams = (1..bytes.len()).filter(|at| is_seam(bytes[at - 1], bytes[*at]));
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

/// Whether a plain vowel meets a marked one here, as far as single bytes tell: `o|à` of `hoà`, `ò|a` of `hòa`.
fn is_seam(before: u8, after: u8) -> bool {
    let opens = matches!(before, b'o' | b'u' | b'O' | b'U') && after >= 0xc3;
    let closes = before >= 0x80 && matches!(after, b'a' | b'e' | b'y' | b'A' | b'E' | b'Y');
    opens || closes
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
