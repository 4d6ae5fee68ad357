//! X03 and T02: what the document's words about a time cannot mean, for a slip of the pen or of the scanner.

use std::ops::Range;
use std::sync::LazyLock;

use super::{NoticeRule, Portal};
use crate::notice::Notice;
use crate::problem::{Bilingual, Code, Problem};
use crate::say;
use crate::text::fold::fold;
use crate::text::when::{self, may_name_last_day, read_moments};
use crate::text::words::{WordFinder, is_whole_word};
use crate::text::{Span, Spanned};

pub(super) const RULES: &[NoticeRule] = &[
    weekdays,
    weekdays_in_body,
    joined_weekdays,
    letters,
    impossible_dates,
    impossible_hours,
];

/// The weekdays after "thứ" as they are written, and as they fold.
const WEEKDAYS: [(&str, &str); 6] = [
    ("Hai", "hai"),
    ("Ba", "ba"),
    ("Tư", "tu"),
    ("Năm", "nam"),
    ("Sáu", "sau"),
    ("Bảy", "bay"),
];

/// Other words after "thứ", and another way to write one: thứ tự, thứ bẩy.
const OTHER_WORDS: [&str; 3] = ["tự", "tứ", "bẩy"];

/// X03: "thứ Hải" is no weekday.
fn weekdays(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let slips = quoted(notice).flat_map(|said| {
        let slips = weekday_slips(said);
        slips.map(|(place, meant)| {
            let found = said.get(place).unwrap_or_default();
            misspelt(notice, notice.words_span(said.span, found), found, meant)
        })
    });
    slips.collect()
}

/// X03: the same in the prose, where a half-day or a date stands beside it.
fn weekdays_in_body(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let body: &str = &notice.body_text();
    let slips = weekday_slips(body).filter(|(place, _)| tells_a_day(body, place));
    slips
        .map(|(place, meant)| {
            let found = body.get(place.clone()).unwrap_or_default();
            let span = Span::from(place).shifted(notice.body.start);
            misspelt(notice, span, found, meant)
        })
        .collect()
}

/// How many of one slip are told.
const MOST_TOLD: usize = 20;

/// X03: "thứNăm" is read as no weekday, and so compared with no date.
fn joined_weekdays(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let body: &str = &notice.body_text();
    let in_body = joined(body).map(|(place, name)| {
        let word = body.get(place.clone()).unwrap_or_default();
        (Span::from(place).shifted(notice.body.start), word, name)
    });
    let in_quotations = quoted(notice).flat_map(|said| {
        joined(said).map(|(place, name)| {
            let word = said.get(place).unwrap_or_default();
            (notice.words_span(said.span, word), word, name)
        })
    });
    let found = in_quotations.chain(in_body).take(MOST_TOLD);
    found
        .map(|(span, word, name)| {
            let message = say!(
                "`{word}` viết liền: không đối chiếu được với ngày",
                "`{word}` lacks its space: it cannot be compared with the date"
            );
            let problem = Problem::new(Code::ScanSuspect, &notice.source, span, message);
            problem.help(say!("viết `{name}`", "write `{name}`"))
        })
        .collect()
}

/// The weekdays, and how each is written without its space.
const JOINED: [(&str, [&str; 5]); 7] = [
    (
        "thứ Hai",
        ["thứhai", "thứHai", "Thứhai", "ThứHai", "THỨHAI"],
    ),
    ("thứ Ba", ["thứba", "thứBa", "Thứba", "ThứBa", "THỨBA"]),
    ("thứ Tư", ["thứtư", "thứTư", "Thứtư", "ThứTư", "THỨTƯ"]),
    (
        "thứ Năm",
        ["thứnăm", "thứNăm", "Thứnăm", "ThứNăm", "THỨNĂM"],
    ),
    (
        "thứ Sáu",
        ["thứsáu", "thứSáu", "Thứsáu", "ThứSáu", "THỨSÁU"],
    ),
    (
        "thứ Bảy",
        ["thứbảy", "thứBảy", "Thứbảy", "ThứBảy", "THỨBẢY"],
    ),
    (
        "Chủ nhật",
        ["chủnhật", "chủNhật", "Chủnhật", "ChủNhật", "CHỦNHẬT"],
    ),
];

