//! What waits for its hour is nowhere before it, and a build knows when time alone will change the portal.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use jiff::ToSpan;
use jiff::civil::DateTime;
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;
use serde_json::Value;
use tempfile::TempDir;

use crate::demo;

const SECRET: &str = "Họp kín về nhân sự Thăng Long";

/// The sample commune with a meeting and its postponement, both posted ahead; the first is cited by an open notice.
fn site() -> TempDir {
    let site = demo::small();
    // What else is posted later would only lengthen the lists.
    let late = [
        "tap-huan",
        "huy-tap-huan",
        "ke-hoach",
        "hoi-nghi",
        "hoan-hoi",
        "ngay-moi",
        "lich-",
    ];
    for entry in fs::read_dir(site.path().join("content/tan-lap")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if late.iter().any(|start| name.starts_with(start)) {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    let notice = |keys: &str| {
        format!(
            "+++\ntype = \"GM\"\nissued = 2026-07-06\nlevel = \"commune\"\nissuer = \"UBND xã Tân Lập\"\n\
             audience = \"public\"\n{keys}+++\n"
        )
    };
    let session = "[[session]]\ndate = 2026-07-20\nstart = 08:00\n";
    let hidden = notice(&format!(
        "number = \"901/GM-UBND\"\ntitle = \"{SECRET}\"\npublished = 2026-07-07 09:30\n{session}\
         [[link]]\ntitle = \"Tài liệu\"\nrole = \"material\"\nfile = \"tai-lieu-mat.txt\"\n"
    ));
    let open = notice(&format!(
        "number = \"902/GM-UBND\"\ntitle = \"Chuẩn bị\"\npublished = 2026-07-06 08:00\n\
         follows = \"tan-lap/hop-kin-nhan-su\"\nbasis = [\"tan-lap/hop-kin-nhan-su\"]\n{session}"
    ));
    let content = site.path().join("content/tan-lap");
    fs::write(content.join("hop-kin-nhan-su.md"), hidden).unwrap();
    fs::write(content.join("tai-lieu-mat.txt"), "Phụ lục Thăng Long").unwrap();
    fs::write(content.join("chuan-bi.md"), open).unwrap();
    site
}

/// Builds as of a moment; the summary and the files.
fn build(root: &Path, now: DateTime) -> (Value, BTreeMap<String, Vec<u8>>) {
    let now = now.to_string();
    let build = Command::cargo_bin("niemyet")
        .unwrap()
        .args(["build", "--json", "--now", &now, "--root"])
        .arg(root)
        .assert()
        .success();
    let summary = serde_json::from_slice(&build.get_output().stdout).unwrap();
    let mut files = demo::files(&root.join("public"));
    files.retain(|path, _| !path.starts_with('.'));
    (summary, files)
}

fn civil(moment: &Value) -> DateTime {
    moment.as_str().unwrap()[..19].parse().unwrap()
}

#[test]
fn before_its_hour_a_notice_is_in_no_byte_of_the_portal() {
    let site = site();
    let (summary, files) = build(site.path(), "2026-07-07T09:29:59".parse().unwrap());
    for needle in [
        SECRET,
        "Thăng Long",
        "hop-kin-nhan-su",
        "tai-lieu-mat",
        "901",
    ] {
        let needle = needle.as_bytes();
        let leaks = files.iter().filter(|(path, bytes)| {
            let in_path = path
                .as_bytes()
                .windows(needle.len())
                .any(|part| part == needle);
            in_path || bytes.windows(needle.len()).any(|part| part == needle)
        });
        let leaks: Vec<_> = leaks.map(|(path, _)| path).collect();
        assert_eq!(leaks, [""; 0], "{}", String::from_utf8_lossy(needle));
    }
    let page = &files["giay-moi/tan-lap/chuan-bi/index.html"];
    assert!(String::from_utf8_lossy(page).contains("văn bản chưa niêm yết ở đây"));
    let held = serde_json::json!([
        { "path": "content/tan-lap/hop-kin-nhan-su.md", "until": "2026-07-07T09:30:00+07:00" }
    ]);
    assert_eq!(summary["held"], held);
    assert_eq!(summary["next_change"]["at"], "2026-07-07T09:30:00+07:00");
    assert_eq!(summary["next_change"]["reasons"][0]["kind"], "posted");

    let (summary, files) = build(site.path(), "2026-07-07T09:30:00".parse().unwrap());
    let page = &files["giay-moi/tan-lap/hop-kin-nhan-su/index.html"];
    assert!(String::from_utf8_lossy(page).contains(SECRET));
    assert!(files.keys().any(|path| path.ends_with("tai-lieu-mat.txt")));
    assert_eq!(summary["held"], serde_json::json!([]));
}

/// The law: until the moment a build names, the same files; from that moment on, others. Walked over a fortnight that
/// holds a posting, meetings that begin and pass, deadlines, week and month.
#[test]
fn the_portal_changes_exactly_when_the_build_says() {
    let site = site();
    let mut now: DateTime = "2026-06-27T23:00:00".parse().unwrap();
    let mut seen = Vec::new();
    let (mut summary, mut files) = build(site.path(), now);
    while now < "2026-07-11T00:00:00".parse().unwrap() {
        let next = civil(&summary["next_change"]["at"]);
        assert!(next > now);
        let (last, same) = build(site.path(), next.saturating_sub(1.second()));
        assert!(same == files, "changed before {next}");
        assert_eq!(last["status"], "unchanged");
        for reason in summary["next_change"]["reasons"].as_array().unwrap() {
            seen.push(reason["kind"].as_str().unwrap().to_owned());
        }
        let (after, others) = build(site.path(), next);
        assert!(others != files, "nothing changed at {next}");
        (now, summary, files) = (next, after, others);
    }
    for kind in [
        "posted",
        "meetings-begin",
        "meetings-pass",
        "deadlines-pass",
        "week",
        "month",
        "day",
    ] {
        assert!(seen.iter().any(|seen| seen == kind), "{kind} in {seen:?}");
    }
}

#[test]
fn today_is_the_whole_day() {
    let site = site();
    let build = |today: &str| {
        let mut command = Command::cargo_bin("niemyet").unwrap();
        command.args(["build", "--lang", "en", "--today", today, "--root"]);
        command.arg(site.path()).assert().success()
    };
    build("2026-07-06").stdout(
        contains(
            "held back until 09:30 on Tuesday, 7 July 2026: content/tan-lap/hop-kin-nhan-su.md",
        )
        .and(contains(
            "changes by itself next at 00:00 on Tuesday, 7 July 2026",
        )),
    );
    build("2026-07-07").stdout(contains("held back").not());
}

#[test]
fn a_summary_tells_programs_what_happened() {
    let site = site();
    let now: DateTime = "2026-07-06T12:00:00".parse().unwrap();
    let (first, _) = build(site.path(), now);
    assert_eq!(first["status"], "published");
    assert!(first["written"].as_array().unwrap().len() > 50);
    let (second, _) = build(site.path(), now);
    assert_eq!(second["status"], "unchanged");
    assert_eq!(second["kept"], first["written"].as_array().unwrap().len());
    fs::write(site.path().join("content/tan-lap/hong.md"), "+++\n").unwrap();
    let broken = Command::cargo_bin("niemyet").unwrap();
    let broken = { broken }
        .args(["build", "--json", "--root"])
        .arg(site.path())
        .assert()
        .code(1);
    let summary: Value = serde_json::from_slice(&broken.get_output().stdout).unwrap();
    assert_eq!(summary["status"], "mistakes");
    assert_eq!(summary["errors"][0]["path"], "content/tan-lap/hong.md");
}
