//! What stands after all changes: the first notice of a chain with every change applied on top.
//!
//! A change overrides what it states and inherits the rest; a replacement states everything anew. Sessions keep the
//! names they had in the first notice, so that a calendar entry moves instead of being doubled.

use std::sync::Arc;

use jiff::civil::{Date, DateTime, Time};

use super::{Catalog, Key};
use crate::notice::{
    AgendaItem, ChangeKind, Contact, Form, Link, Notice, Part, Point, Session, SessionKind, Task,
};
use crate::site::LevelId;
use crate::text::fold::squash;

/// Whether a meeting takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Standing,
    /// Put off, and no new date is known.
    Postponed,
    /// Called off.
    Cancelled,
    /// The notice that announced it was taken down.
    Withdrawn,
}

impl Standing {
    /// Whether nobody has to come any more.
    pub fn is_off(self) -> bool {
        matches!(self, Self::Cancelled | Self::Withdrawn)
    }
}

/// The meeting a chain of notices describes, as it stands after the last of them.
#[derive(Debug, Clone)]
pub struct Event {
    /// The first notice.
    pub root: Key,
    /// The changes applied, in order.
    pub applied: Vec<Key>,
    /// The notice whose page tells how it stands: the last that changed more than letters.
    pub current: Key,
    /// Whether it takes place.
    pub standing: Standing,
    /// The notice whose title and text hold: the first, or its replacement.
    pub stated_by: Key,
    /// In a room, on a line, or both.
    pub form: Option<Form>,
    /// Channel of a broadcast.
    pub broadcast: Option<String>,
    /// Minutes to be there before the start.
    pub arrive_early: Option<u32>,
    /// Sessions with their lasting names.
    pub sessions: Vec<EventSession>,
    /// Points.
    pub points: Arc<[Point]>,
    /// Agenda.
    pub agenda: Arc<[AgendaItem]>,
    /// Duties.
    pub tasks: Arc<[Task]>,
    /// Links.
    pub links: Arc<[Link]>,
    /// Contacts.
    pub contacts: Arc<[Contact]>,
    /// Corrections made in place in all its files.
    pub revisions: usize,
    /// The newest posting or revision of all its files.
    pub updated: DateTime,
}

/// A time that a session was announced for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Announced {
    /// Its day.
    pub day: Date,
    /// Its hour, if one was stated.
    pub start: Option<Time>,
    /// Its half-day, as stated or as the hour tells.
    pub part: Option<Part>,
}

/// One session of an event.
#[derive(Debug, Clone)]
pub struct EventSession {
    /// Its lasting name inside the event: the id it states, or kind and number: `1`, `test-1`.
    pub name: String,
    /// As it stands now.
    pub session: Arc<Session>,
    /// The times it was announced for before, oldest first.
    pub formerly: Vec<Announced>,
    /// A replacement left it out.
    pub dropped: bool,
}

impl Event {
    /// The event of a chain after all its changes.
    pub fn of(catalog: &Catalog, root: Key) -> Self {
        Self::after(catalog, root, &catalog.chain(root))
    }

    /// The event as the page of `key` tells it: the first notice, and the changes up to this one.
    pub fn as_told_by(catalog: &Catalog, key: Key) -> Self {
        let root = catalog.chain_root(key);
        let mut chain = catalog.chain(root);
        let told = chain.iter().position(|change| *change == key);
        chain.truncate(told.map_or(0, |index| index + 1));
        Self::after(catalog, root, &chain)
    }

    /// The first notice, and the changes applied.
    pub(crate) fn told_by(&self) -> impl Iterator<Item = Key> {
        std::iter::once(self.root).chain(self.applied.iter().copied())
    }

    fn after(catalog: &Catalog, root: Key, chain: &[Key]) -> Self {
        let mut event = Self::first(root, catalog.get(root));
        for change in chain {
            event.apply(*change, catalog.get(*change));
        }
        if catalog.get(event.stated_by).withdrawn.is_some() {
            event.standing = Standing::Withdrawn;
        }
        event.bind_tasks(catalog);
        event
    }

