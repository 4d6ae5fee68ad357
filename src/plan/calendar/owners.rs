//! Whose calendar carries what: all entries in, the places of each owner's entries out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::entry::Entry;
use super::feeds::Owner;
use crate::catalog::{Catalog, Event, Key, names_unit};
use crate::plan::lists::issuer_slug;
use crate::site::{LevelId, UnitId, Units};

/// Places of the entries of one event for one audience.
type Told = BTreeMap<(Key, Option<LevelId>), Vec<usize>>;

/// Every owner with all its entries; owners without any have empty calendars, never missing ones.
pub(super) fn owners(catalog: &Catalog, entries: &[Arc<Entry>]) -> BTreeMap<Owner, Vec<usize>> {
    let mut told = Told::new();
    for (index, entry) in entries.iter().enumerate() {
        let audience = (entry.root, entry.level);
        told.entry(audience).or_default().push(index);
    }
    let mut owners: BTreeMap<Owner, Vec<usize>> = known_owners(catalog)
        .map(|owner| (owner, Vec::new()))
        .collect();
    let roots: Vec<Key> = catalog.roots().collect();
    let reach = Reach::new(catalog);
    let owned: Vec<Vec<(Owner, Option<LevelId>)>> = roots
        .par_iter()
        .map(|root| owners_of(catalog, &reach, &told, *root))
        .collect();
    for (root, owned) in roots.iter().zip(owned) {
        for (owner, level) in owned {
            let own = told.get(&(*root, level)).into_iter().flatten();
            owners.entry(owner).or_default().extend(own);
        }
    }
    owners
}

fn known_owners(catalog: &Catalog) -> impl Iterator<Item = Owner> {
    let site = &catalog.site;
    let levels = site.levels().map(|(id, _)| Owner::Level(id));
    let units = site.units.iter().map(|(id, _)| Owner::Unit(id));
    let keys = || catalog.iter().map(|(key, _)| key);
    let issuers = keys().map(|key| Owner::Issuer(issuer_slug(catalog, key).0));
    let notices = keys().map(Owner::Notice);
    let all = std::iter::once(Owner::All);
    all.chain(levels).chain(units).chain(issuers).chain(notices)
}

/// Who gets the event of `root`, and as told to whom: a unit gets what its level is told, where its level is told at all.
fn owners_of(
    catalog: &Catalog,
    reach: &Reach,
    told: &Told,
    root: Key,
) -> Vec<(Owner, Option<LevelId>)> {
    let event = catalog.event(root);
    let everybody = owners_of_all(catalog, event).into_iter();
    let mut owners: Vec<(Owner, Option<LevelId>)> = everybody.map(|owner| (owner, None)).collect();
    let levels = catalog.site.levels();
    owners.extend(levels.map(|(level, _)| (Owner::Level(level), Some(level))));
    for unit in reach.units(catalog, event, told) {
        let level = catalog.site.units.get(unit).level;
        let level = level.filter(|level| told.contains_key(&(root, Some(*level))));
        owners.push((Owner::Unit(unit), level));
    }
    owners
}

/// Who gets what everybody is told: the whole portal, the issuers of the chain and its notices.
fn owners_of_all(catalog: &Catalog, event: &Event) -> BTreeSet<Owner> {
    let chain = std::iter::once(event.root).chain(event.applied.iter().copied());
    let of_notice = |key| {
        [
            Owner::Notice(key),
            Owner::Issuer(issuer_slug(catalog, key).0),
        ]
    };
    chain.flat_map(of_notice).chain([Owner::All]).collect()
}

/// Which units an issuer reaches through their levels, by issuer; asked of the table once for each of them.
struct Reach(BTreeMap<Option<UnitId>, BTreeMap<LevelId, Vec<UnitId>>>);

impl Reach {
    fn new(catalog: &Catalog) -> Self {
        let issuers: BTreeSet<Option<UnitId>> =
            catalog.iter().map(|(key, _)| catalog.issuer(key)).collect();
        let units = &catalog.site.units;
        let reached = issuers
            .into_par_iter()
            .map(|issuer| (issuer, reached_by(units, issuer)));
        Self(reached.collect())
    }

    /// The units an event names, and those its issuer reaches of the levels it is told to.
    fn units(&self, catalog: &Catalog, event: &Event, told: &Told) -> BTreeSet<UnitId> {
        let reached = self.0.get(&catalog.issuer(event.stated_by));
        let levels = reached
            .into_iter()
            .flatten()
            .filter(|(level, _)| told.contains_key(&(event.root, Some(**level))));
        let units = levels.flat_map(|(_, units)| units).copied();
        units.chain(names_unit(catalog, event)).collect()
    }
}

/// An issuer the table does not know reaches everybody.
fn reached_by(units: &Units, issuer: Option<UnitId>) -> BTreeMap<LevelId, Vec<UnitId>> {
    let mut reached: BTreeMap<LevelId, Vec<UnitId>> = BTreeMap::new();
    for (id, unit) in units.iter() {
        let speaks = issuer.is_none_or(|issuer| units.speaks_to(issuer, id));
        if let Some(level) = unit.level.filter(|_| speaks) {
            reached.entry(level).or_default().push(id);
        }
    }
    reached
}
