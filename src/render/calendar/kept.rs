//! Entries and their VEVENTs, kept as long as the notices they come from stay the same.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Calendars, Event, Zone};
use crate::catalog::{Catalog, Key};
use crate::notice::Notice;
use crate::plan::calendar::{Entry, Pages, entries};

/// What is kept from one set of calendars to the next; for one audience and one state of the site's tables.
#[derive(Debug, Default)]
pub struct Kept {
    /// By the id of the first notice.
    known: HashMap<String, Arc<Written>>,
}

/// One event: the notices it comes from, and what came of them.
#[derive(Debug)]
struct Written {
    chain: Vec<Arc<Notice>>,
    entries: Vec<Arc<Entry>>,
    events: Vec<Arc<Event>>,
}

impl Kept {
    /// As [`Calendars::new`], with what was written before.
    pub fn calendars(&mut self, catalog: &Catalog, pages: &dyn Pages) -> Calendars {
        let roots: Vec<Key> = catalog.roots().collect();
        let written: Vec<Arc<Written>> = roots
            .par_iter()
            .map(|root| self.of_event(catalog, pages, *root))
            .collect();
        let entries = || written.iter().flat_map(|event| &event.entries);
        let events = || written.iter().flat_map(|event| &event.events);
        let zone = &catalog.site.time_zone;
        let zone = Zone::covering(zone, entries().map(|entry| &**entry));
        let (entries, events) = (entries().cloned().collect(), events().cloned().collect());
        let ids = roots.iter().map(|root| catalog.get(*root).id.clone());
        self.known = ids.zip(written).collect();
        Calendars::of(catalog, pages, zone, entries, events)
    }

    fn of_event(&self, catalog: &Catalog, pages: &dyn Pages, root: Key) -> Arc<Written> {
        let later = catalog.chain(root);
        let chain = std::iter::once(&root).chain(&later);
        let chain: Vec<Arc<Notice>> = chain.map(|key| catalog.share(*key)).collect();
        let known = self.known.get(&catalog.get(root).id);
        match known.filter(|known| known.is_of(&chain)) {
            Some(known) if known.entries.iter().all(|entry| entry.root == root) => {
                Arc::clone(known)
            }
            Some(known) => Arc::new(known.moved_to(root)),
            None => Arc::new(Written::new(catalog, pages, root, chain)),
        }
    }
}

impl Written {
    fn new(catalog: &Catalog, pages: &dyn Pages, root: Key, chain: Vec<Arc<Notice>>) -> Self {
        let entries = entries(catalog, pages, root);
        // Which days a zone is defined for shows in the calendar's head alone.
        let zone = Zone::covering(&catalog.site.time_zone, entries.iter());
        let events = entries
            .iter()
            .map(|entry| Arc::new(Event::of(entry, &zone)));
        Self {
            chain,
            events: events.collect(),
            entries: entries.into_iter().map(Arc::new).collect(),
        }
    }

    fn is_of(&self, chain: &[Arc<Notice>]) -> bool {
        let mut pairs = self.chain.iter().zip(chain);
        self.chain.len() == chain.len() && pairs.all(|(known, one)| Arc::ptr_eq(known, one))
    }

    /// The same where the notices before it have become more or fewer.
    fn moved_to(&self, root: Key) -> Self {
        let moved = self.entries.iter().map(|entry| {
            let entry = Entry::clone(entry);
            Arc::new(Entry { root, ..entry })
        });
        Self {
            chain: self.chain.clone(),
            entries: moved.collect(),
            events: self.events.clone(),
        }
    }
}
