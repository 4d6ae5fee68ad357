//! One folder published again and again: between two publications the version before is kept, brought up to date, as the
//! spare in which the next one grows. What did not change is neither listed nor linked nor removed again.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::failure::{DiskError, Failure};
use super::layout::Layout;
use super::lock::Lock;
use super::manifest::Published;
use super::places::Places;
use super::twins::Twins;
use super::{Job, Make, Options, Report, lock, spare, tree, whole};

/// Publishes into a folder, and remembers what it published.
///
/// The spare stays beside the published folder for the next publication, whichever program makes it. One that another
/// program left is used where both trees, listed whole, have the same files in the same places, and where every
/// published file has the length that the manifest tells; otherwise it is removed, and everything is looked at and
/// linked anew. While a version grows in it the spare lies at the place of debris, so that whatever happens to this
/// program the next build clears it.
///
/// The spare of this very publisher is trusted while nobody else was there: where any folder of it or of the published
/// one has another time than when it was last seen, where another build went through, or where a file becomes a folder,
/// everything is looked at again. The same happens once an hour: a published file that someone cut short in place leaves
/// no trace in its folder, and is found then or when its own page changes. Where the times of folders are not this
/// machine's own, on a network file system, both trees are listed each time.
#[derive(Debug, Default)]
pub struct Publisher {
    twins: Option<Twins>,
}

impl Publisher {
    /// Makes the folder `out` consist of the `planned` files, and of what others put there.
    ///
    /// Planned files are paths relative to `out`, `/`-separated, without `.`, `..` and empty segments. `make` makes the one
    /// with that index, or says that the published one, whose fingerprint it is given, is up to date. It is called once for
    /// each file, from several threads, so that what a file is made from need be worked out only once. `progress` is told
    /// how many more files are settled; the numbers of all calls add up to the number of planned files.
    ///
    /// `out` may be a link to a folder; it and the folders above it are made when missing. Files in `out` that this tool
    /// did not make stay as they are. A folder whose manifest is damaged is taken for this tool's: planned files overwrite
    /// whatever lies in their way.
    ///
    /// # Errors
    /// See [`Failure`]. The published folder is then as it was, with one exception: when something foreign that
    /// appeared in the very moment of the exchange cannot be moved over, the new version is public and the next build
    /// tries again.
    pub fn publish<E: Send>(
        &mut self,
        out: &Path,
        planned: &[String],
        options: &Options,
        make: &Make<'_, E>,
        progress: &(dyn Fn(usize) + Sync),
    ) -> Result<Report, Failure<E>> {
        let job = Job {
            planned,
            options,
            make,
            progress,
        };
        let known = self.twins.as_ref();
        let layout = match known.and_then(|twins| twins.layout_of(planned)) {
            Some(layout) => layout,
            None => Arc::new(Layout::of(planned).map_err(Failure::Clash)?),
        };
        let places = Places::resolve(out)?;
        let lock = lock(&places, options)?;
        let again = |twins: Twins| {
            let published = twins.publish(&lock, &job, &layout);
            // The best that can be done. What stays is removed by the next build.
            published.inspect_err(|_| drop(tree::remove(&places.staging)))
        };
        let known = self.twins.take().filter(|twins| twins.are_at(&places));
        let mut published = known.map_or(Ok(None), again)?;
        if published.is_none() && !options.force && !options.fresh {
            let left = spare::find(&places, &lock).unwrap_or_default();
            published = left.map(Twins::ahead).map_or(Ok(None), again)?;
        }
        let (report, twins) = match published {
            Some(published) => published,
            None => whole::publish(&places, &lock, &job, &layout)?,
        };
        self.twins = twins;
        Ok(report)
    }

    /// Looks, while there is other work to do, for what the next publication into `out` has to know: whether there is a
    /// spare, and whether anybody was at what was published.
    pub fn look_ahead(&mut self, out: &Path) {
        match &mut self.twins {
            Some(twins) => twins.look_ahead(),
            // To ask for the places makes the folders above them.
            None if out.is_dir() => {
                if let Some((places, lock)) = at_leisure(out) {
                    let left = spare::find(&places, &lock).unwrap_or_default();
                    self.twins = left.map(Twins::ahead);
                }
            }
            None => {}
        }
    }

    /// Makes ready, while there is nothing else to do, what the next publication into `out` would otherwise have to: a
    /// spare where there is none, and a look at both trees late enough after the last one for their times to tell.
    /// What cannot be made ready is left to that publication.
    pub fn rest(&mut self, out: &Path) {
        let Some((places, lock)) = at_leisure(out) else {
            return;
        };
        match &mut self.twins {
            Some(twins) if twins.are_at(&places) => twins.rest(&lock),
            Some(_) => {}
            None => {
                let left = spare::find(&places, &lock).unwrap_or_default();
                self.twins = left.or_else(|| spare::make(&places, &lock).unwrap_or_default());
            }
        }
    }

    /// As [`Published::read`] of `out`, without reading again what is known.
    ///
    /// # Errors
    /// Likewise.
    pub fn published(&self, out: &Path) -> Result<Cow<'_, Published>, DiskError> {
        let known = self.twins.as_ref().and_then(|twins| twins.published(out));
        match known {
            Some(known) => Ok(Cow::Borrowed(known)),
            None => Published::read(out).map(Cow::Owned),
        }
    }
}

#[cfg(test)]
impl Publisher {
    /// As if an hour had passed since everything was looked at.
    pub(super) fn wait_an_hour(&mut self) {
        if let Some(twins) = &mut self.twins {
            twins.since = None;
        }
    }
}

/// The places of a published folder where nobody else is at work.
fn at_leisure(out: &Path) -> Option<(Places, Lock)> {
    let places = Places::resolve(out).ok()?;
    let lock = Lock::take(&places.lock, Duration::ZERO).ok()??;
    Some((places, lock))
}
