//! Raw telex in, Vietnamese out: `hooij` is hội. For those who type with the input method off.

/// Letters that telex puts for one, the longer before the shorter.
const LETTERS: [(&str, &str); 8] = [
    ("aa", "â"),
    ("aw", "ă"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("ow", "ơ"),
    ("uow", "ươ"),
    ("uw", "ư"),
    ("dd", "đ"),
];

/// The tones' letters with their marks.
const TONES: [(char, char); 5] = [
    ('f', '\u{300}'),
    ('s', '\u{301}'),
    ('r', '\u{309}'),
    ('x', '\u{303}'),
    ('j', '\u{323}'),
];

/// What `word` would have been with the input method on; `None` when nothing in it looks like telex.
///
/// No Vietnamese syllable ends in s, f, r, x or j, nor doubles a, e, o or d, nor has a w: that is how it shows.
pub(super) fn telex(word: &str) -> Option<String> {
    let mut meant = letters(word);
    if let Some((at, letter)) = tone(&meant) {
        meant.replace_range(at..=at, letter.encode_utf8(&mut [0; 4]));
    }
    (meant != word).then_some(meant)
}

fn letters(word: &str) -> String {
    let mut meant = String::new();
    let mut rest = word.chars();
    while let Some(first) = rest.clone().next() {
        let (typed, put) = LETTERS
            .into_iter()
            .find(|letter| rest.as_str().starts_with(letter.0))
            .unwrap_or(("", ""));
        if typed.is_empty() {
            meant.push(first);
        }
        meant.push_str(put);
        rest.nth(typed.len().max(1) - 1);
    }
    meant
}

/// The last letter behind a vowel that stands for a tone, with its mark.
fn tone(word: &str) -> Option<(usize, char)> {
    let vowel = word.find(|letter| "aeiouyăâêôơư".contains(letter))?;
    word.char_indices()
        .rev()
        .take_while(|(at, _)| *at > vowel)
        .find_map(|(at, letter)| {
            TONES
                .iter()
                .find(|tone| tone.0 == letter)
                .map(|tone| (at, tone.1))
        })
}

#[cfg(test)]
mod tests {
    use super::telex;
    use crate::text::fold::compose;

    #[test]
    fn telex_becomes_vietnamese() {
        for (raw, word) in [
            ("hooij", "hôị"),
            ("nghij", "nghị"),
            ("uyr", "uỷ"),
            ("dduwowcj", "đươc\u{323}"),
        ] {
            let meant = telex(raw).map(|meant| compose(&meant).into_owned());
            let expected = compose(word).into_owned();
            assert_eq!(meant, Some(expected));
        }
        assert_eq!(telex("nghi"), None);
        assert_eq!(telex("25"), None);
    }
}
