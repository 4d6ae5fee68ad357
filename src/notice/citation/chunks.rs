//! Prose cut at white space: a text in, its words with their bytes out.

use std::ops::Range;

use crate::text::fold::fold;

/// What may stand before a word without belonging to it.
const OPENING: [char; 9] = ['(', '[', '{', '"', '“', '‘', '\'', '*', '«'];
/// What may stand after a word without belonging to it.
const CLOSING: [char; 14] = [
    ')', ']', '}', '"', '”', '’', '\'', '*', '»', '.', ',', ';', ':', '!',
];

/// One run of characters that are not white space.
pub(super) struct Chunk {
    /// The bytes without punctuation at the ends.
    pub(super) span: Range<usize>,
    /// The folded text of `span`.
    pub(super) folded: String,
    /// The first letter is small.
    pub(super) is_small: bool,
    /// Punctuation or a paragraph break lies before it.
    pub(super) opens: bool,
    /// The punctuation after it.
    pub(super) closing: String,
}

/// The chunks of a text.
pub(super) struct Chunks<'a> {
    pub(super) text: &'a str,
    chunks: Vec<Chunk>,
}

impl<'a> Chunks<'a> {
    pub(super) fn of(text: &'a str) -> Chunks<'a> {
        let mut chunks = Vec::new();
        let mut previous_end = 0;
        for word in text.split_whitespace() {
            // `split_whitespace` yields slices of `text`, in order.
            let Some(found) = text.get(previous_end..).and_then(|rest| rest.find(word)) else {
                break;
            };
            let start = previous_end + found;
            let gap = text.get(previous_end..start).unwrap_or_default();
            previous_end = start + word.len();
            let mut chunk = chunk(word, start);
            chunk.opens |= gap.matches('\n').count() > 1;
            split_number_word(text, &mut chunks, chunk);
        }
        Chunks { text, chunks }
    }

    pub(super) fn len(&self) -> usize {
        self.chunks.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<&Chunk> {
        self.chunks.get(index)
    }

    /// The words from `first` to `last`, as written, punctuation between included.
    pub(super) fn written(&self, first: usize, last: usize) -> Option<&'a str> {
        let start = self.get(first)?.span.start;
        self.text.get(start..self.get(last)?.span.end)
    }

    pub(super) fn is(&self, index: usize, folded: &str) -> bool {
        self.get(index).is_some_and(|chunk| chunk.folded == folded)
    }
}

fn chunk(word: &str, start: usize) -> Chunk {
    let opened = word.trim_start_matches(OPENING);
    let core = opened.trim_end_matches(CLOSING);
    let start = start + (word.len() - opened.len());
    Chunk {
        span: start..start + core.len(),
        folded: fold(core),
        is_small: core.chars().next().is_some_and(char::is_lowercase),
        opens: opened.len() < word.len(),
        closing: opened.get(core.len()..).unwrap_or_default().to_owned(),
    }
}

/// `Số:88/GM-UBND`, written without a space, is two chunks.
fn split_number_word(text: &str, chunks: &mut Vec<Chunk>, chunk: Chunk) {
    let number = chunk.folded.strip_prefix("so:").map(str::to_owned);
    // Folding makes letters shorter and longer, so the colon is looked for where it stands.
    let written = text.get(chunk.span.clone()).unwrap_or_default();
    if let (Some(number), Some(length)) = (number, written.find(':'))
        && number.is_ascii()
    {
        let colon = chunk.span.start + length;
        chunks.push(Chunk {
            span: chunk.span.start..colon,
            folded: "so".to_owned(),
            is_small: chunk.is_small,
            opens: chunk.opens,
            closing: ":".to_owned(),
        });
        chunks.push(Chunk {
            span: colon + 1..chunk.span.end,
            folded: number,
            is_small: false,
            opens: false,
            closing: chunk.closing,
        });
    } else {
        chunks.push(chunk);
    }
}
