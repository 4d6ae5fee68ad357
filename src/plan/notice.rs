//! A notice's page: a summary first, then each level's part, then the whole.

use serde::Serialize;

use super::changes::ChangeView;
use super::level_part::LevelPart;
use super::linked_data::Described;
use super::official::Official;
use super::parts::{
    AgendaView, ContactView, LinkView, PointView, Reference, SessionView, TaskView, contact,
};
use super::when::EventSpan;
use super::{Body, Page, Plan, Whose};
use crate::catalog::{Catalog, Event, Key, Status};
use crate::notice::{ChangeKind, Notice, NoticeKind, Signature, Task};
use crate::site::UnitId;
use crate::text::Excerpt;
use crate::text::dates::week_ends;

/// Deadlines in the summary.
const SUMMARY_DUES: usize = 4;

/// `notice.html`
#[derive(Debug, Serialize)]
pub struct NoticeView<'a> {
    id: &'a str,
    /// Its file in the JSON API.
    json: String,
    kind: &'static str,
    type_name: &'static str,
    abbreviation: &'static str,
    number: Option<&'a str>,
    serial_blank: bool,
    issued: Option<String>,
    issued_at: Option<&'a str>,
    issuer: Reference,
    level: Option<&'a str>,
    title: &'a str,
    /// The portal that posted it first, with the page there.
    source: Option<Reference>,
    summary: Option<&'a str>,
    status: Option<&'static str>,
    form: Option<&'static str>,
    broadcast: Option<&'a str>,
    arrive_early: Option<u32>,
    urgency: Option<&'a str>,
    banner: Vec<&'a str>,
    topics: &'a [String],
    /// The change this notice makes.
    change: Option<ChangeView<'a>>,
    /// The changes made to this notice since, oldest first.
    changed_by: Vec<ChangeView<'a>>,
    /// Main sessions, for the summary.
    sessions: Vec<SessionView<'a>>,
    /// Where and under whom, for the summary: the first point with a place.
    summary_point: Option<PointView<'a>>,
    levels: Vec<LevelPart<'a>>,
    /// The week in which a weekly schedule lies, as a table.
    week: Option<String>,
    /// The first deadlines, for the summary.
    dues: Vec<TaskView<'a>>,
    /// From when to when it lasts.
    span: Option<EventSpan>,
    official: Official<'a>,
    /// schema.org
    linked_data: Vec<Described<'a>>,
    agenda: Vec<AgendaView<'a>>,
    /// Duties that no level's part shows.
    tasks: Vec<TaskView<'a>>,
    /// Links that no level's part shows.
    links: Vec<LinkView<'a>>,
    /// Contacts that no level's part shows.
    contacts: Vec<ContactView<'a>>,
    basis: Vec<Reference>,
    follows: Option<Reference>,
    /// What the followed plan says and this notice does not: "kết thúc 11 giờ 30".
    plan_end: Option<String>,
    followed_by: Vec<Reference>,
    to: &'a [String],
    recipients: &'a [String],
    signature: Option<&'a Signature>,
    history: Vec<Revised<'a>>,
    posted: Option<String>,
    /// The Markdown body; `render` turns it into HTML.
    body: Excerpt,
}

/// One correction in place.
#[derive(Debug, Serialize)]
pub(super) struct Revised<'a> {
    at: String,
    note: Option<&'a str>,
}

/// The page of a notice at the portal it was taken from.
pub(super) fn first_posted(notice: &Notice) -> Option<Reference> {
    let origin = notice.origin.as_ref()?;
    Some(Reference {
        text: origin.name.clone(),
        url: Some(origin.page.clone()),
    })
}

impl<'a> Plan<'a> {
    pub(super) fn notice(&'a self, key: Key) -> (String, String, Body<'a>) {
        let notice = self.catalog.get(key);
        let event = self.told_event(key);
        let view = self.notice_view(key, notice, event);
        let description = notice
            .summary
            .clone()
            .unwrap_or_else(|| self.describe(notice, event));
        (
            notice.title.value.clone(),
            description,
            Body::Notice(Box::new(view)),
        )
    }

