//! Posting lists in, documents by score out.
//!
//! A document's score is the sum over terms and pairs of rarity × the best weight it has for each, times the square of
//! the share of the query it covers, times 1 + 1.5 × the cube of the share of neighbours it keeps together.

use super::Request;
use super::facets::filter;
use super::gather::{Found, Gathered, Source};
use super::store::Store;

/// Credit for a term that a document may have without being listed.
const PRESUMED: f64 = 0.5;

/// A share of neighbours kept together that makes a first result trustworthy.
const CONFIDENT: f64 = 0.6;

/// Documents that answer a query.
pub(super) struct Ranked {
    /// Document and score, the best first; of one score the latest first.
    pub(super) documents: Vec<(u32, f64)>,
    /// Whether there may be more than were listed.
    pub(super) more: bool,
    /// Whether the first has every term.
    pub(super) complete: bool,
    /// The share of neighbours that the first keeps together.
    together: f64,
    /// For each term whether anything has it.
    pub(super) known: Vec<bool>,
}

impl Ranked {
    /// Whether the pairs alone have found what was meant.
    pub(super) fn confident(&self) -> bool {
        self.complete && self.together >= CONFIDENT
    }
}

/// What is added up for a document.
#[derive(Clone, Copy, Default)]
struct Sum {
    score: f64,
    covered: f64,
    together: f64,
    terms: u32,
    /// The last term or pair counted, so that only its best list counts.
    last: u32,
}

/// Ranks what was gathered.
pub(super) fn rank<R: Fn(&str) -> Option<Vec<u8>>>(
    store: &Store<R>,
    gathered: &Gathered,
    request: &Request,
) -> Ranked {
    let mut sums = vec![Sum::default(); store.notices()];
    let mut touched: Vec<u32> = Vec::new();
    let (mut whole, mut base, mut presumed, mut count) = (0.0, 0.0, 0, 0);
    let mut mark = 0;
    for term in gathered.terms.iter().filter(|term| term.sought) {
        let rarity = rarity(store.notices(), term.documents);
        let credit = if term.capped { PRESUMED } else { 0.0 };
        (whole, base, count, mark) = (whole + rarity, base + rarity * credit, count + 1, mark + 1);
        presumed += u32::from(term.capped);
        each(term, mark, &mut sums, &mut touched, |sum, source| {
            sum.score += rarity * source.weight;
            sum.covered += rarity * (1.0 - credit) * source.fit;
            sum.terms += u32::from(!term.capped);
        });
    }
    let (mut pairs, mut together) = (0.0, 0.0);
    for pair in gathered.pairs.iter().filter(|pair| pair.sought) {
        let rarity = rarity(store.notices(), pair.documents);
        let credit = if pair.capped { PRESUMED } else { 0.0 };
        (pairs, together, mark) = (pairs + rarity, together + rarity * credit, mark + 1);
        each(pair, mark, &mut sums, &mut touched, |sum, source| {
            sum.score += rarity * source.weight;
            sum.together += rarity * (1.0 - credit) * source.fit;
        });
    }
    let allowed = filter(store, &request.filters);
    let need = if gathered.quoted {
        count
    } else {
        count - count / 4
    };
    let mut documents: Vec<(u32, f64)> = Vec::new();
    for document in touched {
        let sum = sums[document as usize];
        let kept = if pairs > 0.0 {
            (together + sum.together) / pairs
        } else {
            0.0
        };
        let broken = gathered.quoted && kept < 0.5;
        if sum.terms + presumed < need || broken || !allowed(document) {
            continue;
        }
        let covered = (base + sum.covered) / whole;
        documents.push((
            document,
            sum.score * covered * covered * (1.0 + 1.5 * kept * kept * kept),
        ));
    }
    documents.sort_unstable_by(|one, other| other.1.total_cmp(&one.1).then(other.0.cmp(&one.0)));
    let first = documents
        .first()
        .map(|first| sums[first.0 as usize])
        .unwrap_or_default();
    Ranked {
        more: gathered.terms.iter().any(|term| term.capped),
        complete: !documents.is_empty() && first.terms + presumed == count,
        together: if pairs > 0.0 {
            (together + first.together) / pairs
        } else {
            1.0
        },
        known: gathered
            .terms
            .iter()
            .map(|term| !term.sought || term.documents > 0)
            .collect(),
        documents,
    }
}

/// Calls `add` once for every document of `found`, with the best weight it has there.
fn each(
    found: &Found,
    mark: u32,
    sums: &mut [Sum],
    touched: &mut Vec<u32>,
    mut add: impl FnMut(&mut Sum, &Source),
) {
    for source in &found.sources {
        for &document in &source.lists[source.list].documents {
            let Some(sum) = sums.get_mut(document as usize) else {
                continue;
            };
            if sum.last == mark {
                continue;
            }
            if sum.last == 0 {
                touched.push(document);
            }
            sum.last = mark;
            add(sum, source);
        }
    }
}

/// How much a term tells: about the binary logarithm of 1 + all/having, by straight lines between the powers of two,
/// so that it is the same number in every language.
fn rarity(all: usize, having: usize) -> f64 {
    let mut ratio = 1.0 + all as f64 / having.max(1) as f64;
    let mut logarithm = -1.0;
    while ratio >= 2.0 {
        ratio /= 2.0;
        logarithm += 1.0;
    }
    logarithm + ratio
}
