//! A TOML table that is read key by key: what is asked for is known, what nobody asked for is reported at the end.

use toml::de::{DeTable, DeValue};

use super::format::Shape;
use super::guess::meant;
use super::report::Report;
use crate::problem::{Bilingual, Code};
use crate::say;
use crate::text::Span;

/// How many tables of one kind a paper may have.
const MOST_TABLES: usize = 1_000;

/// A value with its place in the file.
#[derive(Clone, Copy)]
pub(super) struct Value<'t> {
    pub(super) value: &'t DeValue<'t>,
    pub(super) span: Span,
}

/// One table under reading.
pub(super) struct Table<'t, 'r> {
    pub(super) values: &'t DeTable<'t>,
    /// Where the table starts: its `[header]`, or the first line of the front matter.
    pub(super) span: Span,
    /// What messages call it: `[[session]]`; empty for the top.
    pub(super) name: &'static str,
    /// What the notes of the format call it; mostly its name.
    noted_name: &'static str,
    pub(super) report: &'r Report,
    /// The keys that were asked for, some of them twice.
    known: Vec<&'static str>,
    pub(super) missing: Vec<&'static str>,
}

impl<'t, 'r> Table<'t, 'r> {
    pub(super) fn new(
        values: &'t DeTable<'t>,
        span: Span,
        name: &'static str,
        report: &'r Report,
    ) -> Self {
        Self {
            values,
            span,
            name,
            noted_name: name,
            report,
            known: Vec::new(),
            missing: Vec::new(),
        }
    }

    /// The same table, noted as another: two tables of one name may take different keys.
    pub(super) fn noted_as(mut self, name: &'static str) -> Self {
        self.noted_name = name;
        self
    }

    /// The value of `key`, which is known from now on.
    pub(super) fn get(&mut self, key: &'static str) -> Option<Value<'t>> {
        self.known.push(key);
        let value = self.values.get(key)?;
        Some(Value {
            value: value.get_ref(),
            span: self.report.span(value.span()),
        })
    }

    /// Whether `key` was asked for.
    pub(super) fn is_known(&self, key: &str) -> bool {
        self.known.contains(&key)
    }

    /// All keys that were asked for, by name.
    pub(super) fn known_keys(&self) -> Vec<&'static str> {
        let mut known = self.known.clone();
        known.sort_unstable();
        known.dedup();
        known
    }

