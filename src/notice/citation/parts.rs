//! The parts of a citation around its symbol: type before, date and issuer after.

use std::ops::Range;

use jiff::civil::Date;

use super::chunks::{Chunk, Chunks};
use crate::notice::document_type::DocumentType;
use crate::notice::symbol::{Symbol, SymbolStyle};

/// The longest name of a type, in words: `Nghị quyết liên tịch`.
const LONGEST_TYPE: usize = 4;
/// How far before its number the word `Luật` may stand, in words.
const LONGEST_LAW_TITLE: usize = 18;
/// Small words that end an issuer's name in running prose.
const AFTER_ISSUER: &[&str] = &[
    "ban", "cho", "co", "cua", "da", "de", "den", "do", "duoc", "gui", "huong", "kem", "khi", "la",
    "neu", "ngay", "nham", "phe", "quy", "sua", "tai", "theo", "thong", "thuc", "to", "tren",
    "trien", "trong", "tu", "ve",
];

/// What was read of one citation.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) span: Range<usize>,
    pub(super) type_name: Option<String>,
    pub(super) symbol: Option<Symbol>,
    pub(super) date: Option<Date>,
    pub(super) issuer: Option<String>,
}

impl Parts {
    /// The citation whose symbol is at `index`.
    pub(super) fn around_symbol(chunks: &Chunks<'_>, index: usize) -> Parts {
        let Some((symbol, last)) = symbol_at(chunks, index) else {
            return Parts::default();
        };
        let mut parts = Parts::default();
        let before = if has_number_word(chunks, index) {
            index - 1
        } else {
            index
        };
        let named = type_ending(chunks, before)
            .or_else(|| law_before(chunks, before).filter(|_| symbol.style == SymbolStyle::Law));
        let first = named.as_ref().map_or(before, |range| range.start);
        parts.type_name = named
            .and_then(|range| chunks.written(range.start, range.end - 1))
            .map(str::to_owned);
        parts.symbol = Some(symbol);
        let last = parts.read_after(chunks, last);
        parts.span = first_to_last(chunks, first, last);
        parts
    }

    /// A citation of a document that has no symbol, or not one we can read.
    pub(super) fn without_symbol(chunks: &Chunks<'_>) -> Parts {
        let mut parts = Parts::default().or_opening_type(chunks);
        for index in 0..chunks.len() {
            if parts.date.is_none() {
                parts.date = date_at(chunks, index).map(|(date, _)| date);
            }
            if parts.issuer.is_none() && chunks.is(index, "cua") {
                parts.issuer = issuer_at(chunks, index + 1).map(|(issuer, _)| issuer);
            }
        }
        parts
    }

    /// With the type that opens the text, when none stands before the symbol.
    pub(super) fn or_opening_type(mut self, chunks: &Chunks<'_>) -> Parts {
        if self.type_name.is_none() {
            let last = (0..LONGEST_TYPE)
                .rev()
                .find(|&last| is_type(chunks, 0, last));
            let written = last.and_then(|last| chunks.written(0, last));
            self.type_name = written.map(str::to_owned);
        }
        self
    }

    /// Reads date and issuer, in either order, after the chunk `last`; returns
    /// the last chunk that belongs to the citation.
    fn read_after(&mut self, chunks: &Chunks<'_>, mut last: usize) -> usize {
        for _ in 0..2 {
            let goes_on = |chunk: &Chunk| matches!(chunk.closing.as_str(), "" | ",");
            if !chunks.get(last).is_some_and(goes_on) {
                break;
            }
            if let Some((date, end)) = date_at(chunks, last + 1).filter(|_| self.date.is_none()) {
                self.date = Some(date);
                last = end;
            } else if chunks.is(last + 1, "cua")
                && let Some((issuer, end)) = issuer_at(chunks, last + 2)
            {
                self.issuer = Some(issuer);
                last = end;
            }
        }
        last
    }
}

/// The symbol that begins at a chunk, and its last chunk: separators may stand
/// alone, as in `25 - KH / TW`.
pub(super) fn symbol_at(chunks: &Chunks<'_>, index: usize) -> Option<(Symbol, usize)> {
    let mut last = index;
    while is_cut_at_separator(chunks, last) {
        last += 1;
    }
    let symbol = Symbol::parse(chunks.written(index, last)?).ok()?;
    Some((symbol, last))
}

/// Whether a symbol at this chunk is one beyond doubt in running prose.
pub(super) fn is_symbol_in_prose(chunks: &Chunks<'_>, index: usize) -> bool {
    let Some((symbol, _)) = symbol_at(chunks, index) else {
        return false;
    };
    if has_number_word(chunks, index) || type_ending(chunks, index).is_some() {
        return true;
    }
    let is_known = symbol.document_type().is_some() && symbol.style != SymbolStyle::Letter;
    symbol.serial.is_some() && (is_known || symbol.style == SymbolStyle::Law)
}

