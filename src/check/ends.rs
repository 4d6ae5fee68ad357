//! T06: sessions in; those whose end no key gives, and those that are our reading, out.

use jiff::civil::Time;

use super::said::said_end;
use super::{Context, LinkedRule, NoticeRule, Portal};
use crate::catalog::Key;
use crate::notice::{Notice, NoticeKind, Session};
use crate::problem::{Code, Problem};
use crate::say;
use crate::text::dates::{clock_short, date_vi};

pub(super) const RULES: &[NoticeRule] = &[inferred];
pub(super) const LINKED: &[LinkedRule] = &[end_unknown];

/// T06: readers are told that the end is not stated, so the clerk is told too; once a notice, with the count.
fn end_unknown(context: &Context<'_>, key: Key, notice: &Notice) -> Vec<Problem> {
    // The rows of a schedule seldom have an end, and a change inherits it.
    if notice.kind == NoticeKind::Schedule || notice.change.is_some() {
        return Vec::new();
    }
    let endless: Vec<&Session> = notice
        .main_sessions()
        .filter(|session| session.end.is_none())
        .collect();
    if let Some((session, end)) = endless
        .iter()
        .find_map(|session| Some((*session, said_end(session)?)))
    {
        return vec![end_only_said(notice, session, end)];
    }
    let Some(first) = endless.first() else {
        return Vec::new();
    };
    let all = notice.main_sessions().count();
    let count = endless.len();
    let plan = context.catalog.follows(key).and_then(|plan| {
        let plan = context.catalog.get(plan);
        plan.main_sessions()
            .find(|session| session.date.value == first.date.value)?
            .end
    });
    let problem = Problem::new(
        Code::EndUnknown,
        &notice.source,
        first.span,
        match all {
            1 => say!("chưa rõ giờ kết thúc", "the end is unknown"),
            _ => say!(
                "{count}/{all} buổi chưa rõ giờ kết thúc",
                "{count} of {all} sessions without an end"
            ),
        },
    );
    let help = match plan.map(|end| clock_short(end.value)) {
        Some(end) => say!(
            "văn bản được thực hiện ghi kết thúc {end}: chỉ thêm `end` nếu văn bản này cũng nêu",
            "the document it follows ends at {end}: add `end` only where this paper says so too"
        ),
        None => say!(
            "văn bản không nêu thì để nguyên: người đọc được báo như vậy",
            "leave it where the paper does not say: readers are told so"
        ),
    };
    vec![problem.help(help)]
}

/// The document's words give the end and no key does.
fn end_only_said(notice: &Notice, session: &Session, end: Time) -> Problem {
    let end = clock_short(end);
    let span = session.said.as_ref().map_or(session.span, |said| said.span);
    let message = say!(
        "`said` nêu giờ kết thúc {end} mà chưa có `end`",
        "`said` gives the end {end}, and there is no `end`"
    );
    let problem = Problem::new(Code::EndUnknown, &notice.source, span, message);
    problem.help(say!("thêm `end = {end}`", "add `end = {end}`"))
}

/// T06: a session that is our reading is shown as such.
fn inferred(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let read = notice.sessions.iter().filter(|session| session.inferred);
    read.map(|session| {
        let day = date_vi(session.date.value);
        Problem::new(
            Code::EndUnknown,
            &notice.source,
            session.date.span,
            say!(
                "buổi ngày {day} là suy ra, không phải lời văn bản",
                "the session of {day} is inferred, not stated"
            ),
        )
    })
    .collect()
}
