//! K02 and K03: deadlines people can keep, and know whom to serve with.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Context, LinkedRule, NoticeRule, Portal};
use crate::catalog::{Event, Key};
use crate::notice::{Deadline, LinkRole, Notice, Task};
use crate::problem::{Bilingual, Code, Problem};
use crate::read::guess::{did_you_mean, nearest};
use crate::say;
use crate::site::{DayOff, Site};
use crate::text::dates::date_vi;
use crate::text::fold::squash;

pub(super) const RULES: &[NoticeRule] = &[untimely, incomplete];
pub(super) const LINKED: &[LinkedRule] = &[of_no_level];

/// K02: a deadline before the issue date, on a day off, or without one whole working day after the posting.
///
/// "Trước ngày X" names the first day that is too late, so X may be a day off. A deadline that had passed when the
/// notice was posted is T09's, and what is due on the very day of the session is a matter of hours, not of days.
fn untimely(portal: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let site = portal.site;
    let dated = notice.tasks.iter().filter_map(|task| task.deadline);
    dated
        .filter_map(|deadline| {
            let message = why_untimely(site, notice, deadline.value)?;
            let problem = Problem::new(
                Code::DeadlineUntimely,
                &notice.source,
                deadline.span,
                message,
            );
            Some(problem.help(say!(
                "xem lại ngày trên văn bản; đúng như vậy thì báo trước cho người phải làm",
                "look at the paper again; where it says so, warn those who must keep it"
            )))
        })
        .collect()
}

fn why_untimely(site: &Site, notice: &Notice, deadline: Deadline) -> Option<Bilingual> {
    let last = deadline.last_day();
    if let Some(issued) = notice.issued_on().filter(|issued| last < *issued) {
        let day = date_vi(issued);
        return Some(say!(
            "hạn trước ngày ban hành {day}",
            "the deadline is before the day of issue, {day}"
        ));
    }
    let meets_then = notice
        .sessions
        .iter()
        .any(|session| session.date.value == last);
    let off = match deadline {
        Deadline::BeforeDay(_) => None,
        _ if meets_then => None,
        _ => site.holidays.day_off(last),
    };
    if let Some(reason) = off {
        let day = date_vi(last);
        return Some(match reason {
            DayOff::Weekend => say!(
                "hạn rơi vào ngày nghỉ cuối tuần {day}",
                "the deadline falls on a weekend, {day}"
            ),
            DayOff::Holiday(name) => say!(
                "hạn rơi vào ngày nghỉ {day} ({name})",
                "the deadline falls on a holiday, {day} ({name})"
            ),
        });
    }
    let posted = notice.published?;
    let is_open = deadline.moment() > posted;
    (is_open && !meets_then && !has_workday_between(site, posted.date(), last)).then(|| {
        let day = date_vi(posted.date());
        say!(
            "chưa đủ một ngày làm việc từ khi niêm yết {day}",
            "less than one working day after the posting on {day}"
        )
    })
}

fn has_workday_between(site: &Site, posted: Date, last: Date) -> bool {
    let mut day = posted;
    // No run of days off lasts a month.
    for _ in 0..31 {
        day = day.saturating_add(1.day());
        if day > last {
            return false;
        }
        if site.holidays.day_off(day).is_none() {
            return true;
        }
    }
    true
}

/// What is sent goes to somebody.
const SENDING: &[&str] = &["gui", "nop", "bao cao", "dang ky", "phan hoi"];

/// K03: a deadline binds somebody, and what is to be sent by then goes to somebody.
///
/// Preparing a hall needs no recipient; a way to send (`via`), or a form among the links, is one. A voluntary duty binds
/// nobody.
fn incomplete(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let dated = notice.tasks.iter().filter(|task| task.deadline.is_some());
    dated
        .filter_map(|task| {
            let (message, help) = what_lacks(notice, task)?;
            let span = task.deadline.map_or(task.span, |deadline| deadline.span);
            let problem = Problem::new(Code::DeadlineIncomplete, &notice.source, span, message);
            Some(problem.help(help))
        })
        .collect()
}

fn what_lacks(notice: &Notice, task: &Task) -> Option<(Bilingual, Bilingual)> {
    let binds_nobody = task.assigned_to.is_empty() && task.levels.is_empty() && !task.optional;
    if binds_nobody {
        return Some((
            say!(
                "có hạn mà chưa rõ ai phải làm",
                "a deadline that binds nobody"
            ),
            say!(
                "thêm `assigned_to`, hoặc `levels`",
                "add `assigned_to`, or `levels`"
            ),
        ));
    }
    let has_form = notice
        .links
        .iter()
        .any(|link| link.role == Some(LinkRole::Register));
    let has_way = task.submit_to.is_some() || task.via.is_some() || has_form;
    let what = squash(&task.what);
    let is_sent = SENDING.iter().any(|verb| {
        what.strip_prefix(verb)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    (is_sent && !has_way).then(|| {
        (
            say!(
                "có hạn gửi mà chưa rõ gửi cho ai",
                "something is due, and it does not say to whom"
            ),
            say!("thêm `submit_to`, hoặc `via`", "add `submit_to`, or `via`"),
        )
    })
}

/// How papers call all units of a level; "cac" before the name of one, or "cap".
const OF_LEVELS: [&str; 5] = ["xa", "phuong", "thi tran", "huyen", "tinh"];

/// K03: a deadline for all units of a level that no level's page and calendar would tell, for its words are neither those
/// of a point nor in the table.
fn of_no_level(context: &Context<'_>, key: Key, notice: &Notice) -> Vec<Problem> {
    let is_open = |task: &&Task| {
        task.deadline.is_some() && task.levels.is_empty() && !task.assigned_to.is_empty()
    };
    let mut open = notice.tasks.iter().filter(is_open).peekable();
    if open.peek().is_none() {
        return Vec::new();
    }
    let catalog = context.catalog;
    let points = Event::as_told_by(catalog, key).points;
    let is_known = |name: &String| {
        catalog.site.units.knows(name) || points.iter().any(|point| point.is_called(name))
    };
    let lost = open.filter(|task| !task.assigned_to.iter().any(is_known));
    lost.filter_map(|task| {
        let name = task.assigned_to.iter().find(|name| names_a_level(name))?;
        let span = notice.words_span(task.span, name);
        let message = say!(
            "`{name}` không phải đơn vị, không phải điểm cầu: hạn này không vào trang, vào lịch của cấp nào",
            "`{name}` is no unit and no point: no level's page or calendar has this deadline"
        );
        let hosts = points.iter().filter_map(|point| point.host.as_deref());
        let help = nearest(name, hosts).map_or_else(level_wanted, did_you_mean);
        let problem = Problem::new(Code::DeadlineIncomplete, &notice.source, span, message);
        Some(problem.help(help))
    })
    .collect()
}

fn names_a_level(name: &str) -> bool {
    let name = squash(name);
    let words = |lead: &str| {
        let after = name.split_once(&format!("{lead} ")).map(|(_, after)| after);
        after.is_some_and(|after| {
            OF_LEVELS.iter().any(|level| {
                let rest = after.strip_prefix(level);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            })
        })
    };
    words("cac") || words("cap")
}

fn level_wanted() -> Bilingual {
    say!(
        "thêm `levels = [\"commune\"]`, hay cấp khác phải làm",
        "add `levels = [\"commune\"]`, or whichever level is bound"
    )
}
