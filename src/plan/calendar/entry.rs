//! One line of a calendar, as data: what RFC 5545 calls a VEVENT, with nothing left for the writer to decide.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use crate::catalog::Called;
use crate::site::LevelId;

/// One entry. Texts are clean: single lines, no control characters, single spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The level it speaks to; `None` where it speaks to everybody.
    pub level: Option<LevelId>,
    /// The units it speaks to, where it is not for all of its level.
    pub called: Option<Called>,
    /// What it is.
    pub kind: EntryKind,
    /// Its permanent name: `<notice id>.<session name>[.<level slug>]@<host>`.
    pub uid: String,
    /// The name all entries of its event share.
    pub group: String,
    /// How often the event was corrected or changed.
    pub sequence: usize,
    /// When that happened last.
    pub updated: Timestamp,
    /// When it takes place, in civil time of the site.
    pub when: When,
    /// The title, with everything a small screen must show.
    pub summary: String,
    /// Where.
    pub location: Option<String>,
    /// Short lines; the address of the page is the last.
    pub description: Vec<String>,
    /// The page that tells how the event stands.
    pub url: String,
    /// Whether it takes place.
    pub status: EntryStatus,
    /// It blocks no time.
    pub is_free: bool,
    /// Words to filter by.
    pub categories: Vec<String>,
    /// When to ring.
    pub alarms: Vec<Alarm>,
}

/// What an entry is. Only meetings and their banners are in the meetings-only feeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A session people attend.
    Meeting,
    /// A test of the line.
    Test,
    /// Joining before the meeting.
    Join,
    /// A duty is due.
    Deadline,
    /// What became of a meeting, on the day it should have been.
    Banner,
}

impl EntryKind {
    /// The word calendars filter by.
    pub fn word_vi(self) -> &'static str {
        match self {
            Self::Meeting => "Họp",
            Self::Test => "Chạy thử",
            Self::Join => "Kết nối",
            Self::Deadline => "Hạn",
            Self::Banner => "Thông tin",
        }
    }

    /// Whether the meetings-only feeds carry it.
    pub fn is_meeting(self) -> bool {
        matches!(self, Self::Meeting | Self::Banner)
    }
}

/// The time an entry takes, in civil time of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// From a moment to a later one.
    Clock {
        /// Start.
        start: DateTime,
        /// End, exclusive.
        end: DateTime,
    },
    /// All of one day.
    Day(Date),
}

impl When {
    /// The first day it touches.
    pub fn first_day(self) -> Date {
        match self {
            Self::Clock { start, .. } => start.date(),
            Self::Day(day) => day,
        }
    }
}

/// RFC 5545, section 3.8.1.11.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryStatus {
    /// It takes place.
    Confirmed,
    /// Put off, without a new date.
    Tentative,
    /// Called off.
    Cancelled,
}

/// A reminder, some whole hours before an edge of the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alarm {
    /// Hours before.
    pub hours: u32,
    /// Before what.
    pub before: Edge,
}

/// RFC 5545, section 3.2.14.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// The start.
    Start,
    /// The end.
    End,
}
