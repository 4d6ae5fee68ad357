//! Planned files in; a complete new version of the published folder put in place at once, and a report out.
//!
//! A build lists what is public, renders what has another fingerprint than the manifest tells, and compares the bytes.
//! Where anything differs, a staging folder takes hard links of what did not change and new files for what did; then one
//! exchange makes it public. Published files are never edited in place: killed at any moment, a build leaves readers the
//! old version or the new one, whole, and the next build clears up behind it.
//!
//! This module sees paths and bytes. It knows no notice, no page and no feed.

mod exchange;
mod failure;
mod fingerprint;
mod foreign;
mod layout;
mod lock;
mod manifest;
mod places;
mod present;
mod renewal;
mod staging;
mod tree;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::time::Duration;

pub use failure::{DiskError, Doing, Failure};
pub use fingerprint::{Fingerprint, NotAFingerprint};
pub use foreign::SAVED;
pub use manifest::{Entry, MANIFEST, Published};

use exchange::{discard_old, put_in_place, recover};
use foreign::{Conflict, rescue};
use layout::Layout;
use lock::Lock;
use places::Places;
use present::Present;
use renewal::{Renewal, Renewed};
use staging::Staging;

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
}

impl Report {
    /// Whether readers see what they saw before.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

/// Makes the folder `out` consist of the `planned` files, and of what others put there.
///
/// Planned files are paths relative to `out`, `/`-separated, without `.`, `..` and empty segments. `make` makes the one
/// with that index, or says that the published one, whose fingerprint it is given, is up to date. It is called once for
/// each file, from several threads, so that what a file is made from need be worked out only once. `progress` is told
/// how many more files are settled; the numbers of all calls add up to the number of planned files.
///
/// `out` may be a link to a folder; it and the folders above it are made when missing. Files in `out` that this tool
/// did not make stay as they are. A folder whose manifest is damaged is taken for this tool's: planned files overwrite
/// whatever lies in their way.
///
/// # Errors
/// See [`Failure`]. The published folder is then as it was, with one exception: when something foreign that
/// appeared in the very moment of the exchange cannot be moved over, the new version is public and the next build tries
/// again.
pub fn publish<E: Send>(
    out: &Path,
    planned: &[String],
    options: &Options,
    make: &Make<'_, E>,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Report, Failure<E>> {
    let layout = Layout::of(planned).map_err(Failure::Clash)?;
    let places = Places::resolve(out)?;
    let _lock = Lock::take(&places.lock, options.wait)?
        .ok_or_else(|| Failure::Busy(places.lock.clone()))?;
    recover(&places)?;
    let published = Published::read(&places.public)?;
    let found = tree::list(&places.public)?;
    let present = Present::sort(&found, &published, &layout);
    let conflict = settle_conflicts(&places, &published, &present, options.force)?;
    let staging = Staging::new(&places, &present.folders);
    let renewal = Renewal {
        public: &places.public,
        planned,
        published: &published,
        present: &present,
        staging: &staging,
        fresh: options.fresh,
    };
    let renewed = renewal.run(&layout.sorted, make, progress)?;
    let text = manifest::write(&renewed.entries);
    if staging.is_open() || !present.removed.is_empty() || !published.is_written_as(&text) {
        complete(&staging, &renewed, &present, &text, options.durable)?;
        hand_over(&places, conflict)?;
    }
    Ok(report(&renewed, &present))
}

/// Stops at foreign files in the way, unless they are to be overwritten; tells what becomes of those that come later.
fn settle_conflicts<E>(
    places: &Places,
    published: &Published,
    present: &Present<'_>,
    force: bool,
) -> Result<Conflict, Failure<E>> {
    if force || published.is_unreadable() {
        return Ok(Conflict::Drop);
    }
    if present.in_the_way.is_empty() {
        return Ok(Conflict::SetAside);
    }
    let paths = present.in_the_way.iter();
    let paths = paths.map(|path| places.public.join(path)).collect();
    Err(Failure::Foreign(paths))
}

/// Adds to the written files all that the new version takes over, and its manifest.
fn complete(
    staging: &Staging<'_>,
    renewed: &Renewed,
    present: &Present<'_>,
    manifest: &str,
    durable: bool,
) -> Result<(), DiskError> {
    staging.open()?;
    staging.keep(&renewed.kept_paths())?;
    staging.keep_foreign(&present.foreign)?;
    staging.write(MANIFEST, manifest.as_bytes())?;
    staging.protect_folders()?;
    match durable {
        true => staging.flush(&[renewed.written_paths(), vec![MANIFEST]].concat()),
        false => Ok(()),
    }
}

fn hand_over(places: &Places, conflict: Conflict) -> Result<(), DiskError> {
    if put_in_place(places)? {
        rescue(places, conflict)?;
        // The new version is public. What cannot be removed now, the next build removes or complains about.
        let _ = discard_old(places);
    }
    Ok(())
}

fn report(renewed: &Renewed, present: &Present<'_>) -> Report {
    let owned = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
    Report {
        written: owned(&renewed.written_paths()),
        kept: renewed.kept_paths().len(),
        rendered: renewed.rendered,
        removed: owned(&present.removed),
    }
}
