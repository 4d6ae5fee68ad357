//! The version that was public a moment ago in; what others put into it meanwhile moved to the version public now.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::failure::{DiskError, Doing};
use super::manifest::Published;
use super::places::Places;
use super::present::Ours;
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
    let (ours_before, ours_now) = (Ours::of(&before), Ours::of(&now));
    for found in tree::list(&places.old)? {
        if !ours_before.has(&found)
            && let Some(goal) = goal(places, &found, &ours_now, conflict)
        {
            bring(&places.old.join(&found.path), &goal, found.kind)?;
        }
    }
    Ok(())
}

/// Where something foreign must be moved; `None` when it is there already, or was to be overwritten.
fn goal(places: &Places, found: &Found, now: &Ours<'_>, conflict: Conflict) -> Option<PathBuf> {
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
