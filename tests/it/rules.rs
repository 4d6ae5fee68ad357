//! Every rule of the list has a notice that breaks it and a close call that does not: `tests/sites/rules/<rule>/` holds
//! `found*.case` and `silent*.case`. Findings of other rules are not looked at. `BLESS=1` writes what was found.

use std::fs;
use std::path::{Path, PathBuf};

use niemyet::problem::Code;

use crate::cases::Case;
use crate::support::Finding;
use crate::{feeds, joined, themes};

type Test = fn();

/// Rules that speak when the portal is built or joined, with the tests that break them and that come close.
const ELSEWHERE: &[(Code, [Test; 2])] = &[
    (
        Code::BrokenTheme,
        [
            themes::a_broken_template_publishes_nothing_and_says_where,
            themes::single_files_win_over_the_embedded_ones,
        ],
    ),
    (
        Code::SilentChange,
        [
            feeds::a_published_event_does_not_change_without_a_revision,
            feeds::a_published_event_may_change_where_no_calendar_shows_it,
        ],
    ),
    (
        Code::SourceUnusable,
        [
            joined::hostile::a_source_that_cannot_be_read_is_refused_at_its_line,
            joined::portals::a_province_tells_what_its_communes_tell,
        ],
    ),
    (
        Code::NoticeLeftOut,
        [
            joined::hostile::a_broken_file_is_left_out_and_named,
            joined::portals::a_nation_takes_each_notice_once_and_names_its_first_portal,
        ],
    ),
];

fn folder(code: Code) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/sites/rules").join(code.word())
}

fn cases(code: Code, prefix: &str) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(folder(code)) else {
        return Vec::new();
    };
    let files = files.map(|file| file.unwrap().path());
    let mut files: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|end| end == "case"))
        .filter(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with(prefix)
        })
        .collect();
    files.sort();
    files
}

fn rules() -> impl Iterator<Item = Code> {
    let all = Code::ALL.iter().copied();
    all.filter(|code| ELSEWHERE.iter().all(|(other, _)| other != code))
}

#[test]
fn every_rule_is_triggered_and_has_a_close_call() {
    let lacks = |code: &Code, prefix| cases(*code, prefix).is_empty();
    let found: Vec<_> = rules().filter(|code| lacks(code, "found")).collect();
    let silent: Vec<_> = rules().filter(|code| lacks(code, "silent")).collect();
    assert_eq!((found, silent), (Vec::new(), Vec::new()));
    let folders = fs::read_dir(folder(Code::Secret).parent().unwrap()).unwrap();
    for folder in folders {
        let name = folder.unwrap().file_name().to_string_lossy().into_owned();
        assert!(Code::of_word(&name).is_some(), "no rule is called {name}");
    }
}

#[test]
fn rules_find_what_breaks_them_and_say_it_in_both_languages() {
    let mut failures = Vec::new();
    for code in rules() {
        for path in cases(code, "found") {
            failures.extend(difference(code, &path));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn rules_are_silent_at_close_calls() {
    let mut failures = Vec::new();
    for code in rules() {
        for path in cases(code, "silent") {
            let case = Case::parse(&fs::read_to_string(&path).unwrap());
            let found = case.site().check();
            let own = found.iter().filter(|finding| finding.0.code == code);
            failures.extend(own.map(|finding| format!("{}: {finding:?}", path.display())));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A case lists each finding of its rule with its place, and its message in both languages.
fn difference(code: Code, path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).unwrap();
    let case = Case::parse(&text);
    let found: Vec<Finding> = case.site().check();
    let own: Vec<&Finding> = found
        .iter()
        .filter(|finding| finding.0.code == code)
        .collect();
    let written: String = own.iter().map(|finding| expectation(finding)).collect();
    let (before, listed) = text.split_once("-- expect --\n").unwrap_or((&text, ""));
    if !own.is_empty() && written == listed {
        return None;
    }
    if std::env::var_os("BLESS").is_some() && !own.is_empty() {
        fs::write(path, format!("{before}-- expect --\n{written}")).unwrap();
        return None;
    }
    let all: Vec<String> = found.iter().map(Finding::to_string).collect();
    let path = path.display();
    Some(format!(
        "{path}: listed\n{listed}found\n{written}of {all:?}"
    ))
}

fn expectation(finding: &Finding) -> String {
    let sentences: Vec<String> = finding.sentences();
    let lines = sentences.iter().map(|sentence| format!("  {sentence}\n"));
    format!("{finding}\n{}", lines.collect::<String>())
}
