//! `niemyet explain RULE`: why it exists, an example that breaks it, how to mend it.

use super::Outcome;
use super::output::Output;
use crate::problem::{Code, Language, explanation};
use crate::say;

pub(super) fn run(rule: Option<&str>, output: &Output) -> Outcome {
    let Some(rule) = rule else {
        output.print(&list(output.language));
        return Outcome::Done;
    };
    let codes = named(rule);
    if codes.is_empty() {
        let near = nearest(rule);
        output.mistake(&say!(
            "không có quy tắc `{rule}`; có phải là `{near}`? (`niemyet explain` in danh sách)",
            "there is no rule `{rule}`; did you mean `{near}`? (`niemyet explain` lists them)"
        ));
        return Outcome::Mistakes;
    }
    let texts: Vec<String> = codes
        .into_iter()
        .map(|code| text(code, output.language))
        .collect();
    output.print(&texts.join("\n"));
    Outcome::Done
}

/// The rule with this word, or all with these letters.
fn named(rule: &str) -> Vec<Code> {
    let is_named = |code: &&Code| code.word() == rule || code.letters().eq_ignore_ascii_case(rule);
    Code::ALL.iter().filter(is_named).copied().collect()
}

fn nearest(rule: &str) -> &'static str {
    let words = Code::ALL.iter().map(|code| code.word());
    let distance = |word: &&str| strsim::damerau_levenshtein(word, rule);
    words.min_by_key(distance).unwrap_or_default()
}

fn list(language: Language) -> String {
    let lines = Code::ALL.iter().map(|code| {
        let why = explanation(*code).why;
        let why = why.in_language(language);
        format!("{} {:<24} {why}\n", code.letters(), code.word())
    });
    lines.collect()
}

fn text(code: Code, language: Language) -> String {
    let explanation = explanation(code);
    let (example, mend) = match language {
        Language::Vi => ("Ví dụ sai", "Cách sửa"),
        Language::En => ("Breaks it", "Mend it"),
    };
    let severity = code.severity().name(language);
    let (word, letters) = (code.word(), code.letters());
    let why = explanation.why.in_language(language);
    let lines: Vec<String> = explanation
        .example
        .lines()
        .map(|line| format!("    {line}\n"))
        .collect();
    let lines = lines.concat();
    let how = explanation.mend.in_language(language);
    let accept = if code.is_acceptable() {
        format!("    accept = [{{ rule = \"{word}\", reason = \"…\" }}]\n")
    } else {
        String::new()
    };
    format!(
        "{word} ({letters}, {severity})\n\n  {why}\n\n  {example}:\n{lines}\n  {mend}: {how}\n{accept}"
    )
}
