//! Killed at any moment, a build leaves the old portal or the new one, whole, and the next build succeeds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use assert_cmd::cargo::cargo_bin;
use niemyet::site::Audience;

use crate::demo::{self, Dice};

/// `NIEMYET_KILLS` says how many instead.
fn kills(usual: usize) -> usize {
    let stated = std::env::var("NIEMYET_KILLS").ok();
    stated.and_then(|kills| kills.parse().ok()).unwrap_or(usual)
}

fn start(root: &Path) -> Child {
    spawn(root, &["build", "-q", "--today", "2026-07-06"])
}

fn spawn(root: &Path, args: &[&str]) -> Child {
    let mut command = Command::new(cargo_bin("niemyet"));
    command.args(args).arg("--root").arg(root);
    // The last second of the same day in Vietnam.
    command.env("SOURCE_DATE_EPOCH", "1783357199");
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

/// Gives every notice another title, so that most pages differ between the two states.
fn retitle(root: &Path, word: &str) {
    for entry in fs::read_dir(root.join("content/tan-lap")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let text = fs::read_to_string(&path).unwrap();
            let text = text
                .replace("title = \"A ", "title = \"")
                .replace("title = \"B ", "title = \"");
            fs::write(
                &path,
                text.replacen("\ntitle = \"", &format!("\ntitle = \"{word} "), 1),
            )
            .unwrap();
        }
    }
}

fn state(root: &Path, word: &str) -> BTreeMap<String, Vec<u8>> {
    retitle(root, word);
    let out = root.join(format!("fresh-{word}"));
    demo::build(root, &out, Audience::Public);
    demo::files(&out)
}

#[test]
fn killed_at_200_moments() {
    let site = demo::small();
    let root = site.path();
    let states = [state(root, "A"), state(root, "B")];
    assert_ne!(states[0], states[1]);
    let began = Instant::now();
    assert!(start(root).wait().unwrap().success());
    let whole = began.elapsed().max(Duration::from_millis(20));
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let mut torn_after = [0usize; 2];
    for kill in 0..kills(200) {
        retitle(root, if kill % 2 == 0 { "A" } else { "B" });
        let mut build = start(root);
        let share = dice.roll(1100) as u32;
        std::thread::sleep(whole * share / 1000);
        let _ = build.kill();
        build.wait().unwrap();
        let public = demo::files(&root.join("public"));
        let found = states.iter().position(|state| *state == public);
        let Some(found) = found else {
            panic!("kill {kill}: the portal is neither the old one nor the new one");
        };
        torn_after[usize::from(found == kill % 2)] += 1;
        if kill % 10 == 9 {
            assert!(
                start(root).wait().unwrap().success(),
                "the build after kill {kill}"
            );
            assert!(demo::files(&root.join("public")) == states[kill % 2]);
        }
    }
    // Kills that all came too early or too late would prove nothing.
    assert!(torn_after[0] > 0 && torn_after[1] > 0, "{torn_after:?}");
}

/// A notice, and the page it becomes.
#[cfg(feature = "serve")]
const NOTICE: &str = "content/tan-lap/hop-nong-thon-moi.md";
#[cfg(feature = "serve")]
const PAGE: &str = "giay-moi/tan-lap/hop-nong-thon-moi/index.html";

#[cfg(feature = "serve")]
fn retitle_one(root: &Path, word: &str) {
    let (notice, saved) = (root.join(NOTICE), root.join("saved"));
    let text = fs::read_to_string(&notice).unwrap();
    let text = text
        .replace("title = \"A ", "title = \"")
        .replace("title = \"B ", "title = \"");
    let text = text.replacen("\ntitle = \"", &format!("\ntitle = \"{word} "), 1);
    fs::write(&saved, text).unwrap();
    fs::rename(saved, notice).unwrap();
}

#[cfg(feature = "serve")]
fn wait_for(page: &Path, bytes: &[u8]) -> Duration {
    let began = Instant::now();
    while fs::read(page).ok().as_deref() != Some(bytes) {
        assert!(began.elapsed() < Duration::from_secs(60), "never published");
        std::thread::sleep(Duration::from_millis(2));
    }
    began.elapsed()
}

#[cfg(feature = "serve")]
#[test]
fn a_watch_killed_at_any_moment_leaves_a_whole_portal() {
    let site = demo::small();
    let (root, public) = (site.path(), site.path().join("public"));
    let page = public.join(PAGE);
    let states = ["A", "B"].map(|word| {
        retitle_one(root, word);
        let out = root.join(format!("fresh-{word}"));
        demo::build(root, &out, Audience::Public);
        demo::files(&out)
    });
    assert_ne!(states[0][PAGE], states[1][PAGE]);
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let (mut now, mut torn_after) = (1, [0usize; 2]);
    let save = |now: &mut usize| {
        *now = 1 - *now;
        retitle_one(root, ["A", "B"][*now]);
    };
    for kill in 0..kills(40) {
        let mut watch = spawn(root, &["watch", "-q"]);
        wait_for(&page, &states[now][PAGE]);
        let mut whole = Duration::from_millis(300);
        for _ in 0..dice.roll(4) {
            save(&mut now);
            whole = wait_for(&page, &states[now][PAGE]);
        }
        save(&mut now);
        std::thread::sleep(whole * dice.roll(1300) as u32 / 1000);
        let _ = watch.kill();
        watch.wait().unwrap();
        let found = states
            .iter()
            .position(|state| *state == demo::files(&public));
        let Some(found) = found else {
            panic!("kill {kill}: the portal is neither the old one nor the new one");
        };
        torn_after[usize::from(found == now)] += 1;
        if kill % 10 == 9 {
            assert!(
                start(root).wait().unwrap().success(),
                "the build after kill {kill}"
            );
            assert!(demo::files(&public) == states[now]);
            let is_debris = |name: &str| root.join(format!(".public.niemyet-{name}")).exists();
            assert!(!is_debris("staging") && !is_debris("old"));
        }
    }
    // Kills that all came too early or too late would prove nothing.
    assert!(torn_after[0] > 0 && torn_after[1] > 0, "{torn_after:?}");
}
