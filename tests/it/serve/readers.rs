//! The readers' law: while a portal is published again and again, whoever opens a file finds it whole, of one version,
//! and a page links only to what is there.
//!
//! What is promised is each single opening: between two of them another portal may have taken the place of the first, and
//! what was deleted in it is gone. So a link counts as broken only where the portal did not change while it was followed.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use assert_cmd::cargo::cargo_bin;
use niemyet::site::Audience;

use super::PATIENCE;
use crate::demo;

const NOTICE: &str = "content/tan-lap/hop-nong-thon-moi.md";
const PAGE: &str = "giay-moi/tan-lap/hop-nong-thon-moi/index.html";
const PASSING: &str = "giay-moi/tan-lap/chop-nhoang/index.html";

/// The notice in its version `number`, the number in title and body; every other version has a second notice beside it.
fn edit(root: &Path, original: &str, number: usize) {
    let line = original
        .lines()
        .find(|line| line.starts_with("title = "))
        .unwrap();
    let text = original.replace(line, &format!("title = \"Họp lần ⟨{number}⟩\""));
    let text = format!("{text}\n\nBản ⟨{number}⟩.\n");
    let passing = root.join("content/tan-lap/chop-nhoang.md");
    if number.is_multiple_of(2) {
        fs::write(&passing, text.replace("88/GM-UBND", "89/GM-UBND")).unwrap();
    } else {
        let _ = fs::remove_file(&passing);
    }
    fs::write(root.join(NOTICE), text).unwrap();
}

/// The numbers a page speaks of, all of which must be one.
fn number_in(page: &str) -> Option<&str> {
    let mut numbers = page
        .split('⟨')
        .skip(1)
        .map(|rest| rest.split('⟩').next().unwrap_or(rest));
    let first = numbers.next()?;
    assert!(
        numbers.all(|number| number == first),
        "a page of two versions"
    );
    Some(first)
}

/// Opens pages until told to stop; returns how many it opened.
fn read(public: &Path, stop: &AtomicBool) -> usize {
    let mut opened = 0;
    while !stop.load(Ordering::Relaxed) {
        let manifest = || manifest(public);
        let before = manifest();
        for path in [
            PAGE,
            "index.html",
            "giay-moi/index.html",
            "api/v1/index.json",
            "lich/tat-ca.ics",
        ] {
            let page =
                fs::read(public.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
            let page = String::from_utf8(page).unwrap();
            let end = match path {
                path if path.ends_with("html") => "</html>",
                path if path.ends_with("ics") => "END:VCALENDAR",
                _ => "}",
            };
            assert!(page.trim_end().ends_with(end), "{path} is torn");
            number_in(&page.replace("\r\n ", ""));
            let links = page
                .split("href=\"/")
                .skip(1)
                .filter_map(|rest| rest.split(['"', '#', '?']).next());
            let broken = links.map(|link| match link.ends_with('/') || link.is_empty() {
                true => format!("{link}index.html"),
                false => link.to_owned(),
            });
            let broken: Vec<String> = broken.filter(|link| !public.join(link).exists()).collect();
            assert!(
                broken.is_empty() || manifest() != before,
                "{path} links to {broken:?}"
            );
            opened += 1;
        }
    }
    opened
}

/// The list of files, which every version has another of.
fn manifest(public: &Path) -> Vec<u8> {
    fs::read(public.join(niemyet::publish::MANIFEST)).unwrap()
}

#[test]
fn a_hundred_rebuilds_under_the_eyes_of_readers() {
    let site = demo::small();
    let root = site.path();
    let public = root.join("public");
    let original = fs::read_to_string(root.join(NOTICE)).unwrap();
    // One notice is enough to be torn, and a hundred rebuilds of it are quick.
    fs::remove_dir_all(root.join("content/tan-lap")).unwrap();
    fs::create_dir(root.join("content/tan-lap")).unwrap();
    edit(root, &original, 0);
    demo::build(root, &public, Audience::Public);
    let stop = AtomicBool::new(false);
    let opened: usize = thread::scope(|scope| {
        let readers: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| read(&public, &stop)))
            .collect();
        for number in 1..=100 {
            let before = marks(&public);
            edit(root, &original, number);
            let report = demo::build(root, &public, Audience::Public);
            assert!(!report.is_unchanged());
            assert_eq!(public.join(PASSING).exists(), number % 2 == 0);
            if number % 10 == 0 {
                let after = marks(&public);
                let kept = after
                    .iter()
                    .filter(|(path, mark)| before.get(*path) == Some(*mark));
                assert_eq!(
                    kept.count(),
                    report.kept,
                    "unchanged files stay the same files"
                );
            }
        }
        stop.store(true, Ordering::Relaxed);
        readers
            .into_iter()
            .map(|reader| reader.join().unwrap())
            .sum()
    });
    assert!(opened > 100, "{opened} pages were opened");
    let page = fs::read_to_string(public.join(PAGE)).unwrap();
    assert_eq!(number_in(&page), Some("100"));
}

