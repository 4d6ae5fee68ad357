//! A problem as one line of JSON, for editors and scripts.

use serde::Serialize;

use super::terminal::visible;
use super::{Problem, Severity};

#[derive(Serialize)]
struct Line<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    message_en: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_en: Option<String>,
}

/// The problem as one JSON object without a line end.
pub fn json_line(problem: &Problem) -> String {
    let position = problem.position();
    let help = problem.help.as_ref();
    let line = Line {
        path: &visible(&problem.source.path),
        line: position.line,
        column: position.column,
        severity: match problem.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        },
        code: problem.code.word(),
        message: &visible(&problem.message.vi),
        message_en: &visible(&problem.message.en),
        help: help.map(|text| visible(&text.vi)),
        help_en: help.map(|text| visible(&text.en)),
    };
    serde_json::to_string(&line).unwrap_or_default()
}
