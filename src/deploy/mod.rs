//! A published folder and a target in; the target as the folder is, with only what changed sent, out.
//!
//! A reader never gets a page whose style is missing: names that carry a fingerprint go first, then what pages show, then
//! pages, then the front page, feeds and site maps, and what is gone goes last. The target keeps a list of what was sent
//! (`manifest.rs`). It names every file before it is sent, so a deployment that was cut short is taken up where it was, and
//! files of others are neither overwritten nor removed.
//!
//! Deployments to one folder wait for each other. Elsewhere nothing can be held, so the list is looked at before each time
//! it is written: where another deployment has written it, this one stops, and the next sends all of both again.

mod folder;
mod headers;
mod local;
mod manifest;
mod rsync;
#[cfg(feature = "s3")]
mod s3;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::thread;
use std::time::Duration;

pub use folder::Folder;
pub use headers::{Phase, cache_control, content_type};
pub use local::{File, Local};
pub use manifest::MANIFEST;
pub use rsync::Rsync;
#[cfg(feature = "s3")]
pub use s3::{Bucket, Place};

use manifest::Sent;

/// Where a portal is sent.
pub trait Target: Sync {
    /// Waits for other deployments and keeps them out until it is dropped; `None` where nothing can be held. `waiting` is
    /// called where another one is under way, before the wait.
    ///
    /// # Errors
    /// When the target cannot be asked.
    fn hold(&self, _waiting: &dyn Fn()) -> io::Result<Option<fs::File>> {
        Ok(None)
    }

    /// The bytes of one file; `None` where it is not there.
    ///
    /// # Errors
    /// When the target cannot be asked.
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>>;

    /// Which of these paths are there, whoever put them.
    ///
    /// # Errors
    /// When the target cannot be asked.
    fn existing(&self, paths: &[&str]) -> io::Result<Vec<String>>;

    /// Puts files of `local` there, each of them whole or not at all.
    ///
    /// # Errors
    /// When one of them could not be sent.
    fn send(&self, local: &Local, files: &[&File]) -> io::Result<()>;

    /// Puts these bytes there.
    ///
    /// # Errors
    /// When they could not be sent.
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()>;

    /// Removes files; those that are not there are no failure.
    ///
    /// # Errors
    /// When one of them could not be removed.
    fn remove(&self, paths: &[&str]) -> io::Result<()>;
}

/// How to deploy.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner {
    /// Only say what would be done.
    pub dry_run: bool,
    /// Overwrite files at the target that this tool did not send.
    pub force: bool,
}

/// What was done, or would be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deployed {
    /// Sent, in the order of sending.
    pub sent: Vec<String>,
    /// Removed. Sorted.
    pub removed: Vec<String>,
    /// Files that are there already.
    pub kept: usize,
    /// Bytes of the files sent.
    pub bytes: u64,
}

/// How far a deployment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It waits for another deployment to the same place.
    Waiting,
    /// So many files are done, of how many.
    Done(usize, usize),
}

/// Why nothing was deployed.
#[derive(Debug)]
pub enum Failure {
    /// Files that others put there lie in the way.
    Foreign(Vec<String>),
    /// The target, or the folder, could not be read or written: the path, and what happened.
    Io(String, io::Error),
}

/// Files sent between two states of the list at the target.
const BATCH: usize = 500;
/// How often a request is tried.
const TRIES: u32 = 5;
/// The pause after the first failure; doubled after each further one.
const PAUSE: Duration = Duration::from_millis(400);

/// Makes the target what `local` is. `progress` is told each step.
///
/// # Errors
/// See [`Failure`]. What was sent until then stays, and is known to the next deployment.
pub fn deploy(
    local: &Local,
    target: &dyn Target,
    manner: Manner,
    progress: &dyn Fn(Step),
) -> Result<Deployed, Failure> {
    let _turn = match manner.dry_run {
        true => None,
        false => attempt(MANIFEST, || target.hold(&|| progress(Step::Waiting)))?,
    };
    let mut sent = Sent::read(target)?;
    let mut changed: Vec<&File> = local
        .files()
        .iter()
        .filter(|file| !sent.has(&file.path, file.content))
        .collect();
    changed.sort_by_key(|file| Phase::of(&file.path));
    let wanted: BTreeSet<&str> = local
        .files()
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    let gone = sent.beyond(&wanted);
    if !manner.force {
        refuse_foreign(target, &sent, &changed)?;
    }
    let report = Deployed {
        sent: changed.iter().map(|file| file.path.clone()).collect(),
        removed: gone.clone(),
        kept: wanted.len() - changed.len(),
        bytes: changed.iter().map(|file| file.length).sum(),
    };
    if manner.dry_run || (changed.is_empty() && gone.is_empty()) {
        return Ok(report);
    }
    sent.announce(target, &changed)?;
    let all = changed.len() + gone.len();
    let mut done = 0;
    for phase in Phase::ALL {
        let files: Vec<&File> = changed
            .iter()
            .copied()
            .filter(|file| Phase::of(&file.path) == phase)
            .collect();
        for batch in files.chunks(BATCH) {
            let what = batch.first().map_or("", |file| file.path.as_str());
            attempt(what, || target.send(local, batch))?;
            sent.note(batch);
            done += batch.len();
            progress(Step::Done(done, all));
            if done < all && batch.len() == BATCH {
                sent.write(target)?;
            }
        }
    }
    for batch in gone.chunks(BATCH) {
        let paths: Vec<&str> = batch.iter().map(String::as_str).collect();
        attempt(paths.first().unwrap_or(&""), || target.remove(&paths))?;
        sent.forget(batch);
        done += batch.len();
        progress(Step::Done(done, all));
    }
    sent.write(target)?;
    Ok(report)
}

/// What the list does not name, and is there all the same, is somebody else's.
fn refuse_foreign(target: &dyn Target, sent: &Sent, changed: &[&File]) -> Result<(), Failure> {
    let unknown: Vec<&str> = changed
        .iter()
        .map(|file| file.path.as_str())
        .filter(|path| !sent.knows(path))
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    let mut foreign = attempt(MANIFEST, || target.existing(&unknown))?;
    foreign.sort();
    match foreign.is_empty() {
        true => Ok(()),
        false => Err(Failure::Foreign(foreign)),
    }
}

/// Tries again what may go well the next time: lost connections, busy servers.
fn attempt<T>(what: &str, mut act: impl FnMut() -> io::Result<T>) -> Result<T, Failure> {
    let mut pause = PAUSE;
    for _ in 1..TRIES {
        match act() {
            Err(error) if is_passing(&error) => thread::sleep(pause),
            done => return done.map_err(|error| Failure::Io(what.to_owned(), error)),
        }
        pause *= 2;
    }
    act().map_err(|error| Failure::Io(what.to_owned(), error))
}

fn is_passing(error: &io::Error) -> bool {
    use io::ErrorKind::{
        BrokenPipe, ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted,
        ResourceBusy, TimedOut, UnexpectedEof,
    };
    matches!(
        error.kind(),
        BrokenPipe
            | ConnectionAborted
            | ConnectionRefused
            | ConnectionReset
            | Interrupted
            | ResourceBusy
            | TimedOut
            | UnexpectedEof
    )
}
