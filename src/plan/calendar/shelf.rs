//! All feeds of a portal, kept from one state of its notices to the next: what happens in; the feeds out, those the same
//! that no changed event is in.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use rayon::prelude::*;

use super::Pages;
use super::feeds::{Feed, Feeds, Made, Maker, Owner, Place, Row};
use super::owners::{Owners, Shares};
use super::told::{Listed, Reach, Told};
use crate::catalog::{Catalog, Key};

/// One event, at a place that is its own as long as it stays the same.
#[derive(Debug, Clone, Copy)]
pub struct Happening<'a> {
    /// Its place, small and its own.
    pub place: usize,
    /// The first notice of its chain.
    pub root: Key,
    /// What is told of it.
    pub told: &'a Told,
    /// It was not at this place before.
    pub is_fresh: bool,
}

/// The feeds that were; for one state of the site's tables.
#[derive(Debug, Default)]
pub struct Shelf {
    newest: Option<Date>,
    owned: BTreeMap<Owner, Owned>,
    /// The feeds of each event's notices, by its place.
    of_notices: Vec<Vec<OfNotice>>,
}

/// What one owner has.
#[derive(Debug)]
struct Owned {
    name: String,
    carried: Vec<Row>,
    made: Made,
}

type OfNotice = (Key, [Arc<Feed>; 2]);

