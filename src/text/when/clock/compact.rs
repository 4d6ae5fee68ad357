//! Clocks of four digits: `lúc 0730`, `từ 0730 đến 1130`, `0730h`. Elsewhere four digits are a year or a document's number.

use jiff::civil::Time;

use super::{is_at, is_free_after};
use crate::text::when::day::half_day_word;
use crate::text::when::tokens::Tokens;

/// A clock of four digits that begins at `index`, and the index after it.
pub(super) fn clock(tokens: &Tokens<'_>, index: usize) -> Option<(Time, usize)> {
    let time = digits(tokens, index)?;
    let unit = index + 1;
    let has_unit = matches!(tokens.word(unit), "giờ" | "h") && !tokens.is_capital(unit);
    let next = unit + usize::from(has_unit);
    let is_led = is_at(tokens, index);
    // No year and no amount begins with a zero.
    let is_early = time.hour() < 10;
    let is_edge = is_early && tokens.word_before(index, 1) == "từ";
    let is_dated = matches!(tokens.word(next), "ngày" | "thứ" | "chủ");
    let is_certain = has_unit || is_dated || half_day_word(tokens.word(next)).is_some();
    let may_be_year = (19..=20).contains(&time.hour()) && !is_certain;
    let is_meant = (is_led && !may_be_year) || is_edge || (is_early && has_unit);
    (is_meant && ends_there(tokens, next)).then_some((time, next))
}

/// The end of a range whose start at `first` has four digits too.
pub(super) fn end(tokens: &Tokens<'_>, first: usize, index: usize) -> Option<(Time, usize)> {
    digits(tokens, first)?;
    let next = index + 1;
    digits(tokens, index)
        .filter(|_| ends_there(tokens, next))
        .map(|time| (time, next))
}

fn digits(tokens: &Tokens<'_>, index: usize) -> Option<Time> {
    let number = tokens.number(index).filter(|number| number.digits == 4)?;
    let part = |value: u32| i8::try_from(value).ok();
    Time::new(part(number.value / 100)?, part(number.value % 100)?, 0, 0).ok()
}

/// Whether no symbol, number or counted noun goes on.
fn ends_there(tokens: &Tokens<'_>, next: usize) -> bool {
    let is_tight = tokens.is_glued(next) && tokens.is_glued(next + 1);
    let goes_on = match tokens.mark(next) {
        '/' | '%' => true,
        '-' | '.' => is_tight && digits(tokens, next + 1).is_none(),
        _ => false,
    };
    !goes_on && is_free_after(tokens, next)
}
