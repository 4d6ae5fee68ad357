//! Two versions in; the files and folders by which they differ out, and a tree of the one turned into a tree of the other.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::Path;

use super::failure::{DiskError, Doing};
use super::manifest::MANIFEST;
use super::places::Places;
use super::staging::take_after;

/// By what a version differs from the one before, the manifest aside.
#[derive(Debug, Default)]
pub(super) struct Difference {
    /// Files that are new or have other bytes.
    pub(super) written: Vec<String>,
    /// Files that are no longer there.
    pub(super) removed: Vec<String>,
    /// Folders that are new, parents before children.
    pub(super) made: Vec<OsString>,
    /// Folders that are no longer there, parents before children.
    pub(super) gone: Vec<OsString>,
}

impl Difference {
    /// Turns the tree at `places.staging` from the version before into the one that is public, whose files it takes over.
    pub(super) fn catch_up(&self, places: &Places) -> Result<(), DiskError> {
        self.remove(&places.staging)?;
        self.make_folders(places)?;
        let written = self.written.iter().map(String::as_str);
        for path in written.chain([MANIFEST]) {
            let (public, spare) = (places.public.join(path), places.staging.join(path));
            gone_already(fs::remove_file(&spare)).map_err(Doing::Remove.failed(&spare))?;
            fs::hard_link(&public, &spare).map_err(Doing::Keep.failed(&public))?;
        }
        Ok(())
    }

    /// Removes the files and folders that are no longer there from a tree.
    pub(super) fn remove(&self, root: &Path) -> Result<(), DiskError> {
        for path in &self.removed {
            let path = root.join(path);
            gone_already(fs::remove_file(&path)).map_err(Doing::Remove.failed(&path))?;
        }
        for folder in self.gone.iter().rev() {
            let path = root.join(folder);
            gone_already(fs::remove_dir(&path)).map_err(Doing::Remove.failed(&path))?;
        }
        Ok(())
    }

    /// Makes the new folders at `places.staging`, as they are in the published folder where they are there.
    pub(super) fn make_folders(&self, places: &Places) -> Result<(), DiskError> {
        for folder in &self.made {
            let (public, path) = (places.public.join(folder), places.staging.join(folder));
            fs::create_dir(&path).map_err(Doing::CreateFolder.failed(&path))?;
            take_after(&path, &public).map_err(Doing::Keep.failed(&path))?;
        }
        Ok(())
    }

    /// The folders that are there before and after, and whose content differs. The root is left out.
    pub(super) fn touched(&self) -> BTreeSet<&OsStr> {
        let files = self.written.iter().chain(&self.removed).map(Path::new);
        let folders = self.made.iter().chain(&self.gone).map(Path::new);
        let parents = files.chain(folders).filter_map(Path::parent);
        let mut touched: BTreeSet<&OsStr> = parents.map(Path::as_os_str).collect();
        touched.extend(self.made.iter().map(OsString::as_os_str));
        for gone in &self.gone {
            touched.remove(gone.as_os_str());
        }
        touched.remove(OsStr::new(""));
        touched
    }
}

/// It is no failure that what shall go is not there.
pub(super) fn gone_already(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// What is only in the first and what is only in the second of two sorted lists.
pub(super) fn only_in<'a, T: Ord + ?Sized>(
    one: impl Iterator<Item = &'a T>,
    other: impl Iterator<Item = &'a T>,
) -> (Vec<&'a T>, Vec<&'a T>) {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    let (mut first, mut second) = (Vec::new(), Vec::new());
    while let (Some(left), Some(right)) = (one.peek(), other.peek()) {
        match left.cmp(right) {
            std::cmp::Ordering::Less => first.extend(one.next()),
            std::cmp::Ordering::Greater => second.extend(other.next()),
            std::cmp::Ordering::Equal => {
                one.next();
                other.next();
            }
        }
    }
    first.extend(one);
    second.extend(other);
    (first, second)
}
