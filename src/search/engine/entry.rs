//! The bytes of a shard in, its keys with their lists of documents out.

use std::rc::Rc;

use super::super::bytes::Reader;
use super::super::file::NAME;

/// A key of the index.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    /// Documents it has in all.
    pub(super) documents: usize,
    /// Whether only the best of them are listed.
    pub(super) capped: bool,
    /// Its lists, or the file that has them.
    pub(super) place: Place,
}

#[derive(Debug)]
pub(super) enum Place {
    Here(Rc<Vec<List>>),
    File(Vec<u8>),
}

/// The documents of one spelling of a key in one class of fields.
#[derive(Debug)]
pub(super) struct List {
    pub(super) sig: u32,
    /// The neighbour's signature, in a pair.
    pub(super) second: u32,
    pub(super) class: usize,
    pub(super) documents: Vec<u32>,
}

/// The entries of a shard, up to where it is damaged.
pub(super) fn entries(bytes: &[u8]) -> Vec<Rc<Entry>> {
    let mut entries: Vec<Rc<Entry>> = Vec::new();
    let mut reader = Reader::new(bytes);
    while !reader.is_empty() {
        let last = entries.last().map_or("", |entry| entry.key.as_str());
        let Some(entry) = reader
            .front_coded(last)
            .and_then(|key| Entry::read(key, &mut reader))
        else {
            break;
        };
        entries.push(Rc::new(entry));
    }
    entries
}

impl Entry {
    pub(super) fn read(key: String, reader: &mut Reader) -> Option<Self> {
        let head = reader.size()?;
        if head == 0 {
            let documents = reader.size()?;
            return Some(Self {
                key,
                documents,
                capped: false,
                place: Place::File(reader.take(NAME)?.to_vec()),
            });
        }
        let counted = if head & 1 == 1 {
            Some(reader.size()?)
        } else {
            None
        };
        let pair = !key.starts_with('!');
        let lists: Vec<List> = (0..head >> 1)
            .map(|_| List::read(reader, pair))
            .collect::<Option<_>>()?;
        let documents =
            counted.unwrap_or_else(|| lists.iter().map(|list| list.documents.len()).sum());
        Some(Self {
            key,
            documents,
            capped: counted.is_some(),
            place: Place::Here(Rc::new(lists)),
        })
    }

    /// Its lists, unless they are in a file of their own.
    pub(super) fn lists(&self) -> Option<Rc<Vec<List>>> {
        match &self.place {
            Place::Here(lists) => Some(Rc::clone(lists)),
            Place::File(_) => None,
        }
    }

    /// Whether its lists are in a file of their own.
    pub(super) fn is_apart(&self) -> bool {
        matches!(self.place, Place::File(_))
    }
}

impl List {
    fn read(reader: &mut Reader, pair: bool) -> Option<Self> {
        let head = reader.size()?;
        let second = if pair { reader.size()? as u32 } else { 0 };
        let mut last = 0;
        let count = reader.size()?;
        let documents = (0..count)
            .map(|_| {
                last += reader.size()? as u32;
                Some(last)
            })
            .collect::<Option<_>>()?;
        Some(Self {
            sig: (head >> 2) as u32,
            second,
            class: head & 3,
            documents,
        })
    }
}
