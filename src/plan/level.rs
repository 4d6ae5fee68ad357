//! A level's page and a unit's page: what they attend, prepare and hand in.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::digest::by_unit;
use super::line::Line;
use super::lists::{IndexGroup, IndexItem, IndexView};
use super::occasions::{Due, Occasion};
use super::parts::Reference;
use super::programme::{DayView, DueView};
use super::{Body, ListName, Page, Plan, Slice, Whose};
use crate::catalog::Key;
use crate::site::{LevelId, UnitId};
use crate::text::collate::collation_key;

const SHOWN_OCCASIONS: usize = 30;
const SHOWN_DUES: usize = 20;
const SHOWN_NOTICES: usize = 15;

/// `level.html`
#[derive(Debug, Serialize)]
pub struct LevelView<'a> {
    name: &'a str,
    full_name: &'a str,
    slug: &'a str,
    week: Option<String>,
    month: Option<String>,
    until: Option<String>,
    days: Vec<DayView<'a>>,
    dues: Vec<DueView<'a>>,
    pub(super) entries: Vec<Line<'a>>,
    total: usize,
    all_url: Option<String>,
}

/// `unit.html`
#[derive(Debug, Serialize)]
pub struct UnitView<'a> {
    name: &'a str,
    aliases: &'a [String],
    level: Option<Reference>,
    parent: Option<Reference>,
    successor: Option<Reference>,
    until: Option<String>,
    /// Its own week, or its level's where no notice names it.
    week: Option<String>,
    month: Option<String>,
    days: Vec<DayView<'a>>,
    dues: Vec<DueView<'a>>,
    /// Notices that name the unit, newest event first.
    pub(super) named: Vec<Line<'a>>,
    /// Notices for its level in its own line of authority.
    pub(super) for_level: Vec<Line<'a>>,
}

/// What concerns a unit.
pub(super) struct Concerns<'p> {
    /// The next sessions it attends.
    pub(super) occasions: Vec<&'p Occasion>,
    /// The next deadlines it has to meet.
    pub(super) dues: Vec<&'p Due>,
    /// Notices that name it, newest event first.
    pub(super) named: Vec<Key>,
    /// Notices for its level in its own line of authority, newest event first.
    pub(super) for_level: Vec<Key>,
}

impl<'a> Plan<'a> {
    pub(super) fn level(&'a self, id: LevelId) -> (String, String, Body<'a>) {
        let level = self.catalog.site.level(id);
        let keys = self.lists.get(&ListName::Level(id));
        let occasions = self.coming_once(Whose::Level(id));
        let dues = self.dues.iter().filter(|due| self.binds_level(due, id));
        let all = Page::List(ListName::Level(id), Slice::Newest);
        let view = LevelView {
            name: &level.name,
            full_name: level.name_on(self.today),
            slug: &level.slug,
            week: self.this_week_of(Whose::Level(id)),
            month: self.this_month_of(Whose::Level(id)),
            until: level.until.map(|day| self.words.date(day)),
            days: self.days(occasions.take(SHOWN_OCCASIONS), Some(id)),
            dues: dues
                .filter_map(|due| self.due(due))
                .take(SHOWN_DUES)
                .collect(),
            entries: self.entries(keys.iter().rev().take(SHOWN_NOTICES).copied()),
            total: keys.len(),
            all_url: (!keys.is_empty()).then(|| self.routes.href(&self.path(&all))),
        };
        (
            level.name.clone(),
            String::new(),
            Body::Level(Box::new(view)),
        )
    }

    pub(super) fn binds_level(&'a self, due: &Due, level: LevelId) -> bool {
        let digest = &self.digests[due.root.0 as usize].event;
        let task = self.due_task(due);
        let issuer = self.catalog.issuer(digest.event.stated_by);
        crate::catalog::binds(&self.catalog.site, task, issuer, level)
            || (task.assigned_to.is_empty()
                && task.levels.is_empty()
                && digest.levels.contains(&level))
    }

