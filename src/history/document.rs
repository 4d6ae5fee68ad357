//! An event's papers before and after in; another title, agenda, attachment or wording out.

use super::events::{Pair, Told};
use super::matching::{Name, matched};
use super::{Files, Item, Kind, Value};
use crate::attachment_path;
use crate::notice::{AgendaItem, Form, Link, Notice};
use crate::problem::Bilingual;
use crate::say;
use crate::site::Audience;
use crate::text::fold::squash;

const NAMES: [Name<Link>; 2] = [
    |link| Some(squash(&link.title)),
    |link| {
        Some(format!(
            "{:?}",
            (&link.url, link.file.as_ref().map(|file| &file.value))
        ))
    },
];

pub(super) fn items(pair: &Pair<'_>, files: &Files) -> Vec<Item> {
    let (before, after) = (&pair.before, &pair.after);
    let mut items = Vec::new();
    let (was, is) = (title(before), title(after));
    if was != is {
        items.push(after.item(Kind::Title, was, is));
    }
    let (was, is) = (form(before), form(after));
    if was != is {
        items.push(after.item(Kind::Form, was, is));
    }
    if agenda(before) != agenda(after) {
        items.push(after.item(Kind::Agenda, None, None));
    }
    items.extend(links(pair, files));
    let is_internal = after.catalog.site.audience == Audience::Internal;
    if is_internal && before.event.contacts != after.event.contacts {
        items.push(after.item(Kind::Contacts, None, None));
    }
    items.extend(corrections(pair));
    items
}

fn title(told: &Told<'_>) -> Option<Value> {
    Some(Value::Text(told.stated().title.value.clone()))
}

fn form(told: &Told<'_>) -> Option<Value> {
    let line: Bilingual = match told.event.form? {
        Form::InPerson => say!("trực tiếp", "in person"),
        Form::Online => say!("trực tuyến", "online"),
        Form::Hybrid => say!("trực tiếp kết hợp trực tuyến", "in person and online"),
    };
    Some(Value::Lines(vec![line]))
}

/// The agenda without the places of its lines in the file.
fn agenda(told: &Told<'_>) -> Vec<AgendaItem> {
    let items = told.event.agenda.iter().cloned();
    let items = items.map(|item| AgendaItem {
        span: crate::text::Span::default(),
        ..item
    });
    items.collect()
}

fn links(pair: &Pair<'_>, files: &Files) -> Vec<Item> {
    let visible = |told: &Told<'_>| -> Vec<Link> {
        let is_internal = told.catalog.site.audience == Audience::Internal;
        let links = told.event.links.iter();
        links
            .filter(|link| is_internal || !link.internal)
            .cloned()
            .collect()
    };
    let (before, after) = (visible(&pair.before), visible(&pair.after));
    let found = matched(before.iter(), after.iter(), &NAMES);
    let file = |link: &Link| link.file.as_ref().map(|file| file.value.clone());
    let is_replaced = |link: &Link| {
        let path = file(link).and_then(|file| attachment_path(pair.after.stated(), &file));
        path.is_some_and(|path| files.attachments.contains(&path))
    };
    let mut items = Vec::new();
    for (old, new) in found.both {
        if (&old.url, file(old)) != (&new.url, file(new)) || is_replaced(new) {
            items.push(link(Kind::Link, &pair.after, new));
        }
    }
    items.extend(
        found
            .new
            .iter()
            .map(|new| link(Kind::LinkAdded, &pair.after, new)),
    );
    items.extend(
        found
            .gone
            .iter()
            .map(|old| link(Kind::LinkRemoved, &pair.before, old)),
    );
    items
}

/// Its title only: the address of a meeting room on the net does not belong into a chat.
fn link(kind: Kind, told: &Told<'_>, link: &Link) -> Item {
    let title = &link.title;
    Item {
        kind,
        levels: told.or_all(&link.levels),
        about: Some(say!("{title}", "{title}")),
        before: None,
        after: None,
    }
}

/// The notes of corrections that are new.
fn corrections(pair: &Pair<'_>) -> Vec<Item> {
    let former = notices(&pair.before);
    let mut items = Vec::new();
    for notice in notices(&pair.after) {
        let old = former.iter().find(|old| old.id == notice.id);
        let Some(old) = old else {
            continue;
        };
        let new = notice
            .revisions
            .iter()
            .filter(|note| !old.revisions.contains(note));
        let notes = new.filter_map(|revision| revision.note.clone());
        items.extend(notes.map(|note| {
            pair.after
                .item(Kind::Correction, None, Some(Value::Text(note)))
        }));
    }
    items
}

/// Whatever else a page shows of the event's papers.
pub(super) fn wording(told: &Told<'_>) -> Vec<String> {
    let notices = notices(told).into_iter();
    let papers = notices.map(|notice| {
        let number = notice.number.as_ref().map(|number| &number.text);
        let issued = notice.issued.as_ref().map(|issued| issued.value);
        let basis: Vec<&str> = notice
            .basis
            .iter()
            .map(|cited| cited.text.as_str())
            .collect();
        let head = format!(
            "{:?}",
            (number, issued, &notice.issuer.value, &notice.summary, basis)
        );
        let foot = format!(
            "{:?}",
            (
                &notice.to,
                &notice.recipients,
                &notice.signature,
                &notice.topics
            )
        );
        let rest = format!(
            "{:?}",
            (&notice.urgency, &notice.banner, notice.level, notice.kind)
        );
        [head.as_str(), &foot, &rest, &notice.body_text()].join("\n")
    });
    papers.collect()
}

/// The notices of the chain.
fn notices<'c>(told: &Told<'c>) -> Vec<&'c Notice> {
    let applied = told.event.applied.iter().map(|key| told.catalog.get(*key));
    std::iter::once(told.first()).chain(applied).collect()
}
