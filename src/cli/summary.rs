//! What a build did, as one JSON object on one line: for scripts, timers and deployments.
//!
//! `status` is `published`, `unchanged`, `mistakes` (the files have errors) or `refused` (the theme, the output folder).
//! Moments are RFC 3339 in the site's zone.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::Released;
use crate::plan::Reason;
use crate::problem::{Problem, Severity, json_line};

/// A build that went through.
pub(super) fn released(
    released: &Released,
    notices: usize,
    problems: &[Problem],
    zone: &TimeZone,
) -> String {
    let report = &released.report;
    let held = released
        .held
        .iter()
        .map(|held| json!({ "path": held.path, "until": moment(held.until, zone) }));
    let next = released.next_change.as_ref().map(|next| {
        let reasons: Vec<Value> = next.reasons.iter().map(reason).collect();
        json!({ "at": moment(next.at, zone), "reasons": reasons })
    });
    line(json!({
        "status": if report.is_unchanged() { "unchanged" } else { "published" },
        "notices": notices,
        "written": report.written,
        "kept": report.kept,
        "removed": report.removed,
        "held": held.collect::<Vec<_>>(),
        "next_change": next,
        "findings": counts(problems),
    }))
}

/// A build stopped by errors in the files.
pub(super) fn mistakes(problems: &[Problem]) -> String {
    let errors = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error);
    let errors: Vec<Value> = errors
        .filter_map(|problem| serde_json::from_str(&json_line(problem)).ok())
        .collect();
    line(json!({ "status": "mistakes", "errors": errors, "findings": counts(problems) }))
}

/// A build stopped by something else the user can mend; standard error says what.
pub(super) fn refused(problems: &[Problem]) -> String {
    line(json!({ "status": "refused", "findings": counts(problems) }))
}

fn reason(reason: &Reason) -> Value {
    match reason {
        Reason::Posted(path) => json!({ "kind": "posted", "path": path }),
        Reason::MeetingsBegin(count) => json!({ "kind": "meetings-begin", "count": count }),
        Reason::MeetingsPass(count) => json!({ "kind": "meetings-pass", "count": count }),
        Reason::DeadlinesPass(count) => json!({ "kind": "deadlines-pass", "count": count }),
        Reason::Week => json!({ "kind": "week" }),
        Reason::Month => json!({ "kind": "month" }),
        Reason::Day => json!({ "kind": "day" }),
    }
}

fn counts(problems: &[Problem]) -> Value {
    let count = |severity| {
        let same = problems
            .iter()
            .filter(|problem| problem.severity == severity);
        same.count()
    };
    json!({
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "notes": count(Severity::Info),
    })
}

fn moment(at: DateTime, zone: &TimeZone) -> Option<String> {
    let zoned = at.to_zoned(zone.clone()).ok()?;
    Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

fn line(value: Value) -> String {
    format!("{value}\n")
}
