//! Entries, their VEVENTs and the feeds of them, kept as long as the notices they come from stay the same.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::events::Events;
use super::left::{Left, Marks};
use super::line::Lines;
use super::vevent::put_event;
use super::{Calendars, Zone, fingerprint, frame};
use crate::catalog::{Catalog, Former, Imprints, Key, are_same};
use crate::notice::Notice;
use crate::plan::calendar::{Feed, Happening, Pages, Shelf, Told, entries};
use crate::publish::{Fingerprint, Spool};
use crate::site::Units;

/// What is kept from one set of calendars to the next; for one audience and one state of the site's tables.
#[derive(Debug, Default)]
pub struct Kept {
    /// One of the tables, which are read together.
    tables: Option<Arc<Units>>,
    /// Events by their places.
    written: Vec<Option<Arc<Written>>>,
    /// The places that hold one, in order of the id of the first notice.
    places: Vec<usize>,
    shelf: Shelf,
    /// What stands for every feed has around its events, and the feeds with what stands for each, in their order.
    frame: Option<Fingerprint>,
    fingerprints: Vec<(Arc<Feed>, Fingerprint)>,
}

/// One event: the notices it comes from, and what came of them.
#[derive(Debug)]
pub(super) struct Written {
    chain: Vec<Arc<Notice>>,
    /// Stands for all that it comes from, where somebody asked.
    pub(super) mark: Option<Fingerprint>,
    pub(super) told: Told,
    pub(super) events: Events,
}

