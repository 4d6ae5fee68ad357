//! The published folder and its equal, the spare; the next version in, put in place with as many steps as it has changes.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::alike::are_alike;
use super::difference::{Difference, gone_already, only_in};
use super::exchange::{discard_old, exists, put_in_place, set_aside_old};
use super::failure::{DiskError, Doing, Failure};
use super::foreign::{Conflict, Rescue};
use super::layout::Layout;
use super::lock::Lock;
use super::manifest::{self, MANIFEST, Published};
use super::places::Places;
use super::present::Version;
use super::renewal::{NewFiles, Renewal, matched};
use super::seen::{Moment, Seen, Stamp};
use super::spare::{set_ready, set_to_work};
use super::staging::flush;
use super::tree::{self, below};
use super::{Job, Report};

/// Two trees of the same names and, symbolic links aside, of the same files.
#[derive(Debug)]
pub(super) struct Twins {
    places: Places,
    both: Both,
    public: Seen,
    spare: Seen,
    roots: Roots,
    /// When everything was last looked at. `None` is long ago.
    pub(super) since: Option<Instant>,
    /// When the two became equal.
    paired: Moment,
    /// What was found by whoever looked ahead of the next publication.
    found_untouched: Option<bool>,
}

/// What both trees hold.
#[derive(Debug)]
pub(super) struct Both {
    pub(super) published: Published,
    pub(super) planned: Vec<String>,
    pub(super) layout: Arc<Layout>,
    /// What this tool did not make.
    pub(super) foreign: BTreeSet<OsString>,
}

/// What tells the two roots, and the manifest, from others at their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Roots {
    public: (u64, u64),
    spare: (u64, u64),
    manifest: (u64, u64, i64, i64),
}

/// Everything is looked at again after this time.
const TRUST: Duration = Duration::from_secs(60 * 60);

impl Roots {
    fn at(places: &Places) -> Option<Self> {
        let asked = |path: &Path| fs::symlink_metadata(path).ok();
        let root = |path| asked(path).map(|found| (found.dev(), found.ino()));
        let manifest = asked(&places.public.join(MANIFEST))?;
        Some(Self {
            public: root(&places.public)?,
            spare: root(&places.spare)?,
            manifest: (
                manifest.ino(),
                manifest.len(),
                manifest.mtime(),
                manifest.mtime_nsec(),
            ),
        })
    }
}

/// New files of the spare. Nothing there is ever written into: its files are the published ones.
struct SpareFiles<'a>(&'a Path);

impl NewFiles for SpareFiles<'_> {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        let path = self.0.join(path);
        gone_already(fs::remove_file(&path))
            .and_then(|()| File::create_new(&path))
            .and_then(|mut file| file.write_all(bytes))
            .map_err(Doing::Write.failed(&path))
    }
}

impl Twins {
    /// Two trees that have just been found or made equal, and how their folders were then.
    pub(super) fn of(
        places: &Places,
        both: Both,
        [public, spare]: [Seen; 2],
        since: Option<Instant>,
        lock: &Lock,
    ) -> Option<Self> {
        Some(Self {
            places: places.clone(),
            both,
            public,
            spare,
            roots: Roots::at(places)?,
            since,
            paired: lock.moment(),
            found_untouched: None,
        })
    }

    /// The same, where the next publication follows at once.
    pub(super) fn ahead(mut self) -> Self {
        self.found_untouched = Some(true);
        self
    }

    pub(super) fn are_at(&self, places: &Places) -> bool {
        self.places.public == places.public
    }

    /// The layout of a plan that is the same as before, or nearly so.
    pub(super) fn layout_of(&self, planned: &[String]) -> Option<Arc<Layout>> {
        match self.both.planned == planned {
            true => Some(Arc::clone(&self.both.layout)),
            false => self
                .both
                .layout
                .renamed(&self.both.planned, planned)
                .map(Arc::new),
        }
    }

    /// What is published in `out`, where that is this folder and its manifest is the one that was written.
    pub(super) fn published(&self, out: &Path) -> Option<&Published> {
        let is_here = fs::canonicalize(out).is_ok_and(|out| out == self.places.public);
        (is_here && Roots::at(&self.places) == Some(self.roots)).then_some(&self.both.published)
    }

