//! A folder in; the least that writing such a folder costs, out: so many files of such sizes, made by nobody.
//!
//! `cargo bench --bench floor -- FOLDER NEW` prints wall and CPU seconds of making the folders and writing the bytes of
//! `FOLDER` to `NEW` with all threads, without flushing; reading them is not counted.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use rayon::prelude::*;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let [folder, new] = words.as_slice() else {
        let _ = writeln!(
            std::io::stderr(),
            "usage: cargo bench --bench floor -- FOLDER NEW"
        );
        return ExitCode::from(2);
    };
    let files = read(Path::new(folder));
    let folders: BTreeSet<PathBuf> = files
        .iter()
        .filter_map(|(path, _)| Some(Path::new(new).join(path.parent()?)))
        .collect();
    let (began, before) = (Instant::now(), cpu_seconds());
    for folder in &folders {
        fs::create_dir_all(folder).expect("a new folder");
    }
    files.par_iter().for_each(|(path, bytes)| {
        fs::write(Path::new(new).join(path), bytes).expect("a new file");
    });
    let (wall, cpu) = (began.elapsed().as_secs_f64(), cpu_seconds() - before);
    let _ = writeln!(std::io::stdout(), "{wall:.3} {cpu:.3}");
    ExitCode::SUCCESS
}

fn read(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let files = walkdir::WalkDir::new(folder).into_iter();
    let files = files.map(|entry| entry.expect("a readable folder"));
    let files = files.filter(|entry| entry.file_type().is_file());
    let files = files.map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("below").to_owned();
        (path, fs::read(entry.path()).expect("a readable file"))
    });
    files.collect()
}

fn cpu_seconds() -> f64 {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    spent.tv_sec as f64 + spent.tv_nsec as f64 / 1e9
}