fn is_cut_at_separator(chunks: &Chunks<'_>, index: usize) -> bool {
    const SEPARATORS: [char; 3] = ['-', '/', '–'];
    let (Some(chunk), Some(next)) = (chunks.get(index), chunks.get(index + 1)) else {
        return false;
    };
    let is_number = chunk
        .folded
        .starts_with(|first: char| first.is_ascii_digit());
    let ends_open = chunk.folded.ends_with(SEPARATORS) && !next.is_small;
    let goes_on = next.folded.starts_with(SEPARATORS) && (is_number || chunk.folded.len() < 6);
    chunk.closing.is_empty() && !next.opens && (ends_open || goes_on)
}

fn has_number_word(chunks: &Chunks<'_>, index: usize) -> bool {
    index
        .checked_sub(1)
        .is_some_and(|before| chunks.is(before, "so"))
}

/// The chunks of the type's name that end just before `end`.
fn type_ending(chunks: &Chunks<'_>, end: usize) -> Option<Range<usize>> {
    (1..=LONGEST_TYPE.min(end))
        .rev()
        .map(|length| end - length..end)
        .find(|range| is_type(chunks, range.start, end - 1))
}

fn is_type(chunks: &Chunks<'_>, first: usize, last: usize) -> bool {
    // A bullet before the name is a chunk of its own, and no part of the name.
    let is_word = |chunk: &Chunk| chunk.folded.starts_with(char::is_alphabetic);
    let belongs = |index: usize| {
        chunks
            .get(index)
            .is_some_and(|chunk| is_word(chunk) && (chunk.closing.is_empty() || index == last))
    };
    (first..=last).all(belongs)
        && chunks
            .written(first, last)
            .is_some_and(|name| DocumentType::of_name(name).is_some())
}

/// `Luật` or `Bộ luật` at the head of a title that ends just before `end`.
fn law_before(chunks: &Chunks<'_>, end: usize) -> Option<Range<usize>> {
    for index in (end.saturating_sub(LONGEST_LAW_TITLE)..end).rev() {
        let chunk = chunks.get(index)?;
        if !chunk.closing.trim_matches(',').is_empty() {
            return None;
        }
        if chunk.folded == "luat" {
            let code = index
                .checked_sub(1)
                .filter(|&before| chunks.is(before, "bo"));
            return Some(code.unwrap_or(index)..index + 1);
        }
    }
    None
}

/// `[ngày] 13/01/2025` or `ngày 13 tháng 01 năm 2025`, and its last chunk.
fn date_at(chunks: &Chunks<'_>, index: usize) -> Option<(Date, usize)> {
    let number = if chunks.is(index, "ngay") {
        index + 1
    } else {
        index
    };
    let first = &chunks.get(number)?.folded;
    let mut fields = first.split(['/', '-', '.']);
    if let (Some(day), Some(month), Some(year)) = (fields.next(), fields.next(), fields.next()) {
        let date = date(day, month, year)?;
        return fields.next().is_none().then_some((date, number));
    }
    if !chunks.is(number + 1, "thang") || !chunks.is(number + 3, "nam") {
        return None;
    }
    let month = &chunks.get(number + 2)?.folded;
    let year = &chunks.get(number + 4)?.folded;
    Some((date(first, month, year)?, number + 4))
}

fn date(day: &str, month: &str, year: &str) -> Option<Date> {
    let year = year.parse().ok().filter(|_| year.len() == 4)?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The name of an issuer that begins at `first`, and its last chunk.
fn issuer_at(chunks: &Chunks<'_>, first: usize) -> Option<(String, usize)> {
    chunks.get(first)?;
    let mut last = first;
    while chunks
        .get(last)
        .is_some_and(|chunk| chunk.closing.is_empty())
        && name_goes_on(chunks, last + 1)
    {
        last += 1;
    }
    let name = chunks
        .written(first, last)
        .filter(|name| !name.is_empty())?;
    let words: Vec<&str> = name.split_whitespace().collect();
    Some((words.join(" "), last))
}

fn name_goes_on(chunks: &Chunks<'_>, index: usize) -> bool {
    let Some(chunk) = chunks.get(index) else {
        return false;
    };
    let joins_small_word =
        || chunk.folded == "va" && chunks.get(index + 1).is_none_or(|next| next.is_small);
    let ends_name =
        chunk.is_small && (AFTER_ISSUER.contains(&chunk.folded.as_str()) || joins_small_word());
    !chunk.opens && !chunk.span.is_empty() && !ends_name
}

fn first_to_last(chunks: &Chunks<'_>, first: usize, last: usize) -> Range<usize> {
    match (chunks.get(first), chunks.get(last)) {
        (Some(first), Some(last)) => first.span.start..last.span.end,
        _ => 0..0,
    }
}
