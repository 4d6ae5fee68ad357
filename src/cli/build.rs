//! `niemyet build`: check, then publish.

use super::args::{Build, Global};
use super::output::Output;
use super::progress::Bar;
use super::{Outcome, clock};
use crate::problem::any_error;
use crate::publish::{Options, Report};
use crate::say;
use crate::{Error, Refusal, inspect, release};

pub(super) fn run(build: &Build, global: &Global, output: &Output) -> Result<Outcome, Error> {
    let bar = Bar::new(global.quiet);
    let inspection = inspect(&global.request(&build.site))?;
    let catalog = match inspection.catalog {
        Some(catalog) if !any_error(&inspection.problems) => catalog,
        _ => {
            output.problems(&inspection.problems, true);
            output.mistake(&say!(
                "chưa đăng gì: sửa các lỗi trên rồi chạy lại; cổng đang có vẫn giữ nguyên",
                "nothing was published: mend the errors above and run again; the portal stays as it was"
            ));
            return Ok(Outcome::Mistakes);
        }
    };
    output.problems(&inspection.problems, output.verbose);
    let out = build
        .out
        .clone()
        .unwrap_or_else(|| global.root.join("public"));
    let today = clock::today(build.today, &catalog.site);
    let notices = catalog.len();
    let options = Options {
        force: build.force,
        fresh: build.fresh,
        ..Options::default()
    };
    let released = release(&global.root, catalog, today, &out, &options, &|progress| {
        bar.report(progress);
    })?;
    bar.finish();
    match released {
        Ok(report) => {
            tell(output, &report, notices, &bar, &out.display().to_string());
            Ok(Outcome::Done)
        }
        Err(refusal) => {
            refuse(output, &refusal);
            Ok(Outcome::Mistakes)
        }
    }
}

fn tell(output: &Output, report: &Report, notices: usize, bar: &Bar, out: &str) {
    if output.verbose {
        for path in &report.written {
            output.say(&say!("  ghi {path}", "  wrote {path}"));
        }
        for path in &report.removed {
            output.say(&say!("  gỡ {path}", "  removed {path}"));
        }
    }
    let seconds = format!("{:.2}", bar.elapsed().as_secs_f64());
    let (written, kept, removed) = (report.written.len(), report.kept, report.removed.len());
    let notice = if notices == 1 { "notice" } else { "notices" };
    if report.is_unchanged() {
        output.say(&say!(
            "{out}: {notices} thông báo, {kept} tệp, không có gì thay đổi ({seconds} giây)",
            "{out}: {notices} {notice}, {kept} files, nothing changed ({seconds} s)"
        ));
    } else {
        output.say(&say!(
            "{out}: {notices} thông báo; ghi {written} tệp, giữ {kept}, gỡ {removed} ({seconds} giây)",
            "{out}: {notices} {notice}; {written} files written, {kept} kept, {removed} removed ({seconds} s)"
        ));
    }
}

/// Says why nothing was published, and what to do.
fn refuse(output: &Output, refusal: &Refusal) {
    match refusal {
        Refusal::Theme(errors) => {
            for error in errors {
                let (what, report) = (&error.what, &error.report);
                output.mistake(&say!(
                    "giao diện hỏng ở {what}: {report}",
                    "the theme is broken at {what}: {report}"
                ));
            }
        }
        Refusal::Foreign(paths) => {
            for path in paths {
                let path = path.display();
                output.mistake(&say!(
                    "{path}: không phải do niemyet tạo, nằm đúng chỗ một trang của cổng",
                    "{path}: not made by niemyet, and in the way of the portal"
                ));
            }
            output.mistake(&say!(
                "dời các tệp ấy đi, chọn --out khác, hoặc dùng --force để ghi đè",
                "move these files away, choose another --out, or overwrite them with --force"
            ));
        }
        Refusal::Clash(paths) => {
            for path in paths {
                output.mistake(&say!(
                    "{path}: hai trang cùng một địa chỉ",
                    "{path}: two pages want this address"
                ));
            }
        }
        Refusal::Busy(path) => {
            let path = path.display();
            output.mistake(&say!(
                "{path}: một lần dựng khác đang chạy",
                "{path}: another build is running"
            ));
        }
    }
    output.mistake(&say!(
        "chưa đăng gì; cổng đang có vẫn giữ nguyên",
        "nothing was published; the portal stays as it was"
    ));
}
