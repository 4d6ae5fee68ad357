//! A tree of git in; its files, and a folder on disk with those of the site, out.
//!
//! Blobs are read raw, through one `git cat-file --batch`: what is pushed is what is checked, whatever filters and line
//! ends the machine's own checkouts have. It works inside a receiving repository, whose new objects are still in quarantine.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};
use std::process::{ChildStdin, Stdio};
use std::thread;

use super::files::{make_folder_of, write};
use super::git::Git;
use crate::Error;
use crate::problem::Bilingual;
use crate::say;

/// The files of one tree, by path.
#[derive(Debug, Default, Clone)]
pub(super) struct Tree {
    files: BTreeMap<PathBuf, Blob>,
}

/// One file of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Blob {
    /// The hash of its bytes.
    pub(super) hash: String,
    /// Whether it is a symbolic link, and its bytes the target.
    is_link: bool,
}

/// How much of a site to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Notices and tables in full, attachments as empty files: enough to check and to compare.
    Checked,
    /// Everything a build needs.
    Whole,
}

const SITE: &str = "content/site.toml";

impl Tree {
    /// Lists the tree of a commit, or a tree itself.
    ///
    /// # Errors
    /// [`Error`] where git cannot list it.
    pub(super) fn list(git: &Git, revision: &str) -> Result<Self, Error> {
        let listed = git.told(&["ls-tree", "-r", "-z", "--full-tree", revision])?;
        let records = listed.split(|byte| *byte == 0);
        Ok(Self {
            files: records.filter_map(file).collect(),
        })
    }

    /// Lists what is staged for the next commit.
    ///
    /// # Errors
    /// [`Error`] where git cannot write or list it.
    pub(super) fn staged(git: &Git) -> Result<Self, Error> {
        Self::list(git, &git.line(&["write-tree"])?)
    }

    /// The folder that holds `content/`: the one stated, or the only one there is; empty for the top.
    pub(super) fn site(&self, stated: Option<&str>) -> Result<PathBuf, Bilingual> {
        if let Some(stated) = stated {
            let folder = PathBuf::from(stated.trim_matches('/'));
            return match self.files.contains_key(&folder.join(SITE)) {
                true => Ok(folder),
                false => Err(say!(
                    "không có `{stated}/content/site.toml` trong lần ghi này; thư mục của trang đặt bằng `git config niemyet.site`",
                    "there is no `{stated}/content/site.toml` in this commit; `git config niemyet.site` names the site's folder"
                )),
            };
        }
        let mut folders = self
            .files
            .keys()
            .filter(|path| path.ends_with(SITE))
            .filter_map(|path| path.ancestors().nth(2));
        match (folders.next(), folders.next()) {
            (Some(only), None) => Ok(only.to_owned()),
            _ if self.files.contains_key(Path::new(SITE)) => Ok(PathBuf::new()),
            (None, _) => Err(say!(
                "không có `content/site.toml` trong lần ghi này; tạo trang bằng `niemyet init`",
                "there is no `content/site.toml` in this commit; start a site with `niemyet init`"
            )),
            _ => Err(say!(
                "có nhiều `content/site.toml`; chọn thư mục bằng `git config niemyet.site THƯ-MỤC`",
                "there are several `content/site.toml`; choose a folder with `git config niemyet.site FOLDER`"
            )),
        }
    }

    /// The files below a folder, by their path in it.
    pub(super) fn below(&self, folder: &Path) -> BTreeMap<&Path, &Blob> {
        self.files
            .iter()
            .filter_map(|(path, blob)| Some((path.strip_prefix(folder).ok()?, blob)))
            .collect()
    }

    /// Writes the site in the folder `site` of the tree into the folder `goal`.
    ///
    /// # Errors
    /// [`Error`] where git cannot read a file, or the disk cannot hold it.
    pub(super) fn write(
        &self,
        git: &Git,
        site: &Path,
        goal: &Path,
        extent: Extent,
    ) -> Result<(), Error> {
        let files = self.below(site);
        let (links, files): (Vec<_>, Vec<_>) = files
            .into_iter()
            .filter(|(path, _)| is_wanted(path))
            .partition(|(_, blob)| blob.is_link);
        let (read, empty): (Vec<_>, Vec<_>) = files
            .into_iter()
            .partition(|(path, _)| extent == Extent::Whole || is_text(path));
        for (path, _) in empty {
            write(&goal.join(path), [])?;
        }
        blobs(git, &read, |path, bytes| write(&goal.join(path), bytes))?;
        // Links come last, and none below another: nothing is ever written through one, not even of a forged tree.
        let is_below_link = |path: &Path| {
            path.ancestors()
                .skip(1)
                .any(|above| links.iter().any(|(link, _)| *link == above))
        };
        let (_, links): (Vec<_>, Vec<_>) = links
            .iter()
            .copied()
            .partition(|(path, _)| is_below_link(path));
        blobs(git, &links, |path, target| {
            write_link(&goal.join(path), target)
        })
    }
}

