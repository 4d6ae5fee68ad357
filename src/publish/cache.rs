//! What a build leaves beside the published folder for the next: bytes in; the same bytes out, or none.
//!
//! ```text
//! niemyet-cache 1 <the program's sources>
//! …
//! <sixteen bytes of BLAKE3 of all that stands before>
//! ```
//!
//! Nothing depends on it: a file that is not here, damaged, of another program or of no use is as good as none, and
//! where none can be written the next build takes its time. It may hold words that readers of the portal must not see,
//! so it is its owner's alone.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::fingerprint::Fingerprint;
use super::places::Places;

/// The first line of a file: another program would work out something else.
const HEADING: &str = concat!("niemyet-cache 1 ", env!("NIEMYET_SOURCES"), "\n");

/// No file of the cache is larger.
const MOST: u64 = 1 << 32;

/// Files in a folder of their own beside the published one.
#[derive(Debug, Clone)]
pub struct Cache {
    pub(super) out: PathBuf,
    is_fresh: bool,
}

impl Cache {
    /// That of the published folder `out`; nothing is read from it where the build `is_fresh`.
    pub fn beside(out: &Path, is_fresh: bool) -> Self {
        Self {
            out: out.to_owned(),
            is_fresh,
        }
    }

    /// The content of a file as it was written by this very program.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        // To ask for the place makes the folders above it.
        let is_read = !self.is_fresh && self.out.is_dir();
        let folder = is_read.then(|| self.folder()).flatten()?;
        let path = folder.join(name);
        // Nothing that would make a reader wait.
        let found = fs::metadata(&path).ok()?;
        if !found.is_file() || found.len() > MOST {
            return None;
        }
        let mut file = File::open(path).ok()?;
        let mut heading = [0; HEADING.len()];
        file.read_exact(&mut heading).ok()?;
        if heading != HEADING.as_bytes() {
            return None;
        }
        let mut content = Vec::with_capacity(usize::try_from(found.len()).ok()?);
        file.take(MOST).read_to_end(&mut content).ok()?;
        let (bytes, seal) = content.split_last_chunk::<16>()?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(&heading).update_rayon(bytes);
        if Fingerprint::finish(&hasher).as_bytes() != seal {
            return None;
        }
        content.truncate(content.len() - 16);
        Some(content)
    }

    /// Writes a file whose content `write` hands out, piece by piece.
    pub fn write(
        &self,
        name: &str,
        write: impl FnOnce(&mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()>,
    ) {
        let Some(folder) = self.made_folder() else {
            return;
        };
        let new = folder.join(format!("{name}.new"));
        let written = write_new(&new, write).and_then(|()| fs::rename(&new, folder.join(name)));
        if written.is_err() {
            let _ = fs::remove_file(&new);
        }
    }

    /// A new file to write and read, gone as soon as it is closed, and the name it had.
    pub(super) fn nameless(&self) -> Option<(File, PathBuf)> {
        let folder = self.made_folder()?;
        let path = folder.join("spool");
        let file = create_new(&path).ok()?;
        // Another build may have been quicker.
        let _ = fs::remove_file(&path);
        Some((file, path))
    }

    fn folder(&self) -> Option<PathBuf> {
        Places::resolve(&self.out).ok().map(|places| places.cache)
    }

    fn made_folder(&self) -> Option<PathBuf> {
        let folder = self.folder()?;
        // It may be there.
        let _ = DirBuilder::new().mode(0o700).create(&folder);
        Some(folder)
    }
}

/// Hands out a part of a file: its length as eight bytes, then its bytes.
///
/// # Errors
/// Those of `take`.
pub fn put_part<E>(take: &mut dyn FnMut(&[u8]) -> Result<(), E>, part: &[u8]) -> Result<(), E> {
    put_number(take, part.len())?;
    take(part)
}

/// Hands out a number as eight bytes.
///
/// # Errors
/// Those of `take`.
pub fn put_number<E>(take: &mut dyn FnMut(&[u8]) -> Result<(), E>, number: usize) -> Result<(), E> {
    take(&(number as u64).to_le_bytes())
}

