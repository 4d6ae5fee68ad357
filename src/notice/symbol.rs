//! Document symbols: `25-KH/TW` as printed in, its parts and a comparison key out.
//!
//! ```text
//! party  = [serial] "-" TYPE "/" ORG {"-" UNIT}       25-KH/TW · -GM/CQTT
//! state  = [serial] "/" TYPE "-" ORG {"-" UNIT}       88/GM-UBND · 15/QĐ-BNV
//! letter = [serial] "/" ORG "-" UNIT {"-" UNIT}       05/BNV-VP · /SCT-CN
//! law    = serial "/" year "/" [TYPE "-"] ORG         30/2020/NĐ-CP · 57/2025/QH15
//! ```

mod error;
mod grammar;

use std::fmt;

use serde::Serialize;

pub use self::error::{Expected, SymbolError};
use super::document_type::DocumentType;
use crate::text::slug::slug;

/// Which of the four shapes of the grammar a symbol has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SymbolStyle {
    /// A Party document: the serial is followed by a hyphen.
    Party,
    /// A state document with a type: the serial is followed by a slash.
    State,
    /// A state công văn, which carries no type.
    Letter,
    /// A legal document, whose serial is followed by its year.
    Law,
}

/// A document symbol (số, ký hiệu) taken apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Symbol {
    /// As printed, composed (NFC), without spaces at the ends.
    pub text: String,
    /// The shape.
    pub style: SymbolStyle,
    /// As printed, `05` or `168a`; none when the place was left blank.
    pub serial: Option<String>,
    /// The abbreviation as printed; none for a công văn and for acts of the
    /// National Assembly (`57/2025/QH15`).
    pub doc_type: Option<String>,
    /// The year of a legal document.
    pub year: Option<i16>,
    /// The issuing body, then the drafting units: `["UBND", "VX"]`.
    pub org: Vec<String>,
}

impl Symbol {
    /// Reads a whole symbol, without the word `Số`. Spaces around separators are
    /// tolerated, a dash counts as a hyphen, dots may fill a blank serial.
    ///
    /// # Errors
    /// The byte offset in `text` and what the grammar wants there.
    pub fn parse(text: &str) -> Result<Symbol, SymbolError> {
        grammar::read(text)
    }

