//! Documents in, the files of an index out: the root, shards of head and body, records, facets and the word list.
//!
//! The result depends on the documents alone: not on their order, nor on the number of threads.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::bytes::push;
use super::document::Document;
use super::facets;
use super::file::{IndexFile, NAME};
use super::merge::{Entries, Family};
use super::record::Notice;
use super::run::{Run, family};
use super::shard::{Size, shards};
use super::spelling;
use super::vocabulary::{Places, Vocabulary};

/// The number of the format; a page whose script knows another reloads itself.
pub const FORMAT: u32 = 1;

/// Results in a block of records.
pub(crate) const BLOCK: usize = 16;

/// Bytes in the name of a block: there are many, and they are told apart by their place as well.
pub(crate) const BLOCK_NAME: usize = 4;

/// Documents of a run: enough to share a vocabulary, few enough to sort in the cache.
const BATCH: usize = 1024;

/// Heads that together stay below this are sent as one file.
const BUNDLE: usize = 96 * 1024;

/// No file of the index shrinks to less than this part of its content.
const MOST_SHRUNK: usize = 20;

/// Sizes of shards before compression: small in the head, which must answer at once, larger in the body.
const HEAD: Size = Size {
    least: 3200,
    most: 6400,
};
const BODY: Size = Size {
    least: 6000,
    most: 12_000,
};

/// What may be chosen about an index.
#[derive(Debug, Clone)]
pub struct Options {
    /// Whether the text of notices is indexed besides their heads.
    pub body: bool,
    /// Documents a term of the body keeps; a larger count is shown as "2.000+".
    pub cap: usize,
    /// Bytes of a term's lists above which they get a file of their own.
    pub apart: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            body: true,
            cap: 2000,
            apart: 2400,
        }
    }
}

/// The index of `documents`.
pub fn index(documents: &[Document], options: &Options) -> Vec<IndexFile> {
    let mut indexer = Indexer::new(options.clone());
    for documents in documents.chunks(BATCH * rayon::current_num_threads().max(1)) {
        indexer.add(documents);
    }
    indexer.finish()
}

/// Takes documents batch by batch, so that they need not be in memory together.
pub struct Indexer {
    options: Options,
    runs: Vec<Run>,
}

impl Indexer {
    /// An indexer that has seen nothing.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            runs: Vec::new(),
        }
    }

    /// Adds `documents`, analysing them in parallel.
    pub fn add(&mut self, documents: &[Document]) {
        let body = self.options.body;
        let batches = documents.par_chunks(BATCH);
        self.runs
            .par_extend(batches.map(|documents| Run::of(documents, body)));
    }

    /// Adds documents that were analysed before.
    pub fn add_run(&mut self, run: Run) {
        self.runs.push(run);
    }

    /// The files, `search/root.bin` last: whoever uploads them in order never shows a root without its shards.
    pub fn finish(mut self) -> Vec<IndexFile> {
        let numbered = Numbered::of(&self.runs);
        let merged = Merged::of(&mut self.runs, &numbered.order, &self.options);
        files(&numbered, &merged, &self.options)
    }
}

/// What all runs say, key by key.
#[derive(Debug)]
pub(crate) struct Merged {
    pub(crate) vocabulary: Vocabulary,
    /// In the order of [`Run::families`].
    pub(crate) families: [Vec<Entries>; 4],
}

impl Merged {
    /// Merges `runs`, whose postings are taken.
    pub(crate) fn of(runs: &mut [Run], order: &[u32], options: &Options) -> Self {
        let vocabulary = Vocabulary::of(runs);
        let places: Vec<Places> = runs.par_iter().map(|run| vocabulary.places(run)).collect();
        let families = Family::all(order, options.cap);
        let families = families.map(|family| family.merge(runs, &vocabulary, &places));
        Self {
            vocabulary,
            families,
        }
    }
}

