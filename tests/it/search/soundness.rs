//! The index is the same whatever the order and the threads; exact marks come first; what is nowhere finds nothing.

use std::collections::{BTreeMap, BTreeSet};

use niemyet::search::{Document, Engine, IndexFile, Indexer, Kept, Options, Request, Run, index};
use niemyet::text::fold::compose;
use rayon::prelude::*;

use super::corpus::{Dice, notices};
use super::quality::Corpus;

fn open(files: &[IndexFile]) -> Engine<impl Fn(&str) -> Option<Vec<u8>> + use<'_>> {
    Engine::open(|path: &str| {
        files
            .iter()
            .find(|file| file.path == path)
            .map(IndexFile::bytes)
    })
    .expect("the index opens")
}

#[test]
fn order_threads_and_batches_do_not_show() {
    let documents = notices(0, 500);
    let whole = index(&documents, &Options::default());
    let mut shuffled = documents.clone();
    let mut dice = Dice::new(3);
    for place in (1..shuffled.len()).rev() {
        shuffled.swap(place, dice.below(place + 1));
    }
    assert!(index(&shuffled, &Options::default()) == whole);
    let alone = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .expect("a pool");
    assert!(alone.install(|| index(&documents, &Options::default())) == whole);
    let mut indexer = Indexer::new(Options::default());
    documents[..123]
        .iter()
        .for_each(|document| indexer.add(std::slice::from_ref(document)));
    let kept = Run::of(&documents[123..400], true);
    indexer.add_run(Run::of(&documents[400..], true));
    indexer.add_run(kept.clone());
    assert!(indexer.finish() == whole);
}

#[test]
fn an_index_brought_up_is_the_index_made_anew() {
    const RUN: usize = 100;
    let mut documents = notices(0, 2_100);
    let mut runs: Vec<Run> = documents
        .chunks(RUN)
        .map(|own| Run::of(own, true))
        .collect();
    let mut kept = Kept::default();
    let mut dice = Dice::new(5);
    for step in 0..16 {
        for _ in 0..=dice.below(2) {
            let place = dice.below(documents.len());
            let other = documents[dice.below(documents.len())].clone();
            let document = &mut documents[place];
            match dice.below(6) {
                0 => document.title = format!("Bước{step} {}", document.title),
                1 => document.title = other.title,
                2 => document.body = other.body,
                3 => document.body.clear(),
                4 => document
                    .body
                    .push_str(&format!("\nđã dời hội nghị sang thứ{step}")),
                _ => document.date = other.date,
            }
            let run = place / RUN;
            let own = documents.chunks(RUN).nth(run).expect("a run");
            runs[run] = Run::of(own, true);
        }
        let mut indexer = Indexer::new(Options::default());
        runs.iter().for_each(|run| indexer.add_run(run.clone()));
        assert!(kept.index(runs.clone()) == indexer.finish(), "step {step}");
    }
}

#[test]
fn a_new_notice_leaves_most_files_as_they_were() {
    let mut documents = notices(0, 2_000);
    let before: BTreeSet<String> = index(&documents, &Options::default())
        .into_iter()
        .map(|file| file.path)
        .collect();
    let latest = documents
        .iter()
        .filter_map(|document| document.date)
        .max()
        .expect("a day");
    documents.push(Document {
        date: latest.tomorrow().ok(),
        url: "/moi/".into(),
        body: "Trân trọng kính mời".into(),
        ..documents[0].clone()
    });
    let after = index(&documents, &Options::default());
    let kept = after
        .iter()
        .filter(|file| before.contains(&file.path))
        .count();
    assert!(kept * 4 > after.len() * 3, "{kept} of {} kept", after.len());
}

#[test]
fn exact_marks_come_first() {
    marks_come_first(1_000);
}

#[test]
fn exact_marks_come_first_among_ten_thousand() {
    marks_come_first(10_000);
}

/// Precision at 10 of words typed with their marks: of the results shown, those that have the words with these marks.
fn marks_come_first(count: usize) {
    let corpus = Corpus::of(count, &Options::default());
    let written = |document: &Document| compose(&text(document)).to_lowercase();
    let texts: BTreeMap<&str, String> = corpus
        .documents
        .par_iter()
        .map(|document| (document.url.as_str(), written(document)))
        .collect();
    let words = "đào tạo|mùa vụ|đầu tư|giáo dục|báo cáo|đất đai|hồ sơ|công đoàn|lao động|tôn giáo|cử tri|dữ liệu|phân công|mỹ thành";
    let (mut exact, mut shown, mut missed) = (0, 0, Vec::new());
    for typed in words.split('|') {
        let answering = texts.values().filter(|text| text.contains(typed)).count();
        let results = corpus.engine().search(typed, &Request::default());
        let right = results
            .hits
            .iter()
            .filter(|hit| texts[hit.url.as_str()].contains(typed))
            .count();
        let wanted = answering.min(10);
        exact += right;
        shown += wanted;
        if right < wanted {
            missed.push(format!("{typed}: {right} of {wanted}"));
        }
    }
    assert!(
        shown > 120 && exact * 100 >= shown * 99,
        "{exact} of {shown}: {missed:?}"
    );
}

