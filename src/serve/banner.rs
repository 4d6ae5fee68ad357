//! What is wrong in; what a browser shows of it above the last good portal, out.

use std::fmt::Write as _;

use crate::problem::{Bilingual, Language, Problem, Severity, Terminal};

/// So many findings fit a screen; the terminal has them all.
const SHOWN: usize = 20;

/// The errors among `problems`, with file, line and column and the line itself.
pub(super) fn problems(problems: &[Problem], language: Language) -> String {
    let terminal = Terminal {
        language,
        colour: false,
    };
    let errors = || {
        let is_error = |problem: &&Problem| problem.severity == Severity::Error;
        problems.iter().filter(is_error)
    };
    let texts = errors().take(SHOWN).map(|problem| terminal.write(problem));
    let more = errors().count().saturating_sub(SHOWN);
    let more = (more > 0).then(|| format!("… +{more}\n"));
    fragment(texts.chain(more), language)
}

/// Anything else that stopped a build.
pub(super) fn sentences(sentences: &[Bilingual], language: Language) -> String {
    let texts = sentences
        .iter()
        .map(|sentence| sentence.in_language(language));
    fragment(texts.map(str::to_owned), language)
}

fn fragment(texts: impl Iterator<Item = String>, language: Language) -> String {
    let heading = match language {
        Language::Vi => "Chưa dựng lại được: đây là bản tốt gần nhất",
        Language::En => "Not rebuilt: this is the last good portal",
    };
    let mut html = format!(
        "<aside id=\"niemyet-trouble\" role=\"alert\" lang=\"{}\"><strong>{heading}</strong>",
        language.tag()
    );
    for text in texts {
        // Writing to a string cannot fail.
        let _ = write!(html, "<pre>{}</pre>", escaped(text.trim_end()));
    }
    html.push_str("</aside>");
    html
}

/// Text that stays text.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
