//! What people do, hand in, open and call: agenda, tasks with deadlines, links, contacts.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};

use crate::site::LevelId;
use crate::text::{Span, Spanned};

/// One item of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AgendaItem {
    /// Clock time.
    pub at: Option<Time>,
    /// What.
    pub title: String,
    /// Who.
    pub by: Option<String>,
    /// "không quá", minutes.
    pub max: Option<u32>,
    /// "khoảng", minutes.
    pub about: Option<u32>,
    /// The session it belongs to.
    pub session: Option<String>,
    /// Levels it concerns; empty means all.
    pub levels: Vec<LevelId>,
    /// The `[[agenda]]` line.
    pub span: Span,
}

/// One duty, with or without a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Task {
    /// Units or persons it binds.
    pub assigned_to: Vec<String>,
    /// Levels it binds.
    pub levels: Vec<LevelId>,
    /// What to do.
    pub what: String,
    /// By when.
    pub deadline: Option<Spanned<Deadline>>,
    /// To whom.
    pub submit_to: Option<String>,
    /// How.
    pub via: Option<String>,
    /// Nobody has to.
    pub optional: bool,
    /// Due after the event.
    pub after_event: bool,
    /// The document's own words for the deadline.
    pub said: Option<Spanned<String>>,
    /// The `[[task]]` line.
    pub span: Span,
}

/// A deadline as a document sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deadline {
    /// "trước 17 giờ ngày 08/7": before this moment.
    BeforeMoment(DateTime),
    /// "trước ngày 10/01": the day itself is too late.
    BeforeDay(Date),
    /// "đến 17 giờ ngày …": up to this moment.
    UntilMoment(DateTime),
    /// "hết ngày …": the day itself is in time.
    UntilDay(Date),
}

impl Deadline {
    /// The last day on which the duty can be done in time.
    pub fn last_day(self) -> Date {
        match self {
            Self::BeforeMoment(moment) | Self::UntilMoment(moment) => moment.date(),
            Self::BeforeDay(day) => day.saturating_sub(1.day()),
            Self::UntilDay(day) => day,
        }
    }

    /// The moment from which it is too late.
    pub fn moment(self) -> DateTime {
        match self {
            Self::BeforeMoment(moment) | Self::UntilMoment(moment) => moment,
            Self::BeforeDay(day) => day.to_datetime(Time::midnight()),
            Self::UntilDay(day) => day.saturating_add(1.day()).to_datetime(Time::midnight()),
        }
    }
}

/// A document, a form, a meeting room on the net.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link {
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub role: Option<LinkRole>,
    /// An address on the net: https, http or mailto.
    pub url: Option<String>,
    /// A file beside the notice, relative to it.
    pub file: Option<Spanned<String>>,
    /// Levels it concerns; empty means all.
    pub levels: Vec<LevelId>,
    /// Never in a public build.
    pub internal: bool,
    /// The `[[link]]` line.
    pub span: Span,
}

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkRole {
    /// Papers.
    Material,
    /// A registration form.
    Register,
    /// The online room.
    Join,
    /// Technical help.
    Support,
    /// A broadcast.
    Stream,
}

impl LinkRole {
    /// Every role.
    pub const ALL: [Self; 5] = [
        Self::Material,
        Self::Register,
        Self::Join,
        Self::Support,
        Self::Stream,
    ];

    /// The word in notices.
    pub fn word(self) -> &'static str {
        match self {
            Self::Material => "material",
            Self::Register => "register",
            Self::Join => "join",
            Self::Support => "support",
            Self::Stream => "stream",
        }
    }
}

/// Whom to call; never in a public build.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Contact {
    /// About what.
    pub purpose: Option<String>,
    /// Levels it concerns; empty means all.
    pub levels: Vec<LevelId>,
    /// Name.
    pub name: Option<String>,
    /// Post.
    pub post: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// A remark.
    pub note: Option<String>,
}
