//! The commands as a newcomer runs them, with their exit codes.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::contains;

use crate::demo;

fn niemyet(root: &Path) -> Command {
    let mut command = Command::cargo_bin("niemyet").unwrap();
    command
        .current_dir(root)
        .env("SOURCE_DATE_EPOCH", "1785200000");
    command
}

#[test]
fn a_new_site_builds_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let init = [
        "init",
        "--title",
        "Lịch \"xã\"",
        "--url",
        "https://lich.example.vn/",
    ];
    niemyet(folder.path())
        .args(init)
        .assert()
        .success()
        .stdout(contains("niemyet build"));
    niemyet(folder.path())
        .args(init)
        .assert()
        .code(1)
        .stderr(contains("đã có"));
    niemyet(folder.path())
        .arg("check")
        .assert()
        .success()
        .stderr(contains("0 lỗi, 0 cảnh báo, 0 lưu ý"));
    niemyet(folder.path())
        .arg("build")
        .assert()
        .success()
        .stdout(contains("1 thông báo"));
    niemyet(folder.path())
        .arg("build")
        .assert()
        .success()
        .stdout(contains("không có gì thay đổi"));
    let home = fs::read_to_string(folder.path().join("public/index.html")).unwrap();
    assert!(
        home.contains("Lịch") && home.contains("Họp giao ban đầu tháng"),
        "{home}"
    );
}

#[test]
fn a_new_notice_asks_for_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    niemyet(folder.path()).arg("init").assert().success();
    let new = ["new", "2026/Họp bàn", "--title", "Họp bàn"];
    niemyet(folder.path()).args(new).assert().success();
    assert!(folder.path().join("content/2026/hop-ban.md").exists());
    niemyet(folder.path())
        .args(new)
        .assert()
        .code(1)
        .stderr(contains("đã có"));
    let check = niemyet(folder.path()).arg("check").assert().code(1);
    check.stderr(contains("content/2026/hop-ban.md:6:10: lỗi[wrong-value]"));
    niemyet(folder.path())
        .arg("build")
        .assert()
        .code(1)
        .stderr(contains("chưa đăng gì"));
    assert!(!folder.path().join("public").exists());
}

#[test]
fn a_full_command_line_makes_a_notice_that_needs_little() {
    let folder = tempfile::tempdir().unwrap();
    niemyet(folder.path()).arg("init").assert().success();
    let new = [
        "new",
        "hop",
        "--type",
        "GM",
        "--number",
        "88/GM-UBND",
        "--issued",
        "2026-06-29",
        "--issuer",
        "UBND xã",
        "--title",
        "Họp",
        "--date",
        "2026-07-01",
        "--start",
        "07:30",
    ];
    niemyet(folder.path()).args(new).assert().success();
    let path = folder.path().join("content/hop.md");
    let text = fs::read_to_string(&path).unwrap();
    let kept: Vec<&str> = text
        .lines()
        .filter(|line| !line.contains("= \"\""))
        .collect();
    fs::write(&path, kept.join("\n")).unwrap();
    niemyet(folder.path()).arg("check").assert().success();
}

#[test]
fn a_revision_is_added_and_nothing_else_changes() {
    let folder = tempfile::tempdir().unwrap();
    niemyet(folder.path()).arg("init").assert().success();
    let path = folder.path().join("content/vi-du/hop-giao-ban.md");
    let before = fs::read_to_string(&path).unwrap();
    let revise = [
        "revise",
        "content/vi-du/hop-giao-ban.md",
        "-m",
        "Đổi \"giờ\"",
        "--at",
        "2026-07-28T09:00:00",
    ];
    niemyet(folder.path())
        .args(revise)
        .assert()
        .success()
        .stdout(contains("lần 1"));
    let after = fs::read_to_string(&path).unwrap();
    let added = "\n[[revision]]\nat = 2026-07-28T09:00:00\nnote = ";
    assert!(after.contains(added), "{after}");
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let kept: Vec<String> = lines(&after)
        .into_iter()
        .filter(|line| lines(&before).contains(line))
        .collect();
    assert_eq!(
        kept.iter().filter(|line| !line.is_empty()).count(),
        before.lines().filter(|line| !line.is_empty()).count()
    );
    // The same moment again would not be newer for any calendar.
    niemyet(folder.path())
        .args(revise)
        .assert()
        .code(1)
        .stderr(contains("phải sau"));
    niemyet(folder.path())
        .args(["revise", "content/khong-co.md", "-m", "x"])
        .assert()
        .code(1);
    niemyet(folder.path()).arg("check").assert().success();
}

#[test]
fn mistakes_exit_1_and_a_broken_machine_exits_2() {
    let site = demo::small();
    niemyet(site.path())
        .args(["build", "--today", "hôm nay"])
        .assert()
        .code(1);
    niemyet(site.path())
        .args(["build", "--root", "không-có"])
        .assert()
        .code(1)
        .stderr(contains("niemyet init"));
    let file = site.path().join("tệp");
    fs::write(&file, "x").unwrap();
    let build = niemyet(site.path())
        .args(["build", "--lang", "en", "--out", "tệp/public"])
        .assert();
    build.code(2).stderr(contains("tệp"));
    assert_eq!(fs::read(&file).unwrap(), b"x");
}

