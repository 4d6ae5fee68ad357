//! Terms and pairs of a query in, the entries of the index that answer them out, with as many of their lists as may be
//! read.

use std::rc::Rc;

use super::entry::{Entry, List};
use super::query::Query;
use super::store::{Store, Table};

/// Entries that answer a key and its completions, and those among the completions that have a file of their own.
const COMPLETIONS: usize = 24;
const COMPLETIONS_APART: usize = 3;

/// Share of a word's documents that a pair must have to stand in for it.
const COVERED: f64 = 0.3;

/// An entry that answers a term or a pair.
pub(super) struct Answer {
    pub(super) entry: Rc<Entry>,
    /// Its lists, if they are read.
    pub(super) lists: Option<Rc<Vec<List>>>,
    /// Whether it is of the head, 0, or of the body, 1.
    pub(super) table: usize,
    /// Whether it only begins with the key.
    pub(super) begins: bool,
}

/// Looks up keys in the tables of a search.
pub(super) struct Answers<'s, R> {
    pub(super) store: &'s Store<R>,
    pub(super) tables: &'s [Rc<Table>],
}

impl<R: Fn(&str) -> Option<Vec<u8>>> Answers<'_, R> {
    /// The entries of the pair at `place`.
    pub(super) fn pair(&self, query: &Query, place: usize) -> Vec<Answer> {
        let (first, second) = (&query.terms[place], &query.terms[place + 1]);
        let key = [&first.key, " ", &second.key].concat();
        self.of(&key, query.is_open(place + 1))
    }

    /// The entries of a single word, of which pairs have `paired` documents. Those with a long list are left out where
    /// a pair stands in for them.
    pub(super) fn word(&self, query: &Query, place: usize, paired: usize) -> Vec<Answer> {
        let term = &query.terms[place];
        let open = query.is_open(place) && paired == 0 && (term.key.len() > 1 || term.whole);
        let mut answers = self.of(&["!", &term.key].concat(), open);
        answers.retain(|answer| {
            !answer.entry.is_apart() || (paired as f64) < COVERED * answer.entry.documents as f64
        });
        answers
    }

    /// The entries of `key` in every table, and of its completions where it is `open`.
    pub(super) fn of(&self, key: &str, open: bool) -> Vec<Answer> {
        let tables = self.tables.iter().enumerate();
        tables
            .flat_map(|(number, table)| self.within(table, number, key, open))
            .collect()
    }

    fn within(&self, table: &Table, number: usize, key: &str, open: bool) -> Vec<Answer> {
        let mut found = if open {
            self.store.starting(table, key)
        } else {
            Vec::from_iter(self.store.exact(table, key))
        };
        let begins = |entry: &Entry| entry.key != key;
        let exact = found.first().is_some_and(|first| !begins(first));
        let mut apart = if exact { 0 } else { COMPLETIONS_APART };
        found.sort_by_key(|entry| (begins(entry), usize::MAX - entry.documents));
        found.truncate(COMPLETIONS);
        found.retain(|entry| {
            let counts = begins(entry) && entry.is_apart();
            let kept = !counts || apart > 0;
            apart -= usize::from(counts && kept);
            kept
        });
        let answer = |entry: Rc<Entry>| Answer {
            lists: entry.lists(),
            begins: begins(&entry),
            table: number,
            entry,
        };
        found.into_iter().map(answer).collect()
    }

    /// Reads `most` of the lists that have files of their own, the shortest first.
    pub(super) fn read<'a>(&self, answers: impl Iterator<Item = &'a mut Answer>, most: usize) {
        let mut apart: Vec<&mut Answer> =
            answers.filter(|answer| answer.entry.is_apart()).collect();
        apart.sort_by_key(|answer| answer.entry.documents);
        for answer in apart.into_iter().take(most) {
            answer.lists = Some(self.store.lists(&answer.entry));
        }
    }
}
