//! Accepted findings: dropped where a notice accepts them, and told where there is nothing left to accept.

use std::collections::{HashMap, HashSet};

use crate::catalog::Catalog;
use crate::problem::{Code, Problem, Severity};
use crate::say;

/// The problems no notice accepts, and one for each acceptance that no longer applies. `problems` are all there are:
/// those of every notice and those of the collection.
///
/// A missing file stays an error whatever is accepted: the build could not copy it.
pub fn without_accepted(catalog: &Catalog, problems: Vec<Problem>) -> Vec<Problem> {
    let accepted: HashMap<&str, Vec<Code>> = catalog
        .iter()
        .filter(|(_, notice)| !notice.accepted.is_empty())
        .map(|(_, notice)| {
            let rules = notice.accepted.iter().map(|item| item.rule);
            (notice.source.path.as_str(), rules.collect())
        })
        .collect();
    if accepted.is_empty() {
        return problems;
    }
    let mut used: HashSet<(String, Code)> = HashSet::new();
    let mut left: Vec<Problem> = Vec::with_capacity(problems.len());
    for problem in problems {
        let is_accepted = accepted
            .get(problem.source.path.as_str())
            .is_some_and(|rules| rules.contains(&problem.code))
            && !(problem.code == Code::LinkLost && problem.severity == Severity::Error);
        if is_accepted {
            used.insert((problem.source.path.clone(), problem.code));
        } else {
            left.push(problem);
        }
    }
    left.extend(unused(catalog, &used));
    left
}

fn unused(catalog: &Catalog, used: &HashSet<(String, Code)>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (_, notice) in catalog.iter() {
        let idle = notice
            .accepted
            .iter()
            .filter(|item| !used.contains(&(notice.source.path.clone(), item.rule)));
        problems.extend(idle.map(|item| {
            let word = item.rule.word();
            let message = say!(
                "chấp nhận `{word}` nhưng không còn gì để chấp nhận",
                "accepts `{word}`, which is no longer found"
            );
            let problem = Problem::new(Code::UnusedAcceptance, &notice.source, item.span, message);
            problem.help(say!(
                "bỏ mục này khỏi `accept`",
                "take the item out of `accept`"
            ))
        }));
    }
    problems
}
