//! Portals in temporary folders, published and looked at from outside.

mod again;
mod disturbed;
mod foreign;
mod versions;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::places::Places;
use super::{Failure, Fingerprint, MANIFEST, Made, Options, Report, publish, tree};

/// A temporary folder with a published folder in it.
struct Portal {
    folder: TempDir,
    options: Options,
}

impl Portal {
    fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            options: Options::default(),
        }
    }

    fn force(mut self) -> Self {
        self.options.force = true;
        self
    }

    /// Puts a file of an author's where the portal goes.
    fn with(self, path: &str, text: &str) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    fn path(&self, path: &str) -> PathBuf {
        self.out().join(path)
    }

    fn places(&self) -> Places {
        Places::resolve(&self.out()).unwrap()
    }

    /// Publishes files whose fingerprint is that of their text.
    fn publish(&self, files: &[(&str, &str)]) -> Report {
        self.attempt(files).unwrap()
    }

    fn attempt(&self, files: &[(&str, &str)]) -> Result<Report, Failure<String>> {
        publish_to(&self.out(), files, &self.options)
    }

    /// The files, without the manifest, as `path=text`; links as `path>target`, folders as `path/`.
    fn content(&self) -> Vec<String> {
        content(&self.out())
    }

    /// What lies beside the published folder.
    fn beside(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// Device, inode and time of the published folder and of everything in it.
    fn stamps(&self) -> BTreeMap<PathBuf, (u64, i64, i64)> {
        let stamp = |path: PathBuf| {
            let metadata = fs::symlink_metadata(&path).unwrap();
            let times = (metadata.mtime(), metadata.mtime_nsec());
            (path, (metadata.ino(), times.0, times.1))
        };
        let found = tree::list(&self.out()).unwrap();
        let paths = found.iter().map(|found| self.out().join(&found.path));
        paths.chain([self.out()]).map(stamp).collect()
    }

    fn inode(&self, path: &str) -> u64 {
        fs::symlink_metadata(self.path(path)).unwrap().ino()
    }
}

fn publish_to(
    out: &Path,
    files: &[(&str, &str)],
    options: &Options,
) -> Result<Report, Failure<String>> {
    let make = |index: usize, published| match files[index].1 {
        text if text.starts_with("broken") => Err(text.to_owned()),
        text => Ok(made(text, published)),
    };
    publish(out, &plan(files), options, &make, &|_| {})
}

fn made(text: &str, published: Option<Fingerprint>) -> Made {
    let fingerprint = Fingerprint::of(&[text.as_bytes()]);
    match published == Some(fingerprint) {
        true => Made::UpToDate,
        false => Made::Bytes(fingerprint, text.as_bytes().to_vec()),
    }
}

fn plan(files: &[(&str, &str)]) -> Vec<String> {
    files.iter().map(|(path, _)| (*path).to_owned()).collect()
}

fn content(folder: &Path) -> Vec<String> {
    let mut all: Vec<String> = tree::list(folder)
        .unwrap()
        .iter()
        .filter(|found| found.path != MANIFEST)
        .map(|found| {
            let path = folder.join(&found.path);
            let name = found.path.to_str().unwrap();
            match found.kind {
                tree::Kind::Folder => format!("{name}/"),
                tree::Kind::Link => format!("{name}>{}", fs::read_link(path).unwrap().display()),
                _ => format!("{name}={}", fs::read_to_string(path).unwrap()),
            }
        })
        .collect();
    all.sort();
    all
}
