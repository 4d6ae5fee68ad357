//! T02: what the body says after "Thời gian:", against the sessions. Readers see both, and calendars only the sessions.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::{NoticeRule, Portal};
use crate::notice::{Notice, NoticeKind};
use crate::problem::{Bilingual, Code, Problem, Severity};
use crate::say;
use crate::text::Span;
use crate::text::dates::{clock_short, date_vi};
use crate::text::when::{self, Moment, read_moments};
use crate::text::words::WordFinder;

pub(super) const RULES: &[NoticeRule] = &[times_told];

static LABEL: LazyLock<WordFinder> = LazyLock::new(|| WordFinder::any_case(&["thời gian"]));

/// What may stand between "Thời gian" and its colon.
const OF_MEETING: [&str; 7] = [
    "",
    "tổ chức",
    "họp",
    "khai mạc",
    "bắt đầu",
    "hội nghị",
    "tổ chức hội nghị",
];

/// T02: the line that begins with "Thời gian:" names a day of a session, and its hour.
///
/// A schedule has many such lines, a change tells of the former time too, and deadlines are no sessions.
fn times_told(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let recurs = notice.sessions.iter().any(|one| one.recurrence.is_some());
    if recurs || notice.change.is_some() || notice.kind == NoticeKind::Schedule {
        return Vec::new();
    }
    let body: &str = &notice.body_text();
    let lines = LABEL.find_in(body).filter_map(|(label, _)| {
        if !is_after_marker(body, label.start) {
            return None;
        }
        let after = body.get(label.end..)?.lines().next()?;
        let (of, told) = after.split_once(':')?;
        let of = of.trim_matches([' ', '*', '_']).to_lowercase();
        let is_label = OF_MEETING.contains(&of.as_str());
        is_label.then_some((label.end + after.len() - told.len(), told))
    });
    lines
        .filter_map(|(start, told)| {
            let (at, message) = contradiction(notice, told)?;
            let span = at.shifted(notice.body.start + start);
            let problem = Problem::new(Code::SaidMismatch, &notice.source, span, message);
            Some(problem.severity(Severity::Warning).help(say!(
                "xem lại văn bản: người đọc thấy cả hai",
                "look at the paper again: readers see both"
            )))
        })
        .collect()
}

/// Bytes of the mark of a list or a heading.
const LONGEST_MARK: usize = 24;

/// Whether nothing but the mark of a list or a heading stands before on the line: "- ", "II. ", "**1.** ", "a) ".
fn is_after_marker(body: &str, at: usize) -> bool {
    let window = body.floor_char_boundary(at.saturating_sub(LONGEST_MARK));
    let before = body.get(window..at).unwrap_or_default();
    let before = match before.rfind('\n') {
        Some(end) => before.get(end..).unwrap_or_default(),
        None if window == 0 => before,
        None => return false,
    };
    let is_of_mark = |letter: char| letter.is_ascii() || matches!(letter, '–' | '•');
    let letters = before.chars().filter(|letter| letter.is_alphabetic());
    letters.count() <= 4 && before.chars().all(is_of_mark)
}

fn contradiction(notice: &Notice, told: &str) -> Option<(Span, Bilingual)> {
    let context = when::Context {
        year: None,
        anchor: Some(notice.sessions.first()?.date.value),
    };
    let moments = read_moments(told, context);
    if moments.iter().any(|moment| moment.bound.is_some()) {
        return None;
    }
    let days: Vec<Date> = moments.iter().flat_map(days_of).collect();
    let place = |moment: &Moment| Span::from(moment.span.clone());
    let sessions = || notice.sessions.iter();
    if !sessions().any(|session| days.contains(&session.date.value)) {
        let first = moments
            .iter()
            .find(|moment| days_of(moment).next().is_some())?;
        let day = date_vi(*days.first()?);
        return Some((
            place(first),
            say!(
                "thân văn bản ghi ngày {day}, không có buổi nào ngày ấy",
                "the body says {day}, and no session is on that day"
            ),
        ));
    }
    let timed = moments.iter().find(|moment| moment.clock.is_some())?;
    let [day] = *days.as_slice() else {
        return None;
    };
    let starts: Vec<_> = sessions()
        .filter(|session| session.date.value == day)
        .filter_map(|session| Some(session.start?.value))
        .collect();
    let is_told = |clock| starts.contains(&clock);
    let is_known = moments.iter().filter_map(|one| one.clock).any(is_told);
    (!is_known && !starts.is_empty()).then(|| {
        let clock = timed.clock.map(clock_short).unwrap_or_default();
        let day = date_vi(day);
        let message = say!(
            "thân văn bản ghi {clock} ngày {day}, không có buổi nào bắt đầu lúc ấy",
            "the body says {clock} on {day}, and no session starts then"
        );
        (place(timed), message)
    })
}

/// The days a moment names itself.
fn days_of(moment: &Moment) -> impl Iterator<Item = Date> {
    let own = moment.dates.iter().filter(|_| !moment.is_date_inherited);
    own.filter_map(|date| date.date())
}
