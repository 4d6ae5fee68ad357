//! Clocks in words: `tám giờ sáng`, `lúc mười bốn giờ ba mươi phút`. `Hai giờ` alone is a length of time.

use jiff::civil::Time;

use super::{after_hour_word, in_half_day, is_at, minute_unit};
use crate::text::when::day::half_day_word;
use crate::text::when::tokens::Tokens;

/// A clock in words that begins at `index`, and the index after it.
pub(super) fn clock(tokens: &Tokens<'_>, index: usize) -> Option<(Time, usize)> {
    let (hour, unit) = hour(tokens, index)?;
    let (minute, next) = after_hour_word(tokens, unit)?;
    let after = next + usize::from(tokens.mark(next) == ',');
    let is_dated = matches!(tokens.word(after), "ngày" | "thứ" | "chủ");
    let is_edge = tokens.word_before(index, 1) == "từ" && tokens.word(next) != "trở";
    let is_meant = is_at(tokens, index)
        || is_edge
        || is_dated
        || half_day_word(tokens.word(next)).is_some()
        || ends_range(tokens, index);
    let hour = in_half_day(hour, tokens.word(next));
    let time = Time::new(hour, minute, 0, 0).ok()?;
    is_meant.then_some((time, next))
}

/// The hour in words at `index`, and the index of its `giờ`.
pub(in crate::text::when) fn hour(tokens: &Tokens<'_>, index: usize) -> Option<(i8, usize)> {
    let (hour, next) = number(tokens, index)?;
    (hour < 24 && tokens.word(next) == "giờ").then_some((hour, next))
}

/// Minutes in words after `giờ`, and the index after them: few of them only with their unit.
pub(super) fn minutes(tokens: &Tokens<'_>, index: usize) -> Option<(i8, usize)> {
    let (minute, next) = number(tokens, index)?;
    let unit = minute_unit(tokens, next);
    let is_other_hour = tokens.word(next) == "giờ";
    ((minute >= 10 || unit > 0) && !is_other_hour).then_some((minute, next + unit))
}

/// `từ tám giờ đến mười giờ`.
fn ends_range(tokens: &Tokens<'_>, index: usize) -> bool {
    let is_end = matches!(tokens.word_before(index, 1), "đến" | "tới");
    let longest = index.saturating_sub(LONGEST_START)..index;
    is_end && longest.rev().any(|at| tokens.word(at) == "từ")
}

/// The words of `từ mười một giờ bốn mươi lăm phút đến`.
const LONGEST_START: usize = 9;

/// A number below sixty in words, and the index after it.
fn number(tokens: &Tokens<'_>, index: usize) -> Option<(i8, usize)> {
    let after = index + 1;
    if tokens.word(index) == "mười" {
        return Some(match last_digit(tokens.word(after)) {
            Some(digit) => (10 + digit, after + 1),
            None => (10, after),
        });
    }
    let first = digit(tokens.word(index))?;
    if !(2..=5).contains(&first) || tokens.word(after) != "mươi" {
        return Some((first, after));
    }
    Some(match last_digit(tokens.word(after + 1)) {
        Some(digit) => (first * 10 + digit, after + 2),
        None => (first * 10, after + 1),
    })
}

/// A digit after tens: "lăm" stands for five, "mốt" for one.
fn last_digit(word: &str) -> Option<i8> {
    match word {
        "mốt" => Some(1),
        "tư" => Some(4),
        "lăm" | "nhăm" => Some(5),
        // "Mười năm" is ten years.
        "năm" => None,
        _ => digit(word),
    }
}

fn digit(word: &str) -> Option<i8> {
    match word {
        "một" => Some(1),
        "hai" => Some(2),
        "ba" => Some(3),
        "bốn" => Some(4),
        "năm" => Some(5),
        "sáu" => Some(6),
        "bảy" | "bẩy" => Some(7),
        "tám" => Some(8),
        "chín" => Some(9),
        _ => None,
    }
}
