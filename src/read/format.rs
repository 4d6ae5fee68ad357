//! The format as the reader asks for it: every table, key and shape, noted down while a skeleton of all tables is read.
//!
//! Nothing here is written twice: a key exists because the reader asks for it, and a schema made of this cannot drift.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use toml::de::DeTable;

use super::report::Report;
use super::table::Table;
use super::{notice, site, tables};
use crate::site::Site;
use crate::sources::Sources;
use crate::text::{Source, Span};

/// What a key takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A string that is not blank.
    Text,
    /// A list of such strings.
    Texts,
    /// `true` or `false`.
    Flag,
    /// A whole number between two bounds, both included.
    Number(u32, u32),
    /// One word out of a list.
    Word(Vec<String>),
    /// The id of one of the site's levels.
    Level,
    /// A list of them.
    Levels,
    /// `2026-07-09`.
    Day,
    /// A list of days.
    Days,
    /// A day, or `2026-07` where the paper leaves the day blank.
    DayOrMonth,
    /// A day, or a day with a clock time.
    DayOrMoment,
    /// `14:00`.
    Clock,
    /// `2026-07-08T17:00:00`.
    Moment,
    /// A printed symbol: `88/GM-UBND`.
    Symbol,
    /// Lower-case letters without marks, digits and `-`: what may stand in an address.
    Slug,
    /// Several slugs with `/` between them.
    SlugPath,
    /// A list of these.
    SlugPaths,
    /// An address on the net.
    Url,
    /// A colour: `#b3121d`.
    Colour,
    /// One table of this name.
    Table(&'static str),
    /// A list of tables of this name.
    Tables(&'static str),
    /// A list of strings and of tables with one of these names.
    Lines(&'static [&'static str]),
}

/// One table of the format: its keys, and which of them must be there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableFormat {
    /// What each key takes.
    pub keys: BTreeMap<&'static str, Shape>,
    /// Keys that must be there.
    pub required: Vec<&'static str>,
    /// Pairs of which at least one must be there.
    pub either: Vec<[&'static str; 2]>,
    /// Whether it must state something, whatever it is.
    pub never_empty: bool,
}

/// The tables of one kind of file by the names messages give them: `""` for the top, `[[session]]`, `chair`.
pub type Format = BTreeMap<&'static str, TableFormat>;

/// Every table of a notice's front matter, some of them twice: where the reader chooses between two ways, both are here.
const NOTICE: &str = r#"
accept = [{}]
[change]
[withdrawn]
[signature]
[received]
[[revision]]
[[session]]
chair = [{}]
participants = [{ name = "" }, {}]
[[point]]
[[agenda]]
[[task]]
[[link]]
[[contact]]
"#;

const SITE: &str = "look = {}\ndefault_end = {}\n[[level]]\nnames = [{}]\n[[source]]\n";
const UNITS: &str = "[[unit]]\n";
const PLACES: &str = "[[place]]\naddresses = [{}]\n";
const HOLIDAYS: &str = "[[holiday]]\n[[workday]]\n";

/// The front matter of a notice.
pub fn notice_format(site: &Site) -> Format {
    noted(NOTICE, |top| notice::read_all_keys(site, top))
}

/// `site.toml`.
pub fn site_format() -> Format {
    noted(SITE, |mut top| {
        site::read_settings(&mut top, &Sources::default());
        top.finish();
    })
}

/// `units.toml`.
pub fn units_format(site: &Site) -> Format {
    noted(UNITS, |mut top| {
        tables::read_units(&mut top, site);
        top.finish();
    })
}

/// `places.toml`.
pub fn places_format(site: &Site) -> Format {
    noted(PLACES, |mut top| {
        tables::read_places(&mut top, site);
        top.finish();
    })
}

/// `holidays.toml`.
pub fn holidays_format() -> Format {
    noted(HOLIDAYS, |mut top| {
        tables::read_holidays(&mut top);
        top.finish();
    })
}

/// Reads a skeleton and gives back what was asked for.
fn noted(skeleton: &str, read: impl FnOnce(Table<'_, '_>)) -> Format {
    let source = Arc::new(Source::new("skeleton", skeleton));
    let report = Report::noting(&source);
    let (table, _) = DeTable::parse_recoverable(skeleton);
    read(Table::new(table.get_ref(), Span::default(), "", &report));
    report.into_notes()
}

/// Where the reader notes what it asks for.
#[derive(Default)]
pub(super) struct Notes(RefCell<Format>);

impl Notes {
    /// `key` of `table` takes `shape`. Later notes know more: a word is a string first.
    pub(super) fn key(&self, table: &'static str, key: &'static str, shape: Shape) {
        let mut format = self.0.borrow_mut();
        format.entry(table).or_default().keys.insert(key, shape);
    }

    /// `key` must be there.
    pub(super) fn required(&self, table: &'static str, key: &'static str) {
        let mut format = self.0.borrow_mut();
        let required = &mut format.entry(table).or_default().required;
        if !required.contains(&key) {
            required.push(key);
        }
    }

    /// One of two keys must be there.
    pub(super) fn either(&self, table: &'static str, keys: [&'static str; 2]) {
        let mut format = self.0.borrow_mut();
        let either = &mut format.entry(table).or_default().either;
        if !either.contains(&keys) {
            either.push(keys);
        }
    }

    /// The table must not be empty.
    pub(super) fn never_empty(&self, table: &'static str) {
        self.0.borrow_mut().entry(table).or_default().never_empty = true;
    }

    pub(super) fn into_format(self) -> Format {
        self.0.into_inner()
    }
}
