//! Clocks: `14 giờ 00 phút`, `7 giờ 30'`, `14h00`, `07g30`, `7:30`, `8h30p`, `7.30`, `7 rưỡi sáng`, `tám giờ sáng`,
//! `lúc 0730`.

mod compact;
pub(super) mod spelled;

use jiff::civil::Time;

use super::day::half_day_word;
use super::tokens::Tokens;

/// A clock that begins at `index`, and the index after it. Hours run from 0 to
/// 23: "24 giờ" has no place in a day and is not read.
pub(super) fn clock(tokens: &Tokens<'_>, index: usize) -> Option<(Time, usize)> {
    clock_of_deadline(tokens, index).filter(|_| !is_duration(tokens, index))
}

/// As [`clock`], after words such as "không quá", which elsewhere make the hours
/// a length of time.
pub(super) fn clock_of_deadline(tokens: &Tokens<'_>, index: usize) -> Option<(Time, usize)> {
    if let Some(found) = compact::clock(tokens, index).or_else(|| spelled::clock(tokens, index)) {
        return Some(found);
    }
    let hour = tokens.short_number(index).filter(|hour| *hour < 24)?;
    if is_part_of_a_number(tokens, index) {
        return None;
    }
    if let Some(found) = short_of_hour(tokens, index + 1, hour) {
        return Some(found);
    }
    let (minute, next) = after_colon(tokens, index + 1)
        .or_else(|| after_hour_word(tokens, index + 1))
        .or_else(|| half_past(tokens, index))
        .or_else(|| after_point(tokens, index))?;
    let hour = in_half_day(hour, tokens.word(next));
    let time = Time::new(hour, minute, 0, 0).ok()?;
    Some((time, next))
}

/// `7 giờ kém 15`: so many minutes before the hour.
fn short_of_hour(tokens: &Tokens<'_>, index: usize, hour: i8) -> Option<(Time, usize)> {
    let is_hour = matches!(tokens.word(index), "giờ" | "h");
    let short = is_hour && tokens.word(index + 1) == "kém";
    let minutes = tokens.short_number(index + 2).filter(|_| short)?;
    let after = index + 3;
    let next = after + minute_unit(tokens, after);
    let hour = in_half_day(hour, tokens.word(next));
    let hour_before = hour.checked_sub(1).filter(|_| (1..60).contains(&minutes))?;
    let time = Time::new(hour_before, 60 - minutes, 0, 0).ok()?;
    Some((time, next))
}

/// Two clocks with a dash or "đến" between them. The first may be a bare hour
/// after "từ": `từ 8 - 11 giờ`.
pub(super) fn clock_range(tokens: &Tokens<'_>, index: usize) -> Option<((Time, Time), usize)> {
    let (start, next) = clock(tokens, index).or_else(|| bare_hour(tokens, index))?;
    let second = separator(tokens, next)?;
    let (end, next) = clock(tokens, second)
        .or_else(|| compact::end(tokens, index, second))
        .or_else(|| bare_end(tokens, second))?;
    Some(((start, end), next))
}

/// The index after a dash or "đến".
fn separator(tokens: &Tokens<'_>, index: usize) -> Option<usize> {
    let is_dash = matches!(tokens.mark(index), '-' | '–' | '—');
    let is_word = matches!(tokens.word(index), "đến" | "tới");
    (is_dash || is_word).then_some(index + 1)
}

/// `7g30 - 9g`: after the start of a range `9g` is no weight.
fn bare_end(tokens: &Tokens<'_>, index: usize) -> Option<(Time, usize)> {
    let unit = index + 1;
    let is_hour = tokens.word(unit) == "g" && tokens.is_glued(unit) && !tokens.is_capital(unit);
    let hour = tokens.short_number(index).filter(|_| is_hour)?;
    Some((Time::new(hour, 0, 0, 0).ok()?, unit + 1))
}

fn bare_hour(tokens: &Tokens<'_>, index: usize) -> Option<(Time, usize)> {
    let hour = tokens.short_number(index)?;
    let follows_from = tokens.word_before(index, 1) == "từ";
    let time = Time::new(hour, 0, 0, 0).ok().filter(|_| follows_from)?;
    Some((time, index + 1))
}

