//! Characters that turn the direction of the words after them.

/// Whether a character makes what follows run the other way: embeddings, overrides and isolates (UAX #9). With one of
/// them a page can show `14:00` where its file holds `00:41`; Vietnamese has no use for any.
pub fn turns_words(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
