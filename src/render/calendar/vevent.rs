//! One entry in; its VEVENT out, its lines always in the same order.

use super::line::{Lines, without_separators};
use super::{Zone, stamp};
use crate::plan::calendar::{Alarm, Edge, Entry, EntryStatus, When};

/// One VEVENT.
pub fn event(entry: &Entry, zone: &Zone) -> String {
    let mut lines = Lines::default();
    put_event(&mut lines, entry, zone);
    lines.into_text()
}

/// Adds the VEVENT of an entry.
pub(super) fn put_event(lines: &mut Lines, entry: &Entry, zone: &Zone) {
    let updated = stamp::utc(entry.updated);
    lines.put("BEGIN", "VEVENT");
    lines.put("UID", &entry.uid);
    lines.put("DTSTAMP", &updated);
    lines.put("LAST-MODIFIED", &updated);
    lines.put("SEQUENCE", &entry.sequence.to_string());
    put_when(lines, entry.when, zone);
    lines.put_text("SUMMARY", &entry.summary);
    if let Some(location) = &entry.location {
        lines.put_text("LOCATION", location);
    }
    lines.put_paragraphs("DESCRIPTION", &entry.description);
    lines.put_uri("URL", &entry.url);
    lines.put("STATUS", status_word(entry.status));
    if entry.is_free {
        lines.put("TRANSP", "TRANSPARENT");
        lines.put("X-MICROSOFT-CDO-BUSYSTATUS", "FREE");
    }
    if !entry.categories.is_empty() {
        let words = entry.categories.iter().map(|word| without_separators(word));
        lines.put_list("CATEGORIES", &words.collect::<Vec<_>>());
    }
    lines.put("RELATED-TO;RELTYPE=SIBLING", &entry.group);
    for alarm in &entry.alarms {
        put_alarm(lines, *alarm, &entry.summary);
    }
    lines.put("END", "VEVENT");
}

fn put_when(lines: &mut Lines, when: When, zone: &Zone) {
    match when {
        When::Clock { start, end } => {
            lines.put(zone.start_property(), &zone.value(start));
            lines.put(zone.end_property(), &zone.value(end));
        }
        When::Day(day) => {
            let next = day.tomorrow().unwrap_or(day);
            lines.put("DTSTART;VALUE=DATE", &stamp::day(day));
            lines.put("DTEND;VALUE=DATE", &stamp::day(next));
        }
    }
}

fn put_alarm(lines: &mut Lines, alarm: Alarm, summary: &str) {
    let trigger = match alarm.before {
        Edge::Start => "TRIGGER",
        Edge::End => "TRIGGER;RELATED=END",
    };
    let duration = match alarm.hours {
        hours if hours > 0 && hours % 24 == 0 => format!("-P{}D", hours / 24),
        hours => format!("-PT{hours}H"),
    };
    lines.put("BEGIN", "VALARM");
    lines.put("ACTION", "DISPLAY");
    lines.put(trigger, &duration);
    lines.put_text("DESCRIPTION", summary);
    lines.put("END", "VALARM");
}

fn status_word(status: EntryStatus) -> &'static str {
    match status {
        EntryStatus::Confirmed => "CONFIRMED",
        EntryStatus::Tentative => "TENTATIVE",
        EntryStatus::Cancelled => "CANCELLED",
    }
}
