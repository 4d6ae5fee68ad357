//! The plan and what is published in; every planned file settled, and the entries of the next manifest, out.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::Planned;
use super::failure::{DiskError, Failure};
use super::fingerprint::Fingerprint;
use super::manifest::{Entry, Published};
use super::present::Present;
use super::staging::Staging;

/// Renders what is not up to date, and writes what came out different.
pub(super) struct Renewal<'a> {
    pub(super) public: &'a Path,
    pub(super) planned: &'a [Planned],
    pub(super) published: &'a Published,
    pub(super) present: &'a Present<'a>,
    pub(super) staging: &'a Staging<'a>,
    pub(super) fresh: bool,
}

/// All planned files, in the order of their paths.
pub(super) struct Renewed {
    pub(super) entries: Vec<Entry>,
    /// For every entry, whether its bytes are new.
    pub(super) is_written: Vec<bool>,
    /// How many were rendered.
    pub(super) rendered: usize,
}

/// What became of one planned file.
enum Settled<E> {
    UpToDate(Entry),
    Same(Entry),
    Written(Entry),
    NotRendered(E),
    NotWritten(DiskError),
    /// Another file met an error of the disk, so this one was left alone.
    Skipped,
}

impl Renewal<'_> {
    /// `sorted` holds the indices of the planned files in the order of their paths.
    pub(super) fn run<E: Send>(
        &self,
        sorted: &[usize],
        render: &(dyn Fn(usize) -> Result<Vec<u8>, E> + Sync),
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<Renewed, Failure<E>> {
        let disk_failed = AtomicBool::new(false);
        let settle = |index: &usize| {
            if disk_failed.load(Ordering::Relaxed) {
                return (*index, Settled::Skipped);
            }
            let settled = self.settle(*index, render);
            if matches!(settled, Settled::NotWritten(_)) {
                disk_failed.store(true, Ordering::Relaxed);
            }
            progress(1);
            (*index, settled)
        };
        collect(sorted.par_iter().map(settle).collect())
    }

    fn settle<E>(
        &self,
        index: usize,
        render: &(dyn Fn(usize) -> Result<Vec<u8>, E> + Sync),
    ) -> Settled<E> {
        let Some(planned) = self.planned.get(index) else {
            return Settled::Skipped;
        };
        let is_file = self.present.is_file.get(index).is_some_and(|is| *is);
        let path = self.public.join(&planned.path);
        if let Some(entry) = self.up_to_date(planned)
            && is_file
            && length(&path) == Some(entry.length)
        {
            return Settled::UpToDate(entry.clone());
        }
        let bytes = match render(index) {
            Ok(bytes) => bytes,
            Err(error) => return Settled::NotRendered(error),
        };
        let entry = entry(planned, &bytes);
        if is_file && holds(&path, &bytes) {
            return Settled::Same(entry);
        }
        match self.staging.write(&planned.path, &bytes) {
            Ok(()) => Settled::Written(entry),
            Err(error) => Settled::NotWritten(error),
        }
    }
}

impl Renewal<'_> {
    /// The published entry, when the file was made from the same things.
    fn up_to_date(&self, planned: &Planned) -> Option<&Entry> {
        let usable = self.published.is_whole() && !self.fresh;
        let entry = self.published.get(&planned.path).filter(|_| usable)?;
        (entry.fingerprint == planned.fingerprint).then_some(entry)
    }
}

impl Renewed {
    /// The files to take over from the published folder.
    pub(super) fn kept_paths(&self) -> Vec<&str> {
        self.paths(false)
    }

    /// The files that are new or have other bytes.
    pub(super) fn written_paths(&self) -> Vec<&str> {
        self.paths(true)
    }

    fn paths(&self, written: bool) -> Vec<&str> {
        let all = self.entries.iter().zip(&self.is_written);
        all.filter(|(_, is_written)| **is_written == written)
            .map(|(entry, _)| entry.path.as_str())
            .collect()
    }
}

/// Files that could not be rendered are all told, in the order of the plan; of the disk's errors the first is enough.
fn collect<E>(all: Vec<(usize, Settled<E>)>) -> Result<Renewed, Failure<E>> {
    let mut renewed = Renewed {
        entries: Vec::with_capacity(all.len()),
        is_written: Vec::with_capacity(all.len()),
        rendered: 0,
    };
    let mut not_rendered = Vec::new();
    for (index, settled) in all {
        let (entry, is_written, rendered) = match settled {
            Settled::UpToDate(entry) => (entry, false, 0),
            Settled::Same(entry) => (entry, false, 1),
            Settled::Written(entry) => (entry, true, 1),
            Settled::NotWritten(error) => return Err(Failure::Io(error)),
            Settled::NotRendered(error) => {
                not_rendered.push((index, error));
                continue;
            }
            Settled::Skipped => continue,
        };
        renewed.entries.push(entry);
        renewed.is_written.push(is_written);
        renewed.rendered += rendered;
    }
    if not_rendered.is_empty() {
        return Ok(renewed);
    }
    not_rendered.sort_by_key(|(index, _)| *index);
    let errors = not_rendered.into_iter().map(|(_, error)| error);
    Err(Failure::Render(errors.collect()))
}

fn entry(planned: &Planned, bytes: &[u8]) -> Entry {
    Entry {
        path: planned.path.clone(),
        fingerprint: planned.fingerprint,
        length: bytes.len() as u64,
        content: Fingerprint::of_content(bytes),
    }
}

/// The length of a file; nothing for what is no regular file, and none that cannot be asked.
fn length(path: &Path) -> Option<u64> {
    let found = fs::symlink_metadata(path).ok();
    found.filter(fs::Metadata::is_file).map(|file| file.len())
}

/// Whether the file has exactly these bytes. One that cannot be read is replaced, which needs no reading.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    length(path) == Some(bytes.len() as u64) && fs::read(path).is_ok_and(|old| old == bytes)
}
