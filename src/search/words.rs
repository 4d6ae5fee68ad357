//! Texts in, their distinct words numbered as they come out: a spelling is folded once.

use rustc_hash::FxHashMap;

use super::joined::{Part, joined};
use super::tokens::{Gap, Run, key, runs};

/// A word of a text by its number, with what joining needs of it: whether it is digits, and the gap before it.
pub(crate) type Placed = (u32, bool, Gap);

/// The words of one document or of many, numbered as they come.
#[derive(Default)]
pub(crate) struct Words {
    /// Fold and signature of each.
    pub(crate) keys: Vec<(Box<str>, u32)>,
    numbers: FxHashMap<(Box<str>, u32), u32>,
    /// The numbers of spellings met before; none where nothing is left of one.
    spellings: FxHashMap<Box<str>, Option<u32>>,
}

impl Words {
    /// The words of `text` in order. A spelling met before costs one look-up and no folding.
    pub(crate) fn sequence(&mut self, text: &str) -> Vec<Placed> {
        let mut sequence = Vec::with_capacity(text.len() / 5);
        for Run {
            start,
            end,
            digits,
            gap,
        } in runs(text)
        {
            let number = self.spelling(&text[start..end], digits);
            sequence.extend(number.map(|number| (number, digits, gap)));
        }
        sequence
    }

    fn spelling(&mut self, spelling: &str, digits: bool) -> Option<u32> {
        if let Some(&number) = self.spellings.get(spelling) {
            return number;
        }
        let mut fold = String::with_capacity(spelling.len());
        let sig = key(spelling, digits, &mut fold);
        let number = (!fold.is_empty()).then(|| self.number(fold.into(), sig));
        self.spellings.insert(spelling.into(), number);
        number
    }

    /// The number of the word with this fold and signature.
    pub(crate) fn number(&mut self, fold: Box<str>, sig: u32) -> u32 {
        let key = (fold, sig);
        if let Some(&number) = self.numbers.get(&key) {
            return number;
        }
        let number = self.keys.len() as u32;
        self.keys.push(key.clone());
        self.numbers.insert(key, number);
        number
    }

    /// The keys of the dates and numbers in a sequence.
    pub(crate) fn joined(&mut self, sequence: &[Placed]) -> Vec<u32> {
        let digits = (0..sequence.len()).filter(|&at| sequence[at].1 || hangs(sequence, at));
        let found: Vec<String> = digits
            .filter_map(|at| joined(|at| self.part(sequence, at), at))
            .map(|joined| joined.key)
            .collect();
        found
            .into_iter()
            .map(|key| self.number(key.into(), 0))
            .collect()
    }

    fn part<'w>(&'w self, sequence: &[Placed], at: usize) -> Option<Part<'w>> {
        let &(number, digits, gap) = sequence.get(at)?;
        let (fold, _) = self.keys.get(number as usize)?;
        Some((fold, digits, gap))
    }
}

/// Whether the next word hangs on this one: only then can a number begin with letters.
fn hangs(sequence: &[Placed], at: usize) -> bool {
    sequence
        .get(at + 1)
        .is_some_and(|next| matches!(next.2, Gap::None | Gap::Joint))
}
