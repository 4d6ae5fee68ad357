//! The findings of one rebuild after another in; those that are news out.

use std::collections::HashSet;

use super::output::Output;
use crate::problem::{Problem, Severity, json_line};

/// The findings of the rebuild before, a line of JSON each.
#[derive(Debug, Default)]
pub(super) struct Known(HashSet<String>);

impl Known {
    /// Tells the errors, and what was not told before: whoever edits wants to see what the edit did.
    pub(super) fn tell(&mut self, output: &Output, problems: &[Problem], in_full: bool) {
        let lines: Vec<String> = problems.iter().map(json_line).collect();
        let news = problems.iter().zip(&lines).filter(|(problem, line)| {
            problem.severity == Severity::Error || !self.0.contains(*line)
        });
        output.some_problems(news.map(|(problem, _)| problem), problems, in_full);
        self.0 = lines.into_iter().collect();
    }
}
