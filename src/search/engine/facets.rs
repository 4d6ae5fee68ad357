//! The facets of an index in, filters and counts of a result out.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::bytes::Reader;
use super::results::Filters;
use super::store::Store;

/// The file of facets.
#[derive(Deserialize)]
pub(super) struct Facets {
    columns: BTreeMap<String, Column>,
    pub(super) words: String,
}

#[derive(Deserialize)]
struct Column {
    file: String,
    values: Vec<(String, usize)>,
}

impl Facets {
    /// The facets of an index; `None`, and the damage noted, when they cannot be read.
    pub(super) fn of<R: Fn(&str) -> Option<Vec<u8>>>(store: &Store<R>) -> Option<Self> {
        serde_json::from_slice(&store.facets()).ok()
    }

    /// The values of a facet, in order.
    pub(super) fn values(&self, facet: &str) -> Vec<String> {
        let values = self.columns.get(facet).map(|column| &column.values);
        values
            .into_iter()
            .flatten()
            .map(|value| value.0.clone())
            .collect()
    }

    /// For each facet its values with how many of `documents` have them; values that none has are left out.
    pub(super) fn counts<R: Fn(&str) -> Option<Vec<u8>>>(
        &self,
        store: &Store<R>,
        documents: &[u32],
    ) -> BTreeMap<String, Vec<(String, usize)>> {
        let columns = self.columns.iter().map(|(facet, column)| {
            let of = values(&store.content(&column.file), store.notices());
            let mut counts = vec![0; column.values.len()];
            for value in documents
                .iter()
                .filter_map(|&document| of.get(document as usize))
                .flatten()
            {
                counts
                    .get_mut(*value)
                    .into_iter()
                    .for_each(|count| *count += 1);
            }
            (
                facet.clone(),
                column
                    .values
                    .iter()
                    .map(|value| value.0.clone())
                    .zip(counts)
                    .collect::<Vec<_>>(),
            )
        });
        let mut counts: BTreeMap<String, Vec<(String, usize)>> = columns.collect();
        counts
            .values_mut()
            .for_each(|values| values.retain(|value| value.1 > 0));
        counts
    }
}

/// Whether a document has the values asked for. A facet that cannot be read lets everything pass; the damage is told.
pub(super) fn filter<R: Fn(&str) -> Option<Vec<u8>>>(
    store: &Store<R>,
    filters: &Filters,
) -> impl Fn(u32) -> bool + use<R> {
    let mut allowed = vec![
        true;
        if filters.is_empty() {
            0
        } else {
            store.notices()
        }
    ];
    let facets = if filters.is_empty() {
        None
    } else {
        Facets::of(store)
    };
    for (facet, value) in filters {
        let Some(facets) = &facets else { continue };
        let Some(column) = facets.columns.get(facet) else {
            continue;
        };
        let wanted = column.values.iter().position(|known| known.0 == *value);
        let values = values(&store.content(&column.file), allowed.len());
        let passes = values
            .iter()
            .map(|values| wanted.is_some_and(|wanted| values.contains(&wanted)));
        allowed
            .iter_mut()
            .zip(passes)
            .for_each(|(allowed, passes)| *allowed &= passes);
    }
    move |document| {
        allowed
            .get(document as usize)
            .is_none_or(|&allowed| allowed)
    }
}

/// The values of each document in a column; none where it is damaged, so that nothing is taken for filtered.
fn values(bytes: &[u8], count: usize) -> Vec<Vec<usize>> {
    let mut reader = Reader::new(bytes);
    let mut values = || {
        (0..reader.size()?)
            .map(|_| reader.size())
            .collect::<Option<Vec<usize>>>()
    };
    (0..count).map_while(|_| values()).collect()
}
