//! A typed word and a spelling of the index in, how well the one fits the other out.

use super::super::syllable::starts_with;
use super::entry::List;
use super::query::{Query, Term};

/// Weights by table and class: number, title, issuer, other in the head; often and else in the body.
pub(super) const CLASSES: [[f64; 4]; 2] = [[4.0, 3.0, 2.0, 1.5], [1.2, 1.0, 1.0, 1.0]];

/// Weight of a syllable whose marks are not those typed.
pub(super) const OTHER_MARKS: f64 = 0.15;

/// Weight of a marked syllable for an unmarked one, in a query that has marks elsewhere.
const UNMARKED: f64 = 0.6;

/// Weight of a word that only begins with what was typed.
const BEGINS: f64 = 0.55;

/// How well a pair of spellings fits the words at `place` and behind it.
pub(super) fn pair_fit(query: &Query, list: &List, place: usize, begins: bool) -> f64 {
    let terms = &query.terms;
    word_fit(query, list.sig, &terms[place], false)
        * word_fit(query, list.second, &terms[place + 1], begins)
}

/// How well the spelling `sig` fits `term`, at most 1; `begins` where the word only begins with it.
pub(super) fn word_fit(query: &Query, sig: u32, term: &Term, begins: bool) -> f64 {
    let marks = match term.sig {
        _ if term.whole => 1.0,
        0 if query.marked && sig != 0 => UNMARKED,
        0 => 1.0,
        typed if begins && starts_with(typed, sig, term.key.len()) => 1.0,
        typed if typed == sig => 1.0,
        _ => OTHER_MARKS,
    };
    if begins { marks * BEGINS } else { marks }
}
