//! A site's folder in; a word whenever something in it has changed and come to rest, and what it was, out.
//!
//! Folders are watched, not files: editors save by putting another file in the place of the old one. A folder that is
//! deleted and made anew is another folder, so its identity is looked at again and again, and the watch set up anew.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// How long nothing may happen after a change of one or two files: an editor's save is several steps.
const QUIET: Duration = Duration::from_millis(15);
/// The same once the file was closed or put in its place: there is little left to come.
const QUIET_AFTER_CLOSING: Duration = Duration::from_millis(4);
/// The same after a change of many files: a checkout writes them one by one.
const QUIET_AFTER_MANY: Duration = Duration::from_millis(100);
/// So many paths are many.
const MANY: usize = 4;
/// What never comes to rest is looked at all the same.
const PATIENCE: Duration = Duration::from_secs(2);

/// The watch over one site.
pub struct Watched {
    root: PathBuf,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// The folders under watch, with what tells them from others of the same name.
    folders: Vec<(PathBuf, Option<Identity>)>,
}

/// The paths below the root at which something changed; none where it may have been anything.
pub type Touched = Option<Vec<String>>;

/// Why waiting ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waited {
    /// Something changed, and all is quiet again.
    Changed(Touched),
    /// The time is over.
    TimeOver,
}

impl Watched {
    /// Watches `content/` and `themes/` below `root`, whether or not they are there yet.
    ///
    /// # Errors
    /// The system refuses to watch, for instance because too many folders are watched already.
    pub fn new(root: &Path) -> io::Result<Self> {
        let (sender, events) = channel();
        let watcher = notify::recommended_watcher(sender).map_err(as_io)?;
        let mut watched = Self {
            root: std::fs::canonicalize(root)?,
            watcher,
            events,
            folders: Vec::new(),
        };
        watched.follow()?;
        Ok(watched)
    }

    /// Waits at most `limit` for a change that has come to rest.
    pub fn wait(&mut self, limit: Duration) -> Waited {
        let until = Instant::now() + limit;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.events.recv_timeout(left) {
                Ok(event) if self.matters(&event) => {
                    return Waited::Changed(self.settle(&event));
                }
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(left);
                    break;
                }
            }
        }
        match self.is_elsewhere() {
            true => {
                // What cannot be watched now is tried again the next time.
                let _ = self.follow();
                Waited::Changed(None)
            }
            false => Waited::TimeOver,
        }
    }

    /// Swallows what follows a change until nothing has followed for a while; tells what it was.
    fn settle(&mut self, first: &notify::Result<Event>) -> Touched {
        let patience = Instant::now() + PATIENCE;
        let mut paths = paths_of(first);
        let mut is_told = tells_paths(first);
        let mut is_closed = closes(first);
        let mut rests = false;
        while Instant::now() < patience {
            let quiet = match is_closed {
                _ if paths.len() >= MANY => QUIET_AFTER_MANY,
                true => QUIET_AFTER_CLOSING,
                false => QUIET,
            };
            match self.events.recv_timeout(quiet) {
                Ok(event) if self.matters(&event) => {
                    is_closed = closes(&event);
                    is_told &= tells_paths(&event);
                    if paths.len() < MANY {
                        paths.extend(paths_of(&event));
                        paths.sort();
                        paths.dedup();
                    }
                }
                Ok(event) => is_closed |= closes(&event),
                Err(_) => {
                    rests = true;
                    break;
                }
            }
        }
        // A folder that went and came back is the same one, and no longer watched.
        let is_top = |path: &PathBuf| FOLDERS.iter().any(|name| *path == self.root.join(name));
        if self.is_elsewhere() || paths.iter().any(is_top) {
            let _ = self.follow();
            return None;
        }
        let is_whole = is_told && rests && paths.len() < MANY;
        let below_root = |path: &PathBuf| {
            let path = path.strip_prefix(&self.root).ok()?.to_str()?;
            Some(path.to_owned())
        };
        match is_whole {
            true => paths.iter().map(below_root).collect(),
            false => None,
        }
    }

    /// Reading is no change; outside `content/` and `themes/` nothing is one. A lost event may have been anything.
    fn matters(&self, event: &notify::Result<Event>) -> bool {
        let Ok(event) = event else { return true };
        let is_change = !matches!(event.kind, EventKind::Access(_));
        let is_ours = |path: &PathBuf| {
            let inner = path.strip_prefix(&self.root).unwrap_or(path);
            let first = inner.components().next();
            first.is_some_and(|first| FOLDERS.iter().any(|name| first.as_os_str() == *name))
                || !path.starts_with(&self.root)
        };
        is_change
            && (event.need_rescan() || event.paths.is_empty() || event.paths.iter().any(is_ours))
    }

    /// Whether a watched folder has gone, or another one has taken its place.
    fn is_elsewhere(&self) -> bool {
        self.folders
            .iter()
            .any(|(path, identity)| Identity::of(path) != *identity)
    }

    /// Watches the folders that are there now.
    fn follow(&mut self) -> io::Result<()> {
        for (path, identity) in std::mem::take(&mut self.folders) {
            if identity.is_some() {
                // A folder that is gone takes its watch along.
                let _ = self.watcher.unwatch(&path);
            }
        }
        let inner = FOLDERS
            .iter()
            .map(|name| (self.root.join(name), RecursiveMode::Recursive));
        let all = std::iter::once((self.root.clone(), RecursiveMode::NonRecursive)).chain(inner);
        let mut failed = Ok(());
        for (path, mode) in all {
            let identity = Identity::of(&path);
            let watched = match identity {
                Some(_) => self.watcher.watch(&path, mode).map_err(as_io),
                None => Ok(()),
            };
            let is_watched = watched.is_ok();
            if failed.is_ok() {
                failed = watched;
            }
            self.folders.push((path, identity.filter(|_| is_watched)));
        }
        failed
    }
}

/// What a portal is made from.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// What tells a folder from another one at the same path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Identity(u64, u64);

impl Identity {
    fn of(path: &Path) -> Option<Self> {
        let data = std::fs::metadata(path).ok()?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Some(Self(data.dev(), data.ino()))
        }
        #[cfg(not(unix))]
        {
            let made = data.created().ok()?;
            let since = made.duration_since(std::time::UNIX_EPOCH).ok()?;
            Some(Self(since.as_secs(), u64::from(since.subsec_nanos())))
        }
    }
}

/// Whether a file that was written is whole now.
fn closes(event: &notify::Result<Event>) -> bool {
    let close = EventKind::Access(AccessKind::Close(AccessMode::Write));
    let is_in_place = |kind| {
        let renamed = [RenameMode::To, RenameMode::Both];
        renamed
            .map(|mode| EventKind::Modify(ModifyKind::Name(mode)))
            .contains(&kind)
    };
    event
        .as_ref()
        .is_ok_and(|event| event.kind == close || is_in_place(event.kind))
}

/// Whether the paths of an event are all that changed.
fn tells_paths(event: &notify::Result<Event>) -> bool {
    event
        .as_ref()
        .is_ok_and(|event| !event.need_rescan() && !event.paths.is_empty())
}

fn paths_of(event: &notify::Result<Event>) -> Vec<PathBuf> {
    event
        .as_ref()
        .map(|event| event.paths.clone())
        .unwrap_or_default()
}

fn as_io(error: notify::Error) -> io::Error {
    match error.kind {
        notify::ErrorKind::Io(error) => error,
        notify::ErrorKind::MaxFilesWatch => io::Error::other(
            "the limit of watched folders is reached (on Linux: sysctl fs.inotify.max_user_watches)",
        ),
        _ => io::Error::other(error),
    }
}
