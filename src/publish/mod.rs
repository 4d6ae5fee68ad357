//! Planned files in; a complete new version of the published folder put in place at once, and a report out.
//!
//! A build lists what is public, renders what has another fingerprint than the manifest tells, and compares the bytes.
//! Where anything differs, a staging folder takes hard links of what did not change and new files for what did; then one
//! exchange makes it public. Published files are never edited in place: killed at any moment, a build leaves readers the
//! old version or the new one, whole, and the next build clears up behind it.
//!
//! The version before stays beside the new one as its spare: brought up to date, it is the tree in which the next grows, and
//! what did not change is neither linked nor removed again.
//!
//! This module sees paths and bytes. It knows no notice, no page and no feed.

mod alike;
pub mod cache;
mod difference;
mod exchange;
mod failure;
mod fingerprint;
mod foreign;
mod layout;
mod lock;
mod manifest;
mod places;
mod present;
mod publisher;
mod renewal;
mod seen;
mod spare;
mod spool;
mod staging;
mod tree;
mod twins;
mod whole;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::time::Duration;

pub use cache::Cache;
pub use failure::{DiskError, Doing, Failure};
pub use fingerprint::{Fingerprint, NotAFingerprint};
pub use foreign::SAVED;
pub use manifest::{Entry, MANIFEST, Published};
pub use publisher::Publisher;
pub use spool::{Room, Spool, Spooled};

use lock::Lock;
use places::Places;

/// What comes of being asked to make one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// It is made from the same things as the published file, whose fingerprint was given.
    UpToDate,
    /// Its bytes, and what stands for the things it is made from: while that stays the same, it is not made again.
    Bytes(Fingerprint, Vec<u8>),
}

/// Makes the planned file with an index, unless the published one has the fingerprint it would have.
pub type Make<'a, E> = dyn Fn(usize, Option<Fingerprint>) -> Result<Made, E> + Sync + 'a;

/// Where to keep a note beside the published folder, and whether everything there is as a finished build leaves it.
///
/// # Errors
/// The path cannot be resolved.
pub fn beside(out: &Path) -> Result<(PathBuf, bool), DiskError> {
    let places = Places::resolve(out)?;
    let is_settled = !places.staging.exists() && !places.old.exists();
    Ok((places.receipt, is_settled))
}

/// How to publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Overwrite files that this tool did not make where they lie in the way.
    pub force: bool,
    /// Render everything, whatever the fingerprints say.
    pub fresh: bool,
    /// Wait until new files are on the disk before they become public, so that a power cut tears nothing.
    pub durable: bool,
    /// How long to wait for another build.
    pub wait: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            force: false,
            fresh: false,
            durable: true,
            wait: Duration::from_secs(120),
        }
    }
}

/// What became of the planned files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or have other bytes than before. Sorted.
    pub written: Vec<String>,
    /// How many files are as before.
    pub kept: usize,
    /// How many of the planned files had to be rendered, be it only to find their bytes unchanged.
    pub rendered: usize,
    /// Files of the version before that are no longer there. Sorted.
    pub removed: Vec<String>,
    /// Stands for all that is published now, as [`Published::digest`] has it.
    pub digest: Option<Fingerprint>,
}

impl Report {
    /// Whether readers see what they saw before.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

/// Publishes once, as a [`Publisher`] does.
///
/// # Errors
/// See [`Publisher::publish`].
pub fn publish<E: Send>(
    out: &Path,
    planned: &[String],
    options: &Options,
    make: &Make<'_, E>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Report, Failure<E>> {
    Publisher::default().publish(out, planned, options, make, progress)
}

/// What a publisher is asked to do.
struct Job<'a, E> {
    planned: &'a [String],
    options: &'a Options,
    make: &'a Make<'a, E>,
    progress: &'a (dyn Fn(usize) + Sync),
}

fn lock<E>(places: &Places, options: &Options) -> Result<Lock, Failure<E>> {
    Lock::take(&places.lock, options.wait)?.ok_or_else(|| Failure::Busy(places.lock.clone()))
}
