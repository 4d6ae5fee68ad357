//! What is on disk: the bytes of `content/`, read once, with everything odd about the files themselves.
//! The rest of the library sees these values, never the disk.

mod published;
mod stamp;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::Error;
use crate::problem::{Code, Problem};
use crate::say;
use crate::site::Site;
use crate::text::{Source, Span};

pub use published::PublishedFolder;
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

impl Sources {
    /// Decides what an entry is: a folder, a notice, a table, an attachment, or a problem.
    fn sort_in(
        &mut self,
        root: &Path,
        entry: &DirEntry,
        wanted: &mut Vec<Wanted>,
    ) -> Result<(), Error> {
        let path = relative(root, entry.path());
        let is_notice = path.ends_with(".md");
        if entry.file_type().is_dir() {
            if is_notice {
                self.refuse(
                    &path,
                    say!(
                        "là thư mục, không phải tệp thông báo",
                        "is a folder, not a notice file"
                    ),
                    say!(
                        "đổi tên thư mục: `.md` dành cho tệp",
                        "rename the folder: `.md` is for files"
                    ),
                );
            }
            return Ok(());
        }
        if !entry.file_type().is_file() {
            self.refuse(
                &path,
                say!("không phải tệp thường", "is not a regular file"),
                say!("chuyển nó ra khỏi `content/`", "move it out of `content/`"),
            );
            return Ok(());
        }
        let is_table = path.matches('/').count() == 1
            && matches!(
                entry.file_name().to_str(),
                Some("site.toml" | "units.toml" | "places.toml" | "holidays.toml")
            );
        if !is_notice && !is_table {
            let lower = path.to_lowercase();
            let is_readme = entry.file_name().eq_ignore_ascii_case("readme.md");
            if !is_readme && (lower.ends_with(".md") || lower.ends_with(".md.txt")) {
                self.refuse_ending(&path);
            }
            // A name that is not UTF-8 cannot be written in a link, and is shown as another.
            if entry.path().to_str().is_some() {
                self.attachments.insert(path);
            }
            return Ok(());
        }
        if entry.file_name().eq_ignore_ascii_case("readme.md") {
            return Ok(());
        }
        let metadata = entry
            .metadata()
            .map_err(|error| walk_error(entry.path(), error))?;
        let length = metadata.len();
        if length > MAX_FILE_BYTES {
            let megabytes = length.div_ceil(1 << 20);
            self.refuse(
                &path,
                say!(
                    "tệp quá lớn: {megabytes} MB, tối đa 4 MB",
                    "is too large: {megabytes} MB, at most 4 MB"
                ),
                say!(
                    "để tài liệu thành tệp riêng và dẫn bằng `[[link]] file`",
                    "keep documents as files of their own and name them in `[[link]] file`"
                ),
            );
            return Ok(());
        }
        wanted.push(Wanted {
            path,
            file: entry.path().to_owned(),
            stamp: Stamp::of(&metadata),
        });
        Ok(())
    }

    /// A link may not make something public that lies elsewhere on the machine.
    fn refuse_link(&mut self, root: &Path, entry: &DirEntry) {
        self.refuse(
            &relative(root, entry.path()),
            say!(
                "liên kết ra ngoài `content/`",
                "is a link that leads out of `content/`"
            ),
            say!(
                "chép tệp vào `content/` thay cho liên kết",
                "copy the file into `content/` instead of linking"
            ),
        );
    }

    /// A notice whose name ends in `.MD` or `.md.txt` would be taken for an attachment, and silently not be posted.
    fn refuse_ending(&mut self, path: &str) {
        self.refuse(
            path,
            say!(
                "tên tệp thông báo phải kết thúc bằng `.md` viết thường",
                "the name of a notice file must end in a lower-case `.md`"
            ),
            say!("đổi tên tệp", "rename the file"),
        );
    }

    /// A loop of links or a link to nothing is the author's; anything else is the machine's.
    fn refuse_entry(&mut self, root: &Path, error: walkdir::Error) -> Result<(), Error> {
        let path = error.path().map(Path::to_owned).unwrap_or_default();
        let shown = relative(root, &path);
        if error.loop_ancestor().is_some() {
            self.refuse(
                &shown,
                say!(
                    "liên kết lặp vòng về thư mục chứa nó",
                    "is a link that loops back to a folder above it"
                ),
                say!("xóa liên kết này", "remove the link"),
            );
            return Ok(());
        }
        if error
            .io_error()
            .is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
        {
            self.refuse(
                &shown,
                say!(
                    "liên kết tới tệp không tồn tại",
                    "is a link to a file that does not exist"
                ),
                say!("xóa hoặc sửa liên kết này", "remove or mend the link"),
            );
            return Ok(());
        }
        // A chain of links that only lead to each other is an error of the system call, not of the walk.
        if fs::symlink_metadata(&path).is_ok_and(|data| data.is_symlink()) {
            self.refuse(
                &shown,
                say!("liên kết hỏng hoặc lặp vòng", "is a broken or looping link"),
                say!("xóa hoặc sửa liên kết này", "remove or mend the link"),
            );
            return Ok(());
        }
        Err(walk_error(&path, error))
    }

    fn refuse(
        &mut self,
        path: &str,
        message: crate::problem::Bilingual,
        help: crate::problem::Bilingual,
    ) {
        let source = Source::unread(path);
        self.problems
            .push(Problem::new(Code::BrokenFile, &source, Span::default(), message).help(help));
    }
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

/// Names that start with a dot or an underscore belong to editors, to git, or to drafts kept aside.
fn is_hidden(entry: &DirEntry) -> bool {
    entry
        .file_name()
        .as_encoded_bytes()
        .first()
        .is_some_and(|first| matches!(first, b'.' | b'_'))
}

/// Whether an entry is a link to a file or a folder that lies outside `content`.
fn leads_out(content: &Path, entry: &DirEntry) -> bool {
    entry.depth() > 0
        && entry.path_is_symlink()
        && !fs::canonicalize(entry.path()).is_ok_and(|target| target.starts_with(content))
}

fn walk_error(path: &Path, error: walkdir::Error) -> Error {
    let source = error
        .into_io_error()
        .unwrap_or_else(|| io::Error::other("the folder could not be read"));
    Error::reading(path, source)
}
