//! The script and the command line give the same results for the same index.
use super::quality::Corpus;
use super::queries::VARIANTS;
use niemyet::search::{Options, Request};
use std::process::Command;

#[test]
fn of_a_thousand_notices() {
    agrees(&Corpus::of(1_000, &Options::default()), "thousand");
}

#[test]
fn of_a_site_so_small_that_its_heads_are_one_file() {
    agrees(&Corpus::of(200, &Options::default()), "small");
}

#[test]
fn of_an_index_with_capped_lists_and_lists_apart() {
    agrees(
        &Corpus::of(
            1_500,
            &Options {
                cap: 100,
                apart: 120,
                body: true,
            },
        ),
        "capped",
    );
}

fn agrees(corpus: &Corpus, name: &str) {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join("agreement")
        .join(name);
    let engine = corpus.engine();
    for (path, bytes) in &corpus.files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("written");
    }
    let mut asked = Vec::new();
    for (variant, _) in VARIANTS {
        for (_, query) in corpus.queries(variant).into_iter().take(20) {
            for body in [false, true] {
                let results = engine.search(
                    &query,
                    &Request {
                        body,
                        ..Request::default()
                    },
                );
                let hits: Vec<_> = results
                    .hits
                    .iter()
                    .map(|hit| (&hit.url, hit.score))
                    .collect();
                asked.push(serde_json::json!({"query": query, "body": body, "total": results.total, "complete": results.complete, "more": results.more, "doubtful": results.doubtful, "unknown": results.unknown, "suggestion": results.suggestion, "hits": hits}));
            }
        }
    }
    std::fs::write(
        folder.join("expected.json"),
        serde_json::to_vec(&asked).expect("json"),
    )
    .expect("written");
    let run = Command::new("node")
        .arg("--test")
        .arg("tests/it/search/engine.mjs")
        .env("NIEMYET_INDEX", &folder)
        .output()
        .expect("node runs");
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stdout)
    );
}
