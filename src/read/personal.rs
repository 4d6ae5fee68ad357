//! Where the keys of a notice, or of the site's tables, hold personal data that readers would see: a front matter in, places
//! out.

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::decode;
use super::report::Report;
use crate::problem::{Code, Problem};
use crate::say;
use crate::sources::{RawFile, Sources};
use crate::text::Span;
use crate::text::personal::{find_all_personal, find_personal};

/// Every telephone number and e-mail address in the site's own tables, which all pages of a public portal show.
pub(super) fn personal_in_tables(sources: &Sources) -> Vec<Problem> {
    let tables = sources.tables.values();
    tables.flat_map(personal_in_table).collect()
}

fn personal_in_table(file: &RawFile) -> Vec<Problem> {
    let suspect = std::str::from_utf8(&file.bytes).ok();
    if suspect.and_then(find_personal).is_none() {
        return Vec::new();
    }
    let Ok(source) = decode::decode(file.clone()).map(Arc::new) else {
        return Vec::new();
    };
    let report = Report::new(&source, 0);
    let text = source.text();
    let (table, _) = DeTable::parse_recoverable(&text);
    for place in personal_places(table.get_ref(), &report) {
        let message = say!(
            "có số điện thoại hoặc thư điện tử trong một bảng chung, nơi mọi trang công khai lấy dữ liệu",
            "a telephone number or e-mail address in a table of the site, from which all public pages are made"
        );
        let help = say!(
            "bỏ khỏi bảng; đầu mối liên hệ ghi ở `[[contact]]` của từng thông báo",
            "take it out; whom to call belongs into the `[[contact]]` of a notice"
        );
        report.add(Code::PersonalData, place, message, Some(help));
    }
    report.into_problems()
}

/// Keys whose values no public page shows.
const HIDDEN: [&str; 3] = ["contact", "received", "accept"];

/// The place of every telephone number and e-mail address in a value that public pages show, whatever its key.
pub(super) fn personal_places(front_matter: &DeTable<'_>, report: &Report) -> Vec<Span> {
    let mut places = Vec::new();
    for (key, value) in front_matter {
        if !HIDDEN.contains(&key.get_ref().as_ref()) {
            look(value, report, &mut places);
        }
    }
    // Tables keep their keys by name.
    places.sort_unstable_by_key(|place| place.start);
    places
}

fn look(value: &toml::Spanned<DeValue<'_>>, report: &Report, places: &mut Vec<Span>) {
    match value.get_ref() {
        DeValue::String(text) => {
            let found = find_all_personal(text).filter_map(|found| text.get(found));
            places.extend(found.map(|found| place_of(found, report.span(value.span()), report)));
        }
        DeValue::Array(items) => items.iter().for_each(|item| look(item, report, places)),
        DeValue::Table(table) if !is_internal(table) => {
            table.values().for_each(|item| look(item, report, places));
        }
        _ => {}
    }
}

/// Links say so where only the office may follow them.
fn is_internal(table: &DeTable<'_>) -> bool {
    let stated = table.get("internal").map(toml::Spanned::get_ref);
    matches!(stated, Some(DeValue::Boolean(true)))
}

/// Where `found` stands in a value; the value itself where it is written with escapes.
fn place_of(found: &str, value: Span, report: &Report) -> Span {
    let start = value.start as usize;
    let at = report.source.part(start..value.end as usize).find(found);
    at.map_or(value, |at| Span::from(at..at + found.len()).shifted(start))
}
