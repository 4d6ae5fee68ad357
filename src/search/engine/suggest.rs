//! A word that is nowhere in, the nearest one that is somewhere out: offered, never applied.

use super::query::Query;

/// The query with every unknown term replaced by the nearest of `words`, which are in order of frequency.
/// `None` when a term has no neighbour, so that no offer is made that finds nothing.
pub(super) fn suggest(
    text: &str,
    query: &Query,
    unknown: &[bool],
    words: &[(String, String)],
) -> Option<String> {
    let mut suggested = String::new();
    let mut last = 0;
    for (term, unknown) in query.terms.iter().zip(unknown) {
        if *unknown {
            let word = nearest(&term.key, words)?;
            suggested.push_str(text.get(last..term.start)?);
            suggested.push_str(word);
            last = term.end;
        }
    }
    suggested.push_str(text.get(last..)?);
    (last > 0).then_some(suggested)
}

/// The most frequent of the words that are fewest edits away: one edit for up to four letters, else two.
fn nearest<'w>(key: &str, words: &'w [(String, String)]) -> Option<&'w str> {
    let key: Vec<char> = key.chars().collect();
    let within = |most: usize| {
        let mut letters = words
            .iter()
            .map(|(fold, _)| fold.chars().collect::<Vec<_>>());
        let place = letters.position(|letters| near(&key, &letters, most))?;
        words.get(place).map(|(_, word)| word.as_str())
    };
    within(1).or_else(|| (key.len() > 4).then(|| within(2))?)
}

/// Whether at most so many insertions, deletions, replacements and swaps of neighbours make one word of the other.
fn near(one: &[char], other: &[char], most: usize) -> bool {
    let (rest, others) = (tail(one), tail(other));
    if one.first() == other.first() {
        return one.is_empty() || near(rest, others, most);
    }
    let Some(less) = most.checked_sub(1) else {
        return false;
    };
    near(rest, other, less)
        || near(one, others, less)
        || near(rest, others, less)
        || one.first() == others.first()
            && rest.first() == other.first()
            && near(tail(rest), tail(others), less)
}

fn tail(word: &[char]) -> &[char] {
    word.get(1..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn edits_are_counted_with_swaps() {
        for (one, other, edits) in [
            ("hoi", "hoi", 0),
            ("hio", "hoi", 1),
            ("nghj", "nghi", 1),
            ("ngh", "nghi", 1),
            ("gnhj", "nghi", 2),
            ("", "hoi", 3),
            ("abc", "hoi", 3),
        ] {
            let [one, other] = [one, other].map(|word| word.chars().collect::<Vec<_>>());
            for most in 0..=3 {
                assert_eq!(near(&one, &other, most), edits <= most);
                assert_eq!(near(&other, &one, most), edits <= most);
            }
        }
    }
}
