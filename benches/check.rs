//! What checking costs: generated collections of growing size in, a line with CPU seconds for each out.
//!
//! `cargo bench --bench check` prints it for 10,000, 20,000 and 40,000 notices, or for the sizes given after `--`. The
//! papers are those of the corpus, with pages of prose. They are read once before; the clock is the process's CPU time
//! over all threads, so a busy machine changes little; the best of a few rounds counts.

#[path = "corpus/papers/mod.rs"]
mod papers;
#[path = "corpus/sources.rs"]
mod sources;

use std::collections::BTreeSet;
use std::hint::black_box;
use std::io::Write as _;

use niemyet::catalog::Catalog;
use niemyet::check::{Context, check, collection_findings};
use niemyet::problem::{Problem, Severity};
use niemyet::read;
use niemyet::site::Audience;
use niemyet::sources::Sources;

use papers::{Corpus, TODAY};
use sources::sources;

const ROUNDS: usize = 3;

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .filter_map(|word| word.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![10_000, 20_000, 40_000]
    } else {
        sizes
    };
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "papers around {TODAY}");
    for size in sizes {
        let sources = sources(&Corpus::new(size));
        let bytes: usize = sources.notices.iter().map(|file| file.bytes.len()).sum();
        let catalog = collection(&sources);
        let attachments = BTreeSet::new();
        let context = Context {
            catalog: &catalog,
            attachments: &attachments,
            audience: Audience::Public,
        };
        let (whole, problems) = best(|| check(&context));
        let (collection, _) = best(|| collection_findings(&context));
        let errors = problems
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .count();
        let _ = writeln!(
            out,
            "check {size} notices of {} bytes: {whole:.3} CPU s, {:.1} µs each, {:.1} of them for the collection \
             ({} findings, {errors} errors)",
            bytes / size,
            whole * 1e6 / size as f64,
            collection * 1e6 / size as f64,
            problems.len(),
        );
    }
}

fn collection(sources: &Sources) -> Catalog {
    let reading = read::read(sources);
    let site = reading.site.expect("a usable site.toml");
    let first = reading.problems.first();
    assert_eq!(reading.notices.len(), sources.notices.len(), "{first:?}");
    Catalog::new(site, reading.notices, reading.broken)
}

/// The CPU seconds of the fastest round, and what it found.
fn best(round: impl Fn() -> Vec<Problem>) -> (f64, Vec<Problem>) {
    let mut best = f64::INFINITY;
    let mut found = Vec::new();
    for _ in 0..ROUNDS {
        let before = cpu_seconds();
        found = black_box(round());
        best = best.min(cpu_seconds() - before);
    }
    (best, found)
}

fn cpu_seconds() -> f64 {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    spent.tv_sec as f64 + spent.tv_nsec as f64 / 1e9
}
