//! Names and aliases of a table in; what a written name may mean out.

use std::collections::HashMap;

use crate::text::fold::{spoken, squash};

/// What is called how, for many questions.
#[derive(Debug, Clone)]
pub(super) struct Names<T> {
    squashed: HashMap<String, Vec<T>>,
    spoken: HashMap<String, Vec<T>>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self {
            squashed: HashMap::new(),
            spoken: HashMap::new(),
        }
    }
}

impl<T: Copy + PartialEq> Names<T> {
    pub(super) fn add(&mut self, name: &str, meant: T) {
        let squashed = self.squashed.entry(squash(name)).or_default();
        let spoken = self.spoken.entry(spoken(name)).or_default();
        for meant_by_it in [squashed, spoken] {
            if !meant_by_it.contains(&meant) {
                meant_by_it.push(meant);
            }
        }
    }

    /// What is called so; where several differ by marks and tones alone, those that are as written, if any is.
    pub(super) fn meant_by(&self, name: &str) -> &[T] {
        match self.squashed.get(&squash(name)).map(Vec::as_slice) {
            None => &[],
            Some([only]) => std::slice::from_ref(only),
            Some(several) => self
                .spoken
                .get(&spoken(name))
                .map_or(several, Vec::as_slice),
        }
    }
}
