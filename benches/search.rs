//! Sizes and speeds of the index at a given number of notices: `cargo bench --bench search -- 10000`.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../tests/it/search/corpus.rs"]
mod corpus;
#[path = "../tests/it/search/lexicon.rs"]
mod lexicon;
#[path = "../tests/it/search/quality.rs"]
mod quality;
#[path = "../tests/it/search/queries.rs"]
mod queries;

use std::process::Command;
use std::time::{Duration, Instant};

use corpus::{Dice, notice};
use niemyet::search::{Document, IndexFile, Indexer, Options};
use quality::Corpus;
use queries::{VARIANTS, query};
use rayon::prelude::*;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Notices made at a time, so that the corpus does not count as memory of the index.
const BATCH: usize = 8192;

fn main() {
    let numbers: Vec<usize> = std::env::args()
        .filter_map(|word| word.parse().ok())
        .collect();
    let count = numbers.first().copied().unwrap_or(1000);
    if std::env::args().any(|word| word == "quality") {
        println!("{}", Corpus::of(count, &Options::default()).report().0);
        return;
    }
    if std::env::args().any(|word| word == "pages") {
        write_pages(count);
        return;
    }
    for body in [false, true] {
        let files = build(count, body);
        if body {
            write(&files, count);
        }
    }
    if count <= 20_000 {
        println!("{}", Corpus::of(count, &Options::default()).report().0);
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!(
        "{}",
        status
            .lines()
            .find(|line| line.starts_with("VmHWM"))
            .unwrap_or_default()
    );
    let ran = Command::new("node")
        .arg("benches/search/measure.mjs")
        .arg(folder())
        .status();
    println!("{ran:?}");
}

fn folder() -> std::path::PathBuf {
    std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench")
}

/// The files of the index, by path and served bytes.
fn build(count: usize, body: bool) -> Vec<(String, Vec<u8>)> {
    let mut indexer = Indexer::new(Options {
        body,
        ..Options::default()
    });
    let (mut spent, mut worked, mut text) = (Duration::ZERO, 0.0, 0);
    for from in (0..count).step_by(BATCH) {
        let documents: Vec<_> = (from..count.min(from + BATCH))
            .into_par_iter()
            .map(notice)
            .collect();
        text += documents
            .iter()
            .map(|document| document.body.len())
            .sum::<usize>();
        let (start, before) = (Instant::now(), processor());
        indexer.add(&documents);
        (spent, worked) = (spent + start.elapsed(), worked + processor() - before);
    }
    let (analysed, analysing) = (spent, worked);
    let (start, before) = (Instant::now(), processor());
    let files: Vec<(String, Vec<u8>)> = indexer
        .finish()
        .into_par_iter()
        .map(|file: IndexFile| (file.path.clone(), file.bytes()))
        .collect();
    (spent, worked) = (spent + start.elapsed(), worked + processor() - before);
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let records: usize = files
        .iter()
        .filter(|(path, _)| path.len() == "search/12345678.bin".len())
        .map(|(_, bytes)| bytes.len())
        .sum();
    println!(
        "{count} notices of {} bytes, body {body}: {:.0} a second by the clock ({analysed:.1?} + {:.1?}), {:.0} by two cores' processor time ({analysing:.2} + {:.2} s), {} files, {} bytes a notice, of them {} records; root {}",
        text / count,
        count as f64 / spent.as_secs_f64(),
        spent - analysed,
        2.0 * count as f64 / worked,
        worked - analysing,
        files.len(),
        bytes / count,
        records / count,
        files.last().map_or(0, |(_, bytes)| bytes.len()),
    );
    files
}

/// Writes the notices as pages with our index of them, and in `wanted.json` what is typed, for another engine to be
/// measured beside ours.
fn write_pages(count: usize) {
    let _ = std::fs::remove_dir_all(pages());
    let corpus = Corpus::of(count, &Options::default());
    for (path, bytes) in &corpus.files {
        put(&pages().join("ours").join(path), bytes);
    }
    for document in &corpus.documents {
        let folder = pages().join(document.url.trim_matches('/'));
        put(&folder.join("index.html"), page(document).as_bytes());
    }
    let asked = VARIANTS.iter().flat_map(|&(variant, _)| {
        corpus
            .queries(variant)
            .into_iter()
            .map(move |query| (variant, query))
    });
    // One query in ten: Pagefind takes about a tenth of a second for each.
    let some: Vec<_> = asked.step_by(10).collect();
    let answering = |variant: &str, typed: &str, wanted: &Document| -> Vec<&str> {
        let urls = corpus.documents.iter().map(|found| found.url.as_str());
        urls.filter(|url| corpus.answers(variant, typed, wanted, url))
            .collect()
    };
    let wanted: Vec<(&str, &str, Vec<&str>)> = some
        .par_iter()
        .map(|(variant, (wanted, typed))| {
            (*variant, typed.as_str(), answering(variant, typed, wanted))
        })
        .collect();
    put(
        &pages().join("wanted.json"),
        &serde_json::to_vec(&wanted).expect("json"),
    );
    println!("{}", pages().display());
}

fn page(document: &Document) -> String {
    let head = [
        document.number.as_deref().unwrap_or_default(),
        &document.issuer,
        &document.places.join(", "),
    ]
    .join(" · ");
    let Document { title, body, .. } = document;
    format!(
        "<!doctype html><html lang=vi><title>{title}</title><main data-pagefind-body><h1>{title}</h1><p>{head}</p><p>{body}</p></main></html>"
    )
}

fn put(path: &std::path::Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    std::fs::write(path, bytes).expect("written");
}

fn pages() -> std::path::PathBuf {
    std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pages")
}

/// Seconds of processor time spent so far: on a shared machine a better measure than the clock.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .filter_map(|field| field.parse().ok())
        .collect();
    (fields.get(10).unwrap_or(&0.0) + fields.get(11).unwrap_or(&0.0)) / 100.0
}

/// Writes the index and the queries for the script to measure.
fn write(files: &[(String, Vec<u8>)], count: usize) {
    let _ = std::fs::remove_dir_all(folder());
    std::fs::create_dir_all(folder().join("search")).expect("a folder");
    for (path, bytes) in files {
        std::fs::write(folder().join(path), bytes).expect("written");
    }
    let mut dice = Dice::new(11);
    let mut queries: Vec<(&str, String)> = Vec::new();
    for (variant, _) in VARIANTS {
        let sample = (0..200).map(|nth| notice(nth * (count / 200)));
        queries.extend(
            sample
                .filter_map(|document| Some((variant, query(variant, &document, &mut dice)?)))
                .take(30),
        );
    }
    for typed in [
        "hoi nghi",
        "hội nghị",
        "dang uy",
        "ubnd xa",
        "bao cao",
        "hop",
        "ngh",
        "hoi nghi dang uy",
        "ngân sách",
        "chuyen doi so",
    ] {
        queries.push(("short", typed.to_owned()));
    }
    std::fs::write(
        folder().join("queries.json"),
        serde_json::to_vec(&queries).expect("json"),
    )
    .expect("written");
}
