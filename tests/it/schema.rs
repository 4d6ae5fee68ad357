//! The schemas for editors against the corpus: what is written here is judged by Taplo itself in `tests/schema/run`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use assert_cmd::Command;
use niemyet::problem::{Language, Problem, github_line, gitlab, json_line, sarif};
use niemyet::text::Source;
use walkdir::WalkDir;

use crate::cases::Case;
use crate::demo;

/// Mistakes that need a calendar, another key's value or another file: a schema lets these cases pass.
const BEYOND: &str = include_str!("../schema/beyond.txt");

/// Codes of mistakes that a schema always knows.
const ALWAYS_KNOWN: [&str; 2] = ["unknown-key", "missing-key"];

/// One file for Taplo: what kind it is, under which name, and whether the schema must take it.
struct Sample {
    kind: &'static str,
    name: String,
    toml: String,
    is_accepted: bool,
}

#[test]
fn samples_for_taplo() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema");
    for verdict in ["accept", "reject"] {
        let _ = fs::remove_dir_all(target.join(verdict));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut samples = demonstration(root);
    assert!(
        samples.len() >= 17 + 4,
        "the demonstration has a few notices and its tables"
    );
    samples.extend(fine(root));
    let broken = broken(root);
    let beyond: Vec<&str> = lines(BEYOND).collect();
    for case in &beyond {
        let is_there = broken
            .iter()
            .any(|sample| sample.name.starts_with(&format!("{case}/")));
        assert!(is_there, "tests/schema/beyond.txt: no case {case}");
    }
    samples.extend(broken);
    for sample in &samples {
        let verdict = if sample.is_accepted {
            "accept"
        } else {
            "reject"
        };
        let name = sample.name.replace('/', "--");
        let path = target.join(verdict).join(sample.kind).join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, in_toml_1_0(&sample.toml)).unwrap();
    }
    let site = target.join("site");
    let _ = fs::remove_dir_all(&site);
    let mut init = Command::cargo_bin("niemyet").unwrap();
    assert!(
        init.arg("init")
            .arg(&site)
            .output()
            .unwrap()
            .status
            .success()
    );
    for kind in ["notice", "site", "units", "places", "holidays"] {
        let output = Command::cargo_bin("niemyet")
            .unwrap()
            .args(["schema", kind, "--root"])
            .arg(root)
            .output()
            .unwrap();
        assert!(output.status.success());
        fs::write(target.join(format!("{kind}.schema.json")), output.stdout).unwrap();
    }
}

fn demonstration(root: &Path) -> Vec<Sample> {
    let files = demo::files(&root.join("content")).into_iter();
    files
        .filter_map(|(name, bytes)| {
            let text = String::from_utf8(bytes).ok()?;
            sample(&format!("content/{name}"), &name, &text, true)
        })
        .collect()
}

fn fine(root: &Path) -> Vec<Sample> {
    let of_case = |(name, case): (String, Case)| {
        let site = case.file("site.toml");
        // A schema is made for the levels of one site.
        let has_own_levels = site.is_some_and(|text| text.contains("[[level]]"));
        let files = case.texts();
        let samples: Vec<Sample> = files
            .iter()
            .filter(|_| !has_own_levels)
            .filter_map(|(file, text)| sample(&format!("{name}/{file}"), file, text, true))
            .collect();
        samples
    };
    cases(&root.join("tests/sites/fine"))
        .into_iter()
        .flat_map(of_case)
        .collect()
}

/// Files with an error are rejected unless they are beyond a schema.
fn broken(root: &Path) -> Vec<Sample> {
    let mut samples = Vec::new();
    for (name, case) in cases(&root.join("tests/sites/broken")) {
        let is_beyond = lines(BEYOND).any(|beyond| name == beyond);
        for (file, text) in case.texts() {
            let errors = case.error_codes(&file);
            let known: Vec<&String> = errors
                .iter()
                .filter(|code| ALWAYS_KNOWN.contains(&code.as_str()))
                .collect();
            assert!(
                !is_beyond || known.is_empty(),
                "{name}: a schema knows {known:?}"
            );
            let is_accepted = errors.is_empty() || is_beyond;
            samples.extend(sample(&format!("{name}/{file}"), &file, &text, is_accepted));
        }
    }
    samples
}

