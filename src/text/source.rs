//! A file as it was typed, byte spans in it, and the line and column a person would count.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use serde::{Deserialize, Serialize, Serializer};

use super::fold::is_composed;

/// One text file of the site: its path as messages show it, and its text.
#[derive(Debug)]
pub struct Source {
    /// Path relative to the root, `/`-separated: `content/2026/hop.md`.
    pub path: String,
    text: RwLock<Text>,
    is_composed: OnceLock<bool>,
}

/// Where a text is.
enum Text {
    Here(Arc<str>),
    Elsewhere(Box<Fetch>),
}

/// Brings a text that is elsewhere.
pub type Fetch = dyn Fn() -> Arc<str> + Send + Sync;

impl Source {
    /// A source from its parts.
    pub fn new(path: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self {
            path: path.into(),
            text: RwLock::new(Text::Here(text.into())),
            is_composed: OnceLock::new(),
        }
    }

    /// The text, without a byte-order mark.
    pub fn text(&self) -> Arc<str> {
        match &*self.text.read().unwrap_or_else(PoisonError::into_inner) {
            Text::Here(text) => Arc::clone(text),
            Text::Elsewhere(fetch) => fetch(),
        }
    }

    /// Whether the text, and so every part of it, is in Unicode's composed form (NFC); several rules ask.
    pub fn is_composed(&self) -> bool {
        *self.is_composed.get_or_init(|| is_composed(&self.text()))
    }

    /// A part of the text; nothing where it has no such part.
    pub fn part(&self, range: Range<usize>) -> Excerpt {
        let text = self.text();
        let is_there = text.get(range.clone()).is_some();
        let range = if is_there { range } else { 0..0 };
        Excerpt { text, range }
    }

    /// Leaves the text to whoever fetches it from now on.
    pub fn put_elsewhere(&self, fetch: Box<Fetch>) {
        let mut text = self.text.write().unwrap_or_else(PoisonError::into_inner);
        *text = Text::Elsewhere(fetch);
    }

    /// A file whose text is not at hand, for problems about the file itself.
    pub fn unread(path: impl Into<String>) -> Arc<Self> {
        Arc::new(Self::new(path, ""))
    }

    /// Where `offset` (a byte offset) lies; offsets past the end count as the end.
    pub fn position(&self, offset: usize) -> Position {
        let text = self.text();
        let before = &text[..text.floor_char_boundary(offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// The line that holds `offset`, without its line end, and the offset where it starts.
    pub fn line_at(&self, offset: usize) -> (Excerpt, usize) {
        let text = self.text();
        let before = &text[..text.floor_char_boundary(offset)];
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let rest = &text[start..];
        let line = rest.split('\n').next().unwrap_or(rest);
        let range = start..start + line.trim_end_matches('\r').len();
        (Excerpt { text, range }, start)
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.text() == other.text()
    }
}

impl Eq for Source {}

impl Hash for Source {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.path.hash(state);
        self.text().hash(state);
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Here(text) => text.fmt(formatter),
            Self::Elsewhere(_) => formatter.write_str("elsewhere"),
        }
    }
}

/// A part of a text, in hand together with the whole of it.
#[derive(Debug, Clone, Default)]
pub struct Excerpt {
    text: Arc<str>,
    range: Range<usize>,
}

impl Deref for Excerpt {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text[self.range.clone()]
    }
}

impl Serialize for Excerpt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
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
        let position = source.position(source.text().find("= 1").expect("there"));
        assert_eq!((position.line, position.column), (2, 4));
        assert_eq!(&*source.line_at(8).0, "để = 1");
        assert_eq!(source.position(usize::MAX).line, 3);
    }

    #[test]
    fn an_offset_inside_a_character_is_its_start() {
        let source = Source::new("a.md", "ế");
        assert_eq!(source.position(1).column, 1);
    }
}