    /// Publishes the next version, and returns the twins that there are then, if they can still be relied on.
    /// Nothing, and nothing done, where all must be looked at again.
    pub(super) fn publish<E: Send>(
        mut self,
        lock: &Lock,
        job: &Job<'_, E>,
        layout: &Arc<Layout>,
    ) -> Result<Option<(Report, Option<Self>)>, Failure<E>> {
        let now = lock.moment();
        let is_recent = self.since.is_some_and(|since| since.elapsed() < TRUST);
        let is_usual = is_recent && !job.options.force && !job.options.fresh;
        let found = self.found_untouched.take();
        let is_at_rest = is_usual && self.are_at_rest();
        if !is_at_rest || !found.unwrap_or_else(|| self.are_untouched(now)) {
            return Ok(None);
        }
        let Some(mut difference) = self.difference(job.planned, layout) else {
            return Ok(None);
        };
        set_to_work(&self.places)?;
        difference.make_folders(&self.places)?;
        if !Arc::ptr_eq(&self.both.layout, layout) {
            self.both.layout = Arc::clone(layout);
            self.both.planned = job.planned.par_iter().cloned().collect();
        }
        let entries = matched(
            job.planned,
            &self.both.layout.sorted,
            self.both.published.entries(),
        );
        let renewal = Renewal {
            public: &self.places.public,
            planned: job.planned,
            published: &entries,
            is_file: None,
            new_files: &SpareFiles(&self.places.staging),
        };
        let renewed = renewal.run(&self.both.layout.sorted, job.make, job.progress)?;
        difference.written = owned(&renewed.written_paths());
        let mut report = Report {
            written: difference.written.clone(),
            kept: renewed.entries.len() - difference.written.len(),
            rendered: renewed.rendered,
            removed: difference.removed.clone(),
            digest: self.both.published.digest(),
        };
        if report.is_unchanged() && renewed.entries == self.both.published.entries() {
            set_ready(&self.places)?;
            return Ok(Some((report, Some(self))));
        }
        let (text, digest) = manifest::write(&renewed.entries);
        report.digest = Some(digest);
        self.complete(&difference, &text, job.options.durable)?;
        let next = Published::of(&self.places.public, renewed.entries, digest);
        let is_kept = self.exchange(next, &difference, lock, now)?;
        Ok(Some((report, is_kept.then_some(self))))
    }

    /// Looks ahead of the next publication whether anybody was at either tree. Whoever comes later is found as one who
    /// comes while a version grows.
    pub(super) fn look_ahead(&mut self) {
        let is_untouched = self.are_at_rest() && self.are_untouched(self.paired);
        self.found_untouched = Some(is_untouched);
    }

    /// Looks at both trees once more, so that the times of folders that had just changed tell of the next change.
    pub(super) fn rest(&mut self, lock: &Lock) {
        // Whoever was here is found again by the next publication.
        let _ = self.are_at_rest() && self.are_untouched(lock.moment());
    }

    /// Whether no other build was here.
    fn are_at_rest(&self) -> bool {
        let is_at_rest = exists(&self.places.old).is_ok_and(|is_there| !is_there);
        is_at_rest && Roots::at(&self.places) == Some(self.roots)
    }

    /// Whether nobody was at either tree, as far as their folders tell.
    fn are_untouched(&mut self, now: Moment) -> bool {
        let places = &self.places;
        let mut doubtful = BTreeSet::from([OsStr::new("")]);
        let of_public = self.public.doubtful(&places.public, now);
        let of_spare = self.spare.doubtful(&places.spare, now);
        doubtful.extend(of_public.iter().chain(&of_spare).map(|(folder, _)| *folder));
        let doubtful: Vec<&OsStr> = doubtful.into_iter().collect();
        let is_equal = |folder: &&OsStr| {
            are_alike(
                &below(&places.public, folder),
                &below(&places.spare, folder),
            )
        };
        if !doubtful.par_iter().all(is_equal) {
            return false;
        }
        let known = |doubtful: Vec<(&OsStr, Option<Stamp>)>| -> Vec<(OsString, Stamp)> {
            let known = doubtful
                .into_iter()
                .map(|(folder, stamp)| Some((folder.to_owned(), stamp?)));
            known.flatten().collect()
        };
        let (of_public, of_spare) = (known(of_public), known(of_spare));
        self.public.note(of_public);
        self.spare.note(of_spare);
        true
    }