#[test]
fn files_of_others_stop_the_build_unless_forced() {
    let site = demo::small();
    let public = site.path().join("public");
    fs::create_dir(&public).unwrap();
    fs::write(public.join("index.html"), "mine").unwrap();
    niemyet(site.path())
        .arg("build")
        .assert()
        .code(1)
        .stderr(contains("index.html"));
    assert_eq!(fs::read(public.join("index.html")).unwrap(), b"mine");
    niemyet(site.path())
        .args(["build", "--force"])
        .assert()
        .success();
    assert_ne!(fs::read(public.join("index.html")).unwrap(), b"mine");
}

#[test]
fn findings_are_json_lines_for_programs() {
    let assert = niemyet(&demo::repository())
        .args(["check", "--format", "json"])
        .assert()
        .success();
    let text = String::from_utf8(assert.get_output().stdout.clone()).unwrap();
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(lines.len() > 20);
    assert!(lines.iter().all(
        |line| line["path"].as_str().unwrap().starts_with("content/")
            && line["line"].as_u64() > Some(0)
    ));
}

#[test]
fn help_has_examples_and_completions_know_the_commands() {
    for command in ["init", "new", "check", "build", "revise", "completions"] {
        let assert = niemyet(Path::new("."))
            .args([command, "--help"])
            .assert()
            .success();
        assert.stdout(contains("Ví dụ / Example").and(contains(format!("niemyet {command}"))));
    }
    for shell in ["bash", "zsh", "fish"] {
        niemyet(Path::new("."))
            .args(["completions", shell])
            .assert()
            .success()
            .stdout(contains("revise"));
    }
}

#[test]
fn check_mends_what_is_certain_and_shows_it_first() {
    let folder = demo::small();
    let path = folder.path().join("content/tan-lap/a.md");
    let text = "+++\ntype = \"TB\"\nissuer = \"UBND xã\"\ntitle = \"Tie\u{302}\u{301}n độ\"\n+++\n";
    fs::write(&path, text).unwrap();
    niemyet(folder.path())
        .args(["check", "--fix", "--dry-run"])
        .assert()
        .success()
        .stdout(contains("+title = \"Tiến độ\"").and(contains("+published = 2026-07-")));
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    niemyet(folder.path()).arg("check").assert().code(1);
    niemyet(folder.path())
        .args(["check", "--fix"])
        .assert()
        .success();
    let mended = fs::read_to_string(&path).unwrap();
    assert!(mended.contains("title = \"Tiến độ\"") && mended.contains("published = "));
    niemyet(folder.path())
        .args(["check", "--fix", "--dry-run"])
        .assert()
        .success()
        .stdout("");
}

#[test]
fn every_rule_can_be_explained_by_word_or_letters() {
    let folder = tempfile::tempdir().unwrap();
    let explain = |rule: &str| niemyet(folder.path()).args(["explain", rule]).assert();
    explain("weekday-mismatch")
        .success()
        .stdout(contains("Cách sửa").and(contains("accept = [{ rule")));
    explain("T01")
        .success()
        .stdout(contains("weekday-mismatch"));
    explain("secret")
        .success()
        .stdout(contains("accept =").not());
    explain("no-chiar").code(1).stderr(contains("`no-chair`"));
    let list = niemyet(folder.path()).arg("explain").assert().success();
    let list = String::from_utf8_lossy(&list.get_output().stdout).into_owned();
    let rules = list.lines().filter(|line| line.starts_with("  "));
    assert_eq!(rules.count(), niemyet::problem::Code::ALL.len());
}

#[test]
fn machine_formats_hold_every_finding() {
    let folder = demo::small();
    fs::write(
        folder.path().join("content/tan-lap/a.md"),
        "+++\ntype = \"TB\"\nisuer = \"a\"\n+++\n",
    )
    .unwrap();
    let print = |format: &str| {
        let assert = niemyet(folder.path())
            .args(["check", "--format", format])
            .assert()
            .code(1);
        String::from_utf8_lossy(&assert.get_output().stdout).into_owned()
    };
    let count = print("json").lines().count();
    assert!(count > 2);
    assert_eq!(print("github").lines().count(), count);
    let sarif: serde_json::Value = serde_json::from_str(&print("sarif")).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), count);
    let gitlab: serde_json::Value = serde_json::from_str(&print("gitlab")).unwrap();
    assert_eq!(gitlab.as_array().unwrap().len(), count);
}

