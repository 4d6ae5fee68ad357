//! What is printed: results to standard output, findings and failures to standard error.

use std::io::{IsTerminal, Write};

use super::args::Global;
use crate::Error;
use crate::problem::{Bilingual, Language, Problem, Severity, Terminal};

/// Where and how loud to print.
#[derive(Clone)]
pub(super) struct Output {
    pub(super) language: Language,
    colour: bool,
    quiet: bool,
    pub(super) verbose: bool,
}

impl Output {
    pub(super) fn new(global: &Global) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        Self {
            language: global.lang.map(Into::into).unwrap_or_default(),
            colour: !plain && std::io::stderr().is_terminal(),
            quiet: global.quiet,
            verbose: global.verbose,
        }
    }

    /// The same in another language: a portal's own, known only once it is read.
    pub(super) fn in_language(&self, language: Language) -> Self {
        Self { language, ..*self }
    }

    /// A result; nothing can be done about a closed pipe.
    pub(super) fn print(&self, text: &str) {
        let _ = std::io::stdout().write_all(text.as_bytes());
    }

    /// A line of news, kept back by `--quiet`.
    pub(super) fn say(&self, sentence: &Bilingual) {
        if !self.quiet {
            self.print(&format!("{}\n", sentence.in_language(self.language)));
        }
    }

    /// Findings with a closing count, in full or a line each; `--quiet` shows errors alone.
    pub(super) fn problems(&self, problems: &[Problem], in_full: bool) {
        self.some_problems(problems, problems, in_full);
    }

    /// Some findings, with the count of all.
    pub(super) fn some_problems<'p>(
        &self,
        some: impl IntoIterator<Item = &'p Problem>,
        all: &[Problem],
        in_full: bool,
    ) {
        let terminal = Terminal {
            language: self.language,
            colour: self.colour,
        };
        let mut stderr = std::io::stderr().lock();
        let is_shown = |problem: &&Problem| match problem.severity {
            Severity::Error => true,
            Severity::Warning | Severity::Info => !self.quiet,
        };
        for problem in some.into_iter().filter(is_shown) {
            let text = if in_full {
                terminal.write(problem)
            } else {
                terminal.line(problem)
            };
            let _ = stderr.write_all(text.as_bytes());
        }
        if !self.quiet || crate::problem::any_error(all) {
            let _ = writeln!(stderr, "{}", terminal.count(all));
        }
    }

    /// A mistake in the arguments, or anything else the user can mend.
    pub(super) fn mistake(&self, sentence: &Bilingual) {
        let word = match self.language {
            Language::Vi => "lỗi",
            Language::En => "error",
        };
        let _ = writeln!(
            std::io::stderr(),
            "{word}: {}",
            sentence.in_language(self.language)
        );
    }

    /// Something to look at that stops nothing.
    pub(super) fn warning(&self, sentence: &Bilingual) {
        if self.quiet {
            return;
        }
        let word = match self.language {
            Language::Vi => "cảnh báo",
            Language::En => "warning",
        };
        let text = sentence.in_language(self.language);
        let _ = writeln!(std::io::stderr(), "{word}: {text}");
    }

    /// What the machine refused.
    pub(super) fn failure(&self, error: &Error) {
        let doing = error.doing.in_language(self.language);
        let path = error.path.display();
        let word = match self.language {
            Language::Vi => "lỗi máy: không",
            Language::En => "machine error while",
        };
        let _ = writeln!(std::io::stderr(), "{word} {doing} {path}: {}", error.source);
    }
}
