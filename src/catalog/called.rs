//! Which units a session is for, where it names points: an event and one of its sessions in; who is called out.

use serde::{Deserialize, Serialize};

use super::{Catalog, Event, EventSession};
use crate::notice::names_the_rest;
use crate::site::{LevelId, UnitId, Units};

/// Those a session names: units, and classes of them by their levels.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Called {
    units: Vec<UnitId>,
    classes: Vec<LevelId>,
    /// Of those classes, whom another session of the kind names.
    but_for: Vec<UnitId>,
    /// It names somebody the tables do not know.
    is_open: bool,
}

impl Called {
    /// Those a session of `event` names; `None` where it names no points and all of its levels are called.
    pub fn by(catalog: &Catalog, event: &Event, row: &EventSession) -> Option<Self> {
        let session = &row.session;
        if session.points.is_empty() {
            return None;
        }
        let issuer = catalog.issuer(event.stated_by);
        let units = &catalog.site.units;
        let unit = |name: &str| units.named(name, issuer);
        let mut called = Self::default();
        for name in &session.points {
            let point = event.points.iter().find(|point| point.is_called(name));
            match (unit(name), point) {
                (Some(unit), _) => called.units.push(unit),
                (None, Some(point)) if !point.is_single() => called.classes.extend(point.level),
                (None, Some(point)) => match point.host.as_deref().and_then(unit) {
                    Some(unit) => called.units.push(unit),
                    None => called.is_open = true,
                },
                (None, None) if names_the_rest(name) => {
                    let classes = event.points.iter().filter(|point| !point.is_single());
                    let classes = classes.filter_map(|point| point.level);
                    called
                        .classes
                        .extend(classes.filter(|level| session.concerns(*level)));
                    let others = event.sessions.iter().filter(|other| {
                        other.session.kind == session.kind && other.name != row.name
                    });
                    let named = others.flat_map(|other| &other.session.points);
                    called.but_for.extend(named.filter_map(|name| unit(name)));
                }
                (None, None) => called.is_open = true,
            }
        }
        Some(called)
    }

    /// Whether `unit` is among them. Where somebody named is not known, nobody is left out.
    pub fn has(&self, units: &Units, unit: UnitId) -> bool {
        let level = units.get(unit).level;
        let is_of_class = level.is_some_and(|level| self.classes.contains(&level));
        self.is_open || self.units.contains(&unit) || (is_of_class && !self.but_for.contains(&unit))
    }
}
