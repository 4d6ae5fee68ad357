//! What is wrong with a text that is no repeat rule: the word and what belongs there.

use std::fmt;
use std::ops::Range;

/// Why a text is not a repeat rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatError {
    /// The wrong word, as bytes of the text given; empty at the end of the text
    /// when a word is missing.
    pub span: Range<usize>,
    /// The wrong word itself, for "did you mean".
    pub word: String,
    /// What is wrong with it.
    pub problem: RepeatProblem,
}

/// What is wrong with a word of a repeat rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepeatProblem {
    /// The rule does not begin with `weekly` or `monthly`.
    Frequency,
    /// Not one of `mon` … `sun`.
    Weekday,
    /// Neither a day 1–31, nor `fri#2`, nor `last`.
    MonthDay,
    /// A day of the month outside 1–31.
    DayRange,
    /// An order outside 1–5.
    OrderRange,
    /// A word after a day that was already complete.
    Surplus,
}

impl RepeatProblem {
    /// The words that may stand here, for "did you mean".
    pub fn candidates(self) -> &'static [&'static str] {
        match self {
            RepeatProblem::Frequency => &["weekly", "monthly"],
            RepeatProblem::Weekday => &["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
            RepeatProblem::MonthDay => &["last", "mon", "tue", "wed", "thu", "fri", "sat", "sun"],
            RepeatProblem::DayRange | RepeatProblem::OrderRange | RepeatProblem::Surplus => &[],
        }
    }

    /// In Vietnamese, what the word should be.
    pub fn vi(self) -> &'static str {
        match self {
            RepeatProblem::Frequency => "cần `weekly` hoặc `monthly`",
            RepeatProblem::Weekday => "cần một ngày trong tuần: `mon` … `sun`",
            RepeatProblem::MonthDay => {
                "cần ngày trong tháng (`5`), `fri#2`, `last fri` hoặc `last`"
            }
            RepeatProblem::DayRange => "ngày trong tháng từ 1 đến 31",
            RepeatProblem::OrderRange => "thứ tự trong tháng từ 1 đến 5",
            RepeatProblem::Surplus => "thừa; các ngày cách nhau bằng dấu phẩy",
        }
    }

    /// In English, what the word should be.
    pub fn en(self) -> &'static str {
        match self {
            RepeatProblem::Frequency => "expected `weekly` or `monthly`",
            RepeatProblem::Weekday => "expected a weekday: `mon` … `sun`",
            RepeatProblem::MonthDay => {
                "expected a day of the month (`5`), `fri#2`, `last fri` or `last`"
            }
            RepeatProblem::DayRange => "days of the month run from 1 to 31",
            RepeatProblem::OrderRange => "orders within a month run from 1 to 5",
            RepeatProblem::Surplus => "too much; days are separated by commas",
        }
    }
}

impl fmt::Display for RepeatError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}`: {}", self.word, self.problem.en())
    }
}

impl std::error::Error for RepeatError {}
