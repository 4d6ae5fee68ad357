//! What the golden vectors compare of the parts inside: see `tests/it/search/vectors.json`.

use super::engine::terms as query_terms;
use super::tokens;

/// The key and the signature of a word.
pub fn syllable(word: &str) -> (String, u32) {
    let mut key = String::new();
    let sig = super::syllable::syllable(word, &mut key);
    (key, sig)
}

/// Key, signature and the gap before, from 0 for none to 3 for the end of a sentence, of every token.
pub fn tokens(text: &str) -> Vec<(String, u32, u8)> {
    tokens::tokens(text)
        .into_iter()
        .map(|token| (token.fold, token.sig, token.gap as u8))
        .collect()
}

/// The keys a query looks up, before the index has its say.
pub fn terms(text: &str) -> Vec<String> {
    query_terms(text)
}
