//! A published folder in; its files with the hashes of their bytes, and the bytes themselves when asked, out.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::Failure;
use crate::publish::{Fingerprint, Published};

/// One file to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Relative to the folder, `/`-separated.
    pub path: String,
    /// The hash of its bytes.
    pub content: Fingerprint,
    /// In bytes.
    pub length: u64,
}

/// The folder.
#[derive(Debug)]
pub struct Local {
    folder: PathBuf,
    files: Vec<File>,
}

impl Local {
    /// Lists the portal in `folder`, and what others put into it: a `CNAME`, a proof of ownership. What this tool made is
    /// known by its manifest and not read again. `None` where nothing is published there.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Self>, Failure> {
        let failed = |path: &Path, error| Failure::Io(path.display().to_string(), error);
        let published =
            Published::read(folder).map_err(|error| failed(&error.path, error.source))?;
        if !published.is_whole() {
            return Ok(None);
        }
        let mut files = Vec::new();
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.map_err(|error| failed(folder, error.into()))?;
            let path = crate::sources::relative(folder, entry.path());
            if !entry.file_type().is_file() || path.starts_with(".niemyet-") {
                continue;
            }
            let known = published
                .get(&path)
                .map(|entry| (entry.content, entry.length));
            let (content, length) = match known {
                Some(known) => known,
                None => {
                    let bytes =
                        fs::read(entry.path()).map_err(|error| failed(entry.path(), error))?;
                    (Fingerprint::of_content(&bytes), bytes.len() as u64)
                }
            };
            files.push(File {
                path,
                content,
                length,
            });
        }
        Ok(Some(Self {
            folder: folder.to_owned(),
            files,
        }))
    }

    /// Where it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files, in order of path.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// The bytes of a file, as they were when it was listed.
    ///
    /// # Errors
    /// When they cannot be read, or when a build has put others in their place meanwhile.
    pub fn bytes(&self, file: &File) -> io::Result<Vec<u8>> {
        let bytes = fs::read(self.folder.join(&file.path))?;
        if Fingerprint::of_content(&bytes) == file.content {
            return Ok(bytes);
        }
        let path = &file.path;
        Err(io::Error::other(format!(
            "{path}: changed while it was being sent; run the deployment again"
        )))
    }
}
