//! Deadlines: `trước 17 giờ, ngày 08/7/2026`, `đến hết ngày 15/7/2026`, `chậm nhất
//! là 17h00 thứ Sáu`, `hết giờ hành chính ngày 15/7/2026`.

use super::Context;
use super::clock::clock_of_deadline;
use super::date::single_date;
use super::day::{half_day_word, weekday_name};
use super::phrase::{Bound, Deadline};
use super::tokens::Tokens;

/// A deadline that begins at `index`, and the index after it.
pub(super) fn deadline(
    tokens: &Tokens<'_>,
    index: usize,
    context: Context,
) -> Option<(Deadline, usize)> {
    let (bound, start) = bound(tokens, index)?;
    let closing = closing_time(tokens, start);
    let (bound, start) = closing.map_or((bound, start), |next| (Bound::Closing, next));
    let mut deadline = Deadline {
        bound,
        date: None,
        time: None,
        weekday: None,
    };
    let mut next = start;
    if let Some((time, end)) = clock_of_deadline(tokens, next) {
        deadline.time = Some(time);
        next = end + usize::from(half_day_word(tokens.word(end)).is_some());
    }
    let at = after_comma(tokens, next, deadline.time.is_some());
    let named = at + usize::from(tokens.word(at) == "ngày");
    if let Some((weekday, end)) = weekday_name(tokens, named) {
        deadline.weekday = Some(weekday);
        next = end;
    }
    let is_begun = deadline.time.is_some() || deadline.weekday.is_some();
    let at = after_comma(tokens, next, is_begun);
    if let Some((date, end)) = single_date(tokens, at, context) {
        deadline.date = Some(date);
        next = end;
    }
    // "Không quá 15 giờ" alone is a length of time.
    let needs_day = closing.is_some() || tokens.are(index, &["không", "quá"]);
    let has_weekday = closing.is_some() && deadline.weekday.is_some();
    let is_whole = !needs_day || deadline.date.is_some() || has_weekday;
    (next > start && is_whole).then_some((deadline, next))
}

/// After `(hết) giờ hành chính`, `cuối giờ chiều`: the end of a working day, whose hour the paper does not tell.
fn closing_time(tokens: &Tokens<'_>, index: usize) -> Option<usize> {
    let at = index + usize::from(tokens.word(index) == "khi");
    let is_end = |at| matches!(tokens.word(at), "hết" | "cuối");
    let at = at + usize::from(is_end(at));
    let is_led = at.checked_sub(1).is_some_and(is_end);
    if !is_led || tokens.word(at) != "giờ" {
        return None;
    }
    let at = at + 1;
    let is_of_office = tokens.are(at, &["hành", "chính"]) || tokens.are(at, &["làm", "việc"]);
    let next = at + if is_of_office { 2 } else { 0 };
    let half = next + usize::from(tokens.word(next) == "buổi");
    match half_day_word(tokens.word(half)) {
        Some(_) => Some(half + 1),
        None => is_of_office.then_some(next),
    }
}

/// The words that make a deadline, and the index after them.
pub(super) fn bound(tokens: &Tokens<'_>, index: usize) -> Option<(Bound, usize)> {
    let after = index + 1;
    match (tokens.word(index), tokens.word(after)) {
        ("trước", _) => Some((Bound::Before, after_lead(tokens, after))),
        // "Tính đến hết ngày" gives the state of things at a day.
        ("đến" | "tới", "hết") if tokens.word_before(index, 1) != "tính" => {
            Some((Bound::Until, after + 1))
        }
        ("hết", _) if !matches!(tokens.word_before(index, 1), "đến" | "tới") => {
            Some((Bound::Until, after))
        }
        ("đến" | "tới", _) if tokens.word_before(index, 1) == "nay" => {
            Some((Bound::Until, after))
        }
        ("chậm" | "muộn" | "trễ", "nhất") => Some(after_latest(tokens, after + 1)),
        ("không", "muộn" | "chậm") if tokens.word(after + 1) == "hơn" => {
            Some((Bound::Until, after + 2))
        }
        ("không", "quá") => Some((Bound::Until, after + 1)),
        ("hạn", _) => Some(after_latest(tokens, after_term(tokens, after))),
        ("xong" | "thành", "trong") if tokens.word(after + 1) == "ngày" => {
            Some((Bound::Until, after + 1))
        }
        _ => None,
    }
}

/// After `chậm nhất`, `hạn chót`: a "trước" among the words excludes the moment.
fn after_latest(tokens: &Tokens<'_>, index: usize) -> (Bound, usize) {
    let next = after_lead(tokens, index);
    if tokens.word(next) == "trước" {
        return (Bound::Before, after_lead(tokens, next + 1));
    }
    (Bound::Until, next)
}

/// After `chót`, `cuối`, `nộp báo cáo`, and a colon.
fn after_term(tokens: &Tokens<'_>, index: usize) -> usize {
    let is_name = |at| {
        let word = tokens.word(at);
        !word.is_empty()
            && !matches!(
                word,
                "đến" | "là" | "trước" | "ngày" | "chậm" | "vào" | "lúc"
            )
    };
    let words = (index..index + 4).take_while(|&at| is_name(at)).count();
    let next = index + words;
    next + usize::from(tokens.mark(next) == ':')
}

/// After `là`, `vào`, `lúc`, `đến`, `hết`, and a colon.
fn after_lead(tokens: &Tokens<'_>, index: usize) -> usize {
    let is_lead = |at| {
        matches!(
            tokens.word(at),
            "là" | "vào" | "lúc" | "đến" | "hết" | "đúng" | "thời" | "điểm"
        ) || tokens.mark(at) == ':'
    };
    index + (index..index + 3).take_while(|&at| is_lead(at)).count()
}

fn after_comma(tokens: &Tokens<'_>, index: usize, is_begun: bool) -> usize {
    index + usize::from(is_begun && matches!(tokens.mark(index), ',' | '('))
}
