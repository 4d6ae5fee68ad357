//! X01: the letters themselves. Normal form and code pages.

use super::{NoticeRule, Portal};
use crate::notice::Notice;
use crate::problem::{Code, Problem};
use crate::say;
use crate::text::Span;
use crate::text::fold::compose;

pub(super) const RULES: &[NoticeRule] = &[normal_form, code_page];

/// X01: the collection is NFC (Unicode Standard Annex #15), or one word typed twice is not found twice.
fn normal_form(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    if notice.source.is_composed() {
        return Vec::new();
    }
    let text = &notice.source.text();
    let composed = compose(text);
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
    let text = &notice.source.text();
    // Nearly every text is without a single sign of theirs, which is seen much sooner than its words.
    if !may_have_legacy_sign(text.as_bytes()) {
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

/// Whether any byte may be of these signs: the signs below U+00C0, which no Vietnamese word has, begin with the byte C2,
/// the few above with C3.
fn may_have_legacy_sign(bytes: &[u8]) -> bool {
    const AFTER_C3: [u8; 7] = [0x86, 0x8f, 0x98, 0x9b, 0xaf, 0xb8, 0xbb];
    let mut found = false;
    for (lead, last) in bytes.iter().zip(bytes.get(1..).unwrap_or_default()) {
        let mut is_above = false;
        for byte in AFTER_C3 {
            is_above |= *last == byte;
        }
        found |= (*lead == 0xc2) | ((*lead == 0xc3) & is_above);
    }
    found
}

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
