//! One way to write a day, a clock time and a moment; what to suggest for the ways papers write them is in `hints.rs`.

use jiff::civil::{Date, DateTime, Time};

/// Years that notices can name; anything else is a slip such as 0026 or 2206.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

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
}
