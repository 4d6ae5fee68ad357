//! One entry of `content/` in; what it is to the site, or what is wrong with it, out.

use std::fs;
use std::io;
use std::path::Path;

use walkdir::DirEntry;

use super::{MAX_FILE_BYTES, Sources, Stamp, Wanted, relative};
use crate::Error;
use crate::problem::{Bilingual, Code, Problem};
use crate::say;
use crate::text::{Source, Span};

impl Sources {
    /// Decides what an entry is: a folder, a notice, a table, an attachment, or a problem.
    pub(super) fn sort_in(
        &mut self,
        root: &Path,
        entry: &DirEntry,
        wanted: &mut Vec<Wanted>,
    ) -> Result<(), Error> {
        let path = relative(root, entry.path());
        let is_notice = path.ends_with(".md");
        if entry.file_type().is_dir() {
            if is_notice {
                self.refuse_folder(&path);
            }
            return Ok(());
        }
        if !entry.file_type().is_file() {
            self.refuse_irregular(&path);
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
            self.refuse_size(&path, length);
            return Ok(());
        }
        wanted.push(Wanted {
            path,
            file: entry.path().to_owned(),
            stamp: Stamp::of(&metadata),
        });
        Ok(())
    }

    fn refuse_folder(&mut self, path: &str) {
        self.refuse(
            path,
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

    fn refuse_irregular(&mut self, path: &str) {
        self.refuse(
            path,
            say!("không phải tệp thường", "is not a regular file"),
            say!("chuyển nó ra khỏi `content/`", "move it out of `content/`"),
        );
    }

    fn refuse_size(&mut self, path: &str, length: u64) {
        let megabytes = length.div_ceil(1 << 20);
        self.refuse(
            path,
            say!(
                "tệp quá lớn: {megabytes} MB, tối đa 4 MB",
                "is too large: {megabytes} MB, at most 4 MB"
            ),
            say!(
                "để tài liệu thành tệp riêng và dẫn bằng `[[link]] file`",
                "keep documents as files of their own and name them in `[[link]] file`"
            ),
        );
    }

    /// A link may not make something public that lies elsewhere on the machine.
    pub(super) fn refuse_link(&mut self, root: &Path, entry: &DirEntry) {
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
    pub(super) fn refuse_entry(&mut self, root: &Path, error: walkdir::Error) -> Result<(), Error> {
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

    fn refuse(&mut self, path: &str, message: Bilingual, help: Bilingual) {
        let source = Source::unread(path);
        self.problems
            .push(Problem::new(Code::BrokenFile, &source, Span::default(), message).help(help));
    }
}

/// Names that start with a dot or an underscore belong to editors, to git, or to drafts kept aside.
pub(super) fn is_hidden(entry: &DirEntry) -> bool {
    entry
        .file_name()
        .as_encoded_bytes()
        .first()
        .is_some_and(|first| matches!(first, b'.' | b'_'))
}

/// Whether an entry is a link to a file or a folder that lies outside `content`.
pub(super) fn leads_out(content: &Path, entry: &DirEntry) -> bool {
    entry.depth() > 0
        && entry.path_is_symlink()
        && !fs::canonicalize(entry.path()).is_ok_and(|target| target.starts_with(content))
}

pub(super) fn walk_error(path: &Path, error: walkdir::Error) -> Error {
    let source = error
        .into_io_error()
        .unwrap_or_else(|| io::Error::other("the folder could not be read"));
    Error::reading(path, source)
}
