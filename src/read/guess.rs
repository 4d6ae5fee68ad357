//! What an unknown word was meant to be: by its Vietnamese name, or by a slip of the pen.

mod vietnamese;

pub(super) use vietnamese::{key_anywhere, word_named};

use crate::problem::Bilingual;
use crate::say;

/// The hint that offers a word.
pub(crate) fn did_you_mean(word: &str) -> Bilingual {
    say!("có phải là `{word}`?", "did you mean `{word}`?")
}

/// The known key that is meant by an unknown one: by its Vietnamese name, or else by a slip of the pen.
pub(super) fn meant<'k>(
    name: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Option<&'k str> {
    vietnamese::key_named(name, known.clone()).or_else(|| nearest(name, known))
}

/// A text longer than this, in bytes, is no slip of a word, and comparing it takes long.
const LONGEST_WORD: usize = 200;

/// The known word nearest to `word`, where one is near enough to be meant.
pub(crate) fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    let word = word.to_lowercase().replace('-', "_");
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let distance = strsim::osa_distance(&word, &candidate.to_lowercase().replace('-', "_"));
        let limit = (candidate.chars().count() / 3).max(1);
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
