//! `check --fix` over everything that is right: it may move and space keys, and changes nothing that is said.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use walkdir::WalkDir;

use crate::cases::Case;
use crate::demo;
use crate::support::Site;

#[test]
fn what_is_right_says_the_same_after_a_fix_and_needs_no_second_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for entry in WalkDir::new(root.join("tests/sites/fine")).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|end| end == "case") {
            let site = Case::parse(&fs::read_to_string(&path).unwrap()).site();
            count += fixed_alike(&site);
        }
    }
    let mut site = Site::new();
    let content = root.join("content");
    for (name, bytes) in demo::files(&content) {
        site = site.file(&name, bytes);
    }
    count += fixed_alike(&site);
    assert!(count > 70, "{count} notices were compared");
}

/// How many notices of the site were compared.
fn fixed_alike(site: &Site) -> usize {
    let before = said(site);
    let codes = codes(site);
    fix(site, &["--fix"]);
    assert_eq!(said(site), before);
    assert_eq!(self::codes(site), codes);
    assert_eq!(fix(site, &["--fix", "--dry-run"]), "", "a second fix");
    before.len()
}

/// What every front matter says, whatever its order, and the body below it to the byte; `published` may be added.
fn said(site: &Site) -> Vec<(String, Option<toml::Table>, String)> {
    let files = WalkDir::new(site.root().join("content")).sort_by_file_name();
    let files = files.into_iter().map(|entry| entry.unwrap().into_path());
    let notices = files.filter(|path| path.extension().is_some_and(|end| end == "md"));
    notices
        .filter_map(|path| {
            let text = fs::read_to_string(&path).ok()?;
            let (_, rest) = text.split_once("+++")?;
            let (front, body) = rest.split_once("\n+++")?;
            let mut table = front.parse::<toml::Table>().ok();
            if let Some(table) = &mut table {
                table.remove("published");
            }
            Some((path.display().to_string(), table, body.to_owned()))
        })
        .collect()
}

fn codes(site: &Site) -> Vec<&'static str> {
    let found = site.check();
    let mut codes: Vec<&str> = found.iter().map(|finding| finding.0.code.word()).collect();
    codes.sort_unstable();
    codes
}

fn fix(site: &Site, arguments: &[&str]) -> String {
    let mut command = Command::cargo_bin("niemyet").unwrap();
    command
        .arg("check")
        .args(arguments)
        .arg("--root")
        .arg(site.root());
    let output = command.output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}