impl Kept {
    /// As [`Calendars::new`], with what was written before; or with what another program left, and what stands for
    /// notices. What is written goes into the `spool`.
    pub fn calendars(
        &mut self,
        catalog: &Catalog,
        pages: &dyn Pages,
        left: Option<(&Left, &Imprints)>,
        spool: &Spool,
    ) -> Calendars {
        let marks = left.map(|(left, imprints)| Marks::of(catalog, left, imprints));
        let writer = Writer {
            catalog,
            pages,
            spool,
            zone: Zone::of_days(&catalog.site.time_zone, None),
        };
        let units = &catalog.site.units;
        if !self
            .tables
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(known, units))
        {
            *self = Self {
                tables: Some(Arc::clone(units)),
                ..Self::default()
            };
        }
        let roots: Vec<Key> = catalog.roots().collect();
        let known = self.known(catalog, &roots);
        let written: Vec<(Arc<Written>, Option<usize>)> = roots
            .par_iter()
            .zip(known)
            .map(|(root, place)| self.of_event(&writer, marks.as_ref(), *root, place))
            .collect();
        let before = self.put_in_place(&written);
        let gone: Vec<(usize, &Told)> = before
            .iter()
            .map(|(place, written)| (*place, &written.told))
            .collect();
        let happenings: Vec<Happening<'_>> = roots
            .iter()
            .zip(&self.places)
            .zip(&written)
            .map(|((root, place), (event, known))| Happening {
                place: *place,
                root: *root,
                told: &event.told,
                is_fresh: known.is_none(),
            })
            .collect();
        let feeds = self.shelf.feeds(catalog, pages, &happenings, &gone);
        let days = || happenings.iter().filter_map(|one| one.told.days());
        let first = days().map(|(first, _)| first).min();
        let last = days().map(|(_, last)| last).max();
        let zone = Zone::of_days(&catalog.site.time_zone, first.zip(last));
        let frame = frame(&zone);
        let fingerprints = self.fingerprints(frame, &feeds.feeds);
        Calendars {
            feeds: feeds.feeds,
            fingerprints,
            oversized: feeds.oversized,
            zone,
            written: self.written.clone(),
        }
    }

    /// What stands for each of the `feeds`; one that is the same has the same events.
    fn fingerprints(&mut self, frame: Fingerprint, feeds: &[Arc<Feed>]) -> Vec<Fingerprint> {
        if self.frame != Some(frame) {
            self.frame = Some(frame);
            self.fingerprints.clear();
        }
        let order = |one: &Feed, other: &Feed| {
            let owners = one.owner.cmp(&other.owner);
            owners.then_with(|| one.content.cmp(&other.content))
        };
        let mut former = Former::new(std::mem::take(&mut self.fingerprints));
        let known = feeds.iter().map(|feed| {
            let known = former.at(|(known, _)| order(known, feed));
            let known = known.filter(|(known, _)| Arc::ptr_eq(known, feed));
            known.map(|(_, fingerprint)| fingerprint)
        });
        let known: Vec<Option<Fingerprint>> = known.collect();
        let written = &self.written;
        let all = feeds.par_iter().zip(known).map(|(feed, known)| {
            let fingerprint = || fingerprint(frame, feed, written);
            (Arc::clone(feed), known.unwrap_or_else(fingerprint))
        });
        self.fingerprints = all.collect();
        self.fingerprints.iter().map(|(_, one)| *one).collect()
    }

    /// The place of the event that began with each root's id before.
    fn known(&self, catalog: &Catalog, roots: &[Key]) -> Vec<Option<usize>> {
        let id_at = |place: usize| {
            let first = self.written[place]
                .as_ref()
                .and_then(|one| one.chain.first());
            first.map_or("", |notice| notice.id.as_str())
        };
        let mut places = Former::new(self.places.clone());
        let place_of = |root: &Key| {
            let id = catalog.get(*root).id.as_str();
            places.at(|place| id_at(*place).cmp(id))
        };
        roots.iter().map(place_of).collect()
    }

    /// What is written of an event, and its place where it was written before.
    fn of_event(
        &self,
        writer: &Writer<'_>,
        marks: Option<&Marks<'_>>,
        root: Key,
        place: Option<usize>,
    ) -> (Arc<Written>, Option<usize>) {
        let chain = writer.catalog.papers(root);
        let known = place.and_then(|place| self.written[place].as_ref());
        match known.filter(|known| are_same(&known.chain, &chain)) {
            Some(known) => (Arc::clone(known), place),
            None => {
                let mark = marks.map(|marks| marks.mark(&chain));
                let left = marks.zip(mark);
                let left = left.and_then(|(marks, mark)| marks.event(mark, writer.spool));
                let (told, events) = left.unwrap_or_else(|| writer.write(root));
                let written = Written {
                    chain,
                    mark,
                    told,
                    events,
                };
                (Arc::new(written), None)
            }
        }
    }

    /// Gives each event a place: what was written before keeps its own. Returns what is no more, with its place.
    fn put_in_place(
        &mut self,
        written: &[(Arc<Written>, Option<usize>)],
    ) -> Vec<(usize, Arc<Written>)> {
        let mut is_kept = vec![false; self.written.len()];
        for place in written.iter().filter_map(|(_, place)| *place) {
            is_kept[place] = true;
        }
        let mut gone = Vec::new();
        let mut free = Vec::new();
        for (place, known) in self.written.iter_mut().enumerate() {
            if !is_kept[place] {
                gone.extend(known.take().map(|known| (place, known)));
                free.push(place);
            }
        }
        let mut free = free.into_iter();
        self.places.clear();
        for (event, place) in written {
            let place = place.unwrap_or_else(|| {
                let place = free.next().unwrap_or(self.written.len());
                self.written.resize(self.written.len().max(place + 1), None);
                self.written[place] = Some(Arc::clone(event));
                place
            });
            self.places.push(place);
        }
        gone
    }
}

/// Writes events of one catalog.
struct Writer<'a> {
    catalog: &'a Catalog,
    pages: &'a dyn Pages,
    spool: &'a Spool,
    /// Which days it is defined for shows in the head of a calendar alone.
    zone: Zone,
}

impl Writer<'_> {
    /// What feeds know of an event, and its VEVENTs.
    fn write(&self, root: Key) -> (Told, Events) {
        let entries = entries(self.catalog, self.pages, root);
        let mut lines = Lines::default();
        let mut texts: Vec<Range<usize>> = Vec::with_capacity(entries.len());
        for entry in &entries {
            let start = lines.text().len();
            put_event(&mut lines, entry, &self.zone);
            texts.push(start..lines.text().len());
        }
        let bytes: Vec<usize> = texts.iter().map(Range::len).collect();
        let texts = texts.into_iter().map(|text| &lines.text()[text]);
        (
            Told::of(self.catalog, root, &entries, &bytes),
            Events::of(texts, self.spool),
        )
    }
}
