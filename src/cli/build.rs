//! `niemyet build`: check, then publish.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::args::{Global, MomentOptions, SiteOptions};
use super::output::Output;
use super::progress::Bar;
use super::receipt::{Receipt, inputs};
use super::told::Told;
use super::{Outcome, clock, summary};
use crate::problem::{Problem, any_error};
use crate::publish::{Cache, Fingerprint, Options};
use crate::sources::Sources;
use crate::{Edition, Error, Released, Request, Workshop, read, say};

/// Bytes of texts that wait in memory: those of some twenty thousand notices.
const IN_MEMORY: u64 = 128 << 20;

#[derive(Args)]
#[command(
    after_help = "Ví dụ / Examples:\n  niemyet build\n  niemyet build --out /srv/www/lich --audience public\n  niemyet build --today 2026-07-09      cổng của ngày ấy / the portal as of that day"
)]
pub(super) struct Build {
    #[command(flatten)]
    site: SiteOptions,
    /// Thư mục đăng; mặc định là public/ trong --root / where to publish
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    moment: MomentOptions,
    /// Ghi đè tệp lạ nằm đúng chỗ trang của cổng / overwrite files in the way that the tool did not make
    #[arg(long)]
    force: bool,
    /// Dừng khi sự kiện đã đăng bị sửa mà chưa ghi điều chỉnh / stop where a published event changed without a revision
    #[arg(long)]
    strict: bool,
    /// Dựng lại mọi trang, không dùng lại gì / render every page anew
    #[arg(long)]
    fresh: bool,
    /// Tóm tắt lần dựng bằng một đối tượng JSON / sum the build up as one JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn run(build: &Build, global: &Global, output: &Output) -> Result<Outcome, Error> {
    let order = Order {
        build,
        global,
        output,
        out: global.portal(build.out.as_deref()),
        bar: Bar::new(global.quiet),
    };
    let request = global.request(&build.site);
    let cache = Cache::beside(&order.out, build.fresh);
    let mut workshop = Workshop::with_cache(cache, IN_MEMORY);
    let sources = workshop.load(&request)?;
    let Some(known) = order.known(&request, &sources)? else {
        return order.build(workshop, sources, None);
    };
    let same = Receipt::of_the_same(&order.out, &known.inputs, known.now);
    let same = same.filter(|_| !build.fresh);
    let same = same.and_then(|receipt| Some((receipt.problems(&sources)?, receipt)));
    match same {
        Some((problems, receipt)) => {
            let notices = receipt.notices;
            output.problems(&problems, output.verbose);
            order.tell(&receipt.released(), notices, &problems, &known.zone);
            Ok(Outcome::Done)
        }
        None => order.build(workshop, sources, Some(&known.inputs)),
    }
}

/// One call of the command.
struct Order<'a> {
    build: &'a Build,
    global: &'a Global,
    output: &'a Output,
    out: PathBuf,
    bar: Bar,
}

/// What the tables and the bytes of the files tell before anything is read.
struct Known {
    inputs: Fingerprint,
    now: DateTime,
    zone: TimeZone,
}

impl Order<'_> {
    /// Nothing without a usable `site.toml`.
    fn known(&self, request: &Request, sources: &Sources) -> Result<Option<Known>, Error> {
        let (Some(site), _) = read::read_site(sources) else {
            return Ok(None);
        };
        Ok(Some(Known {
            inputs: inputs(request, sources, &site)?,
            now: clock::moment_of(self.build.moment, &site),
            zone: site.time_zone,
        }))
    }

    fn build(
        &self,
        mut workshop: Workshop,
        sources: Sources,
        inputs: Option<&Fingerprint>,
    ) -> Result<Outcome, Error> {
        let inspection = workshop.examine(sources);
        let problems = inspection.problems;
        let Some(catalog) = inspection.catalog.filter(|_| !any_error(&problems)) else {
            return Ok(self.stop_at(&problems));
        };
        self.output.problems(&problems, self.output.verbose);
        let edition = self.edition(clock::moment_of(self.build.moment, &catalog.site));
        let (notices, zone) = (catalog.len(), catalog.site.time_zone.clone());
        let report = |progress| self.bar.report(progress);
        let released = workshop.release(catalog, &edition, &report)?;
        self.bar.finish();
        let released = match released {
            Ok(released) => released,
            Err(refusal) => {
                Told {
                    output: self.output,
                }
                .refused(&refusal);
                if self.build.json {
                    self.output.print(&summary::refused(&problems));
                }
                return Ok(Outcome::Mistakes);
            }
        };
        if let Some(inputs) = inputs {
            Receipt::leave(
                &self.out,
                inputs,
                edition.now,
                notices,
                &released,
                &problems,
            );
        }
        self.tell(&released, notices, &problems, &zone);
        // The program ends. The system takes its memory back at once, and piece by piece would take longer.
        std::mem::forget(workshop);
        Ok(Outcome::Done)
    }

    fn edition(&self, now: DateTime) -> Edition {
        Edition {
            root: self.global.root.clone(),
            out: self.out.clone(),
            now,
            strict: self.build.strict,
            publish: Options {
                force: self.build.force,
                fresh: self.build.fresh,
                ..Options::default()
            },
        }
    }

    fn stop_at(&self, problems: &[Problem]) -> Outcome {
        self.output.problems(problems, true);
        self.output.mistake(&say!(
            "chưa đăng gì: sửa các lỗi trên rồi chạy lại; cổng đang có vẫn giữ nguyên",
            "nothing was published: mend the errors above and run again; the portal stays as it was"
        ));
        if self.build.json {
            self.output.print(&summary::mistakes(problems));
        }
        Outcome::Mistakes
    }

    fn tell(&self, released: &Released, notices: usize, problems: &[Problem], zone: &TimeZone) {
        let told = Told {
            output: self.output,
        };
        told.warn(released);
        if self.build.json {
            let summary = summary::released(released, notices, problems, zone);
            self.output.print(&summary);
        } else {
            let out = self.out.display().to_string();
            told.released(released, notices, self.bar.elapsed(), &out);
        }
    }
}
