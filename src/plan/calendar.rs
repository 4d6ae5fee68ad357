//! Calendars: a catalog in; entries for phones, and the feeds that carry them, out. Pure, and without any clock: the
//! same notices give the same entries on every day.
//!
//! An entry is made once for each audience of an event — everybody, and every level it concerns — and feeds only choose
//! among the entries. So an entry is the same, byte for byte, in every feed that carries it.

mod banner;
mod common;
mod deadline;
mod entry;
mod feeds;
mod identity;
mod lines;
mod owners;
mod plain;
mod session;
mod shelf;
mod story;
mod subscribe;
mod times;
mod told;
mod venue;

use crate::catalog::{Catalog, Event, Key, levels_concerned};
use crate::notice::Notice;
use crate::site::{Level, LevelId, Unit};

use common::Common;
pub use entry::{Alarm, Edge, Entry, EntryKind, EntryStatus, When};
pub use feeds::{Content, Feed, Feeds, LARGEST_BYTES, LARGEST_COUNT, Oversized, Owner, Place};
pub use shelf::{Happening, Shelf};
use story::Story;
pub use subscribe::Subscription;
pub use told::{Told, days};

/// The addresses of the pages that feeds belong to: paths that start and end with `/`.
pub trait Pages: Sync {
    /// The page of a notice.
    fn notice(&self, notice: &Notice) -> String;
    /// The page of a level.
    fn level(&self, level: &Level) -> String;
    /// The page of a unit.
    fn unit(&self, unit: &Unit) -> String;
    /// The page of an issuer, by its word in addresses.
    fn issuer(&self, slug: &str) -> String;
    /// The whole address of a path: `https://niemyet.example.vn/cap/xa/`.
    fn absolute(&self, path: &str) -> String;
}

/// Every entry of the event of `root`, in a catalog that is already filtered for its audience: told to everybody first and
/// then to each level it concerns or once concerned. They depend on the notices of its chain and the site's tables alone.
pub fn entries(catalog: &Catalog, pages: &dyn Pages, root: Key) -> Vec<Entry> {
    let event = catalog.event(root);
    let concerned = catalog.levels(root);
    let common = Common::of(catalog, pages, event);
    let mut entries = Story::new(&common, None, false).entries();
    for level in levels_ever_concerned(catalog, event, concerned) {
        let is_withdrawn = !concerned.contains(&level);
        entries.extend(Story::new(&common, Some(level), is_withdrawn).entries());
    }
    entries
}

/// The levels of an event now and before each of its replacements, highest first: who was once invited must see that
/// it no longer is.
fn levels_ever_concerned(catalog: &Catalog, event: &Event, concerned: &[LevelId]) -> Vec<LevelId> {
    let mut levels = concerned.to_vec();
    if event.stated_by != event.root {
        for key in event.told_by() {
            let former = Event::as_told_by(catalog, key);
            levels.extend(levels_concerned(catalog, &former));
        }
    }
    levels.sort_unstable();
    levels.dedup();
    levels
}