/// Takes from `rest` what [`put_part`] handed out; `None` where it is anything else.
pub fn part<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let length = number(rest)?;
    let (part, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(part)
}

/// Takes from `rest` what [`put_number`] handed out; `None` where it is anything else.
pub fn number(rest: &mut &[u8]) -> Option<usize> {
    let (number, after) = rest.split_first_chunk()?;
    *rest = after;
    usize::try_from(u64::from_le_bytes(*number)).ok()
}

/// A file for its owner alone, to write and read.
fn create_new(path: &Path) -> io::Result<File> {
    // Of a build that was killed.
    let _ = fs::remove_file(path);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    options.mode(0o600).open(path)
}

fn write_new(
    path: &Path,
    write: impl FnOnce(&mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()>,
) -> io::Result<()> {
    let sealed = Sealed {
        file: create_new(path)?,
        hasher: blake3::Hasher::new(),
    };
    // What is handed out is mostly short, and to hash it piece by piece takes longer.
    let mut buffered = BufWriter::with_capacity(1 << 16, sealed);
    let mut take = |bytes: &[u8]| buffered.write_all(bytes);
    take(HEADING.as_bytes())?;
    write(&mut take)?;
    buffered.into_inner()?.finish()
}

/// A file that ends with what stands for all that was written before.
struct Sealed {
    file: File,
    hasher: blake3::Hasher,
}

impl Sealed {
    fn finish(mut self) -> io::Result<()> {
        let seal = Fingerprint::finish(&self.hasher);
        self.file.write_all(seal.as_bytes())
    }
}

impl Write for Sealed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn portal() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("public");
        fs::create_dir(&out).unwrap();
        let cache = Cache::beside(&out, false);
        cache.write("words", |take| {
            take(b"one, ")?;
            take(b"two")
        });
        (folder, cache)
    }

    #[test]
    fn what_was_written_is_read_by_its_owner_alone() {
        let (folder, cache) = portal();
        assert_eq!(cache.read("words").unwrap(), b"one, two");
        assert_eq!(cache.read("others"), None);
        let fresh = Cache::beside(&folder.path().join("public"), true);
        assert_eq!(fresh.read("words"), None);
        let file = folder.path().join(".public.niemyet-cache/words");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&file), 0o600);
        assert_eq!(mode(file.parent().unwrap()), 0o700);
    }

    #[test]
    fn what_is_not_whole_is_not_read() {
        let (folder, cache) = portal();
        let file = folder.path().join(".public.niemyet-cache/words");
        let bytes = fs::read(&file).unwrap();
        for at in 0..bytes.len() {
            fs::write(&file, &bytes[..at]).unwrap();
            assert_eq!(cache.read("words"), None, "cut at {at}");
            let mut broken = bytes.clone();
            broken[at] ^= 4;
            fs::write(&file, &broken).unwrap();
            assert_eq!(cache.read("words"), None, "flipped at {at}");
        }
        fs::write(&file, &bytes).unwrap();
        assert!(cache.read("words").is_some());
    }

    #[test]
    fn whatever_lies_in_its_place_is_passed_over() {
        let (folder, cache) = portal();
        let place = folder.path().join(".public.niemyet-cache");
        fs::remove_file(place.join("words")).unwrap();
        fs::create_dir_all(place.join("words/mine")).unwrap();
        cache.write("words", |take| take(b"three"));
        assert_eq!(cache.read("words"), None);
        assert!(!place.join("words.new").exists());
        fs::remove_dir_all(&place).unwrap();
        fs::write(&place, "mine").unwrap();
        cache.write("words", |take| take(b"three"));
        assert_eq!(cache.read("words"), None);
        assert_eq!(fs::read(&place).unwrap(), b"mine");
    }

    #[test]
    fn what_could_not_be_handed_out_leaves_what_was() {
        let (_folder, cache) = portal();
        cache.write("words", |take| {
            take(b"three")?;
            Err(io::Error::other("no more"))
        });
        assert_eq!(cache.read("words").unwrap(), b"one, two");
    }
}
