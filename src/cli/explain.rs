//! `niemyet explain RULE`: why it exists, an example that breaks it, how to mend it.

use clap::Args;

use super::Outcome;
use super::output::Output;
use crate::problem::{Bilingual, Code, Language, explanation};
use crate::say;

#[derive(Args)]
#[command(
    after_help = "Ví dụ / Examples:\n  niemyet explain weekday-mismatch\n  niemyet explain T01\n  niemyet explain      mọi quy tắc / every rule"
)]
pub(super) struct Explain {
    /// Tên hoặc mã trong danh sách; bỏ trống để liệt kê / its word or letters; none lists them all
    rule: Option<String>,
}

pub(super) fn run(explain: &Explain, output: &Output) -> Outcome {
    let Some(rule) = explain.rule.as_deref() else {
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

/// Every rule with the reason it exists, under the name of its family.
fn list(language: Language) -> String {
    let mut text = String::new();
    let mut last = None;
    for code in Code::ALL {
        let letter = code.letters().chars().next();
        if letter != last {
            let gap = if last.is_some() { "\n" } else { "" };
            let family = letter.map(family);
            let family = family.as_ref().map(|name| name.in_language(language));
            text.push_str(&format!("{gap}{}\n", family.unwrap_or_default()));
            last = letter;
        }
        let why = explanation(*code).why;
        let why = why.in_language(language);
        text.push_str(&format!("  {} {:<24} {why}\n", code.letters(), code.word()));
    }
    text
}

/// What the rules of one letter look at.
fn family(letter: char) -> Bilingual {
    match letter {
        'T' => say!("Ngày, giờ", "Times"),
        'N' => say!("Số, ký hiệu, thể thức", "Numbers and symbols"),
        'R' => say!("Viện dẫn và thay đổi", "Citations and changes"),
        'L' => say!("Cấp và đơn vị", "Levels and units"),
        'P' => say!("Điểm cầu, thành phần, hình thức", "Points and participants"),
        'A' => say!("Chương trình", "Agenda"),
        'C' => say!("Trùng nơi, trùng người", "Conflicts"),
        'K' => say!("Nhiệm vụ, thời hạn", "Duties and deadlines"),
        'S' => say!("Bí mật, dữ liệu cá nhân", "Secrecy and privacy"),
        'F' => say!("Tệp, liên kết", "Files and links"),
        'G' => say!("Phần ký, nơi nhận", "Signature and recipients"),
        'X' => say!("Chữ viết", "Letters"),
        _ => say!("Tệp và khóa", "Files and keys"),
    }
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
