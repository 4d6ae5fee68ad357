//! schema.org data of a notice: one `Event` for each session people attend, and a `GovernmentService` for what recurs.
//!
//! Names and values follow <https://schema.org/Event>; times carry the site's offset.

use jiff::civil::{Date, Time};
use serde::Serialize;

use super::Plan;
use super::government_service::ServiceData;
use crate::catalog::{Event, EventSession, Key, Standing};
use crate::notice::{Form, Link, LinkRole, Point};

/// Events one page describes; a schedule of a year has hundreds of rows.
const SHOWN: usize = 20;

/// One thing a page describes.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Described<'a> {
    /// A session.
    Event(EventData<'a>),
    /// What recurs.
    Service(ServiceData<'a>),
}

/// `Event`
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct EventData<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    url: String,
    start_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    previous_start_date: Vec<String>,
    event_status: &'static str,
    event_attendance_mode: &'static str,
    location: Vec<Location<'a>>,
    organizer: Organization<'a>,
    in_language: &'static str,
}

/// `Place` or `VirtualLocation`
#[derive(Debug, Serialize)]
pub(super) struct Location<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// `GovernmentOrganization`
#[derive(Debug, Serialize)]
pub(super) struct Organization<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

impl<'a> Organization<'a> {
    /// An office by its name.
    pub(super) fn named(name: &'a str) -> Self {
        Self {
            kind: "GovernmentOrganization",
            name,
        }
    }
}

/// A room by its name, which stands for its address where nothing else is known.
pub(super) fn room<'a>(name: &'a str, address: Option<&'a str>) -> Location<'a> {
    Location {
        kind: "Place",
        name: Some(name),
        address: Some(address.unwrap_or(name)),
        url: None,
    }
}

impl<'a> Plan<'a> {
    /// The events of a notice as its page tells them, then the service its recurring rows are.
    pub(super) fn linked_data(&'a self, key: Key, event: &'a Event) -> Vec<Described<'a>> {
        let sessions = event
            .main_sessions()
            .filter(|session| session.session.recurrence.is_none());
        sessions
            .take(SHOWN)
            .map(|session| Described::Event(self.event_data(key, event, session)))
            .chain(self.service_data(key, event).map(Described::Service))
            .collect()
    }

    fn event_data(
        &'a self,
        key: Key,
        event: &'a Event,
        session: &'a EventSession,
    ) -> EventData<'a> {
        let row = &session.session;
        let day = row.date.value;
        let notice = self.catalog.get(key);
        let stated = self.catalog.get(event.stated_by);
        let formerly = session.formerly.iter();
        EventData {
            context: "https://schema.org",
            kind: "Event",
            name: row.title.as_deref().unwrap_or(&stated.title.value),
            description: stated.summary.as_deref(),
            url: self.routes.absolute(&self.routes.notice(notice)),
            start_date: self.zoned(day, row.start.map(|start| start.value)),
            end_date: row.end.map(|end| self.zoned(day, Some(end.value))),
            previous_start_date: formerly
                .map(|former| self.zoned(former.day, former.start))
                .collect(),
            event_status: match event.standing {
                Standing::Cancelled | Standing::Withdrawn => "https://schema.org/EventCancelled",
                Standing::Postponed => "https://schema.org/EventPostponed",
                Standing::Standing if !session.formerly.is_empty() => {
                    "https://schema.org/EventRescheduled"
                }
                Standing::Standing => "https://schema.org/EventScheduled",
            },
            event_attendance_mode: match event.form {
                Some(Form::Online) => "https://schema.org/OnlineEventAttendanceMode",
                Some(Form::Hybrid) => "https://schema.org/MixedEventAttendanceMode",
                _ => "https://schema.org/OfflineEventAttendanceMode",
            },
            location: self.locations(event, row.place.as_deref()),
            organizer: Organization::named(&stated.issuer.value),
            in_language: "vi",
        }
    }

    fn locations(&'a self, event: &'a Event, own: Option<&'a str>) -> Vec<Location<'a>> {
        let place = |point: &'a Point| {
            let name = point.place.as_deref().or(point.host.as_deref())?;
            Some(room(name, point.address.as_deref()))
        };
        let mut locations: Vec<Location<'a>> = match own {
            Some(own) => vec![room(own, None)],
            None => event.points.iter().filter_map(place).collect(),
        };
        let is_shown = |link: &&Link| self.is_internal() || !link.internal;
        let doors = event
            .links
            .iter()
            .filter(|link| link.role == Some(LinkRole::Join));
        let addresses = doors
            .filter(is_shown)
            .filter_map(|link| link.url.as_deref());
        locations.extend(addresses.map(|url| Location {
            kind: "VirtualLocation",
            name: None,
            address: None,
            url: Some(url),
        }));
        locations
    }

    /// `2026-07-09T14:00:00+07:00`, or the day alone where no hour is known.
    fn zoned(&self, day: Date, clock: Option<Time>) -> String {
        let zone = self.catalog.site.time_zone.clone();
        let moment = clock.and_then(|clock| day.to_datetime(clock).to_zoned(zone).ok());
        match moment {
            Some(moment) => moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            None => day.to_string(),
        }
    }
}
