//! What a build made early and writes late: bytes in; the same bytes out, as often as they are asked for. Beyond a limit
//! they wait on the disk, so that a portal of a hundred thousand notices needs no more memory for them than one of ten
//! thousand.
//!
//! They wait in a file of the cache's folder that has no name once it is open: a build that is killed leaves none of it.
//! Where there can be no file, or the disk is full, they wait in memory after all.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use super::cache::Cache;
use super::failure::{DiskError, Doing};

/// Takes bytes for the rest of one build.
#[derive(Debug, Default)]
pub struct Spool {
    disk: Option<Disk>,
}

#[derive(Debug)]
struct Disk {
    cache: Cache,
    /// How many bytes wait in memory.
    most: u64,
    /// How many of those have come that may.
    came: AtomicU64,
    nameless: OnceLock<Option<Arc<Nameless>>>,
    /// The length of the file.
    end: AtomicU64,
}

/// A file, and the name it had for a moment.
#[derive(Debug)]
struct Nameless {
    file: File,
    path: PathBuf,
    /// What the system said when a text could not be read again.
    failure: OnceLock<io::ErrorKind>,
}

/// Bytes that a [`Spool`] took.
#[derive(Debug)]
pub struct Spooled(Waiting);

#[derive(Debug)]
enum Waiting {
    InMemory(Box<[u8]>),
    OnDisk(Arc<Nameless>, Place),
}

/// Where bytes stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    at: u64,
    length: usize,
}

/// Where bytes come that were on the disk, of one [`Spool`].
#[derive(Debug, Default)]
pub struct Room {
    bytes: Vec<u8>,
    place: Option<Place>,
}

impl Spool {
    /// One that holds everything in memory.
    pub fn in_memory() -> Self {
        Self::default()
    }

    /// One that holds `most` bytes in memory, and the others beside the `cache`.
    pub fn beside(cache: Cache, most: u64) -> Self {
        let disk = Disk {
            cache,
            most,
            came: AtomicU64::new(0),
            nameless: OnceLock::new(),
            end: AtomicU64::new(0),
        };
        Self { disk: Some(disk) }
    }

    /// Takes bytes.
    pub fn put(&self, bytes: &[u8]) -> Spooled {
        let length = bytes.len() as u64;
        let is_too_much = |disk: &&Disk| {
            let before = disk.came.fetch_add(length, Ordering::Relaxed);
            before + length > disk.most
        };
        let disk = self.disk.as_ref().filter(is_too_much);
        let on_disk = disk.and_then(|disk| disk.put(bytes));
        Spooled(on_disk.unwrap_or_else(|| Waiting::InMemory(Box::from(bytes))))
    }

    /// Whether so many bytes that are in memory should rather be [`put_on_disk`](Spool::put_on_disk).
    pub fn is_too_much(&self, bytes: u64) -> bool {
        self.disk.as_ref().is_some_and(|disk| bytes > disk.most)
    }

    /// Takes bytes; nothing where they have to stay in memory.
    pub fn put_on_disk(&self, bytes: &[u8]) -> Option<Spooled> {
        self.disk.as_ref()?.put(bytes).map(Spooled)
    }

    /// Whether every text could be given.
    ///
    /// # Errors
    /// One could not.
    pub fn intact(&self) -> Result<(), DiskError> {
        let failed = self.nameless().and_then(|nameless| {
            let kind = nameless.failure.get()?;
            Some(Doing::Read.failed(&nameless.path)(io::Error::from(*kind)))
        });
        failed.map_or(Ok(()), Err)
    }

    fn nameless(&self) -> Option<&Nameless> {
        self.disk.as_ref()?.nameless.get()?.as_deref()
    }
}

impl Disk {
    /// `None` where the bytes have to wait in memory.
    fn put(&self, bytes: &[u8]) -> Option<Waiting> {
        let made = || {
            let (file, path) = self.cache.nameless()?;
            let failure = OnceLock::new();
            Some(Arc::new(Nameless {
                file,
                path,
                failure,
            }))
        };
        let nameless = self.nameless.get_or_init(made).as_ref()?;
        let length = bytes.len();
        let at = self.end.fetch_add(length as u64, Ordering::Relaxed);
        nameless.file.write_all_at(bytes, at).ok()?;
        let place = Place { at, length };
        Some(Waiting::OnDisk(Arc::clone(nameless), place))
    }
}

