//! Dates, hours and levels as each language writes them; everything else is an interface string of the theme.

use jiff::civil::{Date, DateTime, Time};

use crate::notice::recurrence::Repeat;
use crate::notice::{Deadline, Issued};
use crate::problem::Language;
use crate::text::dates;

/// Writes dates for readers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    language: Language,
}

impl Words {
    pub(crate) fn new(language: Language) -> Self {
        Self { language }
    }

    /// "thứ Năm, 09/7/2026".
    pub(crate) fn day(self, date: Date) -> String {
        match self.language {
            Language::Vi => format!(
                "{}, {}",
                dates::weekday_vi(date.weekday()),
                dates::date_vi(date)
            ),
            Language::En => format!(
                "{}, {}",
                dates::weekday_en(date.weekday()),
                dates::date_en(date)
            ),
        }
    }

    /// "thứ Năm".
    pub(super) fn weekday(self, date: Date) -> String {
        match self.language {
            Language::Vi => dates::weekday_vi(date.weekday()),
            Language::En => dates::weekday_en(date.weekday()),
        }
        .to_owned()
    }

    /// "Tuần 28 (từ ngày 06/7/2026 đến ngày 12/7/2026)".
    pub(super) fn week(self, date: Date) -> String {
        match self.language {
            Language::Vi => dates::week_vi(date),
            Language::En => dates::week_en(date),
        }
    }

    /// "từ ngày 06/7/2026 đến ngày 12/7/2026".
    pub(super) fn week_range(self, date: Date) -> String {
        match self.language {
            Language::Vi => dates::week_range_vi(date),
            Language::En => dates::week_range_en(date),
        }
    }

    /// "Tháng 7 năm 2026".
    pub(super) fn month(self, date: Date) -> String {
        match self.language {
            Language::Vi => {
                let month = dates::month_year_vi(date.year(), date.month());
                month.replacen("tháng", "Tháng", 1)
            }
            Language::En => dates::month_year_en(date.year(), date.month()),
        }
    }

    /// "Tháng 7/2026".
    pub(super) fn month_short(self, date: Date) -> String {
        match self.language {
            Language::Vi => format!("Tháng {}/{}", date.month(), date.year()),
            Language::En => dates::month_year_en(date.year(), date.month()),
        }
    }

    /// "Năm 2026".
    pub(super) fn year(self, year: i16) -> String {
        self.pick(format!("Năm {year}"), year.to_string())
    }

    /// "09/7/2026".
    pub(super) fn date(self, date: Date) -> String {
        match self.language {
            Language::Vi => dates::date_vi(date),
            Language::En => dates::date_en(date),
        }
    }

    /// "14 giờ 00".
    pub(crate) fn clock(self, time: Time) -> String {
        match self.language {
            Language::Vi => dates::clock_vi(time),
            Language::En => dates::clock_short(time),
        }
    }

    /// "08:30, 09/7/2026", for the small print.
    pub(super) fn moment(self, moment: DateTime) -> String {
        format!(
            "{}, {}",
            dates::clock_short(moment.time()),
            self.date(moment.date())
        )
    }

    /// The date of issue; a blank day stays blank.
    pub(super) fn issued(self, issued: Issued) -> String {
        match (issued, self.language) {
            (Issued::Day(day), _) => self.date(day),
            (Issued::Month(day), Language::Vi) => dates::month_year_vi(day.year(), day.month()),
            (Issued::Month(day), Language::En) => dates::month_year_en(day.year(), day.month()),
        }
    }

    /// "trước 17 giờ 00, thứ Tư, 08/7/2026".
    pub(crate) fn deadline(self, deadline: Deadline) -> String {
        match (deadline, self.language) {
            (Deadline::BeforeMoment(at), Language::Vi) => {
                format!("trước {}, {}", self.clock(at.time()), self.day(at.date()))
            }
            (Deadline::BeforeMoment(at), Language::En) => {
                format!("before {}, {}", self.clock(at.time()), self.day(at.date()))
            }
            (Deadline::BeforeDay(day), Language::Vi) => format!("trước {}", self.day(day)),
            (Deadline::BeforeDay(day), Language::En) => format!("before {}", self.day(day)),
            (Deadline::UntilMoment(at), Language::Vi) => {
                format!("đến {}, {}", self.clock(at.time()), self.day(at.date()))
            }
            (Deadline::UntilMoment(at), Language::En) => {
                format!("by {}, {}", self.clock(at.time()), self.day(at.date()))
            }
            (Deadline::UntilDay(day), Language::Vi) => format!("đến hết {}", self.day(day)),
            (Deadline::UntilDay(day), Language::En) => format!("by the end of {}", self.day(day)),
        }
    }

    /// "ngày 05 và 20 hằng tháng".
    pub(super) fn repeat(self, repeat: &Repeat) -> String {
        match self.language {
            Language::Vi => repeat.describe_vi(),
            Language::En => repeat.describe_en(),
        }
    }

    /// The sentence that is in this language.
    pub(super) fn pick(self, vi: String, en: String) -> String {
        match self.language {
            Language::Vi => vi,
            Language::En => en,
        }
    }
}
