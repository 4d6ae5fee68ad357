//! The loop: a watch, a clock and somebody who rebuilds in; rebuilds at the right moments out, until it is stopped.

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

/// Who rebuilds.
pub trait Rebuild {
    /// Builds the portal again.
    fn rebuild(&mut self, cause: Cause, touched: Touched) -> Next;

    /// All has been quiet for a while since the last rebuild: the time to make ready for the next one.
    fn rest(&mut self) {}
}

impl<F: FnMut(Cause, Touched) -> Next> Rebuild for F {
    fn rebuild(&mut self, cause: Cause, touched: Touched) -> Next {
        self(cause, touched)
    }
}

/// Calls for a rebuild at the start, after changes, of outsiders too, and at the moment the rebuild before returned, until
/// `stop` is raised; after changes with what was touched.
pub fn keep(mut watched: Watched, clock: &Clock, stop: &Stop, who: &mut dyn Rebuild) {
    let mut next = who.rebuild(Cause::Start, None);
    let mut has_rested = false;
    while !stop.is_raised() {
        let left = next.at.map(|at| at.duration_since(clock()));
        let left = left.map(|left| Duration::try_from(left).unwrap_or_default());
        let why = if left == Some(Duration::ZERO) {
            (Cause::Hour, None)
        } else if let Waited::Changed(touched) = watched.wait(left.unwrap_or(TICK).min(TICK)) {
            (Cause::Files, touched)
        } else if next.outsiders.iter().any(Outsider::has_changed) {
            (Cause::Files, None)
        } else {
            if !has_rested {
                who.rest();
            }
            has_rested = true;
            continue;
        };
        next = who.rebuild(why.0, why.1);
        has_rested = false;
    }
}
