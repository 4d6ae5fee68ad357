//! The plan and what is published in; every planned file settled, and the entries of the next manifest, out.

use std::fs::{self, File};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;
use rustix::fs::CWD;

use super::failure::{DiskError, Failure};
use super::fingerprint::Fingerprint;
use super::manifest::{Entry, length};
use super::{Made, Make};

/// So many files at most are one thread's alone: one of them may take as long as a thousand others.
const FAIR: usize = 64;

/// Renders what is not up to date, and writes what came out different.
pub(super) struct Renewal<'a> {
    pub(super) public: &'a Path,
    pub(super) planned: &'a [String],
    /// For every planned file, its published entry, where the manifest can be relied on and is to be.
    pub(super) published: &'a [Option<&'a Entry>],
    /// For every planned file, whether there is one; nothing where all published files are known to be there.
    pub(super) is_file: Option<&'a [bool]>,
    pub(super) new_files: &'a dyn NewFiles,
}

/// Where new files are written.
pub(super) trait NewFiles: Sync {
    /// Writes a new file.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), DiskError>;
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
        make: &Make<'_, E>,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<Renewed, Failure<E>> {
        let disk_failed = AtomicBool::new(false);
        let public = File::open(self.public).ok();
        let settle = |index: &usize| {
            if disk_failed.load(Ordering::Relaxed) {
                return (*index, Settled::Skipped);
            }
            let settled = self.settle(*index, public.as_ref(), make);
            if matches!(settled, Settled::NotWritten(_)) {
                disk_failed.store(true, Ordering::Relaxed);
            }
            progress(1);
            (*index, settled)
        };
        let all = sorted.par_iter().with_max_len(FAIR);
        collect(all.map(settle).collect())
    }

    fn settle<E>(&self, index: usize, root: Option<&File>, make: &Make<'_, E>) -> Settled<E> {
        let Some(path) = self.planned.get(index) else {
            return Settled::Skipped;
        };
        let public = || self.public.join(path);
        let published = self.published.get(index).copied().flatten();
        let (is_file, published) = match self.is_file {
            None => (published.is_some(), published),
            Some(is_file) => {
                let is_file = is_file.get(index).is_some_and(|is| *is);
                // A file that someone cut short is as good as none.
                let found = || root.and_then(|root| length(root, path.as_str()));
                let is_whole = |it: &&Entry| is_file && found() == Some(it.length);
                (is_file, published.filter(is_whole))
            }
        };
        let made = make(index, published.map(|entry| entry.fingerprint));
        let (fingerprint, bytes) = match (made, published) {
            (Ok(Made::Bytes(fingerprint, bytes)), _) => (fingerprint, bytes),
            (Ok(Made::UpToDate), Some(entry)) => return Settled::UpToDate(entry.clone()),
            (Ok(Made::UpToDate), None) => return Settled::Skipped,
            (Err(error), _) => return Settled::NotRendered(error),
        };
        let entry = entry(path, fingerprint, &bytes);
        if is_file && holds(&public(), &bytes) {
            return Settled::Same(entry);
        }
        match self.new_files.write(path, &bytes) {
            Ok(()) => Settled::Written(entry),
            Err(error) => Settled::NotWritten(error),
        }
    }
}

/// The entry of every planned file that has one. `sorted` holds the planned files in the order of their paths, as
/// `entries` are.
pub(super) fn matched<'a>(
    planned: &[String],
    sorted: &[usize],
    entries: &'a [Entry],
) -> Vec<Option<&'a Entry>> {
    let mut all = vec![None; planned.len()];
    let mut entries = entries.iter().peekable();
    for index in sorted {
        if let (Some(path), Some(place)) = (planned.get(*index), all.get_mut(*index)) {
            while entries.next_if(|entry| entry.path < *path).is_some() {}
            *place = entries.next_if(|entry| entry.path == *path);
        }
    }
    all
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

fn entry(path: &str, fingerprint: Fingerprint, bytes: &[u8]) -> Entry {
    Entry {
        path: path.to_owned(),
        fingerprint,
        length: bytes.len() as u64,
        content: Fingerprint::of_content(bytes),
    }
}

/// Whether the file has exactly these bytes. One that cannot be read is replaced, which needs no reading.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    length(CWD, path) == Some(bytes.len() as u64) && fs::read(path).is_ok_and(|old| old == bytes)
}
