//! The rules: a catalog in, problems out. A file per family; a new rule is a function in its family's `RULES`.
//!
//! A rule is silent where the document is right, and where it cannot know.

mod acceptance;
mod agenda;
mod cascade;
mod citations;
mod conflicts;
mod cycles;
mod duties;
mod ends;
mod eras;
mod forms;
mod links;
mod numbers;
mod paper;
mod points;
mod publication;
mod relations;
mod said;
mod scans;
mod secrecy;
mod spelling;
mod times;
mod untyped;
mod weekdays;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::catalog::{Catalog, Key};
use crate::notice::Notice;
use crate::problem::Problem;
use crate::site::Audience;

/// What the rules look at.
pub struct Context<'a> {
    /// The whole collection, drafts and internal notices included.
    pub catalog: &'a Catalog,
    /// Paths of the files under `content/` that are not notices.
    pub attachments: &'a BTreeSet<String>,
    /// Whom the build is for.
    pub audience: Audience,
}

/// A rule sees one notice at a time, with the collection around it.
type Rule = fn(&Context<'_>, Key, &Notice) -> Vec<Problem>;

/// A rule that looks at all notices together.
type WholeRule = fn(&Context<'_>) -> Vec<Problem>;

/// All findings of all rules about all notices, those left out that a notice accepts.
pub fn check(context: &Context<'_>) -> Vec<Problem> {
    let families = [
        times::RULES,
        ends::RULES,
        weekdays::RULES,
        said::RULES,
        untyped::RULES,
        cycles::RULES,
        publication::RULES,
        numbers::RULES,
        paper::RULES,
        relations::RULES,
        citations::RULES,
        cascade::RULES,
        eras::RULES,
        points::RULES,
        forms::RULES,
        agenda::RULES,
        duties::RULES,
        links::RULES,
        secrecy::RULES,
        spelling::RULES,
        scans::RULES,
    ];
    let rules: Vec<Rule> = families.concat();
    let notices: Vec<(Key, &Notice)> = context.catalog.iter().collect();
    let of_each = notices
        .par_iter()
        .flat_map_iter(|(key, notice)| rules.iter().flat_map(|rule| rule(context, *key, notice)));
    let mut problems: Vec<Problem> = of_each.collect();
    for rule in [numbers::WHOLE, citations::WHOLE, conflicts::WHOLE].concat() {
        problems.extend(rule(context));
    }
    acceptance::without_accepted(context.catalog, problems)
}
