//! What the system tells of a file without reading it.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;

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
