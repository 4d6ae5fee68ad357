//! A folder as target: a mounted share, the root of a web server.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::{Local, Target};

/// A folder on this machine.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder `root`, which is made when something is first sent.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }
}

impl Target for Folder {
    /// The folder itself is locked, which leaves no file; the kernel lets go of it when a deployment is killed.
    fn hold(&self, waiting: &dyn Fn()) -> io::Result<Option<File>> {
        fs::create_dir_all(&self.root)?;
        let folder = File::open(&self.root)?;
        let is_held = match folder.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => {
                waiting();
                folder.lock().is_ok()
            }
            // Network file systems lock no folders, or nothing at all: there the list alone tells.
            Err(TryLockError::Error(_)) => false,
        };
        Ok(is_held.then_some(folder))
    }

    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.root.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn existing(&self, paths: &[&str]) -> io::Result<Vec<String>> {
        let there = paths
            .iter()
            .filter(|path| fs::symlink_metadata(self.root.join(path)).is_ok());
        Ok(there.map(|path| (*path).to_owned()).collect())
    }

    fn send(&self, local: &Local, files: &[&super::File]) -> io::Result<()> {
        for file in files {
            self.write(&file.path, &local.bytes(file)?)?;
        }
        Ok(())
    }

    /// Beside and renamed, so that readers get the old file or the new one.
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.root.join(path);
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)?;
        let mut name = std::ffi::OsString::from(".niemyet-new-");
        name.push(path.file_name().unwrap_or_default());
        let fresh = folder.join(name);
        fs::write(&fresh, bytes)?;
        fs::rename(&fresh, &path)
    }

    fn remove(&self, paths: &[&str]) -> io::Result<()> {
        for path in paths {
            let path = self.root.join(path);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            // Folders go with their last file; one that is not empty refuses.
            for folder in path
                .ancestors()
                .skip(1)
                .take_while(|folder| **folder != self.root)
            {
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
        Ok(())
    }
}
