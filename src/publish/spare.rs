//! A published folder in; its equal beside it, in which the next version can grow, out.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::sync::Arc;
use std::time::Instant;

use super::alike::equals;
use super::exchange::{exists, recover};
use super::failure::{DiskError, Doing};
use super::layout::Layout;
use super::lock::Lock;
use super::manifest::{MANIFEST, Published};
use super::places::Places;
use super::present::Version;
use super::seen::Seen;
use super::staging::Staging;
use super::tree::{self, Found};
use super::twins::{Both, Twins};

/// The spare that an earlier publication left, by whichever program, where it is the equal of what is published.
pub(super) fn find(places: &Places, lock: &Lock) -> Result<Option<Twins>, DiskError> {
    let is_there = exists(&places.spare).map_err(Doing::Read.failed(&places.spare))?;
    let is_cut_off = exists(&places.old).map_err(Doing::Read.failed(&places.old))?;
    if !is_there || is_cut_off {
        return Ok(None);
    }
    let Some(public) = Public::read(places)? else {
        return Ok(None);
    };
    let Some(equals) = equals(&places.public, &places.spare, lock.moment()) else {
        return Ok(None);
    };
    // Listed only where there is something else.
    let found = match equals.things == public.things() {
        true => Vec::new(),
        false => tree::list(&places.public)?,
    };
    Ok(public.twins(places, &found, equals.seen, lock))
}

/// Makes a spare of what is published. None where files cannot be in two places.
pub(super) fn make(places: &Places, lock: &Lock) -> Result<Option<Twins>, DiskError> {
    recover(places)?;
    tree::remove(&places.spare)?;
    let Some(public) = Public::read(places)? else {
        return Ok(None);
    };
    let listing = tree::list_and_look(&places.public, lock.moment())?;
    let of_public: Seen = listing.stamps.into_iter().collect();
    let folders: BTreeSet<&OsStr> = of_public.folders().collect();
    let staging = Staging::new(places, &folders, &of_public);
    staging.open()?;
    let kept = public.planned.iter().map(String::as_str).chain([MANIFEST]);
    staging.keep(&kept.collect::<Vec<_>>())?;
    staging.keep_foreign(&public.foreign(&listing.found))?;
    let folders: Vec<&OsStr> = folders.iter().copied().collect();
    let spare = Seen::look(&places.staging, folders, lock.moment());
    let spare = spare.filter(|spare| !staging.has_copied() && spare.agrees_with(&of_public));
    let Some(spare) = spare else {
        return Ok(None);
    };
    set_ready(places)?;
    staging.close();
    drop(staging);
    Ok(public.twins(places, &listing.found, [of_public, spare], lock))
}

/// What grew in the staging folder is a spare from now on.
pub(super) fn set_ready(places: &Places) -> Result<(), DiskError> {
    fs::rename(&places.staging, &places.spare).map_err(Doing::Keep.failed(&places.spare))
}

/// The next version grows in the spare from now on: a build that is cut off leaves debris.
pub(super) fn set_to_work(places: &Places) -> Result<(), DiskError> {
    tree::remove(&places.staging)?;
    fs::rename(&places.spare, &places.staging).map_err(Doing::Keep.failed(&places.spare))
}

/// What is published, where all of it is as its manifest tells.
struct Public {
    since: Option<Instant>,
    published: Published,
    planned: Vec<String>,
    layout: Layout,
}

impl Public {
    fn read(places: &Places) -> Result<Option<Self>, DiskError> {
        let since = Some(Instant::now());
        let published = Published::read(&places.public)?;
        if published.intact().is_none() {
            return Ok(None);
        }
        let paths = published.entries().iter().map(|entry| entry.path.clone());
        let planned: Vec<String> = paths.collect();
        Ok(Layout::of(&planned).ok().map(|layout| Self {
            since,
            published,
            planned,
            layout,
        }))
    }

    /// How many files and folders this tool made: the manifest is one of them.
    fn things(&self) -> usize {
        self.planned.len() + self.layout.folders.len() + 1
    }

    /// What this tool did not make.
    fn foreign<'a>(&self, found: &'a [Found]) -> Vec<&'a Found> {
        let ours = Version(self.published.entries());
        found.iter().filter(|found| !ours.has(found)).collect()
    }

    fn twins(
        self,
        places: &Places,
        found: &[Found],
        seen: [Seen; 2],
        lock: &Lock,
    ) -> Option<Twins> {
        let foreign = self.foreign(found).into_iter();
        let both = Both {
            foreign: foreign.map(|found| found.path.clone()).collect(),
            published: self.published,
            planned: self.planned,
            layout: Arc::new(self.layout),
        };
        Twins::of(places, both, seen, self.since, lock)
    }
}