/// Words that are two, each with its place and what is meant.
fn joined(text: &str) -> impl Iterator<Item = (Range<usize>, &'static str)> {
    STEMS.parts_in(text).filter_map(|(stem, number)| {
        let start = stem.start.checked_sub(1)?;
        let goes_on = text.as_bytes().get(stem.end)?.is_ascii_alphabetic();
        let first = if number < 2 { ['t', 'T'] } else { ['c', 'C'] };
        let rest = text.get(start..)?;
        if !goes_on || !rest.starts_with(first) {
            return None;
        }
        let mut ways = JOINED
            .iter()
            .flat_map(|(name, ways)| ways.iter().map(move |way| (*name, *way)));
        let (name, way) = ways.find(|(_, way)| rest.starts_with(way))?;
        let place = start..start + way.len();
        is_whole_word(text, &place).then_some((place, name))
    })
}

/// All but the first letter of "thứ" and "chủ". Whole words that begin alike are sought by bytes that many other words
/// begin with; these end with the letter that tells them apart.
static STEMS: LazyLock<WordFinder> = LazyLock::new(|| WordFinder::exact(&["hứ", "HỨ", "hủ", "HỦ"]));

static ORDINAL: LazyLock<WordFinder> = LazyLock::new(|| WordFinder::any_case(&["thứ"]));

/// Words after "thứ" that fold to a weekday's name and are not it, and the names that are meant. Without any mark they are
/// other words ("con thứ nam"), but where a day is told.
fn weekday_slips(text: &str) -> impl Iterator<Item = (Range<usize>, &'static str)> {
    ORDINAL.find_in(text).filter_map(|(ordinal, _)| {
        let after = text.get(ordinal.end..)?;
        let rest = after.trim_start_matches([' ', '\n']);
        let length = rest.find(|letter: char| !letter.is_alphabetic());
        let word = rest.get(..length.unwrap_or(rest.len()))?;
        let (name, folded) = WEEKDAYS.iter().find(|(_, folded)| fold(word) == *folded)?;
        let small = word.to_lowercase();
        let is_right = small == name.to_lowercase() || OTHER_WORDS.contains(&small.as_str());
        let place = ordinal.start..text.len() - rest.len() + word.len();
        let is_plain = small == *folded && !tells_a_day(text, &place);
        (!is_right && !is_plain).then_some((place, *name))
    })
}

fn tells_a_day(text: &str, place: &Range<usize>) -> bool {
    let before = text.get(..place.start).unwrap_or_default().trim_end();
    let after = text.get(place.end..).unwrap_or_default();
    let after = after.trim_start_matches([' ', ',', '(', '\n']);
    let has_half_day = ["sáng", "chiều", "tối", "Sáng", "Chiều", "Tối"]
        .iter()
        .any(|word| before.ends_with(word));
    has_half_day
        || after.starts_with("ngày ")
        || after.starts_with(|next: char| next.is_ascii_digit())
}

fn misspelt(notice: &Notice, span: Span, found: &str, meant: &str) -> Problem {
    let message = say!(
        "`{found}` không phải thứ nào trong tuần: có lẽ là `thứ {meant}`",
        "`{found}` is no weekday: perhaps `thứ {meant}`"
    );
    compare(Problem::new(
        Code::ScanSuspect,
        &notice.source,
        span,
        message,
    ))
}

fn compare(problem: Problem) -> Problem {
    problem.help(say!("so lại với bản giấy", "compare it with the paper"))
}

/// X03: a letter O or l in a number, as in "ngày O9/7/2026" and "l4 giờ".
fn letters(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let may_be_spoilt = quoted(notice).filter(|said| may_hold_spoilt_number(said));
    let slips = may_be_spoilt.flat_map(|said| {
        let words = said.split(|letter: char| !letter.is_alphanumeric());
        let spoilt = words.filter(|word| is_spoilt_number(word));
        spoilt.map(|found| {
            let meant = found.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
            let message = say!(
                "`{found}` lẫn chữ với số: có lẽ là `{meant}`",
                "`{found}` mixes letters and digits: perhaps `{meant}`"
            );
            slip(Code::ScanSuspect, notice, said, found, message)
        })
    });
    slips.collect()
}

