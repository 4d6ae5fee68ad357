//! `niemyet watch`: publishes at the start, whenever a file changes, and whenever time alone changes the portal.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use clap::Args;
use jiff::Timestamp;

use super::args::{Global, SiteOptions};
use super::known::Known;
use super::output::Output;
use super::told::Told;
use super::{Outcome, clock};
use crate::problem::any_error;
use crate::publish::Options;
use crate::serve::{Cause, Clock, Next, RETRY, Rebuild, Stop, Touched, Watched, keep};
use crate::{Edition, Error, Workshop, say};

#[derive(Args)]
#[command(
    after_help = "Ví dụ / Examples:\n  niemyet watch\n  niemyet watch --out /srv/www/lich --audience public"
)]
pub(super) struct Watch {
    #[command(flatten)]
    site: SiteOptions,
    /// Thư mục đăng; mặc định là public/ trong --root / where to publish
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Ghi đè tệp lạ nằm đúng chỗ trang của cổng / overwrite files in the way that the tool did not make
    #[arg(long)]
    force: bool,
    /// Chưa đăng khi sự kiện đã đăng bị sửa mà chưa ghi điều chỉnh / hold where a published event changed without a revision
    #[arg(long)]
    strict: bool,
}

pub(super) fn run(watch: &Watch, global: &Global, output: &Output) -> Result<Outcome, Error> {
    let failed = |source| Error::reading(&global.root, source);
    let watched = Watched::new(&global.root).map_err(failed)?;
    let stop = stop_on_signal().map_err(failed)?;
    let clock: Clock = Arc::new(clock::timestamp);
    let out = global.portal(watch.out.as_deref());
    let shown = out.display();
    output.say(&say!(
        "đăng vào {shown} mỗi khi tệp đổi (Ctrl-C để dừng)",
        "publishing into {shown} on every change (Ctrl-C stops)"
    ));
    let mut publisher = Publisher {
        workshop: Workshop::for_rebuilds(),
        watch,
        global,
        output,
        known: Known::default(),
        clock: &clock,
        out,
    };
    keep(watched, &clock, &stop, &mut publisher);
    Ok(Outcome::Done)
}

struct Publisher<'a> {
    workshop: Workshop,
    watch: &'a Watch,
    global: &'a Global,
    output: &'a Output,
    known: Known,
    clock: &'a Clock,
    out: PathBuf,
}

impl Rebuild for Publisher<'_> {
    fn rebuild(&mut self, cause: Cause, touched: Touched) -> Next {
        let published = self.publish(cause, touched.as_deref());
        let at = published.unwrap_or_else(|error| {
            self.output.failure(&error);
            (self.clock)().checked_add(RETRY).ok()
        });
        Next {
            at,
            outsiders: self.workshop.outsiders().to_vec(),
        }
    }

    fn rest(&mut self) {
        self.workshop.rest(&self.out);
    }
}

impl Publisher<'_> {
    /// Publishes once; returns the moment at which the portal changes by itself.
    fn publish(
        &mut self,
        cause: Cause,
        touched: Option<&[String]>,
    ) -> Result<Option<Timestamp>, Error> {
        let began = Instant::now();
        self.workshop.look_ahead(&self.out);
        let inspection = self
            .workshop
            .inspect_touched(&self.global.request(&self.watch.site), touched)?;
        let problems = inspection.problems;
        let Some(catalog) = inspection.catalog.filter(|_| !any_error(&problems)) else {
            self.known.tell(self.output, &problems, true);
            self.output.mistake(&say!(
                "chưa đăng gì: sửa các lỗi trên; cổng đang có vẫn giữ nguyên",
                "nothing was published: mend the errors above; the portal stays as it was"
            ));
            return Ok(None);
        };
        let edition = Edition {
            root: self.global.root.clone(),
            out: self.out.clone(),
            now: clock::now(&catalog.site),
            strict: self.watch.strict,
            publish: Options {
                force: self.watch.force,
                ..Options::default()
            },
        };
        let (notices, zone) = (catalog.len(), catalog.site.time_zone.clone());
        let told = Told {
            output: self.output,
        };
        let released = match self.workshop.release(catalog, &edition, &|_| {})? {
            Ok(released) => released,
            Err(refusal) => {
                told.refused(&refusal);
                return Ok(None);
            }
        };
        // Editors touch files without changing them; nobody wants to hear of that.
        if cause == Cause::Start || !released.report.is_unchanged() {
            self.known.tell(self.output, &problems, self.output.verbose);
            told.warn(&released);
            let out = self.out.display().to_string();
            told.released(&released, notices, began.elapsed(), &out);
        }
        let next = released
            .next_change
            .and_then(|next| next.at.to_zoned(zone).ok());
        Ok(next.map(|next| next.timestamp()))
    }
}

/// A stop that Ctrl-C raises.
pub(super) fn stop_on_signal() -> std::io::Result<Stop> {
    let stop = Stop::default();
    let signalled = stop.clone();
    std::thread::Builder::new().spawn(move || signalled.raise_on_signal())?;
    Ok(stop)
}
