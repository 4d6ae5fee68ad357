//! A document in, its search terms and its record out: all that the index keeps of one notice.
//!
//! It depends on the document alone, so a caller that watches files may keep it and hand it in again.

use rustc_hash::FxHashMap;

use super::document::Document;
use super::tokens::Gap;
use super::words::{Placed, Words};

/// Where in the head a term stands; the lower, the heavier. See `weights.rs`.
pub(crate) mod field {
    pub(crate) const NUMBER: u8 = 0;
    pub(crate) const TITLE: u8 = 1;
    pub(crate) const ISSUER: u8 = 2;
    pub(crate) const OTHER: u8 = 3;
}

/// Occurrences in the body that make a word weigh more.
const OFTEN: u16 = 3;

/// A term of one document: a word, or a pair of neighbours, and its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term {
    /// The word, as a place in [`Analysis::words`].
    pub(crate) first: u16,
    /// Its neighbour; [`ALONE`] for a single word.
    pub(crate) second: u16,
    /// Field in the head; in the body 0 when the word is frequent, else 1.
    pub(crate) class: u8,
}

/// The second word of a term that has none.
pub(crate) const ALONE: u16 = u16::MAX;

/// The terms of one document, without repetition, and what its result shows.
#[derive(Debug, Clone)]
pub struct Analysis {
    pub(crate) words: Vec<(Box<str>, u32)>,
    pub(crate) head: Vec<Term>,
    pub(crate) body: Vec<Term>,
    pub(crate) day: Option<jiff::civil::Date>,
    pub(crate) record: String,
    pub(crate) url: String,
    pub(crate) facets: [Vec<String>; 5],
}

impl Analysis {
    /// Analyses `document`; `body` says whether its text is indexed or its head alone.
    pub fn of(document: &Document, body: bool) -> Self {
        let mut words = Words::default();
        let head = head(document, &mut words);
        let body = if body {
            self::body(&document.body, &mut words)
        } else {
            Vec::new()
        };
        Self {
            words: words.keys,
            head,
            body,
            day: document.day(),
            record: record(document),
            url: document.url.clone(),
            facets: [
                document.levels.clone(),
                vec![document.kind.clone()],
                vec![document.issuer.clone()],
                document
                    .day()
                    .map(|day| day.year().to_string())
                    .into_iter()
                    .collect(),
                Vec::from_iter(Some(document.status.clone()).filter(|status| !status.is_empty())),
            ],
        }
    }
}

/// The line a result is shown from: URL, title, number, issuer, kind, levels, status, day and first place, by tabs.
fn record(document: &Document) -> String {
    let day = document
        .day()
        .map(|day| day.to_string())
        .unwrap_or_default();
    let levels = document.levels.join(",");
    let fields = [
        document.url.as_str(),
        &document.title,
        document.number.as_deref().unwrap_or_default(),
        &document.issuer,
        &document.kind,
        &levels,
        &document.status,
        &day,
        document
            .places
            .first()
            .map(String::as_str)
            .unwrap_or_default(),
    ];
    fields
        .map(|field| field.split_whitespace().collect::<Vec<_>>().join(" "))
        .join("\t")
}

fn head(document: &Document, words: &mut Words) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut field = |text: &str, class| {
        let sequence = words.sequence(text);
        terms.extend(sequence.iter().map(|word| Term {
            first: word.0,
            second: ALONE,
            class,
        }));
        terms.extend(pairs(&sequence).map(|(first, second)| Term {
            first,
            second,
            class,
        }));
        terms.extend(words.joined(&sequence).map(|first| Term {
            first,
            second: ALONE,
            class,
        }));
    };
    if let Some(number) = &document.number {
        field(
            &number.split_whitespace().collect::<String>(),
            field::NUMBER,
        );
    }
    field(&document.title, field::TITLE);
    field(&document.issuer, field::ISSUER);
    field(&document.kind_name, field::OTHER);
    for text in document.places.iter().chain(&document.people) {
        field(text, field::OTHER);
    }
    for (day, class) in [
        (document.date, field::TITLE),
        (document.issued, field::OTHER),
    ] {
        let Some(day) = day else { continue };
        field(
            &format!("{}/{}/{}", day.day(), day.month(), day.year()),
            class,
        );
    }
    terms.sort_unstable();
    terms.dedup_by_key(|term| (term.first, term.second));
    terms
}

fn body(text: &str, words: &mut Words) -> Vec<Term> {
    let sequence = words.sequence(text);
    let mut counts: FxHashMap<u16, u16> = FxHashMap::default();
    let joined: Vec<u16> = words.joined(&sequence).collect();
    for word in sequence.iter().map(|word| word.0).chain(joined) {
        let count = counts.entry(word).or_default();
        *count = count.saturating_add(1);
    }
    let single = |(first, count): (u16, u16)| Term {
        first,
        second: ALONE,
        class: u8::from(count < OFTEN),
    };
    let mut terms: Vec<Term> = counts.into_iter().map(single).collect();
    terms.extend(pairs(&sequence).map(|(first, second)| Term {
        first,
        second,
        class: 0,
    }));
    terms.sort_unstable();
    terms.dedup();
    terms
}

fn pairs(sequence: &[Placed]) -> impl Iterator<Item = (u16, u16)> {
    sequence
        .windows(2)
        .filter(|pair| pair[1].2 != Gap::Break)
        .map(|pair| (pair[0].0, pair[1].0))
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
        let analysis = Analysis::of(&document, true);
        let word = |number: u16| {
            analysis
                .words
                .get(usize::from(number))
                .map_or("", |word| &word.0)
        };
        let head: Vec<(&str, &str, u8)> = analysis
            .head
            .iter()
            .map(|term| (word(term.first), word(term.second), term.class))
            .collect();
        for expected in [
            ("25khtw", "", 0),
            ("2025-01-13", "", 1),
            ("dang", "uy", 1),
            ("25", "kh", 0),
            ("13", "1", 1),
        ] {
            assert!(head.contains(&expected), "{expected:?} in {head:?}");
        }
        let body: Vec<(&str, &str, u8)> = analysis
            .body
            .iter()
            .map(|term| (word(term.first), word(term.second), term.class))
            .collect();
        assert!(body.contains(&("hop", "", 0)) && body.contains(&("moi", "du", 0)));
        assert!(!body.contains(&("hop", "moi", 0)));
    }
}
