//! T: dates, hours and weekdays.

use std::cell::LazyCell;

use super::{NoticeRule, Portal};
use jiff::civil::{Date, DateTime};

use crate::notice::{Deadline, Notice, NoticeKind, Participants, Session, SessionKind};
use crate::problem::{Code, Problem, Severity};
use crate::say;
use crate::site::DayOff;
use crate::text::dates::{clock_short, date_vi, weekday_en, weekday_vi};
use crate::text::fold::squash;
use crate::text::when::{self, may_name_year, read_moments};

pub(super) const RULES: &[NoticeRule] = &[
    end_before_start,
    overlap,
    test_after_start,
    test_after_join,
    deadline_after_start,
    day_off,
];

/// T04: `end` must be after `start`.
fn end_before_start(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let backwards = notice.sessions.iter().filter_map(|session| {
        let (start, end) = (session.start?, session.end?);
        (end.value <= start.value).then(|| {
            let (end_text, start_text) = (clock_short(end.value), clock_short(start.value));
            Problem::new(
                Code::EndBeforeStart,
                &notice.source,
                end.span,
                say!(
                    "kết thúc {end_text} không sau giờ bắt đầu {start_text}",
                    "the end {end_text} is not after the start {start_text}"
                ),
            )
            .help(say!(
                "xem lại `start` và `end`; buổi kéo qua ngày khác thì ghi thành hai buổi",
                "look at `start` and `end` again; what lasts into another day is two sessions"
            ))
        })
    });
    backwards.collect()
}

/// T04: nobody sits in two main sessions of one notice at once. Rows of schedules are meetings of their own, sessions of
/// other levels or rooms run side by side, and so do those whose participants are told apart by session.
fn overlap(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let told_apart = notice
        .points
        .iter()
        .flat_map(|point| &point.participants)
        .any(|line| matches!(line, Participants::Units(quota) if !quota.sessions.is_empty()));
    if notice.kind == NoticeKind::Schedule || told_apart {
        return Vec::new();
    }
    let mut timed: Vec<&Session> = notice
        .main_sessions()
        .filter(|session| session.recurrence.is_none() && session.start.is_some())
        .collect();
    timed.sort_by_key(|session| session.starts());
    let pairs = timed.iter().zip(timed.iter().skip(1));
    pairs
        .filter_map(|(first, second)| {
            let start = second.start?;
            // What is typed twice overlaps whenever it ends.
            let is_copy = first.starts() == second.starts() && first.title == second.title;
            let end = first.end.map(|end| end.value);
            let one_room = first.place == second.place;
            let is_same_day = first.date.value == second.date.value;
            let overlaps = is_same_day && end.is_some_and(|end| start.value < end);
            ((overlaps || is_copy) && one_room && first.shares_people_with(second)).then(|| {
                let start_text = clock_short(start.value);
                let message = match end.map(clock_short) {
                    Some(end_text) => say!(
                        "buổi {start_text} bắt đầu khi buổi trước chưa xong ({end_text})",
                        "the session at {start_text} starts before the one before it ends ({end_text})"
                    ),
                    None => say!(
                        "hai buổi cùng bắt đầu lúc {start_text}",
                        "two sessions start at {start_text}"
                    ),
                };
                let problem =
                    Problem::new(Code::SessionsOverlap, &notice.source, start.span, message);
                problem.help(say!(
                    "xem lại giờ; họp song song thì ghi `levels`, `points` hoặc `place` cho từng buổi",
                    "look at the hours again; for parallel sessions give each its `levels`, `points` or `place`"
                ))
            })
        })
        .collect()
}

/// T05: a line is tested, and joined, before the meeting it serves.
fn test_after_start(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let late = notice.sessions.iter().filter_map(|session| {
        let start = session
            .start
            .filter(|_| session.kind != SessionKind::Main)?;
        let served = served_start(notice, session)?;
        (session.starts() > served).then(|| {
            let (clock, day) = (clock_short(served.time()), date_vi(served.date()));
            Problem::new(
                Code::TestAfterStart,
                &notice.source,
                start.span,
                say!(
                    "giờ thử hoặc giờ kết nối sau giờ bắt đầu {clock} ngày {day}",
                    "a test or joining hour after the start at {clock} on {day}"
                ),
            )
            .help(say!(
                "xem lại ngày, giờ của buổi thử, buổi kết nối",
                "look again at the day and hour of the test or of joining"
            ))
        })
    });
    late.collect()
}

