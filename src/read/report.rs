//! The problems of one file while it is read: places in its TOML in, places in the file out.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use jiff::civil::Date;

use super::format::{Format, Notes};
use crate::problem::{Bilingual, Code, Problem};
use crate::say;
use crate::text::{Source, Span};

/// How many problems of one file are told.
const MOST_PROBLEMS: usize = 200;

/// Collects the problems of one file.
pub(super) struct Report {
    /// The file.
    pub(super) source: Arc<Source>,
    /// Where its TOML starts in the file; spans of TOML values count from there.
    offset: usize,
    problems: RefCell<Vec<Problem>>,
    /// The day the notice was posted or issued, once it is read: dates without a year lie near it.
    pub(super) near: Cell<Option<Date>>,
    /// What the reader asks for, while the format itself is read.
    pub(super) notes: Option<Notes>,
}

impl Report {
    pub(super) fn new(source: &Arc<Source>, offset: usize) -> Self {
        Self {
            source: Arc::clone(source),
            offset,
            problems: RefCell::default(),
            near: Cell::default(),
            notes: None,
        }
    }

    /// A report that notes what the reader asks for.
    pub(super) fn noting(source: &Arc<Source>) -> Self {
        Self {
            notes: Some(Notes::default()),
            ..Self::new(source, 0)
        }
    }

    /// What the reader asked for.
    pub(super) fn into_notes(self) -> Format {
        self.notes.map(Notes::into_format).unwrap_or_default()
    }

    /// Adds a problem at a span of the file. A file with more than [`MOST_PROBLEMS`] is not what its author thinks
    /// it is; the rest is left out, and that is said.
    pub(super) fn add(&self, code: Code, span: Span, message: Bilingual, help: Option<Bilingual>) {
        let mut problems = self.problems.borrow_mut();
        if problems.len() > MOST_PROBLEMS {
            return;
        }
        let message = Bilingual {
            vi: shortened(message.vi),
            en: shortened(message.en),
        };
        let problem = if problems.len() == MOST_PROBLEMS {
            let message = say!(
                "từ đây còn lỗi khác, không kể ra nữa",
                "there are more mistakes from here on, which are not listed"
            );
            Problem::new(code, &self.source, span, message)
        } else {
            let problem = Problem::new(code, &self.source, span, message);
            Problem { help, ..problem }
        };
        problems.push(problem);
    }

    /// A span of the TOML as a span of the file.
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::from(range).shifted(self.offset)
    }

    /// Whether nothing more will be told.
    pub(super) fn is_full(&self) -> bool {
        self.count() > MOST_PROBLEMS
    }

    /// How many problems there are so far.
    pub(super) fn count(&self) -> usize {
        self.problems.borrow().len()
    }

    pub(super) fn has_errors(&self) -> bool {
        crate::problem::any_error(&self.problems.borrow())
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }
}

/// Messages quote what they are about, and that can be a whole page.
fn shortened(text: String) -> String {
    const MOST: usize = 400;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => text.get(..end).unwrap_or_default().to_owned() + "…",
        None => text,
    }
}
