//! Dates and clocks as official papers print them, Vietnamese and English.
//!
//! Numbers follow Nghị định 30/2020/NĐ-CP, Phụ lục I: days below ten and the
//! months January and February are written with a leading zero.

use jiff::civil::{Date, Time, Weekday};

/// `09/7/2026`, `13/01/2025`.
pub fn date_vi(date: Date) -> String {
    let (day, month, year) = (date.day(), date.month(), date.year());
    if month <= 2 {
        format!("{day:02}/{month:02}/{year}")
    } else {
        format!("{day:02}/{month}/{year}")
    }
}

/// `ngày 09 tháng 7 năm 2026`.
pub fn date_long_vi(date: Date) -> String {
    format!(
        "ngày {} tháng {} năm {}",
        day_vi(date),
        month_vi(date),
        date.year()
    )
}

/// `09/7`: for rows under a heading that names the year.
pub fn date_short_vi(date: Date) -> String {
    format!("{}/{}", day_vi(date), month_vi(date))
}

/// `tháng 7 năm 2026`, `tháng 01 năm 2026`.
pub fn month_year_vi(year: i16, month: i8) -> String {
    format!("tháng {} năm {year}", padded_month(month))
}

/// `July 2026`. Empty month names do not occur: other numbers than 1–12 print
/// as they are.
pub fn month_year_en(year: i16, month: i8) -> String {
    match month_name_en(month) {
        Some(name) => format!("{name} {year}"),
        None => format!("{month} {year}"),
    }
}

/// `9 July 2026`.
pub fn date_en(date: Date) -> String {
    format!(
        "{} {}",
        date.day(),
        month_year_en(date.year(), date.month())
    )
}

/// `thứ Hai` … `thứ Bảy`, `Chủ nhật`.
pub fn weekday_vi(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "thứ Hai",
        Weekday::Tuesday => "thứ Ba",
        Weekday::Wednesday => "thứ Tư",
        Weekday::Thursday => "thứ Năm",
        Weekday::Friday => "thứ Sáu",
        Weekday::Saturday => "thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    }
}

/// `Monday` … `Sunday`.
pub fn weekday_en(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// `14 giờ 00`.
pub fn clock_vi(time: Time) -> String {
    format!("{:02} giờ {:02}", time.hour(), time.minute())
}

/// `14:00`.
pub fn clock_short(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// The ISO 8601 week, which is the week of the Vietnamese calendar (Monday
/// first): `2026-W28`. Labels sort by time.
pub fn week_label(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{}-W{:02}", week.year(), week.week())
}

/// The heading of a weekly schedule: `Tuần 28 (từ ngày 06/7/2026 đến ngày
/// 12/7/2026)`.
pub fn week_vi(date: Date) -> String {
    let number = date.iso_week_date().week();
    format!("Tuần {number} ({})", week_range_vi(date))
}

/// `từ ngày 06/7/2026 đến ngày 12/7/2026`.
pub fn week_range_vi(date: Date) -> String {
    let (monday, sunday) = week_ends(date);
    format!("từ ngày {} đến ngày {}", date_vi(monday), date_vi(sunday))
}

/// `Week 28 (6 July 2026 to 12 July 2026)`.
pub fn week_en(date: Date) -> String {
    let number = date.iso_week_date().week();
    format!("Week {number} ({})", week_range_en(date))
}

/// `6 July 2026 to 12 July 2026`.
pub fn week_range_en(date: Date) -> String {
    let (monday, sunday) = week_ends(date);
    format!("{} to {}", date_en(monday), date_en(sunday))
}

/// Monday and Sunday of the week of `date`; at the ends of the calendar the
/// date itself stands in for a day that does not exist.
pub fn week_ends(date: Date) -> (Date, Date) {
    let days_since_monday = i64::from(date.weekday().to_monday_zero_offset());
    let shifted = |days: i64| {
        date.checked_add(jiff::Span::new().days(days))
            .unwrap_or(date)
    };
    (shifted(-days_since_monday), shifted(6 - days_since_monday))
}

fn day_vi(date: Date) -> String {
    format!("{:02}", date.day())
}

fn month_vi(date: Date) -> String {
    padded_month(date.month())
}

fn padded_month(month: i8) -> String {
    if month <= 2 {
        format!("{month:02}")
    } else {
        month.to_string()
    }
}

fn month_name_en(month: i8) -> Option<&'static str> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let index = usize::try_from(month).ok()?.checked_sub(1)?;
    NAMES.get(index).copied()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn zeros_stand_where_the_decree_puts_them() {
        assert_eq!(date_vi(date(2026, 7, 9)), "09/7/2026");
        assert_eq!(date_vi(date(2025, 1, 13)), "13/01/2025");
        assert_eq!(date_vi(date(2026, 2, 1)), "01/02/2026");
        assert_eq!(date_vi(date(2026, 12, 31)), "31/12/2026");
        assert_eq!(date_long_vi(date(2026, 7, 9)), "ngày 09 tháng 7 năm 2026");
        assert_eq!(date_short_vi(date(2026, 7, 9)), "09/7");
        assert_eq!(month_year_vi(2026, 1), "tháng 01 năm 2026");
    }

    #[test]
    fn english_dates_read_naturally() {
        assert_eq!(date_en(date(2026, 7, 9)), "9 July 2026");
        assert_eq!(month_year_en(2026, 13), "13 2026");
        assert_eq!(weekday_en(date(2026, 7, 9).weekday()), "Thursday");
    }

    #[test]
    fn weekdays_and_clocks() {
        assert_eq!(weekday_vi(date(2026, 7, 9).weekday()), "thứ Năm");
        assert_eq!(weekday_vi(date(2026, 5, 24).weekday()), "Chủ nhật");
        assert_eq!(clock_vi(time(14, 0, 0, 0)), "14 giờ 00");
        assert_eq!(clock_short(time(8, 5, 0, 0)), "08:05");
    }

    #[test]
    fn weeks_begin_on_monday_and_belong_to_their_thursday() {
        assert_eq!(week_label(date(2026, 7, 12)), "2026-W28");
        assert_eq!(week_label(date(2027, 1, 1)), "2026-W53");
        assert_eq!(
            week_vi(date(2026, 7, 9)),
            "Tuần 28 (từ ngày 06/7/2026 đến ngày 12/7/2026)"
        );
        assert_eq!(
            week_en(date(2026, 7, 9)),
            "Week 28 (6 July 2026 to 12 July 2026)"
        );
        assert_eq!(week_ends(Date::MAX).1, Date::MAX);
    }
}