impl Spooled {
    /// The bytes; those on the disk come into `room`, and from there as long as nothing else is asked for.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn get<'a>(&'a self, room: &'a mut Room) -> Result<&'a [u8], DiskError> {
        match &self.0 {
            Waiting::InMemory(bytes) => Ok(bytes),
            Waiting::OnDisk(nameless, place) => {
                if room.place != Some(*place) {
                    room.place = None;
                    room.bytes.resize(place.length, 0);
                    let read = nameless.file.read_exact_at(&mut room.bytes, place.at);
                    read.map_err(Doing::Read.failed(&nameless.path))?;
                    room.place = Some(*place);
                }
                Ok(&room.bytes)
            }
        }
    }

    /// The same as a text; where it cannot be read, no text, and from then on the spool is not
    /// [`intact`](Spool::intact).
    pub fn text(&self) -> Arc<str> {
        let mut room = Room::default();
        let bytes = self.get(&mut room).map_err(|error| error.source.kind());
        let no_text = |_| io::ErrorKind::InvalidData;
        let text = bytes.and_then(|bytes| simdutf8::basic::from_utf8(bytes).map_err(no_text));
        text.map(Arc::from).unwrap_or_else(|kind| {
            if let Waiting::OnDisk(nameless, _) = &self.0 {
                nameless.failure.get_or_init(|| kind);
            }
            Arc::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rayon::prelude::*;

    use super::*;

    fn portal() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        fs::create_dir(&out).unwrap();
        (folder, Cache::beside(&out, false))
    }

    fn texts() -> Vec<String> {
        (0..1_000)
            .map(|nth: usize| format!("{nth};").repeat(nth % 37))
            .collect()
    }

    fn is_given_again(spool: &Spool) -> usize {
        let texts = texts();
        let waiting: Vec<Spooled> = texts
            .par_iter()
            .map(|text| spool.put(text.as_bytes()))
            .collect();
        let mut room = Room::default();
        for (text, spooled) in texts.iter().zip(&waiting) {
            assert_eq!(spooled.get(&mut room).unwrap(), text.as_bytes());
        }
        let is_on_disk = |one: &&Spooled| matches!(one.0, Waiting::OnDisk { .. });
        waiting.iter().filter(is_on_disk).count()
    }

    #[test]
    fn what_came_is_given_again_wherever_it_waited() {
        let (folder, cache) = portal();
        assert_eq!(is_given_again(&Spool::in_memory()), 0);
        assert_eq!(is_given_again(&Spool::beside(cache.clone(), 1 << 20)), 0);
        let some = is_given_again(&Spool::beside(cache.clone(), 10_000));
        assert!(0 < some && some < 1_000, "{some}");
        assert!(is_given_again(&Spool::beside(cache, 0)) > 900);
        let left = fs::read_dir(folder.path().join(".public.niemyet-cache")).unwrap();
        assert_eq!(left.count(), 0, "the file has no name");
    }

    #[test]
    fn without_a_place_everything_waits_in_memory() {
        let (folder, cache) = portal();
        fs::write(folder.path().join(".public.niemyet-cache"), "mine").unwrap();
        assert_eq!(is_given_again(&Spool::beside(cache, 0)), 0);
    }

    #[test]
    fn a_file_that_lost_its_end_is_an_error_with_a_path() {
        let (_folder, cache) = portal();
        let spool = Spool::beside(cache, 0);
        let spooled = spool.put(b"words");
        assert_eq!(&*spooled.text(), "words");
        spool.intact().unwrap();
        let nameless = spool.nameless().unwrap();
        nameless.file.write_all_at(&[0xff], 0).unwrap();
        assert_eq!(&*spooled.text(), "");
        assert!(spool.intact().is_err(), "no text any more");
        nameless.file.set_len(2).unwrap();
        for error in [
            spooled.get(&mut Room::default()).unwrap_err(),
            spool.intact().unwrap_err(),
        ] {
            let path = &error.path;
            assert!(path.ends_with(".public.niemyet-cache/spool"), "{error}");
        }
    }
}
