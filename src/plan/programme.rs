//! Lines of programmes and of lists of deadlines, for the whole portal, a level or a unit.

use serde::Serialize;

use super::Plan;
use super::occasions::{Due, Occasion};
use super::parts::{DeadlineView, Reference};
use super::when::When;
use crate::catalog::{Event, Key, Status};
use crate::notice::{NoticeKind, Session};
use crate::site::{LevelId, seat_of};

/// One line of a programme.
#[derive(Debug, Serialize)]
pub(super) struct OccasionView<'a> {
    when: When,
    title: &'a str,
    session_title: Option<&'a str>,
    points: Vec<&'a str>,
    kind: &'static str,
    url: String,
    status: Option<&'static str>,
    venues: Vec<Venue<'a>>,
    /// Slugs of the levels that attend, separated by spaces.
    levels: String,
    formerly: Option<When>,
    /// The meeting a session belongs to, or who calls: what its own title does not say.
    context: &'a str,
}

/// Where one level sits: a level in one place is not in another's.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub(super) struct Venue<'a> {
    level: Option<&'a str>,
    slug: Option<&'a str>,
    place: Option<&'a str>,
    /// Decided locally.
    local: bool,
    /// The level sits in other places too.
    others: bool,
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
    for_levels: Vec<&'a str>,
    /// Slugs of the levels bound, separated by spaces.
    levels: String,
    submit_to: Option<&'a str>,
    via: Option<&'a str>,
    optional: bool,
    status: Option<&'static str>,
    title: &'a str,
    url: String,
}

impl<'a> Plan<'a> {
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

    pub(super) fn occasion(
        &'a self,
        occasion: &Occasion,
        level: Option<LevelId>,
    ) -> OccasionView<'a> {
        let event = self.event_of(occasion.root);
        let session = self.occasion_session(occasion);
        let row = &session.session;
        let stated = self.catalog.get(event.stated_by);
        let venues = match row.place.as_deref() {
            Some(place) => vec![Venue {
                level: None,
                slug: None,
                place: Some(place),
                local: false,
                others: false,
            }],
            None => self.venues(event, level, row),
        };
        OccasionView {
            when: self.when(row, occasion.day),
            title: &stated.title.value,
            session_title: row.title.as_deref(),
            points: row.points.iter().map(|name| seat_of(name)).collect(),
            kind: row.kind.word(),
            url: self.event_url(event),
            status: self.event_status(occasion.root),
            venues,
            levels: self.slugs(|level| self.concerns_level(occasion, level)),
            formerly: session
                .formerly
                .last()
                .map(|former| self.when_before(*former)),
            context: match row.title {
                Some(_) if stated.kind != NoticeKind::Schedule => &stated.title.value,
                _ => &stated.issuer.value,
            },
        }
    }

    /// The first stated place of each level that attends `row`, and whether there are others; of one level alone where
    /// `level` says which.
    fn venues(&'a self, event: &'a Event, level: Option<LevelId>, row: &Session) -> Vec<Venue<'a>> {
        let site = &self.catalog.site;
        let mut venues: Vec<Venue<'a>> = Vec::new();
        for point in &*event.points {
            let is_elsewhere = level.is_some() && point.level != level;
            let known = point.level.map(|level| site.level(level));
            let slug = known.map(|level| level.slug.as_str());
            let says_nothing = point.place.is_none() && !point.local;
            if is_elsewhere || !row.takes_place_at(point) || says_nothing {
                continue;
            }
            let place = point.place.as_deref();
            match venues.iter_mut().find(|venue| venue.slug == slug) {
                Some(venue) => venue.others |= venue.place != place,
                None => venues.push(Venue {
                    level: known.map(|level| level.short_name()),
                    slug,
                    place,
                    local: place.is_none(),
                    others: false,
                }),
            }
        }
        venues
    }

    /// The slugs of the levels for which `holds`, separated by spaces.
    pub(super) fn slugs(&self, holds: impl Fn(LevelId) -> bool) -> String {
        let levels = self.catalog.site.levels();
        let slugs = levels
            .filter(|(id, _)| holds(*id))
            .map(|(_, level)| level.slug.as_str());
        slugs.collect::<Vec<_>>().join(" ")
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
            for_levels: self.level_names(&task.levels),
            levels: self.slugs(|level| self.binds_level(due, level)),
            submit_to: task.submit_to.as_deref(),
            via: task.via.as_deref(),
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

    /// How an event stands today.
    pub(super) fn event_status(&self, root: Key) -> Option<&'static str> {
        let stated_by = self.event_of(root).stated_by;
        self.digests[stated_by.0 as usize].status.map(Status::word)
    }
}
