//! Two folders in; whether they hold the same things under the same names, out.

use std::ffi::{CString, OsStr, OsString};
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rayon::prelude::*;
use rustix::fs::{CWD, DirEntry, FileType, Stat, fstat, readlinkat};

use super::seen::{Moment, OWNER, Seen, Stamp};
use super::tree::{below, entries, kind_of, open_folder};

/// Whether both have the same folders, the same files, that is inodes, and links to the same places; and whether both let
/// their owner in and are of one mode and group.
pub(super) fn are_alike(one: &Path, other: &Path) -> bool {
    let open = |folder| open_folder(CWD, folder).ok();
    let folders = open(one).zip(open(other));
    folders.is_some_and(|(one, other)| Alike::look(&one, &other).is_some())
}

/// Two trees whose folders are all alike.
pub(super) struct Equals {
    /// How each folder was just before it was listed.
    pub(super) seen: [Seen; 2],
    /// How many things there are in one of them, folders included.
    pub(super) things: usize,
}

/// Looks, at a moment after `now`, into all folders of two trees. Nothing where they are not alike.
pub(super) fn equals(one: &Path, other: &Path, now: Moment) -> Option<Equals> {
    let roots = [open_folder(CWD, one).ok()?, open_folder(CWD, other).ok()?];
    let (found, things) = look_below(&roots, Path::new(""), now)?;
    let (one, other): (Vec<_>, Vec<_>) = found
        .into_iter()
        .map(|(path, [one, other])| ((path.clone(), one), (path, other)))
        .unzip();
    Some(Equals {
        seen: [one, other].map(|stamps| stamps.into_iter().collect()),
        things,
    })
}

type Stamps = Vec<(OsString, [Stamp; 2])>;

/// The folders below two open ones, which lie at `path`, and how many things there are.
fn look_below([one, other]: &[OwnedFd; 2], path: &Path, now: Moment) -> Option<(Stamps, usize)> {
    let alike = Alike::look(one, other)?;
    let [left, right] = &alike.stats;
    let stamps = [Stamp::from_stat(left, now)?, Stamp::from_stat(right, now)?];
    let below_one = |name: &CString| {
        let folders = [open_folder(one, name).ok()?, open_folder(other, name).ok()?];
        look_below(
            &folders,
            &below(path, OsStr::from_bytes(name.as_bytes())),
            now,
        )
    };
    let below: Option<Vec<_>> = alike.folders.par_iter().map(below_one).collect();
    let mut all = match path.as_os_str().is_empty() {
        true => Vec::new(),
        false => vec![(path.as_os_str().to_owned(), stamps)],
    };
    let mut things = alike.things;
    for (stamps, below) in below? {
        all.extend(stamps);
        things += below;
    }
    Some((all, things))
}

/// Two folders that hold the same things.
struct Alike {
    stats: [Stat; 2],
    folders: Vec<CString>,
    things: usize,
}

impl Alike {
    fn look(one: &OwnedFd, other: &OwnedFd) -> Option<Self> {
        let stats = [fstat(one).ok()?, fstat(other).ok()?];
        let [left, right] = &stats;
        let is_open = left.st_mode & OWNER == OWNER;
        if !is_open || (left.st_mode, left.st_gid) != (right.st_mode, right.st_gid) {
            return None;
        }
        let things = things(one)?;
        if things != self::things(other)? {
            return None;
        }
        let count = things.len();
        let folders = things
            .into_iter()
            .filter(|(_, thing)| *thing == Thing::Folder);
        Some(Self {
            stats,
            folders: folders.map(|(name, _)| name).collect(),
            things: count,
        })
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Folder,
    Link(CString),
    Inode(u64),
}

/// What lies in an open folder, sorted by name; nothing where it cannot be listed.
fn things(folder: &OwnedFd) -> Option<Vec<(CString, Thing)>> {
    let thing = |entry: &DirEntry| {
        let name = entry.file_name();
        let thing = match kind_of(folder, entry).ok()? {
            FileType::Directory => Thing::Folder,
            FileType::Symlink => Thing::Link(readlinkat(folder, name, Vec::new()).ok()?),
            _ => Thing::Inode(entry.ino()),
        };
        Some((name.to_owned(), thing))
    };
    let mut all: Vec<_> = entries(folder)
        .ok()?
        .iter()
        .map(thing)
        .collect::<Option<_>>()?;
    all.sort_unstable();
    Some(all)
}
