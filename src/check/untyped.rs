//! T02: times that stand in words and not in keys, in; a note for each that calendars and reminders would miss, out.

use jiff::civil::Date;
use memchr::memmem;

use super::said::{moments, named_day};
use super::{NoticeRule, Portal};
use crate::notice::{Deadline, Notice, Task};
use crate::problem::{Code, Problem, Severity};
use crate::say;
use crate::text::dates::{clock_short, date_vi};
use crate::text::when::{
    Bound, Context, HalfDay, Moment, PhraseKind, may_name_year, read_moments, read_times,
};
use crate::text::{Span, Spanned};

pub(super) const RULES: &[NoticeRule] =
    &[untyped_deadlines, untyped_hours, untyped_arrival, duties];

/// A deadline that `said` names with its whole date, or `do` with date and hour, has a key.
fn untyped_deadlines(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let open = notice.tasks.iter().filter(|task| task.deadline.is_none());
    open.filter_map(|task| untyped(notice, task)).collect()
}

fn untyped(notice: &Notice, task: &Task) -> Option<Problem> {
    let near = notice.sessions.first()?.date.value;
    let in_said = || {
        let said = task.said.as_ref()?;
        let moments = moments(said, near);
        let found = moments
            .iter()
            .find_map(|one| Some((one.bound?, told(one)?)))?;
        Some((said.span, "said", found))
    };
    let in_duty = || {
        let moments = timed_deadlines(&task.what);
        let found = moments
            .iter()
            .find_map(|one| Some((one.bound?, told(one)?)))?;
        Some((notice.words_span(task.span, &task.what), "do", found))
    };
    let (span, words, (bound, told)) = in_said().or_else(in_duty)?;
    let key = key_of(bound);
    let message = say!(
        "`{words}` nêu hạn {told} mà chưa có `{key}`",
        "`{words}` names the deadline {told}, and there is no `{key}`"
    );
    let problem = Problem::new(Code::SaidMismatch, &notice.source, span, message);
    Some(problem.severity(Severity::Info).help(say!(
        "thêm `{key}` để hạn vào lịch của người phải làm",
        "add `{key}`: it brings the deadline into the calendars of those it binds"
    )))
}

/// An hour, or at least a half-day, that `said` gives a session has a key: without one the page tells neither.
fn untyped_hours(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let open = notice.sessions.iter().filter(|session| {
        session.start.is_none() && session.part.is_none() && session.recurrence.is_none()
    });
    open.filter_map(|session| {
        let said = session.said.as_ref()?;
        let moments = moments(said, session.date.value);
        let [moment] = moments.as_slice() else {
            return None;
        };
        let is_single = moment.dates.len() < 2 && moment.bound.is_none();
        let (told, key) = match (moment.clock, moment.half_day) {
            (Some(clock), _) => (
                clock_short(clock),
                format!("start = {}", clock_short(clock)),
            ),
            (None, Some(half)) => {
                let (word, part) = half_day_words(half);
                (word.to_owned(), format!("part = \"{part}\""))
            }
            (None, None) => return None,
        };
        let message = say!(
            "`said` nêu {told} mà buổi này chưa có `start`, `part`",
            "`said` names {told}, and the session has no `start` and no `part`"
        );
        let problem = Problem::new(Code::SaidMismatch, &notice.source, said.span, message);
        is_single.then(|| {
            problem
                .severity(Severity::Info)
                .help(say!("thêm `{key}`", "add `{key}`"))
        })
    })
    .collect()
}

/// The word of papers and the word of the format.
fn half_day_words(half: HalfDay) -> (&'static str, &'static str) {
    match half {
        HalfDay::Morning => ("sáng", "morning"),
        HalfDay::Afternoon => ("chiều", "afternoon"),
        HalfDay::Evening => ("tối", "evening"),
    }
}

