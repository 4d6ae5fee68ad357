//! Texts in, their distinct words numbered as they come out: a spelling is folded once.

use rustc_hash::FxHashMap;

use super::joined::{MONTH, Part, joined};
use super::tokens::{Gap, Run, key, runs};

/// A word of a text by its number, with what joining needs of it: whether it is digits, and the gap before it.
pub(crate) type Placed = (u32, bool, Gap);

/// The bytes of a spelling as numbers, which are hashed and compared at once.
type Short = (u64, u64);

/// The words of one document or of many, numbered as they come.
#[derive(Default)]
pub(crate) struct Words {
    /// Fold and signature of each.
    pub(crate) keys: Vec<(Box<str>, u32)>,
    numbers: FxHashMap<(Box<str>, u32), u32>,
    /// The numbers of spellings met before; none where nothing is left of one.
    spellings: FxHashMap<Box<str>, Option<u32>>,
    /// The same of short ones, which are almost all.
    short: FxHashMap<Short, Option<u32>>,
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
        let short = short(spelling);
        let known = match &short {
            Some(short) => self.short.get(short),
            None => self.spellings.get(spelling),
        };
        if let Some(&number) = known {
            return number;
        }
        let mut fold = String::with_capacity(spelling.len());
        let sig = key(spelling, digits, &mut fold);
        let number = (!fold.is_empty()).then(|| self.number(fold.into(), sig));
        match short {
            Some(short) => drop(self.short.insert(short, number)),
            None => drop(self.spellings.insert(spelling.into(), number)),
        }
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
        let mut numbers = Vec::new();
        for at in 0..sequence.len() {
            let is_day = || {
                let next = self.part(sequence, at + 1);
                sequence[at].1 && next.is_some_and(|next| next.0 == MONTH)
            };
            if !hangs(sequence, at) && !is_day() {
                continue;
            }
            if let Some(joined) = joined(|at| self.part(sequence, at), at) {
                numbers.push(self.joint(&joined.key));
            }
        }
        numbers
    }

    /// The number of a joined key. It has digits as well as letters or signs, so no spelling is mistaken for it.
    fn joint(&mut self, key: &str) -> u32 {
        if let Some(&Some(number)) = self.spellings.get(key) {
            return number;
        }
        let number = self.number(key.into(), 0);
        self.spellings.insert(key.into(), Some(number));
        number
    }

    fn part<'w>(&'w self, sequence: &[Placed], at: usize) -> Option<Part<'w>> {
        let &(number, digits, gap) = sequence.get(at)?;
        let (fold, _) = self.keys.get(number as usize)?;
        Some((fold, digits, gap))
    }
}

/// A spelling of at most sixteen bytes. It is letters or digits, so that the zeros behind it are no part of another.
fn short(spelling: &str) -> Option<Short> {
    let mut bytes = [0; 16];
    bytes
        .get_mut(..spelling.len())?
        .copy_from_slice(spelling.as_bytes());
    let both = u128::from_le_bytes(bytes);
    Some((both as u64, (both >> 64) as u64))
}

/// Whether the next word hangs on this one: only then does a number begin here, or a date that is not written in words.
fn hangs(sequence: &[Placed], at: usize) -> bool {
    sequence
        .get(at + 1)
        .is_some_and(|next| matches!(next.2, Gap::None | Gap::Joint))
}
