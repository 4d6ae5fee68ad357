//! The version that was public a moment ago in; what others put into it meanwhile moved to the version public now.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::failure::{DiskError, Doing};
use super::manifest::Published;
use super::places::Places;
use super::present::Version;
use super::seen::{Moment, Seen};
use super::tree::{self, Found, Kind};

/// What becomes of a foreign file whose place a published file has taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Conflict {
    /// It was to be overwritten.
    Drop,
    /// It came too late to be reported, and is moved to the same path below [`SAVED`].
    SetAside,
}

/// The folder, inside the published one, of foreign files that came too late and lay in the way.
pub const SAVED: &str = ".niemyet-saved";

/// Moves over what lies in `places.old`, was not made by this tool, and was not taken over when the new version was staged.
pub(super) fn rescue(places: &Places, conflict: Conflict) -> Result<(), DiskError> {
    let before = Published::read(&places.old)?;
    let now = Published::read(&places.public)?;
    let rescue = Rescue {
        places,
        before: Version(before.entries()),
        now: Version(now.entries()),
        conflict,
    };
    rescue.bring(&tree::list(&places.old)?).map(|_| ())
}

/// Moves over what others put into the published folder while it was replaced.
pub(super) struct Rescue<'a> {
    pub(super) places: &'a Places,
    /// What the version at `places.old` was made of.
    pub(super) before: Version<'a>,
    /// What the version that is public is made of.
    pub(super) now: Version<'a>,
    pub(super) conflict: Conflict,
}

impl Rescue<'_> {
    /// Looks only into folders that are not for certain as they were when they were `seen` and all that was foreign in
    /// them was taken over. Tells whether there was anything.
    pub(super) fn since(&self, seen: &Seen, now: Moment) -> Result<bool, DiskError> {
        let old = &self.places.old;
        let mut folders = vec![OsStr::new("")];
        let doubtful = seen.doubtful(old, now).into_iter();
        folders.extend(doubtful.filter_map(|(path, stamp)| stamp.map(|_| path)));
        let list = |folder: &&OsStr| {
            let mut all = tree::list_one(old, folder)?;
            let is_new = |found: &&Found| found.kind == Kind::Folder && !seen.has(&found.path);
            let new: Vec<_> = all.iter().filter(is_new).cloned().collect();
            for folder in new {
                all.extend(tree::list_below(old, &folder.path, None)?.found);
            }
            Ok(all)
        };
        let found: Result<Vec<_>, _> = folders.par_iter().map(list).collect();
        self.bring(&found?.concat())
    }

    fn bring(&self, found: &[Found]) -> Result<bool, DiskError> {
        let mut any = false;
        for found in found {
            if !self.before.has(found)
                && let Some(goal) = goal(self.places, found, self.now, self.conflict)
            {
                bring(&self.places.old.join(&found.path), &goal, found.kind)?;
                any = true;
            }
        }
        Ok(any)
    }
}

/// Where something foreign must be moved; `None` when it is there already, or was to be overwritten.
fn goal(places: &Places, found: &Found, now: Version<'_>, conflict: Conflict) -> Option<PathBuf> {
    let path = Path::new(&found.path);
    let (old, new) = (places.old.join(path), places.public.join(path));
    let there = fs::symlink_metadata(&new).ok();
    let is_folder_there = there.is_some_and(|there| there.is_dir());
    let is_below_ours = path.ancestors().any(|path| now.has_file(path));
    if found.kind == Kind::Folder {
        // An empty folder in the way of a file is no loss; what a full one holds is brought file by file.
        return (!is_folder_there && !is_below_ours).then_some(new);
    }
    if is_below_ours || is_folder_there {
        return (conflict == Conflict::SetAside).then(|| places.public.join(SAVED).join(path));
    }
    (!is_same(&old, &new)).then_some(new)
}

fn bring(old: &Path, goal: &Path, kind: Kind) -> Result<(), DiskError> {
    let folder = match kind {
        Kind::Folder => Some(goal),
        _ => goal.parent(),
    };
    if let Some(folder) = folder {
        fs::create_dir_all(folder).map_err(Doing::CreateFolder.failed(folder))?;
    }
    if kind == Kind::Folder {
        return Ok(());
    }
    fs::rename(old, goal).map_err(Doing::Keep.failed(old))
}

/// Whether both are one file, or a link and its copy, or a file and its copy with the same time.
fn is_same(old: &Path, new: &Path) -> bool {
    let (Ok(one), Ok(other)) = (fs::symlink_metadata(old), fs::symlink_metadata(new)) else {
        return false;
    };
    let version = |file: &fs::Metadata| (file.len(), file.mtime(), file.mtime_nsec());
    let same_inode = (one.dev(), one.ino()) == (other.dev(), other.ino());
    let same_link = one.is_symlink() && fs::read_link(old).ok() == fs::read_link(new).ok();
    let same_file = one.is_file() && other.is_file() && version(&one) == version(&other);
    same_inode || same_link || same_file
}
