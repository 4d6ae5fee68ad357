//! What the whole tool promises, tested from outside: one binary, a file per promise.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

mod cache;
mod calendar;
mod cases;
mod changes;
mod commands;
mod demo;
mod demonstration;
mod faults;
mod feeds;
mod files;
mod fixing;
mod floors;
mod fuzz;
mod hooks;
mod hostile;
mod joined;
mod laws;
mod levels;
mod news;
mod points;
mod privacy;
mod pushes;
mod reader_laws;
mod repository;
mod rules;
mod schedule;
mod schema;
mod search;
#[cfg(feature = "serve")]
mod serve;
mod support;
mod themes;
mod torn;
mod workflows;
