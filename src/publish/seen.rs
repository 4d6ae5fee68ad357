//! Folders in; a stamp of each out, by which to tell later, without opening it, that nobody has put anything into it or
//! taken anything out.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::os::fd::AsFd;
use std::path::Path;

use rayon::prelude::*;
use rustix::fs::{AtFlags, CWD, FileType, Stat, statat};
use rustix::path::Arg;

use super::difference::Difference;

/// A moment of the file system's own clock, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(i128);

impl Moment {
    /// Before everything.
    pub(super) const UNKNOWN: Self = Self(0);

    pub(super) fn of(seconds: i64, nanoseconds: i64) -> Self {
        Self(i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds))
    }
}

/// Clocks of file systems tick some hundred times a second.
const TICKS: i128 = 100_000_000;

/// Some tell whole seconds only, FAT every other one.
const SECONDS: i128 = 2_500_000_000;

/// How a folder was when it was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    inode: u64,
    changed: Moment,
    modified: Moment,
    pub(super) mode: u32,
    pub(super) group: u32,
    /// Whether the last change lay so far back that the next one cannot have the same time.
    is_settled: bool,
}

impl Stamp {
    /// The stamp of a folder that is looked at after `now`; nothing for what is no folder, and none that cannot be asked.
    pub(super) fn of(folder: &Path, now: Moment) -> Option<Self> {
        Self::below(CWD, folder, now)
    }

    /// The same of a folder below an open one.
    fn below(root: impl AsFd, folder: impl Arg, now: Moment) -> Option<Self> {
        let found = statat(root, folder, AtFlags::SYMLINK_NOFOLLOW).ok()?;
        Self::from_stat(&found, now)
    }

    /// The same of what was found at a moment after `now`.
    pub(super) fn from_stat(found: &Stat, now: Moment) -> Option<Self> {
        if !FileType::from_raw_mode(found.st_mode).is_dir() {
            return None;
        }
        let moment = |seconds, nanoseconds| Moment::of(seconds, nanoseconds as i64);
        let changed = moment(found.st_ctime, found.st_ctime_nsec);
        let patience = match found.st_ctime_nsec {
            0 => SECONDS,
            _ => TICKS,
        };
        Some(Self {
            inode: found.st_ino,
            changed,
            modified: moment(found.st_mtime, found.st_mtime_nsec),
            mode: found.st_mode,
            group: found.st_gid,
            is_settled: changed.0 + patience < now.0,
        })
    }

    /// Whether a folder that had this stamp and has `other` now has been left alone for certain.
    fn vouches_for(&self, other: &Self) -> bool {
        let known = |stamp: &Self| (stamp.inode, stamp.changed, stamp.modified);
        self.is_settled && known(self) == known(other)
    }
}

/// The folders below a root, each with its stamp.
#[derive(Debug, Default)]
pub(super) struct Seen(BTreeMap<OsString, Stamp>);

impl Seen {
    /// Looks at folders of `root`. Nothing where one of them is missing.
    pub(super) fn look<'a>(
        root: &Path,
        folders: impl IntoParallelIterator<Item = &'a OsStr>,
        now: Moment,
    ) -> Option<Self> {
        let look = |folder: &OsStr| {
            let stamp = Stamp::of(&root.join(folder), now)?;
            Some((folder.to_owned(), stamp))
        };
        let all: Option<Vec<_>> = folders.into_par_iter().map(look).collect();
        all.map(|all| all.into_iter().collect())
    }

    /// The folders of which it cannot be said that they are as they were, each with its stamp of now, if it is there.
    pub(super) fn doubtful(&self, root: &Path, now: Moment) -> Vec<(&OsStr, Option<Stamp>)> {
        let root = File::open(root).ok();
        let find = |folder: &OsStr| Stamp::below(root.as_ref()?, not_empty(folder), now);
        // One core is enough: whoever asks has other work for the rest.
        let all = self.0.iter().map(|(folder, before)| {
            let found = find(folder);
            let is_known = found.is_some_and(|found| before.vouches_for(&found));
            (folder.as_os_str(), found, is_known)
        });
        let doubtful = all.filter(|(.., is_known)| !is_known);
        doubtful.map(|(folder, found, _)| (folder, found)).collect()
    }

    /// Notes how folders are now.
    pub(super) fn note(&mut self, folders: impl IntoIterator<Item = (OsString, Stamp)>) {
        self.0.extend(folders);
    }

    /// Looks again at the folders of `root` in which a difference has been carried out. False where one is missing.
    pub(super) fn follow(&mut self, root: &Path, difference: &Difference, now: Moment) -> bool {
        for gone in &difference.gone {
            self.0.remove(gone);
        }
        let touched: Vec<&OsStr> = difference.touched().into_iter().collect();
        let seen = Self::look(root, touched, now);
        let is_seen = seen.is_some();
        self.note(seen.unwrap_or_default().0);
        is_seen
    }

    /// How a folder was.
    pub(super) fn get(&self, folder: &OsStr) -> Option<&Stamp> {
        self.0.get(folder)
    }

    pub(super) fn has(&self, folder: &OsStr) -> bool {
        self.0.contains_key(folder)
    }

    pub(super) fn folders(&self) -> impl Iterator<Item = &OsStr> {
        self.0.keys().map(OsString::as_os_str)
    }

    /// Whether owners may fill all folders, and those that are in both have the same mode and group.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        let access = |stamp: &Stamp| (stamp.mode, stamp.group);
        self.0.iter().all(|(folder, stamp)| {
            let is_same = |other| access(stamp) == access(other);
            stamp.mode & OWNER == OWNER && other.get(folder).is_none_or(is_same)
        })
    }
}

impl FromIterator<(OsString, Stamp)> for Seen {
    fn from_iter<I: IntoIterator<Item = (OsString, Stamp)>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

/// The root's own name below itself.
fn not_empty(folder: &OsStr) -> &OsStr {
    match folder.is_empty() {
        true => OsStr::new("."),
        false => folder,
    }
}

/// What the owner of a folder needs to fill it.
pub(super) const OWNER: u32 = 0o700;