/// The files of an index.
pub(crate) fn files(numbered: &Numbered, merged: &Merged, options: &Options) -> Vec<IndexFile> {
    let notices = numbered.notices();
    let Merged {
        vocabulary,
        families,
    } = merged;
    let (head, body) = families.split_at(family::BODY_WORDS);
    let words = || {
        let words = spelling::words(&[&head[0], &body[0]], vocabulary);
        (facets::files(&notices, &words.path), words)
    };
    let of_body = || shards(body, vocabulary, BODY, options.apart);
    let of_head = || shards(head, vocabulary, HEAD, options.apart);
    let others = || rayon::join(words, || (of_head(), records(&notices)));
    let (body, ((mut files, words), (head, records))) =
        rayon::join(|| options.body.then(of_body), others);
    let facets = files.last().map(IndexFile::name).unwrap_or_default();
    files.push(words);
    let body = body.map(|body| {
        files.extend(body.files);
        IndexFile::hashed(body.table, NAME)
    });
    let mut root = Vec::new();
    let block_name = records.first().map_or(0, |block| block.name().len());
    for number in [FORMAT as usize, notices.len(), block_name] {
        push(&mut root, number as u64);
    }
    root.extend(facets);
    root.push(u8::from(body.is_some()));
    root.extend(body.iter().flat_map(IndexFile::name));
    root.extend_from_slice(&head.table);
    root.extend(records.iter().flat_map(IndexFile::name));
    bundle(&mut root, &head.files, &records);
    files.extend(head.files);
    files.extend(records);
    files.extend(body);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files.dedup_by(|one, other| one.path == other.path);
    files.push(IndexFile::fixed("search/root.bin", root));
    files
}

/// The documents of all runs by day, the oldest first, so that a new one at the end leaves the others' numbers alone.
pub(crate) struct Numbered {
    runs: Vec<Arc<Vec<Notice>>>,
    /// The final number of each document by the number it came in with.
    pub(crate) order: Vec<u32>,
}

impl Numbered {
    /// Numbers the documents of `runs`.
    pub(crate) fn of(runs: &[Run]) -> Self {
        let runs: Vec<Arc<Vec<Notice>>> = runs.iter().map(|run| Arc::clone(&run.notices)).collect();
        let notices = runs.iter().flat_map(|notices| notices.iter());
        let mut sorted: Vec<(u32, &Notice)> = (0..).zip(notices).collect();
        sorted.sort_by(|(_, one), (_, other)| (one.day, &one.url).cmp(&(other.day, &other.url)));
        let mut order = vec![0; sorted.len()];
        for (place, (number, _)) in (0..).zip(&sorted) {
            order[*number as usize] = place;
        }
        Self { runs, order }
    }

    /// The documents by their final numbers.
    fn notices(&self) -> Vec<&Notice> {
        let came = self.runs.iter().flat_map(|notices| notices.iter());
        let mut notices: Vec<(u32, &Notice)> = self.order.iter().copied().zip(came).collect();
        notices.sort_unstable_by_key(|(number, _)| *number);
        notices.into_iter().map(|(_, notice)| notice).collect()
    }
}

/// The blocks of records. Their names are as short as keeps them apart.
fn records(notices: &[&Notice]) -> Vec<IndexFile> {
    let block = |notices: &[&Notice], name: usize| {
        let lines: Vec<&str> = notices
            .iter()
            .map(|notice| notice.record.as_str())
            .collect();
        IndexFile::hashed(lines.join("\n").into_bytes(), name)
    };
    let blocks = |name: usize| {
        notices
            .par_chunks(BLOCK)
            .map(|notices| block(notices, name))
            .collect()
    };
    let short: Vec<IndexFile> = blocks(BLOCK_NAME);
    let distinct: BTreeSet<&str> = short.iter().map(|file| file.path.as_str()).collect();
    if distinct.len() == short.len() {
        short
    } else {
        blocks(BLOCK_NAME + NAME)
    }
}

/// A small site's heads and records travel inside the root: their bytes behind it, each file after its length.
fn bundle(root: &mut Vec<u8>, head: &[IndexFile], records: &[IndexFile]) {
    let files = || head.iter().chain(records);
    let content: usize = files().map(|file| file.content.len()).sum();
    if content > BUNDLE * MOST_SHRUNK {
        return;
    }
    let bytes: Vec<Vec<u8>> = files().map(IndexFile::bytes).collect();
    if bytes.iter().map(Vec::len).sum::<usize>() > BUNDLE {
        return;
    }
    for (file, bytes) in files().zip(bytes) {
        let name = file.name();
        push(root, name.len() as u64);
        root.extend_from_slice(&name);
        push(root, bytes.len() as u64);
        root.extend_from_slice(&bytes);
    }
}
