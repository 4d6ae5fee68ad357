//! A run in, its bytes out, and back: how runs are kept from one program to the next.

use std::sync::Arc;

use super::bytes::{Reader, push};
use super::record::Notice;
use super::run::{Folds, Run};

impl Run {
    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        push(&mut bytes, self.vocabulary.len() as u64);
        for (fold, sigs) in self.vocabulary.iter() {
            push_part(&mut bytes, fold.as_bytes());
            push(&mut bytes, sigs.len() as u64);
            sigs.iter().for_each(|sig| push(&mut bytes, (*sig).into()));
        }
        for family in &self.families {
            push_part(&mut bytes, family);
        }
        for notice in self.notices.iter() {
            let day = notice.day.map(|day| day.to_string()).unwrap_or_default();
            for text in [&day, &notice.url, &notice.record] {
                push_part(&mut bytes, text.as_bytes());
            }
            for values in &notice.facets {
                push(&mut bytes, values.len() as u64);
                values
                    .iter()
                    .for_each(|value| push_part(&mut bytes, value.as_bytes()));
            }
        }
        bytes
    }

    /// The run with these bytes; `None` where they cannot be one's.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let mut vocabulary = Folds::new();
        for _ in 0..reader.size()? {
            let fold = text(&mut reader)?.into_boxed_str();
            let sigs = (0..reader.size()?).map(|_| u32::try_from(reader.number()?).ok());
            vocabulary.push((fold, sigs.collect::<Option<_>>()?));
        }
        let mut families: [Arc<Vec<u8>>; 4] = Default::default();
        for family in &mut families {
            *family = Arc::new(part(&mut reader)?.to_vec());
        }
        let mut notices = Vec::new();
        while !reader.is_empty() {
            notices.push(notice(&mut reader)?);
        }
        Some(Self {
            vocabulary: Arc::new(vocabulary),
            families,
            notices: Arc::new(notices),
        })
    }
}

fn notice(reader: &mut Reader<'_>) -> Option<Notice> {
    let day = text(reader)?;
    let day = match day.as_str() {
        "" => None,
        day => Some(day.parse().ok()?),
    };
    let (url, record) = (text(reader)?, text(reader)?);
    let mut facets: [Vec<String>; 5] = Default::default();
    for values in &mut facets {
        let own = (0..reader.size()?).map(|_| text(reader));
        *values = own.collect::<Option<_>>()?;
    }
    Some(Notice {
        day,
        url,
        record,
        facets,
    })
}

/// Appends a part behind its length.
fn push_part(bytes: &mut Vec<u8>, part: &[u8]) {
    push(bytes, part.len() as u64);
    bytes.extend_from_slice(part);
}

fn part<'b>(reader: &mut Reader<'b>) -> Option<&'b [u8]> {
    let length = reader.size()?;
    reader.take(length)
}

fn text(reader: &mut Reader<'_>) -> Option<String> {
    Some(std::str::from_utf8(part(reader)?).ok()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Document;

    #[test]
    fn bytes_give_back_the_run_and_broken_ones_nothing_worse() {
        let documents: Vec<Document> = (1..9)
            .map(|number| Document {
                url: format!("/hop-{number}/"),
                title: format!("Họp lần {number}"),
                levels: vec!["xa".into(), "tinh".into()],
                date: (number > 3).then(|| jiff::civil::date(2025, 1, number)),
                body: "Họp, hóp, hợp: mời dự đúng giờ.".into(),
                ..Document::default()
            })
            .collect();
        let run = Run::of(&documents, true);
        let bytes = run.bytes();
        let back = Run::from_bytes(&bytes).unwrap();
        assert_eq!(format!("{back:?}"), format!("{run:?}"));
        for at in 0..bytes.len() {
            Run::from_bytes(&bytes[..at]);
            for flip in [1, 0x40, 0x80, 0xff] {
                let mut broken = bytes.clone();
                broken[at] ^= flip;
                Run::from_bytes(&broken);
            }
        }
    }
}
