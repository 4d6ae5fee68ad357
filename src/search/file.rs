//! One file of the index: its content under a name made of it, and the compressed bytes to be served.

use std::io::Write;

use flate2::{Compression, GzBuilder};

/// Bytes of a name: few, because the root repeats every name and they do not compress.
pub(crate) const NAME: usize = 6;

/// A file to be served: `search/3f2a….bin`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexFile {
    /// Path under the site's root. All but `search/root.bin` are named after their content and never change.
    pub path: String,
    /// What it says, before compression.
    pub content: Vec<u8>,
    /// The BLAKE3 of the content.
    pub hash: [u8; 32],
}

impl IndexFile {
    /// A file named after `content`, by so many bytes.
    pub(crate) fn hashed(content: Vec<u8>, length: usize) -> Self {
        let hash = *blake3::hash(&content).as_bytes();
        Self {
            path: path(&hash[..length]),
            content,
            hash,
        }
    }

    /// A file with a fixed name.
    pub(crate) fn fixed(path: &str, content: Vec<u8>) -> Self {
        Self {
            path: path.to_owned(),
            hash: *blake3::hash(&content).as_bytes(),
            content,
        }
    }

    /// What is served: the content, gzipped.
    pub fn bytes(&self) -> Vec<u8> {
        compress(&self.content)
    }

    /// The bytes its name is written with.
    pub(crate) fn name(&self) -> Vec<u8> {
        let hex = self
            .path
            .trim_start_matches("search/")
            .trim_end_matches(".bin")
            .as_bytes();
        hex.chunks(2)
            .map(|pair| {
                pair.iter()
                    .fold(0, |byte, &digit| byte << 4 | nibble(digit))
            })
            .collect()
    }
}

/// The path of the file whose name is `name`.
pub(crate) fn path(name: &[u8]) -> String {
    let hex: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("search/{hex}.bin")
}

fn nibble(digit: u8) -> u8 {
    if digit.is_ascii_digit() {
        digit - b'0'
    } else {
        digit - b'a' + 10
    }
}

/// Gzip without a time or a name in its header: the same content gives the same bytes.
fn compress(content: &[u8]) -> Vec<u8> {
    let mut encoder =
        GzBuilder::new().write(Vec::with_capacity(content.len() / 2), Compression::new(7));
    let written = encoder.write_all(content).and_then(|()| encoder.finish());
    written.unwrap_or_else(|_| unreachable!("a vector takes all that is written"))
}
