//! A query in, the posting lists that answer it out, with their weights: pairs first, single words where pairs do not do.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::entry::{Entry, List};
use super::fit::{CLASSES, pair_fit, word_fit};
use super::query::Query;
use super::store::{Store, Table};

/// Words of a query up to which every one is looked up by itself.
pub(super) const FEW: usize = 4;

/// Pairs that are looked up at most.
const MOST_PAIRS: usize = 12;

/// Completions of a prefix that are looked up, and those among them that have a file of their own.
const COMPLETIONS: usize = 24;
const COMPLETIONS_APART: usize = 3;

/// Lists in files of their own that are read, the shortest first: in a query of few words, of many, and of many where
/// enough pairs have short ones.
const APART: [usize; 3] = [4, 2, 0];
const ENOUGH_PAIRS: usize = 3;

/// Share of a word's documents that a pair must have to stand in for it.
const COVERED: f64 = 0.3;

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

/// Keys, by table, whose lists are read from files of their own.
type Apart = BTreeSet<(String, usize)>;

/// An entry that answers a term, with its table and whether it only begins with it.
struct Answer {
    entry: Rc<Entry>,
    table: usize,
    begins: bool,
}

/// Gathers the lists for `query`; `all` looks up every single word even where pairs were found.
pub(super) fn gather<R: Fn(&str) -> Option<Vec<u8>>>(
    store: &Store<R>,
    query: &Query,
    body: bool,
    all: bool,
) -> Gathered {
    let gatherer = Gatherer {
        store,
        query,
        tables: store.tables(body),
    };
    let count = query.terms.len();
    let places = pair_places(query);
    let pairs: Vec<Vec<Answer>> = places
        .iter()
        .map(|&place| gatherer.pair_answers(place))
        .collect();
    let mut paired = vec![0; count];
    for (&place, answer) in places
        .iter()
        .zip(&pairs)
        .flat_map(|(place, answers)| answers.iter().map(move |answer| (place, answer)))
    {
        paired[place] = answer.entry.documents.max(paired[place]);
        paired[place + 1] = answer.entry.documents.max(paired[place + 1]);
    }
    let sought = |place: &usize| count <= FEW || all || paired[*place] == 0;
    let words: Vec<(usize, Vec<Answer>)> = (0..count)
        .filter(sought)
        .map(|place| (place, gatherer.word_answers(place, paired[place])))
        .collect();
    let read = gatherer.apart(&pairs, &words, all);
    let mut gathered = Gathered {
        terms: Vec::new(),
        pairs: Vec::new(),
        quoted: query.quoted,
    };
    gathered.terms.resize_with(count, Found::default);
    gatherer.add_pairs(&mut gathered, &places, &pairs, &read);
    for (place, answers) in &words {
        gatherer.add_word(&mut gathered.terms[*place], *place, answers, &read);
    }
    for found in gathered.terms.iter_mut().chain(&mut gathered.pairs) {
        found
            .sources
            .sort_by(|one, other| other.weight.total_cmp(&one.weight));
    }
    gathered
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

struct Gatherer<'s, R> {
    store: &'s Store<R>,
    query: &'s Query,
    tables: Vec<Rc<Table>>,
}

