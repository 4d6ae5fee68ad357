//! Many words looked for at once: a list of words in, the places in a text where one stands as a word out.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

/// A list of words, ready to be looked for. One pass over a text finds them all.
pub struct WordFinder {
    /// None only where the list is too long for an automaton; then nothing is found.
    automaton: Option<AhoCorasick>,
    /// How many ways of writing each word has.
    ways: usize,
}

impl WordFinder {
    /// Words as they are written in the list.
    pub fn exact(words: &[&str]) -> Self {
        Self::new(words.iter().map(|word| (*word).to_owned()).collect(), 1)
    }

    /// Words in small letters, which are also found with a first capital (`Huyện`) or in capitals (`THỊ XÃ`).
    pub fn any_case(words: &[&str]) -> Self {
        let ways = words.iter().flat_map(|word| {
            let mut rest = word.chars();
            let first = rest.next().map(|letter| letter.to_uppercase().to_string());
            let title = first.unwrap_or_default() + rest.as_str();
            [(*word).to_owned(), title, word.to_uppercase()]
        });
        Self::new(ways.collect(), 3)
    }

    fn new(patterns: Vec<String>, ways: usize) -> Self {
        let mut builder = AhoCorasickBuilder::new();
        builder.match_kind(MatchKind::LeftmostLongest);
        Self {
            automaton: builder.build(patterns).ok(),
            ways,
        }
    }

    /// Where a word of the list stands as a whole word, and its number in the list; in the order of the text.
    pub fn find_in<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = (Range<usize>, usize)> + 't {
        let automaton = self.automaton.iter();
        let hits = automaton.flat_map(move |automaton| automaton.find_iter(text));
        hits.map(|hit| (hit.range(), hit.pattern().as_usize() / self.ways))
            .filter(|(range, _)| is_whole_word(text, range))
    }
}

/// Whether neither a letter nor a digit touches the range.
fn is_whole_word(text: &str, range: &Range<usize>) -> bool {
    let before = text
        .get(..range.start)
        .and_then(|text| text.chars().next_back());
    let after = text.get(range.end..).and_then(|text| text.chars().next());
    let touches = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    !touches(before) && !touches(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_found_however_they_are_capitalised() {
        let finder = WordFinder::any_case(&["huyện", "thị xã"]);
        let text = "Thị xã, HUYỆN và huyện; không: chuyện, huyệnx, thị";
        let found: Vec<_> = finder
            .find_in(text)
            .map(|(range, word)| (&text[range], word))
            .collect();
        assert_eq!(found, [("Thị xã", 1), ("HUYỆN", 0), ("huyện", 0)]);
        assert_eq!(WordFinder::exact(&["CDS"]).find_in("cds").count(), 0);
    }
}
