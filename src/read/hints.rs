//! What to write instead of a day, a clock time or a moment as papers write them. Nothing is guessed: a year that is not
//! written is asked for, and an hour that is not written stays away.

use jiff::civil::{Date, Time};

use super::shapes::{YEARS, day};
use crate::problem::Bilingual;
use crate::say;
use crate::text::when::{Bound, Context, DateParts, read_moments};

/// The only moment a text tells, as far as it is written.
struct Told {
    /// Complete but for its year.
    date: Option<DateParts>,
    clock: Option<Time>,
    end: Option<Time>,
    bound: Option<Bound>,
}

/// What to write instead of a day; `near` is a day in whose neighbourhood one without a year lies.
pub(super) fn date_help(text: &str, near: Option<Date>) -> Bilingual {
    if let Some((year, month, days)) = overlong_month(text) {
        return say!(
            "tháng {month}/{year} chỉ có {days} ngày",
            "month {month} of {year} has {days} days"
        );
    }
    if let Some(date) = suggested_date(text) {
        return say!("viết `{date}`", "write `{date}`");
    }
    let told = told(text);
    let bound = told.as_ref().and_then(|told| told.bound);
    match told.and_then(|told| told.date) {
        Some(parts) => dated(parts, near, bound, None),
        None => say!(
            "viết năm-tháng-ngày của một ngày có thật: `2026-07-09`",
            "write year-month-day of a day that exists: `2026-07-09`"
        ),
    }
}

/// `ngày tháng 7 năm 2026`, `07/2026`: the month of a text that leaves its day blank, as notices write it.
pub(crate) fn month_alone(text: &str) -> Option<String> {
    let text = text.trim();
    let numbers = || {
        let (month, year) = text.split_once('/')?;
        Some((year.parse().ok()?, month.trim().parse().ok()?))
    };
    let told = || {
        // A day as it should be, `2026-07-09`, has no word that may be "tháng".
        let has_words = text.chars().any(char::is_alphabetic);
        let moments = has_words.then(|| read_moments(text, Context::default()))?;
        let [moment] = moments.as_slice() else {
            return None;
        };
        let parts = moment.date().filter(|parts| parts.day.is_none())?;
        Some((parts.year?, parts.month?))
    };
    let (year, month): (i16, i8) = numbers().or_else(told)?;
    let exists = YEARS.contains(&year) && (1..=12).contains(&month);
    exists.then(|| format!("{year}-{month:02}"))
}

/// Whether a text that should be a day, or a day with an hour, tells an hour.
pub(super) fn tells_hour(text: &str) -> bool {
    text.contains(':') || told(text).is_some_and(|told| told.date.is_some() && told.clock.is_some())
}

/// What to write instead of a day with an hour.
pub(super) fn moment_help(text: &str, near: Option<Date>) -> Bilingual {
    let eight = Time::constant(8, 0, 0, 0);
    if day(text).is_some() {
        return say!("thêm giờ: `{text} 08:00`", "add the time: `{text} 08:00`");
    }
    let told = told(text);
    let date = suggested_date(text).map(DateParts::from);
    let clock = told.as_ref().and_then(|told| told.clock);
    let bound = told.as_ref().and_then(|told| told.bound);
    match (date.or(told.and_then(|told| told.date)), clock) {
        (Some(parts), Some(clock)) => dated(parts, near, bound, Some(clock)),
        (Some(parts), None) if !text.contains(':') => {
            let Bilingual { vi, en } = dated(parts, near, bound, Some(eight));
            say!("thêm giờ: {vi}", "add the time: {en}")
        }
        _ => say!(
            "viết như `2026-07-08 17:00`: năm-tháng-ngày, rồi giờ:phút có thật",
            "write it like `2026-07-08 17:00`: year-month-day, then an hour and a minute that exist"
        ),
    }
}

/// What to write instead of a clock time.
pub(super) fn clock_help(text: &str) -> Bilingual {
    if let Some(clock) = suggested_clock(text) {
        return say!("viết `{clock}`", "write `{clock}`");
    }
    let told = told_clock(text);
    if let Some((clock, Some(end))) = told {
        let (clock, end) = (two_digits(clock), two_digits(end));
        return say!(
            "viết `start = \"{clock}\"`, và `end = \"{end}\"` ở dòng riêng",
            "write `start = \"{clock}\"`, and `end = \"{end}\"` on a line of its own"
        );
    }
    match part_of_day(text) {
        Some(part) => say!(
            "văn bản không nêu giờ thì bỏ khóa này, đừng đoán; ở `[[session]]` ghi buổi: `part = \"{part}\"`",
            "where the paper tells no hour leave the key out, never guess; in `[[session]]` state `part = \"{part}\"`"
        ),
        None => say!(
            "viết hai chữ số giờ, hai chữ số phút: `14:00`, từ `00:00` đến `23:59`",
            "write two digits each for hour and minute: `14:00`, from `00:00` to `23:59`"
        ),
    }
}

