//! What one program wrote of events, for the next: calendars in, bytes out; bytes in, events out.
//!
//! ```text
//! sixteen bytes        stand for the notices of an event, the site and its readers
//! length, bytes        what feeds know of it, as JSON
//! lengths, bytes       its VEVENTs, as they are kept
//! ```

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::Calendars;
use super::events::Events;
use crate::catalog::{Catalog, Imprints};
use crate::notice::Notice;
use crate::plan::calendar::Told;
use crate::publish::cache::{part, put_part};
use crate::publish::{DiskError, Fingerprint, Spool};

/// Of so many events one may have to be written again before all are left anew.
const FEW: usize = 20;

/// What another program wrote of events, by what stands for all that each is made from.
#[derive(Debug, Default)]
pub struct Left {
    bytes: Vec<u8>,
    events: HashMap<Fingerprint, Range<usize>>,
}

impl Left {
    /// Reads what [`Calendars::leave`] handed out; `None` where it is anything else.
    pub fn read(bytes: Vec<u8>) -> Option<Self> {
        let mut events = HashMap::new();
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let (mark, after) = rest.split_first_chunk()?;
            rest = after;
            let start = bytes.len() - rest.len();
            part(&mut rest)?;
            Events::skip(&mut rest)?;
            let event = start..bytes.len() - rest.len();
            events.insert(Fingerprint::from_bytes(*mark), event);
        }
        Some(Self { bytes, events })
    }

    /// Whether it is worth the while to leave these calendars instead.
    pub fn lacks(&self, calendars: &Calendars) -> bool {
        let written = calendars.written.iter().flatten();
        let is_new = |mark: &Fingerprint| !self.events.contains_key(mark);
        let new = written.filter_map(|event| event.mark).filter(is_new);
        new.count() * FEW > self.events.len()
    }

    fn event(&self, mark: Fingerprint, spool: &Spool) -> Option<(Told, Events)> {
        let mut rest = self.bytes.get(self.events.get(&mark)?.clone())?;
        let told = serde_json::from_slice(part(&mut rest)?).ok()?;
        Some((told, Events::read(&mut rest, spool)?))
    }
}

impl Calendars {
    /// Hands out what is written of each event, piece by piece.
    ///
    /// # Errors
    /// Those of `take` and of [`Spooled::get`](crate::publish::Spooled::get).
    pub fn leave<E: From<DiskError>>(
        &self,
        take: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        for event in self.written.iter().flatten() {
            let (Some(mark), Ok(told)) = (event.mark, serde_json::to_vec(&event.told)) else {
                continue;
            };
            take(mark.as_bytes())?;
            put_part(take, &told)?;
            event.events.leave(take)?;
        }
        Ok(())
    }
}

/// What was left, and how to tell what it was written from.
pub(super) struct Marks<'a> {
    left: &'a Left,
    imprints: &'a Imprints,
    site: Fingerprint,
}

impl<'a> Marks<'a> {
    pub(super) fn of(catalog: &Catalog, left: &'a Left, imprints: &'a Imprints) -> Self {
        Self {
            left,
            imprints,
            site: Fingerprint::of_value(&catalog.site),
        }
    }

    pub(super) fn mark(&self, chain: &[Arc<Notice>]) -> Fingerprint {
        let notices = chain.iter().map(|notice| self.imprints.of(notice));
        Fingerprint::of_value(&(self.site, notices.collect::<Vec<_>>()))
    }

    pub(super) fn event(&self, mark: Fingerprint, spool: &Spool) -> Option<(Told, Events)> {
        self.left.event(mark, spool)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_cut_or_lie_about_lengths_do_no_harm() {
        let mark = Fingerprint::from_bytes([7; 16]);
        let mut bytes = vec![7; 16];
        for part in ["{}", "BEGIN:VEVENT", "0000 111", "1111111111111111 222"] {
            bytes.extend((part.len() as u64).to_le_bytes());
            bytes.extend(part.as_bytes());
        }
        assert_eq!(Left::read(bytes.clone()).unwrap().events.len(), 1);
        for at in 0..bytes.len() {
            assert_eq!(Left::read(bytes[..at].to_vec()).is_some(), at == 0);
            for flip in [1, 0x40, 0xff] {
                let mut broken = bytes.clone();
                broken[at] ^= flip;
                let left = Left::read(broken).unwrap_or_default();
                assert!(left.event(mark, &Spool::in_memory()).is_none());
            }
        }
    }
}
