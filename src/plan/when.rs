//! When something happens, for the eye and for machines.

use jiff::civil::{Date, Time};
use serde::Serialize;

use super::Plan;
use crate::catalog::{Announced, Event};
use crate::notice::{Part, Session};

/// When something happens: for the eye and for machines.
#[derive(Debug, Serialize, Clone)]
pub(super) struct When {
    /// "thứ Năm, 09/7/2026"
    pub(super) day: String,
    /// "14 giờ 00"
    pub(super) start: Option<String>,
    /// "16 giờ 30"
    pub(super) end: Option<String>,
    /// The half-day, as a word: `morning`.
    pub(super) part: Option<&'static str>,
    /// For `<time datetime>`: `2026-07-09T14:00`.
    pub(super) iso: String,
    /// The stated end, likewise: `2026-07-09T16:30`.
    pub(super) end_iso: Option<String>,
}

/// From when to when an event lasts, for the reader's clock: `2026-07-09T14:00`, or days alone.
#[derive(Debug, Serialize, Clone)]
pub(super) struct EventSpan {
    pub(super) from: String,
    pub(super) to: String,
}

/// The half-day of a session, as a word.
pub(super) fn part_of(session: &Session) -> Option<&'static str> {
    let start = session.start.as_ref().map(|start| start.value);
    let part = session.part.or(start.map(Part::of));
    part.map(Part::word)
}

impl Plan<'_> {
    pub(super) fn when(&self, session: &Session, day: Date) -> When {
        let start = session.start.map(|start| start.value);
        When {
            day: self.words.day(day),
            start: start.map(|start| self.words.clock(start)),
            end: session.end.map(|end| self.words.clock(end.value)),
            part: part_of(session),
            iso: iso(day, start),
            end_iso: session.end.map(|end| iso(day, Some(end.value))),
        }
    }

    /// The first start and the last end; `None` for rows that recur, which are never over.
    pub(super) fn span(&self, event: &Event) -> Option<EventSpan> {
        let rows = || event.main_sessions().map(|session| &session.session);
        if rows().any(|row| row.recurrence.is_some()) {
            return None;
        }
        let from = rows().map(|row| self.when(row, row.date.value).iso).min()?;
        let last_day = rows().map(|row| row.date.value).max()?;
        let last = rows().filter(|row| row.date.value == last_day);
        // One session of the last day without an end leaves the end open: then the day alone stands for it.
        let ends: Option<Vec<String>> = last.map(|row| self.when(row, last_day).end_iso).collect();
        let to = ends.and_then(|ends| ends.into_iter().max());
        Some(EventSpan {
            from,
            to: to.unwrap_or_else(|| last_day.to_string()),
        })
    }

    /// A time that was announced before.
    pub(super) fn when_before(&self, former: Announced) -> When {
        When {
            day: self.words.day(former.day),
            start: former.start.map(|start| self.words.clock(start)),
            end: None,
            part: former.part.map(Part::word),
            iso: iso(former.day, former.start),
            end_iso: None,
        }
    }
}

/// `2026-07-09T14:00`, or the day alone.
fn iso(day: Date, clock: Option<Time>) -> String {
    match clock {
        Some(clock) => format!("{day}T{:02}:{:02}", clock.hour(), clock.minute()),
        None => day.to_string(),
    }
}