#[test]
fn search_finds_as_the_page_does() {
    let site = demo::copy();
    let found = |words: &[&str]| {
        let mut command = niemyet(site.path());
        command.args(["search", "--audience", "public"]).args(words);
        command.assert()
    };
    found(&["25khtw", "--format", "json"])
        .success()
        .stdout(contains(
            "\"file\":\"content/trung-uong/ke-hoach-25-kh-tw.md\"",
        ));
    found(&["hoi", "nghi", "dang", "uy", "--limit", "1"])
        .success()
        .stdout(contains("Hội nghị").and(contains("1/1")));
    found(&[
        "--kind",
        "plan",
        "--issuer",
        "dang uy xa tan lap",
        "--year",
        "2026",
    ])
    .success()
    .stdout(contains("content/tan-lap/ke-hoach").and(contains("giay-moi").not()));
    found(&["xyzzyq"])
        .success()
        .stdout("")
        .stderr(contains("không có văn bản nào cho `xyzzyq`").and(contains("không đâu có").not()));
    found(&["hop", "--level", "nowhere"])
        .code(1)
        .stderr(contains("commune"));
    found(&[]).code(1);
    found(&["hop", "--out", "public"])
        .code(1)
        .stderr(contains("niemyet build"));
    let out = site.path().join("public");
    demo::build(site.path(), &out, niemyet::site::Audience::Public);
    found(&["13/1/2025", "--out", "public"])
        .success()
        .stdout(contains("/ke-hoach/trung-uong/ke-hoach-25-kh-tw/"));
    fs::write(out.join("search/root.bin"), "broken").unwrap();
    found(&["hop", "--out", "public"]).code(1);
}

/// A site without findings, and the note of its last build.
fn noted_site() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let init = [
        "init",
        "--title",
        "Lịch",
        "--url",
        "https://lich.example.vn/",
    ];
    niemyet(folder.path()).args(init).assert().success();
    niemyet(folder.path()).arg("build").assert().success();
    let note = folder.path().join(".public.niemyet-receipt");
    (folder, note)
}

/// What a build tells.
fn told(root: &Path, arguments: &[&str]) -> String {
    let output = niemyet(root).arg("build").args(arguments).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Makes the note speak of 777 notices, so that whoever believes it says so.
fn forge(note: &Path) {
    let text = fs::read_to_string(note).unwrap();
    let (_, line) = text.split_once('\n').unwrap();
    let line = line.replace("\"notices\":1,", "\"notices\":777,");
    let hash = niemyet::publish::Fingerprint::of_content(line.as_bytes());
    fs::write(note, format!("{hash}\n{line}")).unwrap();
}

#[test]
fn a_build_of_the_same_things_believes_the_note_of_the_last() {
    let (site, note) = noted_site();
    forge(&note);
    let unchanged = told(site.path(), &[]);
    assert!(unchanged.contains("777 thông báo") && unchanged.contains("không có gì thay đổi"));
    let json: serde_json::Value = serde_json::from_str(&told(site.path(), &["--json"])).unwrap();
    assert_eq!(
        (&json["status"], &json["notices"]),
        (&"unchanged".into(), &777.into())
    );
    assert!(json["kept"].as_u64().unwrap() > 20, "{json}");
    assert!(told(site.path(), &["--fresh"]).contains("1 thông báo"));
}

#[test]
fn a_build_of_the_same_things_tells_the_same_findings() {
    let site = demo::copy();
    let findings = |arguments: &[&str]| {
        let mut command = niemyet(site.path());
        command.args(["build", "--verbose", "--today", "2026-07-06"]);
        let output = command.args(arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let first = findings(&[]);
    assert!(
        first.lines().count() > 5,
        "the demonstration has findings: {first}"
    );
    assert_eq!(findings(&[]), first);
    assert_eq!(findings(&["--fresh"]), first);
}

#[test]
fn a_note_that_is_damaged_or_of_other_things_is_not_believed() {
    type Change = fn(&Path, &Path);
    let changes: [(&str, Change); 6] = [
        ("a damaged note", |_, note| {
            let text = fs::read_to_string(note).unwrap();
            fs::write(note, text.replace("777", "778")).unwrap();
        }),
        ("no note", |_, note| fs::remove_file(note).unwrap()),
        ("nonsense", |_, note| fs::write(note, "\u{0}\n{}").unwrap()),
        ("another notice", |root, _| {
            let folder = root.join("content");
            let entries = walkdir::WalkDir::new(&folder)
                .into_iter()
                .map(Result::unwrap);
            let mut notices = entries.filter(|one| one.path().extension() == Some("md".as_ref()));
            let notice = notices.next().unwrap().into_path();
            let text = fs::read_to_string(&notice).unwrap();
            fs::write(&notice, format!("{text}\nThêm một câu.\n")).unwrap();
        }),
        ("a published file is gone", |root, _| {
            fs::remove_file(root.join("public/index.html")).unwrap();
        }),
        ("a build was cut off", |root, _| {
            fs::create_dir(root.join(".public.niemyet-staging")).unwrap();
        }),
    ];
    for (what, change) in changes {
        let (site, note) = noted_site();
        forge(&note);
        change(site.path(), &note);
        assert!(told(site.path(), &[]).contains("1 thông báo"), "{what}");
        assert!(site.path().join("public/index.html").exists(), "{what}");
        assert!(
            !site.path().join(".public.niemyet-staging").exists(),
            "{what}"
        );
    }
    let (site, note) = noted_site();
    forge(&note);
    // Another day is another portal.
    let mut tomorrow = niemyet(site.path());
    tomorrow.env("SOURCE_DATE_EPOCH", "1785286400").arg("build");
    tomorrow.assert().success().stdout(contains("1 thông báo"));
}
