//! Two states of the collection in; what changed between them, and for whom, out: a meeting moved, a new place, another
//! deadline. Works on the model, not on text: a file that was renamed or reordered changes nothing for anybody.
//!
//! Both states are as one audience may see them. Contacts, and the addresses behind links, are never told.

mod document;
mod duties;
mod events;
mod json;
mod matching;
mod points;
mod sections;
mod sessions;
mod words;

use jiff::civil::{Date, Time};

use crate::catalog::Catalog;
use crate::notice::{Deadline, Part};
use crate::problem::{Bilingual, Language};
use crate::site::{LevelId, Site};

pub use sections::Shape;

/// Everything that changed.
#[derive(Debug)]
pub struct Changes {
    /// By event, in order of id.
    pub events: Vec<EventChange>,
    /// Tables that are not as they were: `units.toml`.
    pub tables: Vec<String>,
}

/// What changed about one event.
#[derive(Debug)]
pub struct EventChange {
    /// The id of its first notice.
    pub id: String,
    /// Its title as it stands.
    pub title: String,
    /// The number of its first notice.
    pub number: Option<String>,
    /// Who issued that.
    pub issuer: String,
    /// What changed.
    pub items: Vec<Item>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What kind of change.
    pub kind: Kind,
    /// Whom it concerns, highest level first; empty where no level can be told.
    pub levels: Vec<LevelId>,
    /// The session, the point or the duty it is about; `None` for the meeting itself.
    pub about: Option<Bilingual>,
    /// As it was.
    pub before: Option<Value>,
    /// As it is.
    pub after: Option<Value>,
}

/// What kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A meeting, or a document without one, that was not there.
    New,
    /// One that is no longer there.
    Withdrawn,
    /// Called off.
    Cancelled,
    /// Put off, without a new date.
    Postponed,
    /// Takes place after all.
    Reinstated,
    /// A session has another time.
    Moved,
    /// A session more, or one for these levels too.
    SessionAdded,
    /// A session less, or no longer for these levels.
    SessionDropped,
    /// A point has another place.
    Place,
    /// A point more.
    PointAdded,
    /// A point less.
    PointRemoved,
    /// Another chair.
    Chair,
    /// Participants: `before` holds those left out, `after` those added.
    Participants,
    /// A duty has another deadline.
    Deadline,
    /// A duty more.
    DutyAdded,
    /// A duty less.
    DutyRemoved,
    /// A duty is handed in elsewhere or otherwise.
    Handing,
    /// In a room, on a line, or both.
    Form,
    /// Another title.
    Title,
    /// Another agenda.
    Agenda,
    /// A paper, a form, an address more.
    LinkAdded,
    /// One less.
    LinkRemoved,
    /// One that leads elsewhere, or a file with other bytes.
    Link,
    /// Contacts; an internal state only, and never which.
    Contacts,
    /// Another wording, number, basis or signature.
    Text,
    /// The clerk's own note on a correction.
    Correction,
}

/// A value before or after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// When a session is.
    When(When),
    /// Until when a duty is due.
    Deadline(Deadline),
    /// Anything else, as the notice says it.
    Text(String),
    /// Lines that are said in the reader's language.
    Lines(Vec<Bilingual>),
    /// A place that each point finds for itself.
    Local,
}

/// When a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The day.
    pub date: Date,
    /// Start.
    pub start: Option<Time>,
    /// Stated end.
    pub end: Option<Time>,
    /// Half-day, where there is no start.
    pub part: Option<Part>,
}

/// What changed outside of notices: told by who knows the files.
#[derive(Debug, Default, Clone)]
pub struct Files {
    /// Tables with other bytes, by name: `units.toml`.
    pub tables: Vec<String>,
    /// Attachments with other bytes, by path from the root.
    pub attachments: std::collections::BTreeSet<String>,
}

/// Compares two states, both as their audience may see them.
pub fn changes(before: &Catalog, after: &Catalog, files: Files) -> Changes {
    Changes {
        events: events::changes(before, after, &files),
        tables: files.tables,
    }
}

impl Changes {
    /// Whether readers see what they saw before.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.tables.is_empty()
    }

    /// How many changes there are.
    pub fn count(&self) -> usize {
        let items = self.events.iter().map(|event| event.items.len());
        items.sum::<usize>() + self.tables.len()
    }

    /// Only what concerns one level.
    #[must_use]
    pub fn for_level(mut self, level: LevelId) -> Self {
        for event in &mut self.events {
            event
                .items
                .retain(|item| item.levels.is_empty() || item.levels.contains(&level));
            for item in &mut event.items {
                item.levels.retain(|other| *other == level);
            }
        }
        self.events.retain(|event| !event.items.is_empty());
        self
    }

    /// In words, a section for each level or for levels that share all of it.
    pub fn in_words(&self, site: &Site, language: Language, shape: Shape) -> String {
        sections::write(self, site, language, shape)
    }

    /// For programs: one object with `events` and `tables`, ending in a line end.
    pub fn to_json(&self, site: &Site, language: Language) -> String {
        json::write(self, site, language)
    }
}
