//! The key of a syllable: its letters without marks, and one number for tone and marks.
//!
//! Tone belongs to the syllable and marks to its letters, so both placements of the tone (`hòa`, `hoà`) and both
//! normal forms give one key without a table. `themes/default/static/search-words.js` computes the same; `tests/it/search/vectors.json`
//! holds both to it.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Letters a key keeps; longer words are cut, in the index and in the query alike.
pub(crate) const LONGEST: usize = 24;

/// Letters that have a place in the signature, so that it fits 27 bits; a Vietnamese syllable has at most seven.
const SIGNED: usize = 12;

/// Appends the folded letters of `word` to `folded` and returns the signature:
/// tone (0 none, 1 huyền, 2 sắc, 3 hỏi, 4 ngã, 5 nặng) + 6·Σ mark·4^place (0 none, 1 circumflex, 2 breve, 3 horn or stroke).
pub(crate) fn syllable(word: &str, folded: &mut String) -> u32 {
    let mut syllable = Syllable {
        folded,
        length: 0,
        tone: 0,
        marks: [0; SIGNED],
    };
    for letter in word.chars() {
        if letter.is_ascii() {
            syllable.letter(letter.to_ascii_lowercase());
        } else {
            decompose_canonical(letter, |part| syllable.part(part));
        }
    }
    syllable.signature()
}

/// Whether `typed` matches `found` as a syllable, or as the start of one when only `letters` of it were typed.
pub(crate) fn starts_with(typed: u32, found: u32, letters: usize) -> bool {
    let (tone, marks) = (typed % 6, typed / 6);
    (tone == 0 || tone == found % 6) && found / 6 % 4u32.pow(letters.min(SIGNED) as u32) == marks
}

struct Syllable<'f> {
    folded: &'f mut String,
    length: usize,
    tone: u32,
    marks: [u32; SIGNED],
}

impl Syllable<'_> {
    fn part(&mut self, part: char) {
        match part {
            '\u{300}' => self.tone = 1,
            '\u{301}' => self.tone = 2,
            '\u{309}' => self.tone = 3,
            '\u{303}' => self.tone = 4,
            '\u{323}' => self.tone = 5,
            '\u{302}' => self.mark(1),
            '\u{306}' => self.mark(2),
            '\u{31b}' => self.mark(3),
            'đ' | 'Đ' => {
                self.letter('d');
                self.mark(3);
            }
            mark if is_combining_mark(mark) => {}
            letter => letter.to_lowercase().for_each(|lower| self.letter(lower)),
        }
    }

    /// Letters beyond the basic plane are left out: JavaScript would order them differently.
    fn letter(&mut self, letter: char) {
        if u32::from(letter) > 0xffff {
            return;
        }
        if self.length < LONGEST {
            self.folded.push(letter);
        }
        self.length += 1;
    }

    fn mark(&mut self, mark: u32) {
        if let Some(place) = self
            .length
            .checked_sub(1)
            .and_then(|last| self.marks.get_mut(last))
        {
            *place = mark;
        }
    }

    fn signature(&self) -> u32 {
        self.tone + 6 * self.marks.iter().rev().fold(0, |sum, mark| sum * 4 + mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(word: &str) -> (String, u32) {
        let mut folded = String::new();
        let signature = syllable(word, &mut folded);
        (folded, signature)
    }

    #[test]
    fn the_signature_is_tone_and_marks_by_place() {
        assert_eq!(key("mời"), ("moi".into(), 1 + 6 * 3 * 4));
        assert_eq!(key("Môi"), ("moi".into(), 6 * 4));
        assert_eq!(key("ĐƯỢC"), ("duoc".into(), 5 + 6 * (3 + 3 * 4 + 3 * 16)));
        assert_eq!(key("25"), ("25".into(), 0));
    }

    #[test]
    fn placements_and_normal_forms_are_one_key() {
        for (one, other) in [
            ("uỷ", "ủy"),
            ("hòa", "hoà"),
            ("khỏe", "khoẻ"),
            ("ệ", "e\u{302}\u{323}"),
        ] {
            assert_eq!(key(one), key(other));
        }
    }

    #[test]
    fn a_start_is_matched_by_the_letters_typed() {
        let (found, typed) = (key("nghiệp").1, key("nghiê").1);
        assert!(starts_with(typed, found, 5));
        assert!(!starts_with(key("nghi").1, found, 5));
        assert!(starts_with(key("nghi").1, found, 4));
        assert!(!starts_with(key("nghị").1, key("nghĩa").1, 4));
    }
}
