//! Tables of phrases as documents write them, and what is read of each.

mod decoys;
mod forms;
mod moments;
mod papers;

use jiff::civil::{Time, Weekday};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

/// Checks a table of texts and readings, in both normal forms.
fn check(rows: &[(&str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .flat_map(|(text, expected)| {
            let decomposed: String = text.nfd().collect();
            [(*text).to_owned(), decomposed].map(|text| (text, *expected))
        })
        .filter_map(|(text, expected)| {
            let read = show(&read_times(&text, Context::default()));
            (read != expected).then(|| format!("{text}\n  read     {read}\n  expected {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Phrases in a short notation, joined by ` | `.
fn show(phrases: &[Phrase]) -> String {
    let shown: Vec<String> = phrases
        .iter()
        .map(|phrase| show_kind(&phrase.kind))
        .collect();
    shown.join(" | ")
}

fn show_kind(kind: &PhraseKind) -> String {
    match kind {
        PhraseKind::Clock(time) => show_time(*time),
        PhraseKind::ClockRange(start, end) => format!("{}-{}", show_time(*start), show_time(*end)),
        PhraseKind::Date(date) => show_date(*date),
        PhraseKind::DateRange(first, last) => {
            format!("{}..{}", show_date(*first), show_date(*last))
        }
        PhraseKind::DateList(dates) => joined(dates, |date| show_date(*date), "+"),
        PhraseKind::Weekday(weekday) => show_weekday(*weekday),
        PhraseKind::HalfDay(half_day) => show_half_day(*half_day),
        PhraseKind::Length { half_days } => format!("{half_days} halves"),
        PhraseKind::Deadline(deadline) => show_deadline(deadline),
        PhraseKind::Offset { minutes } => format!("{minutes} early"),
        PhraseKind::DaysBefore { days, working } => {
            format!("{days} {}days early", if *working { "work" } else { "" })
        }
        PhraseKind::Limit { bound, minutes } => format!("{bound:?} {minutes}").to_lowercase(),
        PhraseKind::Recurring(cycle) => show_cycle(cycle),
        PhraseKind::NextWorkday => "shift".to_owned(),
        PhraseKind::Open => "open".to_owned(),
    }
}

fn show_deadline(deadline: &Deadline) -> String {
    let mut words = vec![format!("{:?}", deadline.bound).to_lowercase()];
    words.extend(deadline.time.map(show_time));
    words.extend(deadline.weekday.map(show_weekday));
    words.extend(deadline.date.map(show_date));
    words.join(" ")
}

fn show_cycle(cycle: &Cycle) -> String {
    let bound = match cycle.bound {
        Some(bound) => format!("{bound:?} ").to_lowercase(),
        None => String::new(),
    };
    let days = match &cycle.days {
        CycleDays::Weekly(days) => {
            format!("weekly {}", joined(days, |day| show_weekday(*day), ","))
        }
        CycleDays::Monthly(days) => format!("monthly {}", joined(days, i8::to_string, ",")),
        CycleDays::MonthlyWorkday(Order::Nth(nth)) => format!("monthly workday#{nth}"),
        CycleDays::MonthlyWorkday(Order::Last) => "monthly last workday".to_owned(),
        CycleDays::MonthlyWeekday(day, orders) => {
            let order = |order: &Order| match order {
                Order::Nth(nth) => format!("{}#{nth}", show_weekday(*day)),
                Order::Last => format!("last {}", show_weekday(*day)),
            };
            format!("monthly {}", joined(orders, order, ","))
        }
    };
    format!("{bound}{days}")
}

fn show_time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `2026-07-09`, with `?` for what is not written.
fn show_date(date: DateParts) -> String {
    let year = date.year.map_or("?".to_owned(), |year| year.to_string());
    let two = |part: Option<i8>| part.map_or("?".to_owned(), |part| format!("{part:02}"));
    format!("{year}-{}-{}", two(date.month), two(date.day))
}

fn show_weekday(weekday: Weekday) -> String {
    let name = format!("{weekday:?}").to_lowercase();
    name.chars().take(3).collect()
}

fn show_half_day(half_day: HalfDay) -> String {
    format!("{half_day:?}").to_lowercase()
}

fn joined<T>(items: &[T], show: impl Fn(&T) -> String, separator: &str) -> String {
    let shown: Vec<String> = items.iter().map(show).collect();
    shown.join(separator)
}

#[test]
fn the_words_that_begin_phrases_can_be_searched() {
    assert!(reader::BEGINNINGS.is_sorted());
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        reading_holds(&text)?;
    }

    #[test]
    fn any_row_of_known_words_is_read(text in
        "((ngày|tháng|năm|giờ|phút|thứ|Hai|từ|đến|hết|trước|không quá|hằng tuần|sáng|chiều|buổi|\
        [0-9]{1,4}|/|-|:|,|\\(|\\)|h|g|p|'|\\n|½|hạn|của|và| ) ?){0,20}") {
        reading_holds(&text)?;
    }
}

/// Spans lie within the text, in order, and moments cover phrases.
fn reading_holds(text: &str) -> Result<(), TestCaseError> {
    let context = Context {
        year: None,
        anchor: Some(jiff::civil::date(2026, 7, 1)),
    };
    let mut end = 0;
    for phrase in read_times(text, context) {
        prop_assert!(phrase.span.start >= end && !phrase.span.is_empty());
        prop_assert!(text.get(phrase.span.clone()).is_some());
        end = phrase.span.end;
    }
    for moment in read_moments(text, context) {
        prop_assert!(
            text.get(moment.span.clone())
                .is_some_and(|words| !words.is_empty())
        );
    }
    Ok(())
}
