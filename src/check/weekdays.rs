//! T01: weekdays beside their dates, wherever readers see them, in; those that another day bears out.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

use super::{NoticeRule, Portal};
use crate::notice::Notice;
use crate::problem::{Code, Problem};
use crate::say;
use crate::text::dates::{date_vi, weekday_en, weekday_vi};
use crate::text::when::{self, Moment, may_name_year, read_moments};
use crate::text::words::WordFinder;
use crate::text::{Span, Spanned};

pub(super) const RULES: &[NoticeRule] = &[in_body, in_keys];

/// T01: a weekday beside its date, in `said`, which tells of `moments`; a weekday alone is that of `alone`, or of another
/// day the words name: "ngày 01-02 tháng 7 năm 2026 (thứ Tư, thứ Năm)".
pub(super) fn in_quotation(
    notice: &Notice,
    said: &Spanned<String>,
    moments: &[Moment],
    alone: Option<Date>,
) -> Vec<Problem> {
    let named = LazyCell::new(|| {
        let dates = moments.iter().flat_map(|moment| &moment.dates);
        let named = dates.filter_map(|date| date.date());
        let of_sessions = notice.sessions.iter().map(|session| session.date.value);
        let weekdays = named.chain(of_sessions).map(Date::weekday);
        weekdays.collect::<HashSet<Weekday>>()
    });
    let is_of_another = |written: Weekday| named.contains(&written);
    let has_several = moments.iter().filter(|one| one.weekday.is_some()).count() > 1;
    let wrong = moments.iter().filter_map(|moment| {
        let written = moment.weekday?;
        let date = match moment.wrong_weekday() {
            Some((date, _)) => {
                let may_be_another = has_several && stands_last(said, moment);
                (!may_be_another || !is_of_another(written)).then_some(date)?
            }
            None => {
                let date = alone.filter(|_| moment.dates.is_empty())?;
                let is_right = date.weekday() == written || has_several && is_of_another(written);
                (!is_right).then_some(date)?
            }
        };
        Some((date, written))
    });
    wrong
        .map(|(date, written)| weekday_problem(notice, said.span, date, written))
        .collect()
}

/// Whether a moment ends with its weekday: after several days in brackets it may belong to an earlier one.
fn stands_last(said: &str, moment: &Moment) -> bool {
    let words = said.get(moment.span.clone()).unwrap_or_default();
    let weekday = WEEKDAY_WORDS.find_in(words).last();
    let after = weekday.and_then(|(place, _)| words.get(place.end..));
    after.is_some_and(|after| !after.bytes().any(|byte| byte.is_ascii_digit()))
}

/// T01: the same in the prose.
fn in_body(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    wrong_in(&notice.body_text())
        .into_iter()
        .map(|(span, date, written)| {
            weekday_problem(notice, span.shifted(notice.body.start), date, written)
        })
        .collect()
}

/// T01: the same in the titles, the summary and the duties, where the whole date stands beside the weekday.
fn in_keys(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let own = [(notice.title.span, &notice.title.value)].into_iter();
    let summary = notice.summary.iter();
    let summary = summary.map(|text| (notice.key_span("summary"), text));
    let sessions = notice.sessions.iter();
    let sessions = sessions.filter_map(|session| Some((session.span, session.title.as_ref()?)));
    let agenda = notice.agenda.iter().map(|item| (item.span, &item.title));
    let tasks = notice.tasks.iter().map(|task| (task.span, &task.what));
    let texts = own
        .chain(summary)
        .chain(sessions)
        .chain(agenda)
        .chain(tasks);
    texts
        .flat_map(|(near, text)| {
            wrong_in(text).into_iter().map(move |(_, date, written)| {
                weekday_problem(notice, notice.words_span(near, text), date, written)
            })
        })
        .collect()
}

/// The wrong weekdays of a text, each with its place in it and the date it stands beside.
fn wrong_in(text: &str) -> Vec<(Span, Date, Weekday)> {
    let mut wrong = Vec::new();
    for (start, paragraph) in paragraphs_with_weekdays(text) {
        let moments = read_moments(paragraph, when::Context::default()).into_iter();
        wrong.extend(moments.filter_map(|moment| {
            let (date, _) = moment.wrong_weekday()?;
            let span = Span::from(moment.span.clone()).shifted(start);
            Some((span, date, moment.weekday?))
        }));
    }
    wrong
}

static WEEKDAY_WORDS: LazyLock<WordFinder> =
    LazyLock::new(|| WordFinder::any_case(&["thứ", "chủ nhật"]));

/// The paragraphs that may have a weekday beside a date, with their places: reading prose costs more than asking for
/// that, and no moment reaches over a blank line.
fn paragraphs_with_weekdays(text: &str) -> Vec<(usize, &str)> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (word, _) in WEEKDAY_WORDS.find_in(text) {
        if found
            .last()
            .is_some_and(|(start, paragraph)| word.start < start + paragraph.len())
        {
            continue;
        }
        let (before, after) = text.split_at_checked(word.start).unwrap_or((text, ""));
        let start = before.rfind("\n\n").map_or(0, |blank| blank + 2);
        let end = after
            .find("\n\n")
            .map_or(text.len(), |blank| word.start + blank);
        found.extend(text.get(start..end).map(|paragraph| (start, paragraph)));
    }
    found.retain(|(_, paragraph)| may_name_year(paragraph));
    found
}

fn weekday_problem(notice: &Notice, span: Span, date: Date, written: Weekday) -> Problem {
    let (vi, en) = (weekday_vi(written), weekday_en(written));
    let (right_vi, right_en) = (weekday_vi(date.weekday()), weekday_en(date.weekday()));
    let day = date_vi(date);
    let message = say!(
        "`{vi}` không khớp: {day} là {right_vi}",
        "`{vi}` ({en}) does not fit: {day} is a {right_en}"
    );
    Problem::new(Code::WeekdayMismatch, &notice.source, span, message).help(say!(
        "sửa ngày, hoặc chép lại đúng lời văn bản",
        "mend the date, or copy the document's words again"
    ))
}
