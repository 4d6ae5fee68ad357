//! Dates, ranges and lists of dates: `13/01/2025`, `ngày 13 tháng 01 năm 2025`,
//! `từ ngày 04 - 05 tháng 12 năm 2023`, `ngày 23 và 24/5/2026`.

mod item;

use super::Context;
use super::day::{half_day_word, weekday_name};
use super::phrase::{DateParts, PhraseKind};
use super::tokens::Tokens;
use item::Item;

/// Whether the text around makes a day and month without a year a date and not a
/// fraction (`2/3 đại biểu`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// "Ngày", a weekday, a clock before it.
    Strong,
    /// "Từ", an opening parenthesis: enough for a range or a list.
    Weak,
    None,
}

/// Dates that begin at `index`, and the index after them. `follows_time` tells
/// that an expression of time stands just before.
pub(super) fn dates(
    tokens: &Tokens<'_>,
    index: usize,
    follows_time: bool,
    context: Context,
) -> Option<(PhraseKind, usize)> {
    let cue = if follows_time {
        Cue::Strong
    } else {
        cue_before(tokens, index)
    };
    let Some((mut items, ranges)) = group(tokens, index) else {
        return day_of_a_later_month(tokens, index, context);
    };
    let next = items.last()?.next;
    if !is_certain(tokens, index, cue, &items) || is_lunar(tokens, next) {
        return None;
    }
    fill(&mut items, context);
    let parts: Vec<DateParts> = items.iter().map(|item| item.parts).collect();
    let kind = match parts.as_slice() {
        [only] => PhraseKind::Date(*only),
        [first, last] if ranges.first() == Some(&true) => PhraseKind::DateRange(*first, *last),
        _ => PhraseKind::DateList(spread(&parts, &ranges)),
    };
    Some((kind, next))
}

/// `ngày 05` before `và thứ Sáu ngày 06 tháng 11 năm 2026`: a list whose days have their own weekdays or half-days.
fn day_of_a_later_month(
    tokens: &Tokens<'_>,
    index: usize,
    context: Context,
) -> Option<(PhraseKind, usize)> {
    let mut items = vec![item::item(tokens, index).filter(|item| item.is_named)?];
    while items.len() < MOST_DAYS && items.last()?.parts.month.is_none() {
        let (_, start) = separator(tokens, items.last()?.next)?;
        let start = after_day_words(tokens, start);
        items.push(item::item(tokens, start).filter(|item| item.is_named)?);
    }
    let next = items.first()?.next;
    items.last()?.parts.month?;
    if is_lunar(tokens, items.last()?.next) {
        return None;
    }
    fill(&mut items, context);
    Some((PhraseKind::Date(items.first()?.parts), next))
}

/// The longest list of days that name their month once.
const MOST_DAYS: usize = 8;

/// The index after `sáng`, `buổi chiều`, `thứ Sáu,`.
fn after_day_words(tokens: &Tokens<'_>, index: usize) -> usize {
    let at = index + usize::from(tokens.word(index) == "buổi");
    let at = at + usize::from(half_day_word(tokens.word(at)).is_some());
    match weekday_name(tokens, at) {
        Some((_, next)) => next + usize::from(tokens.mark(next) == ','),
        None => at,
    }
}

/// One date, without lists or ranges, that is complete but for its year.
pub(super) fn single_date(
    tokens: &Tokens<'_>,
    index: usize,
    context: Context,
) -> Option<(DateParts, usize)> {
    let mut items = [item::item(tokens, index).filter(|item| item.parts.month.is_some())?];
    fill(&mut items, context);
    let [item] = items;
    (!is_lunar(tokens, item.next)).then_some((item.parts, item.next))
}

/// The ten stems, the first words of a lunar year's name.
const STEMS: [&str; 10] = [
    "giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý",
];

/// `ngày 10/3 âm lịch` and `ngày 25 tháng 5 năm Bính Ngọ` are days of another calendar.
fn is_lunar(tokens: &Tokens<'_>, next: usize) -> bool {
    let at = next + usize::from(tokens.mark(next) == '(');
    let names_year = tokens.word(next) == "năm" && STEMS.contains(&tokens.word(next + 1));
    names_year || tokens.are(at, &["âm", "lịch"])
}

