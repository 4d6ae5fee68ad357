//! Niêm Yết turns notice files, kept in git, into a searchable static portal of official meetings.
//!
//! # The five words
//!
//! ```text
//! disk ──▶ Sources ──read──▶ Notices ──check──▶ Catalog ──plan──▶ Views ──render──▶ bytes ──publish──▶ public/
//!           + today           + Problems        (linked)         (data)
//! ```
//!
//! [`read`] makes notices out of files and collects every mistake; [`check`] runs the rules over the linked
//! [`catalog`]; [`plan`] decides which pages exist and what they say; [`render`] turns one view into one file;
//! [`publish`] puts the changed files in place in one atomic exchange. [`inspect`] is the first half of a build,
//! [`release`] the second; `workshop.rs` holds both, and they read like this list. A [`Workshop`] lives as long as the program
//! and keeps, beside the very notice it came from, what the next rebuild would only work out again; a program that builds once
//! leaves it for the next on disk ([`publish::Cache`]), under fingerprints of all that it came from.
//!
//! # Code map
//!
//! | room | what is in it | a new … goes here |
//! |---|---|---|
//! | [`text`] | sources with positions; Vietnamese folding, order, dates | reader of words |
//! | [`problem`] | findings: code, severity, place, both languages; their renderings | output format; the code of a new rule (`code.rs`) |
//! | [`notice`] | the model: notice, session, point, duty, symbol, citation, recurrence | key of the format (with `read`) |
//! | [`site`] | settings, levels, units, places, days off | table of the site |
//! | [`sources`] | what is on disk, as values; published folders of other portals | |
//! | [`read`] | TOML and Markdown files to `notice` and `site`, a file per table; other portals' JSON to the same (`joined.rs`) | key of the format (with `plan/api/paper.rs`) |
//! | [`catalog`] | all notices together: cascade, change chains, status on a day, what a level sees | question about several notices |
//! | [`check`] | the rules, a file per family | rule: a function in its family's `RULES` |
//! | [`search`] | the index of search: its writer, its reader, ranking; knows documents, no notice. `themes/default/static/search.js` reads and ranks the same in the browser | field of a document (`record.rs`, `packed.rs`) |
//! | [`plan`] | pages, addresses (`routes.rs`), one view per page (what a view newly looks at: `ingredients.rs`); [`plan::calendar`] and [`plan::news`]: feeds as data; the JSON API | page: a variant of [`plan::Page`] and its view; calendar entry: a file of `plan/calendar/` |
//! | [`history`] | two states in, what changed for whom out: sentences, Markdown, JSON | kind of change |
//! | [`render`] | HTML through the theme, Markdown, iCalendar, Atom, JSON Feed, QR codes, machine files: a file per format | format |
//! | [`publish`] | manifest, staging, exchange; the spare tree in which the next version grows (`publisher.rs`); files that one build leaves for the next (`cache.rs`); what it writes late and would fill its memory (`spool.rs`) | |
//! | `serve` | the loop that rebuilds on change and when the hour comes; the preview server | limit of the server, header |
//! | [`deploy`] | sending a published folder: order, the target's list; a folder, rsync, S3 | target: a file with `Target` |
//! | [`cli`] | arguments, output, clock: a file per command | command |
//! | `themes/default` | templates, style, interface strings; embedded | string, template |
//!
//! # Invariants
//!
//! (`tests/it/floors.rs` holds the order of the rooms: none uses a later one of the pipeline.)
//!
//! 1. Only [`sources`], [`publish`], [`deploy`] and [`cli`] touch the disk, `outputs` where it copies attachments, and
//!    `serve` where it watches. Only [`cli`] reads clock and environment, and only [`cli`] prints. Only [`cli`] (git)
//!    and [`deploy`] (rsync) start programs, and only [`deploy`] asks other machines. Now is a value.
//! 2. The model knows no TOML, no template and no address. `plan` decides what exists; `render` never does;
//!    `publish` sees paths and bytes.
//! 3. Templates receive views only. A page is a function of program, theme, shell and view; a fingerprint of these says
//!    whether it must be rendered at all. Of the pages there are thousands of, the notices and whatever else a view is made
//!    from stand for it (`plan/ingredients.rs`), so that not even the view is made. What many pages share, the frame and
//!    the lines of lists and weeks, is rendered once (`plan/line.rs`, `render/shared.rs`); a site's own templates get data
//!    alone, and end (`render/meter.rs`). What a [`Workshop`] keeps depends on one notice, or one chain of them, and the
//!    tables; whatever sees more is worked out anew, except the index of the search, whose keys are copied where no notice
//!    says something else (`search/kept.rs`). There is no dependency graph.
//! 4. A [`notice::Notice`] in hand is valid. A broken file keeps its id, so that what cites it is no problem of its own.
//! 5. Two kinds of failure. [`problem::Problem`]s and [`Refusal`]s are the author's: all collected, exit code 1,
//!    nothing published. An [`Error`] is the machine's: a path, exit code 2. Nothing panics on input.
//! 6. The same input gives the same bytes: on any machine, with any number of threads, in any zone and locale.
//! 7. Published files are never edited in place; killed at any moment, readers see the old portal or the new one, whole.
//! 8. What an audience may not see, or not yet, is left out before anything is planned
//!    ([`catalog::Catalog::published_for`]) and where a level's part is selected ([`catalog::select`]); templates have
//!    nothing to hide.
//! 9. A portal is of one moment. Until [`plan::Plan::next_change`] every build of the same files gives the same bytes.

pub mod catalog;
pub mod check;
pub mod cli;
pub mod deploy;
mod error;
pub mod history;
pub mod notice;
mod outputs;
pub mod plan;
pub mod problem;
pub mod publish;
pub mod read;
pub mod render;
pub mod search;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod sources;
pub mod text;
mod workshop;

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;

use catalog::{Catalog, Held};
use plan::NextChange;
use plan::calendar::Oversized;
use problem::{Language, Problem};
use publish::{Options, Report};
use render::calendar::Unrevised;
use site::Audience;

pub use error::{Error, Refusal};
pub use workshop::Workshop;

/// What to read, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    Workshop::default().inspect(request)
}

/// What to release, where, and how.
#[derive(Debug, Clone)]
pub struct Edition {
    /// The folder that holds `content/` and `themes/`.
    pub root: PathBuf,
    /// The folder to publish into.
    pub out: PathBuf,
    /// The moment the portal is of, civil time of the site: its day is today, and what is posted later is held back.
    pub now: DateTime,
    /// Published events that changed without a revision stop the release.
    pub strict: bool,
    /// How to write.
    pub publish: Options,
}

/// Plans, renders and publishes an inspected collection.
///
/// # Errors
/// `Ok(Err(refusal))` where the user can mend something and nothing was published; [`Error`] where the machine refuses.
pub fn release(
    catalog: Catalog,
    edition: &Edition,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Result<Released, Refusal>, Error> {
    Workshop::default().release(catalog, edition, progress)
}

/// What a release did, and what its calendars are worth a word about.
#[derive(Debug)]
pub struct Released {
    /// What was written, kept and removed.
    pub report: Report,
    /// Notices that wait for their hour, the next one first.
    pub held: Vec<Held>,
    /// When the portal changes although no file does, and why.
    pub next_change: Option<NextChange>,
    /// Events published with a change that phones may not notice (`niemyet revise` mends it).
    pub unrevised: Vec<Unrevised>,
    /// Feeds that reach back less than a year because they are large.
    pub oversized: Vec<Oversized>,
}

/// How far a release is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many files will exist.
    Planned(usize),
    /// So many more of them are settled.
    Settled(usize),
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
