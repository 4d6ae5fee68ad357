//! X01 and X02: the letters themselves. Normal form, code pages, tone marks.

use super::{NoticeRule, Portal};
use crate::notice::Notice;
use crate::problem::{Code, Problem};
use crate::say;
use crate::text::Span;
use crate::text::fold::compose;

pub(super) const RULES: &[NoticeRule] = &[normal_form, code_page, tone_marks];

/// X01: the collection is NFC (Unicode Standard Annex #15), or one word typed twice is not found twice.
fn normal_form(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let text = &notice.source.text;
    // Everything below U+0300 is composed already.
    if text.is_ascii() {
        return Vec::new();
    }
    let composed = compose(text);
    if composed == text.as_str() {
        return Vec::new();
    }
    let mut start = 0;
    for (own, right) in text
        .split_inclusive('\n')
        .zip(composed.split_inclusive('\n'))
    {
        if own != right {
            let same = own
                .bytes()
                .zip(right.bytes())
                .take_while(|(a, b)| a == b)
                .count();
            start += own.floor_char_boundary(same);
            break;
        }
        start += own.len();
    }
    let end = text
        .get(start..)
        .and_then(|rest| rest.find(char::is_whitespace));
    let span = Span::from(start..end.map_or(text.len(), |end| start + end));
    let message = say!(
        "chữ ở dạng tổ hợp (không phải NFC) từ đây",
        "the text is decomposed (not NFC) from here on"
    );
    let problem = Problem::new(Code::NotNfc, &notice.source, span, message);
    vec![problem.help(say!(
        "chạy `niemyet check --fix`",
        "run `niemyet check --fix`"
    ))]
}

/// X01: words of TCVN3 or VNI fonts opened as Latin-1; three of them, so that one odd sign proves nothing.
fn code_page(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let text = &notice.source.text;
    // Nearly every text is without a single sign of theirs, which is seen much sooner than its words.
    if !text.contains(|letter: char| TCVN3_ONLY.contains(&letter) || VNI.contains(&letter)) {
        return Vec::new();
    }
    let suspects: Vec<(usize, &str)> = words(text)
        .filter(|(_, word)| is_legacy(word))
        .take(3)
        .collect();
    let [(start, word), _, _] = suspects.as_slice() else {
        return Vec::new();
    };
    let span = Span::from(*start..start + word.len());
    let message = say!(
        "`{word}` giống chữ của bảng mã cũ (TCVN3, VNI)",
        "`{word}` looks like text of an old code page (TCVN3, VNI)"
    );
    let problem = Problem::new(Code::LegacyEncoding, &notice.source, span, message);
    vec![problem.help(say!(
        "chuyển mã sang Unicode rồi chép lại",
        "convert the text to Unicode and copy it again"
    ))]
}

/// Letters of TCVN3 that are signs elsewhere, and one capital that no Vietnamese word has.
const TCVN3_ONLY: [char; 15] = [
    'µ', '¸', '¶', '·', '¹', '¨', '»', '¾', '¼', '½', '®', '©', '§', 'ª', 'Æ',
];
/// What VNI puts after a vowel.
const VNI: [char; 6] = ['ø', 'û', 'ï', 'Ø', 'Û', 'Ï'];

/// TCVN3 puts Vietnamese letters on signs no Vietnamese word has; VNI puts a marked letter after a vowel.
fn is_legacy(word: &str) -> bool {
    const TCVN3: &str = "µ¸¶·¹¨»¾¼½Æ©ÇËÎ®ªÑÖÔÓÒ«¬ØÜÞ×ßåæ§¡¢£¤¥¦";
    let letters: Vec<char> = word.chars().collect();
    let has_ascii = letters.iter().any(char::is_ascii_alphabetic);
    let tcvn3 = letters.iter().any(|letter| TCVN3_ONLY.contains(letter));
    let vni = letters.windows(2).any(
        |pair| matches!(pair, [vowel, mark] if "aeoAEO".contains(*vowel) && VNI.contains(mark)),
    );
    has_ascii
        && (vni
            || (tcvn3
                && letters
                    .iter()
                    .all(|letter| letter.is_ascii() || TCVN3.contains(*letter))))
}

/// X02: hòa and hoà are both right; a mix in one notice hides words from a plain search. Names keep their own way.
fn tone_marks(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let mut first: [Option<(usize, &str)>; 2] = [None, None];
    let text = &notice.source.text;
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        for (at, word) in words(line) {
            let Some(placement) = placement(word) else {
                continue;
            };
            if !is_name(line, at, word) {
                first[usize::from(placement == Placement::Second)]
                    .get_or_insert((line_start + at, word));
            }
        }
        line_start += line.len();
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

/// Where an open oa, oe or uy bears its mark; not after q, where u belongs to the consonant.
fn placement(word: &str) -> Option<Placement> {
    const FIRST: [&str; 3] = ["òóỏõọ", "òóỏõọ", "ùúủũụ"];
    const SECOND: [&str; 3] = ["àáảãạ", "èéẻẽẹ", "ỳýỷỹỵ"];
    const PLAIN: [(char, char); 3] = [('o', 'a'), ('o', 'e'), ('u', 'y')];
    let end = word.chars().next_back()?;
    if end.is_ascii() && !matches!(end, 'a' | 'e' | 'y' | 'A' | 'E' | 'Y') {
        return None;
    }
    let lower = compose(word).to_lowercase();
    let mut letters = lower.chars().rev();
    let (last, before, onset) = (letters.next()?, letters.next()?, letters.next());
    for ((plain, marked), (start, end)) in FIRST.iter().zip(SECOND).zip(PLAIN) {
        if last == end && plain.contains(before) {
            return (onset != Some('q')).then_some(Placement::First);
        }
        if before == start && marked.contains(last) {
            return (onset != Some('q')).then_some(Placement::Second);
        }
    }
    None
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

/// Runs of letters and of the signs old code pages put among them, with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |letter: char| {
        letter.is_alphanumeric()
            || ('\u{a1}'..='\u{bf}').contains(&letter)
            || ('\u{300}'..='\u{36f}').contains(&letter)
            || matches!(letter, '×')
    };
    text.split(move |letter| !is_part(letter))
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}
