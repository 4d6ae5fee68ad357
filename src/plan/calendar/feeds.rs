//! Which feeds exist and which entries each carries: everything, a level, an issuer, a unit, a notice; with milestones or
//! meetings only; and archives by year.
//!
//! Feeds reach back twelve months from the newest date in the data, never from the clock. Google loses events past about
//! 1 MB or 1,000 events, so a feed beyond half of that reaches back less, and says so.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Pages;
use super::entry::Entry;
use super::owners::owners;
use crate::catalog::{Catalog, Key};
use crate::plan::lists::issuer_slug;
use crate::site::{LevelId, UnitId};

/// The most bytes a feed should have.
pub const LARGEST_BYTES: usize = 500_000;
/// The most entries a feed should have.
pub const LARGEST_COUNT: usize = 1_000;

/// How far feeds reach back, in months; a smaller step is taken only where the larger one is too much.
const MONTHS_BACK: [i32; 5] = [12, 6, 3, 1, 0];

/// All feeds of a portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feeds {
    /// In order of owner, then content.
    pub feeds: Vec<Feed>,
    /// Feeds that had to reach back less.
    pub oversized: Vec<Oversized>,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Whose it is.
    pub owner: Owner,
    /// What it carries.
    pub content: Content,
    /// The file, relative to the portal's root: `cap/xa/lich.ics`.
    pub path: String,
    /// The whole address.
    pub url: String,
    /// What a phone calls the calendar.
    pub title: String,
    /// Places in the list of all entries, by start and UID.
    pub entries: Vec<usize>,
}

impl Feed {
    /// Whether every entry of a whole audience is in it, so that comparing it compares them all.
    pub fn carries_all_of_its_owner(&self) -> bool {
        self.content == Content::All && matches!(self.owner, Owner::All | Owner::Level(_))
    }
}

/// Whose calendar a feed is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// Everybody's.
    All,
    /// A level's.
    Level(LevelId),
    /// An issuer's, by its word in addresses.
    Issuer(String),
    /// A unit's.
    Unit(UnitId),
    /// A notice's: the event of its chain.
    Notice(Key),
}

/// What a feed carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    /// Meetings, tests, joining times and deadlines.
    All,
    /// Meetings only.
    Meetings,
    /// Everything of one year.
    Year(i16),
}

/// A feed that is too large for some readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oversized {
    /// The file.
    pub path: String,
    /// Its entries at the usual length.
    pub count: usize,
    /// Its bytes at the usual length.
    pub bytes: usize,
    /// How many months it reaches back now; `None` where even that is too much.
    pub months: Option<i32>,
}

/// The feeds over `entries`; `size` tells how many bytes each of them takes.
pub fn feeds(
    catalog: &Catalog,
    pages: &dyn Pages,
    entries: &[Arc<Entry>],
    size: &dyn Fn(usize) -> usize,
) -> Feeds {
    let newest = entries.iter().map(|entry| entry.updated).max();
    let mut shelf = Shelf {
        catalog,
        pages,
        issuers: catalog
            .iter()
            .map(|(key, _)| issuer_slug(catalog, key))
            .collect(),
        entries,
        size,
        newest: newest.map(|at| at.to_zoned(catalog.site.time_zone.clone()).date()),
        feeds: Vec::new(),
        oversized: Vec::new(),
    };
    for (owner, mut carried) in owners(catalog, entries) {
        carried.sort_by_key(|index| entries.get(*index).map(|entry| order(entry)));
        shelf.put(&owner, Content::All, &carried);
        let is_meeting = |index: &usize| {
            entries
                .get(*index)
                .is_some_and(|entry| entry.kind.is_meeting())
        };
        let meetings: Vec<usize> = carried.iter().copied().filter(is_meeting).collect();
        shelf.put(&owner, Content::Meetings, &meetings);
        if matches!(owner, Owner::All | Owner::Level(_)) {
            shelf.put_years(&owner, &carried);
        }
    }
    Feeds {
        feeds: shelf.feeds,
        oversized: shelf.oversized,
    }
}

/// Entries are read by start; the UID makes the order complete.
fn order(entry: &Entry) -> (Date, Option<jiff::civil::DateTime>, &str) {
    let start = match entry.when {
        super::When::Clock { start, .. } => Some(start),
        super::When::Day(_) => None,
    };
    (entry.when.first_day(), start, &entry.uid)
}