/// The items from `index` to the last that names a month, and for each pair
/// whether a range joins it.
fn group(tokens: &Tokens<'_>, index: usize) -> Option<(Vec<Item>, Vec<bool>)> {
    let mut items = vec![item::item(tokens, index)?];
    let mut ranges = Vec::new();
    while let Some(last) = items.last() {
        let Some((is_range, start)) = separator(tokens, last.next) else {
            break;
        };
        let Some(item) = item::item(tokens, start).filter(|item| item.parts.day.is_some()) else {
            break;
        };
        ranges.push(is_range);
        items.push(item);
    }
    let names_month = |item: &Item| item.parts.month.is_some() || item.parts.year.is_some();
    let end = items.iter().rposition(names_month)?;
    items.truncate(end + 1);
    ranges.truncate(end);
    Some((items, ranges))
}

/// Whether what joins two dates is a range, and the index after it.
fn separator(tokens: &Tokens<'_>, index: usize) -> Option<(bool, usize)> {
    match (tokens.mark(index), tokens.word(index)) {
        ('-' | '–' | '—', _) => Some((true, index + 1)),
        (_, "đến" | "tới") => {
            let takes_end = tokens.word(index + 1) == "hết";
            Some((true, index + 1 + usize::from(takes_end)))
        }
        (',', _) => Some((
            false,
            index + 1 + usize::from(tokens.word(index + 1) == "và"),
        )),
        ('&' | ';' | '+', _) | (_, "và") => Some((false, index + 1)),
        _ => None,
    }
}

fn is_certain(tokens: &Tokens<'_>, index: usize, cue: Cue, items: &[Item]) -> bool {
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        return false;
    };
    let ends_with_year = last.parts.year.is_some();
    if first.parts.month.is_none() {
        let is_tight = matches!(tokens.mark(index + 1), '-' | '–');
        return first.is_named || cue != Cue::None || (ends_with_year && is_tight);
    }
    let is_group = items.len() > 1;
    first.is_named
        || first.parts.year.is_some()
        || cue == Cue::Strong
        || (is_group && (cue == Cue::Weak || ends_with_year))
}

fn cue_before(tokens: &Tokens<'_>, index: usize) -> Cue {
    let skips_mark = matches!(tokens.mark_before(index), '(' | ':' | ',');
    let distance = 1 + usize::from(skips_mark);
    match tokens.word_before(index, distance) {
        "ngày" | "mùng" | "mồng" | "trước" | "sáng" | "chiều" | "tối" | "hôm" | "hết" => {
            Cue::Strong
        }
        "từ" | "các" => Cue::Weak,
        _ if tokens.mark_before(index) == '(' => Cue::Weak,
        _ => Cue::None,
    }
}

/// Gives each date the month and year of the one after it, then the year of the
/// one before it, then the year of the context.
fn fill(items: &mut [Item], context: Context) {
    let mut month = None;
    let mut year = None;
    for item in items.iter_mut().rev() {
        month = item.parts.month.or(month);
        year = item.parts.year.or(year);
        item.parts.month = month;
        item.parts.year = year;
    }
    let mut year = None;
    for item in items {
        year = item.parts.year.or(year);
        item.parts.year = year.or_else(|| context.year_of(item.parts));
    }
}

/// The list with its ranges written out: `ngày 4 - 6 và 8/12` is four days.
fn spread(parts: &[DateParts], ranges: &[bool]) -> Vec<DateParts> {
    let mut days: Vec<DateParts> = parts.first().copied().into_iter().collect();
    for (&next, &is_range) in parts.iter().skip(1).zip(ranges) {
        let previous = days.last().copied();
        if let (true, Some(first)) = (is_range, previous)
            && (first.month, first.year) == (next.month, next.year)
            && let (Some(from), Some(to)) = (first.day, next.day)
        {
            days.extend((from + 1..to).map(|day| DateParts {
                day: Some(day),
                ..next
            }));
        }
        days.push(next);
    }
    days
}
