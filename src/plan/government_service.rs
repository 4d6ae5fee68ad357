//! schema.org data of what an office does again and again, such as receiving citizens: a `GovernmentService`.
//!
//! Rows that recur have no single date, so they are no `Event`; their next days are the hours of the service.
//! Names and values follow <https://schema.org/GovernmentService>.

use serde::Serialize;

use super::Plan;
use super::linked_data::{Location, Organization, room};
use crate::catalog::{Event, EventSession, Key, occurring};

/// Days named for one row.
const SHOWN: usize = 6;

/// `GovernmentService`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ServiceData<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    url: String,
    provider: Organization<'a>,
    available_channel: Vec<Channel<'a>>,
    hours_available: Vec<Hours>,
}

/// `ServiceChannel`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Channel<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    service_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_location: Option<Location<'a>>,
}

/// `OpeningHoursSpecification` of one day.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Hours {
    #[serde(rename = "@type")]
    kind: &'static str,
    valid_from: String,
    valid_through: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    opens: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closes: Option<String>,
}

impl<'a> Plan<'a> {
    /// The service a notice describes, where it has rows that recur and none of this is called off.
    pub(super) fn service_data(&'a self, key: Key, event: &'a Event) -> Option<ServiceData<'a>> {
        let rows = event
            .main_sessions()
            .filter(|row| row.session.recurrence.is_some());
        let rows: Vec<&EventSession> = rows.collect();
        if rows.is_empty() || event.standing.is_off() {
            return None;
        }
        let stated = self.catalog.get(event.stated_by);
        let url = self
            .routes
            .absolute(&self.routes.notice(self.catalog.get(key)));
        let place = event.points.iter().find_map(|point| point.place.as_deref());
        let channel = |row: &&'a EventSession| Channel {
            kind: "ServiceChannel",
            name: row.session.title.as_deref().unwrap_or(&stated.title.value),
            service_url: url.clone(),
            service_location: row
                .session
                .place
                .as_deref()
                .or(place)
                .map(|name| room(name, None)),
        };
        Some(ServiceData {
            context: "https://schema.org",
            kind: "GovernmentService",
            name: &stated.title.value,
            description: stated.summary.as_deref(),
            provider: Organization::named(&stated.issuer.value),
            available_channel: rows.iter().map(channel).collect(),
            hours_available: rows.iter().flat_map(|row| self.hours(row)).collect(),
            url,
        })
    }

    /// The next days of a row.
    fn hours(&self, row: &EventSession) -> impl Iterator<Item = Hours> {
        let session = &row.session;
        let clock = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
        let opens = session.start.map(|start| clock(start.value));
        let closes = session.end.map(|end| clock(end.value));
        let days = occurring(&self.catalog.site, session).into_iter();
        let today = self.today;
        let coming = days.filter(move |day| day.date >= today).take(SHOWN);
        coming.map(move |day| Hours {
            kind: "OpeningHoursSpecification",
            valid_from: day.date.to_string(),
            valid_through: day.date.to_string(),
            opens: opens.clone(),
            closes: closes.clone(),
        })
    }
}
