//! A query in, the posting lists that answer it out, with their weights: pairs first, single words where pairs do not do.

use std::rc::Rc;

use super::answers::{Answer, Answers};
use super::entry::List;
use super::fit::{CLASSES, pair_fit, word_fit};
use super::query::Query;
use super::store::Store;

/// Words of a query up to which every one is looked up by itself.
pub(super) const FEW: usize = 4;

/// Pairs that are looked up at most.
const MOST_PAIRS: usize = 12;

/// Lists in files of their own that are read, the shortest first: in a query of few words, of many, and of many where
/// enough pairs have short ones.
const APART: [usize; 3] = [4, 2, 0];
const ENOUGH_PAIRS: usize = 3;

/// A list to be read and what a document in it gains.
pub(super) struct Source {
    /// What it counts for the score.
    pub(super) weight: f64,
    /// The part of it that tells how well the spelling fits, at most 1.
    pub(super) fit: f64,
    pub(super) lists: Rc<Vec<List>>,
    pub(super) list: usize,
}

/// A term or a pair with all that was found of it.
#[derive(Default)]
pub(super) struct Found {
    /// The best first.
    pub(super) sources: Vec<Source>,
    /// Documents it has, in the table where it has most.
    pub(super) documents: usize,
    /// Whether documents may have it without being listed.
    pub(super) capped: bool,
    /// Whether it was looked up at all.
    pub(super) sought: bool,
}

/// What was gathered for a query.
pub(super) struct Gathered {
    pub(super) terms: Vec<Found>,
    pub(super) pairs: Vec<Found>,
    pub(super) quoted: bool,
}

impl Gathered {
    /// Whether the tables searched have half of the pairs: a head that has fewer is not where the query comes from.
    pub(super) fn is_likely(&self) -> bool {
        let found = self.pairs.iter().filter(|pair| pair.documents > 0);
        2 * found.count() >= self.pairs.len()
    }
}

/// Gathers the lists for `query`; `all` looks up every single word even where pairs were found.
pub(super) fn gather<R: Fn(&str) -> Option<Vec<u8>>>(
    store: &Store<R>,
    query: &Query,
    body: bool,
    all: bool,
) -> Gathered {
    let tables = &store.tables(body);
    let answers = Answers { store, tables };
    let few = query.terms.len() <= FEW;
    let mut pairs: Vec<(usize, Vec<Answer>)> = pair_places(query)
        .into_iter()
        .map(|place| (place, answers.pair(query, place)))
        .collect();
    let paired = paired(&pairs, query.terms.len());
    let mut words: Vec<Option<Vec<Answer>>> = (0..)
        .zip(paired)
        .map(|(place, paired)| {
            (few || all || paired == 0).then(|| answers.word(query, place, paired))
        })
        .collect();
    let short = |pair: &&(usize, Vec<Answer>)| pair.1.iter().any(|one| !one.entry.is_apart());
    let enough = !all && pairs.iter().filter(short).count() >= ENOUGH_PAIRS;
    let both = pairs.iter_mut().map(|pair| &mut pair.1);
    answers.read(
        both.chain(words.iter_mut().flatten()).flatten(),
        APART[usize::from(!few) + usize::from(!few && enough)],
    );
    weighed(query, &pairs, &words)
}

/// The first places of the pairs to look up; of too many, an even choice.
fn pair_places(query: &Query) -> Vec<usize> {
    let pair = |place: &usize| {
        let (first, second) = (&query.terms[*place], &query.terms[place + 1]);
        !first.whole && !second.whole && !second.apart
    };
    let places: Vec<usize> = (0..query.terms.len().saturating_sub(1))
        .filter(pair)
        .collect();
    let most = places.len().min(MOST_PAIRS);
    (1..=most)
        .map(|nth| places[nth * places.len() / most - 1])
        .collect()
}

/// For each of `count` terms the most documents that a pair with it has.
fn paired(pairs: &[(usize, Vec<Answer>)], count: usize) -> Vec<usize> {
    let mut paired = vec![0; count];
    for (place, answers) in pairs {
        for answer in answers {
            paired[*place] = answer.entry.documents.max(paired[*place]);
            paired[place + 1] = answer.entry.documents.max(paired[place + 1]);
        }
    }
    paired
}

/// What pairs give to themselves and to their two words, and words to themselves.
fn weighed(
    query: &Query,
    pairs: &[(usize, Vec<Answer>)],
    words: &[Option<Vec<Answer>>],
) -> Gathered {
    let mut terms: Vec<Found> = words.iter().map(|_| Found::default()).collect();
    let mut gathered = Vec::new();
    for (place, answers) in pairs {
        let fit = |list: &List, begins| pair_fit(query, list, *place, begins);
        let mut pair = Found::default();
        pair.add(answers, fit);
        terms[*place].add(answers, fit);
        terms[place + 1].add(answers, fit);
        gathered.push(pair);
    }
    for ((found, answers), term) in terms.iter_mut().zip(words).zip(&query.terms) {
        let Some(answers) = answers else { continue };
        found.add(answers, |list, begins| {
            word_fit(query, list.sig, term, begins)
        });
        found.sought |= found.documents == 0;
    }
    for found in terms.iter_mut().chain(&mut gathered) {
        found
            .sources
            .sort_by(|one, other| other.weight.total_cmp(&one.weight));
    }
    Gathered {
        terms,
        pairs: gathered,
        quoted: query.quoted,
    }
}

impl Found {
    fn add(&mut self, answers: &[Answer], fit: impl Fn(&List, bool) -> f64) {
        for answer in answers {
            self.documents = self.documents.max(answer.entry.documents);
            self.capped |= answer.entry.capped || answer.lists.is_none();
            self.sought |= answer.lists.is_some();
            let lists = answer.lists.iter();
            let sources =
                lists.flat_map(|lists| (0..lists.len()).map(move |list| (list, Rc::clone(lists))));
            self.sources.extend(sources.map(|(list, lists)| {
                let fit = fit(&lists[list], answer.begins);
                Source {
                    weight: CLASSES[answer.table][lists[list].class] * fit,
                    fit,
                    lists,
                    list,
                }
            }));
        }
    }
}
