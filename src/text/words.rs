//! Many words looked for at once: a list of words in, the places in a text where one stands as a word out.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, Match, MatchKind, packed};

/// A list of words, ready to be looked for. One pass over a text finds them all.
pub struct WordFinder {
    search: Search,
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
        Self {
            search: Search::new(patterns),
            ways,
        }
    }

    /// Where a word of the list stands as a whole word, and its number in the list; in the order of the text.
    pub fn find_in<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = (Range<usize>, usize)> + 't {
        self.parts_in(text)
            .filter(|(range, _)| is_whole_word(text, range))
    }

    /// The same, whether as a whole word or inside one.
    pub fn parts_in<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = (Range<usize>, usize)> + 't {
        let hits = self.search.hits(text);
        hits.map(|hit| (hit.range(), hit.pattern().as_usize() / self.ways))
    }
}

/// How a text is searched; both ways find the same.
enum Search {
    /// Compares the first bytes of all words with many places of the text at a time. An automaton would do so only where
    /// it thinks the words have no rare byte, and its table of rare bytes is of English: in Vietnamese it stops at every
    /// other word.
    Packed(Box<packed::Searcher>),
    /// For long lists, and for machines that cannot compare many bytes at a time.
    Automaton(AhoCorasick),
    /// Only where the list is too long even for an automaton.
    Nothing,
}

impl Search {
    fn new(patterns: Vec<String>) -> Self {
        let mut config = packed::Config::new();
        config.match_kind(packed::MatchKind::LeftmostLongest);
        let packed = config.builder().extend(&patterns).build();
        if let Some(searcher) = packed {
            return Self::Packed(Box::new(searcher));
        }
        let mut builder = AhoCorasickBuilder::new();
        builder.match_kind(MatchKind::LeftmostLongest);
        let automaton = builder.build(patterns);
        automaton.map_or(Self::Nothing, Self::Automaton)
    }

    /// Where words stand, whole or not; the longest where several begin at one place, and none within another.
    fn hits<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Match> + 't {
        let (packed, automaton) = match self {
            Self::Packed(searcher) => (Some(searcher.find_iter(text)), None),
            Self::Automaton(automaton) => (None, Some(automaton.find_iter(text))),
            Self::Nothing => (None, None),
        };
        let packed = packed.into_iter().flatten();
        packed.chain(automaton.into_iter().flatten())
    }
}

/// Whether neither a letter nor a digit touches the range.
pub fn is_whole_word(text: &str, range: &Range<usize>) -> bool {
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

    #[test]
    fn both_ways_of_searching_find_the_same() {
        let words = ["thứ", "thứ hai", "hai", "xã", "thị xã", "độ mật", "MẬT"];
        let patterns: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let mut builder = AhoCorasickBuilder::new();
        builder.match_kind(MatchKind::LeftmostLongest);
        let automaton = Search::Automaton(builder.build(&patterns).expect("a short list"));
        let search = Search::new(patterns);
        let pieces = [
            "thứ hai, thị xã",
            " độ mật: MẬT",
            "thứ thứ haihai",
            "\n",
            "",
        ];
        for one in pieces {
            for text in [
                one.to_owned(),
                one.repeat(9),
                format!("{}{one}", "độ ".repeat(40)),
            ] {
                let found: Vec<Match> = search.hits(&text).collect();
                assert_eq!(found, automaton.hits(&text).collect::<Vec<_>>(), "{text}");
            }
        }
    }
}
