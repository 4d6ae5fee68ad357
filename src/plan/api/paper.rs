//! A notice as its file states it, by the keys of the notice format, so that another portal can read it as it reads its
//! own files. What is for the office alone is never here, whatever the audience: contacts, internal links, the stamp of
//! receipt, reasons of acceptances, comments.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::super::{Plan, Routes};
use crate::notice::{
    AgendaItem, Change, Deadline, Form, Issued, Link, LinkRole, Notice, Part, Participants, Person,
    Point, Quota, Recurrence, Revision, Session, Signature, Task, Withdrawal,
};

/// A part of a notice and the plan that knows its levels and addresses.
#[derive(Clone, Copy)]
pub(super) struct Stated<'a, T>(pub(super) &'a Plan<'a>, pub(super) &'a T);

/// Writes the keys of a table; what the paper does not say is left out.
struct Keys<M>(M);

impl<M: SerializeMap> Keys<M> {
    fn put(&mut self, key: &'static str, value: impl Serialize) -> Result<(), M::Error> {
        self.0.serialize_entry(key, &value)
    }

    fn some(&mut self, key: &'static str, value: Option<impl Serialize>) -> Result<(), M::Error> {
        value.map_or(Ok(()), |value| self.put(key, value))
    }

    fn list(&mut self, key: &'static str, items: &[impl Serialize]) -> Result<(), M::Error> {
        self.some(key, (!items.is_empty()).then_some(items))
    }

    fn flag(&mut self, key: &'static str, holds: bool) -> Result<(), M::Error> {
        self.some(key, holds.then_some(true))
    }
}

impl<'a> Plan<'a> {
    fn stated<T>(&'a self, parts: &'a [T]) -> Vec<Stated<'a, T>> {
        parts.iter().map(|part| Stated(self, part)).collect()
    }
}

impl Serialize for Stated<'_, Notice> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(plan, notice) = *self;
        let mut keys = Keys(serializer.serialize_map(None)?);
        keys.put("type", notice.document_type.abbreviation)?;
        keys.put("kind", notice.kind.word())?;
        keys.some("number", notice.number.as_ref().map(|number| &number.text))?;
        keys.some("issued", notice.issued.as_deref().map(issued))?;
        keys.some("issued_at", notice.issued_at.as_deref())?;
        keys.put("issuer", &notice.issuer.value)?;
        keys.some("level", notice.level.map(|level| plan.level_id(level)))?;
        keys.put("title", &notice.title.value)?;
        keys.some("summary", notice.summary.as_deref())?;
        keys.some("form", notice.form.map(Form::word))?;
        keys.some("broadcast", notice.broadcast.as_deref())?;
        keys.some("arrive_early", notice.arrive_early)?;
        let basis = notice.basis.iter().map(|cited| &cited.text);
        keys.list("basis", &basis.collect::<Vec<_>>())?;
        keys.some("follows", notice.follows.as_ref().map(|cited| &cited.text))?;
        keys.list("to", &notice.to)?;
        keys.list("recipients", &notice.recipients)?;
        keys.put("audience", notice.audience.word())?;
        keys.some("urgency", notice.urgency.as_deref())?;
        keys.some("circulation", notice.circulation.as_deref())?;
        keys.some("banner", notice.banner.as_deref())?;
        keys.list("topics", &notice.topics)?;
        keys.some("published", notice.published.map(|at| at.to_string()))?;
        keys.list("aliases", &notice.aliases)?;
        keys.list("revision", &plan.stated(&notice.revisions))?;
        let withdrawn = notice.withdrawn.as_ref();
        keys.some("withdrawn", withdrawn.map(|part| Stated(plan, part)))?;
        let change = notice.change.as_ref();
        keys.some("change", change.map(|part| Stated(plan, part)))?;
        let signature = notice.signature.as_ref();
        keys.some("signature", signature.map(|part| Stated(plan, part)))?;
        let sessions = notice.sessions.iter().map(|part| Stated(plan, &**part));
        keys.list("session", &sessions.collect::<Vec<_>>())?;
        keys.list("point", &plan.stated(&notice.points))?;
        keys.list("agenda", &plan.stated(&notice.agenda))?;
        keys.list("task", &plan.stated(&notice.tasks))?;
        let open = notice.links.iter().filter(|link| !link.internal);
        let link = |link| WithNotice(Stated(plan, notice), link);
        keys.list("link", &open.map(link).collect::<Vec<_>>())?;
        keys.0.end()
    }
}

fn issued(issued: &Issued) -> String {
    match issued {
        Issued::Day(day) => day.to_string(),
        Issued::Month(day) => day.strftime("%Y-%m").to_string(),
    }
}

impl Serialize for Stated<'_, Revision> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut keys = Keys(serializer.serialize_map(None)?);
        keys.put("at", self.1.at.to_string())?;
        keys.some("note", self.1.note.as_deref())?;
        keys.0.end()
    }
}

impl Serialize for Stated<'_, Withdrawal> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut keys = Keys(serializer.serialize_map(None)?);
        keys.put("at", self.1.at.to_string())?;
        keys.some("reason", self.1.reason.as_deref())?;
        keys.0.end()
    }
}

impl Serialize for Stated<'_, Change> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut keys = Keys(serializer.serialize_map(None)?);
        keys.put("of", &self.1.of.text)?;
        keys.put("kind", self.1.kind.word())?;
        keys.some("reason", self.1.reason.as_deref())?;
        keys.0.end()
    }
}

impl Serialize for Stated<'_, Signature> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let signature = self.1;
        let mut keys = Keys(serializer.serialize_map(None)?);
        keys.list("authority", &signature.authority)?;
        keys.some("post", signature.post.as_deref())?;
        keys.some("also", signature.also.as_deref())?;
        keys.some("name", signature.name.as_deref())?;
        keys.0.end()
    }
}

