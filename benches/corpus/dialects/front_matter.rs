//! A paper in, its page for a generator of another kind out: all it says as data, the same prose.

use std::fmt::Write as _;

use jiff::civil::DateTime;
use serde_json::{Value, json};

use crate::papers::{Paper, Point};

/// Eleventy's page: the data as JSON.
pub(crate) fn eleventy(paper: &Paper<'_>) -> String {
    let mut data = facts(paper);
    data["layout"] = json!("notice.njk");
    data["title"] = json!(paper.title);
    data["date"] = json!(instant(paper.published));
    data["permalink"] = json!(format!("/{}/", paper.id));
    data["levels"] = json!(levels(paper));
    data["issuers"] = json!([paper.office.name]);
    data["kinds"] = json!([paper.type_]);
    format!("---json\n{data:#}\n---\n{}", paper.body)
}

/// Hugo's page.
pub(crate) fn hugo(paper: &Paper<'_>) -> String {
    let lists = format!(
        "levels = {:?}\nissuers = [{:?}]\nkinds = [{:?}]\n",
        levels(paper),
        paper.office.name,
        paper.type_
    );
    toml(paper, &lists, "params")
}

/// Zola's page.
pub(crate) fn zola(paper: &Paper<'_>) -> String {
    let lists = format!(
        "[taxonomies]\nlevels = {:?}\nissuers = [{:?}]\nkinds = [{:?}]\n",
        levels(paper),
        paper.office.name,
        paper.type_
    );
    toml(paper, &lists, "extra")
}

/// TOML knows JSON's strings, lists and, on one line, tables.
fn toml(paper: &Paper<'_>, lists: &str, own: &str) -> String {
    let mut text = format!(
        "+++\ntitle = {:?}\ndate = {}\n{lists}[{own}]\n",
        paper.title,
        instant(paper.published)
    );
    if let Value::Object(facts) = facts(paper) {
        for (key, value) in facts {
            let _ = writeln!(text, "{key} = {}", inline(&value));
        }
    }
    text + "+++\n" + &paper.body
}

fn inline(value: &Value) -> String {
    let join = |parts: Vec<String>| parts.join(", ");
    match value {
        Value::Array(values) => format!("[{}]", join(values.iter().map(inline).collect())),
        Value::Object(map) => {
            let pairs = map.iter().filter(|(_, value)| !value.is_null());
            let pairs = pairs.map(|(key, value)| format!("{key} = {}", inline(value)));
            format!("{{ {} }}", join(pairs.collect()))
        }
        other => other.to_string(),
    }
}

fn facts(paper: &Paper<'_>) -> Value {
    let sessions = paper.sessions.iter().map(|session| {
        let end = session
            .end
            .map(|end| instant(session.date.to_datetime(end)));
        let start = instant(session.date.to_datetime(session.start));
        json!({ "kind": session.kind, "start": start, "end": end })
    });
    let tasks = paper.tasks.iter().map(|task| {
        json!({ "what": task.what, "who": task.who, "before": instant(task.before), "submit_to": task.submit_to })
    });
    let changes = paper
        .change
        .as_ref()
        .map(|change| format!("{}: {}", change.of, change.reason));
    json!({
        "number": paper.number,
        "issued": paper.issued.to_string(),
        "basis": paper.basis,
        "changes": changes.unwrap_or_default(),
        "sessions": sessions.collect::<Value>(),
        "points": paper.points.iter().map(point).collect::<Value>(),
        "tasks": tasks.collect::<Value>(),
        "signer": format!("{}, {}", paper.signer.0, paper.signer.1),
    })
}

fn point(point: &Point) -> Value {
    let chair = point
        .chair
        .as_ref()
        .map(|(name, post)| format!("{name}, {post}"));
    json!({
        "host": point.host.as_deref().unwrap_or_default(),
        "place": point.place.as_deref().unwrap_or("Do địa phương quyết định"),
        "chair": chair.unwrap_or_default(),
        "participants": point.participants,
    })
}

fn levels(paper: &Paper<'_>) -> Vec<&'static str> {
    let mut levels: Vec<&str> = paper.points.iter().map(|point| point.level).collect();
    if levels.is_empty() {
        levels.push(paper.office.level);
    }
    levels
}

fn instant(moment: DateTime) -> String {
    format!("{moment}+07:00")
}
