//! A document's texts in, its terms out: words, pairs of neighbours, joined numbers and dates, each with its class.

use super::document::Document;
use super::tokens::Gap;
use super::words::Words;

/// Where in the head a term stands; the lower, the heavier. See `engine/fit.rs`.
mod field {
    pub(super) const NUMBER: u64 = 0;
    pub(super) const TITLE: u64 = 1;
    pub(super) const ISSUER: u64 = 2;
    pub(super) const OTHER: u64 = 3;
}

/// Occurrences in the body that make a word weigh more.
const OFTEN: usize = 3;

/// A word or a pair of neighbours, by their numbers in [`Words`], and its class: the field in the head; in the body 0
/// when the word is frequent, else 1. Small, because there are many, and in order of first word, second, class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term(u64);

/// The second word of a term that has none.
const ALONE: u32 = (1 << 31) - 1;

impl Term {
    fn new(first: u32, second: u32, class: u64) -> Self {
        Self(u64::from(first) << 33 | u64::from(second) << 2 | class)
    }

    /// Number of its word, or of the first of its two.
    pub(crate) fn first(self) -> u32 {
        (self.0 >> 33) as u32
    }

    /// Number of the second of its words.
    pub(crate) fn second(self) -> Option<u32> {
        Some((self.0 >> 2) as u32 & ALONE).filter(|&second| second != ALONE)
    }

    /// See [`Term`].
    pub(crate) fn class(self) -> u32 {
        self.0 as u32 & 3
    }
}

/// The terms of one document, each once.
#[derive(Debug, Clone)]
pub(crate) struct Terms {
    pub(crate) head: Vec<Term>,
    pub(crate) body: Vec<Term>,
}

impl Terms {
    /// The terms of `document` with their words in `words`; `body` says whether its text is indexed or its head alone.
    pub(crate) fn of(document: &Document, body: bool, words: &mut Words) -> Self {
        Self {
            head: head(document, words),
            body: match body {
                true => self::body(&document.body, words),
                false => Vec::new(),
            },
        }
    }
}

/// The heaviest of each term in the head.
fn head(document: &Document, words: &mut Words) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut field = |text: &str, class| add(text, class, words, &mut terms);
    if let Some(number) = &document.number {
        let joined: String = number.split_whitespace().collect();
        field(&joined, field::NUMBER);
    }
    field(&document.title, field::TITLE);
    field(&document.issuer, field::ISSUER);
    field(&document.kind_name, field::OTHER);
    for text in document.places.iter().chain(&document.people) {
        field(text, field::OTHER);
    }
    let days = [
        (document.date, field::TITLE),
        (document.issued, field::OTHER),
    ];
    for (day, class) in days {
        let Some(day) = day else { continue };
        let written = format!("{}/{}/{}", day.day(), day.month(), day.year());
        field(&written, class);
    }
    terms.sort_unstable();
    terms.dedup_by_key(|term| (term.first(), term.second()));
    terms
}

fn body(text: &str, words: &mut Words) -> Vec<Term> {
    let mut all = Vec::with_capacity(text.len() / 2);
    add(text, 0, words, &mut all);
    all.sort_unstable();
    let once = all.chunk_by(|one, other| one == other).map(|same| {
        let seldom = same[0].second().is_none() && same.len() < OFTEN;
        Term(same[0].0 | u64::from(seldom))
    });
    once.collect()
}

/// Adds every occurrence of a term in `text`.
fn add(text: &str, class: u64, words: &mut Words, terms: &mut Vec<Term>) {
    let sequence = words.sequence(text);
    let alone = |first| Term::new(first, ALONE, class);
    terms.extend(sequence.iter().map(|word| alone(word.0)));
    let pairs = sequence
        .windows(2)
        .filter(|pair| pair[1].2 != Gap::Break)
        .map(|pair| Term::new(pair[0].0, pair[1].0, class));
    terms.extend(pairs);
    terms.extend(words.joined(&sequence).into_iter().map(alone));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_a_date_and_a_pair_are_terms() {
        let document = Document {
            title: "Họp Đảng ủy".into(),
            number: Some("25 - KH/TW".into()),
            date: Some(jiff::civil::date(2025, 1, 13)),
            body: "Họp họp họp. Mời dự".into(),
            ..Document::default()
        };
        let mut words = Words::default();
        let terms = Terms::of(&document, true, &mut words);
        let word = |number: u32| &*words.keys[number as usize].0;
        let told = |terms: &[Term]| -> Vec<(String, u32)> {
            let told = |term: &Term| {
                let second = term.second().map_or("", word);
                (
                    format!("{} {second}", word(term.first())).trim().to_owned(),
                    term.class(),
                )
            };
            terms.iter().map(told).collect()
        };
        let head = told(&terms.head);
        for (term, class) in [
            ("25khtw", 0),
            ("2025-01-13", 1),
            ("dang uy", 1),
            ("25 kh", 0),
            ("13 1", 1),
        ] {
            assert!(head.contains(&(term.to_owned(), class)), "{term}: {head:?}");
        }
        let body = told(&terms.body);
        for term in [("hop", 0), ("moi", 1), ("moi du", 0)] {
            assert!(body.contains(&(term.0.to_owned(), term.1)), "{body:?}");
        }
        assert!(!body.iter().any(|term| term.0 == "hop moi"), "{body:?}");
    }
}
