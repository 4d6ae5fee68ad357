//! The fuzzers' functions on stable: every stored input, and changes of each, drawn from a fixed seed.

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::{Path, PathBuf};

use crate::demo::Dice;

/// For each fuzzer; enough to find what is broken badly, few enough to be quick.
const CHANGES: usize = 1_000;

#[test]
fn the_corpus_and_changes_of_it() {
    for (name, target) in targets::TARGETS {
        let corpus = corpus(name);
        assert!(corpus.len() >= 5, "{name}: {} inputs", corpus.len());
        for input in &corpus {
            target(input);
        }
        let mut dice = Dice(0x5eed_0000 + name.len() as u64);
        for _ in 0..CHANGES {
            let changed = changed(&corpus, &mut dice);
            if let Err(panic) = std::panic::catch_unwind(|| target(&changed)) {
                let kept = std::env::temp_dir().join(format!("niemyet-fuzz-{name}"));
                fs::write(&kept, &changed).unwrap();
                let text = String::from_utf8_lossy(&changed).into_owned();
                panic!("{name} fails on {} ({panic:?}): {text:?}", kept.display());
            }
        }
    }
}

/// The stored inputs of a fuzzer; for notices, the files of the demonstration and all cases besides.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut folders = vec![tests.join("fuzz/corpus").join(name)];
    if name == "notice" {
        folders.push(tests.join("sites"));
        folders.push(tests.join("../content/tan-lap"));
    }
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in folders {
        let entries = walkdir::WalkDir::new(folder)
            .into_iter()
            .map(Result::unwrap);
        let found = entries.filter(|entry| entry.file_type().is_file());
        files.extend(found.map(|entry| entry.into_path()));
    }
    files.sort();
    files
        .iter()
        .map(|file| file_notice(&fs::read(file).unwrap()))
        .collect()
}

/// Of a case only its first notice; anything else as it is.
fn file_notice(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let notice = text.split(".md --\n").nth(1);
    let notice = notice.and_then(|text| text.split("\n-- ").next());
    notice.map_or_else(|| bytes.to_vec(), |text| text.as_bytes().to_vec())
}

/// Pieces that grammars turn on.
const PIECES: [&str; 24] = [
    "\"",
    "\\",
    "\n",
    "\r\n",
    "+++",
    "[[session]]",
    "=",
    "\u{0}",
    "\u{202e}",
    "\u{1f600}",
    "\u{301}",
    "ngày 31/02/2026",
    "24 giờ 60",
    "-GM/TU",
    "số ",
    "99999999999999999999",
    "-1",
    "[",
    "]",
    "{",
    "đ",
    "%",
    "END:VEVENT",
    "thứ Hai",
];

fn changed(corpus: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = corpus[dice.roll(corpus.len())].clone();
    for _ in 0..1 + dice.roll(4) {
        let at = dice.roll(bytes.len() + 1);
        let length = dice.roll(16).min(bytes.len() - at);
        match dice.roll(5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.roll(8),
            1 => drop(bytes.drain(at..at + length)),
            2 => {
                let piece = PIECES[dice.roll(PIECES.len())].bytes();
                drop(bytes.splice(at..at, piece));
            }
            3 => {
                let copy = bytes[at..at + length].repeat(1 + dice.roll(20));
                drop(bytes.splice(at..at, copy));
            }
            _ => {
                let other = &corpus[dice.roll(corpus.len())];
                let from = dice.roll(other.len() + 1);
                let until = (from + dice.roll(64)).min(other.len());
                drop(bytes.splice(at..at + length, other[from..until].iter().copied()));
            }
        }
    }
    bytes
}
