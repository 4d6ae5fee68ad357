//! Two folders in; whether they hold the same things under the same names, out.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::unix::fs::{DirEntryExt, MetadataExt};
use std::path::{Path, PathBuf};

use super::seen::OWNER;
use super::tree::Kind;

/// Whether both have the same folders, the same files, that is inodes, and links to the same places; and whether both let
/// their owner in and are of one mode and group.
pub(super) fn are_alike(one: &Path, other: &Path) -> bool {
    let access = |folder| {
        let found = fs::symlink_metadata(folder).ok().filter(|it| it.is_dir());
        let found = found.filter(|found| found.mode() & OWNER == OWNER);
        found.map(|found| (found.mode(), found.gid()))
    };
    match (access(one), access(other)) {
        (Some(left), Some(right)) if left == right => {}
        _ => return false,
    }
    match (things(one), things(other)) {
        (Ok(left), Ok(right)) => left == right,
        _ => false,
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Folder,
    Link(PathBuf),
    Inode(u64),
}

fn things(folder: &Path) -> io::Result<Vec<(OsString, Thing)>> {
    let thing = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        let thing = match Kind::of(entry.file_type()?) {
            Kind::Folder => Thing::Folder,
            Kind::Link => Thing::Link(fs::read_link(entry.path())?),
            Kind::File | Kind::Special => Thing::Inode(entry.ino()),
        };
        Ok((entry.file_name(), thing))
    };
    let mut all: Vec<_> = fs::read_dir(folder)?
        .map(thing)
        .collect::<io::Result<_>>()?;
    all.sort_unstable();
    Ok(all)
}
