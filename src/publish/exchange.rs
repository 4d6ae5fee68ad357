//! A whole new version in; the published folder replaced by it at once, and the version before at `Places::old`.

use std::fs;
use std::io;
use std::path::Path;

use super::failure::{DiskError, Doing};
use super::foreign::{self, Conflict};
use super::places::Places;
use super::tree;

/// Makes the staging folder public. True when there was a version before, which now lies at `places.old`.
///
/// The staging folder is renamed to `old` first: from then on that place holds a whole version before the exchange and
/// a whole version after it, so that the next build knows what to do with it whenever this one is killed.
pub(super) fn put_in_place(places: &Places) -> Result<bool, DiskError> {
    let failed = Doing::Exchange.failed(&places.public);
    if !exists(&places.public).map_err(Doing::Read.failed(&places.public))? {
        fs::rename(&places.staging, &places.public).map_err(failed)?;
        return Ok(false);
    }
    match replace(places) {
        Err(error) if error.kind() == io::ErrorKind::ResourceBusy => {
            Err(Doing::ReplaceMountPoint.failed(&places.public)(error))
        }
        replaced => replaced.map_err(failed).map(|()| true),
    }
}

/// Ends what a killed build began. Called under the lock.
pub(super) fn recover(places: &Places) -> Result<(), DiskError> {
    tree::remove(&places.staging)?;
    if !exists(&places.old).map_err(Doing::Read.failed(&places.old))? {
        return Ok(());
    }
    if !exists(&places.public).map_err(Doing::Read.failed(&places.public))? {
        return fs::rename(&places.old, &places.public)
            .map_err(Doing::Exchange.failed(&places.public));
    }
    foreign::rescue(places, Conflict::Drop)?;
    discard_old(places)
}

/// Removes the version before, from which everything foreign has been rescued.
///
/// Its place among the staging folders says that it is debris. Half removed in its own place, and its manifest among
/// the first to go, it would make the next build take what is left of it for foreign.
pub(super) fn discard_old(places: &Places) -> Result<(), DiskError> {
    set_aside_old(places)?;
    tree::remove(&places.staging)
}

/// Moves the version before to the place of debris.
pub(super) fn set_aside_old(places: &Places) -> Result<(), DiskError> {
    fs::rename(&places.old, &places.staging).map_err(Doing::Remove.failed(&places.old))
}

fn replace(places: &Places) -> io::Result<()> {
    fs::rename(&places.staging, &places.old)?;
    let exchanged = exchange(&places.old, &places.public);
    if exchanged.is_err() {
        fs::rename(&places.old, &places.staging)?;
    }
    match exchanged {
        Err(error) if is_unsupported(&error) => rename_twice(places),
        exchanged => exchanged,
    }
}

/// Where nothing can be exchanged there is an instant without a published folder.
/// A build killed in it has left the version before at `old`, and the next build puts it back.
pub(super) fn rename_twice(places: &Places) -> io::Result<()> {
    fs::rename(&places.public, &places.old)?;
    fs::rename(&places.staging, &places.public).inspect_err(|_| {
        // Should this fail too, the next build does it.
        let _ = fs::rename(&places.old, &places.public);
    })
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

/// Kernels and file systems without an exchange answer `EINVAL`, `ENOSYS` or `ENOTSUP`.
fn is_unsupported(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidInput, Unsupported};
    matches!(error.kind(), InvalidInput | Unsupported)
}

pub(super) fn exists(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
