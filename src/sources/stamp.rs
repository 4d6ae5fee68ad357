//! What the system tells of a file without reading it.

use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

/// Tells a file from what lay at its path before: any write moves the time of change, which no program sets.
///
/// Two writes of the same length within one tick of the system's clock, some milliseconds, look alike; whoever relies on
/// stamps reads a file only after it has come to rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    device: u64,
    inode: u64,
    length: u64,
    /// Seconds and nanoseconds.
    modified: (i64, i64),
    /// Seconds and nanoseconds.
    changed: (i64, i64),
}

impl Stamp {
    pub(super) fn of(file: &Metadata) -> Self {
        Self {
            device: file.dev(),
            inode: file.ino(),
            length: file.len(),
            modified: (file.mtime(), file.mtime_nsec()),
            changed: (file.ctime(), file.ctime_nsec()),
        }
    }
}

/// A file outside the site's own folders that the site is made from, as it was before it was read.
#[derive(Debug, Clone)]
pub struct Outsider {
    file: PathBuf,
    stamp: Option<Stamp>,
}

impl Outsider {
    /// Looks at a file, which need not be there.
    pub fn look(file: PathBuf) -> Self {
        let found = fs::metadata(&file).ok();
        Self {
            stamp: found.as_ref().map(Stamp::of),
            file,
        }
    }

    /// Whether it has come, gone, or been written since.
    pub fn has_changed(&self) -> bool {
        Self::look(self.file.clone()).stamp != self.stamp
    }
}