/// The letters that scanners take for digits.
fn is_taken(byte: u8) -> bool {
    matches!(byte, b'O' | b'o' | b'l' | b'I')
}

/// Whether a digit and such a letter stand side by side, which is seen sooner than words are cut.
fn may_hold_spoilt_number(text: &str) -> bool {
    let mut pairs = text.as_bytes().array_windows();
    pairs.any(|[one, other]| {
        (one.is_ascii_digit() && is_taken(*other)) || (is_taken(*one) && other.is_ascii_digit())
    })
}

/// Digits and the letters scanners take for them, some of each; at most a year long.
fn is_spoilt_number(word: &str) -> bool {
    word.len() <= 4
        && word.bytes().any(is_taken)
        && word.bytes().any(|byte| byte.is_ascii_digit())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_digit() || is_taken(byte))
}

/// That words quoted for a time are wrong by themselves.
fn slip(
    code: Code,
    notice: &Notice,
    said: &Spanned<String>,
    found: &str,
    message: Bilingual,
) -> Problem {
    let span = notice.words_span(said.span, found);
    compare(Problem::new(code, &notice.source, span, message))
}

/// T02: a date that does not exist cannot be the one that is meant.
fn impossible_dates(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let may_be_wrong = quoted(notice).filter(|said| may_name_last_day(said));
    let slips = may_be_wrong.flat_map(|said| {
        let moments = read_moments(said, when::Context::default()).into_iter();
        let wrong = moments.filter(|moment| {
            !moment.is_date_inherited && moment.dates.iter().any(|date| date.is_impossible())
        });
        wrong.map(|moment| {
            let found = said.get(moment.span).unwrap_or_default();
            let message = say!(
                "\"{found}\": không có ngày ấy",
                "\"{found}\": there is no such day"
            );
            slip(Code::SaidMismatch, notice, said, found, message)
        })
    });
    slips.collect()
}

/// T02: neither can "14 giờ 70 phút" and "25 giờ".
fn impossible_hours(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let slips = quoted(notice).flat_map(|said| {
        let wrong = hours(said).filter(|(_, hour, minute)| *hour > 24 || *minute > 59);
        wrong.map(|(found, ..)| {
            let message = say!(
                "\"{found}\": không có giờ ấy",
                "\"{found}\": there is no such hour"
            );
            slip(Code::SaidMismatch, notice, said, found, message)
        })
    });
    slips.collect()
}

/// What is written as "… giờ" or "… giờ … phút", with the two numbers; lengths of time are none.
fn hours(text: &str) -> impl Iterator<Item = (&str, u32, u32)> {
    text.match_indices(" giờ").filter_map(|(at, unit)| {
        let before = text.get(..at)?;
        let start = before
            .trim_end_matches(|letter: char| letter.is_ascii_digit())
            .len();
        let lead = before.get(..start)?;
        // "13.30 giờ": the hour stands before the point.
        let point = lead.strip_suffix(['.', ':', ',']);
        if point.is_some_and(|rest| rest.ends_with(|letter: char| letter.is_ascii_digit())) {
            return None;
        }
        let lead = lead.trim_end();
        let is_length = ["quá", "trong", "khoảng", "đa"]
            .iter()
            .any(|word| lead.ends_with(word));
        let hour = before.get(start..)?.parse().ok().filter(|_| !is_length)?;
        let (_, after) = text.split_at_checked(at + unit.len())?;
        let minutes = after
            .strip_prefix(' ')
            .and_then(|rest| rest.split_once(" phút"));
        let minutes = minutes.and_then(|(minutes, _)| Some((minutes, minutes.parse().ok()?)));
        let length = minutes.map_or(0, |(written, _)| written.len() + "  phút".len());
        let found = text.get(start..at + unit.len() + length)?;
        Some((found, hour, minutes.map_or(0, |(_, minute)| minute)))
    })
}

/// The document's words about its sessions and deadlines.
fn quoted(notice: &Notice) -> impl Iterator<Item = &Spanned<String>> {
    let sessions = notice.sessions.iter();
    let of_sessions = sessions.filter_map(|session| session.said.as_ref());
    let tasks = notice.tasks.iter();
    of_sessions.chain(tasks.filter_map(|task| task.said.as_ref()))
}