/// "Có mặt trước 15 phút" in the text has a key, which entries of calendars tell.
fn untyped_arrival(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    if notice.arrive_early.is_some() || notice.sessions.is_empty() {
        return Vec::new();
    }
    let body: &str = &notice.body_text();
    let mut calls = memmem::find_iter(body.as_bytes(), ARRIVAL);
    let found = calls.find_map(|at| {
        let call = body.get(at..)?.split(['.', ';', '\n']).next()?;
        let mut phrases = read_times(call, Context::default()).into_iter();
        phrases.find_map(|phrase| match phrase.kind {
            PhraseKind::Offset { minutes } => Some((at..at + phrase.span.end, minutes)),
            _ => None,
        })
    });
    let note = found.map(|(words, minutes)| {
        let message = say!(
            "phần lời hẹn có mặt trước {minutes} phút mà chưa có `arrive_early`",
            "the text asks to be there {minutes} minutes early, and there is no `arrive_early`"
        );
        let span = Span::from(words).shifted(notice.body.start);
        let problem = Problem::new(Code::SaidMismatch, &notice.source, span, message);
        problem.severity(Severity::Info).help(say!(
            "thêm `arrive_early = {minutes}` trên bảng đầu tiên: lịch nhắc theo khóa này",
            "add `arrive_early = {minutes}` above the first table: calendars tell it"
        ))
    });
    note.into_iter().collect()
}

/// How papers ask people to be there.
const ARRIVAL: &str = "có mặt";

/// A deadline with date and hour in `do` is the one of the key: readers see both.
fn duties(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let tasks = notice.tasks.iter();
    let wrong = tasks.filter_map(|task| {
        let deadline = task.deadline?;
        let named = timed_deadlines(&task.what);
        let first = named.first().and_then(told)?;
        let is_typed = |moment: &Moment| {
            let clock = match deadline.value {
                Deadline::BeforeMoment(at) | Deadline::UntilMoment(at) => Some(at.time()),
                Deadline::BeforeDay(_) | Deadline::UntilDay(_) => None,
            };
            moment.clock == clock && own_date(moment) == Some(named_day(deadline.value))
        };
        (!named.iter().any(is_typed)).then(|| contradicts(notice, task, &deadline, &first))
    });
    wrong.collect()
}

fn contradicts(notice: &Notice, task: &Task, deadline: &Spanned<Deadline>, told: &str) -> Problem {
    let typed = typed(deadline.value);
    let span = notice.words_span(task.span, &task.what);
    let message = say!(
        "`do` nêu hạn {told}, khóa ghi {typed}",
        "`do` names the deadline {told}, the key {typed}"
    );
    let problem = Problem::new(Code::SaidMismatch, &notice.source, span, message);
    problem.severity(Severity::Warning).help(say!(
        "xem lại văn bản: người đọc thấy cả hai",
        "look at the paper again: readers see both"
    ))
}

/// The deadlines of a text that have their own date and an hour: "các dự án khởi công trước ngày 01/7/2025" is none.
fn timed_deadlines(text: &str) -> Vec<Moment> {
    if !may_name_year(text) {
        return Vec::new();
    }
    let moments = read_moments(text, Context::default()).into_iter();
    moments
        .filter(|moment| moment.bound.is_some() && moment.clock.is_some())
        .filter(|moment| own_date(moment).is_some())
        .collect()
}

fn own_date(moment: &Moment) -> Option<Date> {
    moment.date().filter(|_| !moment.is_date_inherited)?.date()
}

/// A deadline as far as it is told: its day, and its hour where there is one.
fn told(moment: &Moment) -> Option<String> {
    let day = date_vi(own_date(moment)?);
    let clock = moment.clock.map(|clock| format!("{} ", clock_short(clock)));
    Some(clock.unwrap_or_default() + &day)
}

/// A deadline as it was typed.
pub(super) fn typed(deadline: Deadline) -> String {
    match deadline {
        Deadline::BeforeMoment(at) | Deadline::UntilMoment(at) => {
            format!("{} {}", clock_short(at.time()), date_vi(at.date()))
        }
        Deadline::BeforeDay(day) | Deadline::UntilDay(day) => date_vi(day),
    }
}

fn key_of(bound: Bound) -> &'static str {
    match bound {
        Bound::Before => "before",
        Bound::Until | Bound::Closing => "until",
    }
}
