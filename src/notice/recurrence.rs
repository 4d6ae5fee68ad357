//! Recurring sessions: `monthly 5,20` and a span of days in, the dates out.

mod describe;
mod display;
mod error;
mod meant;
mod parse;

use jiff::Span;
use jiff::civil::{Date, Weekday};

pub use error::{RepeatError, RepeatProblem};

/// When a schedule row recurs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Repeat {
    /// Every week on these days.
    Weekly(Vec<Weekday>),
    /// Every month on these days.
    Monthly(Vec<MonthDay>),
}

/// One day of a month, by number or by weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MonthDay {
    /// `5`: the 5th, 1–31. Months that are too short have none.
    Day(i8),
    /// `fri#2`: the second Friday, 1–5. Months without a fifth have none.
    Nth(i8, Weekday),
    /// `last fri`.
    Last(Weekday),
    /// `last`: the last day of the month.
    LastDay,
}

/// What happens to a date that falls on a day off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shift {
    /// "Nếu trùng ngày nghỉ thì ngày làm việc tiếp theo."
    NextWorkday,
}

/// One date of a recurring session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Occurrence {
    /// The day it takes place.
    pub date: Date,
    /// The day off the rule names, when the date was shifted off it.
    pub shifted_from: Option<Date>,
}

/// The longest row of days off a date is shifted over; Tết takes nine or ten.
const LONGEST_SHIFT: usize = 60;

/// The dates of `repeat` whose day by the rule lies from `from` to `until`, both
/// included, sorted and each once; a shifted date may lie after `until`.
///
/// `except` removes an occurrence by the day of the rule or by the day it was
/// shifted to. When two fall on one day, the one that was not shifted stays.
pub fn occurrences(
    repeat: &Repeat,
    from: Date,
    until: Date,
    shift: Option<Shift>,
    is_day_off: &dyn Fn(Date) -> bool,
    except: &[Date],
) -> Vec<Occurrence> {
    let mut found: Vec<Occurrence> = days(from, until)
        .filter(|&date| repeat.falls_on(date))
        .filter_map(|date| shifted(date, shift, is_day_off))
        .filter(|occurrence| {
            !except.contains(&occurrence.date)
                && !occurrence
                    .shifted_from
                    .is_some_and(|nominal| except.contains(&nominal))
        })
        .collect();
    found.sort();
    found.dedup_by_key(|occurrence| occurrence.date);
    found
}

impl Repeat {
    /// Whether the rule names this day.
    fn falls_on(&self, date: Date) -> bool {
        match self {
            Repeat::Weekly(weekdays) => weekdays.contains(&date.weekday()),
            Repeat::Monthly(days) => days.iter().any(|day| day.falls_on(date)),
        }
    }
}

impl MonthDay {
    fn falls_on(self, date: Date) -> bool {
        match self {
            MonthDay::Day(day) => date.day() == day,
            MonthDay::Nth(nth, weekday) => {
                date.weekday() == weekday && (date.day() - 1) / 7 + 1 == nth
            }
            MonthDay::Last(weekday) => {
                date.weekday() == weekday && date.day() + 7 > date.days_in_month()
            }
            MonthDay::LastDay => date.day() == date.days_in_month(),
        }
    }
}

fn days(from: Date, until: Date) -> impl Iterator<Item = Date> {
    from.series(Span::new().days(1))
        .take_while(move |&date| date <= until)
}

