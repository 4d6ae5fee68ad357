//! The VEVENTs of one event, which say much alike: their texts in; every line kept once, in a spool, and each text out again,
//! put together of pieces.
//!
//! ```text
//! lines     BEGIN:VEVENT … END:VEVENT  UID:… SUMMARY:…      those of the first text, then what others have besides
//! pieces    0..600  0..14  600..640  70..600               where texts stand in them, one text after the other
//! texts     1, 4                                           how many pieces end with each text
//! ```

use rustc_hash::FxHashMap;

use crate::publish::cache::{part, put_part};
use crate::publish::{DiskError, Fingerprint, Room, Spool, Spooled};
use crate::text::Span;

/// The VEVENTs of one event, in the order of its entries.
#[derive(Debug)]
pub(super) struct Events {
    lines: Spooled,
    pieces: Box<[Span]>,
    texts: Box<[Text]>,
}

#[derive(Debug)]
struct Text {
    fingerprint: Fingerprint,
    /// The piece after its last.
    until: u32,
}

/// A VEVENT, written once for all the feeds that carry it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event<'a> {
    /// Stands for its text.
    pub(super) fingerprint: Fingerprint,
    lines: &'a Spooled,
    pieces: &'a [Span],
}

impl Event<'_> {
    /// How many bytes its text has.
    pub(super) fn length(self) -> usize {
        let piece = |piece: &Span| piece.end.saturating_sub(piece.start) as usize;
        self.pieces.iter().map(piece).sum()
    }

    /// Adds its text to a `file`; `room` is for lines that are not in memory.
    ///
    /// # Errors
    /// Those of [`Spooled::get`].
    pub(super) fn write(self, room: &mut Room, file: &mut Vec<u8>) -> Result<(), DiskError> {
        let lines = self.lines.get(room)?;
        let piece = |piece: &Span| lines.get(piece.start as usize..piece.end as usize);
        for piece in self.pieces.iter().filter_map(piece) {
            file.extend_from_slice(piece);
        }
        Ok(())
    }
}

/// Lines, each once, and where they stand.
#[derive(Default)]
struct Known<'t> {
    lines: String,
    places: FxHashMap<&'t str, usize>,
}

impl<'t> Known<'t> {
    /// Adds those lines of a text that are new, and the pieces the text is put together of.
    fn add(&mut self, text: &'t str, pieces: &mut Vec<Span>) {
        let mut piece = 0..0;
        for line in text.split_inclusive('\n') {
            // What follows a line mostly follows it again.
            let follows = self.lines[piece.end..].starts_with(line);
            let at = if follows {
                piece.end
            } else {
                self.place_of(line)
            };
            if at != piece.end {
                pieces.extend((!piece.is_empty()).then(|| Span::from(piece)));
                piece = at..at;
            }
            piece.end += line.len();
        }
        pieces.extend((!piece.is_empty()).then(|| Span::from(piece)));
    }

    fn place_of(&mut self, line: &'t str) -> usize {
        *self.places.entry(line).or_insert_with(|| {
            self.lines.push_str(line);
            self.lines.len() - line.len()
        })
    }
}

