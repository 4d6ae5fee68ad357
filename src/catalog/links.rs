//! Who changes and follows whom, worked out once for a collection.

use super::{Catalog, Key};
use crate::notice::Notice;
use crate::site::UnitId;

/// The links of a collection, by key.
#[derive(Debug, Default)]
pub(super) struct Links {
    /// Which notice each one changes.
    pub(super) changes: Vec<Option<Key>>,
    /// Which notices change each one directly, oldest first.
    pub(super) changed_by: Vec<Vec<Key>>,
    pub(super) follows: Vec<Option<Key>>,
    pub(super) followed_by: Vec<Vec<Key>>,
    /// The first notice of each one's chain.
    pub(super) roots: Vec<Key>,
    pub(super) issuers: Vec<Option<UnitId>>,
}

impl Links {
    /// The links of a catalog whose names are known.
    pub(super) fn of(catalog: &Catalog) -> Self {
        let changed = |notice: &Notice| {
            let change = notice.change.as_ref()?;
            catalog.find(&change.of, notice)
        };
        let followed = |notice: &Notice| catalog.find(notice.follows.as_ref()?, notice);
        let units = &catalog.site.units;
        let changes: Vec<Option<Key>> = catalog.iter().map(|(_, one)| changed(one)).collect();
        let follows: Vec<Option<Key>> = catalog.iter().map(|(_, one)| followed(one)).collect();
        Self {
            changed_by: reversed(catalog, &changes),
            followed_by: reversed(catalog, &follows),
            roots: catalog.iter().map(|(key, _)| root(&changes, key)).collect(),
            issuers: catalog
                .iter()
                .map(|(_, notice)| units.named(&notice.issuer, None))
                .collect(),
            changes,
            follows,
        }
    }
}

/// Who points at each notice, in order of posting, ties by id.
fn reversed(catalog: &Catalog, targets: &[Option<Key>]) -> Vec<Vec<Key>> {
    let mut reversed = vec![Vec::new(); targets.len()];
    for (key, target) in (0u32..).map(Key).zip(targets) {
        if let Some(target) = target {
            reversed[target.0 as usize].push(key);
        }
    }
    for keys in &mut reversed {
        keys.sort_by_key(|key| (catalog.get(*key).posted(), *key));
    }
    reversed
}

fn root(changes: &[Option<Key>], key: Key) -> Key {
    let mut seen = vec![key];
    let mut root = key;
    while let Some(target) = changes[root.0 as usize] {
        if seen.contains(&target) {
            return seen.iter().copied().min().unwrap_or(key);
        }
        seen.push(target);
        root = target;
    }
    root
}
