//! Problems as one SARIF 2.1.0 log (OASIS standard), for code scanning services.

use serde_json::{Value, json};

use super::terminal::visible;
use super::{Code, Language, Problem, Severity, explanation};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log: one run, every rule that spoke, a result for each problem. Columns count characters from 1.
pub fn sarif(problems: &[Problem], language: Language) -> String {
    let mut codes: Vec<Code> = problems.iter().map(|problem| problem.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes.iter().map(|code| rule(*code, language)).collect();
    let results: Vec<Value> = problems
        .iter()
        .map(|problem| result(problem, &codes, language))
        .collect();
    let driver = json!({
        "name": "niemyet",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code, language: Language) -> Value {
    let explanation = explanation(code);
    let why = explanation.why.in_language(language);
    json!({
        "id": code.word(),
        "shortDescription": { "text": why },
        "help": { "text": explanation.mend.in_language(language) },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn result(problem: &Problem, codes: &[Code], language: Language) -> Value {
    let position = problem.position();
    let message = visible(problem.message.in_language(language));
    let help = problem.help.as_ref();
    let help = help.map(|help| format!(" ({})", visible(help.in_language(language))));
    json!({
        "ruleId": problem.code.word(),
        "ruleIndex": codes.iter().position(|code| *code == problem.code),
        "level": level(problem.severity),
        "message": { "text": message + &help.unwrap_or_default() },
        "locations": [{
            "physicalLocation": {
                "artifactLocation": { "uri": address(&problem.source.path) },
                "region": { "startLine": position.line, "startColumn": position.column },
            },
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a relative URI reference (RFC 3986): every byte that is not unreserved, and no `/`, as `%XX`.
fn address(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::say;
    use crate::text::{Source, Span};

    #[test]
    fn a_log_names_tool_rule_and_place() {
        let source = Arc::new(Source::new("content/họp.md", "a\nbộ\n"));
        let span = Span::from(3..6);
        let problem = Problem::new(Code::NoChair, &source, span, say!("chưa rõ", "unknown"));
        let log: Value = serde_json::from_str(&sarif(&[problem], Language::En)).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "no-chair");
        let result = &run["results"][0];
        assert_eq!(result["level"], "warning");
        assert_eq!(result["message"]["text"], "unknown");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "content/h%E1%BB%8Dp.md");
        assert_eq!(place["region"]["startLine"], 2);
        assert_eq!(place["region"]["startColumn"], 2);
    }

    #[test]
    fn no_problem_is_a_log_all_the_same() {
        let log: Value = serde_json::from_str(&sarif(&[], Language::Vi)).unwrap();
        assert_eq!(log["runs"][0]["results"], json!([]));
    }
}
