//! Points and who takes part in them.

use serde::Serialize;

use super::super::Plan;
use super::session_title;
use crate::catalog::{Event, OwnPoint};
use crate::notice::{Participants, Person, Point, Quota};
use crate::site::UnitId;

/// One point in full.
#[derive(Debug, Serialize)]
pub(in crate::plan) struct PointView<'a> {
    pub(in crate::plan) level: Option<&'a str>,
    pub(in crate::plan) host: Option<&'a str>,
    pub(in crate::plan) count: Option<u32>,
    pub(in crate::plan) place: Option<&'a str>,
    pub(in crate::plan) address: Option<String>,
    pub(in crate::plan) local: bool,
    pub(in crate::plan) chair: &'a [Person],
    pub(in crate::plan) participants: Vec<ParticipantView<'a>>,
    pub(in crate::plan) note: Option<&'a str>,
    pub(in crate::plan) class: Option<&'a str>,
}

/// One line of participants.
#[derive(Debug, Serialize)]
pub(in crate::plan) struct ParticipantView<'a> {
    pub(in crate::plan) text: Option<&'a str>,
    pub(in crate::plan) person: Option<&'a Person>,
    pub(in crate::plan) quota: Option<&'a Quota>,
    /// The titles of the sessions they attend, where not all.
    pub(in crate::plan) sessions: Vec<&'a str>,
}

impl<'a> Plan<'a> {
    pub(in crate::plan) fn point<'e>(
        &self,
        event: &'e Event,
        point: &'e Point,
        issuer: Option<UnitId>,
    ) -> PointView<'e>
    where
        'a: 'e,
    {
        self.own_point(event, OwnPoint { point, class: None }, issuer)
    }

    /// A point with what it takes from its class.
    pub(in crate::plan) fn own_point<'e>(
        &self,
        event: &'e Event,
        own: OwnPoint<'e>,
        issuer: Option<UnitId>,
    ) -> PointView<'e>
    where
        'a: 'e,
    {
        let name_of = |id: &str| session_title(event, id);
        let (point, seat) = (own.point, own.seat());
        PointView {
            level: point
                .level
                .map(|level| self.catalog.site.level(level).name.as_str()),
            host: point.host.as_deref(),
            count: point.count,
            place: seat.place.as_deref(),
            address: seat
                .address
                .clone()
                .or_else(|| self.known_address(event, seat, issuer)),
            local: seat.local,
            chair: own.chair(),
            participants: own
                .participants()
                .iter()
                .map(|line| participant(line, &name_of))
                .collect(),
            note: point.note.as_deref(),
            class: taken_from(own).and_then(|class| class.host.as_deref()),
        }
    }

    /// The place table's address of a place on the day of the event, where the paper gives the name alone.
    fn known_address(
        &self,
        event: &Event,
        point: &Point,
        issuer: Option<UnitId>,
    ) -> Option<String> {
        let site = &self.catalog.site;
        let host = point
            .host
            .as_deref()
            .and_then(|host| site.units.named(host, issuer));
        let owners: Vec<UnitId> = host.into_iter().chain(issuer).collect();
        let place = site.places.named(point.place.as_deref()?, &owners)?;
        let day = event.main_sessions().next()?.session.date.value;
        place.address_on(day).map(str::to_owned)
    }
}

/// The class a point takes anything from; one that states all itself owes its class nothing.
fn taken_from<'e>(own: OwnPoint<'e>) -> Option<&'e Point> {
    let class = own.class?;
    let point = own.point;
    let takes_seat = point.place.is_none() && !point.local && class.place.is_some();
    let takes_chair = point.chair.is_empty() && !class.chair.is_empty();
    let takes_people = point.participants.is_empty() && !class.participants.is_empty();
    (takes_seat || takes_chair || takes_people).then_some(class)
}

pub(in crate::plan) fn participant<'e>(
    line: &'e Participants,
    name_of: &impl Fn(&str) -> Option<&'e str>,
) -> ParticipantView<'e> {
    let empty = ParticipantView {
        text: None,
        person: None,
        quota: None,
        sessions: Vec::new(),
    };
    match line {
        Participants::Text(text) => ParticipantView {
            text: Some(text),
            ..empty
        },
        Participants::Person(person) => ParticipantView {
            person: Some(person),
            ..empty
        },
        Participants::Units(quota) => ParticipantView {
            quota: Some(quota),
            sessions: quota
                .sessions
                .iter()
                .map(|id| name_of(id).unwrap_or(id))
                .collect(),
            ..empty
        },
    }
}
