//! One date of a list, as far as it is written: `23`, `14/3`, `13/01/2025`,
//! `ngày tháng 7 năm 2026`.

use crate::text::when::phrase::DateParts;
use crate::text::when::tokens::Tokens;

/// A date and where it ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) parts: DateParts,
    /// Whether it says "ngày" or "tháng".
    pub(super) is_named: bool,
    /// The index after it.
    pub(super) next: usize,
}

/// The item that begins at `index`.
pub(super) fn item(tokens: &Tokens<'_>, index: usize) -> Option<Item> {
    let number = after_day_word(tokens, index);
    let is_named = number > index;
    if is_named && let Some(item) = blank_day(tokens, number) {
        return Some(item);
    }
    if tokens.word(index) == "tháng" {
        return month_only(tokens, index);
    }
    let day = tokens
        .short_number(number)
        .filter(|day| (1..=31).contains(day))?;
    if continues_a_number(tokens, number) {
        return None;
    }
    let full =
        || separated(tokens, number, day).or_else(|| hyphened(tokens, number, day, is_named));
    let spelled = || month_spelled(tokens, number + 1, Some(day));
    let mut item = full()
        .or_else(spelled)
        .or_else(|| day_only(tokens, number, day))?;
    item.is_named |= is_named;
    Some(item)
}

/// The index after `ngày`, `ngày:`, `mùng`.
fn after_day_word(tokens: &Tokens<'_>, index: usize) -> usize {
    match tokens.word(index) {
        "ngày" if tokens.mark(index + 1) == ':' => index + 2,
        "ngày" | "mùng" | "mồng" => index + 1,
        _ => index,
    }
}

/// `[…] tháng 7 năm 2026` after "ngày", or `… tháng … năm 2026` with dots.
fn blank_day(tokens: &Tokens<'_>, index: usize) -> Option<Item> {
    let month_word = after_dots(tokens, index);
    if let Some(item) = month_spelled(tokens, month_word, None) {
        return Some(item);
    }
    let year_word = after_dots(tokens, month_word + 1);
    let is_blank = tokens.word(month_word) == "tháng" && year_word > month_word + 1;
    let year = year_after(tokens, year_word).filter(|_| is_blank)?;
    let parts = DateParts {
        year: Some(year),
        ..DateParts::default()
    };
    Some(Item {
        parts,
        is_named: true,
        next: year_word + 2,
    })
}

fn after_dots(tokens: &Tokens<'_>, mut index: usize) -> usize {
    while matches!(tokens.mark(index), '.' | '…') {
        index += 1;
    }
    index
}

/// `tháng 7 năm 2026`, `tháng 7/2026`; a month without a year is no date.
fn month_only(tokens: &Tokens<'_>, index: usize) -> Option<Item> {
    let counts_months = index > 0 && tokens.number(index - 1).is_some();
    month_spelled(tokens, index, None).filter(|item| item.parts.year.is_some() && !counts_months)
}

/// `tháng 7 [năm 2026]`, `tháng 7/2026`.
fn month_spelled(tokens: &Tokens<'_>, index: usize, day: Option<i8>) -> Option<Item> {
    if tokens.word(index) != "tháng" {
        return None;
    }
    let month = month(tokens, index + 1)?;
    let year_word = index + 2 + usize::from(tokens.mark(index + 2) == ',');
    let spelled = year_after(tokens, year_word).map(|year| (year, year_word + 2));
    let slashed = || {
        let is_slash = matches!(tokens.mark(index + 2), '/' | '-');
        let year = long_year(tokens, index + 3).filter(|_| is_slash)?;
        Some((year, index + 4))
    };
    let year = spelled.or_else(slashed);
    let parts = DateParts {
        year: year.map(|(year, _)| year),
        month: Some(month),
        day,
    };
    Some(Item {
        parts,
        is_named: true,
        next: year.map_or(index + 2, |(_, next)| next),
    })
}

/// `13/01/2025`, `13-01-2025`, `01.01.2025`, `7/1/25`, `14/3`, `14/3 năm 2022`.
fn separated(tokens: &Tokens<'_>, number: usize, day: i8) -> Option<Item> {
    let mark = tokens.mark(number + 1);
    let month = month(tokens, number + 2)?;
    let is_tight = (number + 1..=number + 2).all(|at| tokens.is_glued(at));
    if !matches!(mark, '/' | '-' | '.') || (mark != '/' && !is_tight) {
        return None;
    }
    let at_year = number + 4;
    let has_year = tokens.mark(number + 3) == mark
        && (mark == '/' || (tokens.is_glued(number + 3) && tokens.is_glued(at_year)));
    let year = long_year(tokens, at_year)
        .or_else(|| short_year(tokens, at_year).filter(|_| mark == '/' && is_tight))
        .filter(|_| has_year);
    let (year, next) = match year {
        Some(year) => (Some(year), at_year + 1),
        // Without a year only the slash makes a date, and nothing may follow it.
        None if mark != '/' || !is_tight || is_inside_a_symbol(tokens, number + 3) => return None,
        None => match year_after(tokens, number + 3) {
            Some(year) => (Some(year), number + 5),
            None => (None, number + 3),
        },
    };
    // More of the same goes on: `10.1.2020.5`, `1/2/2025/NQ`; a full stop may end a
    // sentence.
    let goes_on = tokens.is_glued(next) && tokens.mark(next) == mark;
    if year.is_some() && goes_on && (mark == '/' || tokens.is_glued(next + 1)) {
        return None;
    }
    let parts = DateParts {
        year,
        month: Some(month),
        day: Some(day),
    };
    Some(Item {
        parts,
        is_named: false,
        next,
    })
}

