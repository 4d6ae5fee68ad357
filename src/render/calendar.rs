//! iCalendar: entries in, bytes out, by RFC 5545 and RFC 7986 as far as real readers follow them.
//!
//! ```text
//! calendar = head, time zone, entries, end     each line folded at 75 octets, ends with CRLF
//! ```
//!
//! An entry is written once by [`event`]; [`calendar_file`] puts such blocks between a head and an end, so that the same UID
//! is the same bytes in every feed.

mod events;
mod kept;
mod left;
mod line;
mod stamp;
mod unrevised;
mod vevent;
mod zone;

use std::convert::Infallible;
use std::sync::Arc;

use crate::catalog::Catalog;
use crate::plan::calendar::{Feed, Oversized, Pages};
use crate::publish::{DiskError, Fingerprint, Room, Spool};
use events::Event;
use kept::Written;
use line::{Lines, without_separators};

pub use kept::Kept;
pub use left::Left;
pub use unrevised::{Unrevised, unrevised};
pub use vevent::event;
pub use zone::Zone;

/// The calendars of a portal: every entry written once, and the feeds that carry them.
#[derive(Debug)]
pub struct Calendars {
    /// All feeds; each is written by [`Calendars::bytes`].
    pub feeds: Vec<Arc<Feed>>,
    /// Feeds that had to reach back less than others.
    pub oversized: Vec<Oversized>,
    /// What stands for the bytes of each feed.
    fingerprints: Vec<Fingerprint>,
    zone: Zone,
    /// Events by their places.
    written: Vec<Option<Arc<Written>>>,
}

impl Calendars {
    /// Plans and writes the entries of `catalog`, already filtered for its audience.
    pub fn new(catalog: &Catalog, pages: &dyn Pages) -> Self {
        Kept::default().calendars(catalog, pages, None, &Spool::in_memory())
    }

    /// The file of one of its feeds.
    ///
    /// # Errors
    /// What was written of an event cannot be read again.
    pub fn bytes(&self, feed: &Feed) -> Result<Vec<u8>, DiskError> {
        let events = || events_of(feed, &self.written);
        let length = events().map(Event::length).sum();
        let mut room = Room::default();
        file_of(Head::of(feed), &self.zone, length, |file| {
            events().try_for_each(|event| event.write(&mut room, file))
        })
    }

    /// What stands for the bytes of each feed, in their order; the bytes need not be put together to know it.
    pub fn fingerprints(&self) -> &[Fingerprint] {
        &self.fingerprints
    }
}

/// The events of a feed, which stand at their places in `written`.
fn events_of<'a>(
    feed: &'a Feed,
    written: &'a [Option<Arc<Written>>],
) -> impl Iterator<Item = Event<'a>> {
    feed.entries.iter().filter_map(|place| {
        let event = written.get(place.event as usize)?.as_ref()?;
        event.events.get(place.entry)
    })
}

/// Stands for the bytes of a feed in its `frame`.
fn fingerprint(frame: Fingerprint, feed: &Feed, written: &[Option<Arc<Written>>]) -> Fingerprint {
    let events = events_of(feed, written).map(|event| event.fingerprint);
    let events: Vec<Fingerprint> = events.collect();
    Fingerprint::of_value(&(frame, &feed.title, &feed.url, events))
}

/// The name and address of a feed.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// What a phone calls the calendar.
    pub title: &'a str,
    /// The feed's own address.
    pub url: &'a str,
}

impl<'a> Head<'a> {
    fn of(feed: &'a Feed) -> Self {
        Self {
            title: &feed.title,
            url: &feed.url,
        }
    }
}

/// A whole feed; `events` are blocks made by [`event`] with the same zone, whole or in pieces.
pub fn calendar_file<'a>(
    head: Head<'_>,
    zone: &Zone,
    events: impl Iterator<Item = &'a str>,
) -> Vec<u8> {
    let put = |file: &mut Vec<u8>| {
        for event in events {
            file.extend_from_slice(event.as_bytes());
        }
        Ok(())
    };
    let Ok(file) = file_of::<Infallible>(head, zone, 0, put);
    file
}

const END: &[u8] = b"END:VCALENDAR\r\n";

/// A whole feed, between whose head and end `put` puts events of so many bytes, or more.
fn file_of<E>(
    head: Head<'_>,
    zone: &Zone,
    length: usize,
    put: impl FnOnce(&mut Vec<u8>) -> Result<(), E>,
) -> Result<Vec<u8>, E> {
    let mut lines = Lines::default();
    let title = without_separators(head.title);
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//Niem Yet//niemyet//VI");
    lines.put("CALSCALE", "GREGORIAN");
    lines.put_text("X-WR-CALNAME", &title);
    lines.put_text("NAME", &title);
    lines.put("X-WR-TIMEZONE", zone.name());
    lines.put("REFRESH-INTERVAL;VALUE=DURATION", "PT4H");
    lines.put("X-PUBLISHED-TTL", "PT4H");
    lines.put_uri("SOURCE;VALUE=URI", head.url);
    lines.append(zone.definition());
    let mut file = lines.into_bytes();
    file.reserve_exact(length + END.len());
    put(&mut file)?;
    file.extend_from_slice(END);
    Ok(file)
}

/// Stands for a feed without name, address and events.
fn frame(zone: &Zone) -> Fingerprint {
    let head = Head { title: "", url: "" };
    Fingerprint::of_content(&calendar_file(head, zone, std::iter::empty()))
}
