//! A batch of documents in, a sorted run out: its vocabulary and its postings, packed, in the order of the keys.
//!
//! Runs are what bounds memory: about two bytes a posting wait for the merge, whatever the number of notices. A run
//! depends on its documents alone, so a caller that indexes again and again may keep it and hand it in again.

use std::borrow::Borrow;
use std::sync::Arc;

use super::code::{MOST_SIGS, Word, code};
use super::document::Document;
use super::record::Notice;
use super::terms::{BODY_LIGHTEST, HEAD_LIGHTEST, Neighbours, Terms};

/// Folds in order, each with its signatures in order.
pub(crate) type Folds = Vec<(Box<str>, Vec<u32>)>;

/// What the index knows of a batch of documents.
#[derive(Debug, Clone)]
pub struct Run {
    /// Its words.
    pub(crate) vocabulary: Arc<Folds>,
    /// Packed groups by [`family`]: step to the next code, bytes that follow, then document steps with their classes.
    pub(crate) families: [Arc<Vec<u8>>; 4],
    /// What is kept of each document besides its terms.
    pub(crate) notices: Arc<Vec<Notice>>,
}

impl Run {
    /// The run of `documents`, none of which is needed once it has been seen; `body` says whether their text is indexed
    /// or their heads alone.
    pub fn of(documents: impl IntoIterator<Item: Borrow<Document>>, body: bool) -> Self {
        let mut terms = Terms::default();
        let notices = documents.into_iter().map(|document| {
            let document = document.borrow();
            terms.add(document, body);
            Notice::of(document)
        });
        let notices = notices.collect();
        let (vocabulary, families) = packed(terms);
        Self {
            vocabulary: Arc::new(vocabulary),
            families: families.map(Arc::new),
            notices: Arc::new(notices),
        }
    }
}

/// The families of terms, in the order of [`Run::families`].
pub(crate) mod family {
    pub(crate) const HEAD_WORDS: usize = 0;
    pub(crate) const HEAD_PAIRS: usize = 1;
    pub(crate) const BODY_WORDS: usize = 2;
    pub(crate) const BODY_PAIRS: usize = 3;
}

/// The words of `terms`, and their postings by family.
fn packed(terms: Terms) -> (Folds, [Vec<u8>; 4]) {
    let Terms { words, head, body } = terms;
    let (vocabulary, places) = sorted(words.keys);
    let word = |word: u32| code(places[word as usize], None);
    let [head, body] = [(head, HEAD_LIGHTEST), (body, BODY_LIGHTEST)].map(|(wave, lightest)| {
        let Neighbours { words, .. } = wave.neighbours;
        let pair = |pair: u32| {
            let (first, second) = words[pair as usize];
            code(places[first as usize], Some(places[second as usize]))
        };
        [
            wave.words.pack(word, lightest),
            wave.pairs.pack(pair, lightest),
        ]
    });
    let ([head_words, head_pairs], [body_words, body_pairs]) = (head, body);
    (vocabulary, [head_words, head_pairs, body_words, body_pairs])
}

/// The words in order, and the place there of each.
fn sorted(words: Vec<(Box<str>, u32)>) -> (Folds, Vec<Word>) {
    let mut numbered: Vec<((Box<str>, u32), usize)> = words.into_iter().zip(0..).collect();
    numbered.sort_unstable();
    let mut sorted = Folds::new();
    let mut places = vec![Word { fold: 0, sig: 0 }; numbered.len()];
    for ((fold, sig), number) in numbered {
        match sorted.last_mut() {
            Some((last, sigs)) if *last == fold => sigs.push(sig),
            _ => sorted.push((fold, vec![sig])),
        }
        let sigs = sorted.last().map_or(0, |last| last.1.len() as u32);
        places[number] = Word {
            fold: sorted.len() as u32 - 1,
            sig: (sigs - 1).min(MOST_SIGS - 1),
        };
    }
    (sorted, places)
}