    /// The kind of document the symbol names; a state letter is a công văn.
    pub fn document_type(&self) -> Option<&'static DocumentType> {
        match (&self.doc_type, self.style) {
            (Some(abbreviation), _) => DocumentType::of_abbreviation(abbreviation),
            (None, SymbolStyle::Letter) => DocumentType::of_abbreviation("CV"),
            (None, _) => None,
        }
    }

    /// Equal for two printings of one symbol: lower case, no spaces, no leading
    /// zeros. đ is kept, for `12/HĐ-X` (hợp đồng) is not `12/HD-X` (hướng dẫn).
    pub fn key(&self) -> String {
        let serial = self.serial.as_deref().unwrap_or_default();
        let serial = serial.trim_start_matches('0');
        let org = self.org.join("-");
        let doc_type = self.doc_type.as_deref().unwrap_or_default();
        let key = match (self.style, self.year) {
            (SymbolStyle::Party, _) => format!("{serial}-{doc_type}/{org}"),
            (SymbolStyle::State, _) => format!("{serial}/{doc_type}-{org}"),
            (SymbolStyle::Law, Some(year)) if !doc_type.is_empty() => {
                format!("{serial}/{year}/{doc_type}-{org}")
            }
            (SymbolStyle::Law, Some(year)) => format!("{serial}/{year}/{org}"),
            (SymbolStyle::Letter | SymbolStyle::Law, _) => format!("{serial}/{org}"),
        };
        key.to_lowercase()
    }

    /// For URLs: `25-kh-tw`; `gm-cqtt` when the serial is blank.
    pub fn slug(&self) -> String {
        slug(&self.text)
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    /// `style|serial|type|year|org`, with `_` for what is absent.
    fn parts(text: &str) -> String {
        let symbol = Symbol::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let year = symbol.year.map(|year| year.to_string());
        let optional = |part: Option<String>| part.unwrap_or_else(|| "_".to_owned());
        format!(
            "{:?}|{}|{}|{}|{}",
            symbol.style,
            optional(symbol.serial),
            optional(symbol.doc_type),
            optional(year),
            symbol.org.join(",")
        )
    }

    #[test]
    fn the_forms_of_the_grammar() {
        for (text, expected) in [
            ("25-KH/TW", "Party|25|KH|_|TW"),
            ("-GM/CQTT", "Party|_|GM|_|CQTT"),
            ("12819-CV/VPTW", "Party|12819|CV|_|VPTW"),
            ("664-KH/HVCTQG", "Party|664|KH|_|HVCTQG"),
            ("257-QĐ/TU", "Party|257|QĐ|_|TU"),
            ("88/GM-UBND", "State|88|GM|_|UBND"),
            ("15/QĐ-BNV", "State|15|QĐ|_|BNV"),
            ("168a/TTr-SNV-TCBC", "State|168a|TTr|_|SNV,TCBC"),
            ("/GM-UBND", "State|_|GM|_|UBND"),
            ("05/BNV-VP", "Letter|05|_|_|BNV,VP"),
            ("/SCT-CN", "Letter|_|_|_|SCT,CN"),
            ("30/2020/NĐ-CP", "Law|30|NĐ|2020|CP"),
            ("57/2025/QH15", "Law|57|_|2025|QH15"),
            ("01/2024/TTLT-BCA-BQP", "Law|01|TTLT|2024|BCA,BQP"),
        ] {
            assert_eq!(parts(text), expected, "{text}");
            let decomposed: String = text.nfd().collect();
            assert_eq!(parts(&decomposed), expected, "{text} decomposed");
        }
    }

    #[test]
    fn spaces_dashes_and_dots_are_tolerated() {
        assert_eq!(parts(" 25 - KH / TW "), "Party|25|KH|_|TW");
        assert_eq!(parts("25–KH/TW"), "Party|25|KH|_|TW");
        assert_eq!(parts("…… /GM-UBND"), "State|_|GM|_|UBND");
        assert_eq!(parts("168a /KH-UBND"), "State|168a|KH|_|UBND");
    }

    #[test]
    fn errors_tell_the_place_and_what_was_expected() {
        for (text, offset, expected) in [
            ("", 0, Expected::SerialOrSeparator),
            ("KH/TW", 0, Expected::SerialOrSeparator),
            ("25", 2, Expected::SeparatorAfterSerial),
            ("25KH/TW", 2, Expected::SeparatorAfterSerial),
            ("25-KH", 5, Expected::Slash),
            ("25-KH/", 6, Expected::Body),
            ("25-/TW", 3, Expected::Type),
            ("5/12-A", 2, Expected::Type),
            ("25-KH/1", 6, Expected::Body),
            ("88/GM", 5, Expected::Hyphen),
            ("88/GM-", 6, Expected::Body),
            ("05/BNV-", 7, Expected::Unit),
            ("88/GM-UBND x", 11, Expected::End),
            ("30/2020", 7, Expected::Slash),
        ] {
            let error = Symbol::parse(text).expect_err(text);
            assert_eq!((error.offset, error.expected), (offset, expected), "{text}");
        }
    }

    #[test]
    fn dates_are_not_symbols() {
        for text in ["13/01/2025", "23-24/5/2026", "2021 - 2026", "8h30-9h00/x"] {
            assert!(Symbol::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn keys_compare_and_slugs_locate() {
        let key = |text: &str| Symbol::parse(text).map(|symbol| symbol.key());
        assert_eq!(key("05/BNV-VP"), key("5 / bnv - vp"));
        assert_eq!(key("30/2020/NĐ-CP"), Ok("30/2020/nđ-cp".to_owned()));
        assert_ne!(key("12/HĐ-UBND"), key("12/HD-UBND"));
        assert_ne!(key("25-KH/TW"), key("25/KH-TW"));
        let slug = |text: &str| Symbol::parse(text).map(|symbol| symbol.slug());
        assert_eq!(slug("25-KH/TW"), Ok("25-kh-tw".to_owned()));
        assert_eq!(slug("-GM/CQTT"), Ok("gm-cqtt".to_owned()));
    }

    #[test]
    fn a_letter_is_a_cong_van() {
        let name = |text: &str| {
            let symbol = Symbol::parse(text).ok()?;
            symbol.document_type().map(|row| row.abbreviation)
        };
        assert_eq!(name("05/BNV-VP"), Some("CV"));
        assert_eq!(name("12819-CV/VPTW"), Some("CV"));
        assert_eq!(name("57/2025/QH15"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused_within_it(text in ".*") {
            match Symbol::parse(&text) {
                Ok(symbol) => proptest::prop_assert!(!symbol.org.is_empty()),
                Err(error) => proptest::prop_assert!(error.offset <= text.len()),
            }
        }

        #[test]
        fn reading_the_printed_text_again_gives_the_same(
            serial in "[0-9]{0,5}", kind in "KH|QĐ|CTr", body in "[A-ZĐ]{2,5}"
        ) {
            let first = Symbol::parse(&format!("{serial}-{kind}/{body}"));
            let again = first.clone().map(|symbol| symbol.text);
            proptest::prop_assert_eq!(again.map(|text| Symbol::parse(&text)), Ok(first));
        }
    }
}
