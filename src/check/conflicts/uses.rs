//! Who uses which place and who sits where, from when to when: an event in, its uses by place and by person out.

use std::sync::Arc;

use jiff::civil::DateTime;

use crate::catalog::{Catalog, Key, Standing, occurring};
use crate::notice::{Notice, NoticeKind, Part, Participants, Person, Point, Session, SessionKind};
use crate::text::Span;
use crate::text::fold::{spoken, squash};

/// One use of a place or of a person.
#[derive(Debug, Clone)]
pub(super) struct Use {
    pub(super) start: DateTime,
    pub(super) end: DateTime,
    /// The end is the usual one of the half-day, not the paper's.
    pub(super) is_assumed: bool,
    /// The row of its event; 0 where the event is one meeting, whose uses share halls and people.
    pub(super) row: u32,
    pub(super) is_row: bool,
    /// Where the person sits; empty for uses of a place.
    pub(super) place: String,
    pub(super) post: String,
    pub(super) title: String,
    pub(super) notice: Arc<Notice>,
    pub(super) span: Span,
    pub(super) name: String,
}

/// The uses of one event, by the names that places and people are compared by.
#[derive(Debug, Default)]
pub(super) struct Uses {
    pub(super) places: Vec<(String, Use)>,
    pub(super) people: Vec<(String, Use)>,
}

/// The uses of the event that begins with `root`, as it stands after all its changes.
pub(super) fn collect(catalog: &Catalog, root: Key) -> Uses {
    let mut uses = Uses::default();
    let chain = catalog.chain(root);
    if chain.is_empty() {
        let notice = catalog.get(root);
        if notice.withdrawn.is_some() {
            return uses;
        }
        let gathering = Gathering {
            catalog,
            root,
            notice,
            points: &notice.points,
        };
        gathering.add(
            notice.sessions.iter().map(Arc::as_ref),
            &|_| root,
            &mut uses,
        );
        return uses;
    }
    let event = catalog.event(root);
    if event.standing != Standing::Standing {
        return uses;
    }
    let stated_by = |session: &Session| {
        let mut tellers = chain.iter().rev().chain(std::iter::once(&root));
        let tells = |key: &&Key| {
            let mut sessions = catalog.get(**key).sessions.iter();
            sessions.any(|own| own.span == session.span && own.date == session.date)
        };
        tellers.find(tells).copied().unwrap_or(event.stated_by)
    };
    let sessions = event.sessions.iter().filter(|session| !session.dropped);
    let gathering = Gathering {
        catalog,
        root,
        notice: catalog.get(event.stated_by),
        points: &event.points,
    };
    let sessions = sessions.map(|session| &*session.session);
    gathering.add(sessions, &stated_by, &mut uses);
    uses
}

/// One event whose uses are collected.
struct Gathering<'a> {
    catalog: &'a Catalog,
    root: Key,
    notice: &'a Notice,
    points: &'a [Point],
}

