//! What a build leaves on disk for the next: it is used, and whatever becomes of it changes nothing but the time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;
use niemyet::Workshop;
use niemyet::publish::{Cache, Fingerprint};
use niemyet::site::Audience;

use crate::demo::{self, Dice};
use crate::laws::{assert_same, edit};

/// How many builds, a few edits before each.
const BUILDS: usize = 60;

/// Names of notices at which runs of search documents end, so that a small site has several of them.
fn borders() -> impl Iterator<Item = String> {
    let is_border = |name: &String| {
        let mark = Fingerprint::of_content(format!("tan-lap/{name}").as_bytes());
        mark.as_bytes()[0] == 0 && mark.as_bytes()[1] < 128
    };
    (0..)
        .map(|number| format!("them-{number}"))
        .filter(is_border)
}

/// A small site with notices that end runs.
fn site() -> tempfile::TempDir {
    let site = demo::small();
    for name in borders().take(5) {
        let text = format!(
            "+++\ntype = \"TB\"\nissuer = \"Thôn 1\"\nlevel = \"commune\"\ntitle = \"Họp thôn\"\npublished = 2026-07-01 08:00\naudience = \"public\"\n[[session]]\ndate = 2026-07-10\nstart = 19:30\n[[point]]\nplace = \"Nhà {name}\"\n+++\n"
        );
        fs::write(notice(site.path(), &name), text).unwrap();
    }
    fs::create_dir_all(site.path().join("themes/rieng/i18n")).unwrap();
    let table = site.path().join("content/site.toml");
    let text = fs::read_to_string(&table).unwrap();
    fs::write(table, format!("theme = \"rieng\"\n{text}")).unwrap();
    site
}

fn notice(root: &Path, name: &str) -> PathBuf {
    root.join(format!("content/tan-lap/{name}.md"))
}

fn niemyet(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(cargo_bin("niemyet"));
    command.current_dir(root).args(arguments);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    output
}

fn build(root: &Path, options: &[&str]) {
    let build = [
        "build",
        "--quiet",
        "--audience",
        "public",
        "--today",
        "2026-07-06",
    ];
    niemyet(root, &[&build, options].concat());
}

fn add_a_sentence(root: &Path) {
    let last = notice(root, "van-ban-cuoi");
    let text = fs::read_to_string(&last).unwrap_or_else(|_| {
        let (name, text) = (borders().next().unwrap(), "Nhà văn hóa cuối");
        let first = fs::read_to_string(notice(root, &name)).unwrap();
        first.replace(&format!("Nhà {name}"), text)
    });
    fs::write(&last, format!("{text}\nThêm một câu.\n")).unwrap();
}

/// What a build that takes nothing from another makes of the site.
fn assert_is_as_fresh(root: &Path, story: &[String]) {
    let cold = root.join("cold");
    demo::build(root, &cold, Audience::Public);
    assert_same(
        &demo::files(&root.join("public")),
        &demo::files(&cold),
        story,
    );
    fs::remove_dir_all(cold).unwrap();
}

#[test]
fn a_build_with_what_others_left_equals_a_fresh_one_after_random_edits() {
    let site = site();
    let root = site.path();
    let (out, cold) = (root.join("public"), root.join("cold"));
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let (mut counter, mut today) = (0, demo::TODAY);
    for _ in 0..BUILDS {
        let mut story = Vec::new();
        for _ in 0..=dice.roll(2) {
            story.push(edit(root, &mut dice, &mut counter));
        }
        if dice.roll(10) == 0 {
            today = today.tomorrow().unwrap();
            story.push(format!("the day turns to {today}"));
        }
        let audience = [Audience::Public, Audience::Internal][usize::from(dice.roll(6) == 0)];
        let in_memory = [0, 50_000, u64::MAX][dice.roll(3)];
        let mut one = Workshop::with_cache(Cache::beside(&out, false), in_memory);
        let mut other = Workshop::default();
        let found = demo::findings(&mut one, root, audience);
        assert_eq!(
            found,
            demo::findings(&mut other, root, audience),
            "{story:?}"
        );
        demo::build_in(&mut one, root, &out, audience, today);
        demo::build_in(&mut other, root, &cold, audience, today);
        assert_same(&demo::files(&out), &demo::files(&cold), &story);
        fs::remove_dir_all(&cold).unwrap();
    }
}