impl Serialize for Stated<'_, Session> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(plan, session) = *self;
        let mut keys = Keys(serializer.serialize_map(None)?);
        keys.some("id", session.id.as_deref())?;
        keys.put("kind", session.kind.word())?;
        keys.some("title", session.title.as_deref())?;
        keys.put("date", session.date.to_string())?;
        keys.some("start", session.start.map(|start| start.to_string()))?;
        keys.some("end", session.end.map(|end| end.to_string()))?;
        keys.some("part", session.part.map(Part::word))?;
        keys.list("levels", &plan.level_ids(&session.levels))?;
        let points: Vec<&str> = session.points.iter().map(|name| name.as_str()).collect();
        keys.list("points", &points)?;
        keys.some("said", session.said.as_deref())?;
        keys.flag("inferred", session.inferred)?;
        if let Some(recurrence) = &session.recurrence {
            recur(&mut keys, recurrence)?;
        }
        keys.some("place", session.place.as_deref())?;
        keys.list("chair", &plan.stated(&session.chair))?;
        keys.list("participants", &plan.stated(&session.participants))?;
        keys.some("by", session.by.as_deref())?;
        keys.0.end()
    }
}

fn recur<M: SerializeMap>(keys: &mut Keys<M>, recurrence: &Recurrence) -> Result<(), M::Error> {
    keys.put("repeat", recurrence.repeat.to_string())?;
    keys.some("shift", recurrence.shift.map(|_| "next-workday"))?;
    let except = recurrence.except.iter().map(ToString::to_string);
    keys.list("except", &except.collect::<Vec<_>>())
}

impl Serialize for Stated<'_, Point> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(plan, point) = *self;
        let mut keys = Keys(serializer.serialize_map(None)?);
        keys.some("level", point.level.map(|level| plan.level_id(level)))?;
        keys.some("host", point.host.as_deref())?;
        keys.some("count", point.count)?;
        keys.some("place", point.place.as_deref())?;
        keys.some("address", point.address.as_deref())?;
        keys.flag("local", point.local)?;
        keys.list("chair", &plan.stated(&point.chair))?;
        keys.list("participants", &plan.stated(&point.participants))?;
        keys.some("note", point.note.as_deref())?;
        keys.0.end()
    }
}

impl Serialize for Stated<'_, Person> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut keys = Keys(serializer.serialize_map(None)?);
        keys.some("name", self.1.name.as_deref())?;
        keys.some("post", self.1.post.as_deref())?;
        keys.0.end()
    }
}

impl Serialize for Stated<'_, Participants> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.1 {
            Participants::Text(text) => serializer.serialize_str(text),
            Participants::Person(person) => Stated(self.0, person).serialize(serializer),
            Participants::Units(quota) => Stated(self.0, quota).serialize(serializer),
        }
    }
}

impl Serialize for Stated<'_, Quota> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let quota = self.1;
        let mut keys = Keys(serializer.serialize_map(None)?);
        // A table without `units` could be taken for a person.
        keys.put("units", &quota.units)?;
        keys.some("each", quota.each)?;
        keys.some("total", quota.total)?;
        keys.list("sessions", &quota.sessions)?;
        keys.some("selected_by", quota.selected_by.as_deref())?;
        keys.some("role", quota.role.as_deref())?;
        keys.flag("open", quota.open)?;
        keys.0.end()
    }
}

impl Serialize for Stated<'_, AgendaItem> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(plan, item) = *self;
        let mut keys = Keys(serializer.serialize_map(None)?);
        keys.some("at", item.at.map(|at| at.to_string()))?;
        keys.put("title", &item.title)?;
        keys.some("by", item.by.as_deref())?;
        keys.some("max", item.max)?;
        keys.some("about", item.about)?;
        keys.some("session", item.session.as_deref())?;
        keys.list("levels", &plan.level_ids(&item.levels))?;
        keys.0.end()
    }
}

impl Serialize for Stated<'_, Task> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(plan, task) = *self;
        let mut keys = Keys(serializer.serialize_map(None)?);
        keys.list("assigned_to", &task.assigned_to)?;
        keys.list("levels", &plan.level_ids(&task.levels))?;
        keys.put("do", &task.what)?;
        match task.deadline.as_deref() {
            Some(Deadline::BeforeMoment(at)) => keys.put("before", at.to_string())?,
            Some(Deadline::BeforeDay(day)) => keys.put("before", day.to_string())?,
            Some(Deadline::UntilMoment(at)) => keys.put("until", at.to_string())?,
            Some(Deadline::UntilDay(day)) => keys.put("until", day.to_string())?,
            None => {}
        }
        keys.some("submit_to", task.submit_to.as_deref())?;
        keys.some("via", task.via.as_deref())?;
        keys.flag("optional", task.optional)?;
        keys.flag("after_event", task.after_event)?;
        keys.some("said", task.said.as_deref())?;
        keys.0.end()
    }
}

/// A link of a notice; a file is named by the address under which this portal publishes it.
struct WithNotice<'a>(Stated<'a, Notice>, &'a Link);

impl Serialize for WithNotice<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(Stated(plan, notice), link) = *self;
        let file = link.file.as_ref();
        let path = file.and_then(|file| crate::attachment_path(notice, &file.value));
        let published = path.map(|path| plan.routes.absolute(&Routes::attachment(&path)));
        let mut keys = Keys(serializer.serialize_map(None)?);
        keys.put("title", &link.title)?;
        keys.some("role", link.role.map(LinkRole::word))?;
        keys.some("url", published.or_else(|| link.url.clone()))?;
        keys.list("levels", &plan.level_ids(&link.levels))?;
        keys.0.end()
    }
}
