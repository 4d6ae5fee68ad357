//! Days, clock times and moments out of a table: one way to write each, and for the ways papers write them a repair.

use jiff::civil::{Date, DateTime, Time};
use toml::de::DeValue;

use super::format::Shape;
use super::hints::{clock_help, date_help, moment_help};
use super::shapes::{clock, day, has_offset, moment};
use super::table::{Table, Value};
use crate::problem::{Bilingual, Code};
use crate::say;
use crate::text::{Span, Spanned};

impl Table<'_, '_> {
    /// A day: `2026-07-09`, bare or quoted.
    pub(super) fn date(&mut self, key: &'static str) -> Option<Spanned<Date>> {
        self.note(key, || Shape::Day);
        let value = self.get(key)?;
        let text = self.temporal(value)?;
        self.as_date(&text, value.span, say!("một ngày", "a date"))
    }

    /// Days in a list.
    pub(super) fn dates(&mut self, key: &'static str) -> Vec<Date> {
        self.note(key, || Shape::Days);
        let items = self.items(key);
        let read = |item: Value<'_>| {
            let text = self.temporal(item)?;
            self.as_date(&text, item.span, say!("một ngày", "a date"))
        };
        let dates = items.into_iter().filter_map(read);
        let mut dates: Vec<Date> = dates.map(|date| date.value).collect();
        dates.sort_unstable();
        dates
    }

    /// A clock time: `14:00`, bare or quoted.
    pub(super) fn time(&mut self, key: &'static str) -> Option<Spanned<Time>> {
        self.note(key, || Shape::Clock);
        let value = self.get(key)?;
        let text = self.temporal(value)?;
        let time = clock(&text);
        if time.is_none() {
            self.not_temporal(
                &text,
                value.span,
                say!("giờ trong ngày", "a clock time"),
                clock_help(&text),
            );
        }
        Some(Spanned::new(time?, value.span))
    }

    /// A day with a clock time: `2026-07-08 17:00`, bare or quoted.
    pub(super) fn moment(&mut self, key: &'static str) -> Option<Spanned<DateTime>> {
        self.note(key, || Shape::Moment);
        let value = self.get(key)?;
        let text = self.temporal(value)?;
        self.as_moment(&text, value.span, say!("ngày và giờ", "a date with a time"))
    }

    /// Reads a day from its text; `wanted` says what else would do.
    pub(super) fn as_date(
        &self,
        text: &str,
        span: Span,
        wanted: Bilingual,
    ) -> Option<Spanned<Date>> {
        let date = day(text);
        if date.is_none() {
            self.not_temporal(text, span, wanted, date_help(text, self.report.near.get()));
        }
        Some(Spanned::new(date?, span))
    }

    /// Reads a day with a time from its text.
    pub(super) fn as_moment(
        &self,
        text: &str,
        span: Span,
        wanted: Bilingual,
    ) -> Option<Spanned<DateTime>> {
        let moment = moment(text);
        if moment.is_none() {
            let help = moment_help(text, self.report.near.get());
            self.not_temporal(text, span, wanted, help);
        }
        Some(Spanned::new(moment?, span))
    }

    /// The text of a TOML date or time, or of a string that stands for one; civil time has no offset.
    pub(super) fn temporal(&self, value: Value<'_>) -> Option<String> {
        let text = match value.value {
            DeValue::String(text) => text.trim().to_owned(),
            DeValue::Datetime(moment) => moment.to_string(),
            _ => {
                let wanted = say!("ngày hoặc giờ", "a date or time");
                let help = say!(
                    "ngày viết `2026-07-09`, giờ viết `\"14:00\"`",
                    "write a date as `2026-07-09`, a time as `\"14:00\"`"
                );
                self.wrong_type_with(value, wanted, Some(help));
                return None;
            }
        };
        if text.is_empty() {
            self.empty(value.span);
            return None;
        }
        if !has_offset(&text) {
            return Some(text);
        }
        let message = say!(
            "`{text}` mang múi giờ",
            "`{text}` carries a time-zone offset"
        );
        let help = say!(
            "bỏ phần múi giờ: mọi giờ đều theo múi giờ của trang",
            "drop the offset: every time is civil time in the site's zone"
        );
        self.report
            .add(Code::WrongDate, value.span, message, Some(help));
        None
    }

    pub(super) fn not_temporal(&self, text: &str, span: Span, wanted: Bilingual, help: Bilingual) {
        let Bilingual { vi, en } = wanted;
        let message = say!("`{text}` không phải {vi}", "`{text}` is not {en}");
        self.report.add(Code::WrongDate, span, message, Some(help));
    }
}
