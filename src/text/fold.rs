//! Folding: Vietnamese text in, a key without case, marks or tone out.
//!
//! Two spellings of one syllable — with or without marks, NFC or NFD, the tone
//! on either letter (`hòa`, `hoà`) — fold to the same bytes, so that search and
//! name matching need no table of variants.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The first code point the table knows, and the first above it. Between them lie
/// all Latin letters with Vietnamese marks, and the combining marks.
const TABLE_START: u32 = 0x80;
const TABLE_END: u32 = 0x1f00;

/// Lower case, decomposed, without combining marks, and with đ as d.
///
/// Everything that is not a letter or a mark is kept as it is.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for_each_folded(text, |letter| folded.push(letter));
    folded
}

/// What the folded text begins with.
pub fn first_folded(text: &str) -> Option<char> {
    text.chars().find_map(|letter| match look_up(letter) {
        Folded::One(base) => Some(base),
        Folded::Nothing => None,
        Folded::Several => fold_letter(letter).next(),
    })
}

/// Hands over the folded text letter by letter, from one place of the loop, so that it can be taken in the loop itself.
#[inline]
fn for_each_folded(text: &str, mut take: impl FnMut(char)) {
    for letter in text.chars() {
        let mut others = None;
        let mut next = match look_up(letter) {
            Folded::One(base) => Some(base),
            Folded::Nothing => None,
            Folded::Several => others.insert(fold_letter(letter)).next(),
        };
        while let Some(base) = next {
            take(base);
            next = others.as_mut().and_then(Iterator::next);
        }
    }
}

fn look_up(letter: char) -> Folded {
    if letter.is_ascii() {
        return Folded::One(letter.to_ascii_lowercase());
    }
    let index = u32::from(letter).checked_sub(TABLE_START);
    let known = index.and_then(|index| TABLE.get(index as usize));
    known.copied().unwrap_or(Folded::Several)
}

/// What one letter folds to. Decomposing every letter anew took fifteen times as
/// long.
#[derive(Debug, Clone, Copy)]
enum Folded {
    Nothing,
    One(char),
    Several,
}

static TABLE: LazyLock<Vec<Folded>> = LazyLock::new(|| {
    (TABLE_START..TABLE_END)
        .map(|code| {
            let mut letters = char::from_u32(code).into_iter().flat_map(fold_letter);
            match (letters.next(), letters.next()) {
                (None, _) => Folded::Nothing,
                (Some(only), None) => Folded::One(only),
                (Some(_), Some(_)) => Folded::Several,
            }
        })
        .collect()
});

fn fold_letter(letter: char) -> impl Iterator<Item = char> {
    letter
        .to_lowercase()
        .nfd()
        .filter(|&part| !is_combining_mark(part))
        .map(|part| if part == 'đ' { 'd' } else { part })
}

/// The folded text with every run of other characters than letters and digits
/// as one space and none at the ends: `UBND xã  Tân-Lập.` is `ubnd xa tan lap`.
pub fn squash(text: &str) -> String {
    let mut squashed = String::with_capacity(text.len());
    let mut is_word = false;
    for_each_folded(text, |letter| {
        let goes_on = std::mem::replace(&mut is_word, letter.is_alphanumeric());
        if is_word {
            if !goes_on && !squashed.is_empty() {
                squashed.push(' ');
            }
            squashed.push(letter);
        }
    });
    squashed
}

/// The five tones as marks of their own: grave, acute, tilde, hook, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// As [`squash`], but with marks and tones, each tone behind its word: two names are one only where they sound alike.
/// `xã Thạnh Hòa` and `xã Thạnh Hoà` do, `xã Thanh Hòa` does not.
pub fn spoken(text: &str) -> String {
    let mut spoken = String::with_capacity(text.len() + 8);
    let decomposed: String = text.to_lowercase().nfd().collect();
    let is_letter = |letter: char| letter.is_alphanumeric() || is_combining_mark(letter);
    for word in decomposed.split(|letter| !is_letter(letter)) {
        if word.is_empty() {
            continue;
        }
        if !spoken.is_empty() {
            spoken.push(' ');
        }
        spoken.extend(word.chars().filter(|letter| !TONES.contains(letter)));
        spoken.extend(word.chars().filter(|letter| TONES.contains(letter)));
    }
    spoken
}

