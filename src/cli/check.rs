//! `niemyet check`: all findings of all files; nothing is written but what `--fix` mends.

use super::Outcome;
use super::args::{Check, Format, Global};
use super::fix;
use super::output::Output;
use crate::problem::{any_error, github_line, gitlab, json_line, sarif};
use crate::{Error, inspect};

pub(super) fn run(check: &Check, global: &Global, output: &Output) -> Result<Outcome, Error> {
    if check.fix {
        fix::run(check, global, output)?;
        if check.dry_run {
            return Ok(Outcome::Done);
        }
    }
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
        Format::Sarif => output.print(&sarif(problems, output.language)),
        Format::Github => {
            let lines: Vec<String> = problems
                .iter()
                .map(|problem| github_line(problem, output.language) + "\n")
                .collect();
            output.print(&lines.concat());
        }
        Format::Gitlab => output.print(&gitlab(problems, output.language)),
    }
    Ok(if any_error(problems) {
        Outcome::Mistakes
    } else {
        Outcome::Done
    })
}
