//! Findings about single notices, kept as long as the notice stays the same.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Context, collection_findings, notice_findings, without_accepted};
use crate::notice::Notice;
use crate::problem::Problem;

/// What is kept from one check of a site to the next; for one audience and one state of its tables.
#[derive(Debug, Default)]
pub struct Kept {
    /// By the notice's id.
    known: HashMap<String, Known>,
}

/// The notice in hand, and what was found.
#[derive(Debug, Clone)]
struct Known(Arc<Notice>, Arc<[Problem]>);

impl Kept {
    /// As [`check`](super::check), with what was found before.
    pub fn check(&mut self, context: &Context<'_>) -> Vec<Problem> {
        let portal = context.portal();
        let notices: Vec<&Arc<Notice>> = context.catalog.shared().map(|(_, one)| one).collect();
        let found: Vec<Known> = notices
            .par_iter()
            .map(|notice| match self.known.get(&notice.id) {
                Some(known) if Arc::ptr_eq(&known.0, notice) => known.clone(),
                _ => Known(Arc::clone(notice), notice_findings(&portal, notice).into()),
            })
            .collect();
        let of_notices = found.iter().flat_map(|known| known.1.iter().cloned());
        let mut problems: Vec<Problem> = of_notices.collect();
        let by_id = found.into_iter().map(|known| (known.0.id.clone(), known));
        self.known = by_id.collect();
        problems.extend(collection_findings(context));
        without_accepted(context.catalog, problems)
    }
}
