//! The end of a table's reading: required keys that are missing, and keys nobody asked for.

use std::collections::BTreeSet;

use super::guess::{did_you_mean, meant};
use super::table::Table;
use crate::problem::Code;
use crate::say;
use crate::text::Span;
use toml::de::DeValue;

/// Keys of the front matter's top, which below a table's header would be that table's.
const OF_THE_PAPER: [&str; 20] = [
    "type",
    "number",
    "issued",
    "issued_at",
    "issuer",
    "title",
    "summary",
    "form",
    "broadcast",
    "arrive_early",
    "basis",
    "follows",
    "to",
    "recipients",
    "audience",
    "urgency",
    "banner",
    "topics",
    "draft",
    "published",
];

/// Tables of the front matter's top that come in rows.
const ROWS_OF_THE_PAPER: [&str; 7] = [
    "session", "point", "agenda", "task", "link", "contact", "revision",
];

impl Table<'_, '_> {
    /// Ends the reading: reports required keys that are missing and keys nobody asked for.
    pub(super) fn finish(self) {
        let mut excused = BTreeSet::new();
        for (key, value) in self.values.iter() {
            let name: &str = key.get_ref();
            if self.is_known(name) {
                continue;
            }
            if self.report.is_full() {
                break;
            }
            let is_row = ROWS_OF_THE_PAPER.contains(&name) && holds_tables(value.get_ref());
            let meant = meant(name, self.known_keys().into_iter()).filter(|_| !is_row);
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
            Some(meant) => did_you_mean(meant),
            None if !table.is_empty() && OF_THE_PAPER.contains(&name) => say!(
                "`{name}` là khóa của cả văn bản: đặt trên bảng đầu tiên `[…]`",
                "`{name}` is a key of the whole paper: put it above the first table `[…]`"
            ),
            None if !table.is_empty() && ROWS_OF_THE_PAPER.contains(&name) => say!(
                "mở một bảng riêng: `[[{name}]]`",
                "open a table of its own: `[[{name}]]`"
            ),
            None => {
                let all = self.known_keys().into_iter();
                let all: Vec<_> = all.map(|key| format!("`{key}`")).collect();
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

/// `[[session.point]]` opens a table where `point = …` is a slip for `points`.
fn holds_tables(value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Table(_) => true,
        DeValue::Array(items) => items
            .iter()
            .any(|item| matches!(item.get_ref(), DeValue::Table(_))),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Shape, notice_format};
    use crate::site::Site;

    #[test]
    fn what_is_told_of_the_paper_is_in_the_format() {
        let format = notice_format(&Site::plain());
        let keys = &format[""].keys;
        assert!(OF_THE_PAPER.iter().all(|key| keys.contains_key(key)));
        for name in ROWS_OF_THE_PAPER {
            assert!(matches!(keys[name], Shape::Tables(_)), "{name}");
        }
    }
}
