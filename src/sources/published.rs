//! The published folder of another portal: which notices it holds, and the bytes of each when its turn comes.
//! Nothing in it is trusted: links are not followed out of it, pipes and huge files are not read.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{MAX_FILE_BYTES, Outsider, relative};
use crate::publish::MANIFEST;

/// JSON holds a notice twice, as it stands and as typed, and spells some characters with six.
const MAX_NOTICE_BYTES: u64 = 8 * MAX_FILE_BYTES;

const INDEX: &str = "api/v1/index.json";

/// The index of a portal of a million notices.
const MAX_INDEX_BYTES: u64 = 512 << 20;

const NOTICES: &str = "api/v1/notices";

/// A folder that another portal was published into.
#[derive(Debug)]
pub struct PublishedFolder {
    root: PathBuf,
}

impl PublishedFolder {
    /// The folder `from`, seen from the site's root. While its portal publishes anew, one state of it is read.
    ///
    /// # Errors
    /// There is no such folder, or it cannot be entered.
    pub fn open(root: &Path, from: &str) -> io::Result<Self> {
        let root = fs::canonicalize(root.join(from))?;
        match root.is_dir() {
            true => Ok(Self { root }),
            false => Err(io::ErrorKind::NotADirectory.into()),
        }
    }

    /// The files by which it can be seen from outside that its portal was published anew.
    pub fn signs(root: &Path, from: &str) -> [Outsider; 2] {
        [MANIFEST, INDEX].map(|name| Outsider::look(root.join(from).join(name)))
    }

    /// The bytes of its `api/v1/index.json`.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub fn index(&self) -> io::Result<Vec<u8>> {
        read_bounded(&self.root.join(INDEX), MAX_INDEX_BYTES)
    }

    /// The ids of the notices whose files are there. What is only linked to is not.
    pub fn notices(&self) -> HashSet<String> {
        let folder = self.root.join(NOTICES);
        if fs::canonicalize(&folder).ok().as_ref() != Some(&folder) {
            return HashSet::new();
        }
        let entries = WalkDir::new(&folder).into_iter().filter_map(Result::ok);
        entries
            .filter(|entry| entry.file_type().is_file())
            .filter_map(|entry| {
                let path = relative(&folder, entry.path());
                path.strip_suffix(".json").map(str::to_owned)
            })
            .collect()
    }

    /// The bytes of one of [`notices`](Self::notices).
    ///
    /// # Errors
    /// It cannot be read, or is too large to be a notice.
    pub fn notice(&self, id: &str) -> io::Result<Vec<u8>> {
        let path = self.root.join(NOTICES).join(format!("{id}.json"));
        read_bounded(&path, MAX_NOTICE_BYTES)
    }

    /// What tells this state of a folder from another without reading it: each file's length and time.
    pub fn state(root: &Path, from: &str) -> Vec<String> {
        let folder = root.join(from).join("api/v1");
        let entries = WalkDir::new(&folder).sort_by_file_name().into_iter();
        entries
            .map(|entry| {
                let data = entry.and_then(|entry| Ok((entry.metadata()?, entry)));
                let Ok((data, entry)) = data else {
                    return String::new();
                };
                let path = relative(&folder, entry.path());
                format!("{path} {} {:?}", data.len(), data.modified().ok())
            })
            .collect()
    }

    /// Where the file of a notice lies, for messages: below `from` as its author wrote it.
    pub fn shown(from: &str, id: &str) -> String {
        format!("{}/{NOTICES}/{id}.json", from.trim_end_matches('/'))
    }
}

fn read_bounded(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let data = fs::symlink_metadata(path)?;
    if !data.is_file() {
        return Err(io::Error::other("not a regular file"));
    }
    if data.len() > limit {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    fs::read(path)
}
