//! Bytes in, sixteen bytes out that stand for them: what a page was made from, or what a file holds.

use std::cell::Cell;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// Sixteen bytes of BLAKE3. Two files made from the same things have the same fingerprint, so one of them need not be made again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint([u8; 16]);

impl Hash for Fingerprint {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        hasher.write(&self.0);
    }
}

impl Fingerprint {
    /// The fingerprint of several parts in order. Each part is preceded by its length, so `["ab", "c"]` and `["a", "bc"]` differ.
    #[must_use]
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self::finish(&hasher)
    }

    /// The plain hash of the bytes of one file, cut to sixteen bytes: equal to the start of what `b3sum` prints.
    #[must_use]
    pub fn of_content(bytes: &[u8]) -> Self {
        Self::cut(*blake3::hash(bytes).as_bytes())
    }

    /// That of a whole hash.
    #[must_use]
    pub fn cut(hash: [u8; 32]) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        Self(bytes)
    }

    /// Stands for a value: values that hash alike have the same fingerprint, on every machine.
    #[must_use]
    pub fn of_value(value: &impl Hash) -> Self {
        // One value is told within another, each needs its own room.
        let mut said = Said(ROOM.take());
        value.hash(&mut said);
        let fingerprint = Self::of_content(&said.0);
        said.0.clear();
        ROOM.set(said.0);
        fingerprint
    }

    /// Its sixteen bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Adds to a text what is shown. A manifest has many, and formatting takes ten times as long.
    pub(super) fn add_to(&self, text: &mut String) {
        let digit = |half: u8| DIGITS[usize::from(half)];
        let mut digits = [0; 32];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(self.0) {
            pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
        }
        text.push_str(std::str::from_utf8(&digits).unwrap_or_default());
    }

    /// The one with these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// What stands for all that `hasher` was told.
    pub(super) fn finish(hasher: &blake3::Hasher) -> Self {
        Self::cut(*hasher.finalize().as_bytes())
    }
}

thread_local! {
    /// Where values say what they are, kept for the next one: there are tens of thousands in every build.
    static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// What a value says of itself to a hasher, in bytes that do not depend on the machine.
struct Said(Vec<u8>);

impl Hasher for Said {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn write_u16(&mut self, number: u16) {
        self.write(&number.to_le_bytes());
    }

    fn write_u32(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }

    fn write_u64(&mut self, number: u64) {
        self.write(&number.to_le_bytes());
    }

    fn write_u128(&mut self, number: u128) {
        self.write(&number.to_le_bytes());
    }

    /// Lengths and the numbers of variants come here.
    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_isize(&mut self, number: isize) {
        self.write_u64(number as u64);
    }

    /// The bytes are wanted, not the number.
    fn finish(&self) -> u64 {
        0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl FromStr for Fingerprint {
    type Err = NotAFingerprint;

    fn from_str(text: &str) -> Result<Self, NotAFingerprint> {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != 32 || !text.bytes().all(is_digit) {
            return Err(NotAFingerprint);
        }
        let number = u128::from_str_radix(text, 16).map_err(|_| NotAFingerprint)?;
        Ok(Self(number.to_be_bytes()))
    }
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// The text is not 32 lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAFingerprint;

impl fmt::Display for NotAFingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a fingerprint has 32 lower-case hexadecimal digits")
    }
}

impl std::error::Error for NotAFingerprint {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_between_parts_count() {
        assert_ne!(
            Fingerprint::of(&[b"ab", b"c"]),
            Fingerprint::of(&[b"a", b"bc"])
        );
        assert_ne!(Fingerprint::of(&[b""]), Fingerprint::of(&[]));
    }

    #[test]
    fn what_is_shown_reads_back() {
        let fingerprint = Fingerprint::of_content(b"");
        // The published BLAKE3 test vector for no input.
        assert_eq!(fingerprint.to_string(), "af1349b9f5f9a1a6a0404dea36dcc949");
        assert_eq!(fingerprint.to_string().parse(), Ok(fingerprint));
        let mut added = String::new();
        fingerprint.add_to(&mut added);
        assert_eq!(added, fingerprint.to_string());
        for wrong in [
            "",
            "+f1349b9f5f9a1a6a0404dea36dcc949",
            "AF1349B9F5F9A1A6A0404DEA36DCC949",
        ] {
            assert_eq!(wrong.parse::<Fingerprint>(), Err(NotAFingerprint));
        }
    }
}