/// `ngày 9-7`, `ngày 9-7/2026`. Without a year it is a date only where it cannot be a range of days: `ngày 5-7` may be.
fn hyphened(tokens: &Tokens<'_>, number: usize, day: i8, is_named: bool) -> Option<Item> {
    let is_tight = (number + 1..=number + 2).all(|at| tokens.is_glued(at));
    let is_hyphen = tokens.mark(number + 1) == '-';
    let month = month(tokens, number + 2).filter(|_| is_named && is_tight && is_hyphen)?;
    let after = number + 3;
    let is_slash = tokens.mark(after) == '/' && tokens.is_glued(after);
    let slashed = long_year(tokens, after + 1).filter(|_| is_slash);
    let year = slashed
        .map(|year| (year, after + 2))
        .or_else(|| year_after(tokens, after).map(|year| (year, after + 2)));
    let goes_on = tokens.is_glued(after) && !matches!(tokens.mark(after), ',' | ';' | ')' | '.')
        || tokens.word(after) == "tháng";
    if year.is_none() && (goes_on || day <= month) {
        return None;
    }
    let parts = DateParts {
        year: year.map(|(year, _)| year),
        month: Some(month),
        day: Some(day),
    };
    Some(Item {
        parts,
        is_named: true,
        next: year.map_or(after, |(_, next)| next),
    })
}

/// A day whose month may follow in a later item of the list.
fn day_only(tokens: &Tokens<'_>, number: usize, day: i8) -> Option<Item> {
    let after = number + 1;
    let is_glued_mark = tokens.is_glued(after) && tokens.is_glued(after + 1);
    let is_other = matches!(
        tokens.word(after),
        "giờ" | "h" | "g" | "phút" | "buổi" | "ngày"
    ) || (is_glued_mark && matches!(tokens.mark(after), ':' | '/' | '%'))
        || (tokens.is_glued(after) && !tokens.word(after).is_empty());
    let parts = DateParts {
        day: Some(day),
        ..DateParts::default()
    };
    (!is_other).then_some(Item {
        parts,
        is_named: false,
        next: after,
    })
}

/// Whether the number is the tail of another: `2026/13/01`, `QH14`, `1.2`.
fn continues_a_number(tokens: &Tokens<'_>, number: usize) -> bool {
    let Some(before) = number.checked_sub(1).filter(|_| tokens.is_glued(number)) else {
        return false;
    };
    let follows_word = !tokens.word(before).is_empty();
    let follows_mark = matches!(tokens.mark(before), '/' | '.')
        && tokens.is_glued(before)
        && before
            .checked_sub(1)
            .is_some_and(|at| tokens.number(at).is_some());
    follows_word || follows_mark
}

/// `12/5-KH/TU` and `05/12/NQ-HĐND` are symbols.
fn is_inside_a_symbol(tokens: &Tokens<'_>, after: usize) -> bool {
    let is_tight = tokens.is_glued(after) && tokens.is_glued(after + 1);
    match tokens.mark(after) {
        '/' => tokens.is_glued(after),
        '-' => is_tight && !tokens.word(after + 1).is_empty(),
        _ => tokens.is_glued(after) && !tokens.word(after).is_empty(),
    }
}

fn month(tokens: &Tokens<'_>, index: usize) -> Option<i8> {
    tokens
        .short_number(index)
        .filter(|month| (1..=12).contains(month))
}

/// `năm 2026` at `index`.
fn year_after(tokens: &Tokens<'_>, index: usize) -> Option<i16> {
    long_year(tokens, index + 1).filter(|_| tokens.word(index) == "năm")
}

fn long_year(tokens: &Tokens<'_>, index: usize) -> Option<i16> {
    let number = tokens.number(index).filter(|number| number.digits == 4)?;
    let year = i16::try_from(number.value).ok()?;
    (1900..2200).contains(&year).then_some(year)
}

/// `25` in `7/1/25`: this century's.
fn short_year(tokens: &Tokens<'_>, index: usize) -> Option<i16> {
    let number = tokens.number(index).filter(|number| number.digits == 2)?;
    let year = i16::try_from(number.value).ok()?;
    (20..70).contains(&year).then_some(2000 + year)
}
