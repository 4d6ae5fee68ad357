//! Publishing a site again: the pages first, and the index of the search when they are public.
//!
//! A save is waited for by its reader, who looks at the page; the index over all notices takes longer than all pages that
//! changed. It may follow while it leads to the same pages as before, whatever they say now: never to one that is gone.

use std::sync::OnceLock;

use crate::outputs::{Output, Press, Unmade};
use crate::plan::{Imprints, Plan, Runs};
use crate::publish::{Failure, Fingerprint, Made, Publisher, Report};
use crate::{Edition, Error, Progress};

/// What is kept of one release for the next, besides what is kept of one reading.
#[derive(Debug, Default)]
pub(super) struct Again {
    pub(super) imprints: Imprints,
    pub(super) publisher: Publisher,
    runs: Runs,
    index: Option<Index>,
}

/// The index that was published last.
#[derive(Debug)]
struct Index {
    /// Stands for the addresses it leads to.
    addresses: Fingerprint,
    /// Its files, the root last.
    files: Vec<String>,
    root: Option<Fingerprint>,
}

/// What comes of each file, by its place: what it was made from.
type Told = Vec<OnceLock<Fingerprint>>;

impl Again {
    /// The same for what was asked for otherwise: another audience must not meet the index of this one.
    pub(super) fn for_another(self) -> Self {
        Self {
            publisher: self.publisher,
            ..Self::default()
        }
    }

    /// Publishes `outputs`, which are all files but the index, then the index with them. A failure after the first step
    /// leaves the new pages with the index of before.
    pub(super) fn publish(
        &mut self,
        edition: &Edition,
        plan: &Plan<'_>,
        press: &Press<'_>,
        mut outputs: Vec<Output>,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Result<Report, Failure<Unmade>>, Error> {
        let told: Told = outputs.iter().map(|_| OnceLock::new()).collect();
        let addresses = plan.search_addresses();
        let mut pages = Report::default();
        if let Some(files) = self.index_to_keep(edition, addresses)? {
            let paths = outputs.iter().map(|output| output.path().to_owned());
            let paths: Vec<String> = paths.chain(files).collect();
            let make = |place: usize, published| match outputs.get(place) {
                Some(output) => {
                    let made = press.make(output, published)?;
                    let fingerprint = match &made {
                        Made::UpToDate => published,
                        Made::Bytes(fingerprint, _) => Some(*fingerprint),
                    };
                    // Each file is made once.
                    fingerprint.map(|fingerprint| told[place].set(fingerprint));
                    Ok(made)
                }
                None => Ok(Made::UpToDate),
            };
            let (out, how) = (&edition.out, &edition.publish);
            match self.publisher.publish(out, &paths, how, &make, &|_| {}) {
                Ok(report) => pages = report,
                Err(failure) => return Ok(Err(failure)),
            }
        }
        let index = plan.search_index_again(&mut self.runs);
        let first = outputs.len();
        outputs.extend(index.into_iter().map(Output::index));
        progress(Progress::Planned(outputs.len()));
        let settled = |settled| progress(Progress::Settled(settled));
        let make = |place: usize, published: Option<Fingerprint>| {
            let known = told.get(place).and_then(OnceLock::get);
            match known.is_some() && known == published.as_ref() {
                true => Ok(Made::UpToDate),
                false => press.make(&outputs[place], published),
            }
        };
        let paths: Vec<String> = outputs
            .iter()
            .map(|output| output.path().to_owned())
            .collect();
        let (out, how) = (&edition.out, &edition.publish);
        let whole = self.publisher.publish(out, &paths, how, &make, &settled);
        if whole.is_ok() {
            let files = paths[first..].to_vec();
            let published = self.publisher.published(out)?;
            let root = files.last().and_then(|root| published.get(root));
            self.index = Some(Index {
                addresses,
                root: root.map(|entry| entry.fingerprint),
                files,
            });
        }
        Ok(whole.map(|whole| together(pages, whole)))
    }

    /// The files of the published index, where it is the one that was published last and still leads to the same pages.
    fn index_to_keep(
        &mut self,
        edition: &Edition,
        addresses: Fingerprint,
    ) -> Result<Option<Vec<String>>, Error> {
        let Some(index) = self
            .index
            .take()
            .filter(|index| index.addresses == addresses)
        else {
            return Ok(None);
        };
        let published = self.publisher.published(&edition.out)?;
        let root = index.files.last().and_then(|root| published.get(root));
        let is_there = root.map(|entry| entry.fingerprint) == index.root;
        Ok(Some(index.files).filter(|_| is_there && !edition.publish.fresh))
    }
}

/// What two steps did, told as one.
fn together(first: Report, second: Report) -> Report {
    let total = second.written.len() + second.kept;
    let mut written = [first.written, second.written].concat();
    written.sort();
    written.dedup();
    let mut removed = [first.removed, second.removed].concat();
    removed.sort();
    removed.dedup();
    Report {
        kept: total.saturating_sub(written.len()),
        rendered: first.rendered + second.rendered,
        written,
        removed,
    }
}
