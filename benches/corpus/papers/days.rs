//! The days on which the offices of the corpus meet: working days of sixteen months, without the days off.

use jiff::civil::{Date, date};

/// The day the portal is meant to be built on: two weeks of meetings still lie ahead.
pub(crate) const TODAY: Date = date(2026, 10, 15);

/// Days off in the time of the corpus: first and last day.
pub(crate) const DAYS_OFF: [(&str, Date, Date); 6] = [
    ("Quốc khánh", date(2025, 9, 1), date(2025, 9, 2)),
    ("Tết Dương lịch", date(2026, 1, 1), date(2026, 1, 2)),
    (
        "Tết Nguyên đán Bính Ngọ",
        date(2026, 2, 14),
        date(2026, 2, 22),
    ),
    ("Giỗ Tổ Hùng Vương", date(2026, 4, 26), date(2026, 4, 27)),
    (
        "Ngày Chiến thắng và Quốc tế Lao động",
        date(2026, 4, 30),
        date(2026, 5, 1),
    ),
    ("Quốc khánh", date(2026, 8, 31), date(2026, 9, 2)),
];

/// All working days from July 2025 to the end of October 2026, in order.
pub(crate) fn working_days() -> Vec<Date> {
    let all = date(2025, 7, 1).series(jiff::Span::new().days(1));
    all.take_while(|day| *day <= date(2026, 10, 30))
        .filter(|day| day.weekday().to_monday_zero_offset() < 5)
        .filter(|day| {
            !DAYS_OFF
                .iter()
                .any(|(_, from, until)| (*from..=*until).contains(day))
        })
        .collect()
}

/// A date as papers write it: `09/7/2026` (the month has two digits only where one could be changed into two).
pub(crate) fn printed(day: Date) -> String {
    let month = match day.month() {
        month @ 1..=2 => format!("{month:02}"),
        month => month.to_string(),
    };
    format!("{:02}/{month}/{}", day.day(), day.year())
}

/// The weekday as papers write it.
pub(crate) fn weekday(day: Date) -> &'static str {
    const NAMES: [&str; 7] = [
        "thứ Hai",
        "thứ Ba",
        "thứ Tư",
        "thứ Năm",
        "thứ Sáu",
        "thứ Bảy",
        "Chủ nhật",
    ];
    NAMES[usize::from(day.weekday().to_monday_zero_offset().unsigned_abs())]
}
