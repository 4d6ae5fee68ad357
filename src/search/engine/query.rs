//! What was typed in, the terms to look up out.

use super::super::joined::joined;
use super::super::tokens::{Gap, Token, key, tokens};
use super::answers::Answers;
use super::store::Store;
use super::telex::telex;
use crate::text::fold::fold;

/// Terms of a query; what comes after is ignored.
const MOST_TERMS: usize = 32;

/// Words in telex that leave no doubt that the input method was off.
const SURELY_TELEX: usize = 3;

/// A query in parts.
#[derive(Debug, Clone)]
pub(super) struct Query {
    pub(super) terms: Vec<Term>,
    /// Whether the last term may be the start of a word.
    pub(super) open: bool,
    /// Whether it stands in quotation marks: every pair must be there.
    pub(super) quoted: bool,
    /// Whether any mark or tone was typed: then an unmarked syllable rather means itself.
    pub(super) marked: bool,
    /// All that was typed.
    pub(super) text: String,
    /// The same, folded.
    pub(super) folded: String,
}

/// One thing to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) key: String,
    pub(super) sig: u32,
    /// A number or a date: no neighbour is looked up with it.
    pub(super) whole: bool,
    /// No pair spans the gap before it.
    pub(super) apart: bool,
    /// The words it is made of, should nothing have it as a whole.
    parts: Vec<Term>,
    /// Where it stands in what was typed, in bytes.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Query {
    /// The terms of `text`.
    pub(super) fn parse(text: &str) -> Self {
        let mut tokens = tokens(text);
        tokens.truncate(MOST_TERMS);
        let mut terms = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let part = |at: usize| {
                tokens
                    .get(at)
                    .map(|token| (token.fold.as_str(), token.digits, token.gap))
            };
            let Some(joined) = joined(part, at) else {
                terms.push(Term::word(token));
                at += 1;
                continue;
            };
            let parts = if joined.date {
                Vec::new()
            } else {
                tokens[at..at + joined.count]
                    .iter()
                    .map(Term::word)
                    .collect()
            };
            let (start, end) = (token.start, tokens[at + joined.count - 1].end);
            at += joined.count;
            terms.push(Term {
                key: joined.key,
                sig: 0,
                whole: true,
                apart: true,
                parts,
                start,
                end,
            });
        }
        let open = text
            .chars()
            .next_back()
            .is_some_and(|last| !last.is_whitespace() && last != '"');
        let marked = tokens.iter().any(|token| token.sig != 0);
        Self {
            terms,
            open,
            quoted: text.contains('"'),
            marked,
            text: text.to_owned(),
            folded: fold(text.trim()),
        }
    }

    /// Whether the term at `place` may be the start of a word.
    pub(super) fn is_open(&self, place: usize) -> bool {
        self.open && place + 1 == self.terms.len()
    }

    /// Settles, by what the index has, what a number and a word in telex stand for.
    pub(super) fn resolve<R: Fn(&str) -> Option<Vec<u8>>>(&mut self, store: &Store<R>, body: bool) {
        let tables = &store.tables(body);
        let answers = Answers { store, tables };
        let has = |key: &str, open: bool| !answers.of(&["!", key].concat(), open).is_empty();
        let telex = self
            .terms
            .iter()
            .filter(|term| in_telex(term).is_some())
            .count()
            >= SURELY_TELEX;
        let mut terms = Vec::new();
        for (place, term) in self.terms.iter().enumerate() {
            if !term.parts.is_empty() && !has(&term.key, self.is_open(place)) {
                terms.extend(term.parts.iter().cloned());
            } else {
                terms.push(meant(term, telex, &has));
            }
        }
        self.marked |= terms.iter().any(|term| term.sig != 0);
        self.terms = terms;
    }
}

/// A word, or what it means in telex: `surely`, or when only that is known. A foreign word may end like a tone ("gas"),
/// so the word itself is asked for where the tone is all that shows.
fn meant(term: &Term, surely: bool, has: &impl Fn(&str, bool) -> bool) -> Term {
    let Some(telex) = in_telex(term) else {
        return term.clone();
    };
    let known = || has(&telex.key, false) && (telex.sig >= 6 || !has(&term.key, false));
    if surely || known() {
        telex
    } else {
        term.clone()
    }
}

/// The term that a word is in telex, if it can be telex.
fn in_telex(term: &Term) -> Option<Term> {
    let word = telex(&term.key).filter(|_| term.sig == 0 && !term.whole)?;
    let mut fold = String::new();
    let sig = key(&word, false, &mut fold);
    Some(Term {
        key: fold,
        sig,
        ..term.clone()
    })
}

impl Term {
    fn word(token: &Token) -> Self {
        let apart = token.gap == Gap::Break;
        let (key, sig) = (token.fold.clone(), token.sig);
        Self {
            key,
            sig,
            whole: false,
            apart,
            parts: Vec::new(),
            start: token.start,
            end: token.end,
        }
    }
}