/// Inode and time of change of every published file.
fn marks(public: &Path) -> BTreeMap<PathBuf, (u64, i64, i64)> {
    let files = walkdir::WalkDir::new(public)
        .into_iter()
        .map(Result::unwrap);
    let files = files.filter(|entry| {
        entry.file_type().is_file() && !entry.file_name().as_encoded_bytes().starts_with(b".")
    });
    files
        .map(|entry| {
            let data = entry.metadata().unwrap();
            (
                entry.into_path(),
                (data.ino(), data.mtime(), data.mtime_nsec()),
            )
        })
        .collect()
}

/// A running `niemyet watch`, killed if the test fails.
struct Watch(Child);

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn until(what: &str, is_so: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < PATIENCE, "{what}");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn watch_publishes_every_save_and_ends_cleanly() {
    let site = demo::small();
    let root = site.path();
    let page = root.join("public").join(PAGE);
    let original = fs::read_to_string(root.join(NOTICE)).unwrap();
    let mut command = Command::new(cargo_bin("niemyet"));
    command
        .args(["watch", "--root"])
        .arg(root)
        .env("SOURCE_DATE_EPOCH", "1783314000");
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut watch = Watch(command.spawn().unwrap());
    until("the first portal", || page.exists());
    let holds = |number: usize| {
        let text = fs::read_to_string(&page).unwrap();
        number_in(&text) == Some(number.to_string().as_str())
    };
    for number in 1..5 {
        edit(root, &original, number);
        until("the save is published", || holds(number));
    }
    fs::write(root.join("content/tan-lap/hong.md"), "+++\n").unwrap();
    edit(root, &original, 5);
    thread::sleep(Duration::from_millis(300));
    assert!(holds(4), "nothing is published of broken files");
    fs::remove_file(root.join("content/tan-lap/hong.md")).unwrap();
    until("the mended site is published", || holds(5));
    let told = Command::new("kill")
        .arg(watch.0.id().to_string())
        .status()
        .unwrap();
    assert!(told.success());
    assert!(watch.0.wait().unwrap().success(), "SIGTERM ends it cleanly");
    let debris = root.join(".public.niemyet-staging");
    assert!(!debris.exists(), "no half a tree is left beside the portal");
}

#[test]
fn watch_tells_a_warning_once_and_the_count_every_time() {
    let site = demo::small();
    let root = site.path();
    let page = root.join("public").join(PAGE);
    let original = fs::read_to_string(root.join(NOTICE)).unwrap();
    let undated: Vec<&str> = original
        .lines()
        .filter(|line| !line.starts_with("issued = "))
        .collect();
    let undated = undated.join("\n");
    fs::write(root.join(NOTICE), &undated).unwrap();
    let told = root.join("told.txt");
    let mut command = Command::new(cargo_bin("niemyet"));
    command.args(["watch", "--root"]).arg(root);
    command.stdout(Stdio::null());
    command.stderr(fs::File::create(&told).unwrap());
    let _watch = Watch(command.spawn().unwrap());
    let count = |words: &str| fs::read_to_string(&told).unwrap().matches(words).count();
    until("the first portal", || {
        page.exists() && count("1 cảnh báo") == 1
    });
    assert_eq!(count("number-incomplete"), 1);
    fs::write(root.join(NOTICE), format!("{undated}\n\nXin mời.\n")).unwrap();
    until("the save is published", || count("1 cảnh báo") == 2);
    assert_eq!(count("number-incomplete"), 1);
}
