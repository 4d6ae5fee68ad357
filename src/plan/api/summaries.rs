//! Notices as the index and the levels of the API list them: each written once for all these files, and again only where it
//! says something else than in the plan before.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;
use serde_json::value::RawValue;

use super::Plan;
use crate::catalog::Key;
use crate::publish::Fingerprint;

/// What was written, by what stands for all it is made from.
pub type WrittenSummaries = FxHashMap<Fingerprint, Arc<RawValue>>;

/// The summaries of one plan.
#[derive(Debug)]
pub(in crate::plan) struct Summaries {
    kept: WrittenSummaries,
    /// By key, each with what stands for all it is made from.
    all: Vec<OnceLock<(Fingerprint, Arc<RawValue>)>>,
}

impl Summaries {
    pub(in crate::plan) fn new(count: usize) -> Self {
        Self {
            kept: WrittenSummaries::default(),
            all: std::iter::repeat_with(OnceLock::new).take(count).collect(),
        }
    }
}

impl Plan<'_> {
    /// Spares writing again what another plan of the same site has `written`.
    pub fn recall_summaries(&mut self, written: WrittenSummaries) {
        self.summaries.kept = written;
    }

    /// What was written, for the next plan.
    pub fn written_summaries(&self) -> WrittenSummaries {
        let keys = self.catalog.iter().map(|(key, _)| key);
        let written = keys.filter_map(|key| {
            if let Some((ingredients, written)) = self.summaries.all[key.0 as usize].get() {
                return Some((*ingredients, Arc::clone(written)));
            }
            let ingredients = self.summary_ingredients(key);
            let kept = self.summaries.kept.get(&ingredients)?;
            Some((ingredients, Arc::clone(kept)))
        });
        written.collect()
    }

    /// A notice in a list.
    pub(super) fn written_summary(&self, key: Key) -> &RawValue {
        let (_, written) = self.summaries.all[key.0 as usize].get_or_init(|| {
            let ingredients = self.summary_ingredients(key);
            let kept = self.summaries.kept.get(&ingredients);
            let written = || serde_json::value::to_raw_value(&self.summary(key));
            let anew = || written().unwrap_or_default().into();
            (ingredients, kept.map_or_else(anew, Arc::clone))
        });
        written
    }
}
