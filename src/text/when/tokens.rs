//! A text cut into words, numbers and marks, each with its bytes and a small form.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::fold::is_composed;

/// Stands for the bullet of a list item, so that it is no dash between two times.
pub(super) const BULLET: char = '•';
/// Stands for a blank line.
pub(super) const PARAGRAPH: char = '¶';

/// A run of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value; runs too long for it have the greatest.
    pub(super) value: u32,
    /// How many digits it has.
    pub(super) digits: usize,
}

enum Kind {
    /// The word's place in `Tokens::small`.
    Word(Range<usize>),
    Number(Number),
    Mark(char),
}

struct Token {
    span: Range<usize>,
    kind: Kind,
    glued: bool,
}

/// The tokens of a text. Every question about an index past either end is
/// answered as for a token that is nothing.
pub(super) struct Tokens<'a> {
    text: &'a str,
    /// All words, composed and in small letters, one after another.
    small: String,
    tokens: Vec<Token>,
    is_composed: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn of(text: &'a str) -> Tokens<'a> {
        let mut tokens = Tokens {
            text,
            small: String::with_capacity(text.len()),
            tokens: Vec::new(),
            is_composed: is_composed(text),
        };
        let mut rest = text;
        let mut newlines = 1;
        let mut glued = false;
        while let Some(first) = rest.chars().next() {
            let length = run_length(rest, first);
            let start = text.len() - rest.len();
            let (run, after) = rest.split_at(length);
            rest = after;
            // Asterisks and underscores are Markdown's emphasis.
            if first.is_whitespace() || matches!(first, '*' | '_') {
                newlines += usize::from(first == '\n');
                glued = false;
                if newlines == 2 && first == '\n' && !tokens.tokens.is_empty() {
                    tokens.push(start..start + length, Kind::Mark(PARAGRAPH), false);
                }
                continue;
            }
            let kind = tokens.kind(run, first, newlines > 0);
            tokens.push(start..start + length, kind, glued);
            newlines = 0;
            glued = true;
        }
        tokens
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The word in small letters; empty for other tokens.
    pub(super) fn word(&self, index: usize) -> &str {
        match self.tokens.get(index).map(|token| &token.kind) {
            Some(Kind::Word(place)) => self.small.get(place.clone()).unwrap_or_default(),
            _ => "",
        }
    }

    /// The word `distance` tokens before `index`.
    pub(super) fn word_before(&self, index: usize, distance: usize) -> &str {
        index
            .checked_sub(distance)
            .map_or("", |before| self.word(before))
    }

    /// Whether these words stand from `index` on.
    pub(super) fn are(&self, index: usize, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(offset, word)| self.word(index + offset) == *word)
    }

    pub(super) fn number(&self, index: usize) -> Option<Number> {
        match self.tokens.get(index)?.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The number, when it has one or two digits.
    pub(super) fn short_number(&self, index: usize) -> Option<i8> {
        let number = self.number(index).filter(|number| number.digits <= 2)?;
        i8::try_from(number.value).ok()
    }

    /// The punctuation mark; NUL for other tokens.
    pub(super) fn mark(&self, index: usize) -> char {
        match self.tokens.get(index).map(|token| &token.kind) {
            Some(Kind::Mark(mark)) => *mark,
            _ => '\0',
        }
    }

    pub(super) fn mark_before(&self, index: usize) -> char {
        index
            .checked_sub(1)
            .map_or('\0', |before| self.mark(before))
    }

    /// Whether nothing lies between this token and the one before.
    pub(super) fn is_glued(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.glued)
    }

    /// Whether the token begins with a capital letter.
    pub(super) fn is_capital(&self, index: usize) -> bool {
        self.tokens
            .get(index)
            .and_then(|token| self.text.get(token.span.clone()))
            .and_then(|word| word.chars().next())
            .is_some_and(char::is_uppercase)
    }

    /// The bytes from the token `first` up to, not including, the token `end`.
    pub(super) fn span(&self, first: usize, end: usize) -> Range<usize> {
        let first = self.tokens.get(first).map(|token| token.span.start);
        let last = end.checked_sub(1).and_then(|last| self.tokens.get(last));
        match (first, last) {
            (Some(start), Some(last)) => start..last.span.end,
            _ => 0..0,
        }
    }

    fn kind(&mut self, run: &str, first: char, begins_line: bool) -> Kind {
        if first.is_ascii_digit() {
            return Kind::Number(Number {
                value: run.parse().unwrap_or(u32::MAX),
                digits: run.len(),
            });
        }
        if !is_letter(first) {
            let is_bullet = begins_line && matches!(first, '-' | '–' | '—' | '+');
            return Kind::Mark(if is_bullet { BULLET } else { first });
        }
        let start = self.small.len();
        if run.is_ascii() {
            self.small.push_str(run);
            if let Some(word) = self.small.get_mut(start..) {
                word.make_ascii_lowercase();
            }
        } else {
            if self.is_composed {
                push_small(&mut self.small, run);
            } else {
                let small = run.chars().flat_map(char::to_lowercase);
                self.small.extend(small.nfc());
            }
        }
        Kind::Word(start..self.small.len())
    }

    fn push(&mut self, span: Range<usize>, kind: Kind, glued: bool) {
        self.tokens.push(Token { span, kind, glued });
    }
}

/// Bytes of the token that begins `rest`: digits and letters run on, marks stand
/// alone, and so letters after digits (`14h00`) are tokens of their own.
fn run_length(rest: &str, first: char) -> usize {
    let end = if first.is_ascii_digit() {
        rest.bytes().position(|byte| !byte.is_ascii_digit())
    } else if is_letter(first) {
        rest.find(|letter| !is_letter_or_mark(letter))
    } else {
        return first.len_utf8();
    };
    end.unwrap_or(rest.len())
}

fn is_letter_or_mark(letter: char) -> bool {
    is_letter(letter) || (!letter.is_ascii() && is_combining_mark(letter))
}

/// As `char::is_alphabetic`, with a short way for the letters of Vietnamese, and all others of their blocks.
fn is_letter(letter: char) -> bool {
    match letter {
        '\0'..='\u{7f}' => letter.is_ascii_alphabetic(),
        '\u{c0}'..='\u{24f}' => !matches!(letter, '×' | '÷'),
        '\u{1ea0}'..='\u{1ef9}' => true,
        _ => letter.is_alphabetic(),
    }
}

/// Puts a word in small letters behind others, with a short way for the letters of Vietnamese.
fn push_small(words: &mut String, word: &str) {
    for letter in word.chars() {
        match letter {
            '\0'..='\u{7f}' => words.push(letter.to_ascii_lowercase()),
            // Of the newer letters every other one is small, and follows its capital.
            '\u{1ea0}'..='\u{1ef9}' => words.extend(char::from_u32(u32::from(letter) | 1)),
            '\u{df}'..='\u{ff}' | 'đ' | 'ơ' | 'ư' | 'ă' => words.push(letter),
            _ => words.extend(letter.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_ways_lead_where_the_long_ones_do() {
        for letter in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            assert_eq!(is_letter(letter), letter.is_alphabetic(), "{letter}");
            let mut small = String::new();
            push_small(&mut small, letter.encode_utf8(&mut [0; 4]));
            assert!(letter.to_lowercase().eq(small.chars()), "{letter}");
        }
    }
}
