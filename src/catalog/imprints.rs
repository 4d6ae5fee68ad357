//! Notices in, what stands for all that each of them says out; told once for all who ask.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Catalog, Key};
use crate::notice::Notice;
use crate::publish::Fingerprint;

/// What stands for notices, kept from one state of a collection to the next beside the very notices.
#[derive(Debug, Default)]
pub struct Imprints(FxHashMap<String, (Arc<Notice>, Fingerprint)>);

impl Imprints {
    /// What stands for a notice.
    pub fn of(&self, notice: &Arc<Notice>) -> Fingerprint {
        match self.0.get(&notice.id) {
            Some((known, fingerprint)) if Arc::ptr_eq(known, notice) => *fingerprint,
            _ => Fingerprint::of_value(&**notice),
        }
    }

    /// What stands for each notice of a collection, by key.
    pub fn all(&self, catalog: &Catalog) -> Vec<Fingerprint> {
        let notices: Vec<(Key, &Arc<Notice>)> = catalog.shared().collect();
        let all = notices.par_iter().map(|(_, notice)| self.of(notice));
        all.collect()
    }

    /// Keeps what stands for the notices of a collection, and for no other.
    pub fn keep(&mut self, catalog: &Catalog, all: &[Fingerprint]) {
        for ((_, notice), own) in catalog.shared().zip(all) {
            match self.0.get_mut(&notice.id) {
                Some((known, _)) if Arc::ptr_eq(known, notice) => {}
                Some(known) => *known = (Arc::clone(notice), *own),
                None => drop(self.0.insert(notice.id.clone(), (Arc::clone(notice), *own))),
            }
        }
        if self.0.len() > catalog.len() {
            self.0.retain(|id, _| catalog.with_id(id).is_some());
        }
    }
}