/// The occurrence for a day of the rule; none when no working day follows.
fn shifted(
    nominal: Date,
    shift: Option<Shift>,
    is_day_off: &dyn Fn(Date) -> bool,
) -> Option<Occurrence> {
    if shift.is_none() || !is_day_off(nominal) {
        return Some(Occurrence {
            date: nominal,
            shifted_from: None,
        });
    }
    nominal
        .series(Span::new().days(1))
        .take(LONGEST_SHIFT)
        .find(|&date| !is_day_off(date))
        .map(|date| Occurrence {
            date,
            shifted_from: Some(nominal),
        })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn weekend(date: Date) -> bool {
        matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// Dates from July to September 2026 as `month-day`, `*` on shifted ones.
    fn summer(repeat: &str, shift: Option<Shift>, except: &[Date]) -> String {
        let repeat = Repeat::parse(repeat).expect("a repeat rule");
        let (from, until) = (date(2026, 7, 1), date(2026, 9, 30));
        let dates: Vec<String> = occurrences(&repeat, from, until, shift, &weekend, except)
            .iter()
            .map(|occurrence| {
                let mark = if occurrence.shifted_from.is_some() {
                    "*"
                } else {
                    ""
                };
                format!(
                    "{}-{}{mark}",
                    occurrence.date.month(),
                    occurrence.date.day()
                )
            })
            .collect();
        dates.join(" ")
    }

    #[test]
    fn days_of_the_month_shift_off_weekends() {
        assert_eq!(
            summer("monthly 5,20", None, &[]),
            "7-5 7-20 8-5 8-20 9-5 9-20"
        );
        let shift = Some(Shift::NextWorkday);
        assert_eq!(
            summer("monthly 5,20", shift, &[]),
            "7-6* 7-20 8-5 8-20 9-7* 9-21*"
        );
        assert_eq!(summer("monthly 31", shift, &[]), "7-31 8-31");
    }

    #[test]
    fn weekdays_by_order_and_last() {
        assert_eq!(
            summer("monthly fri#2,fri#4", None, &[]),
            "7-10 7-24 8-14 8-28 9-11 9-25"
        );
        assert_eq!(summer("monthly last fri", None, &[]), "7-31 8-28 9-25");
        assert_eq!(summer("monthly last", None, &[]), "7-31 8-31 9-30");
        assert_eq!(summer("monthly wed#5", None, &[]), "7-29 9-30");
    }

    #[test]
    fn a_shift_may_leave_the_month_and_the_span() {
        let repeat = Repeat::parse("monthly last").expect("a repeat rule");
        let shift = Some(Shift::NextWorkday);
        let (from, until) = (date(2026, 2, 1), date(2026, 2, 28));
        let found = occurrences(&repeat, from, until, shift, &weekend, &[]);
        let expected = Occurrence {
            date: date(2026, 3, 2),
            shifted_from: Some(date(2026, 2, 28)),
        };
        assert_eq!(found, [expected]);
    }

    #[test]
    fn two_shifted_onto_one_day_are_one() {
        let shift = Some(Shift::NextWorkday);
        assert_eq!(
            summer("monthly 4,5,6", shift, &[]),
            "7-6 8-4 8-5 8-6 9-4 9-7*"
        );
    }

    #[test]
    fn exceptions_name_either_day() {
        let shift = Some(Shift::NextWorkday);
        for except in [date(2026, 7, 5), date(2026, 7, 6)] {
            assert_eq!(summer("monthly 5", shift, &[except]), "8-5 9-7*");
        }
    }

    #[test]
    fn no_working_day_means_no_occurrence() {
        let repeat = Repeat::parse("weekly mon").expect("a repeat rule");
        let (from, until) = (date(2026, 7, 1), date(2026, 7, 31));
        let shift = Some(Shift::NextWorkday);
        let found = occurrences(&repeat, from, until, shift, &|_| true, &[]);
        assert_eq!(found, []);
    }

    proptest! {
        #[test]
        fn results_are_sorted_unique_working_days(
            rule in "(weekly (mon|sat|sun)|monthly ([1-9]|30|31)(,1[0-9])?|monthly last( sun)?)",
            start in 0_i64..2000, length in 0_i64..400
        ) {
            let repeat = Repeat::parse(&rule).expect("a repeat rule");
            let from = date(2023, 1, 1).saturating_add(Span::new().days(start));
            let until = from.saturating_add(Span::new().days(length));
            let shift = Some(Shift::NextWorkday);
            let found = occurrences(&repeat, from, until, shift, &weekend, &[]);
            prop_assert!(found.windows(2).all(|pair| pair[0].date < pair[1].date));
            prop_assert!(found.iter().all(|occurrence| !weekend(occurrence.date)));
            for occurrence in found {
                let nominal = occurrence.shifted_from.unwrap_or(occurrence.date);
                prop_assert!(repeat.falls_on(nominal), "{nominal}");
            }
        }
    }
}
