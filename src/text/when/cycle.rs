//! What recurs and what is left open: `thứ 5 hằng tuần`, `ngày 05 và 20 hàng tháng`,
//! `ngày làm việc tiếp theo`, `sẽ được thông báo sau`.

use super::day::weekday_name;
use super::deadline;
use super::phrase::{Cycle, CycleDays, Order};
use super::tokens::Tokens;

/// How far "trùng ngày nghỉ" may stand before "ngày làm việc tiếp theo", in tokens.
const LONGEST_SHIFT_CLAUSE: usize = 30;

/// A cycle that begins at `index`, and the index after it.
pub(super) fn cycle(tokens: &Tokens<'_>, index: usize) -> Option<(Cycle, usize)> {
    let (bound, start) = match deadline::bound(tokens, index) {
        Some((bound, start)) => (Some(bound), start),
        None => (None, index),
    };
    let (days, next) = weekdays(tokens, start)
        .or_else(|| month_days(tokens, start))
        .or_else(|| month_weekday(tokens, start))
        .or_else(|| month_workday(tokens, start))?;
    Some((Cycle { bound, days }, next))
}

/// `ngày làm việc tiếp theo` after "trùng"; returns the index after it.
pub(super) fn next_workday(tokens: &Tokens<'_>, index: usize) -> Option<usize> {
    if !tokens.are(index, &["ngày", "làm", "việc"]) {
        return None;
    }
    let next = match (tokens.word(index + 3), tokens.word(index + 4)) {
        ("tiếp", "theo") | ("kế", "tiếp" | "theo") | ("liền", "kề" | "sau") => index + 5,
        ("liền" | "ngay", "tiếp") => index + 5,
        ("tiếp" | "sau", _) => index + 4,
        _ => return None,
    };
    let clause = index.saturating_sub(LONGEST_SHIFT_CLAUSE)..index;
    clause
        .rev()
        .any(|at| tokens.word(at) == "trùng")
        .then_some(next)
}

/// Words that leave a time open; returns the index after them.
pub(super) fn open(tokens: &Tokens<'_>, index: usize) -> Option<usize> {
    const FORMS: &[&[&str]] = &[
        &["sẽ", "được", "thông", "báo", "sau"],
        &["sẽ", "có", "thông", "báo", "sau"],
        &["sẽ", "thông", "báo", "sau"],
        &["thông", "báo", "sau"],
        &["giấy", "mời", "riêng"],
        &["thông", "báo", "riêng"],
        &["đang", "xin", "ý", "kiến"],
    ];
    let form = FORMS.iter().find(|form| tokens.are(index, form))?;
    Some(index + form.len())
}

/// `thứ Hai, thứ Năm hằng tuần`.
fn weekdays(tokens: &Tokens<'_>, index: usize) -> Option<(CycleDays, usize)> {
    let (first, mut next) = weekday_name(tokens, index)?;
    let mut weekdays = vec![first];
    while let Some((weekday, end)) = weekday_name(tokens, after_joint(tokens, next)) {
        weekdays.push(weekday);
        next = end;
    }
    let end = after_every(tokens, next, "tuần")?;
    Some((CycleDays::Weekly(weekdays), end))
}

/// `ngày 05 và 20 hằng tháng`, `các ngày 10, 20 của tháng`.
fn month_days(tokens: &Tokens<'_>, index: usize) -> Option<(CycleDays, usize)> {
    if tokens.word(index) != "ngày" {
        return None;
    }
    let mut days = Vec::new();
    let mut next = index;
    while let Some(day) = month_day(tokens, day_index(tokens, next)) {
        next = day_index(tokens, next) + 1;
        days.push(day);
    }
    let end = after_every(tokens, next, "tháng").filter(|_| !days.is_empty())?;
    Some((CycleDays::Monthly(days), end))
}

/// Where the number of a day would stand after a joint and "ngày".
fn day_index(tokens: &Tokens<'_>, index: usize) -> usize {
    let at = after_joint(tokens, index);
    at + usize::from(tokens.word(at) == "ngày")
}

