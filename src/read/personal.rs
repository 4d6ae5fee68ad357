//! Where the keys of a notice hold personal data that readers would see: a front matter in, places out.

use toml::de::{DeTable, DeValue};

use super::report::Report;
use crate::text::Span;
use crate::text::personal::find_all_personal;

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
    let written = report.source.text.get(start..value.end as usize);
    let at = written.and_then(|written| written.find(found));
    at.map_or(value, |at| Span::from(at..at + found.len()).shifted(start))
}