    /// "Giấy mời · UBND xã Tân Lập · thứ Tư, 01/7/2026, 07 giờ 30".
    fn describe(&self, notice: &Notice, event: &Event) -> String {
        let type_name = self.words.pick(
            notice.document_type.vi.to_owned(),
            notice.document_type.en.to_owned(),
        );
        let mut parts = vec![type_name, notice.issuer.value.clone()];
        if let Some(session) = event.main_sessions().next() {
            let when = self.when(&session.session, session.session.date.value);
            parts.push(when.day);
            parts.extend(when.start);
        }
        parts.join(" · ")
    }

    fn notice_view(&'a self, key: Key, notice: &'a Notice, event: &'a Event) -> NoticeView<'a> {
        let issuer = self.catalog.issuer(key);
        let (issuer_slug, _) = super::lists::issuer_slug(self.catalog, key);
        let parts = self.selections(event, issuer);
        let rest = self.rest(event, &parts);
        let stated = self.catalog.get(event.stated_by);
        NoticeView {
            id: &notice.id,
            json: self.routes.href(&self.data_path(super::Data::Notice(key))),
            kind: notice.kind.word(),
            type_name: match self.catalog.site.language {
                crate::problem::Language::Vi => notice.document_type.vi,
                crate::problem::Language::En => notice.document_type.en,
            },
            abbreviation: notice.document_type.abbreviation,
            number: notice.number.as_ref().map(|number| number.text.as_str()),
            serial_blank: notice
                .number
                .as_ref()
                .is_some_and(|number| number.serial.is_none()),
            issued: notice
                .issued
                .as_deref()
                .map(|issued| self.words.issued(*issued)),
            issued_at: notice.issued_at.as_deref(),
            issuer: Reference {
                text: notice.issuer.value.clone(),
                url: Some(self.routes.href(&self.routes.issuer(&issuer_slug))),
            },
            level: notice
                .level
                .map(|level| self.catalog.site.level(level).name.as_str()),
            title: &notice.title.value,
            source: first_posted(notice),
            summary: notice.summary.as_deref(),
            status: self.digests[key.0 as usize].status.map(Status::word),
            form: event.form.map(crate::notice::Form::word),
            broadcast: event.broadcast.as_deref(),
            arrive_early: event.arrive_early,
            urgency: notice.urgency.as_deref(),
            banner: notice
                .banner
                .as_deref()
                .map_or(Vec::new(), |banner| banner.lines().collect()),
            topics: &notice.topics,
            change: notice.change.as_ref().map(|_| self.change(key)),
            changed_by: self.later_changes(key),
            sessions: event
                .main_sessions()
                .map(|session| self.session(event, session))
                .collect(),
            summary_point: self.summary_point(event, issuer),
            levels: parts
                .iter()
                .map(|(level, selection)| self.level_part(event, issuer, *level, selection))
                .collect(),
            week: self.week_of(notice, event),
            dues: self.first_dues(event, issuer),
            span: self.span(event),
            official: self.official(key),
            linked_data: self.linked_data(key, event),
            agenda: event
                .agenda
                .iter()
                .map(|item| self.agenda_item(event, item, issuer))
                .collect(),
            tasks: rest
                .tasks
                .iter()
                .map(|task| self.task(event, task, issuer))
                .collect(),
            links: rest
                .links
                .iter()
                .map(|link| self.link(stated, link))
                .collect(),
            contacts: rest.contacts.iter().map(|known| contact(known)).collect(),
            basis: notice
                .basis
                .iter()
                .map(|citation| self.citation(citation, notice))
                .collect(),
            follows: notice
                .follows
                .as_ref()
                .map(|citation| self.citation(citation, notice)),
            plan_end: self.plan_end(key, event),
            followed_by: self
                .catalog
                .followed_by(key)
                .iter()
                .map(|follower| self.notice_reference(*follower))
                .collect(),
            to: &notice.to,
            recipients: &notice.recipients,
            signature: notice.signature.as_ref(),
            history: self.history(notice),
            posted: notice.published.map(|at| self.words.moment(at)),
            body: notice.body_text(),
        }
    }

    /// The event as this notice's page tells it: the first notice's own, or the one after its change.
    pub(super) fn told_event(&self, key: Key) -> &Event {
        self.told
            .get(&key)
            .unwrap_or(&self.digests[key.0 as usize].event.event)
    }

    /// Changes to this notice, and those that came after this change to the same event.
    fn later_changes(&'a self, key: Key) -> Vec<ChangeView<'a>> {
        let chain = &self.digests[key.0 as usize].event.event.applied;
        let own = chain.iter().position(|change| *change == key);
        let later = chain.iter().skip(own.map_or(0, |index| index + 1));
        later.map(|change| self.change(*change)).collect()
    }

    /// The table of the week of a schedule whose rows all lie in one week.
    pub(super) fn week_of(&self, notice: &Notice, event: &Event) -> Option<String> {
        if notice.kind != NoticeKind::Schedule {
            return None;
        }
        let mut mondays: Vec<_> = event
            .main_sessions()
            .map(|row| week_ends(row.session.date.value).0)
            .collect();
        mondays.dedup();
        let [monday] = mondays.as_slice() else {
            return None;
        };
        let whose = notice.level.map_or(Whose::Everybody, Whose::Level);
        let page = Page::Week(whose, *monday);
        super::periods::has(self.weeks(), whose, *monday)
            .then(|| self.routes.href(&self.path(&page)))
    }

    fn first_dues(&'a self, event: &'a Event, issuer: Option<UnitId>) -> Vec<TaskView<'a>> {
        let moment = |task: &&Task| {
            task.deadline
                .as_ref()
                .map(|deadline| deadline.value.moment())
        };
        let mut dues: Vec<&Task> = event
            .tasks
            .iter()
            .filter(|task| task.deadline.is_some())
            .collect();
        dues.sort_by_key(moment);
        dues.into_iter()
            .take(SUMMARY_DUES)
            .map(|task| self.task(event, task, issuer))
            .collect()
    }

    fn summary_point(&'a self, event: &'a Event, issuer: Option<UnitId>) -> Option<PointView<'a>> {
        let point = event.points.iter().find(|point| point.place.is_some());
        point
            .or(event.points.first())
            .map(|point| self.point(event, point, issuer))
    }

