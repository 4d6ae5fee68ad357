//! The parts pages are made of: sessions, points, duties, links, as templates show them.

use serde::Serialize;

use super::when::When;
use super::{Plan, Routes};
use crate::catalog::{Event, EventSession, Occurring, OwnPoint, occurring};
use crate::notice::{
    AgendaItem, Citation, Contact, Link, LinkRole, Notice, Participants, Person, Point, Quota,
    SessionKind, Task,
};
use crate::site::{Audience, LevelId, UnitId};

/// A name with an address, or without one.
#[derive(Debug, Serialize, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) text: String,
    pub(super) url: Option<String>,
}

/// One session.
#[derive(Debug, Serialize)]
pub(super) struct SessionView<'a> {
    pub(super) kind: &'static str,
    pub(super) title: Option<&'a str>,
    pub(super) when: When,
    pub(super) end_unknown: bool,
    pub(super) inferred: bool,
    pub(super) said: Option<&'a str>,
    pub(super) formerly: Vec<String>,
    pub(super) repeat: Option<String>,
    pub(super) shifts: bool,
    pub(super) next_days: Vec<String>,
    pub(super) levels: Vec<&'a str>,
    pub(super) place: Option<&'a str>,
    pub(super) chair: &'a [Person],
    pub(super) participants: Vec<ParticipantView<'a>>,
    pub(super) by: Option<&'a str>,
}

/// One line of participants.
#[derive(Debug, Serialize)]
pub(super) struct ParticipantView<'a> {
    pub(super) text: Option<&'a str>,
    pub(super) person: Option<&'a Person>,
    pub(super) quota: Option<&'a Quota>,
    /// The titles of the sessions they attend, where not all.
    pub(super) sessions: Vec<&'a str>,
}

/// One point in full.
#[derive(Debug, Serialize)]
pub(super) struct PointView<'a> {
    pub(super) level: Option<&'a str>,
    pub(super) host: Option<&'a str>,
    pub(super) count: Option<u32>,
    pub(super) place: Option<&'a str>,
    pub(super) address: Option<String>,
    pub(super) local: bool,
    pub(super) chair: &'a [Person],
    pub(super) participants: Vec<ParticipantView<'a>>,
    pub(super) note: Option<&'a str>,
    pub(super) class: Option<&'a str>,
}

/// One duty.
#[derive(Debug, Serialize)]
pub(super) struct TaskView<'a> {
    pub(super) who: Vec<Reference>,
    pub(super) levels: Vec<&'a str>,
    #[serde(rename = "do")]
    pub(super) what: &'a str,
    pub(super) deadline: Option<DeadlineView>,
    pub(super) submit_to: Option<&'a str>,
    pub(super) via: Option<&'a str>,
    pub(super) optional: bool,
    pub(super) after_event: bool,
    pub(super) said: Option<&'a str>,
}

/// A deadline for the eye and for machines.
#[derive(Debug, Serialize, Clone)]
pub(super) struct DeadlineView {
    pub(super) text: String,
    pub(super) iso: String,
    pub(super) passed: bool,
}

/// One link.
#[derive(Debug, Serialize)]
pub(super) struct LinkView<'a> {
    pub(super) title: &'a str,
    pub(super) role: Option<&'static str>,
    pub(super) url: Option<String>,
    /// The whole address, for a QR code.
    pub(super) absolute: Option<String>,
    pub(super) internal: bool,
    pub(super) levels: Vec<&'a str>,
}

/// One item of the agenda.
#[derive(Debug, Serialize)]
pub(super) struct AgendaView<'a> {
    pub(super) at: Option<String>,
    pub(super) title: &'a str,
    pub(super) by: Option<Reference>,
    pub(super) max: Option<u32>,
    pub(super) about: Option<u32>,
    pub(super) session: Option<&'a str>,
    pub(super) levels: Vec<&'a str>,
}

/// One contact; exists in internal builds only.
#[derive(Debug, Serialize)]
pub(super) struct ContactView<'a> {
    #[serde(rename = "for")]
    pub(super) purpose: Option<&'a str>,
    pub(super) name: Option<&'a str>,
    pub(super) post: Option<&'a str>,
    pub(super) phone: Option<&'a str>,
    pub(super) email: Option<&'a str>,
    pub(super) note: Option<&'a str>,
}

/// How many coming days of a recurring row a page names.
const NEXT_DAYS: usize = 6;

