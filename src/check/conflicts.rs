//! C: one hall or one person for two meetings at once, across the whole collection.
//!
//! Every use of a place and of a named person becomes one entry of a list per place and person; each list is sorted by
//! start and swept once, so the cost is that of sorting.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::{Context, WholeRule};
use crate::catalog::{Catalog, Event, Key, Standing, occurring};
use crate::notice::{Notice, NoticeKind, Part, Participants, Person, Point, Session, SessionKind};
use crate::problem::{Code, Problem, Severity};
use crate::say;
use crate::text::Span;
use crate::text::dates::{clock_short, date_vi};
use crate::text::fold::squash;

pub(super) const WHOLE: &[WholeRule] = &[conflicts];

/// How many meetings that still last are remembered while one list is swept.
const MOST_OPEN: usize = 16;

/// One use of a place or of a person.
#[derive(Clone)]
struct Use<'a> {
    start: DateTime,
    end: DateTime,
    /// The end is the usual one of the half-day, not the paper's.
    is_assumed: bool,
    /// The meeting: uses of one meeting share halls and people.
    meeting: (Key, u32),
    is_row: bool,
    /// Where the person sits; empty for uses of a place.
    place: String,
    post: String,
    title: String,
    notice: &'a Notice,
    span: Span,
    name: String,
}

/// C01 and C02: what overlaps at one place, or for one person in two places.
///
/// Silent where it cannot know: cancelled and postponed meetings are over; a plan and the invitations that follow it
/// are one event; a row of a schedule that starts with a meeting at the same place announces that meeting, and a row
/// without end takes no time that could be known. A hall outside the place table is the hall of its issuer only. A
/// person is known by name within one issuer, or by name and post.
fn conflicts(context: &Context<'_>) -> Vec<Problem> {
    let mut places: BTreeMap<String, Vec<Use<'_>>> = BTreeMap::new();
    let mut people: BTreeMap<String, Vec<Use<'_>>> = BTreeMap::new();
    for root in context.catalog.roots() {
        collect(context.catalog, root, &mut places, &mut people);
    }
    let places = places
        .into_values()
        .flat_map(|uses| sweep(uses, Code::PlaceTaken));
    let people = people
        .into_values()
        .flat_map(|uses| sweep(uses, Code::PersonTwice));
    places.chain(people).collect()
}

fn collect<'a>(
    catalog: &'a Catalog,
    root: Key,
    places: &mut BTreeMap<String, Vec<Use<'a>>>,
    people: &mut BTreeMap<String, Vec<Use<'a>>>,
) {
    let chain = catalog.chain(root);
    if chain.is_empty() {
        let notice = catalog.get(root);
        let gathering = Gathering {
            catalog,
            root,
            notice,
            points: &notice.points,
        };
        gathering.add(notice.sessions.iter(), &|_| notice, places, people);
        return;
    }
    let event = Event::of(catalog, root);
    if event.standing != Standing::Standing {
        return;
    }
    let notice = catalog.get(event.stated_by);
    let stated_by = |session: &Session| {
        let tellers = chain.iter().rev().chain(std::iter::once(&root));
        let mut tellers = tellers.map(|key| catalog.get(*key));
        let tells = |notice: &&Notice| {
            let mut sessions = notice.sessions.iter();
            sessions.any(|own| own.span == session.span && own.date == session.date)
        };
        tellers.find(tells).unwrap_or(notice)
    };
    let sessions = event.sessions.iter().filter(|session| !session.dropped);
    let gathering = Gathering {
        catalog,
        root,
        notice,
        points: &event.points,
    };
    gathering.add(
        sessions.map(|session| &session.session),
        &stated_by,
        places,
        people,
    );
}

/// One event whose uses are collected.
struct Gathering<'a, 'p> {
    catalog: &'a Catalog,
    root: Key,
    notice: &'a Notice,
    points: &'p [Point],
}

