//! What is coming: sessions by day and deadlines by moment, for the whole portal, a level or a unit.

use jiff::civil::{Date, DateTime};
use serde::Serialize;

use super::Plan;
use super::digest::Digest;
use super::parts::{DeadlineView, Reference, When};
use crate::catalog::{Catalog, Event, EventSession, Key, Status, occurring};
use crate::notice::{SessionKind, Task};
use crate::site::LevelId;

/// One session on one day that has not passed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occasion {
    pub(super) day: Date,
    starts: DateTime,
    pub(super) root: Key,
    session: usize,
    /// Neither a later day of a recurring row, nor of a test: what "coming" shows.
    pub(super) is_next: bool,
}

/// One duty whose day has not passed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Due {
    moment: DateTime,
    pub(super) root: Key,
    task: usize,
}

/// One line of a programme.
#[derive(Debug, Serialize)]
pub(super) struct OccasionView<'a> {
    when: When,
    title: &'a str,
    session_title: Option<&'a str>,
    kind: &'static str,
    url: String,
    status: Option<&'static str>,
    end_unknown: bool,
    place: Option<&'a str>,
    local: bool,
    levels: Vec<&'a str>,
    formerly: Option<String>,
    issuer: &'a str,
}

/// Sessions of one day.
#[derive(Debug, Serialize)]
pub(super) struct DayView<'a> {
    day: String,
    iso: String,
    is_today: bool,
    occasions: Vec<OccasionView<'a>>,
}

/// One line of a list of deadlines.
#[derive(Debug, Serialize)]
pub(super) struct DueView<'a> {
    deadline: DeadlineView,
    #[serde(rename = "do")]
    what: &'a str,
    who: Vec<Reference>,
    levels: Vec<&'a str>,
    submit_to: Option<&'a str>,
    optional: bool,
    status: Option<&'static str>,
    title: &'a str,
    url: String,
}

/// Every session from `today` on, in order.
pub(super) fn occasions(catalog: &Catalog, digests: &[Digest], today: Date) -> Vec<Occasion> {
    let mut occasions = Vec::new();
    for root in catalog.roots() {
        let event = &digests[root.0 as usize].event.event;
        for (index, session) in event.sessions.iter().enumerate() {
            if session.dropped {
                continue;
            }
            let row = &session.session;
            let days = occurring(&catalog.site, row)
                .into_iter()
                .map(|day| day.date);
            for (count, day) in days.filter(|day| *day >= today).enumerate() {
                occasions.push(Occasion {
                    day,
                    starts: day.to_datetime(row.starts().time()),
                    root,
                    session: index,
                    is_next: count == 0 && row.kind == SessionKind::Main,
                });
            }
        }
    }
    occasions.sort_by_key(|occasion| (occasion.starts, occasion.root, occasion.session));
    occasions
}

/// Every deadline whose last day is `today` or later, in order. A cancelled meeting asks nothing of anybody.
pub(super) fn dues(catalog: &Catalog, digests: &[Digest], today: Date) -> Vec<Due> {
    let mut dues = Vec::new();
    for root in catalog.roots() {
        let digest = &digests[root.0 as usize];
        if digest.event.event.standing == crate::catalog::Standing::Cancelled {
            continue;
        }
        for (index, task) in digest.event.event.tasks.iter().enumerate() {
            if let Some(deadline) = &task.deadline
                && deadline.last_day() >= today
            {
                dues.push(Due {
                    moment: deadline.moment(),
                    root,
                    task: index,
                });
            }
        }
    }
    dues.sort_by_key(|due| (due.moment, due.root, due.task));
    dues
}

impl<'a> Plan<'a> {
    fn event_of(&'a self, root: Key) -> &'a Event {
        &self.digests[root.0 as usize].event.event
    }

    pub(super) fn occasion_session(&'a self, occasion: &Occasion) -> &'a EventSession {
        &self.event_of(occasion.root).sessions[occasion.session]
    }

    pub(super) fn due_task(&'a self, due: &Due) -> &'a Task {
        &self.event_of(due.root).tasks[due.task]
    }

    /// Groups occasions by day. For a level, places are those of its own points.
    pub(super) fn days(
        &'a self,
        occasions: impl Iterator<Item = &'a Occasion>,
        level: Option<LevelId>,
    ) -> Vec<DayView<'a>> {
        let mut days: Vec<DayView<'a>> = Vec::new();
        for occasion in occasions {
            let iso = occasion.day.to_string();
            if days.last().is_none_or(|day| day.iso != iso) {
                days.push(DayView {
                    day: self.words.day(occasion.day),
                    iso,
                    is_today: occasion.day == self.today,
                    occasions: Vec::new(),
                });
            }
            if let Some(day) = days.last_mut() {
                day.occasions.push(self.occasion(occasion, level));
            }
        }
        days
    }

    fn occasion(&'a self, occasion: &Occasion, level: Option<LevelId>) -> OccasionView<'a> {
        let event = self.event_of(occasion.root);
        let session = self.occasion_session(occasion);
        let row = &session.session;
        let stated = self.catalog.get(event.stated_by);
        let points = || {
            event
                .points
                .iter()
                .filter(|point| level.is_none() || point.level == level)
        };
        let point_place = points().find_map(|point| point.place.as_deref());
        let moved = session.formerly.last();
        OccasionView {
            when: self.when(row, occasion.day),
            title: &stated.title.value,
            session_title: row.title.as_deref(),
            kind: match row.kind {
                SessionKind::Main => "main",
                SessionKind::Test => "test",
                SessionKind::Join => "join",
            },
            url: self.event_url(event),
            status: self.event_status(occasion.root),
            end_unknown: row.end.is_none(),
            place: row.place.as_deref().or(point_place),
            local: row.place.is_none()
                && point_place.is_none()
                && points().any(|point| point.local),
            levels: self.level_names(&row.levels),
            formerly: moved.map(|(day, start)| match start {
                Some(start) => format!("{}, {}", self.words.day(*day), self.words.clock(*start)),
                None => self.words.day(*day),
            }),
            issuer: &stated.issuer.value,
        }
    }

    pub(super) fn due(&'a self, due: &Due) -> Option<DueView<'a>> {
        let event = self.event_of(due.root);
        let task = self.due_task(due);
        let issuer = self.catalog.issuer(event.stated_by);
        Some(DueView {
            deadline: self.deadline(task.deadline.as_ref()?.value),
            what: &task.what,
            who: task
                .assigned_to
                .iter()
                .map(|name| self.unit_reference(name, issuer))
                .collect(),
            levels: self.level_names(&task.levels),
            submit_to: task.submit_to.as_deref(),
            optional: task.optional,
            status: self.event_status(due.root),
            title: &self.catalog.get(event.stated_by).title.value,
            url: self.event_url(event),
        })
    }

    /// The page that tells how an event stands now.
    pub(super) fn event_url(&self, event: &Event) -> String {
        self.routes
            .href(&self.routes.notice(self.catalog.get(event.current)))
    }

    /// The status of an event where it is not simply coming.
    fn event_status(&self, root: Key) -> Option<&'static str> {
        let event = &self.digests[root.0 as usize].event.event;
        Status::on(self.catalog, event.stated_by, event, self.today).map(Status::word)
    }
}
