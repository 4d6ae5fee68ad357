//! A number and a folder in; a portal of so many generated notices out, as Niêm Yết and as its peers read it.
//!
//! `cargo bench --bench corpus -- 10000 DIR` writes `DIR/niemyet`; with `all`, or `hugo`, `zola`, `eleventy`, the same
//! corpus for those too. `cargo test --no-default-features --bench corpus -- 1000 DIR` does so without a release build.

mod dialects;
mod papers;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use dialects::Dialect;
use papers::{Corpus, TODAY};

fn main() -> ExitCode {
    // Cargo adds `--bench` of its own.
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let [count, folder, names @ ..] = words.as_slice() else {
        return usage();
    };
    let (Ok(count), Some(dialects)) = (count.parse(), Dialect::chosen(names)) else {
        return usage();
    };
    let corpus = Corpus::new(count);
    let mut out = std::io::stdout().lock();
    for dialect in dialects {
        let root = Path::new(folder).join(dialect.name());
        match dialect.write(&corpus, &root) {
            Ok(bytes) => {
                let megabytes = bytes as f64 / 1e6;
                let _ = writeln!(
                    out,
                    "{}: {count} notices, {megabytes:.1} MB",
                    root.display()
                );
            }
            Err(error) => {
                let _ = writeln!(out, "{}: {error}", root.display());
                return ExitCode::from(2);
            }
        }
    }
    let _ = writeln!(out, "made for --today {TODAY}");
    ExitCode::SUCCESS
}

fn usage() -> ExitCode {
    let _ = writeln!(
        std::io::stderr(),
        "usage: cargo bench --bench corpus -- COUNT DIR [niemyet|hugo|zola|eleventy|all]…"
    );
    ExitCode::from(2)
}
