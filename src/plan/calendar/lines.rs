//! Short Vietnamese lines for a phone: parts of the model in, one clean line each out.

use jiff::civil::{Date, Time};

use crate::catalog::Announced;
use crate::notice::{Issued, Notice, Part, Participants, Person, Quota};
use crate::text::dates::{clock_short, date_vi, month_year_vi};

/// Longest line of names, in characters; the page tells the rest.
const LONGEST_LINE: usize = 240;

/// One line without control characters: what RFC 5545 may not carry and what would break a line becomes a space. A
/// backslash before an n becomes a slash, for readers that undo escapes in the wrong order (node-ical does) take the two
/// for a line break however they are written.
pub(super) fn plain(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in words(text) {
        append(&mut line, word);
    }
    line
}

/// The line, cut after a word where it is too long for a phone.
pub(super) fn clipped(text: &str) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in words(text) {
        length += word.chars().count() + usize::from(!line.is_empty());
        if length > LONGEST_LINE {
            if line.is_empty() {
                line.extend(word.chars().take(LONGEST_LINE));
            }
            line.push_str(" …");
            break;
        }
        append(&mut line, word);
    }
    line
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_gap = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '\u{feff}' | '\u{2028}' | '\u{2029}')
    };
    text.split(is_gap).filter(|word| !word.is_empty())
}

fn append(line: &mut String, word: &str) {
    if !line.is_empty() {
        line.push(' ');
    }
    match word.contains('\\') {
        true => line.push_str(&word.replace("\\n", "/n").replace("\\N", "/N")),
        false => line.push_str(word),
    }
}

/// `08:00 ngày 08/10/2026`, or the day alone.
pub(super) fn moment(day: Date, clock: Option<Time>) -> String {
    match clock {
        Some(clock) => format!("{} ngày {}", clock_short(clock), date_vi(day)),
        None => format!("ngày {}", date_vi(day)),
    }
}

/// The same, or `buổi sáng ngày 09/7/2026`.
pub(super) fn announced(former: &Announced) -> String {
    let moment = moment(former.day, former.start);
    match former.part.filter(|_| former.start.is_none()) {
        Some(part) => format!("{} {moment}", half_day(part)),
        None => moment,
    }
}

/// `buổi sáng`
pub(super) fn half_day(part: Part) -> &'static str {
    match part {
        Part::Morning => "buổi sáng",
        Part::Afternoon => "buổi chiều",
        Part::Evening => "buổi tối",
        Part::Day => "cả ngày",
    }
}

/// `Giấy mời số 88/GM-UBND ngày 29/6/2026`.
pub(super) fn citation(notice: &Notice) -> String {
    let mut text = notice.document_type.value.vi.to_owned();
    if let Some(number) = notice
        .number
        .as_ref()
        .filter(|number| number.serial.is_some())
    {
        text.push_str(" số ");
        text.push_str(&number.text);
    }
    match notice.issued.as_deref() {
        Some(Issued::Day(day)) => {
            text.push_str(" ngày ");
            text.push_str(&date_vi(*day));
        }
        Some(Issued::Month(day)) => {
            text.push(' ');
            text.push_str(&month_year_vi(day.year(), day.month()));
        }
        None => {}
    }
    plain(&text)
}

/// `Phan Đình Khiêm (Chủ tịch UBND xã); …`
pub(super) fn persons(persons: &[Person]) -> String {
    let persons: Vec<String> = persons.iter().map(person).collect();
    clipped(&persons.join("; "))
}

/// Who comes to the session with this name.
pub(super) fn participants(participants: &[Participants], session: &str) -> String {
    let lines: Vec<String> = participants
        .iter()
        .filter_map(|line| match line {
            Participants::Text(text) => Some(text.clone()),
            Participants::Person(who) => Some(person(who)),
            Participants::Units(quota) => units(quota, session),
        })
        .collect();
    clipped(&lines.join("; "))
}

fn person(person: &Person) -> String {
    match (&person.name, &person.post) {
        (Some(name), Some(post)) => format!("{name} ({post})"),
        (Some(name), None) => name.clone(),
        (None, Some(post)) => post.clone(),
        (None, None) => String::new(),
    }
}

fn units(quota: &Quota, session: &str) -> Option<String> {
    let attends = quota.sessions.is_empty() || quota.sessions.iter().any(|id| id == session);
    if !attends {
        return None;
    }
    let mut text = quota.units.join(", ");
    if let Some(each) = quota.each {
        text.push_str(&format!(" (mỗi đơn vị {each} người)"));
    }
    if let Some(total) = quota.total {
        text.push_str(&format!(" (tổng {total} người)"));
    }
    if text.is_empty() && quota.open {
        text.push_str(quota.selected_by.as_deref().unwrap_or("có thể mở rộng"));
    }
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_clean() {
        assert_eq!(
            plain(" a\r\nEND:VEVENT\u{7}\u{2028}b\u{85}\tc "),
            "a END:VEVENT b c"
        );
        assert_eq!(plain("ế\u{feff}"), "ế");
        assert_eq!(
            plain(r"cán bộ\nhân viên, D:\cu"),
            r"cán bộ/nhân viên, D:\cu"
        );
    }

    #[test]
    fn long_lines_end_after_a_word() {
        let text = "Ủy ban nhân dân ".repeat(40);
        let cut = clipped(&text);
        assert!(cut.chars().count() <= LONGEST_LINE + 2, "{cut}");
        assert!(
            cut.ends_with("nhân …")
                || cut.ends_with("dân …")
                || cut.ends_with("ban …")
                || cut.ends_with("Ủy …"),
            "{cut}"
        );
        assert_eq!(clipped("ngắn"), "ngắn");
    }
}