fn text(document: &Document) -> String {
    [
        &document.title,
        &document.issuer,
        &document.places.join(" "),
        &document.people.join(" "),
        &document.body,
    ]
    .map(String::as_str)
    .join("\n")
}

#[test]
fn syllables_that_differ_in_marks_are_ranked_by_them() {
    let notice = |title: &str| Document {
        url: format!("/{title}/"),
        title: title.into(),
        ..Document::default()
    };
    let files = index(
        &["Thư mời dự", "Nông thôn mới", "Môi trường"].map(notice),
        &Options::default(),
    );
    let first = |typed: &str| {
        open(&files)
            .search(typed, &Request::default())
            .hits
            .first()
            .map(|hit| hit.title.clone())
    };
    assert_eq!(first("mời").as_deref(), Some("Thư mời dự"));
    assert_eq!(first("mới").as_deref(), Some("Nông thôn mới"));
    assert_eq!(first("môi").as_deref(), Some("Môi trường"));
    assert_eq!(open(&files).search("moi", &Request::default()).total, 3);
}

#[test]
fn what_is_nowhere_finds_nothing_and_gets_an_offer() {
    let files = index(&notices(0, 300), &Options::default());
    let engine = open(&files);
    let nowhere = engine.search("xyzzyq", &Request::default());
    assert_eq!(
        (nowhere.total, nowhere.unknown.as_slice()),
        (0, ["xyzzyq".to_owned()].as_slice())
    );
    let misspelt = engine.search("ngân sáhc", &Request::default());
    assert_eq!(
        (misspelt.total, misspelt.suggestion.as_deref()),
        (0, Some("ngân sách"))
    );
    let half = engine.search("ngân sách xyzzyq", &Request::default());
    assert_eq!((half.total, half.suggestion), (0, None));
}

#[test]
fn filters_and_facets_agree() {
    let documents = notices(0, 400);
    let files = index(&documents, &Options::default());
    let engine = open(&files);
    let all = engine.search(
        "",
        &Request {
            facets: true,
            ..Request::default()
        },
    );
    assert_eq!(all.total, 400);
    assert!(all.facets.len() == 5);
    for (facet, values) in &all.facets {
        for (value, count) in values.iter().take(5) {
            let filters = [(facet.clone(), value.clone())].into();
            assert_eq!(
                engine
                    .search(
                        "",
                        &Request {
                            filters,
                            ..Request::default()
                        }
                    )
                    .total,
                *count,
                "{facet} {value}"
            );
        }
    }
}

#[test]
fn a_lost_file_costs_what_it_held() {
    let files = index(&notices(0, 1_500), &Options::default());
    let whole = open(&files).search("hội nghị ngân sách", &Request::default());
    let mut told = 0;
    for lost in files
        .iter()
        .filter(|file| file.path != "search/root.bin")
        .step_by(7)
    {
        let read = |path: &str| {
            files
                .iter()
                .find(|file| file.path == path && path != lost.path)
                .map(IndexFile::bytes)
        };
        let results = Engine::open(read)
            .expect("the index opens")
            .search("hội nghị ngân sách", &Request::default());
        told += usize::from(results.damaged);
        assert!(results.damaged || results == whole, "{}", lost.path);
    }
    let broken = |path: &str| {
        let file = files.iter().find(|file| file.path == path)?;
        let mut bytes = file.bytes();
        if !path.contains("root") {
            bytes.truncate(20);
        }
        Some(bytes)
    };
    let results = Engine::open(broken)
        .expect("the index opens")
        .search("hội nghị ngân sách", &Request::default());
    assert!(results.damaged && told < files.len());
}

#[test]
fn an_empty_site_has_an_index_that_finds_nothing() {
    let files = index(&[], &Options::default());
    let results = open(&files).search("hội nghị", &Request::default());
    assert_eq!(
        (results.total, results.damaged, results.unknown.len()),
        (0, false, 2)
    );
}
