//! What the reader of times finds: phrases with their bytes and meaning.

use std::ops::Range;

use jiff::civil::{Date, Time, Weekday};

/// One expression of time in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// What it says.
    pub kind: PhraseKind,
}

/// What an expression of time says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhraseKind {
    /// `14 giờ 00 phút`.
    Clock(Time),
    /// `từ 8 giờ đến 11 giờ 30 phút`; the end may lie before the start.
    ClockRange(Time, Time),
    /// `ngày 09/7/2026`, with what it leaves out.
    Date(DateParts),
    /// `từ ngày 04 - 05 tháng 12 năm 2023`, both ends included.
    DateRange(DateParts, DateParts),
    /// `ngày 23 và 24/5/2026`; at least two.
    DateList(Vec<DateParts>),
    /// `thứ Năm`.
    Weekday(Weekday),
    /// `chiều`.
    HalfDay(HalfDay),
    /// `1,5 ngày`: how many half-days (buổi) something takes.
    Length {
        /// A day counts two.
        half_days: u32,
    },
    /// `trước 17 giờ, ngày 08/7/2026`.
    Deadline(Deadline),
    /// `có mặt trước 15 phút`.
    Offset {
        /// How long before.
        minutes: u32,
    },
    /// `gửi tài liệu trước 02 ngày`.
    DaysBefore {
        /// How many days before.
        days: u32,
        /// Whether only working days count: `trước 03 ngày làm việc`.
        working: bool,
    },
    /// `không quá 10 phút`, `khoảng 30 phút`.
    Limit {
        /// Whether it may be exceeded.
        bound: LimitBound,
        /// How long.
        minutes: u32,
    },
    /// `ngày 05 và 20 hằng tháng`.
    Recurring(Cycle),
    /// `nếu trùng ngày nghỉ thì … ngày làm việc tiếp theo`.
    NextWorkday,
    /// `sẽ được thông báo sau`: the document leaves the time open.
    Open,
}

impl PhraseKind {
    /// Whether it is one date or several, and nothing else.
    pub(super) fn names_days(&self) -> bool {
        matches!(
            self,
            PhraseKind::Date(_) | PhraseKind::DateRange(..) | PhraseKind::DateList(_)
        )
    }
}

/// A date as far as it is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateParts {
    /// Four digits; none when neither the text nor the context tells.
    pub year: Option<i16>,
    /// 1–12.
    pub month: Option<i8>,
    /// 1–31; none when the place was left blank.
    pub day: Option<i8>,
}

impl DateParts {
    /// The date, when it is complete and exists; `31/02/2026` is none.
    pub fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// Whether all three numbers are written but no such day exists.
    pub fn is_impossible(self) -> bool {
        let complete = self.year.is_some() && self.month.is_some() && self.day.is_some();
        complete && self.date().is_none()
    }
}

impl From<Date> for DateParts {
    fn from(date: Date) -> DateParts {
        DateParts {
            year: Some(date.year()),
            month: Some(date.month()),
            day: Some(date.day()),
        }
    }
}

/// Buổi.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HalfDay {
    /// Sáng.
    Morning,
    /// Chiều.
    Afternoon,
    /// Tối.
    Evening,
}

impl HalfDay {
    /// Whether a clock may be called so: mornings end by 12:00, afternoons run
    /// from 12:00 to 18:59, evenings begin at 17:00.
    pub fn agrees_with(self, clock: Time) -> bool {
        let minutes = i32::from(clock.hour()) * 60 + i32::from(clock.minute());
        match self {
            HalfDay::Morning => minutes <= 12 * 60,
            HalfDay::Afternoon => (12 * 60..19 * 60).contains(&minutes),
            HalfDay::Evening => minutes >= 17 * 60,
        }
    }
}

/// The latest time for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// Whether the moment named still counts.
    pub bound: Bound,
    /// The day.
    pub date: Option<DateParts>,
    /// The time of day.
    pub time: Option<Time>,
    /// The weekday between them.
    pub weekday: Option<Weekday>,
}

/// Whether the moment a deadline names still counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// "Trước": no.
    Before,
    /// "Đến hết", "chậm nhất": yes.
    Until,
    /// "Hết giờ hành chính": on that day, until an hour the paper does not tell.
    Closing,
}

/// Whether a length of time may be exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitBound {
    /// "Không quá", "tối đa".
    Max,
    /// "Khoảng".
    About,
}

/// The days something recurs on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// Present when the cycle is one of deadlines: `trước ngày 18 hằng tháng`.
    pub bound: Option<Bound>,
    /// The days.
    pub days: CycleDays,
}

/// The days of a week or a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CycleDays {
    /// `thứ Hai và thứ Năm hằng tuần`.
    Weekly(Vec<Weekday>),
    /// `ngày 05 và 20 hằng tháng`.
    Monthly(Vec<i8>),
    /// `thứ Sáu tuần thứ 2 và thứ 4`; the last week is [`Order::Last`].
    MonthlyWeekday(Weekday, Vec<Order>),
    /// `ngày làm việc đầu tiên của tháng`.
    MonthlyWorkday(Order),
}

/// Which of a month's weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 1–5.
    Nth(i8),
    /// Cuối cùng.
    Last,
}
