//! A plan in; everything in the published folder looked at, and the next version put in its place, out.

use std::ffi::{OsStr, OsString};
use std::sync::Arc;
use std::time::Instant;

use super::difference::{Difference, only_in};
use super::exchange::{discard_old, put_in_place, recover};
use super::failure::{DiskError, Failure};
use super::fingerprint::Fingerprint;
use super::foreign::{Conflict, Rescue};
use super::layout::Layout;
use super::lock::Lock;
use super::manifest::{self, MANIFEST, Published};
use super::places::Places;
use super::present::{Present, Version};
use super::renewal::{NewFiles, Renewal, Renewed, matched};
use super::seen::Seen;
use super::staging::Staging;
use super::tree;
use super::twins::{Both, Twins, pair};
use super::{Job, Report};

/// Publishes the plan. The version before stays as the spare where it can be relied on.
pub(super) fn publish<E: Send>(
    places: &Places,
    lock: &Lock,
    job: &Job<'_, E>,
    layout: &Arc<Layout>,
) -> Result<(Report, Option<Twins>), Failure<E>> {
    let since = Some(Instant::now());
    recover(places)?;
    tree::remove(&places.spare)?;
    let published = Published::read(&places.public)?;
    let now = lock.moment();
    let listing = tree::list_and_look(&places.public, now)?;
    let present = Present::sort(&listing.found, &published, job.planned, layout);
    let conflict = settle_conflicts(places, &published, &present, job.options.force)?;
    let mut old: Seen = listing.stamps.into_iter().collect();
    let staging = Staging::new(places, &present.folders, &old);
    let usable = match published.is_whole() && !job.options.fresh {
        true => published.entries(),
        false => &[],
    };
    let renewal = Renewal {
        public: &places.public,
        planned: job.planned,
        published: &matched(job.planned, &layout.sorted, usable),
        is_file: Some(&present.is_file),
        new_files: &staging,
    };
    let renewed = renewal.run(&layout.sorted, job.make, job.progress)?;
    let (text, digest) = manifest::write(&renewed.entries);
    let report = report(&renewed, &present, digest);
    let is_written = published.digest() == Some(digest);
    if !staging.is_open() && present.removed.is_empty() && is_written {
        return Ok((report, None));
    }
    complete(&staging, &renewed, &present, &text, job.options.durable)?;
    let has_copied = staging.has_copied();
    let is_usual = conflict == Conflict::SetAside && published.is_whole() && !has_copied;
    let folders: Vec<&OsStr> = present.folders.iter().copied().collect();
    let public = is_usual
        .then(|| Seen::look(&places.staging, folders, lock.moment()))
        .flatten();
    let is_exchanged = put_in_place(places)?;
    staging.close();
    drop(staging);
    if !is_exchanged {
        return Ok((report, None));
    }
    let rescue = Rescue {
        places,
        before: Version(published.entries()),
        now: Version(&renewed.entries),
        conflict,
    };
    // A copy tells nothing of what became of its file since.
    let has_rescued = match has_copied {
        true => rescue.since(&Seen::default(), now)?,
        false => rescue.since(&old, now)?,
    };
    let public = public.filter(|public| !has_rescued && public.agrees_with(&old));
    let Some(public) = public else {
        // The new version is public. What cannot be removed now, the next build removes or complains about.
        let _ = discard_old(places);
        return Ok((report, None));
    };
    let (gone, made) = only_in(old.folders(), present.folders.iter().copied());
    let difference = Difference {
        written: report.written.clone(),
        removed: report.removed.clone(),
        made: made.into_iter().map(OsString::from).collect(),
        gone: gone.into_iter().map(OsString::from).collect(),
    };
    let foreign = present
        .foreign
        .iter()
        .map(|found| found.path.clone())
        .collect();
    if !pair(places, &difference, &mut old, lock) {
        return Ok((report, None));
    }
    let both = Both {
        published: Published::of(&places.public, renewed.entries, digest),
        planned: job.planned.to_vec(),
        foreign,
        layout: Arc::clone(layout),
    };
    let twins = Twins::of(places, both, [public, old], since, lock);
    Ok((report, twins))
}

/// Stops at foreign files in the way, unless they are to be overwritten; tells what becomes of those that come later.
fn settle_conflicts<E>(
    places: &Places,
    published: &Published,
    present: &Present<'_>,
    force: bool,
) -> Result<Conflict, Failure<E>> {
    if force || published.is_unreadable() {
        return Ok(Conflict::Drop);
    }
    if present.in_the_way.is_empty() {
        return Ok(Conflict::SetAside);
    }
    let paths = present.in_the_way.iter();
    let paths = paths.map(|path| places.public.join(path)).collect();
    Err(Failure::Foreign(paths))
}

/// Adds to the written files all that the new version takes over, and its manifest.
fn complete(
    staging: &Staging<'_>,
    renewed: &Renewed,
    present: &Present<'_>,
    manifest: &str,
    durable: bool,
) -> Result<(), DiskError> {
    staging.open()?;
    staging.keep(&renewed.kept_paths())?;
    staging.keep_foreign(&present.foreign)?;
    staging.write(MANIFEST, manifest.as_bytes())?;
    staging.protect_folders()?;
    match durable {
        true => staging.flush(&[renewed.written_paths(), vec![MANIFEST]].concat()),
        false => Ok(()),
    }
}

fn report(renewed: &Renewed, present: &Present<'_>, digest: Fingerprint) -> Report {
    let owned = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
    Report {
        written: owned(&renewed.written_paths()),
        kept: renewed.kept_paths().len(),
        rendered: renewed.rendered,
        removed: owned(&present.removed),
        digest: Some(digest),
    }
}
