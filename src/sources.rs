//! What is on disk: the bytes of `content/`, read once, with everything odd about the files themselves.
//! The rest of the library sees these values, never the disk.

mod published;
mod sorting;
mod stamp;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::Error;
use crate::problem::Problem;
use crate::site::Site;

pub use published::PublishedFolder;
use sorting::{is_hidden, leads_out, walk_error};
pub use stamp::{Outsider, Stamp};

/// The largest notice or table that is read, in bytes; a page of prose is a few thousand.
pub const MAX_FILE_BYTES: u64 = 4 << 20;

/// One file as it lies on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawFile {
    /// Path relative to the root, `/`-separated.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Everything under `content/` and the theme's folder.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// `site.toml`, `units.toml`, `places.toml`, `holidays.toml`, those that exist, by name.
    pub tables: BTreeMap<String, RawFile>,
    /// The notice files that were read, in order of path.
    pub notices: Vec<RawFile>,
    /// Paths of notice files that lie there as they were known, and were not read.
    pub unread: Vec<String>,
    /// The stamps of the notice files that were read.
    pub stamps: HashMap<String, Stamp>,
    /// Paths of all other files under `content/`, which links may name.
    pub attachments: BTreeSet<String>,
    /// Pictures and typefaces right in `content/`, which `[look]` in `site.toml` may name, by name.
    pub look_files: BTreeMap<String, Vec<u8>>,
    /// What is wrong with the files themselves.
    pub problems: Vec<Problem>,
    /// Whether `content/` holds links: what lies at a path may then change at another.
    pub has_links: bool,
    /// Every notice file that is not named here lies there as it was known.
    pub is_rest_known: bool,
}

/// A notice file that was touched.
pub(crate) enum TouchedFile {
    /// It lies there as it was known.
    Known,
    /// It was read.
    Read(RawFile, Stamp),
    /// It is gone, or no longer a file that can be read by itself.
    Other,
}

/// Reads one notice file that was there, unless it is `known` by its stamp.
pub(crate) fn reread(root: &Path, path: &str, known: &Stamp) -> TouchedFile {
    let file = root.join(path);
    let stamp = |data: &fs::Metadata| (data.is_file(), data.len(), Stamp::of(data));
    let Ok((true, length, before)) = fs::symlink_metadata(&file).map(|data| stamp(&data)) else {
        return TouchedFile::Other;
    };
    if before == *known {
        return TouchedFile::Known;
    }
    match read_file(root, &file) {
        Ok(read) if length <= MAX_FILE_BYTES => TouchedFile::Read(read, before),
        _ => TouchedFile::Other,
    }
}

/// Whether nothing that counts lies at a path below `root`: nothing at all, or what is hidden.
pub(crate) fn is_nothing(root: &Path, path: &str) -> bool {
    let is_hidden = |part: &str| part.starts_with(['.', '_']);
    let gone = |error: io::Error| error.kind() == io::ErrorKind::NotFound;
    path.split('/').any(is_hidden) || fs::symlink_metadata(root.join(path)).is_err_and(gone)
}

/// Reads `content/` below `root`.
///
/// # Errors
/// [`Error`] where the machine refuses: a folder or a file that may not be read.
pub fn load(root: &Path) -> Result<Sources, Error> {
    load_changed(root, &|_, _| false)
}

/// The same, but of the notice files only those that are not `known` by their path and stamp.
///
/// # Errors
/// As [`load`].
pub fn load_changed(root: &Path, known: &dyn Fn(&str, &Stamp) -> bool) -> Result<Sources, Error> {
    let content = root.join("content");
    let mut sources = Sources::default();
    if !content.is_dir() {
        return Ok(sources);
    }
    let canonical =
        fs::canonicalize(&content).map_err(|source| Error::reading(&content, source))?;
    let mut wanted = Vec::new();
    let mut walk = WalkDir::new(&content)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    while let Some(entry) = walk.next() {
        sources.has_links |= entry.as_ref().is_ok_and(DirEntry::path_is_symlink);
        match entry {
            Ok(entry) if leads_out(&canonical, &entry) => {
                sources.refuse_link(root, &entry);
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            }
            Ok(entry) => sources.sort_in(root, &entry, &mut wanted)?,
            Err(error) => sources.refuse_entry(root, error)?,
        }
    }
    let (unread, wanted): (Vec<Wanted>, Vec<Wanted>) = wanted
        .into_iter()
        .partition(|file| file.table().is_none() && known(&file.path, &file.stamp));
    sources.unread = unread.into_iter().map(|file| file.path).collect();
    let files: Vec<RawFile> = wanted
        .par_iter()
        .map(|wanted| read_file(root, &wanted.file))
        .collect::<Result<_, _>>()?;
    for (wanted, file) in wanted.into_iter().zip(files) {
        match wanted.table() {
            Some(name) => {
                sources.tables.insert(name.to_owned(), file);
            }
            None => {
                sources.stamps.insert(wanted.path, wanted.stamp);
                sources.notices.push(file);
            }
        }
    }
    sources.look_files = look_files(root, &sources.attachments)?;
    Ok(sources)
}

/// A notice or a table that was found.
struct Wanted {
    /// Relative to the root.
    path: String,
    file: PathBuf,
    stamp: Stamp,
}

impl Wanted {
    /// Its name, where it is a table of the site.
    fn table(&self) -> Option<&str> {
        let name = self.path.strip_prefix("content/")?;
        (!name.contains('/') && name.ends_with(".toml")).then_some(name)
    }
}

/// Pictures and typefaces beside `site.toml`; one too large to be either is left out.
fn look_files(
    root: &Path,
    attachments: &BTreeSet<String>,
) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let mut files = BTreeMap::new();
    for path in attachments {
        let name = path.strip_prefix("content/").unwrap_or(path);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_known = ["svg", "png", "woff2"].contains(&ending.to_lowercase().as_str());
        if name.contains('/') || !is_known {
            continue;
        }
        let file = root.join(path);
        let length = fs::metadata(&file).map_err(|source| Error::reading(&file, source))?;
        if length.len() <= MAX_FILE_BYTES {
            files.insert(name.to_owned(), read_file(root, &file)?.bytes);
        }
    }
    Ok(files)
}

/// The files of the site's own theme, `themes/<name>/`, if it has one.
///
/// # Errors
/// [`Error`] where the machine refuses, a missing folder included.
pub fn load_theme(root: &Path, site: &Site) -> Result<Vec<RawFile>, Error> {
    let Some(name) = &site.theme else {
        return Ok(Vec::new());
    };
    let folder = root.join("themes").join(name);
    let mut files = Vec::new();
    let walk = WalkDir::new(&folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    for entry in walk {
        let entry = entry.map_err(|error| walk_error(&folder, error))?;
        if entry.file_type().is_file() {
            files.push(read_file(root, entry.path())?);
        }
    }
    Ok(files)
}

/// `path` below `root` with forward slashes; bytes that are not UTF-8 are replaced.
pub(crate) fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
}

fn read_file(root: &Path, path: &Path) -> Result<RawFile, Error> {
    let bytes = fs::read(path).map_err(|source| Error::reading(path, source))?;
    Ok(RawFile {
        path: relative(root, path),
        bytes,
    })
}
