//! A batch of analyses in, a sorted run out: its vocabulary and its postings, packed, in the order of the keys.
//!
//! Runs are what bounds memory: about two bytes a posting wait for the merge, whatever the number of notices.

use rustc_hash::FxHashMap;

use super::analysis::{ALONE, Analysis, Term};
use super::bytes::push;

/// Folds in order, each with its signatures in order.
pub(crate) type Folds = Vec<(Box<str>, Vec<u32>)>;

/// The postings of a batch, one packed list per family.
pub(crate) struct Run {
    /// Its words.
    pub(crate) vocabulary: Folds,
    /// Packed groups by [`family`]: step to the next code, bytes that follow, then document steps with their classes.
    pub(crate) families: [Vec<u8>; 4],
}

/// The families of terms, in the order of [`Run::families`].
pub(crate) mod family {
    pub(crate) const HEAD_WORDS: usize = 0;
    pub(crate) const HEAD_PAIRS: usize = 1;
    pub(crate) const BODY_WORDS: usize = 2;
    pub(crate) const BODY_PAIRS: usize = 3;
}

/// A word of a vocabulary: the place of its fold, and the place of its signature among those of the fold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Word {
    pub(crate) fold: u32,
    pub(crate) sig: u32,
}

/// Bits of a code that hold a signature's place; the fold has what is left.
const SIG_BITS: u32 = 8;
const FOLD_BITS: u32 = 32 - SIG_BITS;

/// Signatures of one fold that are told apart; Vietnamese has at most a few dozen.
pub(crate) const MOST_SIGS: u32 = 1 << SIG_BITS;

/// The code of a word or of a pair. Codes sort by the folds first, so that all spellings of a key are neighbours.
pub(crate) fn code(first: Word, second: Option<Word>) -> u64 {
    let pack = |high: u32, low: u32, bits: u32| u64::from(high) << bits | u64::from(low);
    match second {
        None => pack(first.fold, first.sig, SIG_BITS),
        Some(second) => {
            pack(first.fold, second.fold, FOLD_BITS) << (2 * SIG_BITS)
                | pack(first.sig, second.sig, SIG_BITS)
        }
    }
}

/// The words a code stands for.
pub(crate) fn words(code: u64, pair: bool) -> (Word, Option<Word>) {
    let (fold, sig) = ((1 << FOLD_BITS) - 1, (1 << SIG_BITS) - 1);
    let part = |shift: u32, mask: u64| (code >> shift & mask) as u32;
    if !pair {
        return (
            Word {
                fold: part(SIG_BITS, fold),
                sig: part(0, sig),
            },
            None,
        );
    }
    let first = Word {
        fold: part(2 * SIG_BITS + FOLD_BITS, fold),
        sig: part(SIG_BITS, sig),
    };
    let second = Word {
        fold: part(2 * SIG_BITS, fold),
        sig: part(0, sig),
    };
    (first, Some(second))
}

impl Run {
    /// The run of `analyses`, whose documents are numbered from `base`.
    pub(crate) fn of(analyses: &[&Analysis], base: u32) -> Self {
        let (vocabulary, places) = Vocabulary::of(analyses);
        let mut sorted: [Vec<(u64, u32)>; 4] = Default::default();
        for ((analysis, places), document) in analyses.iter().zip(&places).zip(base..) {
            let mut add = |terms: &[Term], words: usize, pairs: usize| {
                for term in terms {
                    let second = (term.second != ALONE).then(|| places[usize::from(term.second)]);
                    let family = if second.is_some() { pairs } else { words };
                    let code = code(places[usize::from(term.first)], second);
                    sorted[family].push((code, document << 2 | u32::from(term.class)));
                }
            };
            add(&analysis.head, family::HEAD_WORDS, family::HEAD_PAIRS);
            add(&analysis.body, family::BODY_WORDS, family::BODY_PAIRS);
        }
        let families = sorted.map(|mut postings| {
            postings.sort_unstable();
            pack(&postings)
        });
        Self {
            vocabulary,
            families,
        }
    }
}

fn pack(postings: &[(u64, u32)]) -> Vec<u8> {
    let (mut packed, mut group) = (Vec::new(), Vec::new());
    let mut last_code = 0;
    for postings in postings.chunk_by(|one, other| one.0 == other.0) {
        let mut last = 0;
        group.clear();
        for &(_, posting) in postings {
            let step = (posting >> 2) - last;
            push(&mut group, u64::from(step) << 2 | u64::from(posting & 3));
            last = posting >> 2;
        }
        push(&mut packed, postings[0].0 - last_code);
        push(&mut packed, group.len() as u64);
        packed.extend_from_slice(&group);
        last_code = postings[0].0;
    }
    packed.shrink_to_fit();
    packed
}

/// Collects the words of a batch.
#[derive(Default)]
struct Vocabulary<'a> {
    numbers: FxHashMap<(&'a str, u32), u32>,
    words: Vec<(&'a str, u32)>,
}

impl<'a> Vocabulary<'a> {
    /// The vocabulary, and for each analysis the places of its words in it.
    fn of(analyses: &[&'a Analysis]) -> (Folds, Vec<Vec<Word>>) {
        let mut vocabulary = Self::default();
        let numbers: Vec<Vec<u32>> = analyses
            .iter()
            .map(|analysis| {
                analysis
                    .words
                    .iter()
                    .map(|(fold, sig)| vocabulary.number(fold, *sig))
                    .collect()
            })
            .collect();
        let (sorted, places) = vocabulary.sort();
        let place = |number: u32| places[number as usize];
        (
            sorted,
            numbers
                .into_iter()
                .map(|numbers| numbers.into_iter().map(place).collect())
                .collect(),
        )
    }

    fn number(&mut self, fold: &'a str, sig: u32) -> u32 {
        *self.numbers.entry((fold, sig)).or_insert_with(|| {
            self.words.push((fold, sig));
            self.words.len() as u32 - 1
        })
    }

    fn sort(&self) -> (Folds, Vec<Word>) {
        let mut order: Vec<u32> = (0..self.words.len() as u32).collect();
        order.sort_unstable_by_key(|&number| self.words[number as usize]);
        let mut sorted = Folds::new();
        let mut places = vec![Word { fold: 0, sig: 0 }; order.len()];
        for number in order {
            let (fold, sig) = self.words[number as usize];
            if sorted.last().is_none_or(|last| *last.0 != *fold) {
                sorted.push((fold.into(), Vec::new()));
            }
            let fold = sorted.len() as u32 - 1;
            if let Some((_, sigs)) = sorted.last_mut() {
                sigs.push(sig);
                places[number as usize] = Word {
                    fold,
                    sig: (sigs.len() as u32 - 1).min(MOST_SIGS - 1),
                };
            }
        }
        (sorted, places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_the_order_of_the_folds() {
        let word = |fold, sig| Word { fold, sig };
        let pair = |a, b, c, d| code(word(a, b), Some(word(c, d)));
        assert!(pair(5, 9, 2, 0) < pair(5, 0, 3, 0));
        assert!(pair(5, 0, 3, 7) < pair(5, 1, 3, 0));
        assert_eq!(
            words(pair(5, 9, 2, 1), true),
            (word(5, 9), Some(word(2, 1)))
        );
        assert_eq!(
            words(code(word(70_000, 3), None), false),
            (word(70_000, 3), None)
        );
    }
}
