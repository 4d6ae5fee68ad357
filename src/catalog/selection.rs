//! What a level sees of an event: its sessions, points, duties and links; the only place that decides it.

use super::{Catalog, Event, EventSession};
use crate::notice::{Contact, Link, Notice, Participants, Person, Point, Task};
use crate::site::{Audience, LevelId, Site, UnitId};
use crate::text::fold::squash;

/// A level's part of an event.
#[derive(Debug)]
pub struct Selection<'e> {
    /// Sessions without levels, or with this one.
    pub sessions: Vec<&'e EventSession>,
    /// This level's points in full.
    pub points: Vec<OwnPoint<'e>>,
    /// The others, for one line each.
    pub other_points: Vec<&'e Point>,
    /// Duties with this level, of nobody in particular, or assigned to one of its units.
    pub tasks: Vec<&'e Task>,
    /// Links without levels or with this one; internal ones only in an internal build.
    pub links: Vec<&'e Link>,
    /// Contacts likewise; none in a public build.
    pub contacts: Vec<&'e Contact>,
}

/// A point of the level, with the class it takes its missing parts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnPoint<'e> {
    /// The point as stated.
    pub point: &'e Point,
    /// The class it belongs to: "Các huyện, thành, thị ủy".
    pub class: Option<&'e Point>,
}

impl<'e> OwnPoint<'e> {
    /// The point that says where: itself, or its class where it is silent.
    pub fn seat(&self) -> &'e Point {
        match self.class {
            Some(class) if self.point.place.is_none() && !self.point.local => class,
            _ => self.point,
        }
    }

    /// Who chairs.
    pub fn chair(&self) -> &'e [Person] {
        match self.class {
            Some(class) if self.point.chair.is_empty() => &class.chair,
            _ => &self.point.chair,
        }
    }

    /// Who comes.
    pub fn participants(&self) -> &'e [Participants] {
        match self.class {
            Some(class) if self.point.participants.is_empty() => &class.participants,
            _ => &self.point.participants,
        }
    }
}

/// The part of `event` that concerns `level`; `issuer` helps to tell which units its papers mean.
pub fn select<'e>(
    site: &Site,
    event: &'e Event,
    issuer: Option<UnitId>,
    level: LevelId,
    audience: Audience,
) -> Selection<'e> {
    let internal = audience == Audience::Internal;
    let concerns = |levels: &[LevelId]| levels.is_empty() || levels.contains(&level);
    Selection {
        sessions: event
            .sessions
            .iter()
            .filter(|session| !session.dropped && session.session.concerns(level))
            .collect(),
        points: own_points(event, level),
        other_points: event
            .points
            .iter()
            .filter(|point| point.level != Some(level))
            .collect(),
        tasks: event
            .tasks
            .iter()
            .filter(|task| binds(site, task, issuer, level) || is_everyones(task))
            .collect(),
        links: event
            .links
            .iter()
            .filter(|link| concerns(&link.levels) && (internal || !link.internal))
            .collect(),
        contacts: event
            .contacts
            .iter()
            .filter(|contact| internal && concerns(&contact.levels))
            .collect(),
    }
}

/// Points of the level. A single unit named after the class it belongs to states only what differs; one that stands
/// before any class is no exception to it.
fn own_points(event: &Event, level: LevelId) -> Vec<OwnPoint<'_>> {
    let own = event
        .points
        .iter()
        .filter(|point| point.level == Some(level));
    let mut class = None;
    own.map(|point| {
        let own_class = class.filter(|_| point.host.is_some() && !is_class(point));
        if is_class(point) {
            class = Some(point);
        }
        OwnPoint {
            point,
            class: own_class,
        }
    })
    .collect()
}

/// A host is a class where it speaks of several: "Các xã, phường", or counts them.
fn is_class(point: &Point) -> bool {
    let plural = |host: &String| squash(host).starts_with("cac ");
    point.count.is_some_and(|count| count > 1) || point.host.as_ref().is_some_and(plural)
}

/// Whether a duty names the level, or one of its units.
pub fn binds(site: &Site, task: &Task, issuer: Option<UnitId>, level: LevelId) -> bool {
    task.levels.contains(&level)
        || (task.levels.is_empty()
            && task.assigned_to.iter().any(|name| {
                let unit = site.units.named(name, issuer);
                unit.is_some_and(|unit| site.units.get(unit).level == Some(level))
            }))
}

/// A duty that names neither level nor agency is everybody's.
fn is_everyones(task: &Task) -> bool {
    task.levels.is_empty() && task.assigned_to.is_empty()
}

/// Whether a level's pages list the event: it owns a point, a session or a duty. A schedule, whose rows carry their
/// own places, belongs to the level that issued it.
fn is_listed_for(
    site: &Site,
    event: &Event,
    notice: &Notice,
    issuer: Option<UnitId>,
    level: LevelId,
) -> bool {
    let owns_point = event.points.iter().any(|point| point.level == Some(level));
    let owns_session = event
        .sessions
        .iter()
        .any(|session| session.session.levels.contains(&level));
    let owns_task = || {
        event
            .tasks
            .iter()
            .any(|task| binds(site, task, issuer, level))
    };
    let is_home = event.points.is_empty() && notice.level == Some(level);
    owns_point || owns_session || is_home || owns_task()
}

/// The levels whose pages list the event, highest first.
pub fn levels_concerned(catalog: &Catalog, event: &Event) -> Vec<LevelId> {
    let notice = catalog.get(event.stated_by);
    let issuer = catalog.issuer(event.stated_by);
    let levels = catalog.site.levels().map(|(id, _)| id);
    levels
        .filter(|level| is_listed_for(&catalog.site, event, notice, issuer, *level))
        .collect()
}

/// Every unit the event names: as issuer, host, bound by a duty, speaking, preparing, or sending people.
pub fn units_named(catalog: &Catalog, event: &Event) -> Vec<UnitId> {
    let issuer = catalog.issuer(event.stated_by);
    let mut names: Vec<&str> = Vec::new();
    names.extend(
        event
            .points
            .iter()
            .filter_map(|point| point.host.as_deref()),
    );
    names.extend(
        event
            .tasks
            .iter()
            .flat_map(|task| &task.assigned_to)
            .map(String::as_str),
    );
    names.extend(event.agenda.iter().filter_map(|item| item.by.as_deref()));
    names.extend(
        event
            .sessions
            .iter()
            .filter_map(|row| row.session.by.as_deref()),
    );
    names.extend(
        event
            .sessions
            .iter()
            .flat_map(|row| &row.session.points)
            .map(|name| name.as_str()),
    );
    let points = event.points.iter().flat_map(|point| &point.participants);
    let rows = event
        .sessions
        .iter()
        .flat_map(|row| &row.session.participants);
    for participants in points.chain(rows) {
        match participants {
            Participants::Units(quota) => names.extend(quota.units.iter().map(String::as_str)),
            Participants::Text(text) => names.extend(text.split([';', ',']).map(str::trim)),
            Participants::Person(_) => {}
        }
    }
    let issuers = event.told_by().filter_map(|key| catalog.issuer(key));
    let found = names
        .iter()
        .filter_map(|name| catalog.site.units.named(name, issuer));
    let mut units: Vec<UnitId> = found.chain(issuers).collect();
    units.sort_unstable();
    units.dedup();
    units
}
