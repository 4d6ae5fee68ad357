//! `[[session]]` tables: times, and the rows of schedules.

use jiff::civil::Date;

use super::format::Shape;
use super::guess::{did_you_mean, nearest};
use super::point::{participants, persons};
use super::table::Table;
use crate::notice::recurrence::{Repeat, Shift};
use crate::notice::{Part, Recurrence, Session, SessionKind};
use crate::problem::Code;
use crate::say;
use crate::site::Site;
use crate::text::{Span, Spanned};

/// Reads all sessions. A recurring row without a date recurs from `first_day`, the day the notice was posted.
pub(super) fn read_sessions(
    top: &mut Table<'_, '_>,
    site: &Site,
    first_day: Option<Date>,
) -> Vec<Session> {
    let tables = top.few_tables("session", "[[session]]");
    let mut sessions: Vec<Session> = tables
        .into_iter()
        .filter_map(|table| read_session(table, site, first_day))
        .collect();
    sessions.shrink_to_fit();
    refuse_shared_ids(top, &sessions);
    sessions
}

/// The session ids that an agenda item or a quota may name.
pub(super) enum SessionIds {
    /// Not known here: a change inherits sessions, and a session that could not be read took its id with it.
    Any,
    /// These.
    Of(Vec<String>),
}

impl SessionIds {
    /// The ids of the sessions just read from `top`.
    pub(super) fn of(top: &Table<'_, '_>, sessions: &[Session]) -> Self {
        if top.has("change") || top.count("session") != sessions.len() {
            return Self::Any;
        }
        Self::Of(
            sessions
                .iter()
                .filter_map(|session| session.id.clone())
                .collect(),
        )
    }

    /// Reports a word that names no session.
    pub(super) fn check(&self, table: &Table<'_, '_>, word: &Spanned<String>) {
        let Self::Of(ids) = self else { return };
        if ids.contains(&word.value) {
            return;
        }
        let found = &word.value;
        let message = say!(
            "không có buổi mang mã `{found}`",
            "no session has the id `{found}`"
        );
        let help = match nearest(found, ids.iter().map(String::as_str)) {
            Some(nearest) => did_you_mean(nearest),
            None => say!(
                "ghi `id = \"{found}\"` trong `[[session]]` ấy",
                "state `id = \"{found}\"` in that `[[session]]`"
            ),
        };
        table
            .report
            .add(Code::WrongValue, word.span, message, Some(help));
    }
}

fn read_session(mut table: Table<'_, '_>, site: &Site, first_day: Option<Date>) -> Option<Session> {
    let span = table.span;
    let recurrence = recurrence(&mut table);
    table.require_unless("date", "repeat");
    let date = table.date("date");
    let start_of_row = first_day.filter(|_| recurrence.is_some() && !table.has("date"));
    let date = date.or(start_of_row.map(|day| Spanned::new(day, span)));
    let session = date.map(|date| Session {
        id: session_id(&mut table),
        kind: kind(&mut table).unwrap_or_default(),
        title: table.text("title"),
        date,
        start: table.time("start"),
        end: table.time("end"),
        part: part(&mut table),
        levels: table.levels("levels", site),
        points: table.strings("points"),
        said: table.string("said"),
        inferred: table.boolean("inferred"),
        recurrence,
        place: table.text("place"),
        chair: persons(&mut table, "chair"),
        participants: participants(&mut table, "participants", &SessionIds::Any),
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
    kind(table);
    part(table);
    table.levels("levels", site);
    table.strings("points");
    for key in ["start", "end"] {
        table.time(key);
    }
    for key in ["title", "said", "place", "by"] {
        table.text(key);
    }
    table.boolean("inferred");
    persons(table, "chair");
    participants(table, "participants", &SessionIds::Any);
}

fn kind(table: &mut Table<'_, '_>) -> Option<SessionKind> {
    table.word("kind", SessionKind::ALL, SessionKind::word)
}

fn part(table: &mut Table<'_, '_>) -> Option<Part> {
    table.word("part", Part::ALL, Part::word)
}

/// An id goes into calendar UIDs, so it is written like an address.
fn session_id(table: &mut Table<'_, '_>) -> Option<String> {
    let id = table.string("id");
    table.note("id", || Shape::Slug);
    let id = id?;
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
    if !table.has("repeat") {
        refuse_without_repeat(table);
    }
    let repeat = repeat?;
    match Repeat::parse(&repeat.value) {
        Ok(repeat) => Some(Recurrence {
            repeat,
            shift: shift.map(|shift| shift.value),
            except,
        }),
        Err(error) => {
            let found = &repeat.value;
            let word = match error.word.as_str() {
                "" => String::new(),
                word => format!("`{word}`: "),
            };
            let (vi, en) = (error.problem.vi(), error.problem.en());
            let message = say!(
                "chu kỳ `{found}`: {word}{vi}",
                "recurrence `{found}`: {word}{en}"
            );
            let meant = Repeat::meant_by(found);
            let help = match meant {
                Some(meant) => say!("viết `{meant}`", "write `{meant}`"),
                None => say!(
                    "viết như `weekly wed`, `monthly 5,20`, `monthly fri#2,fri#4`, `monthly last fri`",
                    "write it like `weekly wed`, `monthly 5,20`, `monthly fri#2,fri#4`, `monthly last fri`"
                ),
            };
            table
                .report
                .add(Code::WrongValue, repeat.span, message, Some(help));
            None
        }
    }
}

/// `shift` and `except` say how a rhythm bends; without one they would be silently nothing.
fn refuse_without_repeat(table: &mut Table<'_, '_>) {
    for key in ["shift", "except"] {
        if let Some(value) = table.get(key) {
            let message = say!("`{key}` mà không có `repeat`", "`{key}` without `repeat`");
            let help = say!(
                "thêm `repeat`, hoặc bỏ `{key}`",
                "add `repeat`, or leave `{key}` out"
            );
            table
                .report
                .add(Code::WrongValue, value.span, message, Some(help));
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
