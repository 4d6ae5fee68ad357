//! The texts of one document in, its distinct words numbered as they come out: a spelling is folded once.

use rustc_hash::FxHashMap;

use super::joined::{Part, joined};
use super::tokens::{Gap, Run, key, runs};

/// Distinct words of one notice that are indexed; what comes later is left out.
const MOST_WORDS: usize = u16::MAX as usize;

/// A word of a text as the analysis numbers it, with what joining needs of it.
pub(crate) type Placed = (u16, bool, Gap);

/// The words of one document, numbered as they come.
#[derive(Default)]
pub(crate) struct Words {
    pub(crate) keys: Vec<(Box<str>, u32)>,
    numbers: FxHashMap<(Box<str>, u32), u16>,
}

impl Words {
    /// The words of `text` in order. A spelling met before costs one look-up and no folding.
    pub(crate) fn sequence(&mut self, text: &str) -> Vec<Placed> {
        let mut spellings: FxHashMap<&str, Option<u16>> = FxHashMap::default();
        runs(text)
            .filter_map(
                |Run {
                     start,
                     end,
                     digits,
                     gap,
                 }| {
                    let spelling = &text[start..end];
                    let number = *spellings
                        .entry(spelling)
                        .or_insert_with(|| self.number(spelling, digits));
                    number.map(|number| (number, digits, gap))
                },
            )
            .collect()
    }

    fn number(&mut self, spelling: &str, digits: bool) -> Option<u16> {
        let mut fold = String::with_capacity(spelling.len());
        let sig = key(spelling, digits, &mut fold);
        if fold.is_empty() {
            None
        } else {
            self.insert(fold, sig)
        }
    }

    fn insert(&mut self, fold: String, sig: u32) -> Option<u16> {
        let key = (fold.into_boxed_str(), sig);
        if let Some(&number) = self.numbers.get(&key) {
            return Some(number);
        }
        let number = u16::try_from(self.keys.len())
            .ok()
            .filter(|&number| usize::from(number) < MOST_WORDS)?;
        self.keys.push(key.clone());
        self.numbers.insert(key, number);
        Some(number)
    }

    /// The keys of the dates and numbers in a sequence.
    pub(crate) fn joined(&mut self, sequence: &[Placed]) -> impl Iterator<Item = u16> + use<> {
        let digits = sequence
            .iter()
            .enumerate()
            .filter(|(at, word)| word.1 || hangs(sequence, *at));
        let found: Vec<String> = digits
            .filter_map(|(at, _)| joined(|at| self.part(sequence, at), at))
            .map(|joined| joined.key)
            .collect();
        let numbers: Vec<u16> = found
            .into_iter()
            .filter_map(|key| self.insert(key, 0))
            .collect();
        numbers.into_iter()
    }

    fn part<'w>(&'w self, sequence: &[Placed], at: usize) -> Option<Part<'w>> {
        let &(number, digits, gap) = sequence.get(at)?;
        self.keys
            .get(usize::from(number))
            .map(|key| (&*key.0, digits, gap))
    }
}

/// Whether the next word hangs on this one: only then can a number begin with letters.
fn hangs(sequence: &[Placed], at: usize) -> bool {
    sequence
        .get(at + 1)
        .is_some_and(|next| matches!(next.2, Gap::None | Gap::Joint))
}
