//! Lines that stand on many pages: which line it is, what it says, and, where some page has shown it, what it looks like.
//!
//! A notice stands in four lists and more, a meeting in the week of every unit that is called. Whoever renders makes such
//! a line once and gives it to all of them; nobody asks again what it says.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::lists::Entry;
use super::occasions::Occasion;
use super::week::Cells;
use super::{Body, Plan};
use crate::catalog::Key;
use crate::site::LevelId;

/// Which line. It is the same on every page of a portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A notice in a list.
    Entry(Key),
    /// A session in a week.
    Cells(InWeek),
}

/// A session in the week of a level and of its units, or of everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct InWeek {
    pub(super) occasion: Occasion,
    pub(super) level: Option<LevelId>,
    /// Some session of that week says who prepares it.
    pub(super) has_preparers: bool,
}

/// A line of a page.
pub struct Line<'a> {
    plan: &'a Plan<'a>,
    subject: Subject,
    html: Option<Arc<str>>,
}

impl fmt::Debug for Line<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.subject.fmt(formatter)
    }
}

/// What a line says, for the component of its name.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Words<'a> {
    /// `<entry>`
    Entry(Box<Entry<'a>>),
    /// `<week_cells>`
    Cells(Box<Cells<'a>>),
}

impl<'a> Line<'a> {
    /// Which line it is.
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// What it says.
    pub fn words(&self) -> Words<'a> {
        match self.subject {
            Subject::Entry(key) => Words::Entry(Box::new(self.plan.entry(key))),
            Subject::Cells(row) => Words::Cells(Box::new(self.plan.cells(&row))),
        }
    }

    /// From now on it says nothing but what it looks like.
    pub fn show(&mut self, html: Arc<str>) {
        self.html = Some(html);
    }
}

/// What it says, or `html` where it is shown already.
impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Shown<'h> {
            html: &'h str,
        }
        match &self.html {
            Some(html) => Shown { html }.serialize(serializer),
            None => self.words().serialize(serializer),
        }
    }
}

impl<'a> Plan<'a> {
    /// Notices as lists have them.
    pub(super) fn entries(&'a self, keys: impl IntoIterator<Item = Key>) -> Vec<Line<'a>> {
        let lines = keys.into_iter().map(|key| self.line(Subject::Entry(key)));
        lines.collect()
    }

    pub(super) fn line(&'a self, subject: Subject) -> Line<'a> {
        Line {
            plan: self,
            subject,
            html: None,
        }
    }
}

impl<'a> Body<'a> {
    /// The lines that stand on other pages, too.
    pub fn lines(&mut self) -> Vec<&mut Line<'a>> {
        match self {
            Self::Home(view) => view.posted.iter_mut().collect(),
            Self::Level(view) => view.entries.iter_mut().collect(),
            Self::Unit(view) => view.named.iter_mut().chain(&mut view.for_level).collect(),
            Self::List(view) => view.entries.iter_mut().collect(),
            Self::Symbol(view) => view.entries.iter_mut().collect(),
            Self::Week(view) => view.lines().collect(),
            _ => Vec::new(),
        }
    }
}
