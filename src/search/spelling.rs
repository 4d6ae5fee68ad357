//! The words of an index in, the list out from which a misspelt query gets an offer: by frequency, as they are written.

use std::collections::BTreeMap;

use super::file::{IndexFile, NAME};
use super::merge::Entries;
use super::vocabulary::Vocabulary;

/// Words that are offered; Vietnamese has about two and a half thousand syllables without their tones.
const MOST_WORDS: usize = 6000;

/// Letters of the longest Vietnamese syllable.
const LONGEST_SYLLABLE: usize = 7;

/// The list of words in `families`, one to a line, the most frequent first.
pub(crate) fn words(families: &[&[Entries]], vocabulary: &Vocabulary) -> IndexFile {
    let mut frequent: BTreeMap<&str, (usize, u32, usize)> = BTreeMap::new();
    for entries in families.iter().copied().flatten() {
        entries.words(vocabulary, |fold, sig, documents| {
            if fold.len() > LONGEST_SYLLABLE
                || !fold.bytes().all(|letter| letter.is_ascii_lowercase())
            {
                return;
            }
            let (all, best, most) = frequent.entry(fold).or_default();
            *all += documents;
            if documents > *most {
                (*best, *most) = (sig, documents);
            }
        });
    }
    let mut sorted: Vec<(usize, &str, u32)> = frequent
        .into_iter()
        .map(|(fold, (all, sig, _))| (all, fold, sig))
        .collect();
    sorted.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
    sorted.truncate(MOST_WORDS);
    let lines: Vec<String> = sorted
        .into_iter()
        .map(|(_, fold, sig)| spell(fold, sig))
        .collect();
    IndexFile::hashed(lines.join("\n").into_bytes(), NAME)
}

/// A syllable as it is written, from its key: `("hoa", 1)` is hòa.
fn spell(fold: &str, sig: u32) -> String {
    let (tone, mut marks) = (sig % 6, sig / 6);
    let mut letters = Vec::new();
    for letter in fold.chars() {
        letters.push((letter, marks % 4));
        marks /= 4;
    }
    let carrier = carrier(&letters);
    let mut spelt = String::new();
    for (place, (letter, mark)) in letters.into_iter().enumerate() {
        match (letter, mark) {
            ('d', 3) => spelt.push('đ'),
            (letter, mark) => {
                spelt.push(letter);
                spelt.extend(
                    ["", "\u{302}", "\u{306}", "\u{31b}"]
                        .get(mark as usize)
                        .copied(),
                );
            }
        }
        if Some(place) == carrier {
            spelt.extend(
                ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"]
                    .get(tone as usize)
                    .copied(),
            );
        }
    }
    crate::text::fold::compose(&spelt).into_owned()
}

/// The letter that carries the tone: the last marked vowel; else the second of three vowels or of two before a
/// consonant; else the first.
fn carrier(letters: &[(char, u32)]) -> Option<usize> {
    let vowel = |place: usize| {
        letters
            .get(place)
            .is_some_and(|letter| "aeiouy".contains(letter.0))
    };
    let mut first = (0..letters.len()).find(|&place| vowel(place))?;
    let glide = first == 1
        && (letters[0].0 == 'q' && letters[1].0 == 'u'
            || letters[0].0 == 'g' && letters[1].0 == 'i');
    first += usize::from(glide && vowel(first + 1));
    let count = (first..letters.len())
        .take_while(|&place| vowel(place))
        .count();
    let marked = (first..first + count)
        .rev()
        .find(|&place| letters[place].1 > 0);
    let closed = first + count < letters.len();
    let second = count > 2 || count == 2 && closed;
    Some(marked.unwrap_or(first + usize::from(second)))
}

#[cfg(test)]
mod tests {
    use super::super::syllable::syllable;
    use super::spell;

    #[test]
    fn keys_are_spelt_as_offices_write_them() {
        for word in [
            "hòa", "ủy", "nghiệp", "được", "quý", "già", "giới", "toàn", "khuya", "hội", "đảng",
            "mưa", "khuỷu",
        ] {
            let mut fold = String::new();
            let sig = syllable(word, &mut fold);
            assert_eq!(spell(&fold, sig), word);
        }
    }
}