/// `:30`, without spaces; a following `giờ` or `h` is swallowed.
fn after_colon(tokens: &Tokens<'_>, index: usize) -> Option<(i8, usize)> {
    let is_tight = tokens.is_glued(index) && tokens.is_glued(index + 1);
    if tokens.mark(index) != ':' || !is_tight || tokens.word_before(index, 2) == "lệ" {
        return None;
    }
    let minute = two_digits(tokens, index + 1)?;
    let next = index + 2;
    if tokens.mark(next) == ':' && tokens.is_glued(next) {
        return None;
    }
    let is_hour_word = matches!(tokens.word(next), "giờ" | "h");
    Some((minute, next + usize::from(is_hour_word)))
}

/// `7 rưỡi sáng`, `lúc 7 rưỡi`; elsewhere one and a half of something.
fn half_past(tokens: &Tokens<'_>, index: usize) -> Option<(i8, usize)> {
    let next = index + 2;
    let is_told = half_day_word(tokens.word(next)).is_some()
        || matches!(tokens.word_before(index, 1), "lúc" | "hồi");
    (tokens.word(index + 1) == "rưỡi" && is_told).then_some((30, next))
}

/// `lúc 7.30`, `14.00 giờ`, `7.30 sáng`, `từ 8.00 đến 11.30`; without such words around it is a number, or, after "từ",
/// the 8th of October: `từ 8.10 đến 10.10`.
fn after_point(tokens: &Tokens<'_>, index: usize) -> Option<(i8, usize)> {
    let point = index + 1;
    let is_tight = tokens.is_glued(point) && tokens.is_glued(point + 1);
    let minute = two_digits(tokens, point + 1).filter(|_| tokens.mark(point) == '.' && is_tight)?;
    let next = index + 3;
    if tokens.is_glued(next) && matches!(tokens.mark(next), '.' | '/' | '%') {
        let ends_there = tokens.mark(next) == '.' && tokens.number(next + 1).is_none();
        return ends_there
            .then_some((minute, next))
            .filter(|_| is_at(tokens, index));
    }
    if matches!(tokens.word(next), "giờ" | "h") {
        return Some((minute, next + 1));
    }
    let is_free = tokens.word(next).is_empty() && tokens.number(next).is_none();
    let goes_on = matches!(
        tokens.word(next),
        "ngày" | "thứ" | "chủ" | "đến" | "tới" | "tại"
    );
    let is_led = is_at(tokens, index) && (is_free || goes_on);
    let is_no_month = minute == 0 || minute > 12;
    let before = tokens.word_before(index, 1);
    let is_edge =
        is_no_month && (is_free || goes_on) && matches!(before, "từ" | "đến" | "tới" | "trước");
    let is_after_dash = is_no_month && is_free && follows_clock(tokens, index);
    (half_day_word(tokens.word(next)).is_some() || is_led || is_edge || is_after_dash)
        .then_some((minute, next))
}

fn is_at(tokens: &Tokens<'_>, index: usize) -> bool {
    matches!(tokens.word_before(index, 1), "lúc" | "hồi" | "đúng")
}

/// `8.00 - ` before `11.30`.
fn follows_clock(tokens: &Tokens<'_>, index: usize) -> bool {
    let is_dash = matches!(tokens.mark_before(index), '-' | '–' | '—');
    let first = index.checked_sub(4).filter(|_| is_dash);
    first.is_some_and(|first| after_point(tokens, first).is_some_and(|(_, next)| next + 1 == index))
}

/// `giờ [30 [phút]]`, `h[30[p]]`, `g30`.
fn after_hour_word(tokens: &Tokens<'_>, index: usize) -> Option<(i8, usize)> {
    let after = index + 1;
    match tokens.word(index) {
        "giờ" if tokens.word(after) == "đồng" || tokens.mark(after) == '/' => None,
        "giờ" if tokens.word(after) == "kém" => None,
        "giờ" if tokens.word(after) == "rưỡi" => Some((30, after + 1)),
        // A slip of the keyboard, and frequent: `08 giờ:30`.
        "giờ" if tokens.mark(after) == ':' && tokens.is_glued(after) => {
            Some(minutes(tokens, after + 1, true).unwrap_or((0, after)))
        }
        "giờ" => {
            let in_digits = minutes(tokens, after, false);
            let told = in_digits.or_else(|| spelled::minutes(tokens, after));
            Some(told.unwrap_or((0, after)))
        }
        "h" => {
            let minute_at = after + usize::from(tokens.mark(after) == ':');
            // A capital `4H` is a youth movement, `8hA` no clock at all.
            let is_hour = tokens.is_glued(index) && !tokens.is_capital(index);
            let ends_there = !tokens.is_glued(after) || tokens.mark(after) != '\0';
            let bare = || (is_hour && ends_there).then_some((0, after));
            minutes(tokens, minute_at, true)
                .or_else(|| minutes_apart(tokens, after))
                .or_else(bare)
        }
        // A bare `5g` is a weight or a network.
        "g" => {
            let is_led = index.checked_sub(1).is_some_and(|hour| is_at(tokens, hour));
            let is_hour = is_led && tokens.is_glued(index) && !tokens.is_capital(index);
            minutes(tokens, after, true)
                .filter(|_| tokens.is_glued(index))
                .or_else(|| minutes_apart(tokens, after))
                .or_else(|| is_hour.then_some((0, after)))
        }
        _ => None,
    }
}

