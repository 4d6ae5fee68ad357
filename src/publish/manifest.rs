//! The list of what this tool made, kept inside the published folder: its text in, entries out, and back.
//!
//! ```text
//! niemyet-manifest 1 <hash of all lines below>
//! <fingerprint> <length> <hash of the bytes> <path>
//! ```
//!
//! Lines are sorted by the bytes of the path. The hash in the first line finds a list cut short, edited or merged by hand.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io;
use std::os::fd::AsFd;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustix::fs::{AtFlags, FileType, statat};
use rustix::path::Arg;

use super::failure::{DiskError, Doing};
use super::fingerprint::Fingerprint;
use super::layout::is_valid_path;

/// Where the manifest lies inside the published folder.
pub const MANIFEST: &str = ".niemyet-manifest";

const FORMAT: &str = "niemyet-manifest 1";

/// What is published in a folder now, as its manifest tells.
#[derive(Clone, Debug)]
pub struct Published {
    folder: PathBuf,
    state: State,
    entries: Vec<Entry>,
    digest: Option<Fingerprint>,
}

/// One published file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Relative to the published folder, `/`-separated.
    pub path: String,
    /// What the file was made from.
    pub fingerprint: Fingerprint,
    /// In bytes.
    pub length: u64,
    /// The hash of the bytes.
    pub content: Fingerprint,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Absent,
    Whole,
    /// Damaged, or of another version of the format.
    Unreadable,
}

impl Published {
    /// Reads the manifest of `folder`. A folder without one, or no folder, has published nothing.
    ///
    /// A damaged manifest, or one of another version, is not an error: [`is_whole`](Self::is_whole) tells,
    /// and the entries are those lines that could still be read.
    ///
    /// # Errors
    /// When the manifest is there and cannot be read.
    pub fn read(folder: &Path) -> Result<Self, DiskError> {
        let path = folder.join(MANIFEST);
        match fs::read(&path) {
            Ok(text) => Ok(Self::parse(folder, &text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self {
                folder: folder.to_path_buf(),
                state: State::Absent,
                entries: Vec::new(),
                digest: None,
            }),
            Err(error) => Err(Doing::Read.failed(&path)(error)),
        }
    }

    /// The published files, sorted by path.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry of one path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Entry> {
        let found = self
            .entries
            .binary_search_by(|entry| entry.path.as_str().cmp(path));
        found.ok().and_then(|index| self.entries.get(index))
    }

    /// The bytes of one published file; `None` when it is not published or no longer on disk.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn bytes(&self, path: &str) -> Result<Option<Vec<u8>>, DiskError> {
        if self.get(path).is_none() {
            return Ok(None);
        }
        let path = self.folder.join(path);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Doing::Read.failed(&path)(error)),
        }
    }

    /// Whether there is a manifest of the present format and it is as it was written.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.state == State::Whole
    }

    /// Whether there is a manifest, but a damaged one or one of another version. The folder is this tool's,
    /// yet which of its files are cannot be told for certain.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.state == State::Unreadable
    }

    /// What is published with a manifest of that digest, which is that of `entries`.
    pub(super) fn of(folder: &Path, entries: Vec<Entry>, digest: Fingerprint) -> Self {
        Self {
            folder: folder.to_path_buf(),
            state: State::Whole,
            entries,
            digest: Some(digest),
        }
    }

    fn parse(folder: &Path, text: &[u8]) -> Self {
        let lossy = String::from_utf8_lossy(text);
        let (header, body) = lossy.split_once('\n').unwrap_or((&lossy, ""));
        let read = || body.par_lines().map(Entry::parse).collect::<Vec<_>>();
        let (lines, digest) = rayon::join(read, || Fingerprint::of_content(body.as_bytes()));
        let whole = header == heading(digest) && lines.iter().all(Option::is_some);
        let mut entries: Vec<Entry> = lines.into_iter().flatten().collect();
        entries.sort_by(|one, other| one.path.cmp(&other.path));
        entries.dedup_by(|one, other| one.path == other.path);
        Self {
            folder: folder.to_path_buf(),
            state: if whole {
                State::Whole
            } else {
                State::Unreadable
            },
            entries,
            digest: Some(digest),
        }
    }
}

impl Published {
    /// Stands for all that was published: the hash that its manifest tells, or nothing where that cannot be relied on.
    #[must_use]
    pub fn digest(&self) -> Option<Fingerprint> {
        self.digest.filter(|_| self.is_whole())
    }

