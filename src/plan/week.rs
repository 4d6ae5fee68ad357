//! The weekly schedule every office knows: rows by day and half-day, for the whole portal and for each level.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::line::{InWeek, Line, Subject};
use super::occasions::Occasion;
use super::parts::{ParticipantView, Reference, participant};
use super::periods::beside;
use super::programme::OccasionView;
use super::when::{When, part_of};
use super::{Body, Page, Plan, Whose};
use crate::catalog::{Event, EventSession, Key};
use crate::notice::{NoticeKind, Person, Point};
use crate::site::{DayOff, LevelId};
use crate::text::dates::{week_ends, week_label};

/// `week.html`
#[derive(Debug, Serialize)]
pub struct WeekView<'a> {
    /// "Tuần 28 (từ ngày 06/7/2026 đến ngày 12/7/2026)"
    heading: String,
    number: i8,
    /// "từ ngày 06/7/2026 đến ngày 12/7/2026"
    range: String,
    /// `2026-W28`
    label: String,
    /// The level or the unit whose week it is.
    owner: Option<Reference>,
    /// The same week for the whole portal and every level.
    switch: Vec<Switch<'a>>,
    /// The month around it.
    month: String,
    previous: Option<WeekLink>,
    this: Option<WeekLink>,
    next: Option<WeekLink>,
    days: Vec<WeekDay<'a>>,
    /// Some row says who prepares it.
    has_preparers: bool,
    adjusted: Vec<Adjusted<'a>>,
}

impl<'a> WeekView<'a> {
    /// Its rows.
    pub(super) fn lines(&mut self) -> impl Iterator<Item = &mut Line<'a>> {
        let rows = self.days.iter_mut().flat_map(|day| &mut day.rows);
        rows.map(|row| &mut row.cells)
    }
}

/// One choice of whose week or month to see.
#[derive(Debug, Serialize)]
pub(super) struct Switch<'a> {
    /// `None` for the whole portal.
    name: Option<&'a str>,
    slug: &'a str,
    url: String,
    current: bool,
}

/// Another week.
#[derive(Debug, Serialize)]
pub(super) struct WeekLink {
    label: String,
    heading: String,
    url: String,
}

/// One day with its rows, of which there may be none.
#[derive(Debug, Serialize)]
pub(super) struct WeekDay<'a> {
    day: String,
    iso: String,
    is_today: bool,
    holiday: Option<&'a str>,
    rows: Vec<WeekRow<'a>>,
}

/// One row.
#[derive(Debug, Serialize)]
pub(super) struct WeekRow<'a> {
    kind: &'static str,
    status: Option<&'static str>,
    /// The half-day it belongs to.
    part: Option<&'static str>,
    /// How many rows that half-day has, on its first row.
    part_rows: Option<usize>,
    #[serde(flatten)]
    cells: Line<'a>,
}

/// What a row says from its hour on.
#[derive(Debug, Serialize)]
pub struct Cells<'a> {
    line: OccasionView<'a>,
    chair: &'a [Person],
    participants: Vec<ParticipantView<'a>>,
    /// Who connects, where the participants of each point would fill a page.
    hosts: Vec<Host<'a>>,
    by: Option<&'a str>,
    /// Some row of its week says who prepares it.
    #[serde(skip)]
    pub(crate) has_preparers: bool,
}

/// A point in a row.
#[derive(Debug, Serialize)]
pub(super) struct Host<'a> {
    name: &'a str,
    count: Option<u32>,
}

/// A notice of the week that was corrected or changed.
#[derive(Debug, Serialize)]
pub(super) struct Adjusted<'a> {
    notice: Reference,
    /// What its last paper does to it; `None` for a schedule, whose corrections are counted.
    change: Option<&'static str>,
    times: usize,
    at: String,
    note: Option<&'a str>,
    /// Where the sessions are now that it moved to other weeks.
    now: Vec<When>,
}

