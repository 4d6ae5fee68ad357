//! Findings in a note: all but the file's text, which is there to be read again.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::problem::{Bilingual, Code, Problem, Severity};
use crate::read::text_of;
use crate::sources::{RawFile, Sources};
use crate::text::{Source, Span};

/// One finding.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Finding {
    code: String,
    severity: Severity,
    path: String,
    span: Span,
    message: Bilingual,
    help: Option<Bilingual>,
}

impl From<&Problem> for Finding {
    fn from(problem: &Problem) -> Self {
        Self {
            code: problem.code.word().to_owned(),
            severity: problem.severity,
            path: problem.source.path.clone(),
            span: problem.span,
            message: problem.message.clone(),
            help: problem.help.clone(),
        }
    }
}

/// The findings of a note with the texts of `sources`; nothing where a code is none of this program's.
pub(super) fn problems(findings: &[Finding], sources: &Sources) -> Option<Vec<Problem>> {
    let files = sources.notices.iter().chain(sources.tables.values());
    let files: HashMap<&str, &RawFile> = files.map(|file| (file.path.as_str(), file)).collect();
    let mut texts: HashMap<&str, Arc<Source>> = HashMap::new();
    let restored = findings.iter().map(|finding| {
        let path = finding.path.as_str();
        let text = texts.entry(path).or_insert_with(|| {
            let text = files.get(path).and_then(|file| text_of(file));
            text.map_or_else(|| Source::unread(path), Arc::new)
        });
        Some(Problem {
            code: Code::of_word(&finding.code)?,
            severity: finding.severity,
            source: Arc::clone(text),
            span: finding.span,
            message: finding.message.clone(),
            help: finding.help.clone(),
        })
    });
    restored.collect()
}
