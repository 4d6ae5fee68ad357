//! `[[session]]` tables: times, and the rows of schedules.

use jiff::civil::Date;

use super::point::{participants, persons};
use super::table::Table;
use crate::notice::recurrence::{Repeat, Shift};
use crate::notice::{Part, Recurrence, Session, SessionKind};
use crate::problem::Code;
use crate::say;
use crate::site::Site;
use crate::text::{Span, Spanned};

const KINDS: &[(&str, SessionKind)] = &[
    ("main", SessionKind::Main),
    ("test", SessionKind::Test),
    ("join", SessionKind::Join),
];

const PARTS: &[(&str, Part)] = &[
    ("morning", Part::Morning),
    ("afternoon", Part::Afternoon),
    ("evening", Part::Evening),
    ("day", Part::Day),
];

/// Reads all sessions. A recurring row without a date recurs from `first_day`, the day the notice was posted.
pub(super) fn read_sessions(
    top: &mut Table<'_, '_>,
    site: &Site,
    first_day: Option<Date>,
) -> Vec<Session> {
    let tables = top.tables("session", "[[session]]");
    let sessions: Vec<Session> = tables
        .into_iter()
        .filter_map(|table| read_session(table, site, first_day))
        .collect();
    refuse_shared_ids(top, &sessions);
    sessions
}

fn read_session(mut table: Table<'_, '_>, site: &Site, first_day: Option<Date>) -> Option<Session> {
    if !table.has("repeat") {
        table.require("date");
    }
    let span = table.span;
    let recurrence = recurrence(&mut table);
    let date = table.date("date");
    let start_of_row = first_day.filter(|_| recurrence.is_some() && !table.has("date"));
    let date = date.or(start_of_row.map(|day| Spanned::new(day, span)));
    let session = date.map(|date| Session {
        id: session_id(&mut table),
        kind: table
            .choice("kind", KINDS)
            .map_or(SessionKind::Main, |kind| kind.value),
        title: table.text("title"),
        date,
        start: table.time("start"),
        end: table.time("end"),
        part: table.choice("part", PARTS).map(|part| part.value),
        levels: table.levels("levels", site),
        said: table.string("said"),
        inferred: table.boolean("inferred"),
        recurrence,
        place: table.text("place"),
        chair: persons(&mut table, "chair"),
        participants: participants(&mut table, "participants"),
        by: table.text("by"),
        span,
    });
    if session.is_none() {
        // Without a usable date the session is lost, but its other keys are still known ones.
        read_for_problems(&mut table, site);
    }
    table.finish();
    session
}

fn read_for_problems(table: &mut Table<'_, '_>, site: &Site) {
    session_id(table);
    table.choice("kind", KINDS);
    table.choice("part", PARTS);
    table.levels("levels", site);
    for key in ["start", "end"] {
        table.time(key);
    }
    for key in ["title", "said", "place", "by"] {
        table.text(key);
    }
    table.boolean("inferred");
    persons(table, "chair");
    participants(table, "participants");
}

/// An id goes into calendar UIDs, so it is written like an address.
fn session_id(table: &mut Table<'_, '_>) -> Option<String> {
    let id = table.string("id")?;
    let wanted = crate::text::slug::slug(&id.value);
    if wanted != id.value {
        let found = &id.value;
        let message = say!(
            "mã buổi `{found}` chỉ được gồm chữ thường không dấu, số và `-`",
            "the session id `{found}` may hold only lower-case letters without marks, digits and `-`"
        );
        let help = say!("viết `{wanted}`", "write `{wanted}`");
        table.report.add(Code::BadId, id.span, message, Some(help));
    }
    Some(id.value)
}

fn recurrence(table: &mut Table<'_, '_>) -> Option<Recurrence> {
    let repeat = table.string("repeat");
    let shift = table.choice("shift", &[("next-workday", Shift::NextWorkday)]);
    let except = table.dates("except");
    let repeat = repeat?;
    match Repeat::parse(&repeat.value) {
        Ok(repeat) => Some(Recurrence {
            repeat,
            shift: shift.map(|shift| shift.value),
            except,
        }),
        Err(error) => {
            let (found, word) = (&repeat.value, &error.word);
            let (vi, en) = (error.problem.vi(), error.problem.en());
            let message = say!(
                "chu kỳ `{found}`: `{word}` — {vi}",
                "recurrence `{found}`: `{word}` — {en}"
            );
            let help = say!(
                "viết như `weekly wed`, `monthly 5,20`, `monthly fri#2,fri#4`, `monthly last fri`",
                "write it like `weekly wed`, `monthly 5,20`, `monthly fri#2,fri#4`, `monthly last fri`"
            );
            table
                .report
                .add(Code::WrongValue, repeat.span, message, Some(help));
            None
        }
    }
}

fn refuse_shared_ids(top: &Table<'_, '_>, sessions: &[Session]) {
    let mut seen: Vec<&str> = Vec::new();
    for session in sessions {
        let Some(id) = session.id.as_deref() else {
            continue;
        };
        if seen.contains(&id) {
            shared_id(top, id, session.span);
        }
        seen.push(id);
    }
}

fn shared_id(top: &Table<'_, '_>, id: &str, span: Span) {
    let message = say!("hai buổi cùng mã `{id}`", "two sessions have the id `{id}`");
    let help = say!("đặt mã khác cho một buổi", "give one of them another id");
    top.report.add(Code::BadId, span, message, Some(help));
}
