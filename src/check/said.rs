//! T02 and T03: the document's own words, read by the grammar of times, against what was typed. Double entry: this is what
//! finds a 15 typed for a 16.

#[cfg(test)]
mod tests;

use jiff::civil::{Date, Time};

use super::untyped::typed;
use super::weekdays::in_quotation;
use super::{NoticeRule, Portal};
use crate::notice::{Deadline, Notice, Part, Session};
use crate::problem::{Code, Problem};
use crate::say;
use crate::text::dates::{clock_short, date_vi};
use crate::text::when::{self, Bound, HalfDay, Moment, read_moments};
use crate::text::{Span, Spanned};

pub(super) const RULES: &[NoticeRule] = &[sessions, deadlines, half_days];

/// T01 to T03 in one reading of what is quoted for a session.
fn sessions(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let quoted = notice.sessions.iter();
    let quoted = quoted.filter_map(|session| Some((session, session.said.as_ref()?)));
    quoted
        .flat_map(|(session, said)| {
            let date = session.date.value;
            let moments = moments(said, date);
            let alone = session.recurrence.is_none().then_some(date);
            let mut found = in_quotation(notice, said, &moments, alone);
            found.extend(disagreement(notice, session, &moments));
            found.extend(half_day_told(notice, said.span, &moments));
            found
        })
        .collect()
}

/// T02: date, start and end of a session are among those the document's words name.
fn disagreement(notice: &Notice, session: &Session, moments: &[Moment]) -> Option<Problem> {
    let date = session.date.value;
    let dates: Vec<Date> = named_dates(moments);
    let is_named = dates.is_empty() || dates.contains(&date);
    if session.recurrence.is_none() && !is_named {
        let named: Vec<String> = dates.iter().map(|date| date_vi(*date)).collect();
        return Some(mismatch(
            notice,
            session.date.span,
            &date_vi(date),
            &named.join(", "),
        ));
    }
    let own = |moment: &&Moment| {
        moment.dates.is_empty() || moment.dates.iter().any(|named| named.date() == Some(date))
    };
    let clocks: Vec<(Time, Option<Time>)> = moments
        .iter()
        .filter(|moment| session.recurrence.is_some() || own(moment))
        .filter_map(|moment| Some((moment.clock?, moment.end)))
        .collect();
    let start = session.start.filter(|_| !clocks.is_empty())?;
    let Some((_, said_end)) = clocks.iter().find(|(clock, _)| *clock == start.value) else {
        let named: Vec<String> = clocks
            .iter()
            .map(|(clock, _)| clock_short(*clock))
            .collect();
        return Some(mismatch(
            notice,
            start.span,
            &clock_short(start.value),
            &named.join(", "),
        ));
    };
    let (end, said_end) = (session.end?, (*said_end)?);
    (end.value != said_end).then(|| {
        mismatch(
            notice,
            end.span,
            &clock_short(end.value),
            &clock_short(said_end),
        )
    })
}

/// The end the document's words give the session, beside its own start.
pub(super) fn said_end(session: &Session) -> Option<Time> {
    let (said, start) = (session.said.as_ref()?, session.start?);
    let date = session.date.value;
    let moments = moments(said, date).into_iter();
    let mut own = moments.filter(|moment| {
        let is_own_day = moment.dates.iter().any(|named| named.date() == Some(date));
        moment.clock == Some(start.value) && (moment.dates.is_empty() || is_own_day)
    });
    own.find_map(|moment| moment.end)
}

/// T01 and T02 in one reading of what is quoted for a deadline.
fn deadlines(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let quoted = notice.tasks.iter();
    let quoted = quoted.filter_map(|task| Some((task.deadline?, task.said.as_ref()?)));
    quoted
        .flat_map(|(deadline, said)| {
            let day = named_day(deadline.value);
            let moments = moments(said, day);
            let mut found = in_quotation(notice, said, &moments, Some(day));
            found.extend(late_or_early(notice, deadline, said, &moments));
            found
        })
        .collect()
}

