//! A document that changes another, and corrections made in place.

use jiff::civil::DateTime;

use super::Citation;
use crate::text::Spanned;

/// This notice changes another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Change {
    /// The changed document, by citation or by id.
    pub of: Spanned<Citation>,
    /// How.
    pub kind: ChangeKind,
    /// Why.
    pub reason: Option<String>,
}

/// How one notice changes another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// Điều chỉnh.
    Amend,
    /// Hoãn.
    Postpone,
    /// Hủy.
    Cancel,
    /// Thay thế.
    Replace,
    /// Đính chính.
    Correct,
}

impl ChangeKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Amend,
        Self::Postpone,
        Self::Cancel,
        Self::Replace,
        Self::Correct,
    ];

    /// The word in notices.
    pub fn word(self) -> &'static str {
        match self {
            Self::Amend => "amend",
            Self::Postpone => "postpone",
            Self::Cancel => "cancel",
            Self::Replace => "replace",
            Self::Correct => "correct",
        }
    }
}

/// One correction made in this file after it was posted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Revision {
    /// When, civil time of the site.
    pub at: DateTime,
    /// What changed.
    pub note: Option<String>,
}
