//! The points of an event before and after in; other places, chairs and participants out.

use super::events::{Pair, Told};
use super::matching::{Name, matched};
use super::{Item, Kind, Value};
use crate::notice::{Participants, Person, Point, Quota};
use crate::problem::Bilingual;
use crate::say;
use crate::text::fold::squash;

/// By level and host; else by level alone; else, of a notice without levels, in order.
const NAMES: [Name<Point>; 2] = [
    |point| {
        Some(format!(
            "{:?}",
            (point.level, point.host.as_deref().map(squash))
        ))
    },
    |point| Some(format!("{:?}", point.level)),
];

pub(super) fn items(pair: &Pair<'_>) -> Vec<Item> {
    let (before, after) = (&pair.before, &pair.after);
    let found = matched(
        before.event.points.iter(),
        after.event.points.iter(),
        &NAMES,
    );
    let mut items = Vec::new();
    for (old, new) in found.both {
        if place(old) != place(new) {
            items.push(item(Kind::Place, after, new, place(old), place(new)));
        }
        if old.chair != new.chair {
            let (was, is) = (chairs(&old.chair), chairs(&new.chair));
            items.push(item(Kind::Chair, after, new, was, is));
        }
        let (left, joined) = people(&old.participants, &new.participants);
        if left.is_some() || joined.is_some() {
            items.push(item(Kind::Participants, after, new, left, joined));
        }
    }
    for new in found.new {
        items.push(item(Kind::PointAdded, after, new, None, place(new)));
    }
    for old in found.gone {
        items.push(item(Kind::PointRemoved, before, old, place(old), None));
    }
    items
}

/// Where each level sits, for an event that is new.
pub(super) fn places(told: &Told<'_>) -> Vec<Item> {
    let seated = told
        .event
        .points
        .iter()
        .filter(|point| place(point).is_some());
    let points = seated.map(|point| item(Kind::Place, told, point, None, place(point)));
    points.collect()
}

fn item(
    kind: Kind,
    told: &Told<'_>,
    point: &Point,
    before: Option<Value>,
    after: Option<Value>,
) -> Item {
    let host = point.host.as_deref();
    Item {
        kind,
        levels: told.or_all(point.level.as_slice()),
        about: host.map(|host| say!("{host}", "{host}")),
        before,
        after,
    }
}

/// "Hội trường A, 12 Lê Lợi"; "do địa phương bố trí".
fn place(point: &Point) -> Option<Value> {
    let parts = [&point.place, &point.address];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    match (parts.is_empty(), point.local) {
        (false, _) => Some(Value::Text(parts.join(", "))),
        (true, true) => Some(Value::Local),
        (true, false) => None,
    }
}

/// "Nguyễn Văn A, Chủ tịch UBND xã; …".
pub(super) fn chairs(people: &[Person]) -> Option<Value> {
    let people: Vec<String> = people.iter().map(person).collect();
    (!people.is_empty()).then(|| Value::Text(people.join("; ")))
}

/// The lines of participants that left and those that came.
pub(super) fn people(
    before: &[Participants],
    after: &[Participants],
) -> (Option<Value>, Option<Value>) {
    let without = |lines: &[Participants], others: &[Participants]| {
        let lines = lines.iter().filter(|line| !others.contains(line));
        let lines: Vec<Bilingual> = lines.map(participants).collect();
        (!lines.is_empty()).then_some(Value::Lines(lines))
    };
    (without(before, after), without(after, before))
}

fn participants(line: &Participants) -> Bilingual {
    match line {
        Participants::Text(text) => say!("{text}", "{text}"),
        Participants::Person(someone) => {
            let someone = person(someone);
            say!("{someone}", "{someone}")
        }
        Participants::Units(quota) => units(quota),
    }
}

fn units(quota: &Quota) -> Bilingual {
    let units = quota.units.join(", ");
    match (quota.each, quota.total) {
        (Some(each), _) => say!("{units} (mỗi đơn vị {each})", "{units} ({each} each)"),
        (None, Some(total)) => say!("{units} (tổng số {total})", "{units} ({total} altogether)"),
        (None, None) => say!("{units}", "{units}"),
    }
}

fn person(person: &Person) -> String {
    let parts = [&person.name, &person.post];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join(", ")
}
