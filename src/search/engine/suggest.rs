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
    let most = if key.len() > 4 { 2 } else { 1 };
    let near = words
        .iter()
        .map(|(fold, word)| (edits(key, fold), word))
        .filter(|(edits, _)| *edits <= most);
    near.min_by_key(|(edits, _)| *edits)
        .map(|(_, word)| word.as_str())
}

/// Insertions, deletions, replacements and swaps of neighbours that make one word of the other.
fn edits(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for row in 1..=one.len() {
        let mut line = vec![row];
        for column in 1..=other.len() {
            let changed = usize::from(one[row - 1] != other[column - 1]);
            let mut least = (above[column] + 1)
                .min(line[column - 1] + 1)
                .min(above[column - 1] + changed);
            if row > 1
                && column > 1
                && one[row - 1] == other[column - 2]
                && one[row - 2] == other[column - 1]
            {
                least = least.min(before[column - 2] + 1);
            }
            line.push(least);
        }
        (before, above) = (above, line);
    }
    above[other.len()]
}

#[cfg(test)]
mod tests {
    use super::edits;

    #[test]
    fn edits_are_counted_with_swaps() {
        assert_eq!(edits("hoi", "hoi"), 0);
        assert_eq!(edits("hio", "hoi"), 1);
        assert_eq!(edits("nghj", "nghi"), 1);
        assert_eq!(edits("ngh", "nghi"), 1);
        assert_eq!(edits("abc", "hoi"), 3);
    }
}
