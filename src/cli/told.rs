//! What a release did, or why it was refused, in words: for the terminal of whoever builds.

use std::time::Duration;

use jiff::civil::DateTime;

use super::output::Output;
use crate::error::silent_change;
use crate::plan::{NextChange, Reason};
use crate::problem::{Bilingual, Language};
use crate::publish::Report;
use crate::render::calendar::Unrevised;
use crate::say;
use crate::text::dates::{clock_short, date_en, date_vi, weekday_en, weekday_vi};
use crate::{Refusal, Released};

/// Tells it to `output`.
pub(super) struct Told<'a> {
    pub(super) output: &'a Output,
}

impl Told<'_> {
    /// What the calendars are worth a word about.
    pub(super) fn warn(&self, released: &Released) {
        self.unrevised(&released.unrevised);
        for feed in &released.oversized {
            let (path, count) = (&feed.path, feed.count);
            let months = feed.months.unwrap_or_default();
            self.output.warning(&say!(
                "{path}: {count} sự kiện là quá nhiều cho một số điện thoại, chỉ còn lùi lại {months} tháng; các năm có lịch riêng",
                "{path}: {count} events are too many for some phones, it reaches back {months} months; years have calendars of their own"
            ));
        }
    }

    /// The files, the notices that wait, and when the portal changes by itself.
    pub(super) fn released(&self, released: &Released, notices: usize, took: Duration, out: &str) {
        self.files(&released.report, notices, took, out);
        for held in &released.held {
            let path = &held.path;
            let (vi, en) = (
                moment(held.until, Language::Vi),
                moment(held.until, Language::En),
            );
            self.output.say(&say!(
                "  chờ đến {vi}: {path}",
                "  held back until {en}: {path}"
            ));
        }
        if let Some(next) = &released.next_change {
            self.output.say(&next_change(next));
        }
    }

    fn files(&self, report: &Report, notices: usize, took: Duration, out: &str) {
        if self.output.verbose {
            for path in &report.written {
                self.output.say(&say!("  ghi {path}", "  wrote {path}"));
            }
            for path in &report.removed {
                self.output.say(&say!("  gỡ {path}", "  removed {path}"));
            }
        }
        let seconds = format!("{:.2}", took.as_secs_f64());
        let (written, kept, removed) = (report.written.len(), report.kept, report.removed.len());
        let notice = if notices == 1 { "notice" } else { "notices" };
        self.output.say(&if report.is_unchanged() {
            say!(
                "{out}: {notices} thông báo, {kept} tệp, không có gì thay đổi ({seconds} giây)",
                "{out}: {notices} {notice}, {kept} files, nothing changed ({seconds} s)"
            )
        } else {
            say!(
                "{out}: {notices} thông báo; ghi {written} tệp, giữ {kept}, gỡ {removed} ({seconds} giây)",
                "{out}: {notices} {notice}; {written} files written, {kept} kept, {removed} removed ({seconds} s)"
            )
        });
    }

    fn unrevised(&self, unrevised: &[Unrevised]) {
        for event in unrevised {
            self.output.warning(&silent_change(event));
        }
    }

    /// Says why nothing was published, and what to do.
    pub(super) fn refused(&self, refusal: &Refusal) {
        match refusal {
            Refusal::Unrevised(unrevised) => self.unrevised(unrevised),
            _ => {
                for sentence in refusal.sentences() {
                    self.output.mistake(&sentence);
                }
            }
        }
        self.output.mistake(&say!(
            "chưa đăng gì; cổng đang có vẫn giữ nguyên",
            "nothing was published; the portal stays as it was"
        ));
    }
}

/// "lần tự đổi kế tiếp 00:00 thứ Năm, 09/7/2026: 2 cuộc họp đã qua, sang ngày mới".
pub(super) fn next_change(next: &NextChange) -> Bilingual {
    let reasons: Vec<Bilingual> = next.reasons.iter().map(reason).collect();
    let join = |language| {
        let words = reasons.iter().map(|reason| reason.in_language(language));
        words.collect::<Vec<_>>().join(", ")
    };
    let (vi, en) = (join(Language::Vi), join(Language::En));
    let (at_vi, at_en) = (moment(next.at, Language::Vi), moment(next.at, Language::En));
    say!(
        "lần tự đổi kế tiếp {at_vi}: {vi}",
        "changes by itself next at {at_en}: {en}"
    )
}

/// One reason as a phrase.
fn reason(reason: &Reason) -> Bilingual {
    match reason {
        Reason::Posted(path) => say!("niêm yết {path}", "{path} is posted"),
        Reason::MeetingsBegin(count) => {
            say!(
                "{count} cuộc họp đến ngày",
                "{count} meetings reach their day"
            )
        }
        Reason::MeetingsPass(count) => say!("{count} cuộc họp đã qua", "{count} meetings are past"),
        Reason::DeadlinesPass(count) => {
            say!("{count} thời hạn đã qua", "{count} deadlines are past")
        }
        Reason::Week => say!("sang tuần mới", "a new week"),
        Reason::Month => say!("sang tháng mới", "a new month"),
        Reason::Day => say!("sang ngày mới", "a new day"),
    }
}

fn moment(at: DateTime, language: Language) -> String {
    let (clock, day) = (clock_short(at.time()), at.date());
    match language {
        Language::Vi => format!("{clock} {}, {}", weekday_vi(day.weekday()), date_vi(day)),
        Language::En => format!("{clock} on {}, {}", weekday_en(day.weekday()), date_en(day)),
    }
}