    /// The same where every file is still there and has the length it was published with.
    #[must_use]
    pub fn intact(&self) -> Option<Fingerprint> {
        let folder = File::open(&self.folder).ok()?;
        let is_there = |entry: &Entry| length(&folder, entry.path.as_str()) == Some(entry.length);
        let digest = self.digest()?;
        let is_intact = self.entries.par_iter().all(is_there);
        is_intact.then_some(digest)
    }
}

/// The length of a file below an open folder; nothing for what is no regular file, and none that cannot be asked.
pub(super) fn length(folder: impl AsFd, path: impl Arg) -> Option<u64> {
    let found = statat(folder, path, AtFlags::SYMLINK_NOFOLLOW).ok()?;
    let is_file = FileType::from_raw_mode(found.st_mode).is_file();
    is_file.then_some(found.st_size as u64)
}

impl Entry {
    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.splitn(4, ' ');
        let fingerprint = fields.next()?.parse().ok()?;
        let length = fields.next()?.parse().ok()?;
        let content = fields.next()?.parse().ok()?;
        let path = fields.next().filter(|path| is_valid_path(path))?;
        Some(Self {
            path: path.to_owned(),
            fingerprint,
            length,
            content,
        })
    }

    fn add_to(&self, lines: &mut String) {
        self.fingerprint.add_to(lines);
        // Writing to a string cannot fail.
        let _ = write!(lines, " {} ", self.length);
        self.content.add_to(lines);
        lines.push(' ');
        lines.push_str(&self.path);
        lines.push('\n');
    }
}

/// The text of a manifest for `entries`, which are sorted by path, and its digest.
pub(super) fn write(entries: &[Entry]) -> (String, Fingerprint) {
    let lines = |entries: &[Entry]| {
        let mut lines = String::with_capacity(entries.len() * 128);
        for entry in entries {
            entry.add_to(&mut lines);
        }
        lines
    };
    let all: Vec<String> = entries.par_chunks(4096).map(lines).collect();
    let mut hasher = blake3::Hasher::new();
    for lines in &all {
        hasher.update(lines.as_bytes());
    }
    let digest = Fingerprint::finish(&hasher);
    let mut text = heading(digest);
    text.reserve(1 + all.iter().map(String::len).sum::<usize>());
    text.push('\n');
    text.extend(all);
    (text, digest)
}

fn heading(digest: Fingerprint) -> String {
    format!("{FORMAT} {digest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str) -> Entry {
        Entry {
            path: path.to_owned(),
            fingerprint: Fingerprint::of(&[path.as_bytes()]),
            length: 7,
            content: Fingerprint::of_content(b"content"),
        }
    }

    fn read(text: &str) -> Published {
        Published::parse(Path::new("public"), text.as_bytes())
    }

    #[test]
    fn what_is_written_reads_back() {
        let entries = vec![entry("a b/họp.html"), entry("index.html")];
        let (text, digest) = write(&entries);
        let published = read(&text);
        assert_eq!(published.digest(), Some(digest));
        assert!(published.is_whole());
        assert_eq!(published.entries(), entries);
        assert_eq!(published.get("index.html"), Some(&entries[1]));
        assert_eq!(published.get("index"), None);
    }

    #[test]
    fn damage_is_noticed_and_the_readable_lines_survive() {
        let (text, _) = write(&[entry("a"), entry("b"), entry("c")]);
        let lines: Vec<&str> = text.lines().collect();
        let cut = format!("{}\n{}\n{}\n", lines[0], lines[1], lines[2]);
        let torn = text.replacen(" 7 ", " 8 ", 1);
        let other_version = text.replacen("manifest 1 ", "manifest 2 ", 1);
        let merged = text.replacen('\n', "\n<<<<<<< ours\n", 1);
        for (damaged, readable) in [(cut, 2), (torn, 3), (other_version, 3), (merged, 3)] {
            let published = read(&damaged);
            assert!(published.is_unreadable(), "{damaged}");
            assert_eq!(published.digest(), None);
            assert_eq!(published.entries().len(), readable, "{damaged}");
        }
        assert!(read("").is_unreadable());
        assert!(read("\u{0}\u{0}\u{0}").entries().is_empty());
    }

    #[test]
    fn a_line_that_leads_out_of_the_folder_is_not_read() {
        let (text, _) = write(&[entry("../secret"), entry("/etc/hosts")]);
        assert!(read(&text).entries().is_empty());
    }
}
