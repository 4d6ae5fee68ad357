//! The sessions of an event before and after in; those moved, added, dropped, or held elsewhere, out.

use super::events::{Pair, Told};
use super::matching::{Name, matched};
use super::points::{chairs, people};
use super::{Item, Kind, Value, When};
use crate::catalog::EventSession;
use crate::notice::{Participants, Session, SessionKind};
use crate::problem::Bilingual;
use crate::say;
use crate::site::LevelId;
use crate::text::fold::squash;

/// By the id a session states; else as it was; else by its title; else by its place in the order.
const NAMES: [Name<EventSession>; 4] = [
    |row| row.session.id.clone(),
    |row| {
        Some(format!(
            "{:?}",
            (kind(row), title(row), When::of(&row.session))
        ))
    },
    |row| Some(format!("{:?}", (kind(row), title(row)?))),
    |row| title(row).is_none().then(|| format!("{:?}", kind(row))),
];

pub(super) fn items(pair: &Pair<'_>) -> Vec<Item> {
    let standing = |told: &'_ Told<'_>| -> Vec<EventSession> {
        told.event
            .sessions
            .iter()
            .filter(|row| !row.dropped)
            .cloned()
            .collect()
    };
    let (before, after) = (standing(&pair.before), standing(&pair.after));
    let found = matched(before.iter(), after.iter(), &NAMES);
    let mut items = Vec::new();
    for (old, new) in found.both {
        items.extend(compared(pair, &old.session, &new.session));
    }
    for new in found.new {
        let levels = pair.after.or_all(&new.session.levels);
        items.push(item(
            Kind::SessionAdded,
            &new.session,
            levels,
            None,
            when(&new.session),
        ));
    }
    for old in found.gone {
        let levels = pair.before.or_all(&old.session.levels);
        items.push(item(
            Kind::SessionDropped,
            &old.session,
            levels,
            when(&old.session),
            None,
        ));
    }
    items
}

fn compared(pair: &Pair<'_>, old: &Session, new: &Session) -> Vec<Item> {
    let (before, after) = (
        pair.before.or_all(&old.levels),
        pair.after.or_all(&new.levels),
    );
    let without = |levels: &[LevelId], others: &[LevelId]| -> Vec<LevelId> {
        levels
            .iter()
            .copied()
            .filter(|level| !others.contains(level))
            .collect()
    };
    let both: Vec<LevelId> = after
        .iter()
        .copied()
        .filter(|level| before.contains(level))
        .collect();
    let both = if both.is_empty() { after.clone() } else { both };
    let mut items = Vec::new();
    if when(old) != when(new) || repeats(old) != repeats(new) {
        items.push(item(
            Kind::Moved,
            new,
            both.clone(),
            moment(old),
            moment(new),
        ));
    }
    // Where the levels of the event changed, its points or duties did, and say so themselves.
    if !(old.levels.is_empty() && new.levels.is_empty()) {
        let (added, dropped) = (without(&after, &before), without(&before, &after));
        if !added.is_empty() {
            items.push(item(Kind::SessionAdded, new, added, None, moment(new)));
        }
        if !dropped.is_empty() {
            items.push(item(Kind::SessionDropped, new, dropped, moment(old), None));
        }
    }
    let text = |text: &Option<String>| text.clone().map(Value::Text);
    if old.place != new.place {
        items.push(item(
            Kind::Place,
            new,
            both.clone(),
            text(&old.place),
            text(&new.place),
        ));
    }
    if old.chair != new.chair {
        let (old, now) = (chairs(&old.chair), chairs(&new.chair));
        items.push(item(Kind::Chair, new, both.clone(), old, now));
    }
    let (left, joined) = people(&called(old), &called(new));
    if left.is_some() || joined.is_some() {
        items.push(item(Kind::Participants, new, both, left, joined));
    }
    items
}

fn item(
    kind: Kind,
    session: &Session,
    levels: Vec<LevelId>,
    before: Option<Value>,
    after: Option<Value>,
) -> Item {
    Item {
        kind,
        levels,
        about: about(session),
        before,
        after,
    }
}

/// What a session is called; a meeting's only session needs no name.
fn about(session: &Session) -> Option<Bilingual> {
    let title = session.title.as_deref();
    match (title, session.kind) {
        (Some(title), _) => Some(say!("{title}", "{title}")),
        (None, SessionKind::Main) => None,
        (None, SessionKind::Test) => Some(say!("kiểm tra đường truyền", "test of the line")),
        (None, SessionKind::Join) => Some(say!("vào phòng họp", "joining")),
    }
}

/// Who comes: the points it names, and the participants of a row.
fn called(session: &Session) -> Vec<Participants> {
    let points = session.points.iter();
    let points = points.map(|name| Participants::Text(name.value.clone()));
    points.chain(session.participants.iter().cloned()).collect()
}

fn when(session: &Session) -> Option<Value> {
    Some(Value::When(When::of(session)))
}

/// When it is; of a row that recurs, the rule.
fn moment(session: &Session) -> Option<Value> {
    match repeats(session) {
        Some(rule) => Some(Value::Text(rule)),
        None => when(session),
    }
}

fn repeats(session: &Session) -> Option<String> {
    let recurrence = session.recurrence.as_ref()?;
    let mut rule = recurrence.repeat.describe_vi();
    if let Some(start) = session.start {
        let start = crate::text::dates::clock_vi(start.value);
        rule = format!("{start}, {rule}");
    }
    for day in &recurrence.except {
        let day = crate::text::dates::date_vi(*day);
        rule.push_str(&format!(", trừ {day}"));
    }
    Some(rule)
}

fn kind(row: &EventSession) -> SessionKind {
    row.session.kind
}

fn title(row: &EventSession) -> Option<String> {
    row.session.title.as_deref().map(squash)
}

impl When {
    pub(super) fn of(session: &Session) -> Self {
        let start = session.start.map(|start| start.value);
        Self {
            date: session.date.value,
            start,
            end: session.end.map(|end| end.value),
            part: session.part.filter(|_| start.is_none()),
        }
    }
}
