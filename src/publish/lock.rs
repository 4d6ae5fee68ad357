//! A lock file in; after waiting for another build, the lock out.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::{Timespec, Timestamps, UTIME_OMIT, futimens};

use super::failure::{DiskError, Doing};
use super::seen::Moment;

/// Held until dropped. The kernel releases it when the process is killed, so the file itself means nothing and stays.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
}

const PAUSE: Duration = Duration::from_millis(10);

impl Lock {
    /// Waits for the lock for at most `wait`; `None` when another build still holds it then.
    pub(super) fn take(path: &Path, wait: Duration) -> Result<Option<Self>, DiskError> {
        let start = Instant::now();
        loop {
            if let Some(lock) = Self::attempt(path).map_err(Doing::Lock.failed(path))? {
                return Ok(Some(lock));
            }
            if start.elapsed() >= wait {
                return Ok(None);
            }
            thread::sleep(PAUSE);
        }
    }

    /// What time it is in the file system that holds the lock: the time it gives to what is changed now.
    /// Where it cannot be asked, no folder's time tells anything.
    pub(super) fn moment(&self) -> Moment {
        self.touch().unwrap_or(Moment::UNKNOWN)
    }

    fn touch(&self) -> io::Result<Moment> {
        if !is_local(&self.file) {
            return Ok(Moment::UNKNOWN);
        }
        // Its own time is given to it again, for a build without changes changes nothing; the kernel notes when.
        let found = self.file.metadata()?;
        let times = Timestamps {
            last_access: Timespec {
                tv_sec: 0,
                tv_nsec: UTIME_OMIT,
            },
            last_modification: Timespec {
                tv_sec: found.mtime(),
                tv_nsec: found.mtime_nsec() as _,
            },
        };
        futimens(&self.file, &times)?;
        let touched = self.file.metadata()?;
        Ok(Moment::of(touched.ctime(), touched.ctime_nsec()))
    }

    fn attempt(path: &Path) -> io::Result<Option<Self>> {
        let mut options = OpenOptions::new();
        let file = options
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        match file.try_lock() {
            Ok(()) if is_at(&file, path)? => Ok(Some(Self { file })),
            Ok(()) | Err(TryLockError::WouldBlock) => Ok(None),
            // Some network file systems have no locks. Building without one is better than not building.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                Ok(Some(Self { file }))
            }
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// Whether a file lies in a file system that is this machine's alone. Others tell times from memory, and what another
/// machine did to a folder shows in its time only after a while.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_local(file: &File) -> bool {
    rustix::fs::fstatfs(file).is_ok_and(|system| LOCAL.contains(&(system.f_type as u32)))
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn is_local(_file: &File) -> bool {
    false
}

/// ext4, XFS, Btrfs, tmpfs, ramfs, overlayfs, ZFS, F2FS and bcachefs.
#[cfg(any(target_os = "linux", target_os = "android"))]
const LOCAL: [u32; 9] = [
    0xef53,
    0x5846_5342,
    0x9123_683e,
    0x0102_1994,
    0x8584_58f6,
    0x794c_7630,
    0x2fc1_2fc1,
    0xf2f5_2010,
    0xca45_1a4e,
];

/// A lock file removed meanwhile (by `git clean`, say) locks nobody out: the next build makes another one.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    match std::fs::metadata(path) {
        Ok(there) => {
            let held = file.metadata()?;
            Ok((held.dev(), held.ino()) == (there.dev(), there.ino()))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