/// Whether the text is in Unicode's composed form (NFC).
pub fn is_composed(text: &str) -> bool {
    !may_need_composing(text.as_bytes()) || unicode_normalization::is_nfc(text)
}

/// Whether any letter lies beyond those of composed Vietnamese, which are composed whatever stands beside them: up to
/// U+02FF, from U+1E80 to U+1EFF, and the dashes and quotation marks from U+2010 on. Asking the tables of Unicode about
/// every letter takes ten times as long.
fn may_need_composing(bytes: &[u8]) -> bool {
    let [.., _, _] = bytes else {
        return !bytes.is_ascii();
    };
    let (seconds, thirds) = (&bytes[1..], &bytes[2..]);
    let mut is_doubtful = bytes.iter().rev().take(2).any(|byte| *byte >= 0xcc);
    // No branch and no early end, so that many bytes are compared at a time.
    for ((first, second), third) in bytes.iter().zip(seconds).zip(thirds) {
        let is_vietnamese = (*first == 0xe1) & ((*second == 0xba) | (*second == 0xbb));
        let is_punctuation = (*first == 0xe2) & (*second == 0x80) & (*third >= 0x90);
        is_doubtful |= (*first >= 0xcc) & !is_vietnamese & !is_punctuation;
    }
    is_doubtful
}

/// The text in Unicode's composed form; borrowed when it already is.
pub fn compose(text: &str) -> Cow<'_, str> {
    if is_composed(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_sound_alike_are_one() {
        assert_eq!(spoken("Xã  Thạnh-Hòa."), spoken("xã thạnh hoà"));
        assert_eq!(spoken("ĐIỆN BIÊN"), spoken("Điện Bie\u{302}n"));
        for other in ["Xã Thanh Hòa", "Xã Thạnh Hoa", "Xã Thành Hòa"] {
            assert_ne!(spoken("Xã Thạnh Hòa"), spoken(other), "{other}");
            assert_eq!(squash("Xã Thạnh Hòa"), squash(other), "{other}");
        }
    }

    #[test]
    fn marks_tones_and_the_stroke_are_dropped() {
        assert_eq!(fold("Đặc khu Lý Sơn"), "dac khu ly son");
        assert_eq!(fold("NGƯỜI ĐƯỢC ƯỚC"), "nguoi duoc uoc");
        assert_eq!(fold("GM-25/KH"), "gm-25/kh");
    }

    #[test]
    fn both_tone_placements_and_both_normal_forms_are_equal() {
        for (old, new) in [("Tỉnh ủy", "Tỉnh uỷ"), ("hòa", "hoà"), ("khỏe", "khoẻ")] {
            let decomposed: String = old.nfd().collect();
            assert_ne!(old, decomposed);
            assert_eq!(fold(old), fold(new));
            assert_eq!(fold(old), fold(&decomposed));
        }
    }

    #[test]
    fn letters_beyond_the_table_fold_too() {
        assert_eq!(
            fold("Ｓố ΆΩ ㎏ İ ﬁ 한"),
            "ｓo αω ㎏ i ﬁ \u{1112}\u{1161}\u{11ab}"
        );
        assert_eq!(fold("\u{301}\u{20dd}"), "");
    }

    #[test]
    fn squash_keeps_words_only() {
        assert_eq!(squash("  UBND xã\u{a0}Tân-Lập. "), "ubnd xa tan lap");
        assert_eq!(squash("– … –"), "");
    }

    #[test]
    fn a_quick_look_never_misses_what_is_decomposed() {
        let letters = (0..=u32::from(char::MAX)).filter_map(char::from_u32);
        let wrong: Vec<char> = letters
            .filter(|letter| {
                let alone = letter.to_string();
                let among = format!("ab{letter}cd");
                let marked = format!("{letter}\u{301}");
                [alone, among, marked]
                    .iter()
                    .any(|text| is_composed(text) != unicode_normalization::is_nfc(text))
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn compose_borrows_what_is_composed() {
        assert!(matches!(compose("hòa"), Cow::Borrowed("hòa")));
        assert_eq!(compose("ho\u{300}a"), "hòa");
    }
}
