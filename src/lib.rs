//! Niêm Yết

pub mod catalog;
pub mod check;
pub mod cli;
mod error;
pub mod notice;
pub mod plan;
pub mod problem;
pub mod read;
pub mod render;
pub mod site;
pub mod sources;
pub mod text;

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use catalog::Catalog;
use problem::{Language, Problem};
use site::Audience;
use sources::Sources;

pub use error::Error;

/// What to build and for whom.
#[derive(Debug, Clone)]
pub struct Request {
    /// The folder that holds `content/`.
    pub root: PathBuf,
    /// Instead of `audience` in `site.toml`.
    pub audience: Option<Audience>,
    /// Instead of `language` in `site.toml`.
    pub language: Option<Language>,
}

/// What reading and checking found.
#[derive(Debug)]
pub struct Inspection {
    /// The files.
    pub sources: Sources,
    /// The collection; `None` without a usable `site.toml`.
    pub catalog: Option<Catalog>,
    /// All findings, in reading order.
    pub problems: Vec<Problem>,
}

/// Reads and checks everything below `request.root`.
///
/// # Errors
/// [`Error`] where the machine refuses to read.
pub fn inspect(request: &Request) -> Result<Inspection, Error> {
    let mut sources = sources::load(&request.root)?;
    let reading = read::read(&sources);
    let mut problems = std::mem::take(&mut sources.problems);
    problems.extend(reading.problems);
    let catalog = reading.site.map(|mut site| {
        site.audience = request.audience.unwrap_or(site.audience);
        site.language = request.language.unwrap_or(site.language);
        Catalog::new(site, reading.notices, reading.broken)
    });
    if let Some(catalog) = &catalog {
        problems.extend(check::check(&check::Context {
            catalog,
            attachments: &sources.attachments,
            audience: catalog.site.audience,
        }));
    }
    problem::sort(&mut problems);
    Ok(Inspection {
        sources,
        catalog,
        problems,
    })
}

/// The permanent id of a notice file: its path under `content/` without `.md`, in address form.
pub fn notice_id(path: &str) -> String {
    let path = path.strip_prefix("content/").unwrap_or(path);
    text::slug::slug_path(path.strip_suffix(".md").unwrap_or(path))
}

/// The path under the root of a file a notice links to, or `None` where it would leave `content/`.
pub fn attachment_path(notice: &notice::Notice, file: &str) -> Option<String> {
    let path = Path::new(&notice.source.path);
    let mut parts: Vec<&str> = path.parent()?.to_str()?.split('/').collect();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    (parts.first() == Some(&"content") && parts.len() > 1).then(|| parts.join("/"))
}

/// The day a build is for: `SOURCE_DATE_EPOCH` or the clock, as a day of `site`'s zone.
pub fn day_in_zone(site: &site::Site, seconds: i64) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    Some(moment.to_zoned(site.time_zone.clone()).date())
}
