//! A published folder in; its equal beside it, in which the next version can grow, out.

use std::ffi::OsStr;
use std::sync::Arc;
use std::time::Instant;

use super::exchange::recover;
use super::failure::DiskError;
use super::layout::Layout;
use super::lock::Lock;
use super::manifest::{MANIFEST, Published};
use super::places::Places;
use super::present::Present;
use super::seen::Seen;
use super::staging::Staging;
use super::tree;
use super::twins::{Roots, Twins};

/// Makes a spare of what is published. None where not all of that is as its manifest tells, or where files cannot be in
/// two places: a publication has to look at everything then.
pub(super) fn make(places: &Places, lock: &Lock) -> Result<Option<Twins>, DiskError> {
    let since = Some(Instant::now());
    recover(places)?;
    let published = Published::read(&places.public)?;
    if published.intact().is_none() {
        return Ok(None);
    }
    let paths = published.entries().iter().map(|entry| entry.path.clone());
    let planned: Vec<String> = paths.collect();
    let Ok(layout) = Layout::of(&planned) else {
        return Ok(None);
    };
    let listing = tree::list_and_look(&places.public, lock.moment())?;
    let present = Present::sort(&listing.found, &published, &planned, &layout);
    let public: Seen = listing.stamps.into_iter().collect();
    let staging = Staging::new(places, &present.folders, &public);
    staging.open()?;
    let kept = planned.iter().map(String::as_str).chain([MANIFEST]);
    staging.keep(&kept.collect::<Vec<_>>())?;
    staging.keep_foreign(&present.foreign)?;
    let folders: Vec<&OsStr> = present.folders.iter().copied().collect();
    let spare = Seen::look(&places.staging, folders, lock.moment());
    let spare = spare.filter(|spare| !staging.has_copied() && spare.agrees_with(&public));
    let (Some(spare), Some(roots)) = (spare, Roots::at(places)) else {
        return Ok(None);
    };
    staging.close();
    drop(staging);
    let foreign = present.foreign.iter().map(|found| found.path.clone());
    Ok(Some(Twins {
        places: places.clone(),
        foreign: foreign.collect(),
        planned,
        layout: Arc::new(layout),
        published,
        public,
        spare,
        roots,
        since,
        paired: lock.moment(),
        found_untouched: None,
    }))
}
