//! The folder in which the next version grows: bytes, unchanged files and foreign things in; a whole folder out.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{self, File, FileTimes, Metadata, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use rayon::prelude::*;
use rustix::fs::{AtFlags, linkat};

use super::failure::{DiskError, Doing};
use super::places::Places;
use super::renewal::NewFiles;
use super::seen::{OWNER, Seen};
use super::tree::{self, Found, Kind, below};

/// So many folders are made before another thread is worth its beginning.
const MANY_FOLDERS: usize = 256;

/// Made on disk only when the first change is known, so that a build without changes touches nothing.
/// Dropped before it was closed, it is removed.
pub(super) struct Staging<'a> {
    root: &'a Path,
    public: &'a Path,
    folders: &'a BTreeSet<&'a OsStr>,
    seen: &'a Seen,
    is_open: Mutex<bool>,
    has_copied: AtomicBool,
}

impl<'a> Staging<'a> {
    /// `folders` are all the folders the new version will have, parents before children; `seen` are those of the
    /// published one.
    pub(super) fn new(
        places: &'a Places,
        folders: &'a BTreeSet<&'a OsStr>,
        seen: &'a Seen,
    ) -> Self {
        Self {
            root: &places.staging,
            public: &places.public,
            folders,
            seen,
            is_open: Mutex::new(false),
            has_copied: AtomicBool::new(false),
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

    /// Lets go of the folder, which has been put in place.
    pub(super) fn close(&self) {
        *self.is_open.lock().unwrap_or_else(PoisonError::into_inner) = false;
    }

    /// Whether anything has changed so far.
    pub(super) fn is_open(&self) -> bool {
        *self.is_open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a file could not be taken over itself: it has a copy, which tells nothing of what becomes of the file.
    pub(super) fn has_copied(&self) -> bool {
        self.has_copied.load(Ordering::Relaxed)
    }

    /// Takes unchanged files over from the published folder: the same files, with their inodes and times.
    pub(super) fn keep(&self, paths: &[&str]) -> Result<(), DiskError> {
        // From open folders the system has less of each path to walk.
        let roots = File::open(self.public).ok().zip(File::open(self.root).ok());
        let keep = |path: &&str| match &roots {
            Some((old, new)) if linkat(old, *path, new, *path, AtFlags::empty()).is_ok() => Ok(()),
            _ => self.link(OsStr::new(path)),
        };
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

    /// Waits until everything written is on the disk.
    pub(super) fn flush(&self, written: &[&str]) -> Result<(), DiskError> {
        flush(self.root, written)
    }

    /// Gives protected folders back the permissions that writing into them would have hindered.
    pub(super) fn protect_folders(&self) -> Result<(), DiskError> {
        for folder in self.all_folders() {
            if let Some((mode, _)) = self.published_access(folder)
                && mode & OWNER != OWNER
            {
                let path = below(self.root, folder);
                fs::set_permissions(&path, Permissions::from_mode(mode & 0o7777))
                    .map_err(Doing::Keep.failed(&path))?;
            }
        }
        Ok(())
    }

    /// Parents first, and those of one depth side by side: everybody else waits for them, and there are tens of thousands.
    fn make_folders(&self) -> Result<(), DiskError> {
        fs::create_dir(self.root).map_err(Doing::CreateFolder.failed(self.root))?;
        let made = fs::metadata(self.root).map_err(Doing::Read.failed(self.root))?;
        let usual = (made.mode(), made.gid());
        self.protect_as_before(OsStr::new(""), usual)?;
        let mut by_depth: BTreeMap<usize, Vec<&OsStr>> = BTreeMap::new();
        for folder in self.folders {
            let depth = Path::new(folder).components().count();
            by_depth.entry(depth).or_default().push(folder);
        }
        let threads = rayon::current_num_threads();
        for folders in by_depth.values() {
            let parts = folders.chunks(folders.len().div_ceil(threads).max(MANY_FOLDERS));
            let make =
                |part: &[&OsStr]| part.iter().try_for_each(|one| self.make_folder(one, usual));
            thread::scope(|scope| {
                let made: Vec<_> = parts.map(|part| scope.spawn(move || make(part))).collect();
                made.into_iter()
                    .try_for_each(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic)))
            })?;
        }
        Ok(())
    }

    /// `usual` are mode and group of a folder just made.
    fn make_folder(&self, folder: &OsStr, usual: (u32, u32)) -> Result<(), DiskError> {
        let path = below(self.root, folder);
        fs::create_dir(&path).map_err(Doing::CreateFolder.failed(&path))?;
        self.protect_as_before(folder, usual)
    }

    /// Gives a folder the access its published like has.
    fn protect_as_before(&self, folder: &OsStr, usual: (u32, u32)) -> Result<(), DiskError> {
        let Some(old) = self.published_access(folder) else {
            return Ok(());
        };
        let path = below(self.root, folder);
        keep_owner_and_mode(&path, usual, old).map_err(Doing::Keep.failed(&path))
    }

    fn all_folders(&self) -> impl Iterator<Item = &OsStr> {
        std::iter::once(OsStr::new("")).chain(self.folders.iter().copied())
    }

    /// Mode and group of the folder of the same path in the version that is public now.
    fn published_access(&self, folder: &OsStr) -> Option<(u32, u32)> {
        if !folder.is_empty() {
            return self.seen.get(folder).map(|seen| (seen.mode, seen.group));
        }
        let found = fs::symlink_metadata(self.public).ok();
        let found = found.filter(Metadata::is_dir);
        found.map(|found| (found.mode(), found.gid()))
    }

    fn link(&self, path: &OsStr) -> Result<(), DiskError> {
        let (old, new) = (self.public.join(path), self.root.join(path));
        fs::hard_link(&old, &new)
            .or_else(|_| {
                self.has_copied.store(true, Ordering::Relaxed);
                copy(&old, &new)
            })
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

impl NewFiles for Staging<'_> {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        self.open()?;
        let path = self.root.join(path);
        File::create_new(&path)
            .and_then(|mut file| file.write_all(bytes))
            .map_err(Doing::Write.failed(&path))
    }
}

/// Waits until everything written below `root` is on the disk. A journal keeps the order of folders, links and renames by
/// itself, but may show the exchange before the bytes of new files: after a power cut those would be empty.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn flush(root: &Path, _written: &[&str]) -> Result<(), DiskError> {
    // One call for all files: a flush for each would commit the journal as many times.
    File::open(root)
        .and_then(|folder| Ok(rustix::fs::syncfs(folder)?))
        .map_err(Doing::Write.failed(root))
}

/// Waits until everything written is on the disk, file by file where one call for all does not exist.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn flush(root: &Path, written: &[&str]) -> Result<(), DiskError> {
    written.par_iter().try_for_each(|path| {
        let path = root.join(path);
        let flushed = File::open(&path).and_then(|file| file.sync_all());
        flushed.map_err(Doing::Write.failed(&path))
    })
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        if self.is_open() {
            self.remove();
        }
    }
}

/// Gives a new folder the group and the mode of another, if that is there.
pub(super) fn take_after(path: &Path, other: &Path) -> io::Result<()> {
    match fs::symlink_metadata(other) {
        Ok(other) if other.is_dir() => {
            let made = fs::metadata(path)?;
            let access = |folder: &Metadata| (folder.mode(), folder.gid());
            keep_owner_and_mode(path, access(&made), access(&other))
        }
        _ => Ok(()),
    }
}

/// A new folder gets the group and the mode of the one it replaces, except that its owner may write for now.
fn keep_owner_and_mode(path: &Path, made: (u32, u32), old: (u32, u32)) -> io::Result<()> {
    if made == old {
        return Ok(());
    }
    let (mode, group) = old;
    if made.1 != group {
        // Only members of the group may give it, and a portal of another group is better than none.
        let _ = std::os::unix::fs::chown(path, None, Some(group));
    }
    fs::set_permissions(path, Permissions::from_mode(mode & 0o7777 | OWNER))
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
