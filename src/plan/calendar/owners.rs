//! Whose calendar carries what: all entries in, the places of each owner's entries out.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Entry;
use super::feeds::Owner;
use crate::catalog::{Catalog, Event, Key, names_unit};
use crate::plan::lists::issuer_slug;
use crate::site::{LevelId, UnitId};

/// Places of the entries of one event for one audience.
type Told = BTreeMap<(Key, Option<LevelId>), Vec<usize>>;

/// Every owner with all its entries; owners without any have empty calendars, never missing ones.
pub(super) fn owners(catalog: &Catalog, entries: &[Entry]) -> BTreeMap<Owner, Vec<usize>> {
    let mut told = Told::new();
    for (index, entry) in entries.iter().enumerate() {
        let audience = (entry.root, entry.level);
        told.entry(audience).or_default().push(index);
    }
    let mut owners: BTreeMap<Owner, Vec<usize>> = known_owners(catalog)
        .map(|owner| (owner, Vec::new()))
        .collect();
    let lines = Lines::new(catalog);
    for root in catalog.roots() {
        for (owner, level) in owners_of(catalog, &lines, &told, root) {
            let own = told.get(&(root, level)).into_iter().flatten();
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
    lines: &Lines,
    told: &Told,
    root: Key,
) -> Vec<(Owner, Option<LevelId>)> {
    let event = Event::of(catalog, root);
    let everybody = owners_of_all(catalog, &event).into_iter();
    let mut owners: Vec<(Owner, Option<LevelId>)> = everybody.map(|owner| (owner, None)).collect();
    let levels = catalog.site.levels();
    owners.extend(levels.map(|(level, _)| (Owner::Level(level), Some(level))));
    for unit in lines.units(catalog, &event, told) {
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

/// Units of each level, by the line of authority they stand in: an event of the province reaches its own communes.
struct Lines {
    of_level: BTreeMap<LevelId, Vec<UnitId>>,
    in_line: BTreeMap<(LevelId, UnitId), Vec<UnitId>>,
}

impl Lines {
    fn new(catalog: &Catalog) -> Self {
        let mut lines = Self {
            of_level: BTreeMap::new(),
            in_line: BTreeMap::new(),
        };
        let units = &catalog.site.units;
        for (id, unit) in units.iter() {
            if let Some(level) = unit.level {
                lines.of_level.entry(level).or_default().push(id);
                let line = (level, units.top_of(id));
                lines.in_line.entry(line).or_default().push(id);
            }
        }
        lines
    }

    /// The units an event names, and those of the levels it is told to in its issuer's line. What the centre issues, or
    /// an issuer the table does not know, goes to all units of the level.
    fn units(&self, catalog: &Catalog, event: &Event, told: &Told) -> BTreeSet<UnitId> {
        let units = &catalog.site.units;
        let issuer = catalog.issuer(event.stated_by);
        let line = issuer.filter(|issuer| units.get(*issuer).level != Some(LevelId(0)));
        let line = line.map(|issuer| units.top_of(issuer));
        let mut found: BTreeSet<UnitId> = names_unit(catalog, event).into_iter().collect();
        for (level, _) in catalog.site.levels() {
            if !told.contains_key(&(event.root, Some(level))) {
                continue;
            }
            let reached = match line {
                Some(line) => self.in_line.get(&(level, line)),
                None => self.of_level.get(&level),
            };
            found.extend(reached.into_iter().flatten());
        }
        found
    }
}
