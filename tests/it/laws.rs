//! Laws of building: twice writes nothing, warm equals cold byte for byte, the machine does not show.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::cargo::cargo_bin;
use niemyet::Workshop;
use niemyet::site::Audience;
use walkdir::WalkDir;

use crate::demo::{self, Dice};

/// Inode and time of change of everything below a folder, the folder included.
fn marks(folder: &Path) -> BTreeMap<PathBuf, (u64, i64, i64)> {
    let entries = WalkDir::new(folder).into_iter().map(Result::unwrap);
    entries
        .map(|entry| {
            let data = entry.metadata().unwrap();
            (
                entry.into_path(),
                (data.ino(), data.mtime(), data.mtime_nsec()),
            )
        })
        .collect()
}

#[test]
fn building_twice_writes_nothing() {
    let site = demo::copy();
    let out = site.path().join("public");
    demo::build(site.path(), &out, Audience::Public);
    let before = marks(site.path());
    let report = demo::build(site.path(), &out, Audience::Public);
    assert!(report.is_unchanged() && report.rendered == 0, "{report:?}");
    assert_eq!(marks(site.path()), before);
}

#[test]
fn one_edit_touches_few_files() {
    let site = demo::copy();
    let out = site.path().join("public");
    let first = demo::build(site.path(), &out, Audience::Public);
    let notice = site.path().join("content/tan-lap/hop-nong-thon-moi.md");
    let text = fs::read_to_string(&notice).unwrap();
    fs::write(&notice, text.replace("+++\n##", "+++\nThêm một câu.\n\n##")).unwrap();
    let second = demo::build(site.path(), &out, Audience::Public);
    let is_index = |path: &&String| path.starts_with("search/");
    let (index, pages): (Vec<_>, Vec<_>) = second.written.iter().partition(is_index);
    let own = [
        "api/v1/notices/tan-lap/hop-nong-thon-moi.json",
        "giay-moi/tan-lap/hop-nong-thon-moi/index.html",
    ];
    assert_eq!(pages, own);
    assert!(!index.is_empty(), "the new words can be searched");
    let before = first.written.iter().filter(|path| !is_index(path)).count();
    assert!(second.kept >= before - 1, "{second:?}");
}

#[test]
fn a_failed_check_leaves_the_portal_as_it_was() {
    let site = demo::copy();
    let out = site.path().join("public");
    demo::build(site.path(), &out, Audience::Public);
    fs::write(out.join("cua-toi.txt"), "mine").unwrap();
    let before = marks(&out);
    let broken = site.path().join("content/hong.md");
    fs::write(&broken, "+++\ntype = \"GM\"\n+++\n").unwrap();
    let run = || {
        let mut command = Command::new(cargo_bin("niemyet"));
        command.args(["build", "--root"]).arg(site.path());
        command.args(["--today", "2026-07-06"]).output().unwrap()
    };
    let failed = run();
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(marks(&out), before);
    fs::remove_file(&broken).unwrap();
    fs::remove_file(
        site.path()
            .join("content/tan-lap/lich-cong-tac-2026-w30.md"),
    )
    .unwrap();
    assert_eq!(run().status.code(), Some(0));
    assert_eq!(fs::read(out.join("cua-toi.txt")).unwrap(), b"mine");
    assert!(
        !out.join("lich-cong-tac/tan-lap/lich-cong-tac-2026-w30")
            .exists()
    );
}

/// How many edits, a few between two builds.
const EDITS: usize = 500;

#[test]
fn warm_equals_cold_after_random_edits() {
    let site = demo::small();
    fs::create_dir_all(site.path().join("themes/rieng/i18n")).unwrap();
    rewrite(&site.path().join("content/site.toml"), |text| {
        format!("theme = \"rieng\"\n{text}")
    });
    let mut workshop = Workshop::for_rebuilds();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let (mut counter, mut today) = (0, demo::TODAY);
    while counter < EDITS {
        let mut story = Vec::new();
        for _ in 0..=dice.roll(3) {
            story.push(edit(site.path(), &mut dice, &mut counter));
        }
        if dice.roll(10) == 0 {
            today = today.tomorrow().unwrap();
            story.push(format!("the day turns to {today}"));
        }
        let (warm, cold) = (site.path().join("warm"), site.path().join("cold"));
        let audience = Audience::Public;
        let found = demo::findings(&mut workshop, site.path(), audience);
        let expected = demo::findings(&mut Workshop::default(), site.path(), audience);
        assert_eq!(found, expected, "{story:?}");
        demo::build_in(&mut workshop, site.path(), &warm, audience, today);
        demo::build_in(
            &mut Workshop::default(),
            site.path(),
            &cold,
            audience,
            today,
        );
        assert_same(&demo::files(&warm), &demo::files(&cold), &story);
        fs::remove_dir_all(&cold).unwrap();
    }
}

pub(crate) fn assert_same(
    warm: &BTreeMap<String, Vec<u8>>,
    cold: &BTreeMap<String, Vec<u8>>,
    story: &[String],
) {
    let paths = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(warm), paths(cold), "{story:?}");
    for (path, bytes) in warm {
        assert!(bytes == &cold[path], "{path} differs after {story:?}");
    }
}