    /// Gives duties that state no levels and are assigned to points the levels of those they name: "Các xã, phường" is no
    /// unit of any table.
    fn bind_tasks(&mut self, catalog: &Catalog) {
        let units = &catalog.site.units;
        let issuer = catalog.issuer(self.stated_by);
        let points = &self.points;
        let point = |name: &String| points.iter().find(|point| point.is_called(name));
        let is_of_points = |task: &Task| {
            let mut names = task.assigned_to.iter();
            task.levels.is_empty() && names.any(|name| point(name).is_some())
        };
        if !self.tasks.iter().any(is_of_points) {
            return;
        }
        for task in Arc::make_mut(&mut self.tasks) {
            if !is_of_points(task) {
                continue;
            }
            let levels = task
                .assigned_to
                .iter()
                .filter_map(|name| match point(name) {
                    Some(point) => point.level,
                    None => units.get(units.named(name, issuer)?).level,
                });
            let mut levels: Vec<LevelId> = levels.collect();
            levels.sort_unstable();
            levels.dedup();
            task.levels = levels;
        }
    }

    fn first(root: Key, notice: &Notice) -> Self {
        Self {
            root,
            applied: Vec::new(),
            current: root,
            standing: Standing::Standing,
            stated_by: root,
            form: notice.form,
            broadcast: notice.broadcast.clone(),
            arrive_early: notice.arrive_early,
            sessions: named_sessions(&notice.sessions),
            points: Arc::clone(&notice.points),
            agenda: Arc::clone(&notice.agenda),
            tasks: Arc::clone(&notice.tasks),
            links: Arc::clone(&notice.links),
            contacts: Arc::clone(&notice.contacts),
            revisions: notice.revisions.len() + usize::from(notice.withdrawn.is_some()),
            updated: notice.updated(),
        }
    }

    fn apply(&mut self, key: Key, notice: &Notice) {
        let Some(change) = &notice.change else {
            return;
        };
        self.revisions += notice.revisions.len();
        self.updated = self.updated.max(notice.updated());
        if notice.withdrawn.is_some() {
            // It counted one while it held, and its withdrawal counts one more: a SEQUENCE never falls.
            self.revisions += 2;
            return;
        }
        self.applied.push(key);
        if change.kind == ChangeKind::Replace {
            self.restate(key, notice);
        } else {
            self.override_stated(notice);
        }
        if change.kind != ChangeKind::Correct {
            self.current = key;
        }
        let has_date = notice.main_sessions().next().is_some();
        self.standing = match change.kind {
            ChangeKind::Cancel => Standing::Cancelled,
            ChangeKind::Postpone if !has_date => Standing::Postponed,
            ChangeKind::Correct => self.standing,
            ChangeKind::Amend if !has_date => self.standing,
            _ => Standing::Standing,
        };
    }

    /// A replacement stands whole; only the sessions' names are carried over.
    fn restate(&mut self, key: Key, notice: &Notice) {
        let former = std::mem::take(&mut self.sessions);
        let fresh = Self::first(self.root, notice);
        self.stated_by = key;
        self.form = fresh.form;
        self.broadcast = fresh.broadcast;
        self.arrive_early = fresh.arrive_early;
        self.points = fresh.points;
        self.agenda = fresh.agenda;
        self.tasks = fresh.tasks;
        self.links = fresh.links;
        self.contacts = fresh.contacts;
        self.sessions = former;
        let kept = self.move_sessions(&notice.sessions);
        for session in &mut self.sessions {
            session.dropped |= !kept.contains(&session.name);
        }
    }

    fn override_stated(&mut self, notice: &Notice) {
        self.form = notice.form.or(self.form);
        self.broadcast = notice.broadcast.clone().or(self.broadcast.take());
        self.arrive_early = notice.arrive_early.or(self.arrive_early);
        self.move_sessions(&notice.sessions);
        override_points(&mut self.points, &notice.points);
        if !notice.agenda.is_empty() {
            self.agenda = Arc::clone(&notice.agenda);
        }
        override_matching(&mut self.tasks, &notice.tasks, |old, new| {
            squash(&old.what) == squash(&new.what)
        });
        override_matching(&mut self.links, &notice.links, |old, new| {
            old.role == new.role && squash(&old.title) == squash(&new.title)
        });
        override_matching(&mut self.contacts, &notice.contacts, |old, new| {
            old.purpose == new.purpose && old.levels == new.levels
        });
    }

    /// Puts stated sessions in the place of those with their name; returns the names touched.
    fn move_sessions(&mut self, stated: &[Arc<Session>]) -> Vec<String> {
        let stated = named_sessions(stated);
        let mut touched = Vec::with_capacity(stated.len());
        for new in stated {
            touched.push(new.name.clone());
            match self.sessions.iter_mut().find(|old| old.name == new.name) {
                Some(old) => old.move_to(new.session),
                None => self.sessions.push(new),
            }
        }
        touched
    }
}