/// Minutes and the index after their unit. After "giờ" a number is minutes when
/// it has two digits or a unit; after `h` it must follow without a space.
fn minutes(tokens: &Tokens<'_>, index: usize, must_be_glued: bool) -> Option<(i8, usize)> {
    let minute = tokens.short_number(index).filter(|minute| *minute < 60)?;
    let after = index + 1;
    let unit = minute_unit(tokens, after);
    let is_two_digits = tokens
        .number(index)
        .is_some_and(|number| number.digits == 2);
    let is_glued = tokens.is_glued(index) || !must_be_glued;
    if unit > 0 {
        return Some((minute, after + unit));
    }
    (is_two_digits && is_glued && !begins_another_time(tokens, after)).then_some((minute, after))
}

/// `13h 30`: two digits after a space are minutes where no noun follows them, for `14h 30 đại biểu` counts people.
fn minutes_apart(tokens: &Tokens<'_>, index: usize) -> Option<(i8, usize)> {
    let found = minutes(tokens, index, false)?;
    is_free_after(tokens, found.1).then_some(found)
}

/// Whether what follows counts nothing by the number before it.
fn is_free_after(tokens: &Tokens<'_>, index: usize) -> bool {
    tokens.number(index).is_none()
        && matches!(
            tokens.word(index),
            "" | "ngày" | "thứ" | "chủ" | "sáng" | "chiều" | "tối" | "đến" | "tại" | "trở"
        )
}

/// How many tokens the unit of minutes takes: `phút`, `p`, `ph`, `'`.
fn minute_unit(tokens: &Tokens<'_>, index: usize) -> usize {
    let is_word = tokens.word(index) == "phút"
        || (matches!(tokens.word(index), "p" | "ph") && tokens.is_glued(index));
    let is_prime = matches!(tokens.mark(index), '\'' | '’' | '′' | '‘');
    usize::from(is_word || is_prime)
}

/// Whether the number before `after` is the head of a date or of another clock:
/// `trước 17 giờ 08/7/2026`.
fn begins_another_time(tokens: &Tokens<'_>, after: usize) -> bool {
    let goes_on = matches!(tokens.mark(after), '/' | '.' | '-')
        && tokens.is_glued(after)
        && tokens.is_glued(after + 1)
        && tokens.number(after + 1).is_some()
        && clock(tokens, after + 1).is_none();
    let is_clock = matches!(tokens.word(after), "giờ" | "h" | "tháng")
        || (tokens.mark(after) == ':' && tokens.is_glued(after + 1));
    goes_on || is_clock
}

/// Whether the number is the tail of `1,5` or `13/01`.
fn is_part_of_a_number(tokens: &Tokens<'_>, index: usize) -> bool {
    let is_tight = tokens.is_glued(index) && index > 0 && tokens.is_glued(index - 1);
    let is_joined = matches!(tokens.mark_before(index), ',' | '.' | ':' | '/');
    let before = index.checked_sub(2).and_then(|at| tokens.number(at));
    is_tight && is_joined && before.is_some_and(|number| number.digits <= 2)
}

/// `trong 2 giờ`, `mỗi 4 giờ`: how long, not when.
fn is_duration(tokens: &Tokens<'_>, index: usize) -> bool {
    matches!(
        tokens.word_before(index, 1),
        "trong" | "vòng" | "suốt" | "mỗi" | "quá"
    )
}

/// `2 giờ chiều` is 14:00; what cannot be meant so stays as written.
fn in_half_day(hour: i8, half_day: &str) -> i8 {
    match (half_day, hour) {
        ("chiều", 1..=6) | ("tối", 6..=11) => hour + 12,
        _ => hour,
    }
}

fn two_digits(tokens: &Tokens<'_>, index: usize) -> Option<i8> {
    let number = tokens.number(index)?;
    let value = i8::try_from(number.value).ok()?;
    (number.digits == 2 && value < 60).then_some(value)
}