/// One edit a clerk might make; what it leaves is always a valid site.
pub(crate) fn edit(root: &Path, dice: &mut Dice, counter: &mut usize) -> String {
    let folder = root.join("content/tan-lap");
    let mut notices: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    notices.sort();
    // Changes cite the notices they change, so only notices of their own are renamed and removed.
    let own: Vec<&PathBuf> = notices
        .iter()
        .filter(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("them-")
        })
        .collect();
    let any = notices[dice.roll(notices.len())].clone();
    *counter += 1;
    match dice.roll(9) {
        0 | 1 => rewrite(&any, |text| {
            text.replacen("title = \"", &format!("title = \"Lần {counter}: "), 1)
        }),
        2 => rewrite(&any, |text| format!("{text}\nThêm đoạn {counter}.\n")),
        3 => {
            let text = "+++\ntype = \"TB\"\nissuer = \"Thôn N\"\nlevel = \"commune\"\ntitle = \"Họp thôn\"\npublished = 2026-07-01 08:00\naudience = \"public\"\n[[session]]\ndate = 2026-07-DD\nstart = 19:30\n[[session]]\nkind = \"test\"\npoints = [\"AI\"]\ndate = 2026-07-DD\nstart = 18:30\n[[point]]\nplace = \"Nhà văn hóa\"\n+++\n";
            let day = format!("{:02}", 1 + dice.roll(28));
            let text = text
                .replace("DD", &day)
                .replace("AI", ["Nhà văn hóa", "UBND xã Tân Lập"][dice.roll(2)])
                // Two meetings in one hall would rightly stop the build.
                .replace("Nhà văn hóa", &format!("Nhà văn hóa {counter}"))
                .replace("Thôn N", &format!("Thôn {}", dice.roll(5)));
            fs::write(folder.join(format!("them-{counter}.md")), text).unwrap();
            format!("add them-{counter}")
        }
        4 if !own.is_empty() => {
            let gone = own[dice.roll(own.len())];
            let _ = fs::remove_file(change_of(gone));
            fs::remove_file(gone).unwrap();
            format!("remove {}", gone.display())
        }
        5 if !own.is_empty() => {
            let moved = own[dice.roll(own.len())];
            let _ = fs::remove_file(change_of(moved));
            fs::rename(moved, folder.join(format!("them-doi-{counter}.md"))).unwrap();
            format!("rename {}", moved.display())
        }
        6 => {
            let strings = root.join("themes/rieng/i18n/vi.toml");
            fs::write(strings, format!("changes = \"Có gì mới {counter}\"\n")).unwrap();
            "another word in the theme".to_owned()
        }
        7 if !own.is_empty() => {
            let changed = own[dice.roll(own.len())];
            let kind = ["postpone", "cancel", "correct"][dice.roll(3)];
            fs::write(change_of(changed), change(changed, kind)).unwrap();
            format!("{kind} {}", changed.display())
        }
        _ => rewrite(&root.join("content/site.toml"), |text| {
            let first = text.lines().next().unwrap_or_default().to_owned();
            format!(
                "{first}\n# {counter}\n{}",
                text.lines().skip(1).collect::<Vec<_>>().join("\n")
            )
            .replacen(
                "title = \"",
                if counter.is_multiple_of(3) {
                    "title = \"Cổng "
                } else {
                    "title = \""
                },
                1,
            )
        }),
    }
}

/// Where the change of a notice lies.
fn change_of(notice: &Path) -> PathBuf {
    let name = notice.file_name().unwrap().to_string_lossy();
    notice.with_file_name(format!("doi-{name}"))
}

/// A notice that changes `notice`.
fn change(notice: &Path, kind: &str) -> String {
    let stem = notice.file_stem().unwrap().to_string_lossy();
    format!(
        "+++\ntype = \"TB\"\nissuer = \"UBND xã Tân Lập\"\nlevel = \"commune\"\ntitle = \"Thay đổi lịch họp thôn\"\npublished = 2026-07-02 08:00\naudience = \"public\"\n[change]\nof = \"tan-lap/{stem}\"\nkind = \"{kind}\"\n+++\n"
    )
}

fn rewrite(path: &Path, change: impl FnOnce(&str) -> String) -> String {
    let text = fs::read_to_string(path).unwrap();
    fs::write(path, change(&text)).unwrap();
    format!("rewrite {}", path.display())
}

#[test]
fn the_machine_does_not_show() {
    let site = demo::copy();
    // The same files, created in the opposite order, lie in another order on most disks.
    let backwards = tempfile::tempdir().unwrap();
    let mut entries: Vec<PathBuf> = WalkDir::new(site.path())
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .collect();
    entries.sort();
    for path in entries.iter().rev().filter(|path| path.is_file()) {
        let target = backwards
            .path()
            .join(path.strip_prefix(site.path()).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(path, target).unwrap();
    }
    let settings = [
        (site.path(), "a", "UTC", "C", "1"),
        (site.path(), "b", "America/New_York", "vi_VN.UTF-8", "4"),
        (
            backwards.path(),
            "c",
            "Pacific/Kiritimati",
            "tr_TR.UTF-8",
            "3",
        ),
    ];
    let mut outputs = Vec::new();
    for (root, out, zone, locale, threads) in settings {
        let out = site.path().join(out);
        let mut command = Command::new(cargo_bin("niemyet"));
        command
            .arg("build")
            .arg("--root")
            .arg(root)
            .arg("--out")
            .arg(&out)
            .arg("-q");
        command
            .env("TZ", zone)
            .env("LC_ALL", locale)
            .env("LANG", locale);
        command.env("RAYON_NUM_THREADS", threads);
        // An instant that is another day in New York and Kiritimati than in Việt Nam.
        command.env("SOURCE_DATE_EPOCH", "1783292400");
        assert!(command.status().unwrap().success());
        outputs.push(demo::files(&out));
    }
    assert!(outputs[0].len() > 100);
    assert_same(
        &outputs[0],
        &outputs[1],
        &["zone, locale, threads".to_owned()],
    );
    assert_same(&outputs[0], &outputs[2], &["order of files".to_owned()]);
}
