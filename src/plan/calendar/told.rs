//! What calendars tell of one event, and who gets it: a chain of notices in; its entries and its readers out.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rayon::prelude::*;

use super::entry::Entry;
use super::{Pages, entries};
use crate::catalog::{Catalog, Key, names_unit};
use crate::plan::lists::issuer_slug;
use crate::site::{LevelId, UnitId, Units};

/// What calendars tell of one event. It depends on the notices of its chain and the site's tables alone.
#[derive(Debug)]
pub struct Told {
    /// Its entries.
    pub entries: Vec<Entry>,
    /// How many bytes each of them takes; whoever writes them knows.
    pub sizes: Vec<usize>,
    /// The newest posting or correction in them.
    pub(super) updated: Option<Timestamp>,
    /// Their first day and their last.
    days: Option<(Date, Date)>,
    /// The issuers of its notices, by their words in addresses, in order.
    pub(super) issuers: Vec<String>,
    /// Which notices of its chain tell it, by their places there.
    pub(super) tellers: Vec<usize>,
    /// The issuer of the notice that holds.
    pub(super) speaker: Option<UnitId>,
    /// The units it names.
    units: Vec<UnitId>,
}

impl Told {
    /// What calendars tell of the event that begins with `root`; nobody has written it yet.
    pub fn of(catalog: &Catalog, pages: &dyn Pages, root: Key) -> Self {
        let event = catalog.event(root);
        let entries = entries(catalog, pages, root);
        let days = || entries.iter().map(|entry| entry.when.first_day());
        let told = std::iter::once(root).chain(event.applied.iter().copied());
        let mut issuers: Vec<String> = told.map(|key| issuer_slug(catalog, key).0).collect();
        issuers.sort_unstable();
        issuers.dedup();
        let chain = std::iter::once(root).chain(catalog.chain(root));
        let tells = |key: &Key| *key == root || event.applied.contains(key);
        let tellers = chain.enumerate().filter(|(_, key)| tells(key));
        Self {
            updated: entries.iter().map(|entry| entry.updated).max(),
            days: days().min().zip(days().max()),
            issuers,
            tellers: tellers.map(|(place, _)| place).collect(),
            speaker: catalog.issuer(event.stated_by),
            units: names_unit(catalog, event),
            sizes: Vec::new(),
            entries,
        }
    }

    /// The first day of its entries and the last, if it has any.
    pub fn days(&self) -> Option<(Date, Date)> {
        self.days
    }

    /// The levels it is told to, each once.
    pub(super) fn levels(&self) -> Vec<LevelId> {
        let mut levels: Vec<LevelId> = self.entries.iter().filter_map(|one| one.level).collect();
        levels.sort_unstable();
        levels.dedup();
        levels
    }
}

/// Which units an issuer reaches through their levels, by issuer; asked of the table once for each of them.
pub(super) struct Reach(BTreeMap<Option<UnitId>, BTreeMap<LevelId, Vec<UnitId>>>);

impl Reach {
    pub(super) fn of<'a>(units: &Units, told: impl Iterator<Item = &'a Told>) -> Self {
        let mut speakers: Vec<Option<UnitId>> = told.map(|told| told.speaker).collect();
        speakers.sort_unstable();
        speakers.dedup();
        let reached = speakers
            .into_par_iter()
            .map(|speaker| (speaker, units.reached_by(speaker)));
        Self(reached.collect())
    }

    /// The units an event names, and those its issuer reaches of the levels it is told to; each once.
    pub(super) fn units(&self, told: &Told, levels: &[LevelId]) -> Vec<UnitId> {
        let reached = self.0.get(&told.speaker);
        let reached = levels
            .iter()
            .filter_map(|level| reached?.get(level))
            .flatten();
        let mut units: Vec<UnitId> = reached.chain(&told.units).copied().collect();
        units.sort_unstable();
        units.dedup();
        units
    }
}
