//! The grammar of symbols as a recursive descent over one text.

use unicode_normalization::char::is_combining_mark;

use super::{Expected, Symbol, SymbolError, SymbolStyle};
use crate::notice::document_type::DocumentType;
use crate::text::fold::compose;

/// Reads a whole symbol; see [`Symbol::parse`].
pub(super) fn read(text: &str) -> Result<Symbol, SymbolError> {
    let mut reader = Reader { text, offset: 0 };
    let serial = reader.serial();
    let (style, doc_type, year, org) = match reader.separator() {
        Some('-') => reader.party()?,
        Some(_) => reader.state_letter_or_law(serial.is_some())?,
        None if serial.is_some() => return reader.fail(Expected::SeparatorAfterSerial),
        None => return reader.fail(Expected::SerialOrSeparator),
    };
    if !reader.rest().is_empty() {
        return reader.fail(Expected::End);
    }
    Ok(Symbol {
        text: compose(text.trim()).into_owned(),
        style,
        serial,
        doc_type,
        year,
        org,
    })
}

type Parts = (SymbolStyle, Option<String>, Option<i16>, Vec<String>);

/// A cursor over the text; every step skips the spaces before it.
struct Reader<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Reader<'a> {
    fn party(&mut self) -> Result<Parts, SymbolError> {
        let Some(doc_type) = self.word().filter(|word| is_type(word)) else {
            return self.fail(Expected::Type);
        };
        if !self.take('/') {
            return self.fail(Expected::Slash);
        }
        let org = self.body_and_units()?;
        Ok((SymbolStyle::Party, Some(doc_type), None, org))
    }

    fn state_letter_or_law(&mut self, has_serial: bool) -> Result<Parts, SymbolError> {
        let before = self.offset;
        let Some(first) = self.word() else {
            return self.fail(Expected::Type);
        };
        if let Some(year) = year(&first).filter(|_| has_serial) {
            return self.law(year);
        }
        if !begins_with_letter(&first) {
            self.offset = before;
            return self.fail(Expected::Type);
        }
        if !self.take('-') {
            return self.fail(Expected::Hyphen);
        }
        if DocumentType::of_abbreviation(&first).is_some() {
            let org = self.body_and_units()?;
            return Ok((SymbolStyle::State, Some(first), None, org));
        }
        let mut org = vec![first];
        self.units(&mut org)?;
        Ok((SymbolStyle::Letter, None, None, org))
    }

    fn law(&mut self, year: i16) -> Result<Parts, SymbolError> {
        if !self.take('/') {
            return self.fail(Expected::Slash);
        }
        let mut org = self.body_and_units()?;
        let doc_type = (org.len() > 1).then(|| org.remove(0));
        Ok((SymbolStyle::Law, doc_type, Some(year), org))
    }

    fn body_and_units(&mut self) -> Result<Vec<String>, SymbolError> {
        let before = self.offset;
        let Some(body) = self.word().filter(|word| begins_with_letter(word)) else {
            self.offset = before;
            return self.fail(Expected::Body);
        };
        let mut org = vec![body];
        if self.take('-') {
            self.units(&mut org)?;
        }
        Ok(org)
    }

    /// One unit and those after further hyphens.
    fn units(&mut self, org: &mut Vec<String>) -> Result<(), SymbolError> {
        loop {
            match self.word() {
                Some(unit) => org.push(unit),
                None => return self.fail(Expected::Unit),
            }
            if !self.take('-') {
                return Ok(());
            }
        }
    }

    /// Digits and at most one letter. Dots or lines drawn for a serial to be
    /// filled in by hand are skipped: it is blank.
    fn serial(&mut self) -> Option<String> {
        let rest = self.rest();
        let blank = rest.len() - rest.trim_start_matches(['.', '…', '_', ' ']).len();
        if blank > 0 {
            self.offset += blank;
            return None;
        }
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        if digits == 0 {
            return None;
        }
        let tail = rest.get(digits..).unwrap_or_default();
        let letter = tail
            .chars()
            .next()
            .filter(|first| first.is_alphabetic())
            .map(char::len_utf8)
            .filter(|&length| {
                tail.get(length..)
                    .is_some_and(|after| after.trim_start().starts_with(is_separator))
            })
            .unwrap_or(0);
        let serial = rest.get(..digits + letter)?;
        self.offset += serial.len();
        Some(compose(serial).into_owned())
    }

    fn word(&mut self) -> Option<String> {
        let rest = self.rest();
        let length = rest
            .find(|letter: char| {
                !letter.is_alphanumeric()
                    && !matches!(letter, '&' | '.')
                    && !is_combining_mark(letter)
            })
            .unwrap_or(rest.len());
        let word = rest.get(..length).filter(|word| !word.is_empty())?;
        self.offset += length;
        Some(compose(word).into_owned())
    }

    fn separator(&mut self) -> Option<char> {
        let first = self.rest().chars().next().filter(|&c| is_separator(c))?;
        self.offset += first.len_utf8();
        Some(if first == '/' { '/' } else { '-' })
    }

    fn take(&mut self, wanted: char) -> bool {
        let before = self.offset;
        if self.separator() == Some(wanted) {
            return true;
        }
        self.offset = before;
        false
    }

    fn rest(&mut self) -> &'a str {
        let rest = self.text.get(self.offset..).unwrap_or_default();
        let trimmed = rest.trim_start();
        self.offset += rest.len() - trimmed.len();
        trimmed
    }

    fn fail<T>(&self, expected: Expected) -> Result<T, SymbolError> {
        Err(SymbolError {
            offset: self.offset,
            expected,
        })
    }
}

fn is_separator(letter: char) -> bool {
    matches!(letter, '/' | '-' | '–' | '‑' | '‐' | '−')
}

/// Types are letters only, which keeps dates and spans of numbers out.
fn is_type(word: &str) -> bool {
    word.chars().all(char::is_alphabetic)
}

/// Bodies may carry a number (`QH15`) but never begin with one, as addresses do.
fn begins_with_letter(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
}

fn year(word: &str) -> Option<i16> {
    let year = word.parse().ok().filter(|_| word.len() == 4)?;
    (1900..2200).contains(&year).then_some(year)
}