/// T02: a deadline is the one the document's words name, with the same "trước" or "hết ngày".
fn late_or_early(
    notice: &Notice,
    deadline: Spanned<Deadline>,
    said: &Spanned<String>,
    moments: &[Moment],
) -> Option<Problem> {
    let day = named_day(deadline.value);
    let dates = named_dates(moments);
    let typed = typed(deadline.value);
    let clock = match deadline.value {
        Deadline::BeforeMoment(at) | Deadline::UntilMoment(at) => Some(at.time()),
        Deadline::BeforeDay(_) | Deadline::UntilDay(_) => None,
    };
    if clock == Some(Time::midnight()) && dates.contains(&day.yesterday().unwrap_or(day)) {
        // "trước 24 giờ ngày 15/7".
        return None;
    }
    if !dates.is_empty() && !dates.contains(&day) {
        let named: Vec<String> = dates.iter().map(|date| date_vi(*date)).collect();
        return Some(mismatch(notice, deadline.span, &typed, &named.join(", ")));
    }
    let differs = |said_clock| {
        let said = format!("{} {}", clock_short(said_clock), date_vi(day));
        Some(mismatch(notice, deadline.span, &typed, &said))
    };
    let Some(moment) = moments.iter().find(|moment| moment.bound.is_some()) else {
        // "đến 17 giờ 00 ngày 15/7": an hour, and no word for before or until.
        let mut clocks = moments
            .iter()
            .flat_map(|one| [one.clock, one.end])
            .flatten();
        let last = clocks.clone().last()?;
        let is_said = clocks.any(|said_clock| clock.is_none_or(|clock| clock == said_clock));
        return (!is_said).then(|| differs(last))?;
    };
    if let Some(said_clock) = moment.clock
        && clock != Some(said_clock)
    {
        return differs(said_clock);
    }
    let is_exclusive = matches!(
        deadline.value,
        Deadline::BeforeMoment(_) | Deadline::BeforeDay(_)
    );
    let is_hour_told = moment.bound != Some(Bound::Closing);
    if !is_hour_told && clock.is_some() {
        return None;
    }
    let says_before = moment.bound == Some(Bound::Before);
    (is_exclusive != says_before).then(|| {
        let key = if says_before { "before" } else { "until" };
        let words = said.get(moment.span.clone()).unwrap_or(said);
        let words = words.split(" (").next().unwrap_or(words);
        let message = say!(
            "văn bản ghi \"{words}\": dùng `{key}`",
            "the document says \"{words}\": use `{key}`"
        );
        let problem = Problem::new(Code::SaidMismatch, &notice.source, deadline.span, message);
        problem.help(say!(
            "`before` là trước lúc ấy, `until` là kể cả lúc ấy",
            "`before` leaves the moment out, `until` counts it in"
        ))
    })
}

fn mismatch(notice: &Notice, span: Span, typed: &str, said: &str) -> Problem {
    let message = say!(
        "gõ {typed}, nhưng lời văn bản trong `said` là {said}",
        "typed {typed}, but the document's words in `said` are {said}"
    );
    Problem::new(Code::SaidMismatch, &notice.source, span, message).help(say!(
        "xem lại văn bản: sửa khóa này, hoặc chép lại `said`",
        "look at the paper again: mend this key, or copy `said` anew"
    ))
}

/// T03: chiều is not 09:00, in the document's words.
fn half_day_told(notice: &Notice, span: Span, moments: &[Moment]) -> Option<Problem> {
    let mut told = moments.iter();
    let clock = told.find_map(|moment| {
        let (half, clock) = (moment.half_day?, moment.clock?);
        (!half.agrees_with(clock)).then_some(clock)
    })?;
    Some(half_day_mismatch(notice, span, clock))
}

/// T03: the same between `part` and `start`.
fn half_days(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let typed = notice.sessions.iter().filter_map(|session| {
        let (start, part) = (session.start?, session.part?);
        let half = half_day(part)?;
        (!half.agrees_with(start.value)).then(|| half_day_mismatch(notice, start.span, start.value))
    });
    typed.collect()
}

fn half_day_mismatch(notice: &Notice, span: Span, clock: Time) -> Problem {
    let clock = clock_short(clock);
    let message = say!(
        "buổi (sáng, chiều, tối) không khớp giờ {clock}",
        "the half-day does not fit the hour {clock}"
    );
    let problem = Problem::new(Code::HalfDayMismatch, &notice.source, span, message);
    problem.help(say!(
        "xem lại văn bản: sửa giờ hoặc buổi",
        "look at the paper again: mend the hour or the half-day"
    ))
}

/// The word for a half-day; a whole day agrees with every hour.
fn half_day(part: Part) -> Option<HalfDay> {
    match part {
        Part::Morning => Some(HalfDay::Morning),
        Part::Afternoon => Some(HalfDay::Afternoon),
        Part::Evening => Some(HalfDay::Evening),
        Part::Day => None,
    }
}

/// What a quotation says, its dates completed from the year of `near`.
pub(super) fn moments(said: &Spanned<String>, near: Date) -> Vec<Moment> {
    let context = when::Context {
        year: None,
        anchor: Some(near),
    };
    read_moments(&said.value, context)
}

/// Every complete date the moments name themselves.
fn named_dates(moments: &[Moment]) -> Vec<Date> {
    let own = moments.iter().filter(|moment| !moment.is_date_inherited);
    own.flat_map(|moment| &moment.dates)
        .filter_map(|date| date.date())
        .collect()
}

/// The day a deadline names on the paper.
pub(super) fn named_day(deadline: Deadline) -> Date {
    match deadline {
        Deadline::BeforeMoment(at) | Deadline::UntilMoment(at) => at.date(),
        Deadline::BeforeDay(day) | Deadline::UntilDay(day) => day,
    }
}