impl Gathering<'_> {
    fn add<'s>(
        &self,
        sessions: impl Iterator<Item = &'s Session>,
        stated_by: &dyn Fn(&Session) -> Key,
        uses: &mut Uses,
    ) {
        let is_schedule = self.notice.kind == NoticeKind::Schedule;
        let timed = sessions.filter(|session| {
            session.kind == SessionKind::Main && session.start.is_some() && !session.inferred
        });
        for (number, session) in (0u32..).zip(timed) {
            let is_row = is_schedule || session.place.is_some();
            let row = if is_row { number + 1 } else { 0 };
            let notice = self.catalog.share(stated_by(session));
            let usual = self.usual(session, notice, row, is_row);
            for (start, end) in self.times(session) {
                let usual = Use {
                    start,
                    end,
                    ..usual.clone()
                };
                self.places_of(session, &usual, &mut uses.places);
                self.people_of(session, &usual, &mut uses.people);
            }
        }
    }

    fn usual(&self, session: &Session, notice: Arc<Notice>, row: u32, is_row: bool) -> Use {
        let title = session.title.as_deref().filter(|_| is_row);
        Use {
            start: session.starts(),
            end: session.starts(),
            is_assumed: session.end.is_none(),
            row,
            is_row,
            place: String::new(),
            post: String::new(),
            title: squash(title.unwrap_or(&self.notice.title)),
            notice,
            span: session.span,
            name: String::new(),
        }
    }

    /// A row of a schedule without end takes its first moment only.
    fn times(&self, session: &Session) -> Vec<(DateTime, DateTime)> {
        let Some(start) = session.start else {
            return Vec::new();
        };
        let is_schedule = self.notice.kind == NoticeKind::Schedule;
        let assumed = if is_schedule {
            start.value
        } else {
            let site = &self.catalog.site;
            let usual = Part::of(start.value).usual_end(&site.default_end);
            usual.max(start.value)
        };
        let end = session.end.map_or(assumed, |end| end.value);
        let days = occurring(&self.catalog.site, session);
        days.iter()
            .map(|day| (day.date.to_datetime(start.value), day.date.to_datetime(end)))
            .collect()
    }

    fn places_of(&self, session: &Session, usual: &Use, places: &mut Vec<(String, Use)>) {
        let stated: Vec<&String> = match &session.place {
            Some(place) => vec![place],
            None => self
                .points
                .iter()
                .filter(|point| !point.local && point.is_single())
                .filter(|point| session.takes_place_at(point))
                .filter_map(|point| point.place.as_ref())
                .collect(),
        };
        for place in stated {
            let used = Use {
                name: place.clone(),
                ..usual.clone()
            };
            places.push((self.place_key(place), used));
        }
    }

    /// The table's name of a place; outside the table the name belongs to its issuer, at its own portal: many communes
    /// of a country are called Tân Lập.
    fn place_key(&self, place: &str) -> String {
        let issuer = self.catalog.issuer(self.root);
        let units = &self.catalog.site.units;
        let owners: Vec<_> = issuer
            .into_iter()
            .flat_map(|id| std::iter::successors(Some(id), |id| units.get(*id).parent).take(16))
            .collect();
        match self.catalog.site.places.named(place, &owners) {
            Some(known) => format!("={}", known.name),
            None => {
                let origin = self.notice.origin.as_ref();
                let portal = origin.map_or("", |origin| origin.portal.as_str());
                let issuer = spoken(&self.notice.issuer);
                format!("{}|{issuer}|{portal}", squash(place))
            }
        }
    }

    fn people_of(&self, session: &Session, usual: &Use, people: &mut Vec<(String, Use)>) {
        let row_place = session.place.as_deref();
        let row = session.chair.iter().chain(named(&session.participants));
        for person in row {
            self.add_person(person, row_place.unwrap_or_default(), usual, people);
        }
        if row_place.is_some() {
            return;
        }
        for point in self.points {
            let place = point
                .place
                .as_deref()
                .or(point.host.as_deref())
                .unwrap_or_default();
            for person in point.chair.iter().chain(named(&point.participants)) {
                self.add_person(person, place, usual, people);
            }
        }
    }

    fn add_person(
        &self,
        person: &Person,
        place: &str,
        usual: &Use,
        people: &mut Vec<(String, Use)>,
    ) {
        let Some(name) = &person.name else {
            return;
        };
        let used = Use {
            place: if place.is_empty() {
                String::new()
            } else {
                self.place_key(place)
            },
            post: person.post.as_deref().map(squash).unwrap_or_default(),
            name: name.clone(),
            ..usual.clone()
        };
        people.push((squash(name), used));
    }
}

fn named(participants: &[Participants]) -> impl Iterator<Item = &Person> {
    participants.iter().filter_map(|line| match line {
        Participants::Person(person) => Some(person),
        _ => None,
    })
}

/// The first document of the cascade an event belongs to: a plan and all that follow it are one event.
pub(super) fn cluster(catalog: &Catalog, root: Key) -> Key {
    let mut current = root;
    let mut seen = vec![root];
    while let Some(above) = catalog.follows(current) {
        let above = catalog.chain_root(above);
        if seen.contains(&above) {
            return seen.iter().copied().min().unwrap_or(root);
        }
        seen.push(above);
        current = above;
    }
    current
}
