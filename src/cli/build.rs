//! `niemyet build`: check, then publish.

use super::args::{Build, Global};
use super::output::Output;
use super::progress::Bar;
use super::{Outcome, clock};
use crate::problem::any_error;
use crate::publish::{Options, Report};
use crate::render::calendar::Unrevised;
use crate::say;
use crate::{Edition, Error, Refusal, Released, inspect, release};

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
    let edition = Edition {
        root: global.root.clone(),
        out: match &build.out {
            Some(out) => out.clone(),
            None => global.root.join("public"),
        },
        today: clock::today(build.today, &catalog.site),
        strict: build.strict,
        publish: Options {
            force: build.force,
            fresh: build.fresh,
            ..Options::default()
        },
    };
    let notices = catalog.len();
    let released = release(catalog, &edition, &|progress| bar.report(progress))?;
    bar.finish();
    match released {
        Ok(released) => {
            warn(output, &released);
            let out = edition.out.display().to_string();
            tell(output, &released.report, notices, &bar, &out);
            Ok(Outcome::Done)
        }
        Err(refusal) => {
            refuse(output, &refusal);
            Ok(Outcome::Mistakes)
        }
    }
}

/// Says what the calendars are worth a word about.
fn warn(output: &Output, released: &Released) {
    tell_unrevised(output, &released.unrevised);
    for feed in &released.oversized {
        let (path, count) = (&feed.path, feed.count);
        let months = feed.months.unwrap_or_default();
        output.warning(&say!(
            "{path}: {count} sự kiện là quá nhiều cho một số điện thoại, chỉ còn lùi lại {months} tháng; các năm có lịch riêng",
            "{path}: {count} events are too many for some phones, it reaches back {months} months; years have calendars of their own"
        ));
    }
}

/// Z01: Google and others ignore an edit that raises neither SEQUENCE nor LAST-MODIFIED.
fn tell_unrevised(output: &Output, unrevised: &[Unrevised]) {
    for event in unrevised {
        let (summary, changed) = (&event.summary, event.changed.join(", "));
        output.warning(&say!(
            "lịch `{summary}` đã đăng nay đổi ({changed}) mà chưa ghi điều chỉnh: nhiều điện thoại sẽ không nhận; chạy `niemyet revise TỆP -m \"…\"`",
            "the published event `{summary}` changed ({changed}) without a revision: many phones will not notice; run `niemyet revise FILE -m \"…\"`"
        ));
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
        Refusal::Unrevised(unrevised) => tell_unrevised(output, unrevised),
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
