//! UIDs: a notice's id and an entry's name in, a name that never changes out.
//!
//! Clients and CalDAV servers make file names of UIDs, so only `[a-z0-9._-]` and one `@` occur. Notice ids are paths of
//! `[a-z0-9-]` words: their `/` becomes `_`, which they never hold, so two ids never meet in one UID. Names that are not
//! a session's own hold a `_` too, so that no session id can be taken for one.

use jiff::civil::Date;

use crate::notice::Notice;
use crate::site::{Level, Site};

/// The longest id that is spelled out; file names end at 255 bytes.
const LONGEST_ID: usize = 150;

/// What names the entries of one event: the id and the host of the portal that posted its first notice first.
pub(super) struct Home<'a> {
    id: String,
    host: &'a str,
}

impl<'a> Home<'a> {
    /// That of the event that `first` began.
    pub(super) fn of(site: &'a Site, first: &'a Notice) -> Self {
        let (id, host) = match first.origin.as_ref().filter(|origin| origin.keeps_uids) {
            Some(origin) => (&origin.id, origin.host()),
            None => (&first.id, site.host()),
        };
        let id = spelled(id);
        Self { id, host }
    }

    /// `<notice id>.<name>[.<level slug>]@<host>`
    pub(super) fn uid(&self, name: &str, level: Option<&Level>) -> String {
        match level {
            Some(level) => [&self.id, ".", name, ".", &level.slug, "@", self.host].concat(),
            None => [&self.id, ".", name, "@", self.host].concat(),
        }
    }

    /// `<notice id>@<host>`: what all entries of one event are related to.
    pub(super) fn group(&self) -> String {
        [&self.id, "@", self.host].concat()
    }
}

/// One day of a recurring row, by the day the rule names: a holiday table that changes later moves it.
pub(super) fn occurrence(session: &str, day: Date) -> String {
    format!("{session}_{}", compact(day))
}

/// The deadline of a duty, by its place among all duties.
pub(super) fn deadline(index: usize) -> String {
    format!("deadline_{}", index + 1)
}

/// The banner on the day a session should have been.
pub(super) fn banner(session: &str, day: Date) -> String {
    format!("{session}_banner_{}", compact(day))
}

fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

fn spelled(notice_id: &str) -> String {
    let id = notice_id.replace('/', "_");
    if id.len() <= LONGEST_ID {
        return id;
    }
    let hash = blake3::hash(notice_id.as_bytes()).to_hex();
    let start: String = id.chars().take(LONGEST_ID - 17).collect();
    format!("{start}_{}", &hash[..16])
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn ids_stay_apart_and_short() {
        assert_eq!(spelled("tan-lap/hop-1"), "tan-lap_hop-1");
        assert_ne!(spelled("a/b-c"), spelled("a-b/c"));
        let (long, longer) = ("x".repeat(400), "x".repeat(401));
        assert_ne!(spelled(&long), spelled(&longer));
        assert_eq!(spelled(&long).len(), LONGEST_ID);
    }

    #[test]
    fn names_of_ours_are_no_session_ids() {
        let day = date(2026, 8, 5);
        for name in [occurrence("1", day), deadline(0), banner("1", day)] {
            assert_ne!(crate::text::slug::slug(&name), name);
        }
    }
}
