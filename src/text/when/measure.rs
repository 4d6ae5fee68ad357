//! Amounts of time: `1,5 ngày`, `có mặt trước 15 phút`, `không quá 10 phút`.

use super::day::half_day_word;
use super::phrase::LimitBound;
use super::tokens::Tokens;

/// The longest meeting a length may tell of; more days are a term.
const LONGEST_HALF_DAYS: u32 = 20;

/// Half-days something takes, and the index after them: `01 buổi`, `½ ngày`,
/// `hai ngày rưỡi`. Terms are none: `trong 5 ngày làm việc`, `3 ngày trước`.
pub(super) fn length(tokens: &Tokens<'_>, index: usize) -> Option<(u32, usize)> {
    if belongs_to_what_precedes(tokens, index) {
        return None;
    }
    let (halves, unit) = count(tokens, index)?;
    let next = unit + 1;
    let (half_days, next) = match tokens.word(unit) {
        "buổi" if halves % 2 == 0 && ends_length(tokens, next) => (halves / 2, next),
        "ngày" if tokens.word(next) == "rưỡi" => (halves + 1, next + 1),
        "ngày" if ends_length(tokens, next) || opens_dates(tokens, index, next) => (halves, next),
        _ => return None,
    };
    (1..=LONGEST_HALF_DAYS)
        .contains(&half_days)
        .then_some((half_days, next))
}

/// Minutes before a start, and the index after them: `trước 15 phút`, `trước cuộc
/// họp 30 phút`, `15 phút trước`.
pub(super) fn offset(tokens: &Tokens<'_>, index: usize) -> Option<(u32, usize)> {
    if let Some((minutes, next)) = minutes(tokens, index) {
        return (tokens.word(next) == "trước").then_some((minutes, next + 1));
    }
    minutes(tokens, after_before(tokens, index)?)
}

/// Days before, whether they are working days, and the index after them: `trước 02 ngày`, `trước cuộc họp 03 ngày làm
/// việc`. A number of one digit or two; `trước 24 ngày 08/7` is a slip, and no term.
pub(super) fn days_before(tokens: &Tokens<'_>, index: usize) -> Option<(u32, bool, usize)> {
    let start = after_before(tokens, index)?;
    let days = tokens.short_number(start).filter(|days| *days > 0)?;
    let unit = start + 1;
    let is_date = tokens.number(unit + 1).is_some() || tokens.mark(unit + 1) == '/';
    if tokens.word(unit) != "ngày" || is_date {
        return None;
    }
    let is_working = tokens.are(unit + 1, &["làm", "việc"]);
    let next = unit + 1 + 2 * usize::from(is_working);
    Some((u32::try_from(days).ok()?, is_working, next))
}

/// The index after `trước`, `trước giờ khai mạc Hội nghị`, `sớm hơn`, where an amount of time may stand.
fn after_before(tokens: &Tokens<'_>, index: usize) -> Option<usize> {
    let after = index + 1;
    match (tokens.word(index), tokens.word(after)) {
        ("trước", word) if is_event(word) => Some(after_words(tokens, after + 1)),
        ("trước", _) => Some(after_lead(tokens, after)),
        ("sớm", "hơn") => Some(after_lead(tokens, after + 1)),
        ("sớm", _) => Some(after_lead(tokens, after)),
        _ => None,
    }
}

/// The first word of what starts: giờ khai mạc, cuộc họp, phiên họp, hội nghị, buổi làm việc, khi họp.
fn is_event(word: &str) -> bool {
    matches!(
        word,
        "giờ" | "cuộc" | "phiên" | "hội" | "buổi" | "lễ" | "khi" | "lúc" | "kỳ" | "đại"
    )
}

/// The bound of a length of time in minutes, and the index after it: `không quá
/// 10 phút`, `tối đa 02 giờ`, `khoảng 30 phút`.
pub(super) fn limit(tokens: &Tokens<'_>, index: usize) -> Option<(LimitBound, u32, usize)> {
    let (bound, start) = limit_words(tokens, index)?;
    let (minutes, next) = amount(tokens, start)?;
    let is_clock = matches!(tokens.word(next), "ngày" | "thứ" | "sáng" | "chiều" | "tối")
        || tokens.are(next + 1, &["ngày"]) && tokens.mark(next) == ',';
    (!is_clock).then_some((bound, minutes, next))
}

fn limit_words(tokens: &Tokens<'_>, index: usize) -> Option<(LimitBound, usize)> {
    let after = index + 2;
    match (tokens.word(index), tokens.word(index + 1)) {
        ("không", "quá") | ("tối", "đa") => Some((
            LimitBound::Max,
            after + usize::from(tokens.word(after) == "là"),
        )),
        ("không", "vượt") if tokens.word(after) == "quá" => Some((LimitBound::Max, after + 1)),
        // "Vào khoảng 8 giờ" tells when, not how long.
        ("khoảng", _) if !matches!(tokens.word_before(index, 1), "vào" | "lúc" | "từ") => {
            Some((LimitBound::About, index + 1))
        }
        _ => None,
    }
}

