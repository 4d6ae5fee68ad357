//! A finding somebody has looked at: the rule and why its finding is right to stay.

use crate::problem::Code;
use crate::text::Span;

/// `accept = [{ rule = "no-chair", reason = "…" }]`: findings of one rule about one notice that are not reported.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Acceptance {
    /// The rule.
    pub rule: Code,
    /// Why the paper is right all the same.
    pub reason: String,
    /// The item in the list.
    pub span: Span,
}
