//! `niemyet check`: all findings of all files, nothing written.

use super::Outcome;
use super::args::{Check, Format, Global};
use super::output::Output;
use crate::problem::{any_error, json_line};
use crate::{Error, inspect};

pub(super) fn run(check: &Check, global: &Global, output: &Output) -> Result<Outcome, Error> {
    let inspection = inspect(&global.request(&check.site))?;
    let problems = &inspection.problems;
    match check.format {
        Format::Text => output.problems(problems, true),
        Format::Json => {
            let lines: Vec<String> = problems
                .iter()
                .map(|problem| json_line(problem) + "\n")
                .collect();
            output.print(&lines.concat());
        }
    }
    Ok(if any_error(problems) {
        Outcome::Mistakes
    } else {
        Outcome::Done
    })
}
