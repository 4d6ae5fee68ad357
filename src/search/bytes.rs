//! Numbers as bytes: seven bits each, lowest first, the high bit saying that more follow.

/// Appends `number`.
pub(crate) fn push(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Appends `text` after `last`: how many letters they share, as JavaScript counts them, then the others behind their
/// length in bytes.
pub(crate) fn push_front_coded(bytes: &mut Vec<u8>, last: &str, text: &str) {
    let shared = shared(last, text);
    push(bytes, text[..shared].chars().count() as u64);
    push(bytes, (text.len() - shared) as u64);
    bytes.extend_from_slice(&text.as_bytes()[shared..]);
}

/// Bytes both begin with, up to the border of a letter.
pub(crate) fn shared(one: &str, other: &str) -> usize {
    let mut shared = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    while !other.is_char_boundary(shared) {
        shared -= 1;
    }
    shared
}

/// Reads what `push` wrote; `None` past the end, so that a damaged file cannot run away.
#[derive(Debug, Clone)]
pub(crate) struct Reader<'b> {
    bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    /// Reads `bytes` from their start.
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes }
    }

    /// Whether nothing is left.
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The next number.
    pub(crate) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let (&byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// The next number as a count or a position.
    pub(crate) fn size(&mut self) -> Option<usize> {
        self.number()
            .and_then(|number| usize::try_from(number).ok())
    }

    /// The next `count` bytes.
    pub(crate) fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    /// A front-coded text after `last`.
    pub(crate) fn front_coded(&mut self, last: &str) -> Option<String> {
        let (shared, length) = (self.size()?, self.size()?);
        let rest = std::str::from_utf8(self.take(length)?).ok()?;
        Some(last.chars().take(shared).chain(rest.chars()).collect())
    }
}
