//! The end of a table's reading: required keys that are missing, and keys nobody asked for.

use std::collections::BTreeSet;

use super::guess::meant;
use super::table::Table;
use crate::problem::Code;
use crate::say;
use crate::text::Span;

impl Table<'_, '_> {
    /// Ends the reading: reports required keys that are missing and keys nobody asked for.
    pub(super) fn finish(self) {
        let mut excused = BTreeSet::new();
        for (key, _) in self.values.iter() {
            let name: &str = key.get_ref();
            if self.known.contains(name) {
                continue;
            }
            if self.report.is_full() {
                break;
            }
            let meant = meant(name, self.known.iter().copied());
            excused.extend(meant);
            self.unknown(name, self.report.span(key.span()), meant);
        }
        for key in &self.missing {
            // A misspelt required key is one mistake, not two.
            if !excused.contains(key) {
                self.missing_key(key);
            }
        }
    }

    fn unknown(&self, name: &str, span: Span, meant: Option<&str>) {
        let table = self.name;
        let message = if table.is_empty() {
            say!("không có khóa `{name}`", "there is no key `{name}`")
        } else {
            say!(
                "`{table}` không có khóa `{name}`",
                "`{table}` has no key `{name}`"
            )
        };
        let help = match meant {
            Some(meant) => say!("có phải là `{meant}`?", "did you mean `{meant}`?"),
            None => {
                let all: Vec<_> = self.known.iter().map(|key| format!("`{key}`")).collect();
                let all = all.join(" ");
                say!("các khóa ở đây: {all}", "keys here: {all}")
            }
        };
        self.report.add(Code::UnknownKey, span, message, Some(help));
    }

    fn missing_key(&self, key: &str) {
        let table = self.name;
        let message = if table.is_empty() {
            say!(
                "thiếu khóa bắt buộc `{key}`",
                "the required key `{key}` is missing"
            )
        } else {
            say!(
                "`{table}` thiếu khóa bắt buộc `{key}`",
                "`{table}` lacks the required key `{key}`"
            )
        };
        let help = say!("thêm `{key} = …`", "add `{key} = …`");
        self.report
            .add(Code::MissingKey, self.span, message, Some(help));
    }
}
