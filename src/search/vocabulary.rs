//! The words of all runs in, one vocabulary out, and the place in it of every word of each run.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::code::{MOST_SIGS, Word, code, words};
use super::merge::Key;
use super::run::{Folds, Run};

/// Every word of all runs: folds in order, each with its signatures in order.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    pub(crate) folds: Folds,
}

/// The place in a vocabulary of each word of a run: of its fold, and of its signatures among those of the fold.
pub(crate) struct Places(Vec<(u32, Vec<u32>)>);

impl Vocabulary {
    /// The words of all `runs`.
    pub(crate) fn of(runs: &[Run]) -> Self {
        let mut all: FxHashMap<Box<str>, Vec<u32>> = FxHashMap::default();
        for (fold, sigs) in runs.iter().flat_map(|run| run.vocabulary.iter()) {
            match all.get_mut(fold) {
                Some(known) => known.extend_from_slice(sigs),
                None => drop(all.insert(fold.clone(), sigs.clone())),
            }
        }
        let mut folds: Folds = all.into_iter().collect();
        folds.par_sort_unstable();
        for (_, sigs) in &mut folds {
            sigs.sort_unstable();
            sigs.dedup();
        }
        Self { folds }
    }

    /// Where the words of a run are, all of which are here.
    pub(crate) fn places(&self, run: &Run) -> Places {
        let mut from = 0;
        let place = |(fold, sigs): &(Box<str>, Vec<u32>)| {
            from += self.folds[from..].partition_point(|known| known.0 < *fold);
            let place = from as u32;
            let sigs = sigs.iter().map(|sig| self.word(place, *sig).sig);
            (place, sigs.collect())
        };
        Places(run.vocabulary.iter().map(place).collect())
    }

    /// Adds the words of `runs`. Returns where the folds have gone that were here before, if any of them had to move.
    pub(crate) fn add(&mut self, runs: &[&Run]) -> Option<Vec<u32>> {
        let mut new = Folds::new();
        for (fold, sigs) in runs.iter().flat_map(|run| run.vocabulary.iter()) {
            match self.folds.binary_search_by(|known| known.0.cmp(fold)) {
                Ok(place) => merge(&mut self.folds[place].1, sigs),
                Err(_) => new.push((fold.clone(), sigs.clone())),
            }
        }
        if new.is_empty() {
            return None;
        }
        new.sort_unstable();
        new.dedup_by(|again, known| {
            let is_same = again.0 == known.0;
            if is_same {
                merge(&mut known.1, &again.1);
            }
            is_same
        });
        let mut moved = Vec::with_capacity(self.folds.len());
        let mut folds = Folds::with_capacity(self.folds.len() + new.len());
        let mut new = new.into_iter().peekable();
        for known in std::mem::take(&mut self.folds) {
            while let Some(new) = new.next_if(|new| new.0 < known.0) {
                folds.push(new);
            }
            moved.push(folds.len() as u32);
            folds.push(known);
        }
        folds.extend(new);
        self.folds = folds;
        Some(moved)
    }

    /// Whether the signatures of every fold can be told apart.
    pub(crate) fn is_distinct(&self) -> bool {
        let mut folds = self.folds.iter();
        folds.all(|(_, sigs)| sigs.len() < MOST_SIGS as usize)
    }

    /// A word by its fold's place and its signature.
    pub(crate) fn word(&self, fold: u32, sig: u32) -> Word {
        let sigs = &self.folds[fold as usize].1;
        Word {
            fold,
            sig: (sigs.partition_point(|other| *other < sig) as u32).min(MOST_SIGS - 1),
        }
    }

    /// The text of a key: the fold, or both folds of a pair. A single word is set apart by a mark that sorts first.
    pub(crate) fn text(&self, key: &Key) -> String {
        let fold = |place: u32| &*self.folds[place as usize].0;
        match key.second {
            None => ["!", fold(key.first)].concat(),
            Some(second) => [fold(key.first), " ", fold(second)].concat(),
        }
    }

    pub(crate) fn sig(&self, word: Word) -> u32 {
        self.folds[word.fold as usize]
            .1
            .get(word.sig as usize)
            .copied()
            .unwrap_or_default()
    }
}

impl Places {
    /// A code of the run in the vocabulary.
    pub(crate) fn translate(&self, local: u64, pair: bool) -> u64 {
        let place = |word: Word| {
            let (fold, sigs) = &self.0[word.fold as usize];
            Word {
                fold: *fold,
                sig: sigs[word.sig as usize],
            }
        };
        let (first, second) = words(local, pair);
        code(place(first), second.map(place))
    }
}

/// Adds `more` to sorted signatures.
fn merge(sigs: &mut Vec<u32>, more: &[u32]) {
    for sig in more {
        if let Err(place) = sigs.binary_search(sig) {
            sigs.insert(place, *sig);
        }
    }
}
