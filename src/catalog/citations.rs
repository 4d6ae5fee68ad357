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

/// The document a citation means, looked for where it was posted first: every commune has a 12/GM-UBND, and means its own.
/// Then among what came here by the same source, then among all.
pub(super) fn find(catalog: &Catalog, citation: &Citation, citing: &Notice) -> Option<Key> {
    let symbol = citation.symbol.as_ref()?;
    let candidates = catalog.names.by_symbol.get(&symbol.key())?;
    let candidates = candidates.iter().copied();
    let dated: Vec<Key> = candidates
        .filter(|key| date_agrees(catalog.get(*key), citation))
        .collect();
    if let [] | [_] = dated.as_slice() {
        return dated.first().copied();
    }
    let among = |is_near: fn(&Notice, &Notice) -> bool| {
        let near = dated.iter().copied();
        let near = near.filter(|key| is_near(catalog.get(*key), citing));
        only(catalog, citation, near.collect())
    };
    among(|one, other| portal(one) == portal(other))
        .or_else(|| among(|one, other| source(one) == source(other)))
        .or_else(|| among(|_, _| true))
}

/// The portal that posted a notice first; none for the site's own.
fn portal(notice: &Notice) -> Option<&str> {
    let origin = notice.origin.as_ref();
    origin.map(|origin| origin.portal.as_str())
}

/// The source by which a notice came here; none for the site's own.
fn source(notice: &Notice) -> Option<&str> {
    notice.origin.as_ref().map(|origin| &*origin.prefix)
}

/// Only symbol, issuer and date together identify a document: serials restart every year or term.
fn only(catalog: &Catalog, citation: &Citation, mut left: Vec<Key>) -> Option<Key> {
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
