//! A folder in; everything below it listed, or removed.

use std::ffi::{OsStr, OsString};
use std::fs::{self, Permissions};
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustix::fs::{AtFlags, CWD, Dir, DirEntry, FileType, Mode, OFlags, openat, statat, unlinkat};
use rustix::io::Errno;
use walkdir::WalkDir;

use super::failure::{DiskError, Doing};
use super::seen::{Moment, Stamp};

/// Something that lies in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Relative to the folder, whatever its encoding.
    pub(super) path: OsString,
    pub(super) kind: Kind,
}

/// What lies there. Links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    /// A pipe, a socket, a device.
    Special,
}

/// Everything below a folder.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// In no particular order.
    pub(super) found: Vec<Found>,
    /// How each folder was just before it was listed, where that was asked for.
    pub(super) stamps: Vec<(OsString, Stamp)>,
}

/// Everything below `folder`, in no particular order; nothing when there is no such folder.
pub(super) fn list(folder: &Path) -> Result<Vec<Found>, DiskError> {
    list_below(folder, OsStr::new(""), None).map(|listing| listing.found)
}

/// The same, and how each folder was at a moment after `now`.
pub(super) fn list_and_look(folder: &Path, now: Moment) -> Result<Listing, DiskError> {
    list_below(folder, OsStr::new(""), Some(now))
}

/// Opening folders is most of the cost of a build without changes, so several threads do it.
pub(super) fn list_below(
    root: &Path,
    folder: &OsStr,
    now: Option<Moment>,
) -> Result<Listing, DiskError> {
    let mut all = Listing::default();
    if let Some(now) = now.filter(|_| !folder.is_empty())
        && let Some(stamp) = Stamp::of(&root.join(folder), now)
    {
        all.stamps.push((folder.to_owned(), stamp));
    }
    all.found = list_one(root, folder)?;
    let is_folder = |found: &&Found| found.kind == Kind::Folder;
    let folders: Vec<&Found> = all.found.iter().filter(is_folder).collect();
    let below = folders
        .par_iter()
        .map(|found| list_below(root, &found.path, now))
        .collect::<Result<Vec<_>, _>>()?;
    for below in below {
        all.found.extend(below.found);
        all.stamps.extend(below.stamps);
    }
    Ok(all)
}

/// What lies directly in one folder of `root`. What was removed while it was being listed is not there.
pub(super) fn list_one(root: &Path, folder: &OsStr) -> Result<Vec<Found>, DiskError> {
    let path = below(root, folder);
    let entries = match fs::read_dir(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(Doing::Read.failed(&path))?,
    };
    let found = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        Ok(Found {
            path: below(Path::new(folder), &entry.file_name()).into_os_string(),
            kind: Kind::of(entry.file_type()?),
        })
    };
    let all: io::Result<Vec<Found>> = entries.map(found).collect();
    all.map_err(Doing::Read.failed(&path))
}

/// Joining nothing would leave a slash at the end of the path, which readers of messages would see.
pub(super) fn below(root: &Path, folder: &OsStr) -> PathBuf {
    match folder.is_empty() {
        true => root.to_path_buf(),
        false => root.join(folder),
    }
}

/// Removes a folder with everything in it; nothing happens when there is none.
pub(super) fn remove(folder: &Path) -> Result<(), DiskError> {
    let removed = match remove_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            make_writable(folder);
            fs::remove_dir_all(folder)
        }
        // Many threads have many folders open; one alone goes without.
        Err(error) if error.kind() != io::ErrorKind::NotFound => fs::remove_dir_all(folder),
        removed => removed,
    };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(Doing::Remove.failed(folder)),
    }
}

/// As the standard library's `remove_dir_all`, with all threads.
fn remove_all(folder: &Path) -> io::Result<()> {
    match open_folder(CWD, folder) {
        Ok(opened) => empty(&opened)?,
        // A file in the place of the folder, or a link.
        Err(Errno::NOTDIR | Errno::LOOP) => return fs::remove_dir_all(folder),
        Err(error) => return Err(error.into()),
    }
    fs::remove_dir(folder)
}

/// Removes what lies in an open folder. No link is followed, whoever puts one there meanwhile.
fn empty(folder: &OwnedFd) -> io::Result<()> {
    let entries = entries(folder)?;
    let mut folders = Vec::new();
    for entry in &entries {
        match unlink(folder, entry) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(Errno::ISDIR) => folders.push(entry.file_name()),
            Err(error) => return Err(error.into()),
        }
    }
    folders.par_iter().try_for_each(|name| {
        empty(&open_folder(folder, *name)?)?;
        Ok(unlinkat(folder, *name, AtFlags::REMOVEDIR)?)
    })
}

fn unlink(folder: &OwnedFd, entry: &DirEntry) -> rustix::io::Result<()> {
    match kind_of(folder, entry)? {
        FileType::Directory => Err(Errno::ISDIR),
        _ => unlinkat(folder, entry.file_name(), AtFlags::empty()),
    }
}

/// What lies directly in an open folder.
pub(super) fn entries(folder: &OwnedFd) -> rustix::io::Result<Vec<DirEntry>> {
    let is_inside = |entry: &rustix::io::Result<DirEntry>| {
        let itself = [c".", c".."];
        !entry
            .as_ref()
            .is_ok_and(|entry| itself.contains(&entry.file_name()))
    };
    Dir::read_from(folder)?.filter(is_inside).collect()
}

/// What an entry of an open folder is; not every file system tells when it is listed.
pub(super) fn kind_of(folder: &OwnedFd, entry: &DirEntry) -> rustix::io::Result<FileType> {
    match entry.file_type() {
        FileType::Unknown => {
            let found = statat(folder, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW)?;
            Ok(FileType::from_raw_mode(found.st_mode))
        }
        kind => Ok(kind),
    }
}

/// Opens a folder, and nothing else.
pub(super) fn open_folder<P: rustix::path::Arg>(
    root: impl AsFd,
    path: P,
) -> rustix::io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    openat(root, path, flags, Mode::empty())
}

/// Folders that an author protected are taken over with their permissions, and their old copies must go all the same.
/// What fails here makes the removal that follows fail, with a better message.
fn make_writable(folder: &Path) {
    for entry in WalkDir::new(folder).into_iter().flatten() {
        if entry.file_type().is_dir() {
            // The walker has listed nothing below this folder yet, so it will find it readable.
            let _ = fs::set_permissions(entry.path(), Permissions::from_mode(0o700));
        }
    }
}

impl Kind {
    pub(super) fn of(file_type: fs::FileType) -> Self {
        if file_type.is_dir() {
            Self::Folder
        } else if file_type.is_file() {
            Self::File
        } else if file_type.is_symlink() {
            Self::Link
        } else {
            Self::Special
        }
    }
}
