//! A batch of documents in, a sorted run out: its vocabulary and its postings, packed, in the order of the keys.
//!
//! Runs are what bounds memory: about two bytes a posting wait for the merge, whatever the number of notices. A run
//! depends on its documents alone, so a caller that indexes again and again may keep it and hand it in again.

use std::sync::Arc;

use super::bytes::push;
use super::code::{MOST_SIGS, Word, code};
use super::document::Document;
use super::record::Notice;
use super::terms::Terms;
use super::words::Words;

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
    /// The run of `documents`; `body` says whether their text is indexed or their heads alone.
    pub fn of(documents: &[Document], body: bool) -> Self {
        let mut batch = Batch::default();
        documents
            .iter()
            .for_each(|document| batch.add(document, body));
        let (vocabulary, families) = batch.finish();
        Self {
            vocabulary: Arc::new(vocabulary),
            families: families.map(Arc::new),
            notices: Arc::new(documents.iter().map(Notice::of).collect()),
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

/// Collects the terms of documents, numbered from zero.
#[derive(Default)]
struct Batch {
    words: Words,
    document: u32,
    postings: [Vec<Posting>; 4],
}

/// A term of a document: the numbers of its words, the second [`NONE`] for a single word, then document and class.
#[derive(Debug, Clone, Copy, Default)]
struct Posting {
    first: u32,
    second: u32,
    document: u32,
}

const NONE: u32 = u32::MAX;

impl Batch {
    fn add(&mut self, document: &Document, body: bool) {
        let terms = Terms::of(document, body, &mut self.words);
        let [head_words, head_pairs, body_words, body_pairs] = &mut self.postings;
        for (terms, words, pairs) in [
            (terms.head, head_words, head_pairs),
            (terms.body, body_words, body_pairs),
        ] {
            for term in terms {
                let second = term.second();
                let family = if second.is_some() {
                    &mut *pairs
                } else {
                    &mut *words
                };
                family.push(Posting {
                    first: term.first(),
                    second: second.unwrap_or(NONE),
                    document: self.document << 2 | term.class(),
                });
            }
        }
        self.document += 1;
    }

    /// The words of the documents added, and their postings by family.
    fn finish(self) -> (Folds, [Vec<u8>; 4]) {
        let (vocabulary, places) = sorted(self.words.keys);
        let families = self
            .postings
            .map(|postings| pack(postings, &places, vocabulary.len()));
        (vocabulary, families)
    }
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

/// The postings in the order of their codes, packed. They come in the order of documents and keep it.
fn pack(mut postings: Vec<Posting>, places: &[Word], folds: usize) -> Vec<u8> {
    let place = |word: u32| places.get(word as usize).copied();
    let fold = |word: u32| place(word).map_or(0, |place| place.fold);
    let code = |posting: &Posting| {
        let first = places[posting.first as usize];
        code(first, place(posting.second))
    };
    let mut spare = vec![Posting::default(); postings.len()];
    distribute(&postings, &mut spare, folds, |posting| fold(posting.second));
    distribute(&spare, &mut postings, folds, |posting| fold(posting.first));
    drop(spare);
    let same = |one: &Posting, other: &Posting| {
        fold(one.first) == fold(other.first) && fold(one.second) == fold(other.second)
    };
    let mut packed = Packed::default();
    for key in postings.chunk_by_mut(same) {
        key.sort_by_key(code);
        for group in key.chunk_by(|one, other| code(one) == code(other)) {
            packed.group(code(&group[0]), group);
        }
    }
    packed.bytes.shrink_to_fit();
    packed.bytes
}

/// Puts `postings` into the order of `key`, which is less than `keys`; what has the same key keeps its order.
fn distribute(
    postings: &[Posting],
    sorted: &mut [Posting],
    keys: usize,
    key: impl Fn(&Posting) -> u32,
) {
    let mut starts = vec![0; keys + 1];
    for posting in postings {
        starts[key(posting) as usize + 1] += 1;
    }
    for key in 0..keys {
        starts[key + 1] += starts[key];
    }
    for posting in postings {
        let start = &mut starts[key(posting) as usize];
        sorted[*start] = *posting;
        *start += 1;
    }
}

#[derive(Default)]
struct Packed {
    bytes: Vec<u8>,
    group: Vec<u8>,
    last: u64,
}

impl Packed {
    fn group(&mut self, code: u64, postings: &[Posting]) {
        let mut last = 0;
        self.group.clear();
        for Posting { document, .. } in postings {
            let step = (document >> 2) - last;
            push(
                &mut self.group,
                u64::from(step) << 2 | u64::from(document & 3),
            );
            last = document >> 2;
        }
        push(&mut self.bytes, code - self.last);
        push(&mut self.bytes, self.group.len() as u64);
        self.bytes.extend_from_slice(&self.group);
        self.last = code;
    }
}