/// `10 phút`, `10 - 15 phút` (the longer), `02 giờ`, `1 giờ 30 phút`.
fn amount(tokens: &Tokens<'_>, index: usize) -> Option<(u32, usize)> {
    if let Some(found) = minutes(tokens, index) {
        return Some(found);
    }
    let number = tokens.number(index)?;
    let is_range = matches!(tokens.mark(index + 1), '-' | '–') || tokens.word(index + 1) == "đến";
    if is_range {
        return minutes(tokens, index + 2);
    }
    let is_hours = matches!(tokens.word(index + 1), "giờ" | "tiếng") && number.value <= 12;
    let whole = number.value.checked_mul(60).filter(|_| is_hours)?;
    match minutes(tokens, index + 2) {
        Some((rest, next)) => Some((whole.saturating_add(rest), next)),
        None if tokens.number(index + 2).is_some() => None,
        None => Some((whole, index + 2)),
    }
}

/// `15 phút`, `15'`.
fn minutes(tokens: &Tokens<'_>, index: usize) -> Option<(u32, usize)> {
    let number = tokens.number(index).filter(|number| number.digits <= 3)?;
    let is_minutes = tokens.word(index + 1) == "phút"
        || (matches!(tokens.mark(index + 1), '\'' | '’' | '′') && tokens.is_glued(index + 1));
    is_minutes.then_some((number.value, index + 2))
}

/// After `ít nhất`, `tối thiểu`, `khoảng`.
fn after_lead(tokens: &Tokens<'_>, index: usize) -> usize {
    match (tokens.word(index), tokens.word(index + 1)) {
        ("ít", "nhất") | ("tối", "thiểu") => index + 2,
        ("khoảng", _) => index + 1,
        _ => index,
    }
}

/// After the words that name the start: `trước giờ [khai mạc Hội nghị] 15 phút`.
fn after_words(tokens: &Tokens<'_>, index: usize) -> usize {
    let words = (index..index + 6).take_while(|&at| !tokens.word(at).is_empty());
    index + words.count()
}

/// The count in halves, and the index of its unit.
fn count(tokens: &Tokens<'_>, index: usize) -> Option<(u32, usize)> {
    let after = index + 1;
    match (tokens.word(index), tokens.mark(index)) {
        (_, '½') => return Some((1, after)),
        ("nửa", _) => return Some((1, after)),
        ("một", _) => return Some((2, after)),
        ("hai", _) => return Some((4, after)),
        ("ba", _) => return Some((6, after)),
        ("bốn", _) => return Some((8, after)),
        _ => {}
    }
    let whole = tokens
        .number(index)
        .filter(|number| number.digits <= 2)?
        .value;
    let halves = whole * 2;
    if tokens.mark(after) == '½' {
        return Some((halves + 1, after + 1));
    }
    let is_joined = tokens.is_glued(after) && tokens.is_glued(after + 1);
    let fraction = tokens.number(after + 1).filter(|_| is_joined);
    match (tokens.mark(after), fraction.map(|number| number.value)) {
        (',' | '.', Some(5)) => Some((halves + 1, after + 2)),
        ('/', Some(2)) if whole == 1 => Some((1, after + 2)),
        _ => Some((halves, after)),
    }
}

/// Whether the number is counted by, or glued to, what stands before it.
fn belongs_to_what_precedes(tokens: &Tokens<'_>, index: usize) -> bool {
    let makes_a_term = matches!(
        tokens.word_before(index, 1),
        "trước"
            | "sau"
            | "trong"
            | "mỗi"
            | "hạn"
            | "quá"
            | "thứ"
            | "ngày"
            | "tháng"
            | "năm"
            | "lần"
            | "số"
            | "án"
            | "vòng"
    );
    let is_tight = tokens.is_glued(index) && tokens.mark_before(index) != '(';
    makes_a_term || is_tight
}

/// Whether what follows the unit leaves it a length: `buổi họp` is none.
fn ends_length(tokens: &Tokens<'_>, next: usize) -> bool {
    let word = tokens.word(next);
    let goes_on = matches!(word, "từ" | "trong" | "bắt" | "vào" | "liên" | "và");
    let is_free = word.is_empty() && tokens.number(next).is_none() && tokens.mark(next) != '/';
    is_free || goes_on || half_day_word(word).is_some()
}

/// `: 02 ngày 23 và 24/5/2026`; elsewhere `06 ngày 06/01` is a document's number
/// and date.
fn opens_dates(tokens: &Tokens<'_>, index: usize, next: usize) -> bool {
    let opens = index == 0 || matches!(tokens.mark_before(index), ':' | '(');
    opens && tokens.number(next).is_some()
}
