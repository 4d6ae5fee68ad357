//! Words of a vocabulary in, one number for a word or a pair out, and back.

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
