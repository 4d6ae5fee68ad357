//! Ranked documents in, results to show out: their records, the last touch to their order, filters and counts.

use std::collections::BTreeMap;

use super::Request;
use super::facets::{Facets, filter};
use super::likeness::{likeness, phrase};
use super::query::Query;
use super::rank::Ranked;
use super::store::Store;
use super::suggest::suggest;
use crate::text::fold::fold;

/// Results whose order their titles settle.
const SETTLED: usize = 10;

/// A share of the query in the first title and number that makes reading the pages needless.
const SURE: f64 = 0.8;

/// Values that results must have, by facet: `level`, `kind`, `issuer`, `status`, `year`.
pub type Filters = BTreeMap<String, String>;

/// What a search gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// Notices that answer.
    pub total: usize,
    /// Whether there may be more than `total`: shown as "2.000+".
    pub more: bool,
    /// Whether the first has all that was typed.
    pub complete: bool,
    /// Terms, folded, that nothing has.
    pub unknown: Vec<String>,
    /// Whether a file of the index was missing or damaged.
    pub damaged: bool,
    /// Whether no title or number is what was typed, so that the pages are worth reading; see `Engine::verify`.
    pub doubtful: bool,
    /// The query in the nearest spelling that has something, when a term has nothing: to be offered, never applied.
    pub suggestion: Option<String>,
    /// For each facet its values with how many of the results have them; empty unless asked for.
    pub facets: BTreeMap<String, Vec<(String, usize)>>,
    /// The results asked for.
    pub hits: Vec<Hit>,
}

/// A notice that answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its number in the index.
    pub document: u32,
    /// Its score; of meaning only within one search.
    pub score: f64,
    /// Its page.
    pub url: String,
    /// Trích yếu.
    pub title: String,
    /// Số, ký hiệu; empty when it has none.
    pub number: String,
    /// Cơ quan ban hành.
    pub issuer: String,
    /// The kind's word.
    pub kind: String,
    /// The status word.
    pub status: String,
    /// Its day as `2025-01-13`; empty when it has none.
    pub day: String,
    /// Its first place; may be empty.
    pub place: String,
    /// A piece of its page around what was found; empty until the page was read.
    pub snippet: String,
}

/// The results of a query.
pub(super) fn of<R: Fn(&str) -> Option<Vec<u8>>>(
    store: &Store<R>,
    query: &Query,
    mut ranked: Ranked,
    request: &Request,
) -> Results {
    let settled = ranked.documents.len().min(SETTLED);
    if request.offset < SETTLED {
        let first = &mut ranked.documents[..settled];
        for (document, score) in first.iter_mut() {
            let record = store.record(*document);
            *score *= likeness(query, &record[1], &record[2]);
        }
        first.sort_by(|one, other| other.1.total_cmp(&one.1).then(other.0.cmp(&one.0)));
    }
    let doubtful = ranked.documents.first().is_some_and(|first| {
        let said = store.record(first.0)[1..3].join(" ");
        request.body && query.terms.len() > 2 && phrase(query, &said).0 < SURE
    });
    let lost: Vec<bool> = ranked.known.iter().map(|known| !known).collect();
    let unknown: Vec<String> = query
        .terms
        .iter()
        .zip(&lost)
        .filter(|(_, lost)| **lost)
        .map(|(term, _)| term.key.clone())
        .collect();
    let suggestion = if request.body && !unknown.is_empty() {
        offer(store, query, &lost)
    } else {
        None
    };
    let total = ranked.documents.len();
    let more = ranked.more && total > 0;
    let facets = counts(
        store,
        ranked.documents.iter().map(|document| document.0),
        request,
    );
    let hits = ranked
        .documents
        .into_iter()
        .skip(request.offset)
        .take(request.limit);
    let hits = hits
        .map(|(document, score)| hit(store, document, score))
        .collect();
    Results {
        total,
        more,
        complete: ranked.complete,
        unknown,
        suggestion,
        facets,
        damaged: store.take_damage(),
        doubtful,
        hits,
    }
}

/// All that the filters leave, the newest first.
pub(super) fn newest<R: Fn(&str) -> Option<Vec<u8>>>(
    store: &Store<R>,
    request: &Request,
) -> Results {
    let allowed = filter(store, &request.filters);
    let documents: Vec<u32> = (0..store.notices() as u32)
        .rev()
        .filter(|&document| allowed(document))
        .collect();
    let total = documents.len();
    let facets = counts(store, documents.iter().copied(), request);
    let hits = documents
        .into_iter()
        .skip(request.offset)
        .take(request.limit);
    let hits = hits.map(|document| hit(store, document, 0.0)).collect();
    Results {
        total,
        more: false,
        complete: true,
        unknown: Vec::new(),
        suggestion: None,
        facets,
        damaged: store.take_damage(),
        doubtful: false,
        hits,
    }
}

fn counts<R: Fn(&str) -> Option<Vec<u8>>>(
    store: &Store<R>,
    documents: impl Iterator<Item = u32>,
    request: &Request,
) -> BTreeMap<String, Vec<(String, usize)>> {
    let facets = if request.facets {
        Facets::of(store)
    } else {
        None
    };
    facets
        .map(|facets| facets.counts(store, &documents.collect::<Vec<_>>()))
        .unwrap_or_default()
}

/// The query as it is spelt in the nearest words that the index has.
fn offer<R: Fn(&str) -> Option<Vec<u8>>>(
    store: &Store<R>,
    query: &Query,
    lost: &[bool],
) -> Option<String> {
    let words = store.content(&Facets::of(store)?.words);
    let words: Vec<(String, String)> = String::from_utf8_lossy(&words)
        .lines()
        .map(|word| (fold(word), word.to_owned()))
        .collect();
    suggest(&query.text, query, lost, &words)
}

fn hit<R: Fn(&str) -> Option<Vec<u8>>>(store: &Store<R>, document: u32, score: f64) -> Hit {
    let mut fields = store.record(document).into_iter();
    let mut field = || fields.next().unwrap_or_default();
    let (url, title, number, issuer, kind) = (field(), field(), field(), field(), field());
    let (_levels, status, day, place) = (field(), field(), field(), field());
    let snippet = String::new();
    Hit {
        document,
        score,
        url,
        title,
        number,
        issuer,
        kind,
        status,
        day,
        place,
        snippet,
    }
}