impl Announced {
    fn of(session: &Session) -> Self {
        let start = session.start.map(|start| start.value);
        Self {
            day: session.date.value,
            start,
            part: session.part.or(start.map(Part::of)),
        }
    }
}

impl EventSession {
    fn move_to(&mut self, stated: Arc<Session>) {
        let before = Announced::of(&self.session);
        let after = Announced::of(&stated);
        let is_at_another_time = match (after.start, before.part) {
            (Some(_), _) => after.start != before.start,
            // That a half-day is known at last moves nothing.
            (None, Some(half)) => after.part.is_some_and(|part| part != half),
            (None, None) => false,
        };
        if after.day != before.day || is_at_another_time {
            self.formerly.push(before);
        }
        let former = std::mem::replace(&mut self.session, stated);
        Arc::make_mut(&mut self.session).inherit(Arc::unwrap_or_clone(former));
        self.dropped = false;
    }
}

impl Session {
    /// Fills what this session does not state from the one it takes the place of. An old end is kept only where the
    /// start did not move: nothing is guessed.
    fn inherit(&mut self, former: Session) {
        if self.start.is_none() && self.part.is_none() {
            self.start = former.start;
            self.part = former.part;
        }
        if self.end.is_none() && self.start.map(|t| t.value) == former.start.map(|t| t.value) {
            self.end = former.end;
        }
        self.title = self.title.take().or(former.title);
        if self.levels.is_empty() {
            self.levels = former.levels;
            if self.points.is_empty() {
                self.points = former.points;
            }
        }
        self.place = self.place.take().or(former.place);
        if self.chair.is_empty() {
            self.chair = former.chair;
        }
        if self.participants.is_empty() {
            self.participants = former.participants;
        }
        self.by = self.by.take().or(former.by);
    }
}

/// Names every session: the id it states, or its number among those of its kind.
pub(crate) fn named_sessions(sessions: &[Arc<Session>]) -> Vec<EventSession> {
    let mut counts = [0usize; 3];
    sessions
        .iter()
        .map(|session| {
            let (count, prefix) = match session.kind {
                SessionKind::Main => (&mut counts[0], ""),
                SessionKind::Test => (&mut counts[1], "test-"),
                SessionKind::Join => (&mut counts[2], "join-"),
            };
            *count += 1;
            let number = format!("{prefix}{count}");
            EventSession {
                name: session.id.clone().unwrap_or(number),
                session: Arc::clone(session),
                formerly: Vec::new(),
                dropped: false,
            }
        })
        .collect()
}

/// A stated point overrides the one of its level and host; without a host, the only one of its level.
fn override_points(points: &mut Arc<[Point]>, stated: &[Point]) {
    if stated.is_empty() {
        return;
    }
    let mut all = points.to_vec();
    for new in stated {
        let host = new.host.as_deref().map(squash);
        let same_level = |old: &Point| old.level == new.level;
        let alone = all.iter().filter(|old| same_level(old)).count() == 1;
        let found = all.iter_mut().find(|old| {
            same_level(old)
                && (old.host.as_deref().map(squash) == host || (host.is_none() && alone))
        });
        match found {
            Some(old) => old.override_with(new),
            None => all.push(new.clone()),
        }
    }
    *points = all.into();
}

impl Point {
    /// Takes over what `stated` states; a new place brings its own address or none.
    fn override_with(&mut self, stated: &Point) {
        if stated.place.is_some() || stated.local {
            self.place.clone_from(&stated.place);
            self.address.clone_from(&stated.address);
            self.local = stated.local;
        } else if stated.address.is_some() {
            self.address.clone_from(&stated.address);
        }
        if !stated.chair.is_empty() {
            self.chair.clone_from(&stated.chair);
        }
        if !stated.participants.is_empty() {
            self.participants.clone_from(&stated.participants);
        }
        self.host = stated.host.clone().or(self.host.take());
        self.count = stated.count.or(self.count);
        self.note = stated.note.clone().or(self.note.take());
    }
}

fn override_matching<T: Clone>(items: &mut Arc<[T]>, stated: &[T], same: impl Fn(&T, &T) -> bool) {
    if stated.is_empty() {
        return;
    }
    let mut all = items.to_vec();
    for new in stated {
        match all.iter_mut().find(|old| same(old, new)) {
            Some(old) => *old = new.clone(),
            None => all.push(new.clone()),
        }
    }
    *items = all.into();
}
