//! What the last build of a folder was made from, in a note beside it: a build of the same things ends before it begins.
//!
//! ```text
//! <hash of the line below>
//! {"inputs": …, "published": …, "since": …, …}
//! ```
//!
//! A note that is damaged, of another program, of other files or of another moment is as good as none.

mod finding;

use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use jiff::civil::DateTime;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::catalog::Held;
use crate::plan::NextChange;
use crate::plan::calendar::Oversized;
use crate::problem::Problem;
use crate::publish::{Fingerprint, Published, Report, beside};
use crate::site::Site;
use crate::sources::{self, PublishedFolder, RawFile, Sources};
use crate::{Error, Released, Request};
use finding::Finding;

/// The note.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Receipt {
    /// Stands for everything read.
    inputs: String,
    /// Stands for everything published.
    published: String,
    /// The moment the portal is of, civil time of the site.
    since: DateTime,
    /// How many notices were read.
    pub(super) notices: usize,
    files: usize,
    held: Vec<Held>,
    next_change: Option<NextChange>,
    oversized: Vec<Oversized>,
    findings: Vec<Finding>,
}

impl Receipt {
    /// The note of the last build into `out`, if a build of `inputs` at `now` would change nothing.
    pub(super) fn of_the_same(out: &Path, inputs: &Fingerprint, now: DateTime) -> Option<Self> {
        // To ask for the place of a note makes the folders above it.
        let (path, is_settled) = out.is_dir().then(|| beside(out).ok()).flatten()?;
        let text = fs::read_to_string(path).ok()?;
        let (hash, line) = text.split_once('\n')?;
        if hash != Fingerprint::of_content(line.as_bytes()).to_string() {
            return None;
        }
        let receipt: Self = serde_json::from_str(line).ok()?;
        let until = receipt.next_change.as_ref().map(|next| next.at);
        let is_now = receipt.since <= now && until.is_some_and(|until| now < until);
        let is_same = is_settled && is_now && receipt.inputs == inputs.to_string();
        let intact = Published::read(out).ok().filter(|_| is_same)?.intact()?;
        (receipt.published == intact.to_string()).then_some(receipt)
    }

    /// Leaves a note of a build that went through. Where that fails, the next build takes its time.
    pub(super) fn leave(
        out: &Path,
        inputs: &Fingerprint,
        now: DateTime,
        notices: usize,
        released: &Released,
        problems: &[Problem],
    ) {
        let (Some(published), Ok((path, _))) = (released.report.digest, beside(out)) else {
            return;
        };
        let receipt = Self {
            inputs: inputs.to_string(),
            published: published.to_string(),
            since: now,
            notices,
            files: released.report.written.len() + released.report.kept,
            held: released.held.clone(),
            next_change: released.next_change.clone(),
            oversized: released.oversized.clone(),
            findings: problems.iter().map(Finding::from).collect(),
        };
        if let Ok(line) = serde_json::to_string(&receipt) {
            let hash = Fingerprint::of_content(line.as_bytes());
            let _ = fs::write(path, format!("{hash}\n{line}"));
        }
    }

    /// What the rules found.
    pub(super) fn problems(&self, sources: &Sources) -> Option<Vec<Problem>> {
        finding::problems(&self.findings, sources)
    }

    /// What there is to tell of a build that changed nothing.
    pub(super) fn released(self) -> Released {
        Released {
            report: Report {
                kept: self.files,
                ..Report::default()
            },
            held: self.held,
            next_change: self.next_change,
            unrevised: Vec::new(),
            oversized: self.oversized,
        }
    }
}

/// Stands for all that a build reads, and for the program that reads it.
pub(super) fn inputs(
    request: &Request,
    sources: &Sources,
    site: &Site,
) -> Result<Fingerprint, Error> {
    let theme = sources::load_theme(&request.root, site)?;
    let asked = format!("{:?} {:?}", request.audience, request.language);
    let attachments = sources.attachments.iter().map(|path| {
        let stamp = fs::metadata(request.root.join(path)).map(|found| stamp(&found));
        format!("{path} {}", stamp.unwrap_or_default())
    });
    let portals = site.portals.iter();
    let taken = portals.flat_map(|portal| PublishedFolder::state(&request.root, &portal.from));
    let mut stated = vec![program(), asked];
    stated.extend(attachments.chain(taken));
    let mut parts: Vec<&[u8]> = stated.iter().map(String::as_bytes).collect();
    for (name, bytes) in &sources.look_files {
        parts.extend([name.as_bytes(), bytes]);
    }
    let tables = sources.tables.values();
    let files: Vec<&RawFile> = tables.chain(&sources.notices).chain(&theme).collect();
    let contents = files
        .par_iter()
        .map(|file| Fingerprint::of_content(&file.bytes));
    let contents: Vec<Fingerprint> = contents.collect();
    for (file, content) in files.iter().zip(&contents) {
        parts.extend([file.path.as_bytes(), content.as_bytes()]);
    }
    Ok(Fingerprint::of(&parts))
}

/// The program that runs: its version, and its file where the system tells.
fn program() -> String {
    let file = std::env::current_exe().and_then(fs::metadata);
    let stamp = file.map(|file| stamp(&file)).unwrap_or_default();
    format!("{} {stamp}", env!("CARGO_PKG_VERSION"))
}

fn stamp(file: &Metadata) -> String {
    format!("{} {}.{}", file.len(), file.mtime(), file.mtime_nsec())
}
