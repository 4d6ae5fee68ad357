//! Bytes in, as long as a page may be; then an error instead of all the memory there is.

use std::io::{self, Write};

/// No page of a portal is longer, in bytes; a template that writes more would never end.
pub(super) const MAX_PAGE_BYTES: usize = 64 << 20;

/// Room for a usual page, so that it is not moved as it grows.
const USUAL_PAGE_BYTES: usize = 32 << 10;

/// Collects what a template writes.
pub(super) struct Bounded {
    bytes: Vec<u8>,
}

impl Default for Bounded {
    fn default() -> Self {
        Self {
            bytes: Vec::with_capacity(USUAL_PAGE_BYTES),
        }
    }
}

impl Bounded {
    /// What was written.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl Write for &mut Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MAX_PAGE_BYTES {
            let megabytes = MAX_PAGE_BYTES >> 20;
            return Err(io::Error::other(format!("longer than {megabytes} MB")));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