impl Events {
    /// Keeps the `texts` of an event, which end with a line, their lines in the `spool`.
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str>, spool: &Spool) -> Self {
        let mut known = Known::default();
        let mut pieces: Vec<Span> = Vec::new();
        let texts = texts.map(|text| {
            known.add(text, &mut pieces);
            Text {
                fingerprint: Fingerprint::of_content(text.as_bytes()),
                until: u32::try_from(pieces.len()).unwrap_or(u32::MAX),
            }
        });
        let texts = texts.collect();
        Self {
            lines: spool.put(known.lines.as_bytes()),
            // A copy without spare room: allocators seldom shrink what they gave.
            pieces: Box::from(pieces.as_slice()),
            texts,
        }
    }

    /// That of an entry.
    pub(super) fn get(&self, entry: u32) -> Option<Event<'_>> {
        let entry = entry as usize;
        let text = self.texts.get(entry)?;
        let before = entry.checked_sub(1).and_then(|one| self.texts.get(one));
        let first = before.map_or(0, |before| before.until);
        Some(Event {
            fingerprint: text.fingerprint,
            lines: &self.lines,
            pieces: self.pieces.get(first as usize..text.until as usize)?,
        })
    }

    /// Hands out what [`Events::read`] makes the same of.
    ///
    /// # Errors
    /// Those of `take` and of [`Spooled::get`].
    pub(super) fn leave<E: From<DiskError>>(
        &self,
        take: &mut dyn FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let pieces = self
            .pieces
            .iter()
            .flat_map(|piece| [piece.start, piece.end]);
        let mut texts = Vec::new();
        for Text { fingerprint, until } in &self.texts {
            texts.extend(fingerprint.as_bytes());
            texts.extend(until.to_le_bytes());
        }
        put_part(take, self.lines.get(&mut Room::default())?)?;
        put_part(
            take,
            &pieces.flat_map(u32::to_le_bytes).collect::<Vec<u8>>(),
        )?;
        put_part(take, &texts)
    }

    /// Leaps over what [`Events::leave`] handed out; `None` where it is anything else.
    pub(super) fn skip(rest: &mut &[u8]) -> Option<()> {
        (0..3).try_for_each(|_| part(rest).map(drop))
    }

    /// Takes from `rest` what [`Events::leave`] handed out; `None` where it is anything else.
    pub(super) fn read(rest: &mut &[u8], spool: &Spool) -> Option<Self> {
        let lines = part(rest)?;
        let (numbers, []) = part(rest)?.as_chunks::<4>() else {
            return None;
        };
        let (pieces, []) = numbers.as_chunks::<2>() else {
            return None;
        };
        let piece = |[start, end]: &[[u8; 4]; 2]| Span {
            start: u32::from_le_bytes(*start),
            end: u32::from_le_bytes(*end),
        };
        let (texts, []) = part(rest)?.as_chunks::<20>() else {
            return None;
        };
        let text = |bytes: &[u8; 20]| {
            let (fingerprint, until) = bytes.split_first_chunk()?;
            Some(Text {
                fingerprint: Fingerprint::from_bytes(*fingerprint),
                until: u32::from_le_bytes(*until.first_chunk()?),
            })
        };
        Some(Self {
            lines: spool.put(lines),
            pieces: pieces.iter().map(piece).collect(),
            texts: texts.iter().map(text).collect::<Option<_>>()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 4] = [
        "BEGIN\r\nUID:1\r\nSAY:a\r\n b\r\nEND\r\n",
        "BEGIN\r\nUID:2\r\nSAY:a\r\n b\r\nEND\r\n",
        "",
        "BEGIN\r\nUID:2\r\nSAY:a\r\nSAY:a\r\nEND\r\n",
    ];

    fn kept(spool: &Spool) -> Events {
        Events::of(TEXTS.into_iter(), spool)
    }

    fn text(events: &Events, entry: u32) -> String {
        let event = events.get(entry).unwrap();
        let mut text = Vec::new();
        event.write(&mut Room::default(), &mut text).unwrap();
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn texts_come_out_as_they_went_in_and_no_line_is_kept_twice() {
        let spool = Spool::in_memory();
        let events = kept(&spool);
        for (entry, expected) in (0..).zip(TEXTS) {
            assert_eq!(text(&events, entry), expected);
            let fingerprint = Fingerprint::of_content(expected.as_bytes());
            assert_eq!(events.get(entry).unwrap().fingerprint, fingerprint);
        }
        assert!(events.get(4).is_none());
        let mut room = Room::default();
        let lines = events.lines.get(&mut room).unwrap();
        assert_eq!(lines, [TEXTS[0], "UID:2\r\n"].concat().as_bytes());
        assert_eq!(events.get(0).unwrap().pieces.len(), 1);
        assert_eq!(events.get(1).unwrap().pieces.len(), 3);
    }

    #[test]
    fn what_is_left_is_read_again_and_no_number_in_it_does_harm() {
        let mut left = Vec::new();
        let mut take = |bytes: &[u8]| {
            left.extend_from_slice(bytes);
            Ok::<(), DiskError>(())
        };
        let spool = Spool::in_memory();
        kept(&spool).leave(&mut take).unwrap();
        let read = Events::read(&mut left.as_slice(), &spool).unwrap();
        for (entry, expected) in (0..).zip(TEXTS) {
            assert_eq!(text(&read, entry), expected);
        }
        let mut rest = left.as_slice();
        Events::skip(&mut rest).unwrap();
        assert!(rest.is_empty());
        for at in 0..left.len() {
            assert!(Events::read(&mut &left[..at], &spool).is_none());
            for flip in [1, 0x40, 0xff] {
                let mut broken = left.clone();
                broken[at] ^= flip;
                if let Some(read) = Events::read(&mut broken.as_slice(), &spool) {
                    for event in (0..5).filter_map(|entry| read.get(entry)) {
                        event.write(&mut Room::default(), &mut Vec::new()).unwrap();
                    }
                }
            }
        }
    }
}
