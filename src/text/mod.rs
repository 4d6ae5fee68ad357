//! Text as it was typed: sources with positions, and the Vietnamese language in them.
//! Everything here is pure: strings in, values out.

pub mod collate;
pub mod dates;
pub mod direction;
pub mod fold;
pub mod personal;
pub mod slug;
mod source;
pub mod when;
pub mod words;

pub use source::{Excerpt, Fetch, Position, Source, Span, Spanned};
