//! Which feeds exist and which entries each carries: everything, a level, an issuer, a unit, a notice; with milestones or
//! meetings only; and archives, by year or by month.
//!
//! Feeds reach back twelve months from the newest date in the data, never from the clock. Google loses events past about
//! 1 MB or 1,000 events, so a feed beyond half of that reaches back less, and says so; and a year beyond it is filed by
//! month, so that an archive can be imported, and one edit makes a small file anew and not a whole year. The address of a
//! year goes when it is filed by month: an empty or a partial calendar there would take meetings out of what readers have
//! imported, and from a missing one their calendars keep what they have.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Pages;
use crate::catalog::Key;
use crate::notice::Notice;
use crate::site::{LevelId, Site, UnitId};

/// The most bytes a feed or a year's archive should have.
pub const LARGEST_BYTES: usize = 500_000;
/// The most entries it should have.
pub const LARGEST_COUNT: usize = 1_000;

/// How far feeds reach back, in months; a smaller step is taken only where the larger one is too much.
const MONTHS_BACK: [i32; 5] = [12, 6, 3, 1, 0];

/// All feeds of a portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feeds {
    /// In order of owner, then content.
    pub feeds: Vec<Arc<Feed>>,
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
    /// The entries, by start and UID.
    pub entries: Vec<Place>,
}

/// Where an entry is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The place of its event.
    pub event: u32,
    /// Its place among the entries of the event.
    pub entry: u32,
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
    /// Everything of one month of a year that is too much for one file.
    Month(i16, i8),
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

/// One entry as feeds see it when they choose.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) place: Place,
    pub(super) day: Date,
    pub(super) bytes: usize,
    pub(super) is_meeting: bool,
}

/// What feeds are made with.
#[derive(Clone, Copy)]
pub(super) struct Maker<'a> {
    pub(super) site: &'a Site,
    pub(super) pages: &'a dyn Pages,
    /// The newest posting or correction; feeds reach back from it.
    pub(super) newest: Option<Date>,
}

/// The feeds of one owner.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) feeds: Vec<Arc<Feed>>,
    pub(super) oversized: Vec<Oversized>,
}

impl Maker<'_> {
    /// The feeds of an owner that gets `carried`, by start and UID.
    pub(super) fn feeds(&self, owner: &Owner, name: &str, carried: &[Row]) -> Made {
        let mut made = Made {
            feeds: Vec::new(),
            oversized: Vec::new(),
        };
        let feed = |content| self.feed(owner, name, content);
        self.put(feed(Content::All), carried, &mut made);
        self.put(feed(Content::Meetings), &meetings(carried), &mut made);
        if matches!(owner, Owner::All | Owner::Level(_)) {
            let archives = archives(carried).into_iter().map(|(content, rows)| Feed {
                entries: places(rows),
                ..feed(content)
            });
            made.feeds.extend(archives.map(Arc::new));
        }
        made
    }

    /// The feeds of a notice: they hold all of its event.
    pub(super) fn feeds_of_notice(
        &self,
        key: Key,
        notice: &Notice,
        carried: &[Row],
    ) -> [Arc<Feed>; 2] {
        let folder = self.pages.notice(notice);
        let name = &notice.title.value;
        let feed = |content, rows: &[Row]| {
            let feed = self.feed_in(&folder, Owner::Notice(key), name, content);
            Arc::new(Feed {
                entries: places(rows),
                ..feed
            })
        };
        [
            feed(Content::All, carried),
            feed(Content::Meetings, &meetings(carried)),
        ]
    }

    /// Puts a feed with the others, reaching back as far as it may.
    fn put(&self, feed: Feed, carried: &[Row], made: &mut Made) {
        let mut recent = carried;
        let mut oversized = None;
        for months in MONTHS_BACK {
            recent = self.since(carried, months);
            let fits = fits(recent);
            if months == MONTHS_BACK[0] && !fits {
                oversized = Some(Oversized {
                    path: feed.path.clone(),
                    count: recent.len(),
                    bytes: bytes(recent),
                    months: None,
                });
            } else if fits && let Some(known) = &mut oversized {
                known.months = Some(months);
            }
            if fits {
                break;
            }
        }
        made.oversized.extend(oversized);
        made.feeds.push(Arc::new(Feed {
            entries: places(recent),
            ..feed
        }));
    }

    fn since<'r>(&self, carried: &'r [Row], months: i32) -> &'r [Row] {
        let first = self
            .newest
            .map_or(Date::MIN, |newest| newest.saturating_sub(months.months()));
        &carried[carried.partition_point(|row| row.day < first)..]
    }

    fn feed(&self, owner: &Owner, name: &str, content: Content) -> Feed {
        let folder = match owner {
            Owner::All | Owner::Notice(_) => "/lich/".to_owned(),
            Owner::Level(id) => self.pages.level(self.site.level(*id)),
            Owner::Issuer(slug) => self.pages.issuer(slug),
            Owner::Unit(id) => self.pages.unit(self.site.units.get(*id)),
        };
        self.feed_in(&folder, owner.clone(), name, content)
    }

    fn feed_in(&self, folder: &str, owner: Owner, name: &str, content: Content) -> Feed {
        let path = format!("{folder}{}", file_name(&owner, content));
        Feed {
            owner,
            content,
            url: self.pages.absolute(&path),
            path: path.trim_start_matches('/').to_owned(),
            title: match content {
                Content::All => name.to_owned(),
                Content::Meetings => format!("{name} (chỉ cuộc họp)"),
                Content::Year(year) => format!("{name} năm {year}"),
                Content::Month(year, month) => format!("{name} tháng {month}/{year}"),
            },
            entries: Vec::new(),
        }
    }
}

/// What is filed under each year, or under each month of a year that is too much for one file. `carried` is in order.
fn archives(carried: &[Row]) -> BTreeMap<Content, &[Row]> {
    let year = |row: &Row| Content::Year(row.day.year());
    let month = |row: &Row| Content::Month(row.day.year(), row.day.month());
    let mut archives = BTreeMap::new();
    for rows in carried.chunk_by(|one, other| year(one) == year(other)) {
        match fits(rows) {
            true => archives.extend(rows.first().map(|row| (year(row), rows))),
            false => {
                let months = rows.chunk_by(|one, other| month(one) == month(other));
                archives.extend(months.filter_map(|rows| Some((month(rows.first()?), rows))));
            }
        }
    }
    archives
}

/// Whether common readers take so much in one file.
fn fits(rows: &[Row]) -> bool {
    rows.len() <= LARGEST_COUNT && bytes(rows) <= LARGEST_BYTES
}

fn bytes(rows: &[Row]) -> usize {
    rows.iter().map(|row| row.bytes).sum()
}

fn meetings(rows: &[Row]) -> Vec<Row> {
    rows.iter().filter(|row| row.is_meeting).copied().collect()
}

fn places(rows: &[Row]) -> Vec<Place> {
    rows.iter().map(|row| row.place).collect()
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
        Content::Month(year, month) => format!("nam-{year}-thang-{month:02}.ics"),
    }
}
