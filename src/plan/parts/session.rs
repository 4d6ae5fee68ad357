//! Sessions and the items of their agenda: when, where and who.

use serde::Serialize;

use super::super::Plan;
use super::super::when::When;
use super::{ParticipantView, Reference, participant};
use crate::catalog::{Event, EventSession, occurring};
use crate::notice::recurrence::Occurrence;
use crate::notice::{AgendaItem, Part, Person, Session, SessionKind};
use crate::site::{UnitId, seat_of};

/// One session.
#[derive(Debug, Serialize)]
pub(in crate::plan) struct SessionView<'a> {
    pub(in crate::plan) kind: &'static str,
    pub(in crate::plan) title: Option<&'a str>,
    pub(in crate::plan) when: When,
    pub(in crate::plan) end_unknown: bool,
    pub(in crate::plan) inferred: bool,
    pub(in crate::plan) said: Option<&'a str>,
    pub(in crate::plan) formerly: Vec<When>,
    /// Where a later paper has moved it.
    pub(in crate::plan) now: Option<When>,
    pub(in crate::plan) repeat: Option<String>,
    pub(in crate::plan) shifts: bool,
    pub(in crate::plan) next_days: Vec<String>,
    pub(in crate::plan) levels: Vec<&'a str>,
    pub(in crate::plan) points: Vec<&'a str>,
    pub(in crate::plan) place: Option<&'a str>,
    pub(in crate::plan) chair: &'a [Person],
    pub(in crate::plan) participants: Vec<ParticipantView<'a>>,
    pub(in crate::plan) by: Option<&'a str>,
}

/// One item of the agenda.
#[derive(Debug, Serialize)]
pub(in crate::plan) struct AgendaView<'a> {
    pub(in crate::plan) at: Option<String>,
    pub(in crate::plan) title: &'a str,
    pub(in crate::plan) by: Option<Reference>,
    pub(in crate::plan) max: Option<u32>,
    pub(in crate::plan) about: Option<u32>,
    pub(in crate::plan) session: Option<&'a str>,
    pub(in crate::plan) levels: Vec<&'a str>,
}

/// How many coming days of a recurring row a page names.
const NEXT_DAYS: usize = 6;

impl<'a> Plan<'a> {
    pub(in crate::plan) fn session<'e>(
        &self,
        event: &'e Event,
        session: &'e EventSession,
    ) -> SessionView<'e>
    where
        'a: 'e,
    {
        let name_of = |id: &str| session_title(event, id);
        let row = &session.session;
        let days = self.coming_days(row);
        SessionView {
            kind: row.kind.word(),
            title: row.title.as_deref(),
            when: self.when(row, row.date.value),
            // Whoever reads "the whole day" misses no hour.
            end_unknown: row.kind == SessionKind::Main
                && row.end.is_none()
                && row.part != Some(Part::Day)
                && row.recurrence.is_none(),
            inferred: row.inferred,
            said: row.said.as_ref().map(|said| said.value.as_str()),
            formerly: session
                .formerly
                .iter()
                .map(|former| self.when_before(*former))
                .collect(),
            now: self.moved_to(event, session),
            repeat: row
                .recurrence
                .as_ref()
                .map(|recurrence| self.words.repeat(&recurrence.repeat)),
            shifts: row
                .recurrence
                .as_ref()
                .is_some_and(|recurrence| recurrence.shift.is_some()),
            next_days: days.iter().map(|day| self.words.day(day.date)).collect(),
            levels: self.level_names(&row.levels),
            points: row.points.iter().map(|name| seat_of(name)).collect(),
            place: row.place.as_deref(),
            chair: &row.chair,
            participants: row
                .participants
                .iter()
                .map(|line| participant(line, &name_of))
                .collect(),
            by: row.by.as_deref(),
        }
    }

    /// The time a session has by now, where papers after the one that tells of it here have moved it.
    fn moved_to(&self, event: &Event, session: &EventSession) -> Option<When> {
        let latest = &self.digests[event.root.0 as usize].event.event;
        let mut rows = latest.sessions.iter();
        let row = rows.find(|row| row.name == session.name && !row.dropped)?;
        let has_moved = row.formerly.len() > session.formerly.len();
        has_moved.then(|| self.when(&row.session, row.session.date.value))
    }

    /// The next days of a recurring row; nothing for a session with one day.
    fn coming_days(&self, session: &Session) -> Vec<Occurrence> {
        if session.recurrence.is_none() {
            return Vec::new();
        }
        let days = occurring(&self.catalog.site, session).into_iter();
        days.filter(|day| day.date >= self.today)
            .take(NEXT_DAYS)
            .collect()
    }

    pub(in crate::plan) fn agenda_item<'e>(
        &self,
        event: &'e Event,
        item: &'e AgendaItem,
        issuer: Option<UnitId>,
    ) -> AgendaView<'e>
    where
        'a: 'e,
    {
        AgendaView {
            at: item.at.map(|at| self.words.clock(at)),
            title: &item.title,
            by: item.by.as_deref().map(|by| self.unit_reference(by, issuer)),
            max: item.max,
            about: item.about,
            session: item
                .session
                .as_deref()
                .map(|id| session_title(event, id).unwrap_or(id)),
            levels: self.level_names(&item.levels),
        }
    }
}

/// What a session is called where another part of the notice names its id.
pub(in crate::plan) fn session_title<'e>(event: &'e Event, id: &str) -> Option<&'e str> {
    let session = event.sessions.iter().find(|session| session.name == id)?;
    session.session.title.as_deref()
}
