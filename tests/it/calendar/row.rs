//! What an entry must come back as, whoever reads it: the common ground of all readers.

use jiff::tz::TimeZone;
use niemyet::plan::calendar::{Alarm, Edge, Entry, EntryStatus, When};
use serde::Serialize;

/// One entry, independent of any library's types. Moments are `2026-07-09T07:00:00Z`, days `2026-07-09`, alarms `START-3600`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Row {
    pub(crate) uid: String,
    pub(crate) summary: String,
    pub(crate) start: String,
    pub(crate) end: String,
    pub(crate) location: Option<String>,
    pub(crate) status: String,
    pub(crate) alarms: Vec<String>,
}

impl Row {
    pub(crate) fn of(entry: &Entry, zone: &TimeZone) -> Self {
        let moment = |civil: jiff::civil::DateTime| {
            let zoned = civil.to_zoned(zone.clone()).expect("a moment");
            zoned.timestamp().to_string()
        };
        let (start, end) = match entry.when {
            When::Clock { start, end } => (moment(start), moment(end)),
            When::Day(day) => (day.to_string(), day.tomorrow().expect("a day").to_string()),
        };
        Self {
            uid: entry.uid.clone(),
            summary: entry.summary.clone(),
            start,
            end,
            location: entry.location.clone(),
            status: match entry.status {
                EntryStatus::Confirmed => "CONFIRMED",
                EntryStatus::Tentative => "TENTATIVE",
                EntryStatus::Cancelled => "CANCELLED",
            }
            .to_owned(),
            alarms: entry.alarms.iter().map(alarm_text).collect(),
        }
    }
}

fn alarm_text(alarm: &Alarm) -> String {
    let edge = match alarm.before {
        Edge::Start => "START",
        Edge::End => "END",
    };
    format!("{edge}-{}", alarm.hours * 3600)
}
