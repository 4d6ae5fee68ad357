//! Folding: Vietnamese text in, a key without case, marks or tone out.
//!
//! Two spellings of one syllable — with or without marks, NFC or NFD, the tone
//! on either letter (`hòa`, `hoà`) — fold to the same bytes, so that search and
//! name matching need no table of variants.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, decomposed, without combining marks, and with đ as d.
///
/// Everything that is not a letter or a mark is kept as it is.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars()
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|&letter| !is_combining_mark(letter))
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .collect()
}

/// The folded text with every run of other characters than letters and digits
/// as one space and none at the ends: `UBND xã  Tân-Lập.` is `ubnd xa tan lap`.
pub fn squash(text: &str) -> String {
    let folded = fold(text);
    let mut squashed = String::with_capacity(folded.len());
    for word in folded.split(|letter: char| !letter.is_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        if !squashed.is_empty() {
            squashed.push(' ');
        }
        squashed.push_str(word);
    }
    squashed
}

/// The text in Unicode's composed form; borrowed when it already is.
pub fn compose(text: &str) -> Cow<'_, str> {
    if unicode_normalization::is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn squash_keeps_words_only() {
        assert_eq!(squash("  UBND xã\u{a0}Tân-Lập. "), "ubnd xa tan lap");
        assert_eq!(squash("– … –"), "");
    }

    #[test]
    fn compose_borrows_what_is_composed() {
        assert!(matches!(compose("hòa"), Cow::Borrowed("hòa")));
        assert_eq!(compose("ho\u{300}a"), "hòa");
    }
}
