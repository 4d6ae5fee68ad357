//! Vietnamese alphabetical order: a name in, a key out whose bytes sort right.
//!
//! The order of Vietnamese dictionaries: syllable by syllable, first the letters
//! (a ă â b c d đ e ê …), then the tone (ngang, huyền, hỏi, ngã, sắc, nặng).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The letters in order. f, j, w and z are not Vietnamese but occur in names.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
/// Closes the letters of a syllable; below every letter, so `an` precedes `ang`.
const END: u8 = 0x01;
/// Opens a number; below every letter, so `Tổ 2` precedes `Tổ An`.
const NUMBER: u8 = 0x10;
/// The rank of `a`.
const FIRST_LETTER: u8 = 0x20;
/// Opens a letter outside [`ALPHABET`], which sorts after it by code point.
const FOREIGN: u8 = 0x7f;

/// A key such that comparing keys as bytes compares the texts alphabetically.
///
/// Case, punctuation, the placement of the tone and the normal form do not
/// count: texts that differ in nothing else have equal keys. Runs of digits
/// compare as numbers, whatever their length.
pub fn collation_key(text: &str) -> Vec<u8> {
    let letters: Vec<char> = text.chars().flat_map(char::to_lowercase).nfc().collect();
    let mut key = Vec::with_capacity(letters.len() + 8);
    let mut rest = letters.as_slice();
    while let Some(&first) = rest.first() {
        let run = |belongs: fn(char) -> bool| {
            rest.iter()
                .position(|&letter| !belongs(letter))
                .unwrap_or(rest.len())
        };
        let length = if first.is_ascii_digit() {
            let length = run(|letter| letter.is_ascii_digit());
            push_number(&mut key, rest.get(..length).unwrap_or(rest));
            length
        } else if first.is_alphabetic() {
            let length = run(|letter| letter.is_alphabetic() || is_combining_mark(letter));
            push_syllable(&mut key, rest.get(..length).unwrap_or(rest));
            length
        } else {
            1
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    key
}

fn push_number(key: &mut Vec<u8>, digits: &[char]) {
    let zeros = digits.iter().take_while(|&&digit| digit == '0').count();
    let significant = digits.get(zeros..).unwrap_or_default();
    key.push(NUMBER);
    key.push(u8::try_from(significant.len()).unwrap_or(u8::MAX));
    key.extend(significant.iter().map(|&digit| digit as u8));
}

fn push_syllable(key: &mut Vec<u8>, letters: &[char]) {
    let mut tone = 0;
    for &letter in letters {
        let (letter, own_tone) = split_tone(letter);
        tone = tone.max(own_tone);
        if let Some(letter) = letter {
            push_letter(key, letter);
        }
    }
    key.extend([END, tone]);
}

fn push_letter(key: &mut Vec<u8>, letter: char) {
    match ALPHABET.chars().position(|known| known == letter) {
        Some(rank) => key.push(FIRST_LETTER.saturating_add(rank as u8)),
        None => {
            key.push(FOREIGN);
            key.extend(letter.encode_utf8(&mut [0; 4]).bytes());
        }
    }
}

/// The letter without its tone (none when it is only a mark), and the tone's
/// rank. Quality marks stay on the letter: `ậ` is `â` and nặng.
fn split_tone(letter: char) -> (Option<char>, u8) {
    if letter.is_ascii() {
        return (Some(letter), 0);
    }
    let mut tone = 0;
    let bare: String = std::iter::once(letter)
        .nfd()
        .filter(|&part| match tone_rank(part) {
            Some(rank) => {
                tone = rank;
                false
            }
            None => true,
        })
        .nfc()
        .collect();
    let bare = bare.chars().next().filter(|&part| !is_combining_mark(part));
    (bare, tone)
}

/// The rank of a tone mark in dictionary order; ngang, which has none, is 0.
fn tone_rank(mark: char) -> Option<u8> {
    match mark {
        '\u{300}' => Some(1), // huyền
        '\u{309}' => Some(2), // hỏi
        '\u{303}' => Some(3), // ngã
        '\u{301}' => Some(4), // sắc
        '\u{323}' => Some(5), // nặng
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_ordered(names: &[&str]) {
        let mut sorted: Vec<&str> = names.iter().rev().copied().collect();
        sorted.sort_by_key(|name| collation_key(name));
        assert_eq!(sorted, names);
    }

    #[test]
    fn tones_follow_the_dictionary() {
        assert_ordered(&["ma", "mà", "mả", "mã", "má", "mạ"]);
        assert_ordered(&["ba", "bà", "bả", "bã", "bá", "bạ", "bă", "bằ", "bâ", "bầ"]);
    }

    #[test]
    fn provinces_are_in_alphabetical_order() {
        assert_ordered(&[
            "An Giang",
            "Bắc Ninh",
            "Cà Mau",
            "Cao Bằng",
            "Cần Thơ",
            "Đà Nẵng",
            "Đắk Lắk",
            "Điện Biên",
            "Đồng Nai",
            "Đồng Tháp",
            "Gia Lai",
            "Hà Nội",
            "Hà Tĩnh",
            "Hải Phòng",
            "Huế",
            "Hưng Yên",
            "Khánh Hòa",
            "Lai Châu",
            "Lạng Sơn",
            "Lào Cai",
            "Lâm Đồng",
            "Nghệ An",
            "Ninh Bình",
            "Phú Thọ",
            "Quảng Ngãi",
            "Quảng Ninh",
            "Quảng Trị",
            "Sơn La",
            "Tây Ninh",
            "Thái Nguyên",
            "Thanh Hóa",
            "Tuyên Quang",
            "Vĩnh Long",
        ]);
    }

    #[test]
    fn syllables_decide_before_later_letters() {
        assert_ordered(&["an", "an bình", "an toàn", "ang", "anh", "ăn", "ân"]);
        assert_ordered(&["ba zơ", "bà an", "dân", "đa", "đà", "e", "ê"]);
        assert_ordered(&["o", "ô", "ơ", "p", "u", "ư", "v"]);
    }

    #[test]
    fn numbers_compare_by_value() {
        assert_ordered(&["Tổ 2", "Tổ 10", "Tổ 100", "Tổ An"]);
        assert_eq!(collation_key("Tổ 02"), collation_key("tổ 2"));
    }

    #[test]
    fn placement_form_and_case_do_not_count() {
        assert_eq!(collation_key("Tỉnh ủy"), collation_key("TỈNH UỶ"));
        let decomposed: String = "Đắk Lắk".nfd().collect();
        assert_eq!(collation_key("Đắk Lắk"), collation_key(&decomposed));
        assert_eq!(collation_key("A-B"), collation_key("a b"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_key(text in ".*") {
            proptest::prop_assert!(collation_key(&text).len() <= text.len() * 7 + 8);
        }
    }
}
