//! A document's texts in, its terms out: words, pairs of neighbours, joined numbers and dates, each with its class.

use rustc_hash::FxHashMap;

use super::document::Document;
use super::postings::Postings;
use super::tokens::Gap;
use super::words::Words;

/// Where in the head a term stands; the lower, the heavier. See `engine/fit.rs`.
mod field {
    pub(super) const NUMBER: u32 = 0;
    pub(super) const TITLE: u32 = 1;
    pub(super) const ISSUER: u32 = 2;
    pub(super) const OTHER: u32 = 3;
}

/// The lightest class in the head.
pub(crate) const HEAD_LIGHTEST: u32 = field::OTHER;

/// The lightest class in the body.
pub(crate) const BODY_LIGHTEST: u32 = 1;

/// Occurrences in the body that make a word weigh more.
const OFTEN: u32 = 3;

/// The terms of documents. Words and pairs are numbered as they come; the class of each in a document is the field in
/// the head; in the body 0 when the word is frequent, else 1.
#[derive(Default)]
pub(crate) struct Terms {
    pub(crate) words: Words,
    pub(crate) head: Wave,
    pub(crate) body: Wave,
}

/// The terms of heads, or of bodies.
#[derive(Default)]
pub(crate) struct Wave {
    /// By the numbers of the words.
    pub(crate) words: Postings,
    /// By the numbers of the pairs.
    pub(crate) pairs: Postings,
    pub(crate) neighbours: Neighbours,
}

/// Pairs of words, numbered as they come.
#[derive(Default)]
pub(crate) struct Neighbours {
    /// The words of each.
    pub(crate) words: Vec<(u32, u32)>,
    numbers: FxHashMap<u64, u32>,
}

impl Neighbours {
    fn number(&mut self, first: u32, second: u32) -> u32 {
        let pair = u64::from(first) << 32 | u64::from(second);
        if let Some(&number) = self.numbers.get(&pair) {
            return number;
        }
        let number = self.words.len() as u32;
        self.words.push((first, second));
        self.numbers.insert(pair, number);
        number
    }
}

impl Terms {
    /// Adds those of `document`; `body` says whether its text is indexed or its head alone.
    pub(crate) fn add(&mut self, document: &Document, body: bool) {
        self.add_head(document);
        if body {
            self.body.add(
                &document.body,
                &mut self.words,
                |before| before.map_or(OFTEN - 1, |missing| missing.saturating_sub(1)),
                |_| 0,
            );
        }
        for wave in [&mut self.head, &mut self.body] {
            wave.words.next_document();
            wave.pairs.next_document();
        }
    }

    /// The heaviest of each term in the head.
    fn add_head(&mut self, document: &Document) {
        let mut field = |text: &str, field: u32| {
            let heaviest = |before: Option<u32>| before.map_or(field, |before| before.min(field));
            self.head.add(text, &mut self.words, heaviest, heaviest);
        };
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
    }
}

impl Wave {
    /// Adds every occurrence of a term in `text`; of the class that a word or a pair had before, each makes a new one.
    fn add(
        &mut self,
        text: &str,
        words: &mut Words,
        word_class: impl Fn(Option<u32>) -> u32 + Copy,
        pair_class: impl Fn(Option<u32>) -> u32 + Copy,
    ) {
        let sequence = words.sequence(text);
        let mut before = None;
        for &(word, _, gap) in &sequence {
            self.words.put(word, word_class);
            if let Some(before) = before.filter(|_| gap != Gap::Break) {
                let pair = self.neighbours.number(before, word);
                self.pairs.put(pair, pair_class);
            }
            before = Some(word);
        }
        for word in words.joined(&sequence) {
            self.words.put(word, word_class);
        }
    }
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
        let mut terms = Terms::default();
        terms.add(&document, true);
        let word = |number: u32| terms.words.keys[number as usize].0.to_string();
        let told = |wave: &Wave| -> Vec<(String, u32)> {
            let words = wave.words.classes();
            let words = words.map(|(term, class)| (word(term), class));
            let pairs = wave.pairs.classes().map(|(term, class)| {
                let (first, second) = wave.neighbours.words[term as usize];
                (format!("{} {}", word(first), word(second)), class)
            });
            words.chain(pairs).collect()
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
        // What lacks occurrences to be frequent is told by how many until it is packed.
        let body = told(&terms.body);
        for (term, class) in [("hop", 0), ("moi", 2), ("moi du", 0)] {
            assert!(body.contains(&(term.to_owned(), class)), "{body:?}");
        }
        assert!(!body.iter().any(|term| term.0 == "hop moi"), "{body:?}");
    }
}
