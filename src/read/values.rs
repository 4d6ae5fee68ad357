//! Typed values out of a table: strings, numbers, dates, times, words from a list, levels.

use jiff::civil::{Date, DateTime, Time};
use toml::de::DeValue;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::table::{Table, Value, nearest};
use crate::problem::Code;
use crate::say;
use crate::site::{LevelId, Site};
use crate::text::{Span, Spanned};

impl<'t> Table<'t, '_> {
    /// A string, trimmed and in NFC; an empty one is a mistake, for absence is said by leaving the key out.
    pub(super) fn string(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let value = self.get(key)?;
        self.as_string(value)
    }

    /// A string whose place nobody will ask for.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        self.string(key).map(|text| text.value)
    }

    /// A list of strings.
    pub(super) fn strings(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        let items = self.items(key);
        items
            .into_iter()
            .filter_map(|item| self.as_string(item))
            .collect()
    }

    /// A list of strings without places.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<String> {
        let strings = self.strings(key);
        strings.into_iter().map(|text| text.value).collect()
    }

    /// The items of a list.
    pub(super) fn items(&mut self, key: &'static str) -> Vec<Value<'t>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.value else {
            self.wrong_type(value, say!("một danh sách `[…]`", "a list `[…]`"));
            return Vec::new();
        };
        let place = |item: &toml::Spanned<DeValue<'_>>| self.report.span(item.span());
        items
            .iter()
            .map(|item| Value {
                value: item.get_ref(),
                span: place(item),
            })
            .collect()
    }

    /// `true` or `false`; absent means `false`.
    pub(super) fn boolean(&mut self, key: &'static str) -> bool {
        let Some(value) = self.get(key) else {
            return false;
        };
        match value.value {
            DeValue::Boolean(boolean) => *boolean,
            _ => {
                self.wrong_type(value, say!("`true` hoặc `false`", "`true` or `false`"));
                false
            }
        }
    }

    /// A whole number from `least` to `most`.
    pub(super) fn number(&mut self, key: &'static str, least: u32, most: u32) -> Option<u32> {
        let value = self.get(key)?;
        let DeValue::Integer(integer) = value.value else {
            self.wrong_type(value, say!("số nguyên", "an integer"));
            return None;
        };
        let digits = integer.as_str();
        let number = u32::from_str_radix(digits, integer.radix()).ok();
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let message = say!(
                "`{digits}` nằm ngoài khoảng {least}–{most}",
                "`{digits}` is outside {least}–{most}"
            );
            self.report.add(Code::WrongValue, value.span, message, None);
        }
        number
    }

    /// One word out of a list.
    pub(super) fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<Spanned<T>> {
        let word = self.string(key)?;
        let found = words.iter().find(|(known, _)| *known == word.value);
        if let Some((_, value)) = found {
            return Some(Spanned::new(*value, word.span));
        }
        let known = words.iter().map(|(word, _)| *word);
        self.unknown_word(&word, known);
        None
    }

    /// Reports a word that is not in the list.
    pub(super) fn unknown_word<'k>(
        &self,
        word: &Spanned<String>,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        let found = &word.value;
        let message = say!(
            "không nhận giá trị `{found}`",
            "`{found}` is not a value of this key"
        );
        let help = match nearest(found, known.clone()) {
            Some(nearest) => say!("có phải là `{nearest}`?", "did you mean `{nearest}`?"),
            None => {
                let all: Vec<_> = known.map(|word| format!("`{word}`")).collect();
                let all = all.join(" ");
                say!("các giá trị: {all}", "values: {all}")
            }
        };
        self.report
            .add(Code::WrongValue, word.span, message, Some(help));
    }

    /// One level of the site.
    pub(super) fn level(&mut self, key: &'static str, site: &Site) -> Option<LevelId> {
        let word = self.string(key)?;
        self.as_level(&word, site)
    }

    /// A list of levels, highest first, each once.
    pub(super) fn levels(&mut self, key: &'static str, site: &Site) -> Vec<LevelId> {
        let words = self.strings(key);
        let mut levels: Vec<_> = words
            .iter()
            .filter_map(|word| self.as_level(word, site))
            .collect();
        levels.sort_unstable();
        levels.dedup();
        levels
    }

    fn as_level(&self, word: &Spanned<String>, site: &Site) -> Option<LevelId> {
        let level = site.level_named(&word.value);
        if level.is_none() {
            self.unknown_word(word, site.levels.iter().map(|level| level.id.as_str()));
        }
        level
    }

    /// A day: `2026-07-09`, bare or quoted.
    pub(super) fn date(&mut self, key: &'static str) -> Option<Spanned<Date>> {
        let value = self.get(key)?;
        let text = self.temporal(value)?;
        self.parsed(
            &text,
            value.span,
            say!("một ngày: `2026-07-09`", "a date: `2026-07-09`"),
        )
    }

    /// Days in a list.
    pub(super) fn dates(&mut self, key: &'static str) -> Vec<Date> {
        let items = self.items(key);
        let mut dates: Vec<Date> = items
            .into_iter()
            .filter_map(|item| {
                let text = self.temporal(item)?;
                self.parsed(
                    &text,
                    item.span,
                    say!("một ngày: `2026-07-09`", "a date: `2026-07-09`"),
                )
            })
            .map(|date| date.value)
            .collect();
        dates.sort_unstable();
        dates
    }

    /// A clock time: `14:00`, bare or quoted.
    pub(super) fn time(&mut self, key: &'static str) -> Option<Spanned<Time>> {
        let value = self.get(key)?;
        let text = self.temporal(value)?;
        let wanted = say!("giờ phút: `14:00`", "a clock time: `14:00`");
        // jiff reads `14` and `T14:00` too; the format has one way to write a time.
        if text.len() < 5 || text.as_bytes().get(2) != Some(&b':') {
            self.not_a_date(&text, value.span, wanted);
            return None;
        }
        self.parsed(&text, value.span, wanted)
    }

    /// A day with a clock time: `2026-07-08 17:00`, bare or quoted.
    pub(super) fn moment(&mut self, key: &'static str) -> Option<Spanned<DateTime>> {
        let value = self.get(key)?;
        let text = self.temporal(value)?;
        let wanted = say!(
            "ngày và giờ: `2026-07-08 17:00`",
            "a date with a time: `2026-07-08 17:00`"
        );
        if !text.contains(':') {
            self.not_a_date(&text, value.span, wanted);
            return None;
        }
        self.parsed(&text, value.span, wanted)
    }

    /// The text of a TOML date or time, or of a string that stands for one; civil time has no offset.
    pub(super) fn temporal(&self, value: Value<'_>) -> Option<String> {
        let Some(text) = plain(value.value) else {
            self.wrong_type(value, say!("ngày hoặc giờ", "a date or time"));
            return None;
        };
        if text.is_empty() {
            self.empty(value.span);
            return None;
        }
        let has_offset = matches!(value.value, DeValue::Datetime(moment) if moment.offset.is_some())
            || text.ends_with(['Z', 'z'])
            || text
                .get(11..)
                .is_some_and(|clock| clock.contains(['+', '-']));
        if has_offset {
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
            return None;
        }
        Some(text)
    }

    /// Reads a date or time from its text.
    pub(super) fn parsed<T: std::str::FromStr>(
        &self,
        text: &str,
        span: Span,
        wanted: crate::problem::Bilingual,
    ) -> Option<Spanned<T>> {
        match text.parse() {
            Ok(value) => Some(Spanned::new(value, span)),
            Err(_) => {
                self.not_a_date(text, span, wanted);
                None
            }
        }
    }

    fn not_a_date(&self, text: &str, span: Span, wanted: crate::problem::Bilingual) {
        let crate::problem::Bilingual { vi, en } = wanted;
        let message = say!("`{text}` không phải {vi}", "`{text}` is not {en}");
        let help = say!(
            "xem lại ngày, tháng, giờ có tồn tại không, và viết năm trước: năm-tháng-ngày",
            "see whether the day, month and hour exist, and write the year first: year-month-day"
        );
        self.report.add(Code::WrongDate, span, message, Some(help));
    }

    /// A value that must be a string.
    pub(super) fn as_string(&self, value: Value<'_>) -> Option<Spanned<String>> {
        let DeValue::String(text) = value.value else {
            self.wrong_type(
                value,
                say!("chuỗi chữ trong ngoặc kép", "a string in double quotes"),
            );
            return None;
        };
        let text = text.trim();
        if text.is_empty() {
            self.empty(value.span);
            return None;
        }
        let text = if is_nfc(text) {
            text.to_owned()
        } else {
            text.nfc().collect()
        };
        Some(Spanned::new(text, value.span))
    }
}

impl Table<'_, '_> {
    /// Reports an empty value: absence is said by leaving the key out.
    fn empty(&self, span: Span) {
        let message = say!("giá trị để trống", "the value is empty");
        let help = say!(
            "bỏ khóa này nếu văn bản không nêu",
            "leave the key out where the document does not say"
        );
        self.report.add(Code::WrongValue, span, message, Some(help));
    }
}

/// The text of a value that may stand for a date or a time.
fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.trim().to_owned()),
        DeValue::Datetime(moment) => Some(moment.to_string()),
        _ => None,
    }
}
