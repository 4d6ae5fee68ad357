//! Two catalogs in; which events are new, withdrawn or the same, and what changed about those, out.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{EventChange, Files, Item, Kind, Value, When, document, duties, points, sessions};
use crate::catalog::{Catalog, Event, Key, Standing, levels_concerned};
use crate::notice::{Issued, Notice};
use crate::site::{LevelId, Site};
use crate::text::fold::squash;

/// One event in one state of the collection.
pub(super) struct Told<'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) event: Event,
    /// The levels whose pages list it, by the ids of the later state's site.
    pub(super) levels: Vec<LevelId>,
}

/// The same event before and after.
pub(super) struct Pair<'c> {
    pub(super) before: Told<'c>,
    pub(super) after: Told<'c>,
}

pub(super) fn changes(before: &Catalog, after: &Catalog, files: &Files) -> Vec<EventChange> {
    let mut taken = BTreeSet::new();
    let mut found = Vec::new();
    for root in after.roots() {
        let told = Told::new(after, root, &after.site);
        let former = former(before, after, &told).filter(|root| taken.insert(*root));
        let items = match former {
            Some(former) => {
                let before = Told::new(before, former, &after.site);
                let pair = Pair {
                    before,
                    after: told,
                };
                (pair.items(files), pair.after)
            }
            // What was broken before was there all the same.
            None if before.has_broken(&told.first().id) => (Vec::new(), told),
            None => (appearing(&told), told),
        };
        found.extend(change(items.0, &items.1));
    }
    for root in before.roots().filter(|root| !taken.contains(root)) {
        let told = Told::new(before, root, &after.site);
        if !is_known(after, before.get(root)) {
            found.extend(change(vec![withdrawn(&told)], &told));
        }
    }
    found.sort_by(|one, other| one.id.cmp(&other.id));
    found
}

/// The event of the earlier state that this one was: by id or alias, else by number, issuer and date of issue.
fn former(before: &Catalog, after: &Catalog, told: &Told<'_>) -> Option<Key> {
    let notice = after.get(told.event.root);
    let ids: Vec<&str> = std::iter::once(&notice.id)
        .chain(&notice.aliases)
        .map(String::as_str)
        .collect();
    let by_id = before
        .iter()
        .find(|(_, old)| ids.contains(&old.id.as_str()));
    let renamed = || {
        let number = notice.number.as_ref()?;
        let same = before.with_symbol(&number.value).iter().filter(|key| {
            let old = before.get(**key);
            identity(old) == identity(notice) && !is_known(after, old)
        });
        let same: Vec<&Key> = same.collect();
        match same.as_slice() {
            [only] => Some(**only),
            _ => None,
        }
    };
    let key = by_id.map(|(key, _)| key).or_else(renamed)?;
    Some(before.chain_root(key))
}

fn identity(notice: &Notice) -> (String, Option<Issued>) {
    let issued = notice.issued.as_ref().map(|issued| issued.value);
    (squash(&notice.issuer), issued)
}

/// Whether the later state has this notice, in whatever chain.
fn is_known(after: &Catalog, notice: &Notice) -> bool {
    after.has_broken(&notice.id)
        || after
            .iter()
            .any(|(_, new)| new.id == notice.id || new.aliases.contains(&notice.id))
}

impl<'c> Told<'c> {
    fn new(catalog: &'c Catalog, root: Key, site: &Site) -> Self {
        let mut event = Event::of(catalog, root);
        let mut levels = levels_concerned(catalog, &event);
        if !std::ptr::eq(&catalog.site, site) {
            let translate = |level: &LevelId| site.level_named(&catalog.site.level(*level).id);
            let all = |levels: &mut Vec<LevelId>| {
                *levels = levels.iter().filter_map(translate).collect();
            };
            all(&mut levels);
            event
                .sessions
                .iter_mut()
                .for_each(|row| all(&mut Arc::make_mut(&mut row.session).levels));
            Arc::make_mut(&mut event.tasks)
                .iter_mut()
                .for_each(|task| all(&mut task.levels));
            Arc::make_mut(&mut event.links)
                .iter_mut()
                .for_each(|link| all(&mut link.levels));
            Arc::make_mut(&mut event.contacts)
                .iter_mut()
                .for_each(|contact| all(&mut contact.levels));
            Arc::make_mut(&mut event.agenda)
                .iter_mut()
                .for_each(|item| all(&mut item.levels));
            for point in Arc::make_mut(&mut event.points) {
                point.level = point.level.as_ref().and_then(translate);
            }
        }
        Self {
            catalog,
            event,
            levels,
        }
    }

    pub(super) fn first(&self) -> &'c Notice {
        self.catalog.get(self.event.root)
    }

    pub(super) fn stated(&self) -> &'c Notice {
        self.catalog.get(self.event.stated_by)
    }

    /// An item that concerns everybody the event does.
    pub(super) fn item(&self, kind: Kind, before: Option<Value>, after: Option<Value>) -> Item {
        Item {
            kind,
            levels: self.levels.clone(),
            about: None,
            before,
            after,
        }
    }

    /// These levels, or where none is stated all that the event concerns.
    pub(super) fn or_all(&self, levels: &[LevelId]) -> Vec<LevelId> {
        match levels.is_empty() {
            true => self.levels.clone(),
            false => levels.to_vec(),
        }
    }

    /// When it first takes place.
    fn begins(&self) -> Option<Value> {
        let first = self
            .event
            .main_sessions()
            .min_by_key(|row| row.session.starts())?;
        Some(Value::When(When::of(&first.session)))
    }
}

impl Pair<'_> {
    fn items(&self, files: &Files) -> Vec<Item> {
        let (before, after) = (&self.before, &self.after);
        let stood = |told: &Told<'_>| told.event.standing == Standing::Standing;
        let mut items = Vec::new();
        if before.event.standing != after.event.standing {
            let kind = match after.event.standing {
                Standing::Cancelled => Kind::Cancelled,
                Standing::Postponed => Kind::Postponed,
                Standing::Withdrawn => Kind::Withdrawn,
                Standing::Standing => Kind::Reinstated,
            };
            let now = after.begins().filter(|_| stood(after));
            items.push(after.item(kind, before.begins(), now));
        }
        // Of a meeting that does not take place nobody needs to know where it is not.
        if stood(after) {
            items.extend(sessions::items(self));
            items.extend(points::items(self));
            items.extend(duties::items(self));
        }
        items.extend(document::items(self, files));
        if items.is_empty() && document::wording(before) != document::wording(after) {
            items.push(after.item(Kind::Text, None, None));
        }
        items
    }
}

/// A new event: when, where for each level, and what is due.
fn appearing(told: &Told<'_>) -> Vec<Item> {
    let mut items = vec![told.item(Kind::New, None, told.begins())];
    if told.event.standing == Standing::Standing {
        items.extend(points::places(told));
        items.extend(duties::deadlines(told));
    }
    items
}

fn withdrawn(told: &Told<'_>) -> Item {
    told.item(Kind::Withdrawn, told.begins(), None)
}

fn change(items: Vec<Item>, told: &Told<'_>) -> Option<EventChange> {
    let first = told.first();
    (!items.is_empty()).then(|| EventChange {
        id: first.id.clone(),
        title: told.stated().title.value.clone(),
        number: first.number.as_ref().map(|number| number.text.clone()),
        issuer: first.issuer.value.clone(),
        items,
    })
}
