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

/// Publishes like [`publish`](super::publish), and remembers what it published.
///
/// The spare lies at the place of debris, so that whatever happens to this program the next build clears it. It is
/// trusted only while nobody else was there: where any folder of it or of the published one has another time than when
/// it was last seen, where another build went through, or where a file becomes a folder, everything is looked at again,
/// as [`publish`](super::publish) does. The same happens once an hour: a published file that someone cut short in place
/// leaves no trace in its folder, and is found then or when its own page changes. Where the times of folders are not this
/// machine's own, on a network file system, both trees are listed each time.
#[derive(Debug, Default)]
pub struct Publisher {
    twins: Option<Twins>,
}

impl Publisher {
    /// As [`publish`](super::publish).
    ///
    /// # Errors
    /// Likewise.
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
        if self.twins.as_ref().is_some_and(|it| !it.are_at(&places)) {
            self.put_away();
        }
        let lock = lock(&places, options)?;
        if let Some(twins) = self.twins.take() {
            let again = twins.publish(&lock, &job, &layout);
            if let Some((report, twins)) = again.inspect_err(|_| clear(&places))? {
                self.twins = twins;
                return Ok(report);
            }
        }
        let (report, twins) = whole::publish(&places, &lock, &job, &layout, true)?;
        self.twins = twins;
        Ok(report)
    }

    /// Looks, while there is other work to do, for what the next publication has to know: whether anybody was at what
    /// was published.
    pub fn look_ahead(&mut self) {
        if let Some(twins) = &mut self.twins {
            twins.look_ahead();
        }
    }

    /// Makes ready, while there is nothing else to do, what the next publication into `out` would otherwise have to: a
    /// spare where there is none, and a look at both trees late enough after the last one for their times to tell.
    /// What cannot be made ready is left to that publication.
    pub fn rest(&mut self, out: &Path) {
        let Ok(places) = Places::resolve(out) else {
            return;
        };
        if self.twins.as_ref().is_some_and(|it| !it.are_at(&places)) {
            return;
        }
        let Ok(Some(lock)) = Lock::take(&places.lock, Duration::ZERO) else {
            return;
        };
        match &mut self.twins {
            Some(twins) => twins.rest(&lock),
            None => self.twins = spare::make(&places, &lock).unwrap_or_default(),
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

    /// Removes the spare. Where another build is at work, that has removed it.
    fn put_away(&mut self) {
        if let Some(twins) = self.twins.take()
            && let Ok(Some(_lock)) = Lock::take(&twins.places().lock, Duration::ZERO)
        {
            clear(twins.places());
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

impl Drop for Publisher {
    fn drop(&mut self) {
        self.put_away();
    }
}

/// The best that can be done. What stays is removed by the next build.
fn clear(places: &Places) {
    let _ = tree::remove(&places.staging);
}
