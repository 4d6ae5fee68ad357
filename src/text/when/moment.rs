//! Moments: the expressions of time of a text in, those that belong together out.
//!
//! "14 giờ 00 phút ngày 09/7/2026 (chiều thứ Năm)" is a clock, a date, a half-day
//! and a weekday, and one moment.

mod gap;

use std::ops::Range;

use jiff::civil::{Date, Time, Weekday};

use super::phrase::{Bound, DateParts, HalfDay, PhraseKind};
use super::reader::Found;
use super::tokens::Tokens;
use gap::{Gap, own_date_follows};

/// The longest range that is written out day by day.
const LONGEST_RANGE: usize = 62;

/// One moment, or the same clock on several days, as a text tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moment {
    /// From the first byte of its first expression to the last of its last.
    pub span: Range<usize>,
    /// Present on deadlines.
    pub bound: Option<Bound>,
    /// Every day named, in the order of the text.
    pub dates: Vec<DateParts>,
    /// Whether `dates` stand in an earlier moment of the paragraph and not in this
    /// one: `04/12/2023. Buổi chiều: Từ 14 giờ`.
    pub is_date_inherited: bool,
    /// The clock, or the start of a range of clocks.
    pub clock: Option<Time>,
    /// The end of a range of clocks.
    pub end: Option<Time>,
    /// The weekday written.
    pub weekday: Option<Weekday>,
    /// The half-day written.
    pub half_day: Option<HalfDay>,
    /// How many half-days it takes.
    pub half_days: Option<u32>,
}

impl Moment {
    /// The day, when exactly one is named.
    pub fn date(&self) -> Option<DateParts> {
        match self.dates.as_slice() {
            [date] => Some(*date),
            _ => None,
        }
    }

    /// The day and its weekday, when exactly one day is named and the weekday
    /// written beside it is another.
    pub fn wrong_weekday(&self) -> Option<(Date, Weekday)> {
        let date = self.date().filter(|_| !self.is_date_inherited)?.date()?;
        let written = self.weekday?;
        (date.weekday() != written).then(|| (date, date.weekday()))
    }

    fn is_empty(&self) -> bool {
        self.dates.is_empty()
            && self.clock.is_none()
            && self.weekday.is_none()
            && self.half_day.is_none()
    }
}

/// The moments of a text, in order.
pub(super) fn moments(tokens: &Tokens<'_>, found: &[Found]) -> Vec<Moment> {
    let mut moments: Vec<Moment> = Vec::new();
    let mut current = Moment::default();
    let mut last_end = 0;
    let mut context: Vec<DateParts> = Vec::new();
    for (position, phrase) in found.iter().enumerate() {
        let gap = Gap::between(tokens, last_end, phrase.first);
        let kind = &phrase.phrase.kind;
        let later = found.get(position..).unwrap_or_default();
        let has_own_date = !gap.opens && own_date_follows(tokens, later);
        let is_end = gap.is_until && !has_own_date && may_end(&current, kind);
        let has_room = accepts(&current, kind) && (current.dates.is_empty() || !has_own_date);
        let joins = gap.joins && (is_end || has_room);
        if !joins {
            close(&mut moments, std::mem::take(&mut current), &mut context);
        }
        if gap.has_paragraph {
            context.clear();
        }
        if is_moment(&phrase.phrase.kind) {
            extend(&mut current, phrase, joins && is_end);
            last_end = phrase.end;
        }
    }
    close(&mut moments, current, &mut context);
    moments
}

/// Whether a clock after "đến" may end the current moment: `08 giờ 00 ngày
/// 23/5/2026 đến 11 giờ 30`.
fn may_end(current: &Moment, kind: &PhraseKind) -> bool {
    matches!(kind, PhraseKind::Clock(_)) && current.clock.is_some() && current.end.is_none()
}

/// Whether the moment has room for the expression.
fn accepts(moment: &Moment, kind: &PhraseKind) -> bool {
    match kind {
        PhraseKind::Clock(_) | PhraseKind::ClockRange(..) => moment.clock.is_none(),
        PhraseKind::Date(_) | PhraseKind::DateRange(..) | PhraseKind::DateList(_) => {
            moment.dates.is_empty()
        }
        PhraseKind::Weekday(_) => moment.weekday.is_none(),
        PhraseKind::HalfDay(_) => moment.half_day.is_none(),
        PhraseKind::Length { .. } => moment.half_days.is_none(),
        PhraseKind::Deadline(deadline) => {
            deadline.date.is_none() && !moment.dates.is_empty() && moment.clock.is_none()
        }
        _ => false,
    }
}

fn is_moment(kind: &PhraseKind) -> bool {
    kind.names_days()
        || matches!(
            kind,
            PhraseKind::Clock(_)
                | PhraseKind::ClockRange(..)
                | PhraseKind::Weekday(_)
                | PhraseKind::HalfDay(_)
                | PhraseKind::Length { .. }
                | PhraseKind::Deadline(_)
        )
}

fn extend(moment: &mut Moment, found: &Found, is_end: bool) {
    let span = &found.phrase.span;
    if moment.span.is_empty() {
        moment.span = span.clone();
    }
    moment.span.end = span.end;
    match &found.phrase.kind {
        PhraseKind::Clock(time) if is_end => moment.end = Some(*time),
        PhraseKind::Clock(time) => moment.clock = Some(*time),
        PhraseKind::ClockRange(start, end) => {
            moment.clock = Some(*start);
            moment.end = Some(*end);
        }
        PhraseKind::Date(date) => moment.dates = vec![*date],
        PhraseKind::DateRange(first, last) => moment.dates = days(*first, *last),
        PhraseKind::DateList(dates) => moment.dates.clone_from(dates),
        PhraseKind::Weekday(weekday) => moment.weekday = Some(*weekday),
        PhraseKind::HalfDay(half_day) => moment.half_day = Some(*half_day),
        PhraseKind::Length { half_days } => moment.half_days = Some(*half_days),
        PhraseKind::Deadline(deadline) => {
            moment.bound = Some(deadline.bound);
            moment.clock = deadline.time;
            moment.weekday = deadline.weekday.or(moment.weekday);
            moment.dates.extend(deadline.date);
        }
        _ => {}
    }
}

/// Keeps a moment that tells something. One without a day of its own takes that
/// of the moment before it in the paragraph, unless it names a weekday: that may
/// be another day.
fn close(moments: &mut Vec<Moment>, mut moment: Moment, context: &mut Vec<DateParts>) {
    if moment.is_empty() {
        return;
    }
    if !moment.dates.is_empty() {
        context.clone_from(&moment.dates);
    } else if moment.weekday.is_some() {
        context.clear();
    } else if !context.is_empty() {
        moment.dates.clone_from(context);
        moment.is_date_inherited = true;
    }
    moments.push(moment);
}

/// Every day of a range; only its ends when it is long, open or reversed.
fn days(first: DateParts, last: DateParts) -> Vec<DateParts> {
    let ends = vec![first, last];
    let (Some(from), Some(to)) = (first.date(), last.date()) else {
        return ends;
    };
    let days: Vec<DateParts> = from
        .series(jiff::Span::new().days(1))
        .take_while(|&date| date <= to)
        .take(LONGEST_RANGE + 1)
        .map(DateParts::from)
        .collect();
    if days.is_empty() || days.len() > LONGEST_RANGE {
        ends
    } else {
        days
    }
}
