//! A progress bar for work that lasts longer than a second, on a terminal.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::Progress;

/// Work shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that stays hidden until the work has lasted a while.
pub(super) struct Bar {
    bar: ProgressBar,
    started: Instant,
    wanted: bool,
}

impl Bar {
    pub(super) fn new(quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        Self {
            bar,
            started: Instant::now(),
            wanted: !quiet && std::io::stderr().is_terminal(),
        }
    }

    pub(super) fn report(&self, progress: Progress) {
        match progress {
            Progress::Planned(count) => self.bar.set_length(count as u64),
            Progress::Settled(count) => {
                self.bar.inc(count as u64);
                if self.wanted && self.bar.is_hidden() && self.started.elapsed() > PATIENCE {
                    self.bar.set_draw_target(ProgressDrawTarget::stderr());
                }
            }
        }
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    /// How long the work has lasted.
    pub(super) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}