/// Changes bytes of a file of the cache as its owner would, seal and all.
fn forge(file: &Path, from: &str, to: &str) {
    let bytes = fs::read(file).unwrap();
    let (mut content, _) = bytes
        .split_last_chunk::<16>()
        .map(|(all, seal)| (all.to_vec(), seal))
        .unwrap();
    let at = content
        .windows(from.len())
        .position(|part| part == from.as_bytes())
        .unwrap();
    content[at..at + to.len()].copy_from_slice(to.as_bytes());
    let seal = Fingerprint::of_content(&content);
    content.extend_from_slice(seal.as_bytes());
    fs::write(file, content).unwrap();
}

#[test]
fn what_calendars_said_of_other_notices_is_believed() {
    let site = site();
    let root = site.path();
    let path = root.join("public/lich/tat-ca.ics");
    let calendar = || fs::read_to_string(&path).unwrap();
    build(root, &[]);
    let forged = root.join(".public.niemyet-cache/events");
    forge(&forged, "Họp thôn", "Họp làng");
    assert!(!calendar().contains("Họp làng"));
    add_a_sentence(root);
    // A calendar that is there and whose events are said to be the same is not written again.
    fs::remove_file(&path).unwrap();
    build(root, &[]);
    assert!(calendar().contains("Họp làng"));
    add_a_sentence(root);
    build(root, &["--fresh"]);
    assert!(!calendar().contains("Họp làng"));
}

#[test]
fn what_search_knew_of_other_notices_is_believed() {
    let site = site();
    let root = site.path();
    let search = |words: &str| {
        let found = niemyet(root, &["search", words, "--out", "public", "--limit", "50"]);
        String::from_utf8(found.stdout).unwrap()
    };
    build(root, &[]);
    forge(
        &root.join(".public.niemyet-cache/search"),
        "\tHọp thôn\t",
        "\tHọp làng\t",
    );
    add_a_sentence(root);
    build(root, &[]);
    assert!(search("thôn").contains("Họp làng"));
    add_a_sentence(root);
    build(root, &["--fresh"]);
    assert!(!search("thôn").contains("Họp làng"));
}

#[test]
fn a_cache_that_is_damaged_or_foreign_changes_nothing() {
    let site = site();
    let root = site.path();
    let folder = root.join(".public.niemyet-cache");
    build(root, &[]);
    let names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 3, "{names:?}");
    for name in names {
        let file = folder.join(&name);
        let cut = |part: usize| fs::write(&file, &fs::read(&file).unwrap()[..part]).unwrap();
        let whole = || fs::metadata(&file).unwrap().len() as usize;
        let flip = |at: usize| {
            let mut bytes = fs::read(&file).unwrap();
            bytes[at] ^= 0x10;
            fs::write(&file, bytes).unwrap();
        };
        let damages: [(&str, &dyn Fn()); 9] = [
            ("empty", &|| cut(0)),
            ("cut in its heading", &|| cut(20)),
            ("half", &|| cut(whole() / 2)),
            ("cut at its end", &|| cut(whole() - 1)),
            ("flipped in the middle", &|| flip(whole() / 2)),
            ("flipped at the end", &|| flip(whole() - 1)),
            ("of another program", &|| {
                forge(&file, "niemyet-cache 1", "niemyet-cache 0")
            }),
            ("gone", &|| fs::remove_file(&file).unwrap()),
            ("a folder", &|| {
                fs::remove_file(&file).unwrap();
                fs::create_dir_all(file.join("mine")).unwrap();
            }),
        ];
        for (what, damage) in damages {
            damage();
            add_a_sentence(root);
            build(root, &[]);
            assert_is_as_fresh(root, &[format!("{} {what}", name.display())]);
        }
        fs::remove_dir_all(&file).unwrap();
    }
    fs::remove_dir_all(&folder).unwrap();
    fs::write(&folder, "mine").unwrap();
    add_a_sentence(root);
    build(root, &[]);
    assert_is_as_fresh(root, &["a file in place of the folder".into()]);
    assert_eq!(fs::read(&folder).unwrap(), b"mine");
}
