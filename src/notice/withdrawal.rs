//! A notice taken down: what stays of it, so that its address, its calendars and its number still tell what became of it.

use std::sync::Arc;

use jiff::civil::DateTime;

use super::{Notice, Point, Session};

/// Gỡ: the notice was posted here and is no more. The meeting itself may have been another paper's.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Withdrawal {
    /// When it was taken down, civil time of the site.
    pub at: DateTime,
    /// Why.
    pub reason: Option<String>,
}

impl Notice {
    /// What readers of a portal may still see: which paper it was and on which days its meetings were announced, for
    /// whom; nothing of what it said. A notice that was not withdrawn stays whole.
    #[must_use]
    pub fn without_what_was_withdrawn(mut self) -> Self {
        if self.withdrawn.is_none() {
            return self;
        }
        self.summary = None;
        self.broadcast = None;
        self.basis = Vec::new();
        self.follows = None;
        self.to = Vec::new();
        self.recipients = Vec::new();
        self.banner = None;
        self.topics = Vec::new();
        self.signature = None;
        self.agenda = Arc::default();
        self.tasks = Arc::default();
        self.links = Arc::default();
        self.contacts = Arc::default();
        self.body = 0..0;
        for revision in &mut self.revisions {
            revision.note = None;
        }
        let sessions = self.sessions.iter_mut().map(Arc::make_mut);
        sessions.for_each(bare_session);
        Arc::make_mut(&mut self.points)
            .iter_mut()
            .for_each(bare_point);
        self
    }
}

/// Only when, and for which levels.
fn bare_session(session: &mut Session) {
    session.title = None;
    session.said = None;
    session.place = None;
    session.chair = Vec::new();
    session.participants = Vec::new();
    session.by = None;
}

/// Only of which level: whoever was called must be told.
fn bare_point(point: &mut Point) {
    point.host = None;
    point.count = None;
    point.place = None;
    point.address = None;
    point.local = false;
    point.chair = Vec::new();
    point.participants = Vec::new();
    point.note = None;
}
