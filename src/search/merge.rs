//! Sorted runs in, the entries of a family out: each key with its spellings and their documents, packed for a shard.

use std::sync::Arc;

use rayon::prelude::*;

use super::bytes::{Reader, push};
use super::code::{Word, code, words};
use super::lists::Lists;
use super::run::{Run, family};
use super::vocabulary::{Places, Vocabulary};

/// The packed entries of one stretch of keys.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    /// Key, end of its bytes, documents it has; in order.
    pub(crate) keys: Vec<Key>,
    /// The packed spellings, one entry after the other.
    pub(crate) bytes: Vec<u8>,
}

/// A key and where its bytes end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    pub(crate) first: u32,
    pub(crate) second: Option<u32>,
    pub(crate) end: usize,
    pub(crate) documents: u32,
}

impl Entries {
    /// Each key with its bytes.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Key, &[u8])> {
        let starts = std::iter::once(0).chain(self.keys.iter().map(|key| key.end));
        let keys = self.keys.iter().zip(starts);
        keys.map(|(key, start)| (*key, &self.bytes[start..key.end]))
    }

    /// Adds what follows all there is.
    pub(crate) fn put(&mut self, key: Key, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        self.keys.push(Key {
            end: self.bytes.len(),
            ..key
        });
    }

    /// Follows the folds to where each has `moved` in the vocabulary.
    pub(crate) fn follow(&mut self, moved: &[u32]) {
        for key in &mut self.keys {
            key.first = moved[key.first as usize];
            key.second = key.second.map(|second| moved[second as usize]);
        }
    }

    /// Calls `each` with every spelling of single words: its fold, its signature and how many documents it has.
    pub(crate) fn words<'v>(
        &self,
        vocabulary: &'v Vocabulary,
        mut each: impl FnMut(&'v str, u32, usize),
    ) {
        for (key, bytes) in self.iter() {
            let mut reader = Reader::new(bytes);
            let fold = &*vocabulary.folds[key.first as usize].0;
            let head = reader.size().unwrap_or_default();
            if head & 1 == 1 {
                reader.size();
            }
            for _ in 0..head >> 1 {
                let (Some(sig), Some(count)) = (reader.size(), reader.size()) else {
                    return;
                };
                for _ in 0..count {
                    reader.size();
                }
                each(fold, (sig >> 2) as u32, count);
            }
        }
    }
}

impl Key {
    /// The folds that tell it from others, and give it its place among them.
    pub(crate) fn folds(&self) -> Folds {
        (self.first, self.second)
    }
}

/// The places of a key's folds in the vocabulary.
pub(crate) type Folds = (u32, Option<u32>);

/// The folds of a code.
pub(crate) fn folds(code: u64, pairs: bool) -> Folds {
    let (first, second) = words(code, pairs);
    (first.fold, second.map(|second| second.fold))
}

/// A group of postings in a run: its code, the number of the run's first document, the packed documents.
pub(crate) type Group<'r> = (u64, usize, &'r [u8]);

/// The groups of a family in a run: their codes in the vocabulary of the run, and their packed documents.
pub(crate) fn groups(packed: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let (mut reader, mut code) = (Reader::new(packed), 0);
    std::iter::from_fn(move || {
        code += reader.number()?;
        let length = reader.size()?;
        Some((code, reader.take(length)?))
    })
}

/// The number of the first document of each run.
pub(crate) fn bases(runs: &[Run]) -> Vec<usize> {
    let starts = runs.iter().scan(0, |base, run| {
        let own = *base;
        *base += run.notices.len();
        Some(own)
    });
    starts.collect()
}

/// How a family is merged.
#[derive(Clone, Copy)]
pub(crate) struct Family<'f> {
    pub(crate) number: usize,
    pub(crate) pairs: bool,
    /// Documents a key keeps; the true count is written beside.
    pub(crate) cap: usize,
    /// The final number of each document, by the number it came in with.
    pub(crate) order: &'f [u32],
}

impl<'f> Family<'f> {
    /// All of them, in the order of [`Run::families`]; `cap` is for the body's.
    pub(crate) fn all(order: &'f [u32], cap: usize) -> [Self; 4] {
        let family = |number, pairs, cap| Self {
            number,
            pairs,
            cap,
            order,
        };
        [
            family(family::HEAD_WORDS, false, usize::MAX),
            family(family::HEAD_PAIRS, true, usize::MAX),
            family(family::BODY_WORDS, false, cap),
            family(family::BODY_PAIRS, true, cap),
        ]
    }

