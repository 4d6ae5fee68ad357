//! The rules: a catalog in, problems out. A file per family; a new rule is a function in its family's `RULES`.
//!
//! A rule is silent where the document is right, and where it cannot know.

mod links;
mod numbers;
mod points;
mod relations;
mod said;
mod secrecy;
mod times;

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

/// All findings of all rules about all notices.
pub fn check(context: &Context<'_>) -> Vec<Problem> {
    let families = [
        times::RULES,
        said::RULES,
        numbers::RULES,
        relations::RULES,
        points::RULES,
        links::RULES,
        secrecy::RULES,
    ];
    let rules: Vec<Rule> = families.concat();
    let notices: Vec<(Key, &Notice)> = context.catalog.iter().collect();
    notices
        .par_iter()
        .flat_map_iter(|(key, notice)| rules.iter().flat_map(|rule| rule(context, *key, notice)))
        .collect()
}
