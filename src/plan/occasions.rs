//! What happens when: every session by day, and the deadlines to come, over the whole portal.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::digest::Digest;
use super::{Plan, Whose};
use crate::catalog::{Catalog, Event, EventSession, Key, Standing, occurring};
use crate::notice::{SessionKind, Task};
use crate::site::UnitId;
use crate::text::dates::week_ends;

/// One session on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Occasion {
    pub(super) day: Date,
    starts: DateTime,
    pub(super) root: Key,
    pub(super) session: usize,
    /// Still to come, and neither a later day of a recurring row nor a test: what "coming" shows.
    pub(super) is_next: bool,
    recurs: bool,
}

/// One duty whose day has not passed.
#[derive(Debug)]
pub(super) struct Due {
    pub(super) moment: DateTime,
    pub(super) root: Key,
    pub(super) task: usize,
    /// The units it is given to, as far as the table knows them.
    pub(super) units: Vec<UnitId>,
}

/// Every session of every event, in order of start; what was withdrawn is not shown any more, not even struck.
fn occasions(catalog: &Catalog, digests: &[Digest], today: Date) -> Vec<Occasion> {
    let mut occasions = Vec::new();
    for root in catalog.roots() {
        let event = &digests[root.0 as usize].event.event;
        if event.standing == Standing::Withdrawn {
            continue;
        }
        for (index, session) in event.sessions.iter().enumerate() {
            if session.dropped {
                continue;
            }
            let row = &session.session;
            let days = occurring(&catalog.site, row).into_iter();
            let mut awaited = row.kind == SessionKind::Main;
            for day in days.map(|day| day.date) {
                let is_next = awaited && day >= today;
                awaited &= !is_next;
                occasions.push(Occasion {
                    day,
                    starts: day.to_datetime(row.starts().time()),
                    root,
                    session: index,
                    is_next,
                    recurs: row.recurrence.is_some(),
                });
            }
        }
    }
    occasions.sort_by_key(|occasion| (occasion.starts, occasion.root, occasion.session));
    occasions
}

/// Where meetings are no more: every session on the days it was announced for in weeks it has left since, in order.
fn left(catalog: &Catalog, digests: &[Digest]) -> Vec<Occasion> {
    let mut left = Vec::new();
    for root in catalog.roots() {
        let event = &digests[root.0 as usize].event.event;
        if event.standing == Standing::Withdrawn {
            continue;
        }
        for (index, session) in event.sessions.iter().enumerate() {
            let row = &session.session;
            if session.dropped || row.kind != SessionKind::Main || session.formerly.is_empty() {
                continue;
            }
            let now = occurring(&catalog.site, row).into_iter();
            let weeks: Vec<(Date, Date)> = now.map(|day| week_ends(day.date)).collect();
            let former = session.formerly.iter();
            let former = former.filter(|former| !weeks.contains(&week_ends(former.day)));
            left.extend(former.map(|former| Occasion {
                day: former.day,
                starts: former.day.to_datetime(former.start.unwrap_or_default()),
                root,
                session: index,
                is_next: false,
                recurs: row.recurrence.is_some(),
            }));
        }
    }
    left.sort_by_key(|occasion| (occasion.starts, occasion.root, occasion.session));
    left
}

/// Every deadline whose last day is `today` or later, in order. A cancelled meeting asks nothing of anybody.
pub(super) fn dues(catalog: &Catalog, digests: &[Digest], today: Date) -> Vec<Due> {
    let mut dues = Vec::new();
    for root in catalog.roots() {
        let digest = &digests[root.0 as usize];
        if digest.event.event.standing.is_off() {
            continue;
        }
        let issuer = catalog.issuer(digest.event.event.stated_by);
        for (index, task) in digest.event.event.tasks.iter().enumerate() {
            if let Some(deadline) = &task.deadline
                && deadline.last_day() >= today
            {
                dues.push(Due {
                    moment: deadline.moment(),
                    root,
                    task: index,
                    units: units_of(catalog, task, issuer),
                });
            }
        }
    }
    dues.sort_by_key(|due| (due.moment, due.root, due.task));
    dues
}

fn units_of(catalog: &Catalog, task: &Task, issuer: Option<UnitId>) -> Vec<UnitId> {
    let unit = |name: &String| catalog.site.units.named(name, issuer);
    task.assigned_to.iter().filter_map(unit).collect()
}

impl<'a> Plan<'a> {
    /// Every session of every event, in order.
    pub(super) fn occasions(&self) -> &[Occasion] {
        self.occasions
            .get_or_init(|| occasions(self.catalog, &self.digests, self.today))
    }

    /// Sessions from today on.
    pub(super) fn coming(&self) -> &[Occasion] {
        let first = self
            .occasions()
            .partition_point(|occasion| occasion.day < self.today);
        &self.occasions()[first..]
    }

    /// What somebody attends from today on, but of a row that recurs only those of this week and the next, and the first
    /// later one: "every Wednesday" is said once.
    pub(super) fn coming_once(&self, whose: Whose) -> impl Iterator<Item = &Occasion> {
        let (_, sunday) = week_ends(self.today);
        let next_sunday = sunday.saturating_add(7.days());
        let is_said = move |occasion: &&Occasion| {
            occasion.day <= next_sunday || occasion.is_next || !occasion.recurs
        };
        let coming = self.attended(whose, self.today, Date::MAX).into_iter();
        coming.filter(is_said)
    }

    /// Sessions from `first` to `last`, both included.
    pub(super) fn between(&self, first: Date, last: Date) -> &[Occasion] {
        let from = self
            .occasions()
            .partition_point(|occasion| occasion.day < first);
        let to = self
            .occasions()
            .partition_point(|occasion| occasion.day <= last);
        &self.occasions()[from..to.max(from)]
    }

    /// The sessions somebody was to attend from `first` to `last` and attends in another week now.
    pub(super) fn left(&self, whose: Whose, first: Date, last: Date) -> Vec<&Occasion> {
        let all = self.left.get_or_init(|| left(self.catalog, &self.digests));
        let from = all.partition_point(|occasion| occasion.day < first);
        let shown = all[from..].iter();
        let shown = shown.take_while(|occasion| occasion.day <= last);
        shown
            .filter(|occasion| self.attends(whose, occasion))
            .collect()
    }

    fn attends(&self, whose: Whose, occasion: &Occasion) -> bool {
        let day = self.occasion_session(occasion).session.date.value;
        let is_it = |one: &&Occasion| (one.root, one.session) == (occasion.root, occasion.session);
        whose == Whose::Everybody || self.attended(whose, day, day).iter().any(is_it)
    }

    pub(super) fn event_of(&self, root: Key) -> &Event {
        &self.digests[root.0 as usize].event.event
    }

    pub(super) fn occasion_session(&self, occasion: &Occasion) -> &EventSession {
        &self.event_of(occasion.root).sessions[occasion.session]
    }

    pub(super) fn due_task(&self, due: &Due) -> &Task {
        &self.event_of(due.root).tasks[due.task]
    }
}
