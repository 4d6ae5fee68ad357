//! The table of rules: a word for each, its letter in the list of rules, its usual severity.
//! A new rule starts with a line here; `check/` holds the rules themselves.

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal, $letters:literal, $severity:ident;)+) => {
        /// The code of a finding. Its word is what people see: `unknown-key`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of the list.
            pub const ALL: &'static [Code] = &[$(Code::$name,)+];

            /// The word people see and type.
            pub fn word(self) -> &'static str {
                match self { $(Code::$name => $word,)+ }
            }

            /// The family letter and number, which only order the list.
            pub fn letters(self) -> &'static str {
                match self { $(Code::$name => $letters,)+ }
            }

            /// The severity it has unless the rule says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    /// A weekday in the document's words disagrees with its date.
    WeekdayMismatch = "weekday-mismatch", "T01", Error;
    /// The document's words disagree with the date, the hour or the deadline.
    SaidMismatch = "said-mismatch", "T02", Error;
    /// A half-day disagrees with the hour.
    HalfDayMismatch = "half-day-mismatch", "T03", Warning;
    /// The end is not after the start.
    EndBeforeStart = "end-before-start", "T04", Error;
    /// A test or joining hour after the start it serves.
    TestAfterStart = "test-after-start", "T05", Error;
    /// The document gives no end, or a session is our reading.
    EndUnknown = "end-unknown", "T06", Info;
    /// A session on a day off, and the document does not name the weekday.
    DayOff = "day-off", "T07", Info;
    /// The printed symbol does not match the grammar.
    BadSymbol = "bad-symbol", "N01", Error;
    /// `type` and the symbol disagree.
    TypeMismatch = "type-mismatch", "N02", Error;
    /// Serial or day left blank, or no number at all.
    NumberIncomplete = "number-incomplete", "N03", Warning;
    /// One symbol, issuer and date in two files.
    DuplicateSymbol = "duplicate-symbol", "N04", Error;
    /// A cited document is not in the collection, or is cited without its date.
    CitationUnknown = "citation-unknown", "R01", Info;
    /// A change that cannot be: a cycle, an unknown target, a cancelled or twice replaced one.
    BadChange = "bad-change", "R05", Error;
    /// A point with neither a place nor a host whose seat it could be.
    NoPlace = "no-place", "P02", Warning;
    /// A point without a chair.
    NoChair = "no-chair", "P03", Warning;
    /// A deadline after the start it serves.
    DeadlineAfterStart = "deadline-after-start", "K01", Error;
    /// A document with a secrecy mark.
    Secret = "secret", "S01", Error;
    /// Something internal on its way to a public portal.
    InternalInPublic = "internal-in-public", "S02", Error;
    /// A telephone number or e-mail address where a public page would show it.
    PersonalData = "personal-data", "S03", Error;
    /// A linked file or an address is missing.
    LinkLost = "link-lost", "F01", Warning;
    /// A key the format does not know.
    UnknownKey = "unknown-key", "Z02", Error;
    /// A value of another type than the key takes.
    WrongType = "wrong-type", "Z02", Error;
    /// A value outside the words or the range the key takes.
    WrongValue = "wrong-value", "Z02", Error;
    /// A date or time that does not exist.
    WrongDate = "wrong-date", "Z02", Error;
    /// A required key is not there.
    MissingKey = "missing-key", "Z02", Error;
    /// The `+++` fences or the TOML between them are broken.
    BrokenFrontMatter = "broken-front-matter", "Z02", Error;
    /// The file is not a text file the tool can read: empty, not UTF-8, too large, not a file.
    BrokenFile = "broken-file", "Z02", Error;
    /// Two files with one id, or an id that cannot be an address.
    BadId = "bad-id", "Z02", Error;
    /// A template or an interface string of the theme is broken.
    BrokenTheme = "broken-theme", "Z02", Error;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_unique_and_kebab_case() {
        let mut words: Vec<_> = Code::ALL.iter().map(|code| code.word()).collect();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), Code::ALL.len());
        assert!(words.iter().all(|word| {
            word.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        }));
    }
}
