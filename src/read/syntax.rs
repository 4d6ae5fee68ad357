//! TOML that cannot be parsed: the parser's messages in both languages, at the place where they happen, one for each
//! mistake, without what merely follows from it.

mod messages;

use std::ops::Range;

use toml::de::Error;

use super::guess::{did_you_mean, key_anywhere};
use super::report::Report;
use crate::problem::{Bilingual, Code, Problem};
use crate::text::Span;

/// Reports what the parser found, in the order of the file.
pub(super) fn report(report: &Report, errors: &[Error]) {
    // The parser tells all that is wrong with the structure before what is wrong with values.
    let mut sorted: Vec<&Error> = errors.iter().collect();
    sorted.sort_by_key(|error| span_of(error).start);
    let mut rest = sorted.as_slice();
    while let Some(first) = rest.first()
        && !report.is_full()
    {
        let line = line_start(report, first);
        let same = |error: &&&Error| line_start(report, error) == line;
        let count = rest.iter().take_while(same).count();
        let (group, after) = rest.split_at(count.max(1));
        rest = after;
        let end = is_swallowed(report, first)
            .then(|| after.iter().position(|error| is_unclosed(error)))
            .flatten();
        match end {
            Some(end) => {
                // A list that is never closed swallows the lines after it, and each looks wrong.
                let lost = span_of(first).start..span_of(after[end]).end;
                one(report, report.span(lost), after[end].message());
                rest = &after[end + 1..];
            }
            _ => {
                let unclosed = group.iter().find(|error| is_unclosed(error));
                let telling = unclosed.unwrap_or(first);
                one(report, report.span(span_of(telling)), telling.message());
            }
        }
    }
}

/// Where the line of an error starts: of several errors on one line only one is told.
fn line_start(report: &Report, error: &Error) -> usize {
    let start = report.span(span_of(error)).start as usize;
    report.source.line_at(start).1
}

/// What follows from broken TOML is no mistake of the author's: a key that is then missing, a value cut short, the
/// keys of a table whose header is broken. The first `broken` problems are the parser's own.
pub(super) fn drop_consequences(problems: &mut Vec<Problem>, broken: usize) {
    if broken == 0 {
        return;
    }
    let lost: Vec<Range<usize>> = problems.iter().take(broken).map(lost_text).collect();
    let mut index = 0;
    problems.retain(|problem| {
        index += 1;
        let start = problem.span.start as usize;
        let is_consequence = problem.code == Code::MissingKey
            || problem.span.start == problem.span.end
            || lost.iter().any(|lost| lost.contains(&start));
        index <= broken || !is_consequence
    });
}

/// The lines a problem is about; of a broken header, all lines up to the next `[header]`.
fn lost_text(problem: &Problem) -> Range<usize> {
    let (line, start) = problem.source.line_at(problem.span.start as usize);
    let end = (start + line.len()).max(problem.span.end as usize);
    if !line.trim_start().starts_with('[') {
        return start..end;
    }
    let text = problem.source.text();
    let rest = text.get(end..).unwrap_or_default();
    let next = rest.match_indices('\n').find(|(at, _)| {
        let line = rest.get(at + 1..).unwrap_or_default();
        line.trim_start_matches([' ', '\t']).starts_with('[')
    });
    start..end + next.map_or(rest.len(), |(at, _)| at)
}

fn is_unclosed(error: &Error) -> bool {
    error.message().starts_with("unclosed")
}

/// Whether a line that begins like a key or a header was taken for the next item of a list.
fn is_swallowed(report: &Report, error: &Error) -> bool {
    let start = report.span(span_of(error)).start as usize;
    let (line, line_start) = report.source.line_at(start);
    let text = line.trim_start();
    error.message().starts_with("missing comma between array")
        && line_start + (line.len() - text.len()) == start
        && text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '[')
}

fn span_of(error: &Error) -> Range<usize> {
    error.span().unwrap_or(0..0)
}

/// What to write for a key or a table named in Vietnamese on the line of `start`.
fn named_key(report: &Report, start: usize) -> Option<Bilingual> {
    let (line, _) = report.source.line_at(start);
    let name = line.trim_start_matches(['[', ' ']);
    let name = name.split([']', '=', ':']).next()?;
    let begins = name.starts_with(char::is_alphabetic);
    let meant = key_anywhere(name).filter(|_| begins)?;
    Some(did_you_mean(meant))
}

/// Reports one error; `en` is what the parser says of it.
fn one(report: &Report, span: Span, en: &str) {
    let (start, end) = (span.start as usize, span.end as usize);
    let found = report.source.part(start..end);
    let number = messages::zero_first(&report.source.line_at(start).0, en);
    let (code, message, help) = number.unwrap_or_else(|| messages::explain(en, &found));
    let is_name = [
        "invalid unquoted key",
        "unclosed array table",
        "unclosed table",
    ]
    .iter()
    .any(|message| en.starts_with(message));
    let meant = named_key(report, start).filter(|_| is_name);
    let help = meant.or(help);
    report.add(code, span, message, help);
}