/// T05: those who join a line tested it first; told where a test of the same day and level comes later.
fn test_after_join(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let of_kind = |kind| notice.sessions.iter().filter(move |one| one.kind == kind);
    let late = of_kind(SessionKind::Test).filter_map(|test| {
        let start = test.start?;
        let join = of_kind(SessionKind::Join).find_map(|join| {
            let clock = join.start?.value;
            let is_same = join.date.value == test.date.value
                && join.levels == test.levels
                && join.shares_people_with(test);
            (is_same && clock < start.value).then_some(clock)
        })?;
        let (test, join) = (clock_short(start.value), clock_short(join));
        let message = say!(
            "thử đường truyền lúc {test}, sau giờ kết nối {join}",
            "the line is tested at {test}, after it is joined at {join}"
        );
        let problem = Problem::new(Code::TestAfterStart, &notice.source, start.span, message);
        Some(problem.severity(Severity::Warning).help(say!(
            "xem lại giờ của hai buổi: thử trước, kết nối sau",
            "look again at both hours: the test comes before joining"
        )))
    });
    late.collect()
}

/// The start a test or joining hour serves: the first of its day, else the last of all.
fn served_start(notice: &Notice, session: &Session) -> Option<DateTime> {
    let starts = || {
        notice
            .main_sessions()
            .filter(|main| main.start.is_some())
            .map(Session::starts)
    };
    let same_day = starts()
        .filter(|start| start.date() == session.date.value)
        .min();
    same_day.or_else(|| starts().max())
}

/// K01: what is due before a meeting is due before its start; reports and essays afterwards say `after_event`.
fn deadline_after_start(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let last = notice
        .main_sessions()
        .filter(|session| session.recurrence.is_none())
        .map(Session::starts)
        .max();
    // The rows of a schedule are many meetings, and a change may leave the sessions to the notice it changes.
    let Some(last) = last.filter(|_| notice.kind != NoticeKind::Schedule) else {
        return Vec::new();
    };
    let late = notice
        .tasks
        .iter()
        .filter(|task| !task.after_event)
        .filter_map(|task| {
            let deadline = task.deadline?;
            let is_late = match deadline.value {
                Deadline::UntilDay(day) => day > last.date(),
                Deadline::BeforeDay(_) | Deadline::BeforeMoment(_) | Deadline::UntilMoment(_) => {
                    deadline.moment() > last
                }
            };
            is_late.then(|| {
                let (clock, day) = (clock_short(last.time()), date_vi(last.date()));
                let problem = Problem::new(
                    Code::DeadlineAfterStart,
                    &notice.source,
                    deadline.span,
                    say!(
                        "hạn sau giờ bắt đầu {clock} ngày {day}",
                        "the deadline is after the start at {clock} on {day}"
                    ),
                );
                problem.help(say!(
                    "việc làm sau hội nghị (báo cáo, thu hoạch) thì thêm `after_event = true`",
                    "for what is due afterwards (reports, essays) add `after_event = true`"
                ))
            })
        });
    late.collect()
}

/// T07: a weekend or holiday is likely a slip unless the document itself names the weekday of that date.
fn day_off(portal: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let site = portal.site;
    let mut reported = Vec::new();
    let mut problems = Vec::new();
    let in_body = LazyCell::new(|| days_with_weekday(&notice.body_text()));
    for session in &notice.sessions {
        let date = session.date.value;
        let Some(reason) = site.holidays.day_off(date) else {
            continue;
        };
        let is_silent = session.recurrence.is_some()
            || reported.contains(&date)
            || names_weekday_of(notice, session)
            || in_body.contains(&date);
        if is_silent {
            continue;
        }
        reported.push(date);
        let (vi, en) = match reason {
            DayOff::Weekend => (weekday_vi(date.weekday()), weekday_en(date.weekday())),
            DayOff::Holiday(name) => (name, name),
        };
        let day = date_vi(date);
        problems.push(
            Problem::new(
                Code::DayOff,
                &notice.source,
                session.date.span,
                say!(
                    "{day} là {vi}, văn bản không nêu thứ",
                    "{day} is {en}, and the document does not name the weekday"
                ),
            )
            .help(say!(
                "đúng như văn bản thì để nguyên",
                "leave it if that is what the paper says"
            )),
        );
    }
    problems
}

/// Whether any session of the same date quotes the document naming the weekday.
fn names_weekday_of(notice: &Notice, session: &Session) -> bool {
    let date = session.date.value;
    let weekday = squash(weekday_vi(date.weekday()));
    let of_date = notice.sessions.iter();
    let mut quoted = of_date
        .filter(|other| other.date.value == date)
        .filter_map(|other| other.said.as_ref());
    quoted.any(|said| squash(said).contains(&weekday))
}

/// The days that prose names with their weekdays.
fn days_with_weekday(body: &str) -> Vec<Date> {
    if !may_name_year(body) {
        return Vec::new();
    }
    let moments = read_moments(body, when::Context::default()).into_iter();
    let own = moments.filter(|moment| !moment.is_date_inherited);
    let days = own.filter_map(|moment| {
        let date = moment.date()?.date()?;
        (moment.weekday == Some(date.weekday())).then_some(date)
    });
    days.collect()
}
