//! A folder in; everything below it listed, or removed.

use std::ffi::OsString;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

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
    let mut all = Vec::new();
    for entry in WalkDir::new(folder).min_depth(1) {
        match entry {
            Ok(entry) => {
                let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                all.push(Found {
                    path: path.as_os_str().to_owned(),
                    kind: Kind::of(entry.file_type()),
                });
            }
            // What was removed while the folder was being listed is not there.
            Err(error) if is_missing(&error) => {}
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_path_buf();
                return Err(Doing::Read.failed(&path)(error.into()));
            }
        }
    }
    Ok(all)
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

fn is_missing(error: &walkdir::Error) -> bool {
    error
        .io_error()
        .is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
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