    /// What another plan adds and removes. Nothing where it meets something foreign, and where a file becomes a folder
    /// or a folder a file.
    fn difference(&self, planned: &[String], layout: &Arc<Layout>) -> Option<Difference> {
        if Arc::ptr_eq(&self.both.layout, layout) {
            return Some(Difference::default());
        }
        let before = self
            .both
            .published
            .entries()
            .iter()
            .map(|entry| entry.path.as_str());
        let after = layout.sorted.iter().filter_map(|index| planned.get(*index));
        let (removed, added) = only_in(before, after.map(String::as_str));
        let (folders_before, folders_after) =
            (self.both.layout.folders.iter(), layout.folders.iter());
        let (gone, made) = only_in(
            folders_before.map(String::as_str),
            folders_after.map(String::as_str),
        );
        let is_taken = |path: &&str| {
            let place = OsStr::new(*path);
            self.both.published.get(path).is_some()
                || self.public.has(place)
                || self.both.foreign.contains(place)
        };
        let holds_foreign = |folder: &&str| {
            let start = OsString::from(format!("{folder}/"));
            let next = self.both.foreign.range(start..).next();
            next.is_some_and(|foreign| Path::new(foreign).starts_with(folder))
        };
        if added.iter().chain(&made).any(is_taken) || gone.iter().any(holds_foreign) {
            return None;
        }
        Some(Difference {
            written: Vec::new(),
            removed: owned(&removed),
            made: made.into_iter().map(OsString::from).collect(),
            gone: gone.into_iter().map(OsString::from).collect(),
        })
    }

    /// Makes the spare the next version, to which its new files have been added.
    fn complete(
        &self,
        difference: &Difference,
        text: &str,
        durable: bool,
    ) -> Result<(), DiskError> {
        let spare = &self.places.staging;
        difference.remove(spare)?;
        SpareFiles(spare).write(MANIFEST, text.as_bytes())?;
        if durable {
            let written = difference.written.iter().map(String::as_str);
            flush(spare, &written.chain([MANIFEST]).collect::<Vec<_>>())?;
        }
        Ok(())
    }

    /// Makes the spare public and what was public the spare. Tells whether the twins can still be relied on.
    fn exchange(
        &mut self,
        next: Published,
        difference: &Difference,
        lock: &Lock,
        now: Moment,
    ) -> Result<bool, DiskError> {
        let places = &self.places;
        let is_seen = self
            .spare
            .follow(&places.staging, difference, lock.moment());
        if !put_in_place(places)? {
            return Ok(false);
        }
        let rescue = Rescue {
            places,
            before: Version(self.both.published.entries()),
            now: Version(next.entries()),
            conflict: Conflict::SetAside,
        };
        let has_rescued = rescue.since(&self.public, now)?;
        if has_rescued || !is_seen {
            // The new version is public. What cannot be removed now, the next build removes or complains about.
            let _ = discard_old(places);
            return Ok(false);
        }
        let is_kept = pair(places, difference, &mut self.public, lock);
        let Some(roots) = Roots::at(places).filter(|_| is_kept) else {
            return Ok(false);
        };
        std::mem::swap(&mut self.public, &mut self.spare);
        self.both.published = next;
        self.roots = roots;
        self.paired = lock.moment();
        Ok(true)
    }
}

/// Makes of the version before, just exchanged, the equal of the one that is public, if it can. `old` are its folders.
pub(super) fn pair(places: &Places, difference: &Difference, old: &mut Seen, lock: &Lock) -> bool {
    let caught_up = set_aside_old(places)
        .and_then(|()| difference.catch_up(places))
        .is_ok_and(|()| old.follow(&places.staging, difference, lock.moment()))
        && set_ready(places).is_ok();
    if !caught_up {
        let _ = tree::remove(&places.staging);
    }
    caught_up
}

fn owned(paths: &[&str]) -> Vec<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}