impl<R: Fn(&str) -> Option<Vec<u8>>> Gatherer<'_, R> {
    fn pair_answers(&self, place: usize) -> Vec<Answer> {
        let (first, second) = (&self.query.terms[place], &self.query.terms[place + 1]);
        let key = [&first.key, " ", &second.key].concat();
        self.answers(&key, self.query.is_open(place + 1))
    }

    /// The entries of a key in every table, and of its completions when it is open.
    fn answers(&self, key: &str, open: bool) -> Vec<Answer> {
        let mut answers = Vec::new();
        for (number, table) in self.tables.iter().enumerate() {
            let exact = self.store.exact(table, key);
            if open {
                let mut completions = self.store.starting(table, key);
                completions.retain(|entry| entry.key != key);
                completions.sort_by(|one, other| {
                    other
                        .documents
                        .cmp(&one.documents)
                        .then(one.key.cmp(&other.key))
                });
                completions.truncate(COMPLETIONS);
                let mut apart = if exact.is_some() {
                    0
                } else {
                    COMPLETIONS_APART
                };
                completions.retain(|entry| {
                    let kept = !entry.is_apart() || apart > 0;
                    apart -= usize::from(kept && entry.is_apart());
                    kept
                });
                answers.extend(completions.into_iter().map(|entry| Answer {
                    entry,
                    table: number,
                    begins: true,
                }));
            }
            answers.extend(exact.map(|entry| Answer {
                entry,
                table: number,
                begins: false,
            }));
        }
        answers
    }

    /// The entries of a single word; those with a long list are left out where a pair stands in for them.
    fn word_answers(&self, place: usize, paired: usize) -> Vec<Answer> {
        let term = &self.query.terms[place];
        let open = self.query.is_open(place) && paired == 0 && (term.key.len() > 1 || term.whole);
        let mut answers = self.answers(&["!", &term.key].concat(), open);
        answers.retain(|answer| {
            !answer.entry.is_apart() || (paired as f64) < COVERED * answer.entry.documents as f64
        });
        answers
    }

    /// The keys whose lists are read from files of their own.
    fn apart(&self, pairs: &[Vec<Answer>], words: &[(usize, Vec<Answer>)], all: bool) -> Apart {
        let short = pairs
            .iter()
            .filter(|answers| answers.iter().any(|answer| !answer.entry.is_apart()))
            .count();
        let many = self.query.terms.len() > FEW;
        let most = APART[usize::from(many) + usize::from(many && !all && short >= ENOUGH_PAIRS)];
        let answers = pairs
            .iter()
            .flatten()
            .chain(words.iter().flat_map(|word| &word.1));
        let apart = answers.filter(|answer| answer.entry.is_apart());
        let sorted: BTreeSet<(usize, &str, usize)> = apart
            .map(|answer| {
                (
                    answer.entry.documents,
                    answer.entry.key.as_str(),
                    answer.table,
                )
            })
            .collect();
        sorted
            .into_iter()
            .take(most)
            .map(|(_, key, table)| (key.to_owned(), table))
            .collect()
    }

    /// Adds what the pairs give to themselves and to their two words.
    fn add_pairs(
        &self,
        gathered: &mut Gathered,
        places: &[usize],
        pairs: &[Vec<Answer>],
        read: &Apart,
    ) {
        for (&place, answers) in places.iter().zip(pairs) {
            let mut pair = Found::default();
            for answer in answers {
                for found in [&mut pair, &mut gathered.terms[place]] {
                    self.add(found, answer, read, |list, begins| {
                        pair_fit(self.query, list, place, begins)
                    });
                }
                self.add(
                    &mut gathered.terms[place + 1],
                    answer,
                    read,
                    |list, begins| pair_fit(self.query, list, place, begins),
                );
            }
            gathered.pairs.push(pair);
        }
    }

    fn add_word(&self, found: &mut Found, place: usize, answers: &[Answer], read: &Apart) {
        let term = &self.query.terms[place];
        for answer in answers {
            self.add(found, answer, read, |list, begins| {
                word_fit(self.query, list.sig, term, begins)
            });
        }
        found.sought |= answers.is_empty() && found.documents == 0;
    }

    fn add(
        &self,
        found: &mut Found,
        answer: &Answer,
        read: &Apart,
        fit: impl Fn(&List, bool) -> f64,
    ) {
        found.documents = found.documents.max(answer.entry.documents);
        found.capped |= answer.entry.capped;
        if answer.entry.is_apart() && !read.contains(&(answer.entry.key.clone(), answer.table)) {
            found.capped = true;
            return;
        }
        let lists = self.store.lists(&answer.entry);
        for (list, content) in lists.iter().enumerate() {
            let fit = fit(content, answer.begins);
            let weight = CLASSES[answer.table][content.class] * fit;
            found.sources.push(Source {
                weight,
                fit,
                lists: Rc::clone(&lists),
                list,
            });
        }
        found.sought = true;
    }
}