    /// The end the followed plan gives for the same day, where this notice gives none.
    fn plan_end(&self, key: Key, event: &Event) -> Option<String> {
        let plan = self.catalog.get(self.catalog.follows(key)?);
        let open = event
            .main_sessions()
            .find(|session| session.session.end.is_none())?;
        let same_day = plan
            .main_sessions()
            .find(|session| session.date.value == open.session.date.value)?;
        same_day.end.map(|end| self.words.clock(end.value))
    }

    fn history(&self, notice: &'a Notice) -> Vec<Revised<'a>> {
        let revisions = notice.revisions.iter().rev();
        revisions
            .map(|revision| Revised {
                at: self.words.moment(revision.at),
                note: revision.note.as_deref(),
            })
            .collect()
    }

    /// The events that pages of changes tell: not as they stand at last, but as they stood after each change.
    pub(super) fn told_events(catalog: &Catalog) -> std::collections::BTreeMap<Key, Event> {
        let differs = |key: &Key| {
            let notice = catalog.get(*key);
            let is_change = notice
                .change
                .as_ref()
                .is_some_and(|change| change.kind != ChangeKind::Correct);
            is_change || !catalog.changed_by(*key).is_empty()
        };
        let keys = catalog.iter().map(|(key, _)| key).filter(differs);
        keys.map(|key| (key, Event::as_told_by(catalog, key)))
            .collect()
    }
}