/// `100644 blob <hash>\t<path>`; submodules, and paths no checkout would write, are left out.
fn file(record: &[u8]) -> Option<(PathBuf, Blob)> {
    let tab = record.iter().position(|byte| *byte == b'\t')?;
    let (about, path) = (record.get(..tab)?, record.get(tab + 1..)?);
    let about = std::str::from_utf8(about).ok()?;
    let mut fields = about.split(' ');
    let (mode, kind, hash) = (fields.next()?, fields.next()?, fields.next()?);
    let path = PathBuf::from(OsStr::from_bytes(path));
    let is_plain = path
        .components()
        .all(|part| matches!(part, Component::Normal(name) if name != ".git"));
    let blob = Blob {
        hash: hash.to_owned(),
        is_link: mode == "120000",
    };
    (kind == "blob" && is_plain).then_some((path, blob))
}

/// What `niemyet` reads of a repository.
fn is_wanted(path: &Path) -> bool {
    path.starts_with("content") || path.starts_with("themes")
}

/// What must be read to check a site: notices, tables and themes.
fn is_text(path: &Path) -> bool {
    let is_text = |ending: &OsStr| ending == "md" || ending == "toml";
    path.starts_with("themes") || path.extension().is_some_and(is_text)
}

/// Hands the bytes of each file to `take`, in order.
fn blobs(
    git: &Git,
    files: &[(&Path, &Blob)],
    mut take: impl FnMut(&Path, &[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    if files.is_empty() {
        return Ok(());
    }
    let arguments = ["cat-file", "--batch"];
    let failed = |source| git.failed(&arguments, source);
    let mut child = git
        .command(&arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let (Some(wishes), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(failed(io::ErrorKind::BrokenPipe.into()));
    };
    let mut answers = BufReader::new(answers);
    let taken = thread::scope(|scope| {
        // Asked from a thread of its own: git stops reading while its answers are not read.
        scope.spawn(|| ask(wishes, files));
        files.iter().try_for_each(|(path, _)| {
            let bytes = answer(&mut answers).map_err(failed)?;
            take(path, &bytes)
        })
    });
    drop(answers);
    child.wait().map_err(failed)?;
    taken
}

/// A git that has gone away shows in its answers.
fn ask(wishes: ChildStdin, files: &[(&Path, &Blob)]) {
    let mut wishes = BufWriter::new(wishes);
    for (_, blob) in files {
        if writeln!(wishes, "{}", blob.hash).is_err() {
            return;
        }
    }
    let _ = wishes.flush();
}

/// `<hash> blob <length>\n<bytes>\n`.
fn answer(answers: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut heading = String::new();
    answers.read_line(&mut heading)?;
    let length: Option<usize> = heading
        .trim_end()
        .rsplit(' ')
        .next()
        .and_then(|length| length.parse().ok());
    let length = length.ok_or_else(|| io::Error::other(heading.trim_end().to_owned()))?;
    let mut bytes = vec![0; length];
    answers.read_exact(&mut bytes)?;
    answers.read_exact(&mut [0])?;
    Ok(bytes)
}

fn write_link(path: &Path, target: &[u8]) -> Result<(), Error> {
    make_folder_of(path)?;
    std::os::unix::fs::symlink(OsStr::from_bytes(target), path)
        .map_err(|error| Error::writing(path, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(paths: &[&str]) -> Tree {
        let records = paths
            .iter()
            .map(|path| format!("100644 blob 0123\t{path}").into_bytes());
        Tree {
            files: records.filter_map(|record| file(&record)).collect(),
        }
    }

    #[test]
    fn the_site_is_found_where_there_is_one() {
        let top = tree(&["content/site.toml", "tests/a/content/site.toml"]);
        assert_eq!(top.site(None), Ok(PathBuf::new()));
        let below = tree(&["lịch xã/content/site.toml", "README.md"]);
        assert_eq!(below.site(None), Ok(PathBuf::from("lịch xã")));
        assert_eq!(below.site(Some("lịch xã/")), Ok(PathBuf::from("lịch xã")));
        assert!(below.site(Some("khác")).is_err());
        assert!(
            tree(&["a/content/site.toml", "b/content/site.toml"])
                .site(None)
                .is_err()
        );
        assert!(tree(&["README.md"]).site(None).is_err());
    }

    #[test]
    fn paths_that_lead_out_are_left_out() {
        let paths = tree(&[
            "../a",
            "/etc/passwd",
            "content/.git/config",
            "content/họp giao ban.md",
        ]);
        let found: Vec<_> = paths.files.keys().collect();
        assert_eq!(found, [Path::new("content/họp giao ban.md")]);
    }
}
