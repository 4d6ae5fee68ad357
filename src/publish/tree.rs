//! A folder in; everything below it listed, or removed.

use std::ffi::OsString;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::failure::{DiskError, Doing};

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

/// Everything below `folder`, in no particular order; nothing when there is no such folder.
pub(super) fn list(folder: &Path) -> Result<Vec<Found>, DiskError> {
    list_below(folder, Path::new(""))
}

/// Opening folders is most of the cost of a build without changes, so several threads do it.
fn list_below(root: &Path, folder: &Path) -> Result<Vec<Found>, DiskError> {
    let path = root.join(folder);
    let mut all = list_one(&path, folder).map_err(Doing::Read.failed(&path))?;
    let is_folder = |found: &&Found| found.kind == Kind::Folder;
    let folders: Vec<&Found> = all.iter().filter(is_folder).collect();
    let below = folders
        .par_iter()
        .map(|found| list_below(root, Path::new(&found.path)))
        .collect::<Result<Vec<_>, _>>()?;
    all.extend(below.into_iter().flatten());
    Ok(all)
}

/// What lies directly in one folder. What was removed while it was being listed is not there.
fn list_one(path: &Path, relative: &Path) -> io::Result<Vec<Found>> {
    let entries = match fs::read_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let found = |entry: io::Result<fs::DirEntry>| {
        let entry = entry?;
        Ok(Found {
            path: relative.join(entry.file_name()).into_os_string(),
            kind: Kind::of(entry.file_type()?),
        })
    };
    entries.map(found).collect()
}

/// Removes a folder with everything in it; nothing happens when there is none.
pub(super) fn remove(folder: &Path) -> Result<(), DiskError> {
    let removed = match fs::remove_dir_all(folder) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            make_writable(folder);
            fs::remove_dir_all(folder)
        }
        removed => removed,
    };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(Doing::Remove.failed(folder)),
    }
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
    fn of(file_type: fs::FileType) -> Self {
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
