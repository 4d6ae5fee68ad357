//! The notice: one issued document as the format describes it, valid by construction.
//!
//! Knows neither TOML nor templates nor addresses: `read` makes notices, `plan` gives them addresses.
//! A missing value means that the document does not say.

mod acceptance;
mod change;
pub mod citation;
pub mod document_type;
mod duty;
mod origin;
mod point;
pub mod recurrence;
mod session;
pub mod symbol;
mod withdrawal;

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use crate::site::{Audience, LevelId};
use crate::text::{Excerpt, Source, Span, Spanned};

pub use acceptance::Acceptance;
pub use change::{Change, ChangeKind, Revision};
pub use citation::Citation;
pub use document_type::DocumentType;
pub use duty::{AgendaItem, Contact, Deadline, Link, LinkRole, Task};
pub use origin::Origin;
pub use point::{Participants, Person, Point, Quota, names_the_rest};
pub use session::{Part, Recurrence, Session, SessionKind};
pub use symbol::Symbol;
pub use withdrawal::Withdrawal;

/// One issued document.
#[derive(Debug, Clone, Hash)]
pub struct Notice {
    /// Permanent id: its path under `content/` in address form, or the `id` it states.
    pub id: String,
    /// Former ids, whose addresses lead here.
    pub aliases: Vec<String>,
    /// The file.
    pub source: Arc<Source>,
    /// Where it was posted first; `None` for the site's own files.
    pub origin: Option<Origin>,
    /// The front matter's first line, for findings about the whole document.
    pub span: Span,
    /// The document type as typed and as known: "GM".
    pub document_type: Spanned<&'static DocumentType>,
    /// What it is for the reader.
    pub kind: NoticeKind,
    /// The printed number, read.
    pub number: Option<Spanned<Symbol>>,
    /// Date of issue.
    pub issued: Option<Spanned<Issued>>,
    /// Place of issue.
    pub issued_at: Option<String>,
    /// The issuing body as printed.
    pub issuer: Spanned<String>,
    /// The issuer's level.
    pub level: Option<LevelId>,
    /// Trích yếu.
    pub title: Spanned<String>,
    /// What it is about.
    pub summary: Option<String>,
    /// In a room, on a line, or both.
    pub form: Option<Form>,
    /// Channel of a broadcast.
    pub broadcast: Option<String>,
    /// Minutes to be there before the start.
    pub arrive_early: Option<u32>,
    /// Căn cứ.
    pub basis: Vec<Spanned<Citation>>,
    /// The document whose event this one organises at its own level.
    pub follows: Option<Spanned<Citation>>,
    /// Kính gửi.
    pub to: Vec<String>,
    /// Nơi nhận.
    pub recipients: Vec<String>,
    /// Whom it may be shown to.
    pub audience: Audience,
    /// Any secrecy mark; stops every build.
    pub secrecy: Option<Spanned<String>>,
    /// Độ khẩn.
    pub urgency: Option<String>,
    /// A circulation mark; stops a public build.
    pub circulation: Option<Spanned<String>>,
    /// The text on the stage backdrop.
    pub banner: Option<String>,
    /// Topics.
    pub topics: Vec<String>,
    /// A draft is checked but not published.
    pub draft: bool,
    /// When it was posted here, civil time of the site.
    pub published: Option<DateTime>,
    /// Corrections made in place, oldest first.
    pub revisions: Vec<Revision>,
    /// When and why it was taken down.
    pub withdrawn: Option<Withdrawal>,
    /// The document this one changes, and how.
    pub change: Option<Change>,
    /// Who signed.
    pub signature: Option<Signature>,
    /// Whether a stamp of receipt is kept in the file; its contents never leave the file.
    pub has_received_stamp: bool,
    /// Buổi, in the order of the file.
    pub sessions: Vec<Arc<Session>>,
    /// Điểm cầu.
    pub points: Arc<[Point]>,
    /// Chương trình.
    pub agenda: Arc<[AgendaItem]>,
    /// Nhiệm vụ and deadlines.
    pub tasks: Arc<[Task]>,
    /// Links, documents and QR codes.
    pub links: Arc<[Link]>,
    /// Contacts; never in a public build.
    pub contacts: Arc<[Contact]>,
    /// Findings its author has looked at and accepts.
    pub accepted: Vec<Acceptance>,
    /// Where its keys hold telephone numbers and e-mail addresses that readers would see.
    pub personal: Vec<Span>,
    /// Where the Markdown body stands in the source.
    pub body: Range<usize>,
}

impl Notice {
    /// The Markdown body.
    pub fn body_text(&self) -> Excerpt {
        self.source.part(self.body.clone())
    }

    /// What the ids of the portal that posted it start with here: `tan-lap/`; empty for the site's own.
    pub fn posted_under(&self) -> &str {
        let there = self.origin.as_ref().map(|origin| origin.id.as_str());
        there
            .and_then(|id| self.id.strip_suffix(id))
            .unwrap_or_default()
    }

