//! The folder in which the next version grows: bytes, unchanged files and foreign things in; a whole folder out.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File, FileTimes, Metadata, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::failure::{DiskError, Doing};
use super::places::Places;
use super::tree::{self, Found, Kind};

/// Made on disk only when the first change is known, so that a build without changes touches nothing.
/// Dropped before it was put in place, it is removed; after that there is nothing left to remove.
pub(super) struct Staging<'a> {
    root: &'a Path,
    public: &'a Path,
    folders: &'a BTreeSet<&'a OsStr>,
    is_open: Mutex<bool>,
}

impl<'a> Staging<'a> {
    /// `folders` are all the folders the new version will have, parents before children.
    pub(super) fn new(places: &'a Places, folders: &'a BTreeSet<&'a OsStr>) -> Self {
        Self {
            root: &places.staging,
            public: &places.public,
            folders,
            is_open: Mutex::new(false),
        }
    }

    /// Makes the folders, once.
    pub(super) fn open(&self) -> Result<(), DiskError> {
        // No rayon in here: a thread that waits for its own tasks could be handed one that waits for this lock.
        let mut is_open = self.is_open.lock().unwrap_or_else(PoisonError::into_inner);
        if !*is_open {
            // Another thread may come here after a failure; it must meet the same failure, not the debris.
            self.make_folders().inspect_err(|_| self.remove())?;
            *is_open = true;
        }
        Ok(())
    }

    /// Whether anything has changed so far.
    pub(super) fn is_open(&self) -> bool {
        *self.is_open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes a new file.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        self.open()?;
        let path = self.root.join(path);
        File::create_new(&path)
            .and_then(|mut file| file.write_all(bytes))
            .map_err(Doing::Write.failed(&path))
    }

    /// Takes unchanged files over from the published folder: the same files, with their inodes and times.
    pub(super) fn keep(&self, paths: &[&str]) -> Result<(), DiskError> {
        let keep = |path: &&str| self.link(OsStr::new(path));
        paths.par_iter().with_min_len(64).try_for_each(keep)
    }

    /// Takes over what this tool did not make. Folders are there already.
    pub(super) fn keep_foreign(&self, foreign: &[&Found]) -> Result<(), DiskError> {
        foreign.par_iter().try_for_each(|found| match found.kind {
            Kind::Folder => Ok(()),
            Kind::Link => self.copy_link(&found.path),
            Kind::File | Kind::Special => self.link(&found.path),
        })
    }

    /// Gives protected folders back the permissions that writing into them would have hindered.
    pub(super) fn protect_folders(&self) -> Result<(), DiskError> {
        for folder in self.all_folders() {
            if let Some(old) = self.published_folder(folder)
                && old.mode() & OWNER != OWNER
            {
                let path = below(self.root, folder);
                fs::set_permissions(&path, old.permissions()).map_err(Doing::Keep.failed(&path))?;
            }
        }
        Ok(())
    }

    /// Waits until everything written is on the disk. A journal keeps the order of folders, links and renames by itself,
    /// but may show the exchange before the bytes of new files: after a power cut those would be empty.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    pub(super) fn flush(&self, _written: &[&str]) -> Result<(), DiskError> {
        // One call for all files: a flush for each would commit the journal as many times.
        File::open(self.root)
            .and_then(|folder| Ok(rustix::fs::syncfs(folder)?))
            .map_err(Doing::Write.failed(self.root))
    }

    /// Waits until everything written is on the disk, file by file where one call for all does not exist.
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    pub(super) fn flush(&self, written: &[&str]) -> Result<(), DiskError> {
        written.par_iter().try_for_each(|path| {
            let path = self.root.join(path);
            let flushed = File::open(&path).and_then(|file| file.sync_all());
            flushed.map_err(Doing::Write.failed(&path))
        })
    }

    fn make_folders(&self) -> Result<(), DiskError> {
        let mut usual = None;
        for folder in self.all_folders() {
            let path = below(self.root, folder);
            fs::create_dir(&path).map_err(Doing::CreateFolder.failed(&path))?;
            let made = match &usual {
                Some(made) => made,
                None => {
                    let made = fs::metadata(&path).map_err(Doing::Read.failed(&path))?;
                    usual.insert(made)
                }
            };
            if let Some(old) = self.published_folder(folder) {
                keep_owner_and_mode(&path, made, &old).map_err(Doing::Keep.failed(&path))?;
            }
        }
        Ok(())
    }

    fn all_folders(&self) -> impl Iterator<Item = &OsStr> {
        std::iter::once(OsStr::new("")).chain(self.folders.iter().copied())
    }

    /// The folder of the same path in the version that is public now.
    fn published_folder(&self, folder: &OsStr) -> Option<Metadata> {
        let found = fs::symlink_metadata(below(self.public, folder)).ok();
        found.filter(Metadata::is_dir)
    }

    fn link(&self, path: &OsStr) -> Result<(), DiskError> {
        let (old, new) = (self.public.join(path), self.root.join(path));
        fs::hard_link(&old, &new)
            .or_else(|_| copy(&old, &new))
            .map_err(Doing::Keep.failed(&old))
    }

    fn copy_link(&self, path: &OsStr) -> Result<(), DiskError> {
        let (old, new) = (self.public.join(path), self.root.join(path));
        fs::read_link(&old)
            .and_then(|target| std::os::unix::fs::symlink(target, new))
            .map_err(Doing::Keep.failed(&old))
    }

    /// The best that can be done after a failure. What stays is removed by the next build.
    fn remove(&self) {
        let _ = tree::remove(self.root);
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        if self.is_open() {
            self.remove();
        }
    }
}

/// Joining nothing would leave a slash at the end of the path, which readers of messages would see.
fn below(root: &Path, folder: &OsStr) -> PathBuf {
    match folder.is_empty() {
        true => root.to_path_buf(),
        false => root.join(folder),
    }
}

/// What the owner of a folder needs to fill it.
const OWNER: u32 = 0o700;

/// A new folder gets the group and the mode of the one it replaces, except that its owner may write for now.
fn keep_owner_and_mode(path: &Path, made: &Metadata, old: &Metadata) -> io::Result<()> {
    if made.gid() != old.gid() {
        // Only members of the group may give it, and a portal of another group is better than none.
        let _ = std::os::unix::fs::chown(path, None, Some(old.gid()));
    }
    if made.mode() == old.mode() && made.gid() == old.gid() {
        return Ok(());
    }
    fs::set_permissions(path, Permissions::from_mode(old.mode() & 0o7777 | OWNER))
}

/// For file systems without hard links, and for systems that forbid linking to the files of others.
fn copy(old: &Path, new: &Path) -> io::Result<()> {
    // A pipe would block the copying for ever.
    let metadata = fs::symlink_metadata(old)?;
    if !metadata.is_file() {
        return Err(io::Error::from(io::ErrorKind::Unsupported));
    }
    fs::copy(old, new)?;
    let times = FileTimes::new().set_modified(metadata.modified()?);
    File::open(new)?.set_times(times)
}
