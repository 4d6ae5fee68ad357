//! The words of all runs in, one vocabulary out, and the place in it of every word of each run.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::code::{MOST_SIGS, Word, code, words};
use super::merge::Key;
use super::run::{Folds, Run};

/// Every word of all runs: folds in order, each with its signatures in order.
pub(crate) struct Vocabulary {
    pub(crate) folds: Folds,
    /// For each run, the place here of each of its words.
    places: Vec<Vec<(u32, Vec<u32>)>>,
}

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
        let places = runs
            .par_iter()
            .map(|run| places(&folds, &run.vocabulary))
            .collect();
        Self { folds, places }
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

    pub(crate) fn translate(&self, run: usize, local: u64, pair: bool) -> u64 {
        let place = |word: Word| {
            let (fold, sigs) = &self.places[run][word.fold as usize];
            Word {
                fold: *fold,
                sig: sigs[word.sig as usize],
            }
        };
        let (first, second) = words(local, pair);
        code(place(first), second.map(place))
    }
}

fn places(folds: &[(Box<str>, Vec<u32>)], vocabulary: &Folds) -> Vec<(u32, Vec<u32>)> {
    let mut from = 0;
    let place = |(fold, sigs): &(Box<str>, Vec<u32>)| {
        from += folds[from..].partition_point(|known| known.0 < *fold);
        let known = &folds[from].1;
        let sig =
            |sig: &u32| (known.partition_point(|other| other < sig) as u32).min(MOST_SIGS - 1);
        (from as u32, sigs.iter().map(sig).collect())
    };
    vocabulary.iter().map(place).collect()
}
