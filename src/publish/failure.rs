//! Why nothing could be published: what the author must settle, and what the disk refused.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why [`publish`](super::publish) left the portal as it was.
#[derive(Debug)]
pub enum Failure<E> {
    /// Every file that could not be rendered, in the order of the plan.
    Render(Vec<E>),
    /// Planned paths that cannot all exist: written wrongly, planned twice, or planned as a file and as a folder. Sorted.
    Clash(Vec<String>),
    /// What lies where the portal's files must go and was not made by this tool, below the resolved output folder. Sorted.
    Foreign(Vec<PathBuf>),
    /// Another build held this lock file for longer than [`Options::wait`](super::Options::wait).
    Busy(PathBuf),
    /// The operating system refused something.
    Io(DiskError),
}

impl<E: fmt::Display> fmt::Display for Failure<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Render(errors) => list(formatter, "cannot render", errors.iter()),
            Self::Clash(paths) => list(formatter, "cannot all be published", paths.iter()),
            Self::Foreign(paths) => list(
                formatter,
                "not made by niemyet and in the way",
                paths.iter().map(|path| path.display()),
            ),
            Self::Busy(lock) => write!(formatter, "{}: held by another build", lock.display()),
            Self::Io(error) => error.fmt(formatter),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> std::error::Error for Failure<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(&error.source),
            _ => None,
        }
    }
}

impl<E> From<DiskError> for Failure<E> {
    fn from(error: DiskError) -> Self {
        Self::Io(error)
    }
}

/// What the operating system refused, and where.
#[derive(Debug)]
pub struct DiskError {
    /// The file or folder.
    pub path: PathBuf,
    /// What was attempted with it.
    pub doing: Doing,
    /// The answer of the operating system.
    pub source: io::Error,
}

impl fmt::Display for DiskError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (path, doing) = (self.path.display(), self.doing.english());
        write!(formatter, "{path}: cannot {doing}: {}", self.source)
    }
}

impl std::error::Error for DiskError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

impl From<DiskError> for io::Error {
    fn from(error: DiskError) -> Self {
        error.source
    }
}

/// What was attempted when the operating system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Finding the folder that the given output path stands for.
    Resolve,
    /// Making a folder.
    CreateFolder,
    /// Taking the lock that keeps two builds apart.
    Lock,
    /// Reading a file, or listing a folder.
    Read,
    /// Writing a new file.
    Write,
    /// Taking an unchanged file over into the new version.
    Keep,
    /// Removing what an earlier version or a killed build left.
    Remove,
    /// Putting the new version in the place of the old one.
    Exchange,
    /// The same where the published folder is a mount point, which nothing can take the place of.
    ReplaceMountPoint,
}

impl Doing {
    /// The verb for an English message: “cannot …”.
    #[must_use]
    pub const fn english(self) -> &'static str {
        match self {
            Self::Resolve => "use as the output folder",
            Self::CreateFolder => "create the folder",
            Self::Lock => "lock",
            Self::Read => "read",
            Self::Write => "write",
            Self::Keep => "take over into the new version",
            Self::Remove => "remove",
            Self::Exchange => "put the new version in place",
            Self::ReplaceMountPoint => "replace a mount point (let `--out` be a folder inside it)",
        }
    }

    /// The verb for a Vietnamese message: “không … được”.
    #[must_use]
    pub const fn vietnamese(self) -> &'static str {
        match self {
            Self::Resolve => "dùng làm thư mục xuất",
            Self::CreateFolder => "tạo thư mục",
            Self::Lock => "khóa",
            Self::Read => "đọc",
            Self::Write => "ghi",
            Self::Keep => "chuyển sang bản mới",
            Self::Remove => "xóa",
            Self::Exchange => "đưa bản mới vào chỗ",
            Self::ReplaceMountPoint => {
                "thay được điểm gắn kết (cho `--out` là một thư mục bên trong)"
            }
        }
    }

    /// Adds the path and the attempt to a bare answer of the operating system.
    pub(super) fn failed(self, path: &Path) -> impl FnOnce(io::Error) -> DiskError {
        move |source| DiskError {
            path: path.to_path_buf(),
            doing: self,
            source,
        }
    }
}

fn list<T: fmt::Display>(
    formatter: &mut fmt::Formatter<'_>,
    what: &str,
    items: impl Iterator<Item = T>,
) -> fmt::Result {
    formatter.write_str(what)?;
    for item in items {
        write!(formatter, "\n  {item}")?;
    }
    Ok(())
}
