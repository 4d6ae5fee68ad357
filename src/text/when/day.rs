//! Weekdays and half-days: `thứ Hai`, `Chủ nhật`, `T. Hai`, `chiều`, `buổi sáng`.

use jiff::civil::Weekday;

use super::clock::clock;
use super::phrase::HalfDay;
use super::tokens::{BULLET, PARAGRAPH, Tokens};

/// How sure the words alone make it that a weekday is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `Chủ nhật`.
    Certain,
    /// `thứ Hai`: ordinals are written small.
    Capital,
    /// `thứ hai`, `thứ 2`, `T2`, `CN`: may be an ordinal or an abbreviation.
    Small,
}

/// Nouns that always make an ordinal of what follows: `lần thứ Hai`.
const ORDINAL_NOUNS: &[&str] = &[
    "lần", "khóa", "khoá", "kỳ", "bậc", "hạng", "loại", "nhóm", "điều", "điểm", "tầng",
];
/// Nouns that make one unless a date follows: `phiên họp thứ Ba`.
const MEETING_NOUNS: &[&str] = &["họp", "nghị", "hội", "phiên", "tuần", "đợt", "buổi", "ngày"];

/// A weekday that begins at `index`, and the index after it. `follows_time` tells
/// that an expression of time stands just before.
pub(super) fn weekday(
    tokens: &Tokens<'_>,
    index: usize,
    follows_time: bool,
) -> Option<(Weekday, usize)> {
    let (weekday, next, form) = named(tokens, index)?;
    let before = tokens.word_before(index, 1);
    let is_dated = date_follows(tokens, next);
    let is_ordinal = ORDINAL_NOUNS.contains(&before);
    let counts_meetings = MEETING_NOUNS.contains(&before);
    let is_meant = match form {
        Form::Certain => true,
        Form::Capital => !is_ordinal && (is_dated || follows_time || !counts_meetings),
        Form::Small => {
            !is_ordinal
                && !counts_meetings
                && (is_dated
                    || follows_time
                    || is_cue(before)
                    || is_in_parentheses(tokens, index, next))
        }
    };
    is_meant.then_some((weekday, next))
}

/// A weekday's name, whatever stands around it.
pub(super) fn weekday_name(tokens: &Tokens<'_>, index: usize) -> Option<(Weekday, usize)> {
    named(tokens, index).map(|(weekday, next, _)| (weekday, next))
}

/// A half-day that begins at `index`, and the index after it.
pub(super) fn half_day(
    tokens: &Tokens<'_>,
    index: usize,
    follows_time: bool,
) -> Option<(HalfDay, usize)> {
    if tokens.word(index) == "buổi" {
        let half_day = half_day_word(tokens.word(index + 1))?;
        return (!is_compound(tokens, index + 2)).then_some((half_day, index + 2));
    }
    let half_day = half_day_word(tokens.word(index))?;
    let next = index + 1;
    let is_meant = !is_compound(tokens, next)
        && (follows_time
            || tokens.word_before(index, 1) == "buổi"
            || time_follows(tokens, next)
            || is_heading(tokens, index));
    is_meant.then_some((half_day, next))
}

/// `sáng`, `chiều`, `tối`.
pub(super) fn half_day_word(word: &str) -> Option<HalfDay> {
    match word {
        "sáng" => Some(HalfDay::Morning),
        "chiều" => Some(HalfDay::Afternoon),
        "tối" => Some(HalfDay::Evening),
        _ => None,
    }
}

fn named(tokens: &Tokens<'_>, index: usize) -> Option<(Weekday, usize, Form)> {
    let after = index + 1;
    match tokens.word(index) {
        "thứ" => {
            // `Thứ-Năm`, `thứ.5`.
            let is_mark = matches!(tokens.mark(after), '-' | '.');
            let is_tied = is_mark && tokens.is_glued(after) && tokens.is_glued(after + 1);
            let after = after + usize::from(is_tied);
            let weekday = weekday_word(tokens.word(after)).or_else(|| numbered(tokens, after))?;
            let is_capital = tokens.is_capital(after);
            let form = if is_capital {
                Form::Capital
            } else {
                Form::Small
            };
            Some((weekday, after + 1, form))
        }
        "chủ" | "chúa" if tokens.word(after) == "nhật" => {
            Some((Weekday::Sunday, after + 1, Form::Certain))
        }
        "t" if tokens.is_capital(index) || tokens.mark_before(index) == '(' => {
            abbreviated(tokens, after)
        }
        "cn" if tokens.is_capital(index) => Some((Weekday::Sunday, after, Form::Small)),
        _ => None,
    }
}

