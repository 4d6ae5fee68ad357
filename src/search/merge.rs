//! Sorted runs in, the entries of a family out: each key with its spellings and their documents, packed for a shard.

use std::sync::Arc;

use rayon::prelude::*;

use super::bytes::{Reader, push};
use super::code::{Word, code, words};
use super::run::Run;
use super::vocabulary::Vocabulary;

/// The packed entries of one stretch of keys.
pub(crate) struct Entries {
    /// Key, end of its bytes, documents it has; in order.
    pub(crate) keys: Vec<Key>,
    /// The packed spellings, one entry after the other.
    pub(crate) bytes: Vec<u8>,
}

/// A key and where its bytes end.
pub(crate) struct Key {
    pub(crate) first: u32,
    pub(crate) second: Option<u32>,
    pub(crate) end: usize,
    pub(crate) documents: u32,
}

impl Entries {
    /// Calls `each` with every spelling of single words: its fold, its signature and how many documents it has.
    pub(crate) fn words<'v>(
        &self,
        vocabulary: &'v Vocabulary,
        mut each: impl FnMut(&'v str, u32, usize),
    ) {
        let mut start = 0;
        for key in &self.keys {
            let mut reader = Reader::new(&self.bytes[start..key.end]);
            start = key.end;
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

/// A group of postings in a run: its code, the number of the run's first document, the packed documents.
type Group<'r> = (u64, usize, &'r [u8]);

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

impl Family<'_> {
    /// The entries of the family in stretches, by the order of their keys.
    pub(crate) fn merge(self, runs: &mut [Run], vocabulary: &Vocabulary) -> Vec<Entries> {
        let packed: Vec<Arc<Vec<u8>>> = runs
            .iter_mut()
            .map(|run| std::mem::take(&mut run.families[self.number]))
            .collect();
        let bounds = stretches(vocabulary.folds.len() as u64, self.pairs);
        let bases: Vec<usize> = runs
            .iter()
            .scan(0, |base, run| {
                let own = *base;
                *base += run.notices.len();
                Some(own)
            })
            .collect();
        let groups: Vec<Vec<Vec<Group>>> = packed
            .par_iter()
            .enumerate()
            .map(|(run, bytes)| self.split(run, bases[run], bytes, vocabulary, &bounds))
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
        run: usize,
        base: usize,
        bytes: &'r [u8],
        vocabulary: &Vocabulary,
        bounds: &[u64],
    ) -> Vec<Vec<Group<'r>>> {
        let mut split = vec![Vec::new(); bounds.len()];
        let (mut reader, mut local, mut stretch) = (Reader::new(bytes), 0, 0);
        while let (Some(step), Some(length)) = (reader.number(), reader.size()) {
            local += step;
            let code = vocabulary.translate(run, local, self.pairs);
            while code >= bounds[stretch] {
                stretch += 1;
            }
            split[stretch].extend(reader.take(length).map(|group| (code, base, group)));
        }
        split
    }

    fn entries(self, groups: &[Group], vocabulary: &Vocabulary) -> Entries {
        let mut entries = Entries {
            keys: Vec::new(),
            bytes: Vec::new(),
        };
        let folds = |code: u64| {
            let (first, second) = words(code, self.pairs);
            (first.fold, second.map(|second| second.fold))
        };
        for spellings in groups.chunk_by(|one, other| folds(one.0) == folds(other.0)) {
            let (first, second) = folds(spellings[0].0);
            let lists = self.lists(spellings);
            let documents = self.pack(lists, vocabulary, &mut entries.bytes);
            entries.keys.push(Key {
                first,
                second,
                end: entries.bytes.len(),
                documents,
            });
        }
        entries
    }

    /// The documents of each spelling and class, by their final numbers.
    fn lists(self, spellings: &[Group]) -> Vec<(u64, u8, Vec<u32>)> {
        let mut lists = Vec::new();
        for groups in spellings.chunk_by(|one, other| one.0 == other.0) {
            let mut classes: [Vec<u32>; 4] = Default::default();
            for (_, base, bytes) in groups {
                let (mut reader, mut document) = (Reader::new(bytes), *base);
                while let Some(step) = reader.size() {
                    document += step >> 2;
                    classes[step & 3].push(self.order[document]);
                }
            }
            for (class, mut documents) in (0..).zip(classes) {
                if !documents.is_sorted() {
                    documents.sort_unstable();
                }
                if !documents.is_empty() {
                    lists.push((groups[0].0, class, documents));
                }
            }
        }
        lists
    }

    /// Packs the lists of a key and returns how many documents it has, counting one per list.
    fn pack(
        self,
        mut lists: Vec<(u64, u8, Vec<u32>)>,
        vocabulary: &Vocabulary,
        bytes: &mut Vec<u8>,
    ) -> u32 {
        let documents: usize = lists.iter().map(|list| list.2.len()).sum();
        let capped = documents > self.cap;
        if capped {
            cap(&mut lists, self.cap);
        }
        push(bytes, (lists.len() as u64) << 1 | u64::from(capped));
        if capped {
            push(bytes, documents as u64);
        }
        for (code, class, documents) in lists {
            let (first, second) = words(code, self.pairs);
            push(
                bytes,
                u64::from(vocabulary.sig(first)) << 2 | u64::from(class),
            );
            if let Some(second) = second {
                push(bytes, u64::from(vocabulary.sig(second)));
            }
            push(bytes, documents.len() as u64);
            let mut last = 0;
            for document in documents {
                push(bytes, u64::from(document - last));
                last = document;
            }
        }
        documents as u32
    }
}

/// Keeps `most` documents: those of the heavier class, and of one class the most recent, which have the highest numbers.
fn cap(lists: &mut Vec<(u64, u8, Vec<u32>)>, most: usize) {
    let mut ranked: Vec<(u8, u32)> = lists
        .iter()
        .flat_map(|list| list.2.iter().map(|&document| (list.1, u32::MAX - document)))
        .collect();
    ranked.sort_unstable();
    let last = ranked[most - 1];
    for list in lists.iter_mut() {
        list.2
            .retain(|&document| (list.1, u32::MAX - document) <= last);
    }
    lists.retain(|list| !list.2.is_empty());
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
