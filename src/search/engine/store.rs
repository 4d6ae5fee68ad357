//! The files of an index, read when they are asked for: the root, the shards of a table, records and facets.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::Read;
use std::rc::Rc;

use flate2::read::GzDecoder;

use super::super::bytes::Reader;
use super::super::file::{NAME, path};
use super::super::index::{BLOCK, FORMAT};
use super::Closed;
use super::entry::{Entry, List, Place, entries};

/// One wave of the index: the first keys of its shards and their files.
pub(super) struct Table {
    borders: Vec<String>,
    names: Vec<Vec<u8>>,
}

/// The opened files of an index.
pub(super) struct Store<R> {
    read: R,
    notices: usize,
    facets: Vec<u8>,
    body: Option<Vec<u8>>,
    head: Rc<Table>,
    blocks: Vec<Vec<u8>>,
    bundle: BTreeMap<String, Vec<u8>>,
    damaged: Cell<bool>,
    shards: RefCell<BTreeMap<String, Rc<Vec<Rc<Entry>>>>>,
    tables: RefCell<Option<Rc<Table>>>,
}

/// Shards a prefix is looked up in.
const PREFIX_SHARDS: usize = 3;

impl<R: Fn(&str) -> Option<Vec<u8>>> Store<R> {
    pub(super) fn open(read: R) -> Result<Self, Closed> {
        let bytes = read("search/root.bin")
            .and_then(|bytes| decompress(&bytes))
            .ok_or(Closed::NoRoot)?;
        let mut reader = Reader::new(&bytes);
        if reader.number() != Some(u64::from(FORMAT)) {
            return Err(Closed::OtherFormat);
        }
        Self::read_root(read, reader).ok_or(Closed::NoRoot)
    }

    fn read_root(read: R, mut reader: Reader) -> Option<Self> {
        let notices = reader.size()?;
        let block_name = reader.size()?;
        let facets = reader.take(NAME)?.to_vec();
        let body = match reader.number()? {
            0 => None,
            _ => Some(reader.take(NAME)?.to_vec()),
        };
        let head = Rc::new(Table::read(&mut reader)?);
        let count = notices.div_ceil(BLOCK);
        let blocks = (0..count)
            .map(|_| reader.take(block_name).map(<[u8]>::to_vec))
            .collect::<Option<_>>()?;
        let mut bundle = BTreeMap::new();
        while !reader.is_empty() {
            let length = reader.size()?;
            let name = path(reader.take(length)?);
            let length = reader.size()?;
            bundle.insert(name, reader.take(length)?.to_vec());
        }
        let (damaged, shards, tables) = (Cell::new(false), RefCell::default(), RefCell::default());
        Some(Self {
            read,
            notices,
            facets,
            body,
            head,
            blocks,
            bundle,
            damaged,
            shards,
            tables,
        })
    }

    pub(super) fn notices(&self) -> usize {
        self.notices
    }

    /// Whether a file was missing or damaged since the last call.
    pub(super) fn take_damage(&self) -> bool {
        self.damaged.take()
    }

    /// The content of a file; nothing, and a note of the damage, when there is none.
    pub(super) fn content(&self, path: &str) -> Vec<u8> {
        let compressed = self.bundle.get(path).cloned().or_else(|| (self.read)(path));
        compressed
            .and_then(|bytes| decompress(&bytes))
            .unwrap_or_else(|| {
                self.damaged.set(true);
                Vec::new()
            })
    }

    pub(super) fn facets(&self) -> Vec<u8> {
        self.content(&path(&self.facets))
    }

    /// The tables a search reads: the head's, and the body's when it is asked for.
    pub(super) fn tables(&self, body: bool) -> Vec<Rc<Table>> {
        let mut tables = vec![Rc::clone(&self.head)];
        if let Some(name) = self.body.as_ref().filter(|_| body) {
            let mut opened = self.tables.borrow_mut();
            let table = opened.get_or_insert_with(|| {
                let bytes = self.content(&path(name));
                Rc::new(Table::read(&mut Reader::new(&bytes)).unwrap_or_else(Table::empty))
            });
            tables.push(Rc::clone(table));
        }
        tables
    }

    /// The entry of `key` in `table`.
    pub(super) fn exact(&self, table: &Table, key: &str) -> Option<Rc<Entry>> {
        let shard = self.shard(table, table.find(key)?);
        let place = shard
            .binary_search_by(|entry| entry.key.as_str().cmp(key))
            .ok()?;
        shard.get(place).cloned()
    }

    /// The entries whose keys begin with `prefix`, from the first shards that can have them.
    pub(super) fn starting(&self, table: &Table, prefix: &str) -> Vec<Rc<Entry>> {
        let first = table.find(prefix).unwrap_or(0);
        let within = |shard: &usize| {
            table.borders[*shard].as_str() <= prefix || table.borders[*shard].starts_with(prefix)
        };
        (first..table.borders.len())
            .take(PREFIX_SHARDS)
            .take_while(within)
            .flat_map(|shard| self.shard(table, shard).to_vec())
            .filter(|entry| entry.key.starts_with(prefix))
            .collect()
    }

    /// The lists of an entry; read from their own file when they are long.
    pub(super) fn lists(&self, entry: &Entry) -> Rc<Vec<List>> {
        match &entry.place {
            Place::Here(lists) => Rc::clone(lists),
            Place::File(name) => {
                let bytes = self.content(&path(name));
                let read = Entry::read(entry.key.clone(), &mut Reader::new(&bytes));
                read.and_then(|entry| entry.lists()).unwrap_or_default()
            }
        }
    }

    fn shard(&self, table: &Table, shard: usize) -> Rc<Vec<Rc<Entry>>> {
        let path = path(&table.names[shard]);
        if let Some(known) = self.shards.borrow().get(&path) {
            return Rc::clone(known);
        }
        let bytes = self.content(&path);
        let read = Rc::new(entries(&bytes));
        self.shards.borrow_mut().insert(path, Rc::clone(&read));
        read
    }

    /// The fields of a document's record, as `record.rs` wrote them.
    pub(super) fn record(&self, document: u32) -> Vec<String> {
        let (block, line) = (document as usize / BLOCK, document as usize % BLOCK);
        let bytes = self
            .blocks
            .get(block)
            .map(|name| self.content(&path(name)))
            .unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let mut fields: Vec<String> = text
            .split('\n')
            .nth(line)
            .unwrap_or_default()
            .split('\t')
            .map(str::to_owned)
            .collect();
        fields.resize(9, String::new());
        fields
    }
}

impl Table {
    fn empty() -> Self {
        Self {
            borders: Vec::new(),
            names: Vec::new(),
        }
    }

    fn read(reader: &mut Reader) -> Option<Self> {
        let mut table = Self::empty();
        for _ in 0..reader.size()? {
            let border = reader.front_coded(table.borders.last().map_or("", String::as_str))?;
            table.borders.push(border);
        }
        for _ in 0..table.borders.len() {
            table.names.push(reader.take(NAME)?.to_vec());
        }
        Some(table)
    }

    /// The shard that has `key` if any has.
    fn find(&self, key: &str) -> Option<usize> {
        self.borders
            .partition_point(|border| border.as_str() <= key)
            .checked_sub(1)
    }
}

fn decompress(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut content).ok()?;
    Some(content)
}
