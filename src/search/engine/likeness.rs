//! A query and the text of a result in, how much of the one the other has in order out.

use super::super::tokens::{Token, tokens};
use super::fit::{OTHER_MARKS, word_fit};
use super::query::Query;
use crate::text::fold::fold;

/// What a number gains that begins exactly as was typed.
const SAME_NUMBER: f64 = 1.2;

/// How much a result is the query itself: its number to the letter, or its title, by the longest run of the query that
/// it has in order and by how little else it has.
pub(super) fn likeness(query: &Query, title: &str, number: &str) -> f64 {
    let words = tokens(title);
    let near = longest_run(query, &words).0 as f64 / query.terms.len() as f64;
    let tight = query.terms.len() as f64 / query.terms.len().max(words.len()) as f64;
    let same = if fold(number).starts_with(&query.folded) {
        SAME_NUMBER
    } else {
        1.0
    };
    same * (1.0 + 0.5 * near * near + 0.2 * near * tight)
}

/// The share of the query that `text` has in one run, and where that run is, in bytes.
pub(super) fn phrase(query: &Query, text: &str) -> (f64, std::ops::Range<usize>) {
    let words = tokens(text);
    let (length, start) = longest_run(query, &words);
    let place = words
        .get(start..start + length)
        .and_then(|run| Some(run.first()?.start..run.last()?.end));
    (
        length as f64 / query.terms.len() as f64,
        place.unwrap_or_default(),
    )
}

/// Characters of a snippet before what was found, and in all.
const BEFORE: usize = 60;
const SNIPPET: usize = 200;

/// A piece of `text` around `place`, cut between words.
pub(super) fn snippet(text: &str, place: std::ops::Range<usize>) -> String {
    let start = text[..place.start]
        .char_indices()
        .rev()
        .nth(BEFORE)
        .map_or(0, |(at, _)| at);
    let start = if start == 0 {
        0
    } else {
        text[start..]
            .find(char::is_whitespace)
            .map_or(start, |space| start + space)
    };
    let end = text[start..]
        .char_indices()
        .nth(SNIPPET)
        .map_or(text.len(), |(at, _)| start + at);
    let end = if end == text.len() {
        end
    } else {
        text[..end]
            .rfind(char::is_whitespace)
            .filter(|&space| space > start)
            .unwrap_or(end)
    };
    let words: Vec<&str> = text[start..end].split_whitespace().collect();
    [
        if start > 0 { "… " } else { "" },
        &words.join(" "),
        if end < text.len() { " …" } else { "" },
    ]
    .concat()
}

/// The length and the start of the longest run of words that are terms of the query in their order; of equals the first.
fn longest_run(query: &Query, words: &[Token]) -> (usize, usize) {
    let mut longest = (0, 0);
    for start in 0..words.len() {
        for first in 0..query.terms.len() {
            let pairs = words[start..].iter().zip(&query.terms[first..]).enumerate();
            let length = pairs
                .take_while(|(step, (word, _))| same(query, first + step, word))
                .count();
            if length > longest.0 {
                longest = (length, start);
            }
        }
    }
    longest
}

/// Whether `word` is the term at `place`, with its marks if it has any.
fn same(query: &Query, place: usize, word: &Token) -> bool {
    let term = &query.terms[place];
    let begins = query.is_open(place) && word.fold.starts_with(&term.key);
    (begins || word.fold == term.key) && word_fit(query, word.sig, term, begins) > OTHER_MARKS
}
