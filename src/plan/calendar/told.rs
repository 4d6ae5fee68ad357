//! What feeds know of one event, and who gets it: a chain of notices and its entries in; what feeds choose by out.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::entry::{Entry, When};
use crate::catalog::{Called, Catalog, Key};
use crate::plan::lists::issuer_slug;
use crate::site::{LevelId, UnitId, Units};

/// What calendars tell of one event. It depends on the notices of its chain and the site's tables alone.
#[derive(Debug, Serialize, Deserialize)]
pub struct Told {
    /// Its entries.
    pub(super) entries: Box<[Listed]>,
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
    /// What calendars tell of the event that begins with `root`: its entries, and how many bytes each of them takes.
    pub fn of(catalog: &Catalog, root: Key, entries: &[Entry], bytes: &[usize]) -> Self {
        let event = catalog.event(root);
        let listed = entries.iter().zip(bytes);
        let issuers = event.told_by().map(|key| issuer_slug(catalog, key).0);
        let mut issuers: Vec<String> = issuers.collect();
        issuers.sort_unstable();
        issuers.dedup();
        let tells = |key: &Key| *key == root || event.applied.contains(key);
        let chain = catalog.whole_chain(root).enumerate();
        let tellers = chain.filter(|(_, key)| tells(key));
        Self {
            updated: entries.iter().map(|entry| entry.updated).max(),
            days: days(entries),
            issuers,
            tellers: tellers.map(|(place, _)| place).collect(),
            speaker: catalog.issuer(event.stated_by),
            units: catalog.units(root).to_vec(),
            entries: listed
                .map(|(entry, bytes)| Listed::of(entry, *bytes))
                .collect(),
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

/// The first day of entries and the last, if there are any.
pub fn days(entries: &[Entry]) -> Option<(Date, Date)> {
    let days = || entries.iter().map(|entry| entry.when.first_day());
    days().min().zip(days().max())
}

/// An entry as feeds see it: the whole of it is needed only while it is written.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Listed {
    pub(super) level: Option<LevelId>,
    pub(super) called: Option<Called>,
    pub(super) day: Date,
    start: Option<DateTime>,
    uid: Box<str>,
    /// What it takes in a file.
    pub(super) bytes: usize,
    pub(super) is_meeting: bool,
}

impl Listed {
    fn of(entry: &Entry, bytes: usize) -> Self {
        Self {
            level: entry.level,
            called: entry.called.clone(),
            day: entry.when.first_day(),
            start: match entry.when {
                When::Clock { start, .. } => Some(start),
                When::Day(_) => None,
            },
            uid: entry.uid.as_str().into(),
            bytes,
            is_meeting: entry.kind.is_meeting(),
        }
    }

    /// Entries are read by start; the UID makes the order complete.
    pub(super) fn order(&self) -> (Date, Option<DateTime>, &str) {
        (self.day, self.start, &self.uid)
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
