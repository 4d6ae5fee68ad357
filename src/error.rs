//! What the machine refuses: always with the path; the author's mistakes are [`Problem`](crate::problem::Problem)s.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::outputs::Unmade;
use crate::problem::{Bilingual, Code};
use crate::publish::{DiskError, Failure};
use crate::render::TemplateError;
use crate::render::calendar::Unrevised;
use crate::say;

/// A failure of the environment; the program stops with exit code 2.
#[derive(Debug)]
pub struct Error {
    /// The file or folder.
    pub path: PathBuf,
    /// What was being done, as a phrase: "ghi" / "writing".
    pub doing: Bilingual,
    /// What the system said.
    pub source: io::Error,
}

impl Error {
    /// Reading `path` failed.
    pub fn reading(path: &Path, source: io::Error) -> Self {
        Self {
            path: path.to_owned(),
            doing: say!("đọc", "reading"),
            source,
        }
    }

    /// Writing `path` failed.
    pub fn writing(path: &Path, source: io::Error) -> Self {
        Self {
            path: path.to_owned(),
            doing: say!("ghi", "writing"),
            source,
        }
    }
}

impl From<DiskError> for Error {
    fn from(error: DiskError) -> Self {
        let (vi, en) = (error.doing.vietnamese(), error.doing.english());
        Self {
            path: error.path,
            doing: say!("{vi}", "{en}"),
            source: error.source,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} {}: {}",
            self.doing.en,
            self.path.display(),
            self.source
        )
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Why nothing was published although the notices are in order: the user can mend these.
#[derive(Debug)]
pub enum Refusal {
    /// Templates or strings of the theme.
    Theme(Vec<TemplateError>),
    /// Files that the tool did not make lie where pages belong.
    Foreign(Vec<PathBuf>),
    /// Two things want one address.
    Clash(Vec<String>),
    /// Another build holds the folder.
    Busy(PathBuf),
    /// Events changed without a revision, and the build is strict about it.
    Unrevised(Vec<Unrevised>),
}

impl Refusal {
    /// What is in the way, and what to do about it.
    pub fn sentences(&self) -> Vec<Bilingual> {
        match self {
            Self::Theme(errors) => errors.iter().map(broken_theme).collect(),
            Self::Foreign(paths) => {
                let paths = paths.iter().map(|path| path.display());
                let foreign = paths.map(|path| {
                    say!(
                        "{path}: không phải do niemyet tạo, nằm đúng chỗ một trang của cổng",
                        "{path}: not made by niemyet, and in the way of the portal"
                    )
                });
                let help = say!(
                    "dời các tệp ấy đi, chọn --out khác, hoặc dùng --force để ghi đè",
                    "move these files away, choose another --out, or overwrite them with --force"
                );
                foreign.chain([help]).collect()
            }
            Self::Clash(paths) => {
                let clash = |path: &String| {
                    say!(
                        "{path}: hai trang cùng một địa chỉ",
                        "{path}: two pages want this address"
                    )
                };
                paths.iter().map(clash).collect()
            }
            Self::Unrevised(unrevised) => unrevised.iter().map(silent_change).collect(),
            Self::Busy(path) => {
                let path = path.display();
                vec![say!(
                    "{path}: một lần dựng khác đang chạy",
                    "{path}: another build is running"
                )]
            }
        }
    }
}

fn broken_theme(error: &TemplateError) -> Bilingual {
    let (what, report) = (&error.what, &error.report);
    say!(
        "giao diện hỏng ở {what}: {report}",
        "the theme is broken at {what}: {report}"
    )
}

/// Z01: Google and others ignore an edit that raises neither SEQUENCE nor LAST-MODIFIED.
pub(crate) fn silent_change(event: &Unrevised) -> Bilingual {
    let (summary, changed) = (&event.summary, event.changed.join(", "));
    let word = Code::SilentChange.word();
    say!(
        "[{word}] lịch `{summary}` đã đăng nay đổi ({changed}) mà chưa ghi điều chỉnh: nhiều điện thoại sẽ không nhận; chạy `niemyet revise TỆP -m \"…\"`",
        "[{word}] the published event `{summary}` changed ({changed}) without a revision: many phones will not notice; run `niemyet revise FILE -m \"…\"`"
    )
}

/// Sorts what `publish` reports into what the user mends and what the machine refused.
pub(crate) fn refusal(failure: Failure<Unmade>) -> Result<Refusal, Error> {
    match failure {
        Failure::Render(unmade) => {
            let mut templates = Vec::new();
            for unmade in unmade {
                match unmade {
                    Unmade::Template(error) => templates.push(error),
                    Unmade::File(error) => return Err(error),
                }
            }
            Ok(Refusal::Theme(templates))
        }
        Failure::Foreign(paths) => Ok(Refusal::Foreign(paths)),
        Failure::Clash(paths) => Ok(Refusal::Clash(paths)),
        Failure::Busy(path) => Ok(Refusal::Busy(path)),
        Failure::Io(error) => Err(error.into()),
    }
}