/// Collects finished feeds.
struct Shelf<'a> {
    catalog: &'a Catalog,
    pages: &'a dyn Pages,
    /// Names by their words in addresses.
    issuers: BTreeMap<String, String>,
    entries: &'a [Arc<Entry>],
    size: &'a dyn Fn(usize) -> usize,
    /// The newest posting or correction; feeds reach back from it.
    newest: Option<Date>,
    feeds: Vec<Feed>,
    oversized: Vec<Oversized>,
}

impl Shelf<'_> {
    /// Puts a feed on the shelf, reaching back as far as it may.
    fn put(&mut self, owner: &Owner, content: Content, carried: &[usize]) {
        let mut feed = self.feed(owner, content);
        if matches!(owner, Owner::Notice(_)) {
            feed.entries = carried.to_vec();
            self.feeds.push(feed);
            return;
        }
        for months in MONTHS_BACK {
            feed.entries = self.since(carried, months);
            let (count, bytes) = self.extent(&feed.entries);
            let fits = count <= LARGEST_COUNT && bytes <= LARGEST_BYTES;
            if months == MONTHS_BACK[0] && !fits {
                let path = feed.path.clone();
                self.oversized.push(Oversized {
                    path,
                    count,
                    bytes,
                    months: None,
                });
            } else if fits
                && let Some(known) = self
                    .oversized
                    .last_mut()
                    .filter(|known| known.path == feed.path)
            {
                known.months = Some(months);
            }
            if fits {
                break;
            }
        }
        self.feeds.push(feed);
    }

    /// One archive for each year in which something takes place.
    fn put_years(&mut self, owner: &Owner, carried: &[usize]) {
        let mut years: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
        for index in carried {
            if let Some(entry) = self.entries.get(*index) {
                years
                    .entry(entry.when.first_day().year())
                    .or_default()
                    .push(*index);
            }
        }
        for (year, entries) in years {
            let feed = self.feed(owner, Content::Year(year));
            self.feeds.push(Feed { entries, ..feed });
        }
    }

    fn since(&self, carried: &[usize], months: i32) -> Vec<usize> {
        let first = self
            .newest
            .map_or(Date::MIN, |newest| newest.saturating_sub(months.months()));
        let is_recent = |index: &usize| {
            self.entries
                .get(*index)
                .is_some_and(|entry| entry.when.first_day() >= first)
        };
        carried.iter().copied().filter(is_recent).collect()
    }

    fn extent(&self, entries: &[usize]) -> (usize, usize) {
        let bytes = entries.iter().map(|index| (self.size)(*index)).sum();
        (entries.len(), bytes)
    }

    fn feed(&self, owner: &Owner, content: Content) -> Feed {
        let path = format!("{}{}", self.folder(owner), file_name(owner, content));
        Feed {
            owner: owner.clone(),
            content,
            url: self.pages.absolute(&path),
            path: path.trim_start_matches('/').to_owned(),
            title: self.title(owner, content),
            entries: Vec::new(),
        }
    }

    fn folder(&self, owner: &Owner) -> String {
        let site = &self.catalog.site;
        match owner {
            Owner::All => "/lich/".to_owned(),
            Owner::Level(id) => self.pages.level(site.level(*id)),
            Owner::Issuer(slug) => self.pages.issuer(slug),
            Owner::Unit(id) => self.pages.unit(site.units.get(*id)),
            Owner::Notice(key) => self.pages.notice(self.catalog.get(*key)),
        }
    }

    fn title(&self, owner: &Owner, content: Content) -> String {
        let site = &self.catalog.site;
        let name = match owner {
            Owner::All => site.title.clone(),
            Owner::Level(id) => {
                let name = &site.level(*id).name;
                format!("Lịch cấp {}", name.split(',').next().unwrap_or(name))
            }
            Owner::Issuer(slug) => format!(
                "Lịch do {} ban hành",
                self.issuers.get(slug).unwrap_or(slug)
            ),
            Owner::Unit(id) => format!("Lịch {}", site.units.get(*id).name),
            Owner::Notice(key) => self.catalog.get(*key).title.value.clone(),
        };
        match content {
            Content::All => name,
            Content::Meetings => format!("{name} (chỉ cuộc họp)"),
            Content::Year(year) => format!("{name} năm {year}"),
        }
    }
}

/// The file's name in its owner's folder.
fn file_name(owner: &Owner, content: Content) -> String {
    let stem = match owner {
        Owner::All => "tat-ca",
        _ => "lich",
    };
    match content {
        Content::All => format!("{stem}.ics"),
        Content::Meetings => format!("{stem}-hop.ics"),
        Content::Year(year) => format!("nam-{year}.ics"),
    }
}
