//! The list a target keeps of what was sent to it: its text in, answers out, and back.
//!
//! ```text
//! niemyet-deployed 1
//! <hash of the bytes, or - while it is being sent> <path>
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;

use super::{Failure, File, Target, attempt};
use crate::publish::Fingerprint;

/// Where the list lies at the target.
pub const MANIFEST: &str = ".niemyet-deployed";

const FORMAT: &str = "niemyet-deployed 1";

/// What was sent, by path; `None` for a file whose bytes are not known: its sending was begun and not seen to end.
#[derive(Debug, Default)]
pub(super) struct Sent {
    files: BTreeMap<String, Option<Fingerprint>>,
    /// The list as this deployment saw or wrote it last.
    last: Option<Vec<u8>>,
}

impl Sent {
    /// Asks the target.
    pub(super) fn read(target: &dyn Target) -> Result<Self, Failure> {
        let last = attempt(MANIFEST, || target.read(MANIFEST))?;
        let Some(bytes) = &last else {
            return Ok(Self::default());
        };
        let files = Self::parse(&String::from_utf8_lossy(bytes)).ok_or_else(|| {
            let reason =
                "is not a list of niemyet's, or damaged; remove it and deploy with --force";
            Failure::Io(MANIFEST.to_owned(), io::Error::other(reason))
        })?;
        Ok(Self { files, last })
    }

    fn parse(text: &str) -> Option<BTreeMap<String, Option<Fingerprint>>> {
        let mut lines = text.lines();
        if lines.next()? != FORMAT {
            return None;
        }
        let file = |line: &str| {
            let (hash, path) = line.split_once(' ')?;
            let hash = match hash {
                "-" => None,
                hash => Some(hash.parse().ok()?),
            };
            let is_inside = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
            is_inside.then(|| (path.to_owned(), hash))
        };
        lines.map(file).collect()
    }

    /// Puts the list there, unless another deployment has: then nobody knows any more whose bytes are there.
    pub(super) fn write(&mut self, target: &dyn Target) -> Result<(), Failure> {
        let now = Self::read(target)?;
        if now.last == self.last {
            return self.put(target);
        }
        let all = std::mem::take(&mut self.files).into_keys();
        let all = all.chain(now.files.into_keys());
        self.files = all.map(|path| (path, None)).collect();
        self.put(target)?;
        Err(overtaken())
    }

    fn put(&mut self, target: &dyn Target) -> Result<(), Failure> {
        let mut text = format!("{FORMAT}\n");
        for (path, hash) in &self.files {
            // Writing to a string cannot fail.
            let _ = match hash {
                Some(hash) => writeln!(text, "{hash} {path}"),
                None => writeln!(text, "- {path}"),
            };
        }
        attempt(MANIFEST, || target.write(MANIFEST, text.as_bytes()))?;
        self.last = Some(text.into_bytes());
        Ok(())
    }

    /// Whether a file is there with these bytes.
    pub(super) fn has(&self, path: &str, content: Fingerprint) -> bool {
        self.files.get(path) == Some(&Some(content))
    }

    /// Whether this tool sent a file of that path, or began to.
    pub(super) fn knows(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The paths that are no longer wanted.
    pub(super) fn beyond(&self, wanted: &BTreeSet<&str>) -> Vec<String> {
        let paths = self
            .files
            .keys()
            .filter(|path| !wanted.contains(path.as_str()));
        paths.cloned().collect()
    }

    /// Names files before they are sent: should the sending be cut short, they are known to be ours.
    pub(super) fn announce(&mut self, target: &dyn Target, files: &[&File]) -> Result<(), Failure> {
        if Self::read(target)?.last != self.last {
            return Err(overtaken());
        }
        self.files
            .extend(files.iter().map(|file| (file.path.clone(), None)));
        self.put(target)
    }

    pub(super) fn note(&mut self, files: &[&File]) {
        let sent = files
            .iter()
            .map(|file| (file.path.clone(), Some(file.content)));
        self.files.extend(sent);
    }

    pub(super) fn forget(&mut self, paths: &[String]) {
        for path in paths {
            self.files.remove(path);
        }
    }
}

fn overtaken() -> Failure {
    let reason = "another deployment went to the same place meanwhile; run this one again";
    Failure::Io(MANIFEST.to_owned(), io::Error::other(reason))
}
