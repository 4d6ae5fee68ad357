//! The demonstration portal's own findings: what the five real papers leave open, and nothing about the samples.

use std::collections::BTreeMap;
use std::path::Path;

use niemyet::problem::Severity;
use niemyet::{Inspection, Request};

/// Severity, code, how often.
type Count = (char, &'static str, usize);

/// The findings of each real notice.
const EXPECTED: &[(&str, &[Count])] = &[
    (
        "content/ha-tinh/hoi-nghi-2023-12-04.md",
        &[
            ('W', "number-incomplete", 1),
            ('I', "end-unknown", 2),
            ('I', "day-off", 1),
            ('W', "no-chair", 1),
        ],
    ),
    (
        "content/quang-ngai/hoi-nghi-2025-01-13.md",
        &[
            ('W', "number-incomplete", 1),
            ('I', "citation-unknown", 2),
            ('I', "end-unknown", 1),
            ('W', "link-lost", 1),
        ],
    ),
    (
        "content/quang-ngai/lop-boi-duong-2026-05-23.md",
        &[
            ('W', "number-incomplete", 1),
            ('I', "citation-unknown", 2),
            ('I', "end-unknown", 1),
            ('W', "no-chair", 2),
            ('W', "link-lost", 1),
        ],
    ),
    (
        "content/quang-ngai/phien-hop-2026-07-09.md",
        &[
            ('W', "number-incomplete", 1),
            ('I', "citation-unknown", 2),
            ('W', "citation-unknown", 1),
            ('I', "end-unknown", 1),
            ('W', "no-chair", 2),
            ('W', "link-lost", 3),
        ],
    ),
    (
        "content/trung-uong/ke-hoach-25-kh-tw.md",
        &[
            ('I', "citation-unknown", 1),
            ('W', "no-chair", 4),
            ('I', "no-place", 3),
            ('W', "link-lost", 4),
        ],
    ),
];

fn inspect() -> Inspection {
    let request = Request {
        root: Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(),
        audience: None,
        language: None,
    };
    niemyet::inspect(&request).expect("a readable demonstration")
}

fn letter(severity: Severity) -> char {
    match severity {
        Severity::Error => 'E',
        Severity::Warning => 'W',
        Severity::Info => 'I',
    }
}

#[test]
fn the_real_notices_give_exactly_the_expected_findings() {
    let mut found: BTreeMap<(String, char, &str), usize> = BTreeMap::new();
    for problem in inspect().problems {
        let path = problem.source.path.clone();
        if path.starts_with("content/tan-lap/") {
            continue;
        }
        *found
            .entry((path, letter(problem.severity), problem.code.word()))
            .or_default() += 1;
    }
    let expected: BTreeMap<_, _> = EXPECTED
        .iter()
        .flat_map(|(path, findings)| {
            findings
                .iter()
                .map(|(severity, code, count)| (((*path).to_owned(), *severity, *code), *count))
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn the_sample_notices_give_no_error_and_no_warning() {
    let inspection = inspect();
    let samples = |path: &str| path.starts_with("content/tan-lap/");
    let loud: Vec<_> = inspection
        .problems
        .iter()
        .filter(|problem| samples(&problem.source.path) && problem.severity != Severity::Info)
        .collect();
    assert!(loud.is_empty(), "{loud:#?}");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = niemyet::sources::load(root).expect("a readable demonstration");
    let catalog = inspection.catalog.expect("a usable site.toml");
    let read = catalog
        .iter()
        .filter(|(_, notice)| samples(&notice.source.path))
        .count();
    let files = sources
        .notices
        .iter()
        .filter(|file| samples(&file.path))
        .count();
    assert!(
        read >= 7 && read == files,
        "{read} of {files} samples were read"
    );
}
