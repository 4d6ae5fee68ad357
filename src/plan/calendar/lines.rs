//! Short Vietnamese lines for a phone: parts of the model in, one clean line each out.

use std::borrow::Cow;

use jiff::civil::{Date, Time};

use super::plain::{clipped, plain};
use crate::catalog::Announced;
use crate::notice::{Issued, Notice, Part, Participants, Person, Quota};
use crate::text::dates::{clock_short, date_vi, month_year_vi};

/// `08:00 ngày 08/10/2026`, or the day alone.
pub(super) fn moment(day: Date, clock: Option<Time>) -> String {
    match clock {
        Some(clock) => [&clock_short(clock), " ngày ", &date_vi(day)].concat(),
        None => ["ngày ", &date_vi(day)].concat(),
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
    plain(text)
}

/// `Phan Đình Khiêm (Chủ tịch UBND xã); …`
pub(super) fn persons<'p>(persons: impl Iterator<Item = &'p Person>) -> String {
    let persons: Vec<Cow<'_, str>> = persons.map(person).collect();
    clipped(persons.join("; "))
}

/// Who comes to the session with this name.
pub(super) fn participants(participants: &[Participants], session: &str) -> String {
    let lines: Vec<Cow<'_, str>> = participants
        .iter()
        .filter_map(|line| match line {
            Participants::Text(text) => Some(text.into()),
            Participants::Person(who) => Some(person(who)),
            Participants::Units(quota) => units(quota, session).map(Cow::Owned),
        })
        .collect();
    clipped(lines.join("; "))
}

fn person(person: &Person) -> Cow<'_, str> {
    match (&person.name, &person.post) {
        (Some(name), Some(post)) => [name, " (", post, ")"].concat().into(),
        (Some(only), None) | (None, Some(only)) => only.into(),
        (None, None) => "".into(),
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
