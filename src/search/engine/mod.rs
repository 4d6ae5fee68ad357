//! A query and the files of an index in, ranked results out: the command line's search and the test of the browser's.
//!
//! `themes/default/static/search.js` does the same, step by step and number by number; `tests/it/search/vectors.json` holds both to it.

mod answers;
mod entry;
mod facets;
mod fit;
mod gather;
mod likeness;
mod query;
mod rank;
mod results;
mod store;
mod suggest;
mod telex;

use query::Query;
pub use results::{Filters, Hit, Results};
use store::Store;

/// An opened index.
pub struct Engine<R> {
    store: Store<R>,
}

/// The keys of a query, before the index has its say.
pub(super) fn terms(text: &str) -> Vec<String> {
    Query::parse(text)
        .terms
        .into_iter()
        .map(|term| term.key)
        .collect()
}

/// What a page gains that says all that was typed, word after word.
const WHOLE: f64 = 2.0;

/// What to search, besides the query.
#[derive(Debug, Clone)]
pub struct Request {
    /// Whether the text of notices is searched besides their heads.
    pub body: bool,
    /// Values that results must have.
    pub filters: Filters,
    /// Whether to count the values of the facets.
    pub facets: bool,
    /// Results to return.
    pub limit: usize,
    /// Results to leave out before them.
    pub offset: usize,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            body: true,
            filters: Filters::default(),
            facets: false,
            limit: 10,
            offset: 0,
        }
    }
}

/// Why an index cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// `search/root.bin` is missing or damaged.
    NoRoot,
    /// It is of another format; see [`FORMAT`](super::FORMAT).
    OtherFormat,
}

impl<R: Fn(&str) -> Option<Vec<u8>>> Engine<R> {
    /// Opens the index whose files `read` gives by their path, as [`IndexFile`](super::IndexFile) has it.
    pub fn open(read: R) -> Result<Self, Closed> {
        Store::open(read).map(|store| Self { store })
    }

    /// Notices in the index.
    pub fn notices(&self) -> usize {
        self.store.notices()
    }

    /// The values of a facet, in order; none where it is unknown or cannot be read.
    pub fn values(&self, facet: &str) -> Vec<String> {
        facets::Facets::of(&self.store).map_or_else(Vec::new, |facets| facets.values(facet))
    }

    /// The results of `text`, the best first; of an empty text and filters, what they leave, the newest first.
    /// A file that is missing or damaged is told by [`Results::damaged`] and costs only what it held.
    pub fn search(&self, text: &str, request: &Request) -> Results {
        let mut query = Query::parse(text);
        if query.terms.is_empty() {
            return results::newest(&self.store, request);
        }
        query.resolve(&self.store, request.body);
        let (gathered, mut ranked) = self.attempt(&query, request, false);
        let likely = request.body || gathered.is_likely();
        if query.terms.len() > gather::FEW && !ranked.confident() && likely {
            ranked = self.attempt(&query, request, true).1;
        }
        results::of(&self.store, &query, ranked, request)
    }

    fn attempt(
        &self,
        query: &Query,
        request: &Request,
        all: bool,
    ) -> (gather::Gathered, rank::Ranked) {
        let gathered = gather::gather(&self.store, query, request.body, all);
        let ranked = rank::rank(&self.store, &gathered, request);
        (gathered, ranked)
    }

    /// Reads the pages of `results`, whose text `page` gives by URL, and puts those first that have the query as a
    /// phrase, each with the place where it has the most of it. Worth its while where [`Results::doubtful`].
    pub fn verify(&self, text: &str, results: &mut Results, page: impl Fn(&str) -> Option<String>) {
        let mut query = Query::parse(text);
        query.resolve(&self.store, true);
        for hit in &mut results.hits {
            let Some(text) = page(&hit.url) else { continue };
            let (share, place) = likeness::phrase(&query, &text);
            let whole = if share < 1.0 { 1.0 } else { WHOLE };
            hit.score *= whole * (1.0 + 2.0 * share * share * share);
            hit.snippet = likeness::snippet(&text, place);
        }
        results.hits.sort_by(|one, other| {
            other
                .score
                .total_cmp(&one.score)
                .then(other.document.cmp(&one.document))
        });
    }
}
