//! git, called as a program: arguments in; what it printed, or what it complained about, out.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::Error;
use crate::say;

/// A repository, by the folder in which git is started.
#[derive(Debug, Clone)]
pub(super) struct Git {
    folder: PathBuf,
}

impl Git {
    /// The repository that `folder` is, or lies in.
    pub(super) fn at(folder: &Path) -> Self {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        Self {
            folder: folder.to_owned(),
        }
    }

    /// Where git is started.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A call that has not been started. The environment is handed on as it is: in a hook it names the repository and
    /// the place of objects that have been pushed but not yet accepted.
    pub(super) fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new("git");
        command
            .current_dir(&self.folder)
            .args(arguments)
            .stdin(Stdio::null());
        command
    }

    /// What a call prints, or `None` where git answers no; what it complains about is dropped.
    ///
    /// # Errors
    /// [`Error`] where git cannot be started.
    pub(super) fn asked<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Result<Option<String>, Error> {
        let output = self.output(arguments)?;
        let answer = String::from_utf8_lossy(&output.stdout);
        Ok(output.status.success().then(|| answer.trim().to_owned()))
    }

    /// The bytes a call prints.
    ///
    /// # Errors
    /// [`Error`] where git cannot be started, or fails; then with its own words.
    pub(super) fn told<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Result<Vec<u8>, Error> {
        let output = self.output(arguments)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let words = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(self.failed(arguments, io::Error::other(words)))
    }

    /// The one line a call prints.
    ///
    /// # Errors
    /// [`Error`] where git cannot be started, or fails.
    pub(super) fn line<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Result<String, Error> {
        let printed = self.told(arguments)?;
        let line = String::from_utf8_lossy(&printed);
        Ok(line.trim_end_matches('\n').to_owned())
    }

    fn output<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Result<Output, Error> {
        self.command(arguments)
            .output()
            .map_err(|error| self.failed(arguments, error))
    }

    /// The failure of a call in this repository.
    pub(super) fn failed<S: AsRef<OsStr>>(&self, arguments: &[S], source: io::Error) -> Error {
        let verb = arguments
            .first()
            .map(|verb| verb.as_ref().to_string_lossy())
            .unwrap_or_default();
        Error {
            path: self.folder.clone(),
            doing: say!("chạy được `git {verb}` trong", "running `git {verb}` in"),
            source,
        }
    }

    /// The repository's own folder, absolute: `/srv/git/lich.git`, or `…/.git` in a clone; `None` outside of any.
    pub(super) fn own_folder(&self) -> Result<Option<PathBuf>, Error> {
        let folder = self.asked(&["rev-parse", "--absolute-git-dir"])?;
        Ok(folder.map(PathBuf::from))
    }

    /// The folder git looks for hooks in, below [`Self::folder`] or absolute.
    pub(super) fn hooks_folder(&self) -> Result<PathBuf, Error> {
        let named = self.line(&["rev-parse", "--git-path", "hooks"])?;
        Ok(self.folder.join(named))
    }

    /// Whether it has no work tree.
    pub(super) fn is_bare(&self) -> Result<bool, Error> {
        let answer = self.asked(&["rev-parse", "--is-bare-repository"])?;
        Ok(answer.as_deref() == Some("true"))
    }

    /// The commit a revision means; `None` where it means none.
    pub(super) fn commit(&self, revision: &str) -> Result<Option<String>, Error> {
        let revision = format!("{revision}^{{commit}}");
        self.asked(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &revision,
        ])
    }

    /// One setting of the repository: `niemyet.branch`.
    pub(super) fn setting(&self, name: &str) -> Result<Option<String>, Error> {
        self.asked(&["config", "--get", name])
    }

    /// Keeps a setting in the repository.
    pub(super) fn set(&self, name: &str, value: &str) -> Result<(), Error> {
        self.told(&["config", "--local", name, value]).map(drop)
    }
}
