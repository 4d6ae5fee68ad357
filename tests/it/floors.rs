//! The floors of the house: a room may use only rooms below it. What `src/lib.rs` promises, held by a test.

use std::collections::BTreeSet;
use std::fs;

use walkdir::WalkDir;

use crate::demo;

/// From the ground up.
const FLOORS: [&str; 16] = [
    "text", "problem", "publish", "site", "notice", "sources", "read", "catalog", "check",
    "search", "plan", "history", "render", "deploy", "serve", "cli",
];

#[test]
fn rooms_use_only_what_is_below_them() {
    let source = demo::repository().join("src");
    let mut wrong = Vec::new();
    for entry in WalkDir::new(&source) {
        let path = entry.unwrap().into_path();
        let Some(room) = room_of(&path, &source) else {
            continue;
        };
        let text = fs::read_to_string(&path).unwrap();
        // Tests may look at anything.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        for other in rooms_named(text) {
            if floor(other) > floor(room) {
                wrong.push(format!("{}: uses `{other}` above it", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn floor(room: &str) -> usize {
    FLOORS
        .iter()
        .position(|floor| *floor == room)
        .unwrap_or_else(|| panic!("`{room}` has no floor"))
}

fn room_of(path: &std::path::Path, source: &std::path::Path) -> Option<&'static str> {
    let inner = path.strip_prefix(source).ok()?.to_str()?;
    let is_test = inner.contains("/tests/") || inner.ends_with("tests.rs");
    let name = inner.split(['/', '.']).next()?;
    let is_code = inner.ends_with(".rs") && !is_test;
    FLOORS.iter().copied().find(|room| is_code && *room == name)
}

/// Rooms named after `crate::` in code, comments left out.
fn rooms_named(text: &str) -> BTreeSet<&'static str> {
    let code = text
        .lines()
        .map(str::trim_start)
        .filter(|line| !line.starts_with("//"));
    let names = code.flat_map(|line| line.split("crate::").skip(1).collect::<Vec<_>>());
    let names = names.map(|rest| {
        rest.split(|c: char| !c.is_ascii_lowercase() && c != '_')
            .next()
            .unwrap_or_default()
    });
    names
        .filter_map(|name| FLOORS.iter().copied().find(|room| *room == name))
        .collect()
}