/// `7h30`, `14 giờ`, `14 giờ 00 phút`, `8:00`, `tám giờ`, `2 giờ chiều`, `0730` are what papers print.
pub(super) fn suggested_clock(text: &str) -> Option<String> {
    let (clock, end) = told_clock(text)?;
    end.is_none().then(|| two_digits(clock))
}

/// A clock time and the end of its range; where nothing but a clock can stand four digits are one.
fn told_clock(text: &str) -> Option<(Time, Option<Time>)> {
    let digits = text.trim();
    if digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let (hour, minute) = digits.split_at_checked(2)?;
        let time = Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
        return Some((time, None));
    }
    if let Some((text, hours)) = halves_of_the_clock(text) {
        let (clock, _) = told_clock(text).filter(|(clock, _)| (1..=12).contains(&clock.hour()))?;
        return Some((
            clock.with().hour(clock.hour() % 12 + hours).build().ok()?,
            None,
        ));
    }
    let told = only(text).or_else(|| only(&format!("lúc {text}")))?;
    let is_clock_alone = told.date.is_none() && told.bound.is_none();
    Some((told.clock.filter(|_| is_clock_alone)?, told.end))
}

/// `02:00 PM`: what stands before, and the hours to add to it.
fn halves_of_the_clock(text: &str) -> Option<(&str, i8)> {
    let halves = [("am", 0), ("pm", 12)];
    halves.into_iter().find_map(|(half, hours)| {
        let (before, last) = text.split_at_checked(text.len().checked_sub(half.len())?)?;
        last.eq_ignore_ascii_case(half)
            .then_some((before.trim_end(), hours))
    })
}

/// The word of the format for a half-day, where the text tells one and no hour.
fn part_of_day(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let words = [
        ("cả ngày", "day"),
        ("sáng", "morning"),
        ("chiều", "afternoon"),
        ("tối", "evening"),
    ];
    let told = words.iter().find(|(word, _)| text.contains(word));
    told.map(|(_, part)| *part)
}

/// A date with the key its words ask for, and its year asked for where it is not written.
fn dated(
    parts: DateParts,
    near: Option<Date>,
    bound: Option<Bound>,
    clock: Option<Time>,
) -> Bilingual {
    let key = match bound {
        Some(Bound::Before) => "before = ",
        Some(Bound::Until | Bound::Closing) => "until = ",
        None => "",
    };
    let clock = clock.map_or(String::new(), |clock| format!(" {}", two_digits(clock)));
    if let Some(date) = parts.date() {
        return say!("viết `{key}{date}{clock}`", "write `{key}{date}{clock}`");
    }
    let (day, month) = (parts.day.unwrap_or(1), parts.month.unwrap_or(1));
    let context = Context {
        year: None,
        anchor: near,
    };
    match context.completed(parts).date() {
        Some(date) => {
            let year = date.year();
            say!(
                "thiếu năm; là ngày {day}/{month} năm {year} thì viết `{key}{date}{clock}`",
                "the year is missing; for {day}/{month} of {year} write `{key}{date}{clock}`"
            )
        }
        None => say!(
            "thiếu năm: viết `{key}NĂM-{month:02}-{day:02}{clock}`, thay NĂM bằng bốn chữ số",
            "the year is missing: write `{key}YEAR-{month:02}-{day:02}{clock}` with its four digits"
        ),
    }
}

/// `16 giờ 30 phút ngày 30/6/2026`, or a bare `25/10` and `25-10`.
fn told(text: &str) -> Option<Told> {
    let text = text.trim();
    if let Some((day, month)) = text.split_once(['/', '-'])
        && let (Ok(day), Ok(month)) = (day.parse(), month.parse())
    {
        let parts = DateParts {
            year: None,
            month: Some(month),
            day: Some(day),
        };
        return exists(parts).then_some(Told {
            date: Some(parts),
            clock: None,
            end: None,
            bound: None,
        });
    }
    only(text)
        .filter(|told| told.date.is_some())
        .or_else(|| only(&format!("ngày {text}")))
}

/// The moment of a text that tells one, on one day or none.
fn only(text: &str) -> Option<Told> {
    let moments = read_moments(text, Context::default());
    let [moment] = moments.as_slice() else {
        return None;
    };
    if moment.dates.len() > 1 {
        return None;
    }
    Some(Told {
        date: moment.date().filter(|parts| exists(*parts)),
        clock: moment.clock,
        end: moment.end,
        bound: moment.bound,
    })
}

/// Whether there may be such a day.
fn exists(parts: DateParts) -> bool {
    let leap_year = 2000;
    let year = parts.year.unwrap_or(leap_year);
    let parts = DateParts {
        year: Some(year),
        ..parts
    };
    parts.date().is_some() && YEARS.contains(&year)
}

fn two_digits(clock: Time) -> String {
    format!("{:02}:{:02}", clock.hour(), clock.minute())
}

/// `09/7/2026`, `9.7.2026` and `09-07-2026` are what papers print: day, month, year. So is a day followed by a time.
fn suggested_date(text: &str) -> Option<Date> {
    let first = text.split(['T', ' ']).next()?;
    if let Some(date) = day(first) {
        return Some(date);
    }
    let (year, month, day) = numbers(first)?;
    Date::new(year, month, day).ok()
}

