//! The site's own tables: settings, levels, units, places and days off. Read once, then only asked.

mod holidays;
mod level;
mod look;
mod names;
mod place;
mod portal;
mod unit;

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use jiff::civil::{Time, time};
use jiff::tz::TimeZone;

use crate::problem::Language;
use crate::text::fold::squash;

pub use holidays::{DayOff, Holidays};
pub use level::{DatedName, Level, LevelId};
pub use look::{Look, LookFile, contrast};
pub use place::{Place, Places};
pub use portal::SourcePortal;
pub use unit::{Unit, UnitId, Units, seat_of};

/// Whom a notice or a portal is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Audience {
    /// Staff only: contacts and internal links are shown.
    #[default]
    Internal,
    /// Everybody.
    Public,
}

impl Audience {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Internal, Self::Public];

    /// The word in `site.toml`, in notices and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Public => "public",
        }
    }
}

/// Everything `content/site.toml` and the tables beside it say.
#[derive(Debug, Clone)]
pub struct Site {
    /// The portal's name.
    pub title: String,
    /// One or two sentences for search engines and the home page.
    pub description: Option<String>,
    /// Absolute address without a final slash: `https://niemyet.example.vn`.
    pub base_url: String,
    /// The zone of every civil time in the notices.
    pub time_zone: TimeZone,
    /// The language of the portal.
    pub language: Language,
    /// Whom this build is for.
    pub audience: Audience,
    /// A folder of `themes/` whose files win over the embedded theme.
    pub theme: Option<String>,
    /// Colours and typeface.
    pub look: Look,
    /// Notices on one page of a list.
    pub page_size: usize,
    /// When a half-day ends unless a document says otherwise.
    pub default_end: DefaultEnd,
    /// Levels of administration, highest first.
    pub levels: Vec<Level>,
    /// Other portals whose notices this one takes.
    pub portals: Vec<SourcePortal>,
    /// Agencies.
    pub units: Arc<Units>,
    /// Halls and rooms.
    pub places: Arc<Places>,
    /// Days off.
    pub holidays: Holidays,
}

impl Hash for Site {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let Self {
            title,
            description,
            base_url,
            time_zone,
            language,
            audience,
            theme,
            look,
            page_size,
            default_end,
            levels,
            portals,
            units,
            places,
            holidays,
        } = self;
        (title, description, base_url, time_zone.iana_name()).hash(hasher);
        (language, audience, theme, look, page_size, default_end).hash(hasher);
        (levels, portals, units, places, holidays).hash(hasher);
    }
}

/// The usual end of each half-day; calendars need one, pages never show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DefaultEnd {
    /// For sessions that start before 12:00.
    pub morning: Time,
    /// For sessions that start from 12:00.
    pub afternoon: Time,
    /// For sessions that start from 17:00.
    pub evening: Time,
}

impl Default for DefaultEnd {
    fn default() -> Self {
        Self {
            morning: time(11, 30, 0, 0),
            afternoon: time(17, 0, 0, 0),
            evening: time(21, 0, 0, 0),
        }
    }
}

impl Site {
    /// The level with this id.
    pub fn level(&self, id: LevelId) -> &Level {
        &self.levels[usize::from(id.0)]
    }

    /// Levels with their ids, highest first.
    pub fn levels(&self) -> impl Iterator<Item = (LevelId, &Level)> {
        (0u8..).map(LevelId).zip(&self.levels)
    }

    /// The level whose `id` is `word`.
    pub fn level_named(&self, word: &str) -> Option<LevelId> {
        self.levels()
            .find(|(_, level)| level.id == word)
            .map(|(id, _)| id)
    }

    /// The level people call so: by its id, or by its name with or without "cấp" before it.
    pub fn level_called(&self, name: &str) -> Option<LevelId> {
        let found = squash(name);
        let found = found.strip_prefix("cap ").unwrap_or(&found);
        let is_called = |level: &Level| level.name.split(',').any(|name| squash(name) == found);
        let by_name = || self.levels().find(|(_, level)| is_called(level));
        self.level_named(name)
            .or_else(|| by_name().map(|(id, _)| id))
    }

    /// The title up to its first colon or comma, for the masthead and for icons.
    pub fn short_title(&self) -> &str {
        let first = self.title.split([':', ',']).next();
        first.unwrap_or(&self.title).trim()
    }

    /// The host name of [`Site::base_url`], which calendars use in UIDs.
    pub fn host(&self) -> &str {
        host_of(&self.base_url)
    }
}

/// The host name in an address: `https://niemyet.example.vn:8443/lich` in, `niemyet.example.vn` out.
pub fn host_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', ':']).next().unwrap_or(rest)
}

#[cfg(test)]
impl Site {
    /// The smallest site there is, for tests.
    pub(crate) fn plain() -> Self {
        Self {
            title: "Cổng".to_owned(),
            description: None,
            base_url: "https://niemyet.example.vn".to_owned(),
            time_zone: TimeZone::UTC,
            language: Language::Vi,
            audience: Audience::Internal,
            theme: None,
            look: Look::default(),
            page_size: 30,
            default_end: DefaultEnd::default(),
            levels: Vec::new(),
            portals: Vec::new(),
            units: Arc::default(),
            places: Arc::default(),
            holidays: Holidays::default(),
        }
    }
}
