//! Times as Vietnamese documents write them: prose in, its expressions of time out.
//!
//! [`read_times`] finds single expressions with their bytes, [`read_moments`] puts
//! together those that belong to one moment. The grammar reads what offices write,
//! NFC or NFD, in any case; numbers that are no times — terms of office, document
//! symbols, addresses, fractions — are passed over. In doubt nothing is read: a
//! checker that trusts these readings must stay silent rather than accuse.

mod clock;
mod cycle;
mod date;
mod day;
mod deadline;
mod measure;
mod moment;
mod phrase;
mod reader;
#[cfg(test)]
mod tests;
mod tokens;

use jiff::civil::Date;

pub use moment::Moment;
pub use phrase::{
    Bound, Cycle, CycleDays, DateParts, Deadline, HalfDay, LimitBound, Order, Phrase, PhraseKind,
};
use tokens::Tokens;

/// What is known about a text besides its words, to complete its dates.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context {
    /// The year of dates without one; a weekly schedule has it in its title.
    pub year: Option<i16>,
    /// A date near which those without a year lie; asked when `year` is none.
    pub anchor: Option<Date>,
}

impl Context {
    /// The parts with the year the context gives them, where they have none.
    pub fn completed(self, parts: DateParts) -> DateParts {
        DateParts {
            year: parts.year.or_else(|| self.year_of(parts)),
            ..parts
        }
    }

    /// The year the context gives to a day and month: its own, or the one that
    /// brings them nearest to the anchor.
    fn year_of(self, parts: DateParts) -> Option<i16> {
        if self.year.is_some() {
            return self.year;
        }
        let anchor = self.anchor?;
        let candidates = (anchor.year() - 1)..=(anchor.year() + 1);
        let distance = |year: i16| {
            let month = parts.month?;
            let date = Date::new(year, month, parts.day.unwrap_or(15)).ok()?;
            let span = anchor.until(date).ok()?;
            Some((span.get_days().abs(), year))
        };
        candidates.filter_map(distance).min().map(|(_, year)| year)
    }
}

/// Whether a text may hold a date with its year, as far as its bytes tell: `09/7/2026`, `7/1/26`, `tháng 7 năm 2026`. This
/// is seen much sooner than its dates are read, and most prose has none.
pub fn may_name_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let has_slash = || {
        bytes
            .windows(2)
            .any(|pair| pair[0] == b'/' && is_digit(&pair[1]))
    };
    let mut spaced = bytes.split(|byte| !is_digit(byte));
    spaced.any(|digits| digits.len() >= 4) || has_slash()
}

/// Whether a text may name a day that is not in every month: 29, 30 or 31, which count no minutes.
pub fn may_name_last_day(text: &str) -> bool {
    let pairs = text.as_bytes().windows(2).enumerate();
    let mut last = pairs.filter(|(_, pair)| matches!(**pair, [b'2', b'9'] | [b'3', b'0' | b'1']));
    last.any(|(at, _)| {
        let after = text.get(at + 2..).unwrap_or_default();
        !after.starts_with(" phút")
    })
}

/// The expressions of time of a text, in order, without overlaps.
pub fn read_times(text: &str, context: Context) -> Vec<Phrase> {
    let found = reader::read(&Tokens::of(text), context);
    found.into_iter().map(|found| found.phrase).collect()
}

/// The moments of a text, in order: neighbouring clock, date, half-day and weekday
/// are one.
pub fn read_moments(text: &str, context: Context) -> Vec<Moment> {
    let tokens = Tokens::of(text);
    let found = reader::read(&tokens, context);
    moment::moments(&tokens, &found)
}