impl<'a> Plan<'a> {
    pub(super) fn level_names(&self, levels: &[LevelId]) -> Vec<&'a str> {
        let site = &self.catalog.site;
        levels
            .iter()
            .map(|level| site.level(*level).name.as_str())
            .collect()
    }

    pub(super) fn session<'e>(&self, event: &'e Event, session: &'e EventSession) -> SessionView<'e>
    where
        'a: 'e,
    {
        let name_of = |id: &str| session_title(event, id);
        let row = &session.session;
        let days = self.coming_days(row);
        SessionView {
            kind: kind_word(row.kind),
            title: row.title.as_deref(),
            when: self.when(row, row.date.value),
            end_unknown: row.kind == SessionKind::Main
                && row.end.is_none()
                && row.recurrence.is_none(),
            inferred: row.inferred,
            said: row.said.as_ref().map(|said| said.value.as_str()),
            formerly: session
                .formerly
                .iter()
                .map(|(day, start)| self.former(*day, *start))
                .collect(),
            repeat: row
                .recurrence
                .as_ref()
                .map(|recurrence| self.words.repeat(&recurrence.repeat)),
            shifts: row
                .recurrence
                .as_ref()
                .is_some_and(|recurrence| recurrence.shift.is_some()),
            next_days: days.iter().map(|day| self.words.day(day.date)).collect(),
            levels: self.level_names(&row.levels),
            place: row.place.as_deref(),
            chair: &row.chair,
            participants: row
                .participants
                .iter()
                .map(|line| participant(line, &name_of))
                .collect(),
            by: row.by.as_deref(),
        }
    }

    /// The next days of a recurring row; nothing for a session with one day.
    fn coming_days(&self, session: &crate::notice::Session) -> Vec<Occurring> {
        if session.recurrence.is_none() {
            return Vec::new();
        }
        let days = occurring(&self.catalog.site, session).into_iter();
        days.filter(|day| day.date >= self.today)
            .take(NEXT_DAYS)
            .collect()
    }

    pub(super) fn point<'e>(
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
    pub(super) fn own_point<'e>(
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

    pub(super) fn task<'e>(&self, task: &'e Task, issuer: Option<UnitId>) -> TaskView<'e>
    where
        'a: 'e,
    {
        TaskView {
            who: task
                .assigned_to
                .iter()
                .map(|name| self.unit_reference(name, issuer))
                .collect(),
            levels: self.level_names(&task.levels),
            what: &task.what,
            deadline: task.deadline.map(|deadline| self.deadline(deadline.value)),
            submit_to: task.submit_to.as_deref(),
            via: task.via.as_deref(),
            optional: task.optional,
            after_event: task.after_event,
            said: task.said.as_ref().map(|said| said.value.as_str()),
        }
    }

    pub(super) fn deadline(&self, deadline: crate::notice::Deadline) -> DeadlineView {
        DeadlineView {
            text: self.words.deadline(deadline),
            iso: deadline.moment().strftime("%Y-%m-%dT%H:%M").to_string(),
            passed: deadline.last_day() < self.today,
        }
    }

    pub(super) fn link<'e>(&self, notice: &Notice, link: &'e Link) -> LinkView<'e>
    where
        'a: 'e,
    {
        let file = link
            .file
            .as_ref()
            .and_then(|file| crate::attachment_path(notice, &file.value));
        LinkView {
            title: &link.title,
            role: link.role.map(role_word),
            url: file
                .as_deref()
                .map(|path| self.routes.href(&Routes::attachment(path)))
                .or_else(|| link.url.clone()),
            absolute: file
                .as_deref()
                .map(|path| self.routes.absolute(&Routes::attachment(path)))
                .or_else(|| link.url.clone()),
            internal: link.internal,
            levels: self.level_names(&link.levels),
        }
    }

    pub(super) fn agenda_item<'e>(
        &self,
        event: &'e Event,
        item: &'e AgendaItem,
        issuer: Option<UnitId>,
    ) -> AgendaView<'e>
    where
        'a: 'e,
    {
        AgendaView {
            at: item.at.map(|at| self.words.clock(at)),
            title: &item.title,
            by: item.by.as_deref().map(|by| self.unit_reference(by, issuer)),
            max: item.max,
            about: item.about,
            session: item
                .session
                .as_deref()
                .map(|id| session_title(event, id).unwrap_or(id)),
            levels: self.level_names(&item.levels),
        }
    }

    /// The name of a unit, with its page where the table knows it.
    pub(super) fn unit_reference(&self, name: &str, near: Option<UnitId>) -> Reference {
        let unit = self.catalog.site.units.named(name, near);
        Reference {
            text: name.to_owned(),
            url: unit.map(|unit| {
                let unit = self.catalog.site.units.get(unit);
                self.routes.href(&self.routes.unit(unit))
            }),
        }
    }

    /// A citation, with the page of the document where it is here.
    pub(super) fn citation(&self, citation: &Citation, citing: &Notice) -> Reference {
        let found = self.catalog.find(citation, citing);
        Reference {
            text: citation.text.clone(),
            url: found.map(|key| self.routes.href(&self.routes.notice(self.catalog.get(key)))),
        }
    }

    pub(super) fn is_internal(&self) -> bool {
        self.catalog.site.audience == Audience::Internal
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

pub(super) fn contact(contact: &Contact) -> ContactView<'_> {
    ContactView {
        purpose: contact.purpose.as_deref(),
        name: contact.name.as_deref(),
        post: contact.post.as_deref(),
        phone: contact.phone.as_deref(),
        email: contact.email.as_deref(),
        note: contact.note.as_deref(),
    }
}

pub(super) fn participant<'e>(
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

/// What a session is called where another part of the notice names its id.
pub(super) fn session_title<'e>(event: &'e Event, id: &str) -> Option<&'e str> {
    let session = event.sessions.iter().find(|session| session.name == id)?;
    session.session.title.as_deref()
}

pub(super) fn kind_word(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::Main => "main",
        SessionKind::Test => "test",
        SessionKind::Join => "join",
    }
}

pub(super) fn role_word(role: LinkRole) -> &'static str {
    match role {
        LinkRole::Material => "material",
        LinkRole::Register => "register",
        LinkRole::Join => "join",
        LinkRole::Support => "support",
        LinkRole::Stream => "stream",
    }
}
