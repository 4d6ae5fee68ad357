//! Text in, tokens out: runs of letters and runs of digits.
//!
//! The rules are those of `themes/default/static/search-words.js`, character for character.

use unicode_normalization::char::is_combining_mark;

use super::syllable::{LONGEST, syllable};

/// A run of letters or of digits in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// Byte offsets in the text.
    pub(crate) start: usize,
    /// End, exclusive.
    pub(crate) end: usize,
    /// Digits rather than letters.
    pub(crate) digits: bool,
    /// What stands between the previous run and this one.
    pub(crate) gap: Gap,
}

/// How a run hangs on the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing in between: `168a`.
    None,
    /// One character that joins the parts of a number or a date: `25-KH/TW`.
    Joint,
    /// A space, a comma.
    Space,
    /// The end of a sentence or of a line: no pair of syllables spans it.
    Break,
}

/// A token as a query or a short field has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Folded letters, or digits without leading zeros.
    pub(crate) fold: String,
    /// Tone and marks, see [`syllable`].
    pub(crate) sig: u32,
    /// Digits rather than letters.
    pub(crate) digits: bool,
    /// What stands before it.
    pub(crate) gap: Gap,
    /// Where it starts in the text, in bytes.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
}

/// The tokens of `text`, in order.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    runs(text)
        .filter_map(|run| {
            let mut fold = String::new();
            let sig = key(&text[run.start..run.end], run.digits, &mut fold);
            let Run {
                start,
                end,
                digits,
                gap,
            } = run;
            (!fold.is_empty()).then_some(Token {
                fold,
                sig,
                digits,
                gap,
                start,
                end,
            })
        })
        .collect()
}

/// The runs of `text`, in order.
pub(crate) fn runs(text: &str) -> impl Iterator<Item = Run> {
    let mut last = 0;
    std::iter::from_fn(move || {
        let mut start = last;
        let sort = loop {
            let (sort, length) = sort_at(text, start)?;
            match sort {
                Some(sort) => break sort,
                None => start += length,
            }
        };
        let mut end = start;
        while let Some((other, length)) = sort_at(text, end)
            && other == Some(sort)
        {
            end += length;
        }
        let gap = if last == 0 {
            Gap::Break
        } else {
            gap(&text[last..start])
        };
        last = end;
        Some(Run {
            start,
            end,
            digits: sort,
            gap,
        })
    })
}

/// Appends the key of a run to `fold` and returns its signature; a number loses its leading zeros.
pub(crate) fn key(run: &str, digits: bool, fold: &mut String) -> u32 {
    if !digits {
        return syllable(run, fold);
    }
    let significant = run.trim_start_matches('0');
    let significant = if significant.is_empty() {
        "0"
    } else {
        significant
    };
    fold.push_str(&significant[..significant.len().min(LONGEST)]);
    0
}

/// Whether a letter or a digit begins at a byte of `text`, and how long it is. Most are ASCII, told by their byte.
#[inline]
fn sort_at(text: &str, at: usize) -> Option<(Option<bool>, usize)> {
    Some(match text.as_bytes().get(at)? {
        b'a'..=b'z' | b'A'..=b'Z' => (Some(false), 1),
        b'0'..=b'9' => (Some(true), 1),
        0..=0x7f => (None, 1),
        _ => {
            let letter = text[at..].chars().next()?;
            (is_letter(letter).then_some(false), letter.len_utf8())
        }
    })
}

/// Beyond ASCII. The first ranges are what Vietnamese is written in, told without a table.
#[inline]
fn is_letter(letter: char) -> bool {
    match letter {
        '×' | '÷' => false,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => true,
        _ => letter.is_alphabetic() || is_combining_mark(letter),
    }
}

fn gap(between: &str) -> Gap {
    match between {
        "" => return Gap::None,
        " " => return Gap::Space,
        _ => {}
    }
    let mut characters = between.chars();
    if let (Some('-' | '/' | '.' | '_' | '–'), None) = (characters.next(), characters.next()) {
        return Gap::Joint;
    }
    let sentence = between.contains('.') && between.contains(char::is_whitespace);
    if sentence || between.contains(['\n', ';', '|']) {
        Gap::Break
    } else {
        Gap::Space
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folds(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.fold).collect()
    }

    #[test]
    fn letters_and_digits_part_and_zeros_go() {
        assert_eq!(
            folds("Số: 05-KH/TW, ngày 09/7"),
            ["so", "5", "kh", "tw", "ngay", "9", "7"]
        );
        assert_eq!(folds("168a×2"), ["168", "a", "2"]);
        assert_eq!(folds("Ho\u{323}p 000"), ["hop", "0"]);
    }

    #[test]
    fn sentences_break_and_commas_do_not() {
        let gaps: Vec<Gap> = tokens("họp. Mời, dự")
            .into_iter()
            .map(|token| token.gap)
            .collect();
        assert_eq!(gaps, [Gap::Break, Gap::Break, Gap::Space]);
    }
}
