//! What the whole tool promises, tested from outside: one binary, a file per promise.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

mod commands;
mod demo;
mod laws;
mod levels;
mod privacy;
mod themes;
mod torn;
