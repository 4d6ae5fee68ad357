//! The table of rules: a word for each, its letter in the list of rules, its usual severity.
//! A new rule starts with a line here, and a table in `explanation/`; `check/` holds the rules themselves.

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

            /// The code with this word.
            pub fn of_word(word: &str) -> Option<Code> {
                Self::ALL.iter().copied().find(|code| code.word() == word)
            }

            /// Whether a notice may accept a finding of this rule with a reason. What keeps secret papers and
            /// personal data in, and what makes a file unreadable, cannot be waved through.
            pub fn is_acceptable(self) -> bool {
                !self.letters().starts_with(['J', 'S', 'Z'])
                    && !matches!(self, Code::BadSymbol | Code::TypeMismatch)
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
    /// Two main sessions of one notice overlap at one point.
    SessionsOverlap = "sessions-overlap", "T04", Error;
    /// A test or joining hour after the start it serves.
    TestAfterStart = "test-after-start", "T05", Error;
    /// The document gives no end, or a session is our reading.
    EndUnknown = "end-unknown", "T06", Info;
    /// A session on a day off, and the document does not name the weekday.
    DayOff = "day-off", "T07", Info;
    /// Issued after the sessions it calls to or more than a year before them, or posted before it was issued.
    IssueDateDoubtful = "issue-date-doubtful", "T08", Warning;
    /// Posted less than a day before the start, or after a deadline.
    ShortNotice = "short-notice", "T09", Warning;
    /// The printed symbol does not match the grammar.
    BadSymbol = "bad-symbol", "N01", Error;
    /// `type` and the symbol disagree.
    TypeMismatch = "type-mismatch", "N02", Error;
    /// Serial or day left blank, or no number at all.
    NumberIncomplete = "number-incomplete", "N03", Warning;
    /// One symbol, issuer and date in two files.
    DuplicateSymbol = "duplicate-symbol", "N04", Error;
    /// Party and state punctuation in one paper.
    MixedPunctuation = "mixed-punctuation", "N05", Warning;
    /// A cited document is not in the collection, or is cited without its date.
    CitationUnknown = "citation-unknown", "R01", Info;
    /// One document cited with two dates.
    CitationConflict = "citation-conflict", "R02", Error;
    /// A cited document is dated after the citing one.
    CitedLater = "cited-later", "R03", Warning;
    /// The notice differs from the document whose event it organises.
    CascadeDiffers = "cascade-differs", "R04", Warning;
    /// A change that cannot be: a cycle, an unknown target, a cancelled or twice replaced one.
    BadChange = "bad-change", "R05", Error;
    /// A level that no longer exists hosts a session.
    LevelAbolished = "level-abolished", "L01", Error;
    /// A đặc khu before there were any.
    SpecialZoneEarly = "special-zone-early", "L02", Error;
    /// The number of points differs from the unit table.
    PointCount = "point-count", "L03", Warning;
    /// A level that has something to do owns no point.
    LevelWithoutPoint = "level-without-point", "P01", Warning;
    /// A point with neither a place nor a host whose seat it could be.
    NoPlace = "no-place", "P02", Warning;
    /// A point without a chair.
    NoChair = "no-chair", "P03", Warning;
    /// Units are called without saying how many people.
    QuotaUnclear = "quota-unclear", "P04", Warning;
    /// `form` disagrees with points, links and sessions.
    FormMismatch = "form-mismatch", "P05", Warning;
    /// A session names a point that is neither one of the meeting nor a unit of the table.
    PointUnknown = "point-unknown", "P06", Warning;
    /// Times or limits of the agenda do not fit the session.
    AgendaTimes = "agenda-times", "A01", Warning;
    /// One place holds two meetings at once.
    PlaceTaken = "place-taken", "C01", Error;
    /// One person is in two places at once.
    PersonTwice = "person-twice", "C02", Error;
    /// A deadline after the start it serves.
    DeadlineAfterStart = "deadline-after-start", "K01", Error;
    /// A deadline before the issue, on a day off, or too soon after posting.
    DeadlineUntimely = "deadline-untimely", "K02", Warning;
    /// A deadline that binds nobody, or does not say to whom.
    DeadlineIncomplete = "deadline-incomplete", "K03", Warning;
    /// A document with a secrecy mark.
    Secret = "secret", "S01", Error;
    /// Something internal on its way to a public portal.
    InternalInPublic = "internal-in-public", "S02", Error;
    /// A telephone number or e-mail address where a public page would show it.
    PersonalData = "personal-data", "S03", Error;
    /// A linked file or an address is missing.
    LinkLost = "link-lost", "F01", Warning;
    /// An attachment of a kind that runs rather than is read.
    ActiveFile = "active-file", "F02", Error;
    /// No signature, or no recipients.
    Unsigned = "unsigned", "G01", Warning;
    /// A form of address or a post in a `name`.
    NameNotBare = "name-not-bare", "G02", Warning;
    /// Text that is not in Unicode's composed form (NFC).
    NotNfc = "not-nfc", "X01", Error;
    /// Text of a legacy code page (TCVN3, VNI) taken for Unicode.
    LegacyEncoding = "legacy-encoding", "X01", Warning;
    /// Both placements of tone marks in one notice.
    MixedToneMarks = "mixed-tone-marks", "X02", Warning;
    /// A word a scanner is likely to have misread.
    ScanSuspect = "scan-suspect", "X03", Warning;
    /// A published event changed and no revision was added.
    SilentChange = "silent-change", "Z01", Warning;
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
    /// A portal named in `[[source]]` that cannot be read.
    SourceUnusable = "source-unusable", "J01", Error;
    /// A notice of another portal that is not taken over.
    NoticeLeftOut = "notice-left-out", "J02", Warning;
    /// An accepted finding that is no longer found.
    UnusedAcceptance = "unused-acceptance", "Z03", Warning;
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
