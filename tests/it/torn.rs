//! Killed at any moment, a build leaves the old portal or the new one, whole, and the next build succeeds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use assert_cmd::cargo::cargo_bin;
use niemyet::site::Audience;

use crate::demo::{self, Dice};

const KILLS: usize = 200;

fn start(root: &Path) -> Child {
    let mut command = Command::new(cargo_bin("niemyet"));
    command
        .args(["build", "-q", "--today", "2026-07-06", "--root"])
        .arg(root);
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
    for kill in 0..KILLS {
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
