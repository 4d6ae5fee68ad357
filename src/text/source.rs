//! A file as it was typed, byte spans in it, and the line and column a person would count.

use std::ops::{Deref, Range};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// One text file of the site: its path as messages show it, and its text.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub struct Source {
    /// Path relative to the root, `/`-separated: `content/2026/hop.md`.
    pub path: String,
    /// The text, without a byte-order mark.
    pub text: String,
}

impl Source {
    /// A source from its parts.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
        }
    }

    /// A file whose text is not at hand, for problems about the file itself.
    pub fn unread(path: impl Into<String>) -> Arc<Self> {
        Arc::new(Self::new(path, ""))
    }

    /// Where `offset` (a byte offset) lies; offsets past the end count as the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.floor_boundary(offset);
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// The line that holds `offset`, without its line end, and the offset where it starts.
    pub fn line_at(&self, offset: usize) -> (&str, usize) {
        let offset = self.floor_boundary(offset);
        let start = self.text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let rest = &self.text[start..];
        let line = rest.split('\n').next().unwrap_or(rest);
        (line.trim_end_matches('\r'), start)
    }

    fn floor_boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// A line and a column, both counted from one; the column counts characters, not bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from one.
    pub line: usize,
    /// Character in the line, from one.
    pub column: usize,
}

/// A range of bytes in a [`Source`].
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Hash,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span moved `by` bytes to the right.
    pub fn shifted(self, by: usize) -> Self {
        Self::from(self.start as usize + by..self.end as usize + by)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            start: clamp(range.start),
            end: clamp(range.end),
        }
    }
}

/// A value and where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands in its file.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned::new(change(self.value), self.span)
    }
}

impl<T> Deref for Spanned<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let source = Source::new("a.md", "một\nđể = 1\r\nba");
        let position = source.position(source.text.find("= 1").expect("there"));
        assert_eq!((position.line, position.column), (2, 4));
        assert_eq!(source.line_at(8).0, "để = 1");
        assert_eq!(source.position(usize::MAX).line, 3);
    }

    #[test]
    fn an_offset_inside_a_character_is_its_start() {
        let source = Source::new("a.md", "ế");
        assert_eq!(source.position(1).column, 1);
    }
}
