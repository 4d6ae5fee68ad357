//! `niemyet build`: check, then publish.

use super::args::{Build, Global};
use super::output::Output;
use super::progress::Bar;
use super::told::Told;
use super::{Outcome, clock, summary};
use crate::problem::any_error;
use crate::publish::Options;
use crate::say;
use crate::{Edition, Error, inspect, release};

pub(super) fn run(build: &Build, global: &Global, output: &Output) -> Result<Outcome, Error> {
    let bar = Bar::new(global.quiet);
    let inspection = inspect(&global.request(&build.site))?;
    let problems = inspection.problems;
    let catalog = match inspection.catalog {
        Some(catalog) if !any_error(&problems) => catalog,
        _ => {
            output.problems(&problems, true);
            output.mistake(&say!(
                "chưa đăng gì: sửa các lỗi trên rồi chạy lại; cổng đang có vẫn giữ nguyên",
                "nothing was published: mend the errors above and run again; the portal stays as it was"
            ));
            if build.json {
                output.print(&summary::mistakes(&problems));
            }
            return Ok(Outcome::Mistakes);
        }
    };
    output.problems(&problems, output.verbose);
    let edition = Edition {
        root: global.root.clone(),
        out: match &build.out {
            Some(out) => out.clone(),
            None => global.root.join("public"),
        },
        now: clock::moment_of(build.moment, &catalog.site),
        strict: build.strict,
        publish: Options {
            force: build.force,
            fresh: build.fresh,
            ..Options::default()
        },
    };
    let (notices, zone) = (catalog.len(), catalog.site.time_zone.clone());
    let released = release(catalog, &edition, &|progress| bar.report(progress))?;
    bar.finish();
    let told = Told { output };
    match released {
        Ok(released) => {
            told.warn(&released);
            if build.json {
                output.print(&summary::released(&released, notices, &problems, &zone));
            } else {
                let out = edition.out.display().to_string();
                told.released(&released, notices, bar.elapsed(), &out);
            }
            Ok(Outcome::Done)
        }
        Err(refusal) => {
            told.refused(&refusal);
            if build.json {
                output.print(&summary::refused(&problems));
            }
            Ok(Outcome::Mistakes)
        }
    }
}
