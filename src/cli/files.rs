//! The files commands write: bytes in, a file on disk out.

use std::fs;
use std::path::Path;

use crate::Error;

/// Writes a file, and the folders it lies in where they are missing.
pub(super) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Error> {
    make_folder_of(path)?;
    fs::write(path, bytes).map_err(|error| Error::writing(path, error))
}

/// Makes the folders a file is to lie in.
pub(super) fn make_folder_of(path: &Path) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(|error| Error::writing(folder, error))
}

/// Puts a file in the place of another: written beside it and renamed, so that a full disk loses nothing.
pub(super) fn replace(path: &Path, text: &str) -> Result<(), Error> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".niemyet-new");
    let fresh = path.with_file_name(name);
    fs::write(&fresh, text).map_err(|error| Error::writing(&fresh, error))?;
    fs::rename(&fresh, path).map_err(|error| Error::writing(path, error))
}