impl<'a> Plan<'a> {
    pub(super) fn week(&'a self, whose: Whose, monday: Date) -> (String, String, Body<'a>) {
        let (_, sunday) = week_ends(monday);
        let occasions = self.attended(whose, monday, sunday);
        let [before, after] = beside(self.weeks(), whose, monday);
        let this = self.current_week(whose);
        let heading = self.words.week(monday);
        let owner = self.owner(whose);
        let title = match &owner {
            Some(owner) => format!("{heading} · {}", owner.text),
            None => heading.clone(),
        };
        let month = self.month_page(whose, monday.first_of_month());
        let has_preparers = occasions
            .iter()
            .any(|one| self.occasion_session(one).session.by.is_some());
        let level = self.level_of(whose);
        let row = |occasion: &Occasion| InWeek {
            occasion: *occasion,
            level: level.filter(|level| self.is_elsewhere_too(occasion, *level)),
            has_preparers,
        };
        let view = WeekView {
            heading,
            number: monday.iso_week_date().week(),
            range: self.words.week_range(monday),
            label: week_label(monday),
            owner,
            switch: self.switch(whose, |whose| self.week_page(whose, monday)),
            month: self.routes.href(&self.path(&month)),
            previous: before.map(|monday| self.week_link(whose, monday)),
            this: (this != monday).then(|| self.week_link(whose, this)),
            next: after.map(|monday| self.week_link(whose, monday)),
            has_preparers,
            days: self.week_days(&occasions, monday, row),
            adjusted: self.adjusted(&occasions, &self.left(whose, monday, sunday)),
        };
        (title, String::new(), Body::Week(Box::new(view)))
    }

    fn week_link(&self, whose: Whose, monday: Date) -> WeekLink {
        let page = self.week_page(whose, monday);
        WeekLink {
            label: week_label(monday),
            heading: self.words.week(monday),
            url: self.routes.href(&self.path(&page)),
        }
    }

    /// The stable address of someone's weeks, where they have any.
    pub(super) fn this_week_of(&self, whose: Whose) -> Option<String> {
        let page = Page::ThisWeek(whose);
        let exists = self.weeks().contains_key(&whose);
        exists.then(|| self.routes.href(&self.path(&page)))
    }

    /// The portal and its levels, each with the page `of` gives.
    pub(super) fn switch(&'a self, current: Whose, of: impl Fn(Whose) -> Page) -> Vec<Switch<'a>> {
        self.choices()
            .map(|whose| {
                let known = self.level_of(whose);
                let known = known.map(|level| self.catalog.site.level(level));
                Switch {
                    name: known.map(|level| level.short_name()),
                    slug: known.map_or("", |level| level.slug.as_str()),
                    url: self.routes.href(&self.path(&of(whose))),
                    current: whose == current,
                }
            })
            .collect()
    }

    /// Whose weeks and months every week and month leads to.
    pub(super) fn choices(&self) -> impl Iterator<Item = Whose> {
        // Units come last.
        let is_level = |whose: &Whose| !matches!(whose, Whose::Unit(_));
        self.weeks().keys().copied().take_while(is_level)
    }

    /// Monday to Friday always, Saturday and Sunday where something happens.
    fn week_days(
        &'a self,
        occasions: &[&Occasion],
        monday: Date,
        in_week: impl Fn(&Occasion) -> InWeek,
    ) -> Vec<WeekDay<'a>> {
        let mut days = Vec::with_capacity(7);
        for offset in 0..7 {
            let day = monday.saturating_add(i64::from(offset).days());
            let rows: Vec<WeekRow<'a>> = occasions
                .iter()
                .filter(|occasion| occasion.day == day)
                .map(|occasion| self.week_row(in_week(occasion)))
                .collect();
            if offset >= 5 && rows.is_empty() {
                continue;
            }
            let holiday = match self.catalog.site.holidays.day_off(day) {
                Some(DayOff::Holiday(name)) => Some(name),
                _ => None,
            };
            days.push(WeekDay {
                day: self.words.day(day),
                iso: day.to_string(),
                is_today: day == self.today,
                holiday,
                rows: with_parts(rows),
            });
        }
        days
    }