/// Year, month and the number of its days, where `text` asks for a later day of that month.
fn overlong_month(text: &str) -> Option<(i16, i8, i8)> {
    let (year, month, day) = numbers(text.split(['T', ' ']).next()?)?;
    let days = Date::new(year, month, 1).ok()?.days_in_month();
    (day > days).then_some((year, month, days))
}

/// Year, month and day of three numbers in either order, the year in four digits.
fn numbers(text: &str) -> Option<(i16, i8, i8)> {
    let parts: Vec<i16> = text
        .split(['/', '.', '-'])
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    let [first, month, last] = *parts.as_slice() else {
        return None;
    };
    let (day, year) = if first > 31 {
        (last, first)
    } else {
        (first, last)
    };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    YEARS.contains(&year).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_papers_print() {
        let near = Some(jiff::civil::date(2026, 9, 14));
        for (text, help) in [
            ("09/7/2026", "viết `2026-07-09`"),
            ("2026-7-9", "viết `2026-07-09`"),
            ("31/6/2026", "tháng 6/2026 chỉ có 30 ngày"),
            ("ngày 01 tháng 7 năm 2026", "viết `2026-07-01`"),
            ("ngày 9-7-2026", "viết `2026-07-09`"),
            (
                "25/10",
                "thiếu năm; là ngày 25/10 năm 2026 thì viết `2026-10-25`",
            ),
            (
                "trước ngày 05/01",
                "thiếu năm; là ngày 5/1 năm 2027 thì viết `before = 2027-01-05`",
            ),
            ("hết ngày 15/7/2026", "viết `until = 2026-07-15`"),
            (
                "hết giờ hành chính ngày 08/7/2026",
                "viết `until = 2026-07-08`",
            ),
            (
                "từ ngày 01/7/2026 đến ngày 03/7/2026",
                "viết năm-tháng-ngày của một ngày có thật: `2026-07-09`",
            ),
            (
                "31/6",
                "viết năm-tháng-ngày của một ngày có thật: `2026-07-09`",
            ),
        ] {
            assert_eq!(date_help(text, near).vi, help, "{text}");
        }
        let alone = date_help("25/10", None).vi;
        assert!(alone.contains("`NĂM-10-25`"), "{alone}");
    }

    #[test]
    fn months_whose_day_is_blank() {
        for text in ["tháng 7 năm 2026", "ngày    tháng 7 năm 2026", "07/2026"] {
            assert_eq!(month_alone(text).as_deref(), Some("2026-07"), "{text}");
        }
        for text in ["ngày 9 tháng 7 năm 2026", "13/2026", "25/10", "9/7/2026"] {
            assert_eq!(month_alone(text), None, "{text}");
        }
    }

    #[test]
    fn moments_that_papers_print() {
        let near = Some(jiff::civil::date(2026, 9, 14));
        for (text, help) in [
            (
                "trước 16 giờ 30 phút ngày 30/6/2026",
                "viết `before = 2026-06-30 16:30`",
            ),
            (
                "17h 25/10",
                "thiếu năm; là ngày 25/10 năm 2026 thì viết `2026-10-25 17:00`",
            ),
            ("09/7/2026", "thêm giờ: viết `2026-07-09 08:00`"),
            ("2026-07-09", "thêm giờ: `2026-07-09 08:00`"),
        ] {
            assert_eq!(moment_help(text, near).vi, help, "{text}");
        }
    }

    #[test]
    fn hours_that_papers_print() {
        let clock = |text| suggested_clock(text);
        for (text, expected) in [
            ("7h30", "07:30"),
            ("14 giờ 00 phút", "14:00"),
            ("8:00", "08:00"),
            ("7g", "07:00"),
            ("13 g 30", "13:30"),
            ("tám giờ", "08:00"),
            ("tám giờ ba mươi", "08:30"),
            ("2 giờ chiều", "14:00"),
            ("7.30", "07:30"),
            ("0730", "07:30"),
            ("1945", "19:45"),
            ("08:00 AM", "08:00"),
            ("2:30pm", "14:30"),
            ("12:15 am", "00:15"),
        ] {
            assert_eq!(clock(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["14:00-16:00", "2560", "hết giờ", "trước 8 giờ", "25:00"] {
            assert_eq!(clock(text), None, "{text}");
        }
    }

    #[test]
    fn an_hour_that_is_not_told_is_not_offered() {
        for (text, part) in [
            ("đầu giờ chiều", "afternoon"),
            ("cuối giờ sáng", "morning"),
            ("cả ngày", "day"),
        ] {
            let help = clock_help(text).vi;
            assert!(help.contains(&format!("part = \"{part}\"")), "{help}");
            assert!(!help.contains(':') || !help.contains("viết"), "{help}");
        }
        let range = clock_help("từ 8 giờ đến 11 giờ 30").vi;
        assert!(range.contains("`end = \"11:30\"`"), "{range}");
    }
}
