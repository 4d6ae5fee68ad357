//! `niemyet check`: all findings of all files; nothing is written but what `--fix` mends.

use clap::{Args, ValueEnum};

use super::Outcome;
use super::args::{Global, SiteOptions};
use super::fix;
use super::output::Output;
use crate::problem::{any_error, github_line, gitlab, json_line, sarif};
use crate::{Error, inspect};

#[derive(Args)]
#[command(
    after_help = "Ví dụ / Examples:\n  niemyet check\n  niemyet check --format json | jq .code\n  niemyet check --fix --dry-run      sẽ sửa gì / what would be mended\n  niemyet check --audience internal"
)]
pub(super) struct Check {
    #[command(flatten)]
    site: SiteOptions,
    /// Cách in / how to print
    #[arg(long, default_value = "text", value_name = "FORMAT")]
    format: Format,
    /// Sửa những gì chắc chắn (NFC, thiếu `published`, thứ tự khóa, khoảng trắng) rồi kiểm tra / mend what is certain, then check
    #[arg(long)]
    pub(super) fix: bool,
    /// Với --fix: chỉ in các dòng sẽ đổi / with --fix: only print the lines that would change
    #[arg(long, requires = "fix")]
    pub(super) dry_run: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people, with the line and a caret
    Text,
    /// One JSON object per finding and line
    Json,
    /// A SARIF 2.1.0 log
    Sarif,
    /// GitHub workflow commands
    Github,
    /// A GitLab Code Quality report
    Gitlab,
}

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