    fn week_row(&'a self, row: InWeek) -> WeekRow<'a> {
        let session = &self.occasion_session(&row.occasion).session;
        WeekRow {
            kind: session.kind.word(),
            status: self.event_status(row.occasion.root),
            part: part_of(session),
            part_rows: None,
            cells: self.line(Subject::Cells(row)),
        }
    }

    /// Whether others than a level sit somewhere, too. Where they do not, the level's row is everybody's.
    fn is_elsewhere_too(&self, occasion: &Occasion, level: LevelId) -> bool {
        let mut points = self.event_of(occasion.root).points.iter();
        points.any(|point| point.level != Some(level))
    }

    /// What a row says from its hour on.
    pub(super) fn cells(&'a self, row: &InWeek) -> Cells<'a> {
        let InWeek {
            occasion,
            level,
            has_preparers,
        } = row;
        let event = self.event_of(occasion.root);
        let session = self.occasion_session(occasion);
        let row = &session.session;
        let name_of = |id: &str| super::parts::session_title(event, id);
        let (chair, lines, hosts) = attendance(event, session, *level);
        Cells {
            line: self.occasion(occasion, *level),
            chair,
            participants: lines
                .iter()
                .map(|line| participant(line, &name_of))
                .collect(),
            hosts,
            by: row.by.as_deref(),
            has_preparers: *has_preparers,
        }
    }

    fn adjusted(&'a self, occasions: &[&Occasion], left: &[&Occasion]) -> Vec<Adjusted<'a>> {
        let shown = occasions.iter().chain(left);
        let roots: BTreeSet<Key> = shown.map(|occasion| occasion.root).collect();
        let mut adjusted = Vec::new();
        for root in roots {
            let event = self.event_of(root);
            let times = event.revisions + event.applied.len();
            if times == 0 {
                continue;
            }
            let current = self.catalog.get(event.current);
            let is_counted = current.kind == NoticeKind::Schedule;
            let change = match current.change {
                Some(_) => self.change_word(event.current),
                None => "revise",
            };
            let reason = current
                .change
                .as_ref()
                .and_then(|change| change.reason.as_deref());
            let note = current
                .revisions
                .last()
                .and_then(|revision| revision.note.as_deref());
            let left: BTreeSet<usize> = left
                .iter()
                .filter(|occasion| occasion.root == root)
                .map(|occasion| occasion.session)
                .collect();
            let now = left.into_iter().map(|index| {
                let session = &event.sessions[index].session;
                self.when(session, session.date.value)
            });
            adjusted.push(Adjusted {
                now: now.collect(),
                notice: self.notice_reference(event.current),
                change: (!is_counted).then_some(change),
                times,
                at: self.words.moment(event.updated),
                note: note.or(reason),
            });
        }
        adjusted
    }
}

/// Who chairs and who comes: the row's own people, else those of the only point in question, else the points' hosts.
fn attendance<'e>(
    event: &'e Event,
    session: &'e EventSession,
    level: Option<LevelId>,
) -> (
    &'e [Person],
    &'e [crate::notice::Participants],
    Vec<Host<'e>>,
) {
    let row = &session.session;
    let points: Vec<&Point> = event
        .points
        .iter()
        .filter(|point| level.is_none() || point.level == level)
        .filter(|point| row.takes_place_at(point))
        .collect();
    let chair = if row.chair.is_empty() {
        points.first().map_or(&[][..], |point| &point.chair)
    } else {
        &row.chair
    };
    let called = row.points.iter().map(|name| Host { name, count: None });
    match points.as_slice() {
        _ if !row.points.is_empty() => (chair, &row.participants, called.collect()),
        _ if !row.participants.is_empty() => (chair, &row.participants, Vec::new()),
        [only] => (chair, &only.participants, Vec::new()),
        points => {
            let hosts = points.iter().filter_map(|point| {
                let name = point.host.as_deref()?;
                Some(Host {
                    name,
                    count: point.count,
                })
            });
            (chair, &[], hosts.collect())
        }
    }
}

/// Tells the first row of each half-day how many rows it has.
fn with_parts(mut rows: Vec<WeekRow<'_>>) -> Vec<WeekRow<'_>> {
    let mut first = 0;
    while first < rows.len() {
        let part = rows[first].part;
        let length = rows[first..]
            .iter()
            .take_while(|row| row.part == part)
            .count();
        rows[first].part_rows = Some(length);
        first += length;
    }
    rows
}