fn month_day(tokens: &Tokens<'_>, index: usize) -> Option<i8> {
    tokens
        .short_number(index)
        .filter(|day| (1..=31).contains(day))
}

/// `thứ Sáu tuần thứ 2 và thứ 4 [hằng tháng]`, `thứ Sáu cuối cùng hằng tháng`.
fn month_weekday(tokens: &Tokens<'_>, index: usize) -> Option<(CycleDays, usize)> {
    let (weekday, next) = weekday_name(tokens, index)?;
    let next = next + usize::from(matches!(tokens.word(next), "của" | "vào"));
    if tokens.word(next) == "tuần" {
        let (orders, next) = orders(tokens, next)?;
        let end = after_every(tokens, next, "tháng").unwrap_or(next);
        return Some((CycleDays::MonthlyWeekday(weekday, orders), end));
    }
    let (order, next) = order(tokens, next)?;
    let end = after_every(tokens, next, "tháng")?;
    Some((CycleDays::MonthlyWeekday(weekday, vec![order]), end))
}

/// `ngày làm việc đầu tiên của tháng`, `ngày làm việc cuối cùng hằng tháng`.
fn month_workday(tokens: &Tokens<'_>, index: usize) -> Option<(CycleDays, usize)> {
    if !tokens.are(index, &["ngày", "làm", "việc"]) {
        return None;
    }
    let (order, next) = order(tokens, index + 3)?;
    let end = after_every(tokens, next, "tháng")?;
    Some((CycleDays::MonthlyWorkday(order), end))
}

/// `tuần thứ 2 và [tuần] thứ 4`.
fn orders(tokens: &Tokens<'_>, index: usize) -> Option<(Vec<Order>, usize)> {
    let (first, mut next) = order(tokens, index + 1)?;
    let mut orders = vec![first];
    loop {
        let at = after_joint(tokens, next);
        let at = at + usize::from(tokens.word(at) == "tuần");
        match order(tokens, at) {
            Some((order, end)) if at > next => {
                orders.push(order);
                next = end;
            }
            _ => return Some((orders, next)),
        }
    }
}

/// `thứ 2`, `thứ hai`, `đầu [tiên]`, `cuối [cùng]`.
fn order(tokens: &Tokens<'_>, index: usize) -> Option<(Order, usize)> {
    let after = index + 1;
    match tokens.word(index) {
        "đầu" => Some((
            Order::Nth(1),
            after + usize::from(tokens.word(after) == "tiên"),
        )),
        "cuối" => Some((
            Order::Last,
            after + usize::from(tokens.word(after) == "cùng"),
        )),
        "thứ" => {
            let nth = order_word(tokens.word(after)).or_else(|| tokens.short_number(after))?;
            (1..=5)
                .contains(&nth)
                .then_some((Order::Nth(nth), after + 1))
        }
        _ => None,
    }
}

fn order_word(word: &str) -> Option<i8> {
    match word {
        "nhất" => Some(1),
        "hai" | "nhì" => Some(2),
        "ba" => Some(3),
        "tư" => Some(4),
        "năm" => Some(5),
        _ => None,
    }
}

/// The index after `hằng tuần`, `hàng tháng`, `mỗi tháng`, `của tháng`.
fn after_every(tokens: &Tokens<'_>, index: usize, unit: &str) -> Option<usize> {
    let is_every = matches!(
        tokens.word(index),
        "hằng" | "hàng" | "mỗi" | "của" | "trong"
    );
    let is_closed = tokens.number(index + 2).is_none();
    (is_every && tokens.word(index + 1) == unit && is_closed).then_some(index + 2)
}

/// The index after a comma, "và" or "hoặc".
fn after_joint(tokens: &Tokens<'_>, index: usize) -> usize {
    let at = index + usize::from(tokens.mark(index) == ',');
    at + usize::from(matches!(tokens.word(at), "và" | "hoặc"))
}
