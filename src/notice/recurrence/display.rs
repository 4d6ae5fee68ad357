//! A rule as the `repeat` key writes it: what [`Repeat::parse`] reads.

use std::fmt;

use jiff::civil::Weekday;

use super::{MonthDay, Repeat};

impl fmt::Display for Repeat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, days): (&str, Vec<String>) = match self {
            Self::Weekly(days) => (
                "weekly",
                days.iter().map(|day| word_of(*day).into()).collect(),
            ),
            Self::Monthly(days) => ("monthly", days.iter().map(ToString::to_string).collect()),
        };
        write!(formatter, "{word} {}", days.join(","))
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(formatter, "{day}"),
            Self::Nth(nth, day) => write!(formatter, "{}#{nth}", word_of(*day)),
            Self::Last(day) => write!(formatter, "last {}", word_of(*day)),
            Self::LastDay => formatter.write_str("last"),
        }
    }
}

/// The word for a weekday in a rule.
pub(super) fn word_of(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_written_as_it_is_read() {
        for rule in [
            "weekly wed",
            "weekly mon,tue,thu,sat,sun",
            "monthly 5,20",
            "monthly fri#2,fri#4",
            "monthly last fri,3,last",
        ] {
            assert_eq!(Repeat::parse(rule).expect(rule).to_string(), rule);
        }
    }
}
