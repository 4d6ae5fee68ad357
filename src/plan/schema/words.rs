//! A sentence about every key a clerk can write, in both languages: file, table and key in, what an editor shows out.
//! The sentences stand in `words/*.toml`, a file for each kind of file.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::WrittenFile;
use crate::notice::DocumentType;
use crate::problem::Language;
use crate::site::Site;

/// By table, then by key: Vietnamese and English.
type Sentences = BTreeMap<String, BTreeMap<String, (String, String)>>;

/// The sentences for one kind of file.
pub(super) struct Words {
    keys: Sentences,
    /// By key, then by word.
    values: Sentences,
}

impl Words {
    /// Those of `file`.
    pub(super) fn of(file: WrittenFile) -> Self {
        Self {
            keys: parsed(match file {
                WrittenFile::Notice => include_str!("words/notice.toml"),
                WrittenFile::Site => include_str!("words/site.toml"),
                WrittenFile::Units => include_str!("words/units.toml"),
                WrittenFile::Places => include_str!("words/places.toml"),
                WrittenFile::Holidays => include_str!("words/holidays.toml"),
            }),
            values: parsed(include_str!("words/values.toml")),
        }
    }

    /// What `key` of `table` is for.
    pub(super) fn about(&self, table: &str, key: &str, language: Language) -> Option<&str> {
        let sentence = self.keys.get(table)?.get(key)?;
        Some(in_language(sentence, language))
    }

    /// What a word means as the value of `key`: a document type's name, a level's name, or a sentence of its own.
    pub(super) fn about_word(&self, site: &Site, key: &str, word: &str) -> Option<String> {
        match key {
            "type" => {
                let known = DocumentType::of_abbreviation(word)?;
                Some(match site.language {
                    Language::Vi => known.vi.to_owned(),
                    Language::En => known.en.to_owned(),
                })
            }
            "level" => site.level_named(word).map(|id| site.level(id).name.clone()),
            _ => {
                let sentence = self.values.get(key)?.get(word)?;
                Some(in_language(sentence, site.language).to_owned())
            }
        }
    }
}

fn in_language((vi, en): &(String, String), language: Language) -> &str {
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// The files are part of the program, and a test reads them all.
fn parsed(text: &str) -> Sentences {
    let table = toml::de::Deserializer::parse(text).ok();
    let sentences = table.and_then(|table| Sentences::deserialize(table).ok());
    sentences.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Shape;

    #[test]
    fn every_key_the_reader_asks_for_is_explained_and_no_other() {
        let site = Site::plain();
        for file in WrittenFile::ALL {
            let format = file.format(&site);
            let asked: Vec<(&str, &str)> = format
                .iter()
                .flat_map(|(table, keys)| keys.keys.keys().map(|key| (*table, *key)))
                .collect();
            let words = Words::of(file);
            let explained: Vec<(&str, &str)> = words
                .keys
                .iter()
                .flat_map(|(table, keys)| keys.keys().map(|key| (table.as_str(), key.as_str())))
                .collect();
            assert_eq!(explained, asked, "{file:?}");
            for (vi, en) in words.keys.values().flat_map(BTreeMap::values) {
                assert!(!vi.is_empty() && !en.is_empty() && vi != en, "{vi}");
            }
        }
    }

    #[test]
    fn words_of_closed_lists_are_explained() {
        let site = Site::plain();
        let words = Words::of(WrittenFile::Notice);
        let format = WrittenFile::Notice.format(&site);
        for (key, shape) in format.values().flat_map(|table| &table.keys) {
            let Shape::Word(list) = shape else { continue };
            // The rules explain themselves: `niemyet explain`.
            for word in list.iter().filter(|_| *key != "rule") {
                assert!(words.about_word(&site, key, word).is_some(), "{key} {word}");
            }
        }
    }
}
