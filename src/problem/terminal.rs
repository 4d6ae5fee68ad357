//! Problems as a person reads them in a terminal: place, code, message, the line with a caret, help.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::{Language, Problem, Severity};

/// The longest part of a source line that is shown; longer lines are cut around the caret.
const SHOWN_WIDTH: usize = 100;

/// How to write problems for a terminal.
#[derive(Debug, Clone, Copy, Default)]
pub struct Terminal {
    /// The language of the messages.
    pub language: Language,
    /// Whether ANSI colours are wanted.
    pub colour: bool,
}

impl Terminal {
    /// One problem, with a line end:
    /// ```text
    /// content/a.md:3:1: lỗi[unknown-key]: không có khóa `titel`
    ///   3 | titel = "Họp"
    ///     | ^^^^^
    ///   gợi ý: có phải là `title`?
    /// ```
    pub fn write(&self, problem: &Problem) -> String {
        let position = problem.position();
        let mut out = self.line(problem);
        self.excerpt(&mut out, problem, position.line);
        if let Some(help) = &problem.help {
            let word = match self.language {
                Language::Vi => "gợi ý",
                Language::En => "help",
            };
            let _ = writeln!(
                out,
                "  {} {}",
                self.paint("36", &format!("{word}:")),
                visible(help.in_language(self.language))
            );
        }
        out
    }

    /// Only the first line: place, code and message.
    pub fn line(&self, problem: &Problem) -> String {
        let position = problem.position();
        let mut out = String::new();
        let label = format!(
            "{}[{}]",
            problem.severity.name(self.language),
            problem.code.word()
        );
        let _ = writeln!(
            out,
            "{}:{}:{}: {}: {}",
            visible(&problem.source.path),
            position.line,
            position.column,
            self.paint(severity_colour(problem.severity), &label),
            visible(problem.message.in_language(self.language)),
        );
        out
    }

    /// The closing count: `2 lỗi, 1 cảnh báo, 4 lưu ý`.
    pub fn count(&self, problems: &[Problem]) -> String {
        let count = |severity| {
            problems
                .iter()
                .filter(|problem| problem.severity == severity)
                .count()
        };
        let errors = count(Severity::Error);
        let warnings = count(Severity::Warning);
        let infos = count(Severity::Info);
        match self.language {
            Language::Vi => format!("{errors} lỗi, {warnings} cảnh báo, {infos} lưu ý"),
            Language::En => format!(
                "{errors} error{}, {warnings} warning{}, {infos} note{}",
                plural(errors),
                plural(warnings),
                plural(infos)
            ),
        }
    }

    /// The source line with carets under the span; nothing for a problem about the whole file.
    fn excerpt(&self, out: &mut String, problem: &Problem, number: usize) {
        let (start, end) = (problem.span.start as usize, problem.span.end as usize);
        let (line, line_start) = problem.source.line_at(start);
        if end == 0 || line.trim().is_empty() {
            return;
        }
        let at = start.saturating_sub(line_start).min(line.len());
        let stop = end.saturating_sub(line_start).clamp(at, line.len());
        let (Some(before), Some(marked)) = (line.get(..at), line.get(at..stop)) else {
            return;
        };
        let skipped = skipped_bytes(before);
        let before = visible(&before[skipped..]);
        let shown: String = visible(&line[skipped..])
            .chars()
            .take(SHOWN_WIDTH)
            .collect();
        let room = shown.width().saturating_sub(before.width());
        let carets = visible(marked).width().clamp(1, room.max(1));
        let gutter = number.to_string();
        let _ = writeln!(out, "  {gutter} | {shown}");
        let _ = writeln!(
            out,
            "  {:1$} | {2:3$}{4}",
            "",
            gutter.len(),
            "",
            before.width(),
            self.paint(severity_colour(problem.severity), &"^".repeat(carets)),
        );
    }

    fn paint(&self, colour: &str, text: &str) -> String {
        if self.colour {
            format!("\u{1b}[{colour}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// How many bytes of a long line to leave out before the caret, at a character's border.
fn skipped_bytes(before: &str) -> usize {
    let count = before.chars().count();
    if count < SHOWN_WIDTH - 20 {
        return 0;
    }
    before
        .char_indices()
        .nth(count - 40)
        .map_or(0, |(index, _)| index)
}

/// Control characters, tabs and direction marks included, become one space each: a file must not steer the terminal.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ' ',
            control if control.is_control() => ' ',
            other => other,
        })
        .collect()
}

fn severity_colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Info => "1;34",
    }
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
