//! What lists and pages need of every notice, worked out once: its event, status, days, levels and units.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use rayon::prelude::*;

use crate::catalog::{Catalog, Event, Key, Status};
use crate::site::{LevelId, UnitId};

/// One notice as lists see it.
#[derive(Debug)]
pub(super) struct Digest {
    /// The event of its chain after all changes; shared by the notices of the chain.
    pub(super) event: Arc<EventDigest>,
    /// How it stands today.
    pub(super) status: Option<Status>,
    /// The newest posting or revision that concerns it.
    pub(super) updated: DateTime,
}

/// One event as lists see it.
#[derive(Debug)]
pub(super) struct EventDigest {
    pub(super) event: Arc<Event>,
    /// First and last day, or the next day of recurring rows.
    pub(super) days: Option<(Date, Date)>,
    pub(super) levels: Arc<[LevelId]>,
    pub(super) units: Arc<[UnitId]>,
}

/// One digest per notice, in the order of keys.
pub(super) fn digests(catalog: &Catalog, today: Date) -> Vec<Digest> {
    let keys: Vec<Key> = catalog.iter().map(|(key, _)| key).collect();
    let roots: Vec<Key> = keys
        .par_iter()
        .map(|key| catalog.chain_root(*key))
        .collect();
    let events: Vec<Option<Arc<EventDigest>>> = keys
        .par_iter()
        .map(|key| {
            (roots[key.0 as usize] == *key).then(|| Arc::new(digest_event(catalog, *key, today)))
        })
        .collect();
    keys.par_iter()
        .map(|key| {
            let root = roots[key.0 as usize];
            let known = events[root.0 as usize].clone();
            let event = known.unwrap_or_else(|| Arc::new(digest_event(catalog, root, today)));
            Digest {
                status: Status::on(catalog, *key, &event.event, today),
                updated: event.event.updated.max(catalog.get(*key).updated()),
                event,
            }
        })
        .collect()
}

fn digest_event(catalog: &Catalog, root: Key, today: Date) -> EventDigest {
    let event = catalog.event(root);
    EventDigest {
        days: event.days(catalog, today),
        levels: Arc::clone(catalog.levels(root)),
        units: Arc::clone(catalog.units(root)),
        event: Arc::clone(event),
    }
}

/// The first notices of the events that name each unit.
pub(super) fn by_unit(catalog: &Catalog, digests: &[Digest]) -> BTreeMap<UnitId, Vec<Key>> {
    let mut by_unit: BTreeMap<UnitId, Vec<Key>> = BTreeMap::new();
    for root in catalog.roots() {
        for unit in digests[root.0 as usize].event.units.iter() {
            by_unit.entry(*unit).or_default().push(root);
        }
    }
    by_unit
}