impl Shelf {
    /// The feeds over all `happenings`, which come in order of their roots; `gone` is what was at the places of those
    /// that are no more or not the same.
    pub fn feeds(
        &mut self,
        catalog: &Catalog,
        pages: &dyn Pages,
        happenings: &[Happening<'_>],
        gone: &[(usize, &Told)],
    ) -> Feeds {
        let newest = happenings.iter().filter_map(|one| one.told.updated).max();
        let maker = Maker {
            site: &catalog.site,
            pages,
            newest: newest.map(|at| at.to_zoned(catalog.site.time_zone.clone()).date()),
        };
        self.renew_owned(catalog, maker, happenings, gone);
        let mut feeds: Vec<Arc<Feed>> = Vec::new();
        let mut oversized = Vec::new();
        for owned in self.owned.values() {
            feeds.extend_from_slice(&owned.made.feeds);
            oversized.extend_from_slice(&owned.made.oversized);
        }
        self.add_notices(catalog, maker, happenings, &mut feeds);
        Feeds { feeds, oversized }
    }

    /// Makes the feeds of those anew who get or got anything of what changed.
    fn renew_owned(
        &mut self,
        catalog: &Catalog,
        maker: Maker<'_>,
        happenings: &[Happening<'_>],
        gone: &[(usize, &Told)],
    ) {
        let owners = Owners::of(catalog);
        let fresh: Vec<&Happening<'_>> = happenings.iter().filter(|one| one.is_fresh).collect();
        let changed = fresh.iter().map(|one| one.told);
        let changed = changed.chain(gone.iter().map(|(_, told)| *told));
        let reach = Reach::of(&catalog.site.units, changed);
        let shares = |told: &Told| owners.of_event(catalog, &reach, told);
        let mut incoming: Vec<Vec<Row>> = vec![Vec::new(); owners.all.len()];
        let mut touched = vec![false; owners.all.len()];
        for owner in gone
            .iter()
            .flat_map(|(_, told)| shares(told))
            .flat_map(|(_, to)| to)
        {
            touched[owner] = true;
        }
        let fresh_shares: Vec<Shares> = fresh.par_iter().map(|one| shares(one.told)).collect();
        let mut rows: Vec<(&Listed, &Shares, Row)> = Vec::new();
        for (one, shares) in fresh.iter().zip(&fresh_shares) {
            rows.extend(rows_of(one).map(|(entry, row)| (entry, shares, row)));
        }
        rows.par_sort_by(|a, b| a.0.order().cmp(&b.0.order()));
        for (entry, shares, row) in rows {
            let share = shares.iter().find(|(level, _)| *level == entry.level);
            let share = share.into_iter().flat_map(|(_, share)| share);
            for owner in share.filter(|owner| owners.gets(catalog, **owner, entry)) {
                touched[*owner] = true;
                incoming[*owner].push(row);
            }
        }
        let known = Known::of(happenings, gone);
        let mut former = std::mem::take(&mut self.owned);
        let is_as_old = self.newest == maker.newest;
        self.newest = maker.newest;
        let work = owners.all.into_iter().zip(incoming).zip(touched);
        let work: Vec<_> = work
            .map(|(((owner, name), incoming), touched)| {
                let former = former.remove(&owner);
                (owner, name, former, incoming, touched)
            })
            .collect();
        let owned = work
            .into_par_iter()
            .map(|(owner, name, former, incoming, touched)| {
                let carried = match former {
                    Some(former) if !touched && is_as_old && former.name == name => {
                        return (owner, former);
                    }
                    Some(former) if !touched => former.carried,
                    Some(former) => known.merged(former.carried, incoming),
                    None => incoming,
                };
                let made = maker.feeds(&owner, &name, &carried);
                let owned = Owned {
                    name,
                    carried,
                    made,
                };
                (owner, owned)
            });
        self.owned = owned.collect();
    }

    /// Adds the feeds of every notice in order of keys; one that tells of no event has empty ones.
    fn add_notices(
        &mut self,
        catalog: &Catalog,
        maker: Maker<'_>,
        happenings: &[Happening<'_>],
        feeds: &mut Vec<Arc<Feed>>,
    ) {
        let mut former = std::mem::take(&mut self.of_notices);
        let places = happenings.iter().map(|one| one.place + 1).max();
        former.resize_with(places.unwrap_or(0), Vec::new);
        let mut work: Vec<(&Happening<'_>, Vec<OfNotice>)> = Vec::with_capacity(happenings.len());
        for one in happenings {
            work.push((one, std::mem::take(&mut former[one.place])));
        }
        let made: Vec<Vec<OfNotice>> = work
            .into_par_iter()
            .map(|(one, former)| of_notices(catalog, maker, one, former))
            .collect();
        let mut tellers: Vec<(Key, usize, usize)> = Vec::with_capacity(catalog.len());
        for (number, made) in made.iter().enumerate() {
            let keys = made.iter().map(|(key, _)| *key).enumerate();
            tellers.extend(keys.map(|(nth, key)| (key, number, nth)));
        }
        tellers.sort_unstable();
        let mut tellers = tellers.as_slice();
        for (key, notice) in catalog.iter() {
            let count = tellers
                .iter()
                .take_while(|(other, _, _)| *other == key)
                .count();
            let (own, rest) = tellers.split_at(count);
            tellers = rest;
            if let [(_, number, nth)] = own {
                feeds.extend_from_slice(&made[*number][*nth].1);
                continue;
            }
            let events = own.iter().map(|(_, number, _)| &happenings[*number]);
            let carried = told_to_everybody(events);
            feeds.extend(maker.feeds_of_notice(key, notice, &carried));
        }
        self.of_notices = former;
        for (one, made) in happenings.iter().zip(made) {
            self.of_notices[one.place] = made;
        }
    }
}

/// The feeds of the notices that tell of one event: the former ones, where they are of the same event and the same keys.
fn of_notices(
    catalog: &Catalog,
    maker: Maker<'_>,
    one: &Happening<'_>,
    former: Vec<OfNotice>,
) -> Vec<OfNotice> {
    let chain: Vec<Key> = catalog.whole_chain(one.root).collect();
    let keys = || one.told.tellers.iter().filter_map(|nth| chain.get(*nth));
    if !one.is_fresh && former.iter().map(|(key, _)| key).eq(keys()) {
        return former;
    }
    let carried = told_to_everybody(std::iter::once(one));
    keys()
        .map(|key| {
            (
                *key,
                maker.feeds_of_notice(*key, catalog.get(*key), &carried),
            )
        })
        .collect()
}

fn told_to_everybody<'a>(events: impl Iterator<Item = &'a Happening<'a>>) -> Vec<Row> {
    let rows = events.flat_map(rows_of);
    let mut rows: Vec<(&Listed, Row)> = rows.filter(|(entry, _)| entry.level.is_none()).collect();
    rows.sort_by(|a, b| a.0.order().cmp(&b.0.order()));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn rows_of<'a>(one: &Happening<'a>) -> impl Iterator<Item = (&'a Listed, Row)> + use<'a> {
    let event = u32::try_from(one.place).unwrap_or(u32::MAX);
    let entries = (0u32..).zip(&one.told.entries);
    entries.map(move |(entry, listed)| {
        let row = Row {
            place: Place { event, entry },
            day: listed.day,
            bytes: listed.bytes,
            is_meeting: listed.is_meeting,
        };
        (listed, row)
    })
}

/// So many rows are put in one by one.
const FEW: usize = 32;

/// What is at each place now, and which places hold something else than before.
struct Known<'a> {
    told: Vec<Option<&'a Told>>,
    is_gone: Vec<bool>,
}

impl<'a> Known<'a> {
    fn of(happenings: &[Happening<'a>], gone: &[(usize, &Told)]) -> Self {
        let places = happenings.iter().map(|one| one.place);
        let places = places.chain(gone.iter().map(|(place, _)| *place));
        let count = places.max().map_or(0, |last| last + 1);
        let mut known = Self {
            told: vec![None; count],
            is_gone: vec![false; count],
        };
        for one in happenings {
            known.told[one.place] = Some(one.told);
        }
        for (place, _) in gone {
            known.is_gone[*place] = true;
        }
        known
    }

    /// What stays of `former` and what comes in, both in order, in order.
    fn merged(&self, mut former: Vec<Row>, incoming: Vec<Row>) -> Vec<Row> {
        former.retain(|row| !self.is_gone[row.place.event as usize]);
        if incoming.len() > FEW {
            former.extend(incoming);
            former.sort_by(|a, b| self.order(a).cmp(&self.order(b)));
            return former;
        }
        for row in incoming {
            let at = former.partition_point(|other| self.order(other) < self.order(&row));
            former.insert(at, row);
        }
        former
    }

    fn order(&self, row: &Row) -> Option<(Date, Option<DateTime>, &str)> {
        let told = self.told.get(row.place.event as usize).copied().flatten()?;
        told.entries
            .get(row.place.entry as usize)
            .map(Listed::order)
    }
}
