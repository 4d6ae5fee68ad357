//! The rules: a catalog in, problems out. A file per family; a new rule is a function in its family's table.
//!
//! | table | its rules see | found again when |
//! |---|---|---|
//! | `RULES` | one notice, and the [`Portal`]: settings and tables | the notice or a table changes |
//! | `LINKED` | one notice, and in the [`Context`] what it cites, follows, changes or attaches | the notice, its event or the one it follows changes, or a link or a file |
//!
//! Numbers that repeat, dates that differ and conflicts are found among all notices, whenever anything changes, from what
//! is kept of each of them ([`Kept`]).
//!
//! No rule knows the day: a finding is the same on every day, so one is kept as long as what its rule saw.
//! A rule is silent where the document is right, and where it cannot know.

mod acceptance;
mod agenda;
mod announced;
mod called;
mod cascade;
mod citations;
mod conflicts;
mod counts;
mod cycles;
mod duties;
mod ends;
mod eras;
mod forms;
mod joined;
mod kept;
mod links;
mod moves;
mod names;
mod numbers;
mod paper;
mod points;
mod prose;
mod publication;
mod quotations;
mod relations;
mod said;
mod scans;
mod secrecy;
mod sound;
mod spelling;
mod times;
mod tones;
mod untyped;
mod weekdays;

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Key};
use crate::notice::Notice;
use crate::problem::Problem;
use crate::site::{Audience, Site};

pub use acceptance::without_accepted;
pub use joined::judged;
pub use kept::Kept;
pub use sound::{Believed, Sound};

/// What a rule about one notice may look at besides the notice.
#[derive(Clone, Copy)]
pub struct Portal<'a> {
    /// Settings and tables: levels, units, places, days off.
    pub site: &'a Site,
    /// Whom the build is for.
    pub audience: Audience,
}

/// What a rule about the collection may look at.
pub struct Context<'a> {
    /// The whole collection, drafts and internal notices included.
    pub catalog: &'a Catalog,
    /// Paths of the files under `content/` that are not notices.
    pub attachments: &'a BTreeSet<String>,
    /// Whom the build is for.
    pub audience: Audience,
}

impl<'a> Context<'a> {
    fn portal(&self) -> Portal<'a> {
        Portal {
            site: &self.catalog.site,
            audience: self.audience,
        }
    }
}

/// A rule about one notice that no other notice and no other file bears upon.
type NoticeRule = fn(&Portal<'_>, &Notice) -> Vec<Problem>;

/// A rule about one notice among the others and their files.
type LinkedRule = fn(&Context<'_>, Key, &Notice) -> Vec<Problem>;

const OF_A_NOTICE: &[&[NoticeRule]] = &[
    times::RULES,
    ends::RULES,
    weekdays::RULES,
    said::RULES,
    quotations::RULES,
    untyped::RULES,
    prose::RULES,
    cycles::RULES,
    publication::RULES,
    announced::RULES,
    numbers::RULES,
    paper::RULES,
    citations::RULES,
    eras::RULES,
    counts::RULES,
    points::RULES,
    names::RULES,
    forms::RULES,
    agenda::RULES,
    duties::RULES,
    links::RULES,
    secrecy::RULES,
    spelling::RULES,
    tones::RULES,
    scans::RULES,
];

const AMONG_OTHERS: &[&[LinkedRule]] = &[
    ends::LINKED,
    called::LINKED,
    duties::LINKED,
    relations::LINKED,
    moves::LINKED,
    cascade::LINKED,
    links::LINKED,
];

/// All findings of all rules about all notices, those left out that a notice accepts.
pub fn check(context: &Context<'_>) -> Vec<Problem> {
    Kept::default().check(context)
}

/// What is wrong with one notice whatever else the collection holds, accepted findings included.
pub fn notice_findings(portal: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let rules = OF_A_NOTICE.iter().copied().flatten();
    rules.flat_map(|rule| rule(portal, notice)).collect()
}

/// What is wrong among the notices and their files, accepted findings included.
pub fn collection_findings(context: &Context<'_>) -> Vec<Problem> {
    Kept::default().collection(context)
}

/// What is wrong with one notice among the others and their files.
fn among_others(context: &Context<'_>, key: Key, notice: &Notice) -> Vec<Problem> {
    let rules = AMONG_OTHERS.iter().copied().flatten();
    rules.flat_map(|rule| rule(context, key, notice)).collect()
}