    pub(super) fn unit(&'a self, id: UnitId) -> (String, String, Body<'a>) {
        let site = &self.catalog.site;
        let unit = site.units.get(id);
        let concerns = self.concerns_of(id);
        let reference = |id: UnitId| {
            let unit = site.units.get(id);
            Reference {
                text: unit.name.clone(),
                url: Some(self.routes.href(&self.routes.unit(unit))),
            }
        };
        let view = UnitView {
            name: &unit.name,
            aliases: &unit.aliases,
            level: unit.level.map(|level| Reference {
                text: site.level(level).name.clone(),
                url: Some(self.routes.href(&self.routes.level(site.level(level)))),
            }),
            parent: unit.parent.map(reference),
            successor: unit.successor.map(reference),
            until: unit.until.map(|day| self.words.date(day)),
            week: self.this_week_of(Whose::Unit(id)).or_else(|| {
                let level = unit.level.map(Whose::Level);
                level.and_then(|level| self.this_week_of(level))
            }),
            month: self.this_month_of(Whose::Unit(id)),
            days: self.days(concerns.occasions.into_iter(), unit.level),
            dues: concerns
                .dues
                .iter()
                .filter_map(|due| self.due(due))
                .collect(),
            named: self.entries(concerns.named),
            for_level: self.entries(concerns.for_level),
        };
        (unit.name.clone(), String::new(), Body::Unit(Box::new(view)))
    }

    /// What a unit's page shows.
    pub(super) fn concerns_of(&self, id: UnitId) -> Concerns<'_> {
        let level = self.catalog.site.units.get(id).level;
        let binds_level = |due: &Due| {
            let task = self.due_task(due);
            level.is_some_and(|level| task.levels.contains(&level))
        };
        let binds = |due: &&Due| {
            (due.units.contains(&id) || binds_level(due)) && self.is_for_unit(due.root, id)
        };
        let concerned = self.unit_roots(id);
        Concerns {
            occasions: self
                .coming_once(Whose::Unit(id))
                .take(SHOWN_OCCASIONS)
                .collect(),
            dues: self.dues.iter().filter(binds).take(SHOWN_DUES).collect(),
            named: self.newest_first(&concerned, true),
            for_level: self.newest_first(&concerned, false),
        }
    }

    /// Events that concern a unit: those that name it, and those for its level from its own line of authority.
    fn unit_roots(&self, id: UnitId) -> BTreeMap<Key, bool> {
        let mut roots = BTreeMap::new();
        for root in self.unit_events(id) {
            roots.insert(*root, true);
        }
        let Some(level) = self.catalog.site.units.get(id).level else {
            return roots;
        };
        for key in self
            .lists
            .get(&ListName::Level(level))
            .iter()
            .rev()
            .take(500)
        {
            let event = &self.digests[key.0 as usize].event.event;
            if self.governs(event.stated_by, id) {
                roots.entry(event.root).or_insert(false);
            }
        }
        roots
    }

    /// The first notices of the events that name each unit.
    fn by_unit(&self) -> &BTreeMap<UnitId, Vec<Key>> {
        self.by_unit
            .get_or_init(|| by_unit(self.catalog, &self.digests))
    }

    fn unit_events(&self, id: UnitId) -> &[Key] {
        self.by_unit().get(&id).map_or(&[], Vec::as_slice)
    }

    /// The notices that hold of the events that are `named`, or are not.
    fn newest_first(&self, concerned: &BTreeMap<Key, bool>, named: bool) -> Vec<Key> {
        let digest = |root: &Key| &self.digests[root.0 as usize].event;
        let roots = concerned.iter().filter(|(_, is)| **is == named);
        let mut roots: Vec<&Key> = roots.map(|(root, _)| root).collect();
        roots.sort_by_cached_key(|root| Reverse((digest(root).days, **root)));
        let shown = roots.into_iter().take(SHOWN_NOTICES * 2);
        shown.map(|root| digest(root).event.current).collect()
    }

    pub(super) fn units(&'a self) -> (String, String, Body<'a>) {
        let site = &self.catalog.site;
        let mut groups: BTreeMap<Option<LevelId>, Vec<(Vec<u8>, IndexItem)>> = BTreeMap::new();
        for (id, unit) in site.units.iter() {
            let link = Reference {
                text: unit.name.clone(),
                url: Some(self.routes.href(&self.routes.unit(unit))),
            };
            let count = self.unit_events(id).len();
            let item = (collation_key(&unit.name), IndexItem { link, count });
            groups.entry(unit.level).or_default().push(item);
        }
        let groups = groups.into_iter().map(|(level, mut items)| {
            items.sort_by(|a, b| a.0.cmp(&b.0));
            IndexGroup {
                name: level.map(|level| site.level(level).name.clone()),
                items: items.into_iter().map(|(_, item)| item).collect(),
            }
        });
        let groups = groups.collect();
        (
            String::new(),
            String::new(),
            Body::Index(IndexView {
                of: "units",
                groups,
            }),
        )
    }
}
