//! A site in a temporary folder: tables, notices and files in, the findings out.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use niemyet::problem::{Problem, Severity, json_line};
use niemyet::{Error, Inspection, Request};
use tempfile::TempDir;

/// The smallest usable `site.toml`; a test that is about another one writes its own.
const SITE: &str = "title = \"Cổng thử\"\nbase_url = \"https://lich.example.vn\"\n";

/// A site under construction.
pub(crate) struct Site {
    folder: TempDir,
}

impl Site {
    /// A site with nothing but a valid `site.toml`.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("content")).expect("an empty folder");
        Self { folder }.table("site.toml", SITE)
    }

    /// Writes `content/<name>`, replacing what is there.
    pub(crate) fn table(self, name: &str, text: &str) -> Self {
        self.file(name, text)
    }

    /// Writes the notice `content/<name>`.
    pub(crate) fn notice(self, name: &str, text: &str) -> Self {
        self.file(name, text)
    }

    /// Writes any file below `content/`, with the folders it needs.
    pub(crate) fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, bytes).expect("a writable file");
        self
    }

    /// Where `content/<name>` lies on disk, for tests that make odd files.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root().join("content").join(name)
    }

    /// The folder that holds `content/`.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Everything the library finds, in its order.
    pub(crate) fn check(&self) -> Vec<Finding> {
        let inspection = self.inspect().expect("a readable site");
        inspection.problems.into_iter().map(Finding).collect()
    }

    /// The errors alone, one line each: `a.md:3:1 unknown-key`.
    pub(crate) fn errors(&self) -> Vec<String> {
        let findings = self.check();
        let errors = findings.iter().filter(|finding| finding.is_error());
        errors.map(Finding::to_string).collect()
    }

    /// The whole inspection, or what the machine refused.
    pub(crate) fn inspect(&self) -> Result<Inspection, Error> {
        niemyet::inspect(&Request {
            root: self.root().to_owned(),
            audience: None,
            language: None,
        })
    }
}

/// One finding as the corpus writes it: `a.md:3:1 unknown-key`, with `warning` or `info` before the code of a lesser one.
pub(crate) struct Finding(pub(crate) Problem);

impl Finding {
    pub(crate) fn is_error(&self) -> bool {
        self.0.severity == Severity::Error
    }

    pub(crate) fn is_info(&self) -> bool {
        self.0.severity == Severity::Info
    }

    /// What it says, a line each: message and help, Vietnamese and English; control characters as spaces, as shown.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let both = std::iter::once(&self.0.message).chain(&self.0.help);
        both.flat_map(|sentence| [&sentence.vi, &sentence.en])
            .map(|sentence| sentence.replace(char::is_control, " "))
            .collect()
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.0.source.path;
        let path = path.strip_prefix("content/").unwrap_or(path);
        let position = self.0.position();
        let (line, column) = (position.line, position.column);
        write!(formatter, "{path}:{line}:{column} ")?;
        match self.0.severity {
            Severity::Error => {}
            Severity::Warning => formatter.write_str("warning ")?,
            Severity::Info => formatter.write_str("info ")?,
        }
        formatter.write_str(self.0.code.word())
    }
}

impl fmt::Debug for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&json_line(&self.0))
    }
}
