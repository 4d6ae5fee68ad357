//! What lies between two expressions of time, and whether it joins them.

use crate::text::when::reader::Found;
use crate::text::when::tokens::{PARAGRAPH, Tokens};

/// The most tokens between two expressions of one moment.
const LONGEST_GAP: usize = 5;
/// The words that may stand between them.
const JOINTS: &[&str] = &[
    "bắt", "buổi", "các", "của", "cùng", "đầu", "đến", "đúng", "hồi", "là", "lúc", "ngày", "tới",
    "trong", "từ", "vào",
];

/// What lies between two expressions.
pub(super) struct Gap {
    pub(super) joins: bool,
    pub(super) is_until: bool,
    pub(super) opens: bool,
    pub(super) closes: bool,
    pub(super) has_paragraph: bool,
}

impl Gap {
    pub(super) fn between(tokens: &Tokens<'_>, from: usize, to: usize) -> Gap {
        let mut gap = Gap {
            joins: to.saturating_sub(from) <= LONGEST_GAP,
            is_until: false,
            opens: false,
            closes: false,
            has_paragraph: false,
        };
        for at in from..to {
            let (mark, word) = (tokens.mark(at), tokens.word(at));
            gap.is_until |= matches!(word, "đến" | "tới") || matches!(mark, '-' | '–' | '—');
            gap.opens |= mark == '(';
            gap.closes |= mark == ')';
            gap.has_paragraph |= mark == PARAGRAPH;
            gap.joins &= is_joint(mark, word);
        }
        gap
    }
}

fn is_joint(mark: char, word: &str) -> bool {
    matches!(mark, ',' | '(' | ')' | ':' | '-' | '–' | '—') || JOINTS.contains(&word)
}

/// Whether the first of these expressions belongs to a date after it and not to
/// the one before it: in `trước ngày 10/7, thứ Hai 13/7 họp` the weekday does.
pub(super) fn own_date_follows(tokens: &Tokens<'_>, found: &[Found]) -> bool {
    for pair in found.windows(2) {
        let [this, next] = pair else {
            return false;
        };
        let gap = Gap::between(tokens, this.end, next.first);
        if this.phrase.kind.names_days() || !gap.joins || gap.closes {
            return false;
        }
        if next.phrase.kind.names_days() {
            return true;
        }
    }
    false
}
