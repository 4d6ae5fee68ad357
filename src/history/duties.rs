//! The duties of an event before and after in; other deadlines, and duties added or dropped, out.

use super::events::{Pair, Told};
use super::matching::{Name, matched};
use super::{Item, Kind, Value};
use crate::catalog::binds;
use crate::notice::Task;
use crate::say;
use crate::site::LevelId;
use crate::text::fold::squash;

/// By what is to be done and by whom; else by what; else by whom and until when; else by whom.
const NAMES: [Name<Task>; 4] = [
    |task| Some(format!("{:?}", (squash(&task.what), who(task)))),
    |task| Some(squash(&task.what)),
    |task| Some(format!("{:?}", (who(task), due(task)?))),
    |task| Some(format!("{:?}", who(task))),
];

pub(super) fn items(pair: &Pair<'_>) -> Vec<Item> {
    let (before, after) = (&pair.before, &pair.after);
    let found = matched(before.event.tasks.iter(), after.event.tasks.iter(), &NAMES);
    let mut items = Vec::new();
    for (old, new) in found.both {
        if due(old) != due(new) {
            items.push(item(Kind::Deadline, after, new, due(old), due(new)));
        }
        let is_other_work = squash(&old.what) != squash(&new.what) || who(old) != who(new);
        if is_other_work {
            items.push(item(Kind::DutyRemoved, before, old, due(old), None));
            items.push(item(Kind::DutyAdded, after, new, None, due(new)));
        } else if handing(old) != handing(new) {
            items.push(item(Kind::Handing, after, new, handing(old), handing(new)));
        }
    }
    for new in found.new {
        items.push(item(Kind::DutyAdded, after, new, None, due(new)));
    }
    for old in found.gone {
        items.push(item(Kind::DutyRemoved, before, old, due(old), None));
    }
    items
}

/// What is due, for an event that is new.
pub(super) fn deadlines(told: &Told<'_>) -> Vec<Item> {
    let dated = told
        .event
        .tasks
        .iter()
        .filter(|task| task.deadline.is_some());
    let items = dated.map(|task| item(Kind::DutyAdded, told, task, None, due(task)));
    items.collect()
}

fn item(
    kind: Kind,
    told: &Told<'_>,
    task: &Task,
    before: Option<Value>,
    after: Option<Value>,
) -> Item {
    let what = match task.assigned_to.is_empty() {
        true => task.what.clone(),
        false => format!("{}: {}", task.assigned_to.join(", "), task.what),
    };
    Item {
        kind,
        levels: levels(told, task),
        about: Some(say!("{what}", "{what}")),
        before,
        after,
    }
}

/// The levels a duty names, or those of the units it names; a duty of nobody in particular is everybody's.
fn levels(told: &Told<'_>, task: &Task) -> Vec<LevelId> {
    if !task.levels.is_empty() {
        return task.levels.clone();
    }
    let issuer = told.catalog.issuer(told.event.stated_by);
    let site = &told.catalog.site;
    let bound = told
        .levels
        .iter()
        .copied()
        .filter(|level| binds(site, task, issuer, *level));
    told.or_all(&bound.collect::<Vec<_>>())
}

fn who(task: &Task) -> (Vec<String>, Vec<LevelId>) {
    let names = task.assigned_to.iter().map(|name| squash(name));
    (names.collect(), task.levels.clone())
}

fn due(task: &Task) -> Option<Value> {
    task.deadline
        .as_ref()
        .map(|deadline| Value::Deadline(deadline.value))
}

fn handing(task: &Task) -> Option<Value> {
    let parts = [&task.submit_to, &task.via];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| Value::Text(parts.join(", ")))
}