    /// Where the value of a key of the front matter's top stands, for findings about keys the model keeps no place of;
    /// the front matter's first line where the key is not there.
    pub fn key_span(&self, key: &str) -> Span {
        let text = self.source.part(0..self.body.start);
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if line.starts_with('[') {
                break;
            }
            let value = line
                .strip_prefix(key)
                .and_then(|rest| rest.trim_start().strip_prefix('='));
            if let Some(value) = value {
                let from = start + line.len() - value.trim_start().len();
                let until = (start + line.trim_end().len()).max(from);
                return Span::from(from..until);
            }
            start += line.len();
        }
        self.span
    }

    /// Where words stand that the model keeps no place of: after `near`, the line of their table. That line where they are
    /// written with escapes, or not there.
    pub fn words_span(&self, near: Span, words: &str) -> Span {
        let start = near.start as usize;
        let at = self.source.part(start..self.body.start).find(words);
        at.map_or(near, |at| Span::from(at..at + words.len()).shifted(start))
    }

    /// The newest of its posting, its revisions and its withdrawal; a notice without `published` counts from its day of issue.
    pub fn updated(&self) -> DateTime {
        let revised = self.revisions.iter().map(|revision| revision.at);
        let withdrawn = self.withdrawn.iter().map(|withdrawal| withdrawal.at);
        revised.chain(withdrawn).fold(self.posted(), DateTime::max)
    }

    /// When it was posted: `published`, or the start of the day of issue.
    pub fn posted(&self) -> DateTime {
        let issued = || match self.issued.as_deref() {
            Some(Issued::Day(day)) => day.to_datetime(jiff::civil::Time::midnight()),
            _ => DateTime::MIN,
        };
        self.published.unwrap_or_else(issued)
    }

    /// The full day of issue, where the document gives it.
    pub fn issued_on(&self) -> Option<Date> {
        match self.issued.as_deref() {
            Some(Issued::Day(day)) => Some(*day),
            _ => None,
        }
    }

    /// The sessions people attend, tests and joining times left out.
    pub fn main_sessions(&self) -> impl Iterator<Item = &Session> {
        let sessions = self.sessions.iter().map(Arc::as_ref);
        sessions.filter(|session: &&Session| session.kind == SessionKind::Main)
    }
}

/// What a notice is for its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoticeKind {
    /// Giấy mời.
    Invitation,
    /// Kế hoạch.
    Plan,
    /// Chương trình.
    Agenda,
    /// Lịch công tác.
    Schedule,
    /// Thông báo.
    Notice,
    /// Kết luận.
    Conclusion,
}

impl NoticeKind {
    /// Every kind, in the order of menus.
    pub const ALL: [Self; 6] = [
        Self::Invitation,
        Self::Plan,
        Self::Agenda,
        Self::Schedule,
        Self::Notice,
        Self::Conclusion,
    ];

    /// The word in notices.
    pub fn word(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Plan => "plan",
            Self::Agenda => "agenda",
            Self::Schedule => "schedule",
            Self::Notice => "notice",
            Self::Conclusion => "conclusion",
        }
    }

    /// The kind a document type has unless its notice states another.
    pub fn of_type(abbreviation: &str) -> Self {
        match abbreviation {
            "GM" => Self::Invitation,
            "KH" => Self::Plan,
            "CTr" | "CT" => Self::Agenda,
            "LCT" => Self::Schedule,
            "KL" => Self::Conclusion,
            _ => Self::Notice,
        }
    }
}

/// Date of issue: whole, or with the day left blank on the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Issued {
    /// A full date.
    Day(Date),
    /// `"2026-07"`: the first of the month stands for it.
    Month(Date),
}

impl Issued {
    /// The day of issue, or the first of the month where the day is blank.
    pub fn first_day(self) -> Date {
        match self {
            Self::Day(date) | Self::Month(date) => date,
        }
    }
}

/// How people take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Trực tiếp.
    InPerson,
    /// Trực tuyến.
    Online,
    /// Trực tiếp kết hợp trực tuyến.
    Hybrid,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::InPerson, Self::Online, Self::Hybrid];

    /// The word in notices.
    pub fn word(self) -> &'static str {
        match self {
            Self::InPerson => "in-person",
            Self::Online => "online",
            Self::Hybrid => "hybrid",
        }
    }
}

/// The block at the bottom right.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, Hash)]
pub struct Signature {
    /// The lines of authority in order: "TL. Chủ tịch", "KT. Chánh Văn phòng".
    pub authority: Vec<String>,
    /// The signer's post.
    pub post: Option<String>,
    /// "kiêm".
    pub also: Option<String>,
    /// The signer.
    pub name: Option<String>,
}
