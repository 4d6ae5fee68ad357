//! From a citation to the document it means: by symbol, then date, then issuer, and only without doubt.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Catalog, Key};
use crate::notice::{Citation, Issued, Notice};
use crate::text::fold::squash;

/// Notices by the comparison key of their symbols.
pub(super) fn index_symbols(notices: &[Arc<Notice>]) -> HashMap<String, Vec<Key>> {
    let mut index: HashMap<String, Vec<Key>> = HashMap::new();
    for (key, notice) in (0u32..).map(Key).zip(notices) {
        if let Some(number) = &notice.number {
            index.entry(number.key()).or_default().push(key);
        }
    }
    index
}

/// Only symbol, issuer and date together identify a document: serials restart every year or term.
pub(super) fn find(catalog: &Catalog, citation: &Citation) -> Option<Key> {
    let symbol = citation.symbol.as_ref()?;
    let candidates = catalog.by_symbol.get(&symbol.key())?;
    let dated = candidates
        .iter()
        .copied()
        .filter(|key| date_agrees(catalog.get(*key), citation));
    let mut left: Vec<Key> = dated.collect();
    if left.len() > 1
        && let Some(issuer) = &citation.issuer
    {
        let wanted = squash(issuer);
        left.retain(|key| squash(&catalog.get(*key).issuer) == wanted);
    }
    match left.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

fn date_agrees(notice: &Notice, citation: &Citation) -> bool {
    match (notice.issued.as_deref(), citation.date) {
        (Some(Issued::Day(day)), Some(date)) => *day == date,
        (Some(Issued::Month(first)), Some(date)) => first.first_of_month() == date.first_of_month(),
        _ => true,
    }
}
