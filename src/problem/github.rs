//! A problem as one GitHub workflow command, which the service shows beside the line.
//!
//! Source: GitHub Docs, "Workflow commands for GitHub Actions": `::warning file=…,line=…,col=…,title=…::message`.

use super::{Language, Problem, Severity};

/// The command without a line end. Help follows the message after an escaped line end.
pub fn github_line(problem: &Problem, language: Language) -> String {
    let command = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let position = problem.position();
    let (line, column) = (position.line, position.column);
    let path = property(&problem.source.path);
    let title = property(problem.code.word());
    let mut message = problem.message.in_language(language).to_owned();
    if let Some(help) = &problem.help {
        message.push('\n');
        message.push_str(help.in_language(language));
    }
    let message = data(&message);
    format!("::{command} file={path},line={line},col={column},title={title}::{message}")
}

/// What would end the command or begin another one is escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::problem::Code;
    use crate::say;
    use crate::text::{Source, Span};

    #[test]
    fn a_command_is_one_line_whatever_the_file_says() {
        let source = Arc::new(Source::new("content/a,b:c.md", "x"));
        let message = say!("100%\n::error::giả", "100%\n::error::fake");
        let problem = Problem::new(Code::DayOff, &source, Span::default(), message)
            .help(say!("để nguyên", "leave it"));
        assert_eq!(
            github_line(&problem, Language::En),
            "::notice file=content/a%2Cb%3Ac.md,line=1,col=1,title=day-off::100%25%0A::error::fake%0Aleave it"
        );
    }
}
