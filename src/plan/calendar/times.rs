//! When an entry starts and ends: what a document says in, a time every calendar can show out. Calendars need an end;
//! where the document gives none, one is taken and the entry says so.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};

use super::entry::When;
use super::lines::half_day;
use crate::notice::{Deadline, Part, Session, SessionKind};
use crate::site::DefaultEnd;
use crate::text::dates::clock_short;

/// How long a test of the line or a deadline takes up, in minutes.
const WINDOW_MINUTES: i64 = 30;

/// A time, and what the reader must know about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Timing {
    pub(super) when: When,
    /// What the document does not say.
    pub(super) remark: Option<String>,
}

/// The time of `session` on `day`; `main_start` is when the meeting begins that a joining time leads to.
pub(super) fn of_session(
    session: &Session,
    day: Date,
    main_start: Option<Time>,
    default_end: &DefaultEnd,
) -> Timing {
    let Some(clock) = session.start.map(|start| start.value) else {
        return all_day(session, day);
    };
    let start = day.to_datetime(clock);
    let stated = session.end.map(|end| day.to_datetime(end.value));
    if let Some(end) = stated.filter(|end| *end > start) {
        return Timing {
            when: When::Clock { start, end },
            remark: None,
        };
    }
    let main_start = main_start.map(|clock| day.to_datetime(clock));
    let taken = match session.kind {
        SessionKind::Main => half_day_end(session, start, default_end),
        SessionKind::Join if main_start > Some(start) => {
            let end = main_start.unwrap_or(start);
            return Timing {
                when: When::Clock { start, end },
                remark: None,
            };
        }
        SessionKind::Join | SessionKind::Test => start.saturating_add(WINDOW_MINUTES.minutes()),
    };
    Timing {
        when: When::Clock { start, end: taken },
        remark: Some(format!(
            "Văn bản không nêu giờ kết thúc; lịch tạm ghi {}",
            clock_short(taken.time())
        )),
    }
}

/// The usual end of the half-day, but never less than an hour after the start.
fn half_day_end(session: &Session, start: DateTime, default_end: &DefaultEnd) -> DateTime {
    let part = session.part.unwrap_or_else(|| Part::of(start.time()));
    let usual = start.date().to_datetime(part.usual_end(default_end));
    usual.max(start.saturating_add(1.hour()))
}

/// A day without an hour stays a day: no start is guessed.
fn all_day(session: &Session, day: Date) -> Timing {
    let part = session.part.map(half_day).map(capitalised);
    let end = session.end.map(|end| clock_short(end.value));
    let remark = match (part, end) {
        (Some(part), Some(end)) => format!("{part}, kết thúc {end}; văn bản không nêu giờ bắt đầu"),
        (Some(part), None) => format!("{part}; văn bản không nêu giờ"),
        (None, Some(end)) => format!("Kết thúc {end}; văn bản không nêu giờ bắt đầu"),
        (None, None) => "Văn bản không nêu giờ".to_owned(),
    };
    Timing {
        when: When::Day(day),
        remark: Some(remark),
    }
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The half-hour that ends at a deadline; the whole last day where the document names no hour.
pub(super) fn of_deadline(deadline: Deadline) -> When {
    match deadline {
        Deadline::BeforeMoment(end) | Deadline::UntilMoment(end) => When::Clock {
            start: end.saturating_sub(WINDOW_MINUTES.minutes()),
            end,
        },
        Deadline::BeforeDay(_) | Deadline::UntilDay(_) => When::Day(deadline.last_day()),
    }
}