    /// Whether `key` is there at all, readable or not.
    pub(super) fn has(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    /// Whether `key` is there but could not be read: that has been reported already.
    pub(super) fn has_unusable<T>(&self, key: &str, read: Option<T>) -> bool {
        read.is_none() && self.has(key)
    }

    /// How many items the list under `key` has; none where it is no list.
    pub(super) fn count(&self, key: &str) -> usize {
        match self.values.get(key).map(toml::Spanned::get_ref) {
            Some(DeValue::Array(items)) => items.len(),
            _ => 0,
        }
    }

    /// Whether `key` holds a list without items.
    pub(super) fn has_empty_list(&self, key: &str) -> bool {
        let value = self.values.get(key).map(toml::Spanned::get_ref);
        matches!(value, Some(DeValue::Array(items)) if items.is_empty())
    }

    /// Whether an unknown key is near to `key`, which is known by now: one mistake, not two.
    pub(super) fn misspells(&self, key: &str) -> bool {
        let names = self.values.keys().map(|name| name.get_ref().as_ref());
        names
            .filter(|name: &&str| !self.is_known(name))
            .filter(|name| meant(name, std::iter::once(key)).is_some())
            .any(|name| meant(name, self.known_keys().into_iter()) == Some(key))
    }

    /// Notes what `key` takes, while the format itself is read.
    pub(super) fn note(&self, key: &'static str, shape: impl FnOnce() -> Shape) {
        if let Some(notes) = &self.report.notes {
            notes.key(self.noted_name, key, shape());
        }
    }

    /// Of two keys one must be there; `key` is missed where neither is, nor a slip of `other`.
    pub(super) fn require_unless(&mut self, key: &'static str, other: &'static str) {
        if let Some(notes) = &self.report.notes {
            notes.either(self.noted_name, [key, other]);
        } else if !self.has(key) && !self.has(other) && !self.misspells(other) {
            self.require(key);
        }
    }

    /// A table that states nothing at all lacks `key`.
    pub(super) fn require_something(&mut self, key: &'static str) {
        if let Some(notes) = &self.report.notes {
            notes.never_empty(self.noted_name);
        } else if self.values.is_empty() {
            self.require(key);
        }
    }

    /// Notes that a required key is not there.
    pub(super) fn require(&mut self, key: &'static str) {
        if let Some(notes) = &self.report.notes {
            notes.required(self.noted_name, key);
        }
        if !self.has(key) {
            self.missing.push(key);
        }
    }

    /// The table under `key`.
    pub(super) fn table(&mut self, key: &'static str, name: &'static str) -> Option<Table<'t, 'r>> {
        self.note(key, || Shape::Table(name));
        let value = self.get(key)?;
        match value.value {
            DeValue::Table(values) => Some(Table::new(values, value.span, name, self.report)),
            found => {
                let is_row = matches!(found, DeValue::Array(_));
                let help = is_row.then(|| {
                    say!(
                        "viết một ngoặc vuông: `{name}`",
                        "write one bracket: `{name}`"
                    )
                });
                let wanted = say!("một bảng `[{key}]`", "a table `[{key}]`");
                self.wrong_type_with(value, wanted, help);
                None
            }
        }
    }

    /// The tables under `key`, an array of tables.
    pub(super) fn tables(&mut self, key: &'static str, name: &'static str) -> Vec<Table<'t, 'r>> {
        self.note(key, || Shape::Tables(name));
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let wanted = || {
            if name.starts_with('[') {
                say!("các bảng `{name}`", "tables `{name}`")
            } else {
                say!("danh sách bảng `[{{ … }}]`", "a list of tables `[{{ … }}]`")
            }
        };
        let DeValue::Array(items) = value.value else {
            let is_single = matches!(value.value, DeValue::Table(_)) && name.starts_with('[');
            let help = is_single.then(|| {
                say!(
                    "viết hai ngoặc vuông: `{name}`",
                    "write two brackets: `{name}`"
                )
            });
            self.wrong_type_with(value, wanted(), help);
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(items.len());
        for item in items.iter() {
            let span = self.report.span(item.span());
            match item.get_ref() {
                DeValue::Table(values) => tables.push(Table::new(values, span, name, self.report)),
                other => self.wrong_type(Value { value: other, span }, wanted()),
            }
        }
        tables
    }

    /// The tables of a list that no paper makes long; beyond a thousand it is no paper, and every page would pay for it.
    pub(super) fn few_tables(
        &mut self,
        key: &'static str,
        name: &'static str,
    ) -> Vec<Table<'t, 'r>> {
        let mut tables = self.tables(key, name);
        if let Some(first) = tables.get(MOST_TABLES) {
            let count = tables.len();
            let message = say!(
                "{count} bảng `{name}` là quá nhiều: tối đa {MOST_TABLES}",
                "{count} tables `{name}` are too many: at most {MOST_TABLES}"
            );
            let help = say!(
                "chia thành nhiều tin; lịch lặp lại thì dùng `repeat`",
                "split them into several notices; what recurs is written with `repeat`"
            );
            self.report
                .add(Code::WrongValue, first.span, message, Some(help));
            tables.truncate(MOST_TABLES);
        }
        tables
    }

    /// Reports a value of another type than the key takes.
    pub(super) fn wrong_type(&self, found: Value<'_>, expected: Bilingual) {
        self.wrong_type_with(found, expected, None);
    }

    /// The same with a line of help.
    pub(super) fn wrong_type_with(
        &self,
        found: Value<'_>,
        expected: Bilingual,
        help: Option<Bilingual>,
    ) {
        let (vi, en) = type_names(found.value);
        let Bilingual {
            vi: want_vi,
            en: want_en,
        } = expected;
        let message = say!(
            "cần {want_vi}, ở đây là {vi}",
            "expected {want_en}, found {en}"
        );
        self.report.add(Code::WrongType, found.span, message, help);
    }
}

/// What a value is, for "expected …, found …".
fn type_names(value: &DeValue<'_>) -> (&'static str, &'static str) {
    match value {
        DeValue::String(_) => ("chuỗi chữ", "a string"),
        DeValue::Integer(_) => ("số nguyên", "an integer"),
        DeValue::Float(_) => ("số thập phân", "a float"),
        DeValue::Boolean(_) => ("`true` hoặc `false`", "a boolean"),
        DeValue::Datetime(_) => ("ngày giờ", "a date or time"),
        DeValue::Array(_) => ("danh sách", "a list"),
        DeValue::Table(_) => ("bảng", "a table"),
    }
}
