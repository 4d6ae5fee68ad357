//! What a clerk who wrote a rhythm in words meant: "thứ Tư hằng tuần" in, `weekly wed` out.

use super::{MonthDay, Repeat};
use crate::text::when::{Context, Cycle, CycleDays, Order, PhraseKind, read_times};

/// Longer texts are not asked about.
const LONGEST: usize = 100;

/// How a rhythm is said of weeks and of months, longest first.
const EVERY: [(&str, &[&str]); 2] = [
    (
        "tuần",
        &[
            "hằng tuần",
            "hàng tuần",
            "mỗi tuần",
            "các tuần",
            "weekly",
            "mỗi",
        ],
    ),
    (
        "tháng",
        &[
            "hằng tháng",
            "hàng tháng",
            "mỗi tháng",
            "các tháng",
            "monthly",
        ],
    ),
];

impl Repeat {
    /// The rule that words mean, whatever order they have; nothing where they leave anything open.
    pub fn meant_by(words: &str) -> Option<Self> {
        let small = words.trim().to_lowercase();
        if small.len() > LONGEST {
            return None;
        }
        Self::parse(&with_short_days(&small))
            .ok()
            .or_else(|| of_words(words))
            .or_else(|| {
                EVERY
                    .iter()
                    .find_map(|(unit, said)| reordered(&small, unit, said))
            })
    }
}

impl MonthDay {
    /// The days of a month that words name.
    pub fn all_of(cycle: &CycleDays) -> Vec<Self> {
        match cycle {
            CycleDays::Weekly(_) | CycleDays::MonthlyWorkday(_) => Vec::new(),
            CycleDays::Monthly(days) => days.iter().map(|day| Self::Day(*day)).collect(),
            CycleDays::MonthlyWeekday(weekday, orders) => {
                let day = |order: &Order| match order {
                    Order::Nth(number) => Self::Nth(*number, *weekday),
                    Order::Last => Self::Last(*weekday),
                };
                orders.iter().map(day).collect()
            }
        }
    }
}

/// `weekly wednesday` with the days as rules write them.
fn with_short_days(words: &str) -> String {
    let is_day = |word: &str| word.ends_with("day") && word.is_ascii();
    let words = words.split(' ').map(|word| match word.get(..3) {
        Some(short) if is_day(word.trim_end_matches(',')) => {
            let comma = if word.ends_with(',') { "," } else { "" };
            format!("{short}{comma}")
        }
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The only cycle in `words`; beside it they may say the half-day or the hour.
fn of_words(words: &str) -> Option<Repeat> {
    let mut cycles = Vec::new();
    for phrase in read_times(words, Context::default()) {
        match phrase.kind {
            PhraseKind::Recurring(Cycle { bound: None, days }) => cycles.push(days),
            PhraseKind::HalfDay(_) | PhraseKind::Clock(_) | PhraseKind::ClockRange(..) => {}
            _ => return None,
        }
    }
    match cycles.pop().filter(|_| cycles.is_empty())? {
        CycleDays::Weekly(days) => Some(Repeat::Weekly(days)),
        days => {
            let days = MonthDay::all_of(&days);
            (!days.is_empty()).then_some(Repeat::Monthly(days))
        }
    }
}

/// `hằng tuần vào thứ Tư` and `mỗi thứ Tư` as papers write it.
fn reordered(words: &str, unit: &str, said: &[&str]) -> Option<Repeat> {
    let (at, every) = said
        .iter()
        .find_map(|every| Some((words.find(every)?, every)))?;
    let before = words.get(..at)?.trim();
    let after = words
        .get(at + every.len()..)?
        .trim_start_matches([',', ':', ' ']);
    let after = after.strip_prefix("vào ").unwrap_or(after);
    let days = format!("{before} {after}");
    let goes_on = ["hằng", "hàng", "mỗi", "trừ", "các"]
        .iter()
        .any(|word| days.contains(word));
    of_words(&format!("{days} hằng {unit}")).filter(|_| !goes_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rhythms_in_words_are_understood() {
        for (words, rule) in [
            ("thứ Tư hằng tuần", "weekly wed"),
            ("Thứ 4 hàng tuần", "weekly wed"),
            ("chiều thứ Tư hằng tuần", "weekly wed"),
            ("mỗi thứ Tư, trừ tuần cuối tháng", ""),
            ("mỗi thứ Tư", "weekly wed"),
            ("hằng tuần, vào thứ Hai và thứ Năm", "weekly mon,thu"),
            ("weekly thứ Tư", "weekly wed"),
            ("Weekly Wednesday", "weekly wed"),
            ("weekly monday, thursday", "weekly mon,thu"),
            ("ngày 05 và 20 hằng tháng", "monthly 5,20"),
            ("hằng tháng vào ngày 15", "monthly 15"),
            ("thứ Sáu tuần thứ 2 và thứ 4", "monthly fri#2,fri#4"),
            ("thứ Sáu cuối cùng hằng tháng", "monthly last fri"),
            ("hằng ngày", ""),
            ("ngày làm việc đầu tiên của tháng", ""),
            ("thứ Tư hằng tuần và ngày 05 hằng tháng", ""),
            ("daily", ""),
        ] {
            let meant = Repeat::meant_by(words).map(|rule| rule.to_string());
            assert_eq!(meant.unwrap_or_default(), rule, "{words}");
        }
    }
}
