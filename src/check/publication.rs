//! T08 and T09: when a paper was issued and posted, against the time it speaks of.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::{NoticeRule, Portal};
use crate::notice::{ChangeKind, Issued, Notice, NoticeKind, Session};
use crate::problem::{Bilingual, Code, Problem};
use crate::say;
use crate::text::Span;
use crate::text::dates::{clock_short, date_vi};

pub(super) const RULES: &[NoticeRule] = &[issue_date, posted_early, short_notice];

/// T08: a paper calls to what comes, and seldom a year ahead. Conclusions and announcements speak of what was;
/// cancellations and corrections may come late. Where the day is blank the month must do.
fn issue_date(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let Some(issued) = notice.issued else {
        return Vec::new();
    };
    let days = || single_days(notice);
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return Vec::new();
    };
    let is_late = issued.first_day() > last;
    let last_day = match issued.value {
        Issued::Day(day) => day,
        Issued::Month(day) => day.last_of_month(),
    };
    let is_early = last_day.saturating_add(1.year()) < first;
    if !calls(notice) || (!is_late && !is_early) {
        return Vec::new();
    }
    let (day, of) = (
        date_vi(issued.first_day()),
        date_vi(if is_late { last } else { first }),
    );
    let message = if is_late {
        say!(
            "ban hành {day}, sau buổi họp {of}",
            "issued on {day}, after the session of {of}"
        )
    } else {
        say!(
            "ban hành {day}, hơn một năm trước buổi họp {of}",
            "issued on {day}, more than a year before the session of {of}"
        )
    };
    let help = say!(
        "xem lại năm, tháng của `issued` và `date`",
        "look again at the year and month of `issued` and `date`"
    );
    vec![doubtful(notice, issued.span, message, help)]
}

/// T08: nothing is posted before it is issued; a draft may be.
fn posted_early(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let (Some(issued), Some(posted)) = (notice.issued, notice.published) else {
        return Vec::new();
    };
    if notice.draft || posted.date() >= issued.first_day() {
        return Vec::new();
    }
    let (day, of) = (date_vi(posted.date()), date_vi(issued.first_day()));
    let message = say!(
        "niêm yết {day}, trước ngày ban hành {of}",
        "posted on {day}, before it was issued on {of}"
    );
    let help = say!(
        "xem lại `issued` và `published`",
        "look again at `issued` and `published`"
    );
    vec![doubtful(notice, issued.span, message, help)]
}

fn doubtful(notice: &Notice, issued: Span, message: Bilingual, help: Bilingual) -> Problem {
    Problem::new(Code::IssueDateDoubtful, &notice.source, issued, message).help(help)
}

/// T09: who reads it less than a day ahead may not come, and who reads of a deadline that has passed cannot keep it.
///
/// Only `published` tells when a notice was posted. What was posted on a later day than its last session is an archive,
/// rows of schedules are planned elsewhere, and a change is late by nature.
fn short_notice(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let Some(posted) = notice.published else {
        return Vec::new();
    };
    let is_archive = single_days(notice)
        .max()
        .is_some_and(|last| last < posted.date());
    if is_archive || !calls(notice) || notice.kind == NoticeKind::Schedule {
        return Vec::new();
    }
    late_for_start(notice, posted)
        .into_iter()
        .chain(late_for_deadlines(notice, posted))
        .collect()
}

fn late_for_start(notice: &Notice, posted: DateTime) -> Option<Problem> {
    let timed = notice
        .main_sessions()
        .filter(|session| session.recurrence.is_none() && session.start.is_some());
    let first = timed.min_by_key(|session| session.starts())?;
    let start = first.starts();
    if posted.saturating_add(24.hours()) <= start {
        return None;
    }
    let (clock, day) = (clock_short(start.time()), date_vi(start.date()));
    let message = say!(
        "niêm yết chưa đầy 24 giờ trước buổi {clock} ngày {day}",
        "posted less than 24 hours before the session at {clock} on {day}"
    );
    let span = notice.key_span("published");
    let problem = Problem::new(Code::ShortNotice, &notice.source, span, message);
    Some(problem.help(say!(
        "báo thêm bằng cách khác cho người dự",
        "tell those invited by another way too"
    )))
}

fn late_for_deadlines(notice: &Notice, posted: DateTime) -> Vec<Problem> {
    let passed = notice
        .tasks
        .iter()
        .filter_map(|task| task.deadline)
        .filter(|deadline| deadline.moment() <= posted);
    passed
        .map(|deadline| {
            let day = date_vi(posted.date());
            let message = say!(
                "hạn đã qua khi niêm yết ngày {day}",
                "the deadline had passed when this was posted on {day}"
            );
            let problem = Problem::new(Code::ShortNotice, &notice.source, deadline.span, message);
            problem.help(say!(
                "xem lại `published` và thời hạn",
                "look again at `published` and the deadline"
            ))
        })
        .collect()
}

/// Whether the paper calls people to something: no conclusion, no announcement, no withdrawal.
fn calls(notice: &Notice) -> bool {
    let withdraws = notice.change.as_ref().is_some_and(|change| {
        matches!(
            change.kind,
            ChangeKind::Cancel | ChangeKind::Correct | ChangeKind::Postpone | ChangeKind::Amend
        )
    });
    !withdraws && !matches!(notice.kind, NoticeKind::Conclusion | NoticeKind::Notice)
}

fn single_days(notice: &Notice) -> impl Iterator<Item = Date> {
    let single = |session: &&Session| session.recurrence.is_none();
    notice
        .main_sessions()
        .filter(single)
        .map(|session| session.date.value)
}