    /// The entries of the family in stretches, by the order of their keys.
    pub(crate) fn merge(
        self,
        runs: &mut [Run],
        vocabulary: &Vocabulary,
        places: &[Places],
    ) -> Vec<Entries> {
        let packed: Vec<Arc<Vec<u8>>> = runs
            .iter_mut()
            .map(|run| std::mem::take(&mut run.families[self.number]))
            .collect();
        let bounds = stretches(vocabulary.folds.len() as u64, self.pairs);
        let bases = bases(runs);
        let groups: Vec<Vec<Vec<Group>>> = packed
            .par_iter()
            .enumerate()
            .map(|(run, bytes)| self.split(bases[run], bytes, &places[run], &bounds))
            .collect();
        (0..bounds.len())
            .into_par_iter()
            .map(|stretch| {
                let mut all: Vec<Group> = groups
                    .iter()
                    .flat_map(|run| &run[stretch])
                    .copied()
                    .collect();
                all.sort_by_key(|group| group.0);
                self.entries(&all, vocabulary)
            })
            .collect()
    }

    /// The groups of a run with their codes in the common vocabulary, by stretch.
    fn split<'r>(
        self,
        base: usize,
        bytes: &'r [u8],
        places: &Places,
        bounds: &[u64],
    ) -> Vec<Vec<Group<'r>>> {
        let mut split = vec![Vec::new(); bounds.len()];
        let mut stretch = 0;
        for (local, group) in groups(bytes) {
            let code = places.translate(local, self.pairs);
            while code >= bounds[stretch] {
                stretch += 1;
            }
            split[stretch].push((code, base, group));
        }
        split
    }

    /// The entries of `groups`, which come in the order of their codes, of one code in the order of their runs.
    pub(crate) fn entries(self, groups: &[Group], vocabulary: &Vocabulary) -> Entries {
        let mut entries = Entries::default();
        let mut lists = Lists::new(self.order.len());
        let folds = |code: u64| folds(code, self.pairs);
        for spellings in groups.chunk_by(|one, other| folds(one.0) == folds(other.0)) {
            let (first, second) = folds(spellings[0].0);
            lists.clear();
            for groups in spellings.chunk_by(|one, other| one.0 == other.0) {
                lists.add(groups, self.order);
            }
            let documents = self.pack(&mut lists, vocabulary, &mut entries.bytes);
            entries.keys.push(Key {
                first,
                second,
                end: entries.bytes.len(),
                documents,
            });
        }
        entries
    }

    /// Packs the lists of a key and returns how many documents it has, counting one per list.
    fn pack(self, lists: &mut Lists, vocabulary: &Vocabulary, bytes: &mut Vec<u8>) -> u32 {
        let documents = lists.documents();
        let capped = documents > self.cap;
        if capped {
            lists.cap(self.cap);
        }
        push(
            bytes,
            (lists.iter().count() as u64) << 1 | u64::from(capped),
        );
        if capped {
            push(bytes, documents as u64);
        }
        for (code, class, documents) in lists.iter() {
            let (first, second) = words(code, self.pairs);
            push(bytes, u64::from(vocabulary.sig(first)) << 2 | class);
            if let Some(second) = second {
                push(bytes, u64::from(vocabulary.sig(second)));
            }
            push(bytes, documents.len() as u64);
            let mut last = 0;
            for document in documents {
                push(bytes, u64::from(document - last));
                last = *document;
            }
        }
        documents as u32
    }
}

/// Upper bounds of the codes of each stretch: enough of them to keep every core busy, and few enough to split into.
fn stretches(folds: u64, pairs: bool) -> Vec<u64> {
    let count = 64.min(folds.max(1));
    let bound = |stretch: u64| {
        let fold = (folds * stretch).div_ceil(count) as u32;
        code(
            Word { fold, sig: 0 },
            pairs.then_some(Word { fold: 0, sig: 0 }),
        )
    };
    let mut bounds: Vec<u64> = (1..count).map(bound).collect();
    bounds.push(u64::MAX);
    bounds
}
