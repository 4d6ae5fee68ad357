//! Buổi: when something happens, for whom.

use jiff::civil::{Date, DateTime, Time};

use super::recurrence::{Repeat, Shift};
use super::{Participants, Person, Point};
use crate::site::{DefaultEnd, LevelId, seat_of};
use crate::text::fold::squash;
use crate::text::{Span, Spanned};

/// One session, or one row of a schedule.
#[derive(Debug, Clone, Hash)]
pub struct Session {
    /// The id it states; calendars count the others by place.
    pub id: Option<String>,
    /// Main, test or join.
    pub kind: SessionKind,
    /// Its own title.
    pub title: Option<String>,
    /// The day, or the first day of a recurring row.
    pub date: Spanned<Date>,
    /// Start.
    pub start: Option<Spanned<Time>>,
    /// End.
    pub end: Option<Spanned<Time>>,
    /// Half-day.
    pub part: Option<Part>,
    /// Levels it concerns; empty means all.
    pub levels: Vec<LevelId>,
    /// The points it is for, as the paper names them; empty means all of its levels.
    pub points: Vec<Spanned<String>>,
    /// The document's own words for this time.
    pub said: Option<Spanned<String>>,
    /// Our reading, not the document's text.
    pub inferred: bool,
    /// How it recurs.
    pub recurrence: Option<Recurrence>,
    /// Place of a schedule row.
    pub place: Option<String>,
    /// Chair of a schedule row.
    pub chair: Vec<Person>,
    /// Participants of a schedule row.
    pub participants: Vec<Participants>,
    /// Who prepares a schedule row.
    pub by: Option<String>,
    /// The `[[session]]` line.
    pub span: Span,
}

impl Session {
    /// Start as a civil moment; a session without a clock time starts with its half-day.
    pub fn starts(&self) -> DateTime {
        let usual = |part| match part {
            Part::Morning | Part::Day => jiff::civil::time(7, 0, 0, 0),
            Part::Afternoon => jiff::civil::time(13, 0, 0, 0),
            Part::Evening => jiff::civil::time(18, 0, 0, 0),
        };
        let clock = self.start.map(|start| start.value);
        let clock = clock.or_else(|| self.part.map(usual));
        self.date.to_datetime(clock.unwrap_or_else(Time::midnight))
    }

    /// Whether `level` is concerned.
    pub fn concerns(&self, level: LevelId) -> bool {
        self.levels.is_empty() || self.levels.contains(&level)
    }

    /// Whether somebody may be called to both: of one level, and of one point where both name points.
    pub fn shares_people_with(&self, other: &Self) -> bool {
        let one_level = self.levels.is_empty()
            || other.levels.is_empty()
            || self.levels.iter().any(|level| other.levels.contains(level));
        let is_same = |name: &str| {
            let mut others = other.points.iter().map(|other| squash(seat_of(other)));
            others.any(|other| other == squash(seat_of(name)))
        };
        let one_point = self.points.is_empty()
            || other.points.is_empty()
            || self.points.iter().any(|name| is_same(name));
        one_level && one_point
    }

    /// Whether `point` takes part: a class does where any of its own may.
    pub fn takes_place_at(&self, point: &Point) -> bool {
        let is_named = self.points.iter().any(|name| point.is_called(name));
        let is_of_level = point.level.is_none_or(|level| self.concerns(level));
        is_of_level && (self.points.is_empty() || is_named || !point.is_single())
    }
}

/// What a session is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub enum SessionKind {
    /// The meeting.
    #[default]
    Main,
    /// A test of the line.
    Test,
    /// Joining before the meeting.
    Join,
}

impl SessionKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Main, Self::Test, Self::Join];

    /// The word in notices.
    pub fn word(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Test => "test",
            Self::Join => "join",
        }
    }
}

/// Half of a day, or all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Sáng.
    Morning,
    /// Chiều.
    Afternoon,
    /// Tối.
    Evening,
    /// Cả ngày.
    Day,
}

impl Part {
    /// Every half-day, and the whole.
    pub const ALL: [Self; 4] = [Self::Morning, Self::Afternoon, Self::Evening, Self::Day];

    /// The word in notices.
    pub fn word(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Day => "day",
        }
    }

    /// When this half-day usually ends at a site; a whole day ends with its afternoon.
    pub fn usual_end(self, ends: &DefaultEnd) -> Time {
        match self {
            Self::Morning => ends.morning,
            Self::Afternoon | Self::Day => ends.afternoon,
            Self::Evening => ends.evening,
        }
    }

    /// The half-day of a clock time.
    pub fn of(clock: Time) -> Self {
        match clock.hour() {
            0..=11 => Self::Morning,
            12..=16 => Self::Afternoon,
            _ => Self::Evening,
        }
    }
}

/// A rule by which a schedule row recurs.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Recurrence {
    /// On which days.
    pub repeat: Repeat,
    /// What happens when such a day is off.
    pub shift: Option<Shift>,
    /// Days left out.
    pub except: Vec<Date>,
}