impl<'a> Gathering<'a, '_> {
    fn add<'s>(
        &self,
        sessions: impl Iterator<Item = &'s Session>,
        stated_by: &dyn Fn(&Session) -> &'a Notice,
        places: &mut BTreeMap<String, Vec<Use<'a>>>,
        people: &mut BTreeMap<String, Vec<Use<'a>>>,
    ) {
        let cluster = cluster(self.catalog, self.root);
        let is_schedule = self.notice.kind == NoticeKind::Schedule;
        let timed = sessions.filter(|session| {
            session.kind == SessionKind::Main && session.start.is_some() && !session.inferred
        });
        for (number, session) in (0u32..).zip(timed) {
            let is_row = is_schedule || session.place.is_some();
            let meeting = (cluster, if is_row { number + 1 } else { 0 });
            let usual = self.usual(session, stated_by(session), meeting, is_row);
            for (start, end) in self.times(session) {
                let usual = Use {
                    start,
                    end,
                    ..usual.clone()
                };
                self.places_of(session, &usual, places);
                self.people_of(session, &usual, people);
            }
        }
    }

    fn usual(
        &self,
        session: &Session,
        notice: &'a Notice,
        meeting: (Key, u32),
        is_row: bool,
    ) -> Use<'a> {
        let title = session.title.as_deref().filter(|_| is_row);
        Use {
            start: session.starts(),
            end: session.starts(),
            is_assumed: session.end.is_none(),
            meeting,
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
            let usual = site.default_end.of(Part::of(start.value));
            usual.max(start.value)
        };
        let end = session.end.map_or(assumed, |end| end.value);
        let days = occurring(&self.catalog.site, session);
        days.iter()
            .map(|day| (day.date.to_datetime(start.value), day.date.to_datetime(end)))
            .collect()
    }

    fn places_of(
        &self,
        session: &Session,
        usual: &Use<'a>,
        places: &mut BTreeMap<String, Vec<Use<'a>>>,
    ) {
        let stated: Vec<&String> = match &session.place {
            Some(place) => vec![place],
            None => self
                .points
                .iter()
                .filter(|point| !point.local && point.is_single())
                .filter(|point| point.level.is_none_or(|level| session.concerns(level)))
                .filter_map(|point| point.place.as_ref())
                .collect(),
        };
        for place in stated {
            let used = Use {
                name: place.clone(),
                ..usual.clone()
            };
            places.entry(self.place_key(place)).or_default().push(used);
        }
    }

    /// The table's name of a place; outside the table the name belongs to its issuer.
    fn place_key(&self, place: &str) -> String {
        let issuer = self.catalog.issuer(self.root);
        let units = &self.catalog.site.units;
        let owners: Vec<_> = issuer
            .into_iter()
            .flat_map(|id| std::iter::successors(Some(id), |id| units.get(*id).parent).take(16))
            .collect();
        match self.catalog.site.places.named(place, &owners) {
            Some(known) => format!("={}", known.name),
            None => format!("{}|{}", squash(place), squash(&self.notice.issuer)),
        }
    }

    fn people_of(
        &self,
        session: &Session,
        usual: &Use<'a>,
        people: &mut BTreeMap<String, Vec<Use<'a>>>,
    ) {
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
        usual: &Use<'a>,
        people: &mut BTreeMap<String, Vec<Use<'a>>>,
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
        people.entry(squash(name)).or_default().push(used);
    }
}

fn named(participants: &[Participants]) -> impl Iterator<Item = &Person> {
    participants.iter().filter_map(|line| match line {
        Participants::Person(person) => Some(person),
        _ => None,
    })
}

/// The first document of the cascade an event belongs to: a plan and all that follow it are one event.
fn cluster(catalog: &Catalog, root: Key) -> Key {
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

/// Goes through the uses of one place or person in order of start, and tells each of the first it collides with.
fn sweep(mut uses: Vec<Use<'_>>, code: Code) -> Vec<Problem> {
    uses.sort_by(|a, b| {
        let key = |one: &Use<'_>| (one.start, one.meeting, one.span);
        key(a).cmp(&key(b))
    });
    let mut open: Vec<&Use<'_>> = Vec::new();
    let mut told: Vec<((Key, u32), (Key, u32))> = Vec::new();
    let mut problems = Vec::new();
    for used in &uses {
        open.retain(|earlier| earlier.end > used.start || earlier.start == used.start);
        let hit = open.iter().find(|earlier| collides(earlier, used, code));
        if let Some(earlier) = hit {
            let pair = (earlier.meeting, used.meeting);
            // A row that recurs collides every week; once is enough.
            if told.last() != Some(&pair) {
                told.push(pair);
                problems.push(collision(earlier, used, code));
            }
        }
        if open.len() < MOST_OPEN {
            open.push(used);
        }
    }
    problems
}

fn collides(earlier: &Use<'_>, later: &Use<'_>, code: Code) -> bool {
    let same_start = earlier.start == later.start;
    if earlier.meeting == later.meeting || earlier.title == later.title {
        return false;
    }
    // A schedule lists meetings that have papers of their own.
    let is_listing =
        earlier.is_row != later.is_row || (earlier.is_row && earlier.notice.id != later.notice.id);
    if is_listing && same_start {
        return false;
    }
    if code == Code::PlaceTaken {
        return true;
    }
    let same_person = earlier.post == later.post
        || squash(&earlier.notice.issuer) == squash(&later.notice.issuer);
    let is_elsewhere =
        !earlier.place.is_empty() && !later.place.is_empty() && earlier.place != later.place;
    same_person && is_elsewhere
}

fn collision(earlier: &Use<'_>, later: &Use<'_>, code: Code) -> Problem {
    let name = &later.name;
    let (clock, day) = (
        clock_short(earlier.start.time()),
        date_vi(earlier.start.date()),
    );
    let path = &earlier.notice.source.path;
    let message = if code == Code::PlaceTaken {
        say!(
            "`{name}` đã có cuộc họp từ {clock} ngày {day} (`{path}`)",
            "`{name}` already holds a meeting from {clock} on {day} (`{path}`)"
        )
    } else {
        say!(
            "{name} đang dự cuộc họp ở nơi khác từ {clock} ngày {day} (`{path}`)",
            "{name} is in a meeting elsewhere from {clock} on {day} (`{path}`)"
        )
    };
    // Two that start together overlap whatever their ends are.
    let is_likely = earlier.is_assumed && earlier.start != later.start;
    let severity = if is_likely {
        Severity::Warning
    } else {
        Severity::Error
    };
    let problem = Problem::new(code, &later.notice.source, later.span, message);
    problem.severity(severity).help(if is_likely {
        say!(
            "cuộc trước chưa rõ giờ kết thúc: hỏi lại, rồi thêm `end`",
            "the earlier one does not say when it ends: ask, and add `end`"
        )
    } else {
        say!(
            "đổi giờ hoặc đổi nơi; đã hủy một cuộc thì ra thông báo hủy",
            "move one of them; if one was called off, post its cancellation"
        )
    })
}
