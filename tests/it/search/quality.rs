//! A corpus and its index in, how often the known item comes first out.

use std::collections::BTreeMap;

use niemyet::search::{Document, Engine, Options, Request, index};
use niemyet::text::fold::{fold, squash};
use rayon::prelude::*;

use super::corpus::{Dice, notices};
use super::queries::{VARIANTS, query};

/// Notices that are looked for in each variant.
const SAMPLE: usize = 200;

/// How a variant fared.
pub(crate) struct Measured {
    pub(crate) variant: &'static str,
    pub(crate) asked: usize,
    pub(crate) first: usize,
    pub(crate) in_ten: usize,
    pub(crate) reciprocal: f64,
    /// Queries that missed, with what came first instead.
    pub(crate) missed: Vec<String>,
}

/// A corpus with its index.
pub(crate) struct Corpus {
    pub(crate) documents: Vec<Document>,
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// Where each document stands, by its address.
    places: BTreeMap<String, usize>,
}

impl Corpus {
    /// The first `count` notices and their index.
    pub(crate) fn of(count: usize, options: &Options) -> Self {
        let documents = notices(0, count);
        let files = index(&documents, options);
        let urls = documents.iter().map(|document| document.url.clone());
        Self {
            places: urls.zip(0..).collect(),
            documents,
            files: files
                .iter()
                .map(|file| (file.path.clone(), file.bytes()))
                .collect(),
        }
    }

    fn document(&self, url: &str) -> Option<&Document> {
        self.documents.get(*self.places.get(url)?)
    }

    /// The opened index.
    pub(crate) fn engine(&self) -> Engine<impl Fn(&str) -> Option<Vec<u8>> + use<'_>> {
        Engine::open(|path: &str| self.files.get(path).cloned()).expect("the index opens")
    }

    /// The notices that are looked for, and what is typed for them.
    pub(crate) fn queries(&self, variant: &str) -> Vec<(&Document, String)> {
        let step = (self.documents.len() / SAMPLE).max(1);
        let mut dice = Dice::new(7);
        let sample = (0..self.documents.len())
            .map(|number| &self.documents[number / SAMPLE + number % SAMPLE * step]);
        sample
            .filter_map(|document| Some((document, query(variant, document, &mut dice)?)))
            .take(SAMPLE)
            .collect()
    }

    /// The figures of every variant in lines, what fell below its floor with some misses, and the share of all.
    pub(crate) fn report(&self) -> (String, bool, f64) {
        let (mut lines, mut asked, mut first, mut sound) = (Vec::new(), 0, 0, true);
        for (measured, (_, floor)) in self.measure().iter().zip(VARIANTS) {
            let share = |count: f64| count / measured.asked as f64;
            let success = share(measured.first as f64);
            lines.push(format!(
                "{:38} asked {:3}  success@1 {success:.3}  success@10 {:.3}  MRR {:.3}",
                measured.variant,
                measured.asked,
                share(measured.in_ten as f64),
                share(measured.reciprocal)
            ));
            if success < floor {
                sound = false;
                lines.push(format!("  below {floor}"));
            }
            lines.extend(
                measured
                    .missed
                    .iter()
                    .take(3)
                    .map(|missed| format!("  {missed}")),
            );
            asked += measured.asked;
            first += measured.first;
        }
        let overall = first as f64 / asked as f64;
        lines.push(format!("overall success@1 {overall:.4}"));
        (lines.join("\n"), sound, overall)
    }

    /// Looks for the sample in every variant.
    pub(crate) fn measure(&self) -> Vec<Measured> {
        let measure = |&(variant, _): &(&'static str, f64)| {
            let engine = self.engine();
            let mut measured = Measured {
                variant,
                asked: 0,
                first: 0,
                in_ten: 0,
                reciprocal: 0.0,
                missed: Vec::new(),
            };
            for (document, query) in self.queries(variant) {
                let mut results = engine.search(
                    &query,
                    &Request {
                        limit: 20,
                        ..Request::default()
                    },
                );
                if results.doubtful {
                    engine.verify(&query, &mut results, |url| self.page(url));
                }
                results.hits.truncate(10);
                let place = results
                    .hits
                    .iter()
                    .position(|hit| self.answers(variant, &query, document, &hit.url));
                measured.asked += 1;
                measured.first += usize::from(place == Some(0));
                measured.in_ten += usize::from(place.is_some());
                measured.reciprocal += place.map_or(0.0, |place| 1.0 / (place + 1) as f64);
                if place != Some(0) {
                    let got = results
                        .hits
                        .first()
                        .map_or("nothing", |hit| hit.title.as_str());
                    measured.missed.push(format!(
                        "{query:?} gave {got:?}, wanted {:?} {:?} at {place:?}",
                        document.title, document.issuer
                    ));
                }
            }
            measured
        };
        VARIANTS.par_iter().map(measure).collect()
    }

    /// The text of a notice's page.
    pub(crate) fn page(&self, url: &str) -> Option<String> {
        let document = self.document(url)?;
        Some(format!(
            "{}\n{}\n{}",
            document.title, document.issuer, document.body
        ))
    }

    /// Whether the notice at `url` is what was asked for: the very one, or one that has all that was typed just the same.
    pub(crate) fn answers(&self, variant: &str, query: &str, wanted: &Document, url: &str) -> bool {
        let Some(found) = self.document(url) else {
            return false;
        };
        let issuer = found.issuer == wanted.issuer;
        url == wanted.url
            || match variant {
                "number exact" | "number spaced" | "number joined" => found.number == wanted.number,
                "number prefix" => found
                    .number
                    .as_deref()
                    .is_some_and(|number| fold(number).starts_with(&fold(query))),
                "date and place" | "date in words and place" => found.date == wanted.date && issuer,
                "body phrase" => squash(&found.body).contains(&squash(query)),
                "phrase and place" | "phrase and place without marks" => {
                    issuer
                        && squash(&found.title)
                            .contains(squash(query).rsplitn(3, ' ').last().unwrap_or_default())
                }
                "truncated last word" => found.title.starts_with(query),
                _ => found.title == wanted.title,
            }
    }
}
