//! Notices in, the facets out: a column of values for each, and one file of names and counts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::bytes::push;
use super::file::{IndexFile, NAME};
use super::record::Notice;

/// The facets, in the order of [`Notice::facets`].
const NAMES: [&str; 5] = ["level", "kind", "issuer", "year", "status"];

/// The file of names and counts, as JSON.
#[derive(Serialize)]
struct Facets<'n> {
    /// For each facet the file of its column, and its values with their counts.
    columns: BTreeMap<&'n str, Column<'n>>,
    /// The file of words that a misspelt query is offered.
    words: &'n str,
}

#[derive(Serialize)]
struct Column<'n> {
    file: String,
    values: Vec<(&'n str, usize)>,
}

/// The columns, and last the file that names them.
pub(crate) fn files(notices: &[&Notice], words: &str) -> Vec<IndexFile> {
    let mut files = Vec::new();
    let mut columns = BTreeMap::new();
    for (facet, name) in NAMES.into_iter().enumerate() {
        let (column, values) = column(notices, facet);
        let file = IndexFile::hashed(column, NAME);
        columns.insert(
            name,
            Column {
                file: file.path.clone(),
                values,
            },
        );
        files.push(file);
    }
    let facets = Facets { columns, words };
    let json = serde_json::to_vec(&facets).unwrap_or_default();
    files.push(IndexFile::hashed(json, NAME));
    files
}

/// For each document how many values it has and which, by their places among the sorted values.
fn column<'n>(notices: &[&'n Notice], facet: usize) -> (Vec<u8>, Vec<(&'n str, usize)>) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for notice in notices {
        for value in &notice.facets[facet] {
            *counts.entry(value).or_default() += 1;
        }
    }
    let values: Vec<(&str, usize)> = counts.into_iter().collect();
    let mut bytes = Vec::new();
    for notice in notices {
        let of = &notice.facets[facet];
        push(&mut bytes, of.len() as u64);
        for value in of {
            push(
                &mut bytes,
                values.partition_point(|known| known.0 < value.as_str()) as u64,
            );
        }
    }
    (bytes, values)
}
