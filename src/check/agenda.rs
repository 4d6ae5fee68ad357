//! A01: the clock of the agenda against the session it fills.

use jiff::civil::Time;

use super::{NoticeRule, Portal};
use crate::notice::{AgendaItem, Notice, Session};
use crate::problem::{Bilingual, Code, Problem};
use crate::say;
use crate::text::Span;
use crate::text::dates::clock_short;

pub(super) const RULES: &[NoticeRule] = &[times];

/// Receiving and registering people goes before the start; earlier than this it belongs to another session.
const RECEPTION_MINUTES: i32 = 60;

/// A01: times go forward, stay inside the session, and what has a limit fits into it.
///
/// Items at one time run side by side. Without `session` an agenda belongs to the only main session; where there are
/// several, nothing is known about such items.
fn times(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let sessions: Vec<&Session> = notice
        .main_sessions()
        .filter(|session| session.recurrence.is_none())
        .collect();
    let mut problems = Vec::new();
    for session in &sessions {
        let belongs = |item: &&AgendaItem| match &item.session {
            Some(id) => session.id.as_ref() == Some(id),
            None => sessions.len() == 1,
        };
        let items: Vec<&AgendaItem> = notice.agenda.iter().filter(belongs).collect();
        let found = backwards(&items)
            .into_iter()
            .chain(outside(session, &items))
            .chain(too_long(session, &items));
        problems.extend(found.map(|(span, message)| {
            Problem::new(Code::AgendaTimes, &notice.source, span, message).help(say!(
                "xem lại `at`, `max`, `about` và giờ của buổi",
                "look again at `at`, `max`, `about` and the hours of the session"
            ))
        }));
    }
    problems
}

fn backwards(items: &[&AgendaItem]) -> Vec<(Span, Bilingual)> {
    let timed: Vec<(Time, Span)> = items
        .iter()
        .filter_map(|item| Some((item.at?, item.span)))
        .collect();
    timed
        .windows(2)
        .filter_map(|pair| match pair {
            [(before, _), (at, span)] if at < before => {
                let (at, before) = (clock_short(*at), clock_short(*before));
                let message = say!(
                    "mục {at} đứng sau mục {before}",
                    "the item at {at} stands after the one at {before}"
                );
                Some((*span, message))
            }
            _ => None,
        })
        .collect()
}

fn outside(session: &Session, items: &[&AgendaItem]) -> Vec<(Span, Bilingual)> {
    let Some(start) = session.start else {
        return Vec::new();
    };
    let is_outside = |at: Time| {
        minutes(at) + RECEPTION_MINUTES < minutes(start.value)
            || session.end.is_some_and(|end| at >= end.value)
    };
    let outside = items
        .iter()
        .filter_map(|item| Some((item.at.filter(|at| is_outside(*at))?, item.span)));
    outside
        .map(|(at, span)| {
            let (at, start) = (clock_short(at), clock_short(start.value));
            let end = session
                .end
                .map_or("…".to_owned(), |end| clock_short(end.value));
            let message = say!(
                "mục {at} nằm ngoài buổi {start}–{end}",
                "the item at {at} is outside the session, {start}–{end}"
            );
            (span, message)
        })
        .collect()
}

fn too_long(session: &Session, items: &[&AgendaItem]) -> Option<(Span, Bilingual)> {
    let length = minutes(session.end?.value) - minutes(session.start?.value);
    let mut sum: u32 = 0;
    let limits = items.iter().filter_map(|item| item.max.or(item.about));
    for limit in limits {
        sum = sum.saturating_add(limit);
    }
    let span = items.first()?.span;
    (length > 0 && i64::from(sum) > i64::from(length)).then(|| {
        let message = say!(
            "các mục cộng lại {sum} phút, buổi chỉ có {length} phút",
            "the items take {sum} minutes, the session has {length}"
        );
        (span, message)
    })
}

fn minutes(clock: Time) -> i32 {
    i32::from(clock.hour()) * 60 + i32::from(clock.minute())
}
