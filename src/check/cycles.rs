//! T02 for rows that recur: `repeat` and the document's words in, days the words do not name out.

use super::{NoticeRule, Portal};
use crate::notice::recurrence::{MonthDay, Repeat};
use crate::notice::{Notice, Session};
use crate::problem::{Code, Problem};
use crate::say;
use crate::text::when::{self, Cycle, CycleDays, PhraseKind, read_times};

pub(super) const RULES: &[NoticeRule] = &[recurring];

/// T02: every day of `repeat` is one the words name. Words may name more, for they may stand beside several rows.
fn recurring(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let sessions = notice.sessions.iter();
    let wrong = sessions.filter_map(|session| {
        let said = session.said.as_ref().filter(|_| differs(session))?;
        let message = say!(
            "`repeat` có ngày mà lời văn bản trong `said` không nêu",
            "`repeat` has a day that the document's words in `said` do not name"
        );
        let problem = Problem::new(Code::SaidMismatch, &notice.source, said.span, message);
        Some(problem.help(say!(
            "xem lại văn bản: sửa `repeat`, hoặc chép lại `said`",
            "look at the paper again: mend `repeat`, or copy `said` anew"
        )))
    });
    wrong.collect()
}

/// Whether the words tell days of the same cycle, weekly or monthly, and one of `repeat` is not among them.
fn differs(session: &Session) -> bool {
    let (Some(recurrence), Some(said)) = (&session.recurrence, &session.said) else {
        return false;
    };
    let phrases = read_times(said, when::Context::default()).into_iter();
    let cycles: Vec<CycleDays> = phrases
        .filter_map(|phrase| match phrase.kind {
            PhraseKind::Recurring(Cycle { bound: None, days }) => Some(days),
            _ => None,
        })
        .collect();
    match &recurrence.repeat {
        Repeat::Weekly(weekdays) => {
            let named: Vec<_> = cycles.iter().filter_map(weekly).flatten().collect();
            !named.is_empty() && weekdays.iter().any(|day| !named.contains(&day))
        }
        Repeat::Monthly(days) => {
            let named: Vec<_> = cycles.iter().flat_map(MonthDay::all_of).collect();
            let is_all_read = !cycles.iter().any(is_no_day_of_a_month);
            !named.is_empty() && is_all_read && days.iter().any(|day| !named.contains(day))
        }
    }
}

fn weekly(cycle: &CycleDays) -> Option<&Vec<jiff::civil::Weekday>> {
    match cycle {
        CycleDays::Weekly(days) => Some(days),
        _ => None,
    }
}

/// Days that `repeat = "monthly …"` has no words for.
fn is_no_day_of_a_month(cycle: &CycleDays) -> bool {
    matches!(cycle, CycleDays::Weekly(_) | CycleDays::MonthlyWorkday(_))
}
