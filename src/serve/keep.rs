//! The loop: a watch, a clock and a way to rebuild in; rebuilds at the right moments out, until it is stopped.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::changes::{Touched, Waited, Watched};
use super::stop::Stop;
use crate::sources::Outsider;

/// Tells what time it is; the command line has the real one, tests their own.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Why a rebuild is called for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// It is the first.
    Start,
    /// Files have changed, or may have.
    Files,
    /// The moment has come that the rebuild before named.
    Hour,
}

/// A machine that slept wakes with its timers late, so the clock is looked at this often.
const TICK: Duration = Duration::from_millis(200);

/// What a rebuild tells of the next one.
#[derive(Debug, Default)]
pub struct Next {
    /// The moment at which time alone changes the portal.
    pub at: Option<Timestamp>,
    /// Files outside the site's folder that the portal is made from.
    pub outsiders: Vec<Outsider>,
}

/// Calls `rebuild` at the start, after changes, of outsiders too, and at the moment the rebuild before returned, until
/// `stop` is raised; after changes with what was touched.
pub fn keep(
    mut watched: Watched,
    clock: &Clock,
    stop: &Stop,
    rebuild: &mut dyn FnMut(Cause, Touched) -> Next,
) {
    let mut next = rebuild(Cause::Start, None);
    while !stop.is_raised() {
        let left = next.at.map(|at| at.duration_since(clock()));
        let left = left.map(|left| Duration::try_from(left).unwrap_or_default());
        if left == Some(Duration::ZERO) {
            next = rebuild(Cause::Hour, None);
        } else if let Waited::Changed(touched) = watched.wait(left.unwrap_or(TICK).min(TICK)) {
            next = rebuild(Cause::Files, touched);
        } else if next.outsiders.iter().any(Outsider::has_changed) {
            next = rebuild(Cause::Files, None);
        }
    }
}
