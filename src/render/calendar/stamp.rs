//! Days and moments in; the digits calendars write them with out. Reading a pattern for each of them takes longer than all
//! the digits.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// `20260709`
pub(super) fn day(day: Date) -> String {
    let mut digits = String::with_capacity("20260709T140000Z".len());
    push_day(&mut digits, day);
    digits
}

/// `20260709T140000`
pub(super) fn local(civil: DateTime) -> String {
    let mut digits = day(civil.date());
    digits.push('T');
    for number in [civil.hour(), civil.minute(), civil.second()] {
        push_two(&mut digits, number.unsigned_abs().into());
    }
    digits
}

/// `20260709T070000Z`
pub(super) fn utc(moment: Timestamp) -> String {
    let mut digits = local(Offset::UTC.to_datetime(moment));
    digits.push('Z');
    digits
}

fn push_day(digits: &mut String, day: Date) {
    match u16::try_from(day.year()) {
        Ok(year) => {
            push_two(digits, year / 100);
            push_two(digits, year % 100);
        }
        // Before our era, which no paper is from.
        Err(_) => digits.push_str(&format!("{:04}", day.year())),
    }
    push_two(digits, day.month().unsigned_abs().into());
    push_two(digits, day.day().unsigned_abs().into());
}

fn push_two(digits: &mut String, number: u16) {
    for digit in [number / 10, number % 10] {
        digits.extend(char::from_digit(digit.into(), 10));
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    #[test]
    fn digits_are_those_of_the_patterns() {
        let mut civil = DateTime::MIN;
        while civil < DateTime::MAX {
            assert_eq!(day(civil.date()), civil.strftime("%Y%m%d").to_string());
            assert_eq!(local(civil), civil.strftime("%Y%m%dT%H%M%S").to_string());
            civil = civil.saturating_add(1.year().days(17).hours(5).minutes(7).seconds(11));
        }
        for seconds in [i64::from(i32::MIN), -1, 0, 1_752_000_000] {
            let moment = Timestamp::from_second(seconds).unwrap();
            let expected = moment.strftime("%Y%m%dT%H%M%SZ").to_string();
            assert_eq!(utc(moment), expected);
        }
    }
}
