//! Tokens in, the keys out that numbers and dates have besides those of their parts.

use super::syllable::LONGEST;
use super::tokens::Gap;

/// A key that covers several tokens: a date as `2025-01-13`, a number as `25khtw`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Joined {
    /// First token covered.
    pub(crate) first: usize,
    /// Tokens covered.
    pub(crate) count: usize,
    /// The key.
    pub(crate) key: String,
    /// A date rather than a number.
    pub(crate) date: bool,
}

/// What follows the day of a date in words.
pub(crate) const MONTH: &str = "thang";

/// What can be read of a token when joining: its folded text, whether it is digits, and the gap before it.
pub(crate) type Part<'t> = (&'t str, bool, Gap);

/// The date or number that starts at token `first`, if one does.
pub(crate) fn joined<'t>(part: impl Fn(usize) -> Option<Part<'t>>, first: usize) -> Option<Joined> {
    date(&part, first).or_else(|| number(&part, first))
}

/// `13/01/2025`, `13-1-2025`, `13 tháng 01 năm 2025`.
fn date<'t>(part: &impl Fn(usize) -> Option<Part<'t>>, first: usize) -> Option<Joined> {
    let digits = |at: usize| {
        part(at)
            .filter(|part| part.1)
            .and_then(|part| part.0.parse::<u32>().ok())
    };
    let joint = |at: usize| part(at).is_some_and(|part| part.2 == Gap::Joint);
    let word = |at: usize, word: &str| part(at).is_some_and(|part| part.0 == word);
    let day = digits(first)?;
    let (count, month, year) = if joint(first + 1) && joint(first + 2) {
        (3, digits(first + 1)?, digits(first + 2)?)
    } else if word(first + 1, MONTH) && word(first + 3, "nam") {
        (5, digits(first + 2)?, digits(first + 4)?)
    } else {
        return None;
    };
    let real = (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..2200).contains(&year);
    real.then(|| Joined {
        first,
        count,
        key: day_key(year, month, day),
        date: true,
    })
}

/// The key of a day: `2025-01-13`.
pub(crate) fn day_key(year: u32, month: u32, day: u32) -> String {
    format!("{year}-{month:02}-{day:02}")
}

/// `25-KH/TW` and `25khtw` as `25khtw`: runs of letters and of digits with at most a joint in between.
fn number<'t>(part: &impl Fn(usize) -> Option<Part<'t>>, first: usize) -> Option<Joined> {
    let hangs = |at: usize| part(at).filter(|part| matches!(part.2, Gap::None | Gap::Joint));
    if hangs(first).is_some() {
        return None;
    }
    // Most tokens stand alone.
    hangs(first + 1)?;
    let (text, digits, _) = part(first)?;
    let (mut key, mut count, mut both) = (text.to_owned(), 1, false);
    while let Some((text, other, _)) = hangs(first + count) {
        key.push_str(text);
        both |= other != digits;
        count += 1;
    }
    (both && key.chars().count() <= LONGEST).then_some(Joined {
        first,
        count,
        key,
        date: false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn key_of(text: &str) -> Option<String> {
        let tokens = tokens(text);
        joined(
            |at| {
                tokens
                    .get(at)
                    .map(|token| (token.fold.as_str(), token.digits, token.gap))
            },
            0,
        )
        .map(|joined| joined.key)
    }

    #[test]
    fn numbers_and_dates_get_a_key_of_their_own() {
        assert_eq!(key_of("25-KH/TW").as_deref(), Some("25khtw"));
        assert_eq!(key_of("25khtw").as_deref(), Some("25khtw"));
        assert_eq!(key_of("13/01/2025").as_deref(), Some("2025-01-13"));
        assert_eq!(key_of("13 tháng 1 năm 2025").as_deref(), Some("2025-01-13"));
        assert_eq!(key_of("2021-2026"), None);
        assert_eq!(key_of("41/13/2025"), None);
    }
}
