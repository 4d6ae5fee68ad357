//! One way to write a day, a clock time and a moment, and what to suggest for the ways papers write them.

use jiff::civil::{Date, DateTime, Time};

use crate::problem::Bilingual;
use crate::say;
use crate::text::when::{self, read_moments};

/// Years that notices can name; anything else is a slip such as 0026 or 2206.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// `2026-07-09` and nothing else: jiff would also read `20260709`, or a day with a time and drop the time.
pub(super) fn day(text: &str) -> Option<Date> {
    let date: Date = text
        .parse()
        .ok()
        .filter(|_| has_shape(text, "0000-00-00"))?;
    YEARS.contains(&date.year()).then_some(date)
}

/// `14:00` or `14:00:00`; a leap second is not a time to meet at.
pub(super) fn clock(text: &str) -> Option<Time> {
    let has_shape = has_shape(text, "00:00") || has_shape(text, "00:00:00");
    let is_leap = text.ends_with(":60");
    text.parse().ok().filter(|_| has_shape && !is_leap)
}

/// A day and a time with a space or a `T` between them.
pub(super) fn moment(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_once(['T', 't', ' '])?;
    Some(day(date)?.to_datetime(clock(time.trim_start())?))
}

/// Whether `text` has digits where `shape` has zeros, and is the same elsewhere.
fn has_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text
            .bytes()
            .zip(shape.bytes())
            .all(|(byte, wanted)| match wanted {
                b'0' => byte.is_ascii_digit(),
                other => byte == other,
            })
}

/// `…Z`, `…+07:00` and `…[Asia/Ho_Chi_Minh]` after a clock time.
pub(super) fn has_offset(text: &str) -> bool {
    let Some((_, clock)) = text.split_once(':') else {
        return false;
    };
    let minutes = clock.get(2..).unwrap_or_default();
    minutes.starts_with(['Z', 'z', '[']) || {
        let offset =
            minutes.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
        offset.starts_with(['+', 'Z', 'z'])
            || has_shape(offset, "-00:00") && minutes.starts_with(':')
    }
}

/// What to write instead: the same day in the right order, where the text is one.
pub(super) fn date_help(text: &str) -> Bilingual {
    if let Some((year, month, days)) = overlong_month(text) {
        return say!(
            "tháng {month}/{year} chỉ có {days} ngày",
            "month {month} of {year} has {days} days"
        );
    }
    match suggested_date(text).or_else(|| Some(told(text)?.date())) {
        Some(date) => say!("viết `{date}`", "write `{date}`"),
        None => say!(
            "viết năm-tháng-ngày của một ngày có thật: `2026-07-09`",
            "write year-month-day of a day that exists: `2026-07-09`"
        ),
    }
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

/// `16 giờ 30 phút ngày 30/6/2026`: the only day the words tell, with its hour or the start of the day.
fn told(text: &str) -> Option<DateTime> {
    let moments = read_moments(text, when::Context::default());
    let [moment] = moments.as_slice() else {
        return None;
    };
    let date = moment
        .date()?
        .date()
        .filter(|date| YEARS.contains(&date.year()))?;
    Some(date.to_datetime(moment.clock.unwrap_or(Time::midnight())))
}

/// What to write instead of a day with an hour as papers print it.
pub(super) fn suggested_moment(text: &str) -> Option<String> {
    let moment = told(text)?;
    let (date, clock) = (moment.date(), moment.time());
    (clock != Time::midnight()).then(|| format!("{date} {:02}:{:02}", clock.hour(), clock.minute()))
}

/// `7h30`, `14 giờ`, `14 giờ 00 phút`, `8:00` are what papers print.
pub(super) fn suggested_clock(text: &str) -> Option<String> {
    let text = text.replace("phút", "").replace("giờ", "h");
    let (hour, minute) = text.trim().split_once(['h', 'g', ':'])?;
    let hour: u8 = hour.trim().parse().ok()?;
    let minute: u8 = match minute.trim() {
        "" => 0,
        minute => minute.parse().ok()?,
    };
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_way_to_write_a_day() {
        assert!(day("2026-07-09").is_some());
        for text in [
            "20260709",
            "2026-07-09 14:00",
            "0026-07-09",
            "2206-07-09",
            "2026-W28-4",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn offsets_are_told_from_ranges() {
        for text in [
            "07:00Z",
            "14:00+07:00",
            "2026-06-29T08:00:00-05:00",
            "2026-06-29T08:00[UTC]",
        ] {
            assert!(has_offset(text), "{text}");
        }
        for text in ["14:00-16:00", "14:00", "2026-06-29", "thứ Năm: z"] {
            assert!(!has_offset(text), "{text}");
        }
    }

    #[test]
    fn what_papers_print_is_repaired() {
        let date = |text| suggested_date(text).map(|date| date.to_string());
        assert_eq!(date("09/7/2026").as_deref(), Some("2026-07-09"));
        assert_eq!(date("2026-7-9").as_deref(), Some("2026-07-09"));
        assert_eq!(date("31/6/2026"), None);
        let told = |text| told(text).map(|moment| moment.date().to_string());
        assert_eq!(
            told("ngày 01 tháng 7 năm 2026").as_deref(),
            Some("2026-07-01")
        );
        assert_eq!(told("từ ngày 01/7/2026 đến ngày 03/7/2026"), None);
        let moment = suggested_moment("trước 16 giờ 30 phút ngày 30/6/2026");
        assert_eq!(moment.as_deref(), Some("2026-06-30 16:30"));
        assert_eq!(suggested_clock("7h30").as_deref(), Some("07:30"));
        assert_eq!(suggested_clock("14 giờ 00 phút").as_deref(), Some("14:00"));
        assert_eq!(suggested_clock("14:00-16:00"), None);
    }
}
