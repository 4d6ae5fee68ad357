//! Problems as a GitLab Code Quality report, which merge requests show beside the line.
//!
//! Source: GitLab Docs, "Code Quality report format": `description`, `check_name`, `fingerprint`, `severity`, `location`.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::terminal::visible;
use super::{Language, Problem, Severity};

/// The report, a JSON list. A fingerprint is made of path, rule and message, not of the line, so that a finding stays
/// the same one when lines above it come and go; equal ones are numbered.
pub fn gitlab(problems: &[Problem], language: Language) -> String {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let entries: Vec<Value> = problems
        .iter()
        .map(|problem| {
            let message = visible(problem.message.in_language(language));
            let (path, code) = (&problem.source.path, problem.code.word());
            let identity = format!("{path}\n{code}\n{}", problem.message.vi);
            let count = seen.entry(identity.clone()).or_default();
            *count += 1;
            let fingerprint = blake3::hash(format!("{identity}\n{count}").as_bytes());
            json!({
                "description": message,
                "check_name": code,
                "fingerprint": fingerprint.to_hex().as_str(),
                "severity": severity(problem.severity),
                "location": { "path": path, "lines": { "begin": problem.position().line } },
            })
        })
        .collect();
    format!("{:#}\n", Value::Array(entries))
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "critical",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::problem::Code;
    use crate::say;
    use crate::text::{Source, Span};

    #[test]
    fn fingerprints_do_not_depend_on_lines_and_differ() {
        let report = |text: &str| -> Vec<Value> {
            let source = Arc::new(Source::new("content/a.md", text));
            let at = text.find('x').unwrap();
            let problem = |from: usize| {
                let span = Span::from(from..from + 1);
                Problem::new(Code::NoChair, &source, span, say!("vắng", "missing"))
            };
            let problems = [problem(at), problem(at + 2)];
            serde_json::from_str(&gitlab(&problems, Language::En)).unwrap()
        };
        let (one, moved) = (report("x\nx"), report("\n\nx\nx"));
        assert_eq!(one[0]["fingerprint"], moved[0]["fingerprint"]);
        assert_ne!(one[0]["fingerprint"], one[1]["fingerprint"]);
        assert_eq!(moved[0]["location"]["lines"]["begin"], 3);
        assert_eq!(one[0]["severity"], "minor");
        assert_eq!(one[0]["description"], "missing");
    }
}
