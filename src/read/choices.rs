//! Words out of closed lists: those of the format, and the site's levels.

use super::format::Shape;
use super::guess::{did_you_mean, nearest, word_named};
use super::table::Table;
use crate::problem::Code;
use crate::say;
use crate::site::{LevelId, Site};
use crate::text::Spanned;

impl Table<'_, '_> {
    /// One of `all` values, by its word.
    pub(super) fn word<T: Copy, const N: usize>(
        &mut self,
        key: &'static str,
        all: [T; N],
        word: fn(T) -> &'static str,
    ) -> Option<T> {
        let words = all.map(|value| (word(value), value));
        self.choice(key, &words).map(|found| found.value)
    }

    /// One word out of a list.
    pub(super) fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<Spanned<T>> {
        let word = self.string(key);
        self.note(key, || {
            Shape::Word(words.iter().map(|(word, _)| (*word).to_owned()).collect())
        });
        let word = word?;
        let found = words.iter().find(|(known, _)| *known == word.value);
        if let Some((_, value)) = found {
            return Some(Spanned::new(*value, word.span));
        }
        let known = words.iter().map(|(word, _)| *word);
        self.unknown_word(&word, known);
        None
    }

    /// Reports a word that is not in the list.
    pub(super) fn unknown_word<'k>(
        &self,
        word: &Spanned<String>,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        let meant = word_named(&word.value, known.clone());
        self.unknown_word_for(word, meant, known);
    }

    /// The same where it is known what is `meant`.
    fn unknown_word_for<'k>(
        &self,
        word: &Spanned<String>,
        meant: Option<&str>,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        let found = &word.value;
        let message = say!(
            "không nhận giá trị `{found}`",
            "`{found}` is not a value of this key"
        );
        let help = match meant.or_else(|| nearest(found, known.clone())) {
            Some(meant) => did_you_mean(meant),
            None => {
                let all: Vec<_> = known.map(|word| format!("`{word}`")).collect();
                let all = all.join(" ");
                say!("các giá trị: {all}", "values: {all}")
            }
        };
        self.report
            .add(Code::WrongValue, word.span, message, Some(help));
    }

    /// One level of the site.
    pub(super) fn level(&mut self, key: &'static str, site: &Site) -> Option<LevelId> {
        let word = self.string(key);
        self.note(key, || Shape::Level);
        let word = word?;
        self.as_level(&word, site)
    }

    /// A list of levels, highest first, each once.
    pub(super) fn levels(&mut self, key: &'static str, site: &Site) -> Vec<LevelId> {
        let words = self.strings(key);
        self.note(key, || Shape::Levels);
        let mut levels: Vec<_> = words
            .iter()
            .filter_map(|word| self.as_level(word, site))
            .collect();
        levels.sort_unstable();
        levels.dedup();
        levels
    }

    fn as_level(&self, word: &Spanned<String>, site: &Site) -> Option<LevelId> {
        let level = site.level_named(&word.value);
        if level.is_none() {
            let meant = site.level_called(&word.value).map(|id| site.level(id));
            let known = site.levels.iter().map(|level| level.id.as_str());
            self.unknown_word_for(word, meant.map(|level| level.id.as_str()), known);
        }
        level
    }
}
