//! Notices in, the facets out: a column of values for each, and one file of names and counts.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
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
    let facets = NAMES.into_par_iter().enumerate();
    let facets = facets.map(|(facet, name)| {
        let (column, values) = column(notices, facet);
        (name, IndexFile::hashed(column, NAME), values)
    });
    let facets: Vec<_> = facets.collect();
    let mut files = Vec::new();
    let mut columns = BTreeMap::new();
    for (name, file, values) in facets {
        let column = Column {
            file: file.path.clone(),
            values,
        };
        columns.insert(name, column);
        files.push(file);
    }
    let facets = Facets { columns, words };
    let json = serde_json::to_vec(&facets).unwrap_or_default();
    files.push(IndexFile::hashed(json, NAME));
    files
}

/// For each document how many values it has and which, by their places among the sorted values.
fn column<'n>(notices: &[&'n Notice], facet: usize) -> (Vec<u8>, Vec<(&'n str, usize)>) {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for value in notices.iter().flat_map(|notice| &notice.facets[facet]) {
        *counts.entry(value).or_default() += 1;
    }
    let mut values: Vec<(&str, usize)> = counts.into_iter().collect();
    values.sort_unstable();
    let places = values.iter().map(|(value, _)| *value).zip(0..);
    let places: FxHashMap<&str, u64> = places.collect();
    let mut bytes = Vec::new();
    for notice in notices {
        let of = &notice.facets[facet];
        push(&mut bytes, of.len() as u64);
        for value in of {
            push(
                &mut bytes,
                places.get(value.as_str()).copied().unwrap_or_default(),
            );
        }
    }
    (bytes, values)
}
