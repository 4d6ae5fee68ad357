//! Notices that no rule about one of them finds anything wrong with: told by one program, believed by the next.

use std::sync::Arc;

use super::Portal;
use crate::catalog::Imprints;
use crate::notice::Notice;
use crate::publish::Fingerprint;

/// What stands for each such notice and all else that its rules saw, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sound(Vec<Fingerprint>);

impl Sound {
    pub(super) fn new(marks: impl Iterator<Item = Fingerprint>) -> Self {
        let mut marks: Vec<Fingerprint> = marks.collect();
        marks.sort_unstable();
        Self(marks)
    }

    fn has(&self, mark: Fingerprint) -> bool {
        self.0.binary_search(&mark).is_ok()
    }

    /// Sixteen bytes for each.
    pub fn bytes(&self) -> Vec<u8> {
        let marks = self.0.iter().flat_map(|mark| mark.as_bytes());
        marks.copied().collect()
    }

    /// Reads back [`Sound::bytes`]; `None` where they are anything else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (marks, rest) = bytes.as_chunks();
        let marks = marks.iter().copied().map(Fingerprint::from_bytes);
        rest.is_empty().then(|| Self::new(marks))
    }
}

/// What was found of notices by another program, and how to tell that it was of these.
#[derive(Debug, Clone, Copy)]
pub struct Believed<'a> {
    /// What stands for each notice.
    pub imprints: &'a Imprints,
    /// Those nothing is wrong with.
    pub sound: &'a Sound,
}

/// How to tell notices apart in one portal.
pub(super) struct Marks<'a> {
    portal: Fingerprint,
    believed: Believed<'a>,
}

impl<'a> Marks<'a> {
    pub(super) fn of(portal: &Portal<'_>, believed: Believed<'a>) -> Self {
        Self {
            portal: Fingerprint::of_value(&(portal.site, portal.audience)),
            believed,
        }
    }

    pub(super) fn mark(&self, notice: &Arc<Notice>) -> Fingerprint {
        let own = self.believed.imprints.of(notice);
        Fingerprint::of(&[self.portal.as_bytes(), own.as_bytes()])
    }

    pub(super) fn is_sound(&self, notice: &Arc<Notice>) -> bool {
        self.believed.sound.has(self.mark(notice))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::catalog::Catalog;
    use crate::check::{Context, Kept};
    use crate::problem::{Code, Problem};
    use crate::site::Audience;
    use crate::sources::{RawFile, Sources};

    const HEAD: &str = "type = \"TB\"\nissuer = \"Thôn 1\"\nlevel = \"commune\"\ntitle = \"Họp thôn\"\npublished = 2026-07-01 08:00\naudience = \"public\"\n[[point]]\nplace = \"Nhà văn hóa\"\n";

    fn catalog(title: &str, notices: &[&str]) -> Catalog {
        let file = |path: &str, text: String| RawFile {
            path: path.into(),
            bytes: text.into_bytes(),
        };
        let mut sources = Sources::default();
        let site = format!("title = \"{title}\"\nbase_url = \"https://x.example.vn\"\n");
        let site = file("content/site.toml", site);
        sources.tables.insert("site.toml".into(), site);
        let notices = notices.iter().enumerate().map(|(number, lines)| {
            let text = format!("+++\n{HEAD}{lines}\n+++\n");
            file(&format!("content/{number}.md"), text)
        });
        sources.notices = notices.collect();
        let reading = crate::read::read(&sources);
        assert_eq!(reading.notices.len(), sources.notices.len());
        Catalog::new(reading.site.unwrap(), reading.notices, reading.broken)
    }

    fn checked(catalog: &Catalog, audience: Audience, sound: &Sound) -> (Vec<Problem>, Sound) {
        let context = Context {
            catalog,
            attachments: &BTreeSet::new(),
            audience,
        };
        let believed = Believed {
            imprints: &Imprints::default(),
            sound,
        };
        let mut kept = Kept::default();
        let found = kept.check_and_believe(&context, Some(believed));
        (found, kept.sound(&context, believed))
    }

    /// A day that is not the weekday it is called.
    const WRONG: &str = "[[session]]\ndate = 2026-07-23\nstart = 14:00\nsaid = \"14 giờ, thứ hai, ngày 23/7/2026\"\n";
    const RIGHT: &str = "[[session]]\ndate = 2026-07-22\nstart = 14:00\n";

    fn is_found(found: &[Problem]) -> bool {
        found.iter().any(|one| one.code == Code::WeekdayMismatch)
    }

    #[test]
    fn a_notice_with_a_finding_is_not_sound_and_what_is_said_is_believed() {
        let collection = catalog("Thử", &[RIGHT, WRONG]);
        let audience = Audience::Public;
        let (found, sound) = checked(&collection, audience, &Sound::default());
        assert!(is_found(&found) && sound == Sound::default());
        // Forged, it is believed of these very notices, tables and readers, and of no others.
        let believed = Believed {
            imprints: &Imprints::default(),
            sound: &Sound::default(),
        };
        let portal = Portal {
            site: &collection.site,
            audience,
        };
        let marks = Marks::of(&portal, believed);
        let notices = collection.shared().map(|(_, notice)| marks.mark(notice));
        let forged = Sound::new(notices);
        let (found, sound) = checked(&collection, audience, &forged);
        assert!(!is_found(&found) && sound == forged);
        let edited = format!("{WRONG}[[session]]\ndate = 2026-07-24\nstart = 08:00\n");
        let edited = catalog("Thử", &[RIGHT, &edited]);
        for (other, audience) in [
            (&collection, Audience::Internal),
            (&catalog("Thử lại", &[RIGHT, WRONG]), audience),
            (&edited, audience),
        ] {
            assert!(is_found(&checked(other, audience, &forged).0));
        }
    }

    #[test]
    fn marks_read_back() {
        let sound = Sound::new((0..3).map(|number| Fingerprint::of(&[&[number]])));
        let bytes = sound.bytes();
        assert_eq!(Sound::from_bytes(&bytes), Some(sound));
        assert_eq!(Sound::from_bytes(&bytes[..40]), None);
    }
}