/// `. Hai`, `.2` or `2` after a capital T; `T7/2026` is a month.
fn abbreviated(tokens: &Tokens<'_>, index: usize) -> Option<(Weekday, usize, Form)> {
    let name = index + usize::from(tokens.mark(index) == '.');
    let by_name =
        || weekday_word(tokens.word(name)).filter(|_| name > index && tokens.is_capital(name));
    let by_number = || numbered(tokens, name).filter(|_| tokens.is_glued(name));
    let weekday = by_name().or_else(by_number)?;
    (tokens.mark(name + 1) != '/').then_some((weekday, name + 1, Form::Small))
}

fn weekday_word(word: &str) -> Option<Weekday> {
    match word {
        "hai" => Some(Weekday::Monday),
        "ba" => Some(Weekday::Tuesday),
        "tư" => Some(Weekday::Wednesday),
        "năm" => Some(Weekday::Thursday),
        "sáu" => Some(Weekday::Friday),
        "bảy" | "bẩy" => Some(Weekday::Saturday),
        _ => None,
    }
}

fn numbered(tokens: &Tokens<'_>, index: usize) -> Option<Weekday> {
    let number = tokens.number(index).filter(|number| number.digits == 1)?;
    match number.value {
        2 => Some(Weekday::Monday),
        3 => Some(Weekday::Tuesday),
        4 => Some(Weekday::Wednesday),
        5 => Some(Weekday::Thursday),
        6 => Some(Weekday::Friday),
        7 => Some(Weekday::Saturday),
        _ => None,
    }
}

/// Whether `, ngày 13/01` or `(14/7)` comes next.
fn date_follows(tokens: &Tokens<'_>, index: usize) -> bool {
    let at = index + usize::from(matches!(tokens.mark(index), ',' | '(' | '-' | '–'));
    let is_numeric = tokens.short_number(at).is_some()
        && matches!(tokens.mark(at + 1), '/' | '-' | '.')
        && tokens.short_number(at + 2).is_some();
    tokens.word(at) == "ngày" || is_numeric
}

fn is_cue(word: &str) -> bool {
    matches!(
        word,
        "sáng" | "chiều" | "tối" | "trưa" | "vào" | "từ" | "đến" | "tới"
    )
}

fn is_in_parentheses(tokens: &Tokens<'_>, index: usize, next: usize) -> bool {
    tokens.mark_before(index) == '(' && tokens.mark(next) == ')'
}

/// Words that make other words of `sáng`, `chiều`, `tối`: sáng tạo, tối đa.
fn is_compound(tokens: &Tokens<'_>, next: usize) -> bool {
    matches!(
        tokens.word(next),
        "kiến"
            | "tạo"
            | "lập"
            | "suốt"
            | "chế"
            | "tác"
            | "mắt"
            | "dài"
            | "rộng"
            | "cao"
            | "sâu"
            | "hướng"
            | "đa"
            | "thiểu"
            | "ưu"
            | "mật"
    )
}

fn time_follows(tokens: &Tokens<'_>, next: usize) -> bool {
    let at = next + usize::from(matches!(tokens.mark(next), ',' | ':' | '('));
    let joins_half_day = (tokens.word(next) == "và" || tokens.mark(next) == ',')
        && half_day_word(tokens.word(next + 1)).is_some();
    joins_half_day
        || matches!(tokens.word(at), "nay" | "mai")
        || tokens.are(at, &["cùng", "ngày"])
        || weekday_name(tokens, at).is_some()
        || date_follows(tokens, at)
        || clock(tokens, at + clock_words(tokens, at)).is_some()
}

/// How many words lead to a clock: `từ`, `lúc`, `bắt đầu từ`.
fn clock_words(tokens: &Tokens<'_>, index: usize) -> usize {
    let is_lead = |at| {
        matches!(
            tokens.word(at),
            "từ" | "lúc" | "vào" | "bắt" | "đầu" | "hồi"
        )
    };
    (index..index + 3).take_while(|&at| is_lead(at)).count()
}

/// `Sáng:` at the head of a line or clause.
fn is_heading(tokens: &Tokens<'_>, index: usize) -> bool {
    let opens = index == 0
        || matches!(tokens.mark_before(index), ';' | '.' | '(' | '•' | '+')
        || matches!(tokens.mark_before(index), BULLET | PARAGRAPH);
    opens && tokens.mark(index + 1) == ':'
}
