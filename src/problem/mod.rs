//! What is wrong with the author's files: problems with a code, a place and help, in Vietnamese and English.
//! Rules and the reader make them; the renderings for people and machines live beside the type.

mod code;
mod explanation;
mod github;
mod gitlab;
mod json;
mod sarif;
mod terminal;

use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::text::{Position, Source, Span};

pub use code::Code;
pub use explanation::{Explanation, explanation};
pub use github::github_line;
pub use gitlab::gitlab;
pub use json::json_line;
pub use sarif::sarif;
pub use terminal::Terminal;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Stops the build.
    Error,
    /// Published all the same; someone should look.
    Warning,
    /// Told, because readers are told so too.
    Info,
}

impl Severity {
    /// What people call it: "lỗi", "warning".
    pub fn name(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::Vi, Self::Error) => "lỗi",
            (Language::Vi, Self::Warning) => "cảnh báo",
            (Language::Vi, Self::Info) => "lưu ý",
            (Language::En, Self::Error) => "error",
            (Language::En, Self::Warning) => "warning",
            (Language::En, Self::Info) => "note",
        }
    }
}

/// The language of messages and pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Language {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The BCP 47 tag: `vi` or `en`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// One sentence in both languages; see [`say!`](crate::say).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilingual {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// The sentence in `language`.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.vi,
            Language::En => &self.en,
        }
    }
}

/// Writes one sentence in both languages: `say!("thiếu `{key}`", "`{key}` is missing")`.
#[macro_export]
macro_rules! say {
    ($vi:literal, $en:literal $(,)?) => {
        $crate::problem::Bilingual {
            vi: format!($vi),
            en: format!($en),
        }
    };
}

/// One finding about one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which rule speaks.
    pub code: Code,
    /// How grave it is here; mostly the code's own severity.
    pub severity: Severity,
    /// The file it is about.
    pub source: Arc<Source>,
    /// The bytes it is about; `0..0` where it is about the whole file.
    pub span: Span,
    /// What was found and what was expected.
    pub message: Bilingual,
    /// What to do.
    pub help: Option<Bilingual>,
}

impl Problem {
    /// A problem of the code's own severity, without help.
    pub fn new(code: Code, source: &Arc<Source>, span: Span, message: Bilingual) -> Self {
        Self {
            code,
            severity: code.severity(),
            source: Arc::clone(source),
            span,
            message,
            help: None,
        }
    }

    /// The same with a line of help.
    #[must_use]
    pub fn help(mut self, help: Bilingual) -> Self {
        self.help = Some(help);
        self
    }

    /// The same with another severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Line and column of the first byte it is about.
    pub fn position(&self) -> Position {
        self.source.position(self.span.start as usize)
    }
}

/// Puts problems in the order people read them: by file, then place, then code; doubles are dropped.
pub fn sort(problems: &mut Vec<Problem>) {
    problems.par_sort_by(|a, b| {
        let key = |problem: &Problem| (problem.span, problem.severity, problem.code);
        a.source
            .path
            .cmp(&b.source.path)
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| a.message.vi.cmp(&b.message.vi))
    });
    problems.dedup();
}

/// Whether any of them stops the build.
pub fn any_error(problems: &[Problem]) -> bool {
    problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
}
