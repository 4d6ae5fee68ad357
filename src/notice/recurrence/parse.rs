//! The `repeat` key: `monthly fri#2,fri#4` in, a rule or the wrong word out.

use std::ops::Range;

use jiff::civil::Weekday;

use super::display::word_of;
use super::{MonthDay, Repeat, RepeatError, RepeatProblem};

impl Repeat {
    /// Reads a rule: `weekly wed`, `weekly mon,thu`, `monthly 5,20`,
    /// `monthly fri#2,fri#4`, `monthly last fri`, `monthly last`.
    ///
    /// # Errors
    /// The first wrong word, its bytes and what is wrong with it.
    pub fn parse(text: &str) -> Result<Repeat, RepeatError> {
        let mut words = words(text, 0..text.len()).into_iter();
        let frequency = words.next().unwrap_or(text.len()..text.len());
        let days = items(text, frequency.end);
        match text.get(frequency.clone()) {
            Some("weekly") => days
                .map(|item| weekly_item(text, item))
                .collect::<Result<_, _>>()
                .map(Repeat::Weekly),
            Some("monthly") => days
                .map(|item| monthly_item(text, item))
                .collect::<Result<_, _>>()
                .map(Repeat::Monthly),
            _ => Err(error(text, frequency, RepeatProblem::Frequency)),
        }
    }
}

fn weekly_item(text: &str, item: Range<usize>) -> Result<Weekday, RepeatError> {
    let words = words(text, item.clone());
    let first = words.first().cloned().unwrap_or(item.end..item.end);
    let weekday = weekday(text.get(first.clone()).unwrap_or_default())
        .ok_or_else(|| error(text, first, RepeatProblem::Weekday))?;
    nothing_after(text, words.get(1))?;
    Ok(weekday)
}

fn monthly_item(text: &str, item: Range<usize>) -> Result<MonthDay, RepeatError> {
    let words = words(text, item.clone());
    let first = words.first().cloned().unwrap_or(item.end..item.end);
    let word = text.get(first.clone()).unwrap_or_default();
    if word != "last" {
        let day = month_day(word).map_err(|problem| error(text, first, problem))?;
        nothing_after(text, words.get(1))?;
        return Ok(day);
    }
    let Some(second) = words.get(1).cloned() else {
        return Ok(MonthDay::LastDay);
    };
    let weekday = weekday(text.get(second.clone()).unwrap_or_default())
        .ok_or_else(|| error(text, second, RepeatProblem::Weekday))?;
    nothing_after(text, words.get(2))?;
    Ok(MonthDay::Last(weekday))
}

/// `5` or `fri#2`.
fn month_day(word: &str) -> Result<MonthDay, RepeatProblem> {
    if let Some((name, order)) = word.split_once('#') {
        let weekday = weekday(name).ok_or(RepeatProblem::MonthDay)?;
        let nth = order.parse().map_err(|_| RepeatProblem::OrderRange)?;
        return match nth {
            1..=5 => Ok(MonthDay::Nth(nth, weekday)),
            _ => Err(RepeatProblem::OrderRange),
        };
    }
    if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(RepeatProblem::MonthDay);
    }
    match word.parse() {
        Ok(day @ 1..=31) => Ok(MonthDay::Day(day)),
        _ => Err(RepeatProblem::DayRange),
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    let mut days = Weekday::Monday.cycle_forward().take(7);
    days.find(|day| word_of(*day) == word)
}

fn nothing_after(text: &str, word: Option<&Range<usize>>) -> Result<(), RepeatError> {
    match word {
        Some(span) => Err(error(text, span.clone(), RepeatProblem::Surplus)),
        None => Ok(()),
    }
}

/// The byte ranges between commas from `start` on.
fn items(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let rest = text.get(start..).unwrap_or_default();
    let mut next = start;
    rest.split(',').map(move |item| {
        let span = next..next + item.len();
        next = span.end + 1;
        span
    })
}

/// The byte ranges of the words within `span`.
fn words(text: &str, span: Range<usize>) -> Vec<Range<usize>> {
    let start = span.start;
    let part = text.get(span).unwrap_or_default();
    let mut words = Vec::new();
    let mut open = None;
    for (offset, letter) in part.char_indices() {
        match (open, letter.is_whitespace()) {
            (None, false) => open = Some(offset),
            (Some(begin), true) => {
                words.push(start + begin..start + offset);
                open = None;
            }
            _ => {}
        }
    }
    if let Some(begin) = open {
        words.push(start + begin..start + part.len());
    }
    words
}

fn error(text: &str, span: Range<usize>, problem: RepeatProblem) -> RepeatError {
    RepeatError {
        word: text.get(span.clone()).unwrap_or_default().to_owned(),
        span,
        problem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_read() {
        use MonthDay::{Day, Last, LastDay, Nth};
        use Weekday::{Friday, Monday, Thursday, Wednesday};
        for (text, expected) in [
            ("weekly wed", Repeat::Weekly(vec![Wednesday])),
            ("weekly mon, thu", Repeat::Weekly(vec![Monday, Thursday])),
            ("monthly 5,20", Repeat::Monthly(vec![Day(5), Day(20)])),
            (
                "monthly fri#2,fri#4",
                Repeat::Monthly(vec![Nth(2, Friday), Nth(4, Friday)]),
            ),
            ("monthly last fri", Repeat::Monthly(vec![Last(Friday)])),
            (" monthly  last ", Repeat::Monthly(vec![LastDay])),
            ("monthly 15,last", Repeat::Monthly(vec![Day(15), LastDay])),
        ] {
            assert_eq!(Repeat::parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn the_wrong_word_is_named() {
        for (text, span, problem) in [
            ("", 0..0, RepeatProblem::Frequency),
            ("wekly wed", 0..5, RepeatProblem::Frequency),
            ("weekly", 6..6, RepeatProblem::Weekday),
            ("weekly wen", 7..10, RepeatProblem::Weekday),
            ("weekly mon,", 11..11, RepeatProblem::Weekday),
            ("weekly mon thu", 11..14, RepeatProblem::Surplus),
            ("monthly 5,32", 10..12, RepeatProblem::DayRange),
            ("monthly -5", 8..10, RepeatProblem::MonthDay),
            ("monthly fri#6", 8..13, RepeatProblem::OrderRange),
            ("monthly frj#2", 8..13, RepeatProblem::MonthDay),
            ("monthly last frj", 13..16, RepeatProblem::Weekday),
            ("monthly last fri x", 17..18, RepeatProblem::Surplus),
        ] {
            let found = Repeat::parse(text).expect_err(text);
            assert_eq!((found.span, found.problem), (span, problem), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused_within_it(text in "(weekly |monthly )?.*") {
            if let Err(error) = Repeat::parse(&text) {
                proptest::prop_assert_eq!(text.get(error.span), Some(error.word.as_str()));
            }
        }
    }
}