fn cases(folder: &Path) -> Vec<(String, Case)> {
    let files = WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = files.map(|entry| entry.unwrap().into_path());
    let files = files.filter(|path: &PathBuf| path.extension().is_some_and(|end| end == "case"));
    files
        .map(|path| {
            let name = path.strip_prefix(folder).unwrap().with_extension("");
            (
                name.to_str().unwrap().to_owned(),
                Case::parse(&fs::read_to_string(&path).unwrap()),
            )
        })
        .collect()
}

/// The TOML of a file a clerk writes; none where there is no front matter to look at.
fn sample(name: &str, file: &str, text: &str, is_accepted: bool) -> Option<Sample> {
    let kind = match file {
        "site.toml" => "site",
        "units.toml" => "units",
        "places.toml" => "places",
        "holidays.toml" => "holidays",
        _ if file.ends_with(".md") && !file.ends_with("README.md") => "notice",
        _ => return None,
    };
    let toml = if kind == "notice" {
        front_matter(text)?
    } else {
        text.to_owned()
    };
    Some(Sample {
        kind,
        name: format!("{name}.toml"),
        toml,
        is_accepted,
    })
}

fn front_matter(text: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let rest = text
        .strip_prefix("+++")?
        .trim_start_matches([' ', '\r'])
        .strip_prefix('\n')?;
    let lines = rest.split_inclusive('\n');
    let end = lines
        .take_while(|line| line.trim_end() != "+++")
        .map(str::len)
        .sum();
    rest.get(..end).map(str::to_owned)
}

/// The reader takes TOML 1.1, where seconds may be left out; Taplo 0.9 knows TOML 1.0.
fn in_toml_1_0(text: &str) -> String {
    let line = |line: &str| -> String {
        let Some((key, value)) = line.split_once(" = ") else {
            return format!("{line}\n");
        };
        let bare = value.split('#').next().unwrap_or_default().trim_end();
        let shape: String = bare
            .chars()
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect();
        match shape.as_str() {
            "00:00" => format!("{key} = \"{bare}\"\n"),
            "0000-00-00 00:00" | "0000-00-00T00:00" => format!("{key} = {bare}:00\n"),
            _ => format!("{line}\n"),
        }
    };
    text.lines().map(line).collect()
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Every finding of the corpus in every format that other tools read.
#[test]
fn findings_for_other_tools() {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut problems = Vec::new();
    for folder in ["broken", "rules", "fine"] {
        for (name, case) in cases(&sites.join(folder)) {
            let found = case.site().inspect().unwrap().problems;
            problems.extend(found.into_iter().map(|problem| under(&name, problem)));
        }
    }
    let vi = Language::Vi;
    let lines = |line: &dyn Fn(&Problem) -> String| -> String {
        problems
            .iter()
            .map(|problem| line(problem) + "\n")
            .collect()
    };
    let logs = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema/logs");
    fs::create_dir_all(&logs).unwrap();
    for (name, text) in [
        ("findings.jsonl", lines(&json_line)),
        (
            "findings.github",
            lines(&|problem| github_line(problem, vi)),
        ),
        ("findings.sarif", sarif(&problems, vi)),
        ("findings.gitlab.json", gitlab(&problems, vi)),
    ] {
        fs::write(logs.join(name), text).unwrap();
    }
    assert!(problems.len() > 300);
}

/// The problem as if its case were a folder of one large site.
fn under(name: &str, problem: Problem) -> Problem {
    let source = &problem.source;
    let path = source
        .path
        .replacen("content/", &format!("content/{name}/"), 1);
    Problem {
        source: Arc::new(Source::new(path, source.text())),
        ..problem
    }
}
