//! Findings where some notices are another office's: told, so that someone can call there, but never a reason to stop.

use std::collections::{BTreeSet, HashMap};

use super::{Context, check};
use crate::catalog::Catalog;
use crate::notice::Notice;
use crate::problem::{Bilingual, Code, Problem, Severity, any_error};
use crate::say;
use crate::text::Span;

/// All `problems` of a collection as its office is told them, and the collection without what must not be posted: another
/// portal's notice that is secret, internal or holds personal data is left out.
pub fn judged(
    catalog: Catalog,
    attachments: &BTreeSet<String>,
    problems: Vec<Problem>,
) -> (Catalog, Vec<Problem>) {
    if catalog.iter().all(|(_, notice)| notice.origin.is_none()) {
        return (catalog, problems);
    }
    let (own, others) = apart(&catalog, problems);
    let own = match any_error(&own) {
        true => forgiving(own, &alone(&catalog, attachments)),
        false => own,
    };
    let joined = by_path(&catalog);
    let mut unfit = BTreeSet::new();
    let mut problems = own;
    for problem in others {
        let Some(notice) = joined.get(problem.source.path.as_str()) else {
            continue;
        };
        if problem.severity == Severity::Error && !problem.code.is_acceptable() {
            unfit.insert(notice.id.clone());
            problems.push(left_out(notice, problem));
        } else if problem.code != Code::UnusedAcceptance {
            problems.push(told(notice, problem));
        }
    }
    match unfit.is_empty() {
        true => (catalog, problems),
        false => (catalog.without(&unfit), problems),
    }
}

/// What would be found without other portals.
fn alone(catalog: &Catalog, attachments: &BTreeSet<String>) -> Vec<Problem> {
    let own = catalog.own();
    check(&Context {
        catalog: &own,
        attachments,
        audience: own.site.audience,
    })
}

fn by_path(catalog: &Catalog) -> HashMap<&str, &Notice> {
    let joined = catalog.iter().filter(|(_, one)| one.origin.is_some());
    joined
        .map(|(_, notice)| (notice.source.path.as_str(), notice))
        .collect()
}

/// Findings about the site's own files, and those about others'.
fn apart(catalog: &Catalog, problems: Vec<Problem>) -> (Vec<Problem>, Vec<Problem>) {
    let joined = by_path(catalog);
    problems
        .into_iter()
        .partition(|problem| !joined.contains_key(problem.source.path.as_str()))
}

/// An error that is one only because of another office's notice — the room is taken twice — stops nothing here: `alone`
/// are the findings of the collection without those.
fn forgiving(own: Vec<Problem>, alone: &[Problem]) -> Vec<Problem> {
    let forgive = |problem: Problem| match problem.severity {
        Severity::Error if !alone.contains(&problem) => problem.severity(Severity::Warning),
        _ => problem,
    };
    own.into_iter().map(forgive).collect()
}

fn told(notice: &Notice, mut problem: Problem) -> Problem {
    let Bilingual { vi, en } = &problem.message;
    let name = name(notice);
    problem.message = say!("{name}: {vi}", "{name}: {en}");
    let severity = problem.severity.max(Severity::Warning);
    problem.severity(severity)
}

fn left_out(notice: &Notice, problem: Problem) -> Problem {
    let Bilingual { vi, en } = &problem.message;
    let name = name(notice);
    let message = say!(
        "{name}: bỏ qua một thông báo: {vi}",
        "{name}: a notice is left out: {en}"
    );
    let left_out = Problem::new(
        Code::NoticeLeftOut,
        &notice.source,
        Span::default(),
        message,
    );
    left_out.help(say!(
        "báo cho cơ quan niêm yết thông báo này",
        "tell the office that posted it"
    ))
}

fn name(notice: &Notice) -> &str {
    let origin = notice.origin.as_ref();
    origin.map_or("", |origin| origin.name.as_str())
}
