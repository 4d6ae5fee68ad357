//! The output path as given in; the folder it stands for and the places beside it out.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::failure::{DiskError, Doing};

/// Where a build works. All lie in one folder, so that a rename never crosses file systems.
#[derive(Clone, Debug)]
pub(super) struct Places {
    /// The published folder, links resolved. It may not exist.
    pub(super) public: PathBuf,
    /// Where the next version grows.
    pub(super) staging: PathBuf,
    /// An equal of the published folder, in which the next version can grow.
    pub(super) spare: PathBuf,
    /// A whole version that waits to be exchanged, and after the exchange the version that was public before.
    pub(super) old: PathBuf,
    /// The file whose lock keeps two builds apart.
    pub(super) lock: PathBuf,
    /// A note of what the last build was made from.
    pub(super) receipt: PathBuf,
    /// What the last build worked out and the next may use again.
    pub(super) cache: PathBuf,
}

/// As many links in a row as Linux itself follows.
const MOST_LINKS: usize = 40;

impl Places {
    /// Follows `out` to the folder it stands for and makes the folders above it.
    pub(super) fn resolve(out: &Path) -> Result<Self, DiskError> {
        let public = follow(out).map_err(Doing::Resolve.failed(out))?;
        let (Some(parent), Some(name)) = (public.parent(), public.file_name()) else {
            return Err(Doing::Resolve.failed(out)(no_name()));
        };
        fs::create_dir_all(parent).map_err(Doing::CreateFolder.failed(parent))?;
        let beside = |role: &str| {
            let mut hidden = std::ffi::OsString::from(".");
            hidden.push(name);
            hidden.push(".niemyet-");
            hidden.push(role);
            parent.join(hidden)
        };
        Ok(Self {
            staging: beside("staging"),
            spare: beside("spare"),
            old: beside("old"),
            lock: beside("lock"),
            receipt: beside("receipt"),
            cache: beside("cache"),
            public,
        })
    }
}

/// Like `canonicalize`, but the last folders need not exist, not even behind a link.
fn follow(out: &Path) -> io::Result<PathBuf> {
    let mut path: PathBuf = out.components().collect();
    for _ in 0..MOST_LINKS {
        match fs::canonicalize(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            found => return found,
        }
        let Ok(target) = fs::read_link(&path) else {
            return std::path::absolute(path);
        };
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    Err(io::Error::from(io::ErrorKind::NotFound))
}

fn no_name() -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidInput,
        "a folder with a name of its own is needed",
    )
}
