//! Entries in, shard files and the table that finds them out.
//!
//! A shard ends where a hash of its next key says so, not where a count is full: after an edit the borders fall where
//! they fell before, so that shards without a changed key keep their bytes and their names.

use rayon::prelude::*;

use super::bytes::{push, push_front_coded, shared};
use super::file::{IndexFile, NAME};
use super::merge::Entries;
use super::vocabulary::Vocabulary;

/// Sizes of a shard in bytes before compression.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Size {
    /// A shard may end from here on.
    pub(crate) least: usize,
    /// It ends here at the latest.
    pub(crate) most: usize,
}

/// One key in so many may end a shard.
const BORDER: u32 = 8;

/// The shards of a wave and the table of their first keys and names, packed for the root.
pub(crate) struct Shards {
    pub(crate) files: Vec<IndexFile>,
    pub(crate) table: Vec<u8>,
}

/// Cuts `families` of entries, in the order of their keys, into shards. An entry of more than `apart` bytes gets a file
/// of its own.
pub(crate) fn shards(
    families: &[Vec<Entries>],
    vocabulary: &Vocabulary,
    size: Size,
    apart: usize,
) -> Shards {
    let mut cutter = Cutter {
        size,
        apart,
        ..Cutter::default()
    };
    for entries in families.iter().flatten() {
        for (key, bytes) in entries.iter() {
            cutter.entry(vocabulary.text(&key), bytes, key.documents);
        }
    }
    cutter.finish()
}

#[derive(Default)]
struct Cutter {
    size: Size,
    apart: usize,
    shard: Vec<u8>,
    first: String,
    before: String,
    last: String,
    /// Shards cut so far, each behind the shortest key that parts it from the one before.
    cut: Vec<(String, Vec<u8>)>,
    alone: Vec<IndexFile>,
}

impl Cutter {
    fn entry(&mut self, key: String, bytes: &[u8], documents: u32) {
        let length = self.shard.len();
        if length > self.size.most || length > self.size.least && hash(&key).is_multiple_of(BORDER)
        {
            self.cut();
        }
        if self.shard.is_empty() {
            self.first.clone_from(&key);
            self.before = std::mem::take(&mut self.last);
        }
        push_front_coded(&mut self.shard, &self.last, &key);
        if bytes.len() > self.apart {
            let file = IndexFile::hashed(bytes.to_vec(), NAME);
            self.shard.push(0);
            push(&mut self.shard, u64::from(documents));
            self.shard.extend_from_slice(&file.name());
            self.alone.push(file);
        } else {
            self.shard.extend_from_slice(bytes);
        }
        self.last = key;
    }

    fn cut(&mut self) {
        let enough = shared(&self.before, &self.first);
        let letter = self.first[enough..]
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        let border = self.first[..enough + letter].to_owned();
        self.cut.push((border, std::mem::take(&mut self.shard)));
    }

    fn finish(mut self) -> Shards {
        if !self.shard.is_empty() {
            self.cut();
        }
        let mut files: Vec<IndexFile> = self
            .cut
            .par_iter_mut()
            .map(|(_, bytes)| IndexFile::hashed(std::mem::take(bytes), NAME))
            .collect();
        let mut table = Vec::new();
        push(&mut table, files.len() as u64);
        let mut last = "";
        for (border, _) in &self.cut {
            push_front_coded(&mut table, last, border);
            last = border;
        }
        for file in &files {
            table.extend_from_slice(&file.name());
        }
        files.append(&mut self.alone);
        Shards { files, table }
    }
}

/// FNV-1a: stable for ever, and good enough to draw borders.
fn hash(key: &str) -> u32 {
    key.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    }) >> 8
}
