//! The reader: tokens in, the expressions of time among them out.

use super::Context;
use super::clock::{clock, clock_range, spelled};
use super::cycle::{cycle, next_workday, open};
use super::date::dates;
use super::day::{half_day, weekday};
use super::deadline::deadline;
use super::measure::{days_before, length, limit, offset};
use super::phrase::{Phrase, PhraseKind};
use super::tokens::Tokens;

/// Every word a phrase can begin with, in the order of its bytes.
pub(super) const BEGINNINGS: &[&str] = &[
    "ba", "buổi", "bốn", "chiều", "chín", "chúa", "chậm", "chủ", "cn", "giấy", "hai", "hạn", "hết",
    "khoảng", "không", "muộn", "mùng", "mười", "mồng", "một", "ngày", "nửa", "sáng", "sáu", "sẽ",
    "sớm", "t", "thành", "tháng", "thông", "thứ", "trước", "trễ", "tám", "tối", "tới", "xong",
    "đang", "đến",
];

/// A phrase and the tokens it takes.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) phrase: Phrase,
    /// Its first token.
    pub(super) first: usize,
    /// The token after it.
    pub(super) end: usize,
}

/// All phrases, in order, without overlaps.
pub(super) fn read(tokens: &Tokens<'_>, context: Context) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        if !may_begin_phrase(tokens, index) {
            index += 1;
            continue;
        }
        let follows_time = found
            .last()
            .is_some_and(|last| is_time(&last.phrase.kind) && is_near(tokens, last.end, index));
        let Some((kind, end)) = phrase_at(tokens, index, follows_time, context) else {
            index += 1;
            continue;
        };
        let end = end.max(index + 1);
        let span = tokens.span(index, end);
        found.push(Found {
            phrase: Phrase { span, kind },
            first: index,
            end,
        });
        index = end;
    }
    found
}

/// Whether a phrase can begin with this token: nine words in ten cannot, and are
/// not asked further.
fn may_begin_phrase(tokens: &Tokens<'_>, index: usize) -> bool {
    match tokens.word(index) {
        "" => tokens.number(index).is_some() || tokens.mark(index) == '½',
        // Nearly always a year or a weekday.
        "năm" | "bảy" | "bẩy" => spelled::hour(tokens, index).is_some(),
        word => BEGINNINGS.binary_search(&word).is_ok(),
    }
}

/// The phrase that begins at `index`. The order matters: what is longer or more
/// certain comes first, and amounts of time before times of day.
fn phrase_at(
    tokens: &Tokens<'_>,
    index: usize,
    follows_time: bool,
    context: Context,
) -> Option<(PhraseKind, usize)> {
    if let Some(found) = fixed_phrase_at(tokens, index, context) {
        return Some(found);
    }
    if let Some((half_days, next)) = length(tokens, index) {
        return Some((PhraseKind::Length { half_days }, next));
    }
    if let Some(((start, end), next)) = clock_range(tokens, index) {
        return Some((PhraseKind::ClockRange(start, end), next));
    }
    if let Some((time, next)) = clock(tokens, index) {
        return Some((PhraseKind::Clock(time), next));
    }
    if let Some(found) = dates(tokens, index, follows_time, context) {
        return Some(found);
    }
    if let Some((half, next)) = half_day(tokens, index, follows_time) {
        return Some((PhraseKind::HalfDay(half), next));
    }
    let (day, next) = weekday(tokens, index, follows_time)?;
    Some((PhraseKind::Weekday(day), next))
}

/// Phrases that begin with words of their own.
fn fixed_phrase_at(
    tokens: &Tokens<'_>,
    index: usize,
    context: Context,
) -> Option<(PhraseKind, usize)> {
    // Of these only an amount may begin with a number.
    if tokens.number(index).is_some() {
        let (minutes, next) = offset(tokens, index)?;
        return Some((PhraseKind::Offset { minutes }, next));
    }
    if let Some(next) = open(tokens, index) {
        return Some((PhraseKind::Open, next));
    }
    if let Some(next) = next_workday(tokens, index) {
        return Some((PhraseKind::NextWorkday, next));
    }
    if let Some((bound, minutes, next)) = limit(tokens, index) {
        return Some((PhraseKind::Limit { bound, minutes }, next));
    }
    if let Some((minutes, next)) = offset(tokens, index) {
        return Some((PhraseKind::Offset { minutes }, next));
    }
    if let Some((days, working, next)) = days_before(tokens, index) {
        return Some((PhraseKind::DaysBefore { days, working }, next));
    }
    if let Some((cycle, next)) = cycle(tokens, index) {
        return Some((PhraseKind::Recurring(cycle), next));
    }
    let (deadline, next) = deadline(tokens, index, context)?;
    Some((PhraseKind::Deadline(deadline), next))
}

/// Whether only punctuation and small words lie between two tokens.
fn is_near(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    to - from <= 3
        && (from..to).all(|at| {
            matches!(tokens.mark(at), ',' | '(' | ':' | '-' | '–')
                || matches!(tokens.word(at), "lúc" | "vào" | "ngày" | "của" | "đến")
        })
}

/// Whether the kind tells when something is, so that a date may follow.
fn is_time(kind: &PhraseKind) -> bool {
    !matches!(
        kind,
        PhraseKind::Limit { .. }
            | PhraseKind::Offset { .. }
            | PhraseKind::DaysBefore { .. }
            | PhraseKind::Open
            | PhraseKind::NextWorkday
            | PhraseKind::Recurring(_)
    )
}
