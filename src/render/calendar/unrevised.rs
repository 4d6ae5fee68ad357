//! The guard: a feed as it is published and as it would be in, the events that changed without saying so out.
//!
//! Google and others ignore an edit that raises neither SEQUENCE nor LAST-MODIFIED. Reads nothing but what this module's
//! parent writes: there a line that starts with `END:VEVENT` is the end of an event, for texts never start a line.

use std::collections::HashMap;

const BEGIN: &str = "BEGIN:VEVENT\r\n";
const END: &str = "END:VEVENT\r\n";

/// An event that would reach some calendars changed, and others not at all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unrevised {
    /// Its permanent name.
    pub uid: String,
    /// Its new title.
    pub summary: String,
    /// The properties that differ, in the order of the file: `DTSTART`, `LOCATION`.
    pub changed: Vec<String>,
}

/// Events of both feeds that differ while SEQUENCE and LAST-MODIFIED are not both greater in the new one, in the order of
/// the new feed. Events that came or went are none of its business.
pub fn unrevised(published: &[u8], fresh: &[u8]) -> Vec<Unrevised> {
    if published == fresh {
        return Vec::new();
    }
    let (Ok(published), Ok(fresh)) = (std::str::from_utf8(published), std::str::from_utf8(fresh))
    else {
        return Vec::new();
    };
    let former: HashMap<String, &str> = events(published)
        .filter_map(|block| Some((property(block, "UID")?, block)))
        .collect();
    events(fresh)
        .filter_map(|block| {
            let before = former.get(&property(block, "UID")?)?;
            judge(before, block)
        })
        .collect()
}

fn judge(before: &str, after: &str) -> Option<Unrevised> {
    if before == after || is_revised(before, after) {
        return None;
    }
    Some(Unrevised {
        uid: property(after, "UID")?,
        summary: unescaped(&property(after, "SUMMARY").unwrap_or_default()),
        changed: changed(before, after),
    })
}

fn is_revised(before: &str, after: &str) -> bool {
    let sequence = |block| property(block, "SEQUENCE")?.parse::<u64>().ok();
    let modified = |block| property(block, "LAST-MODIFIED");
    sequence(after) > sequence(before) && modified(after) > modified(before)
}

/// The names of the lines that only one of the two has.
fn changed(before: &str, after: &str) -> Vec<String> {
    let (before, after) = (unfolded(before), unfolded(after));
    let mut names: Vec<String> = Vec::new();
    let only = |these: &str, those: &str| -> Vec<String> {
        let missing = these
            .lines()
            .filter(|line| !those.lines().any(|other| other == *line));
        missing.map(|line| name_of(line).to_owned()).collect()
    };
    for name in only(&after, &before)
        .into_iter()
        .chain(only(&before, &after))
    {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The blocks from BEGIN to END.
fn events(calendar: &str) -> impl Iterator<Item = &str> {
    let mut rest = calendar;
    std::iter::from_fn(move || {
        let start = line_start(rest, BEGIN)?;
        let block = &rest[start..];
        let end = line_start(block, END)? + END.len();
        rest = &block[end..];
        Some(&block[..end])
    })
}

/// Where a line that is exactly `line` starts.
fn line_start(text: &str, line: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find(line)?;
        if at == 0 || text[..at].ends_with("\r\n") {
            return Some(at);
        }
        from = at + line.len();
    }
}

/// The value of the first property with this name, unfolded.
fn property(block: &str, name: &str) -> Option<String> {
    let mut lines = block.split("\r\n");
    let first = lines.by_ref().find(|line| name_of(line) == name)?;
    let mut value = first.split_once(':')?.1.to_owned();
    for line in lines.take_while(|line| line.starts_with(' ')) {
        value.push_str(&line[1..]);
    }
    Some(value)
}

/// `DTSTART` of `DTSTART;TZID=Asia/Ho_Chi_Minh:20260709T140000`.
fn name_of(line: &str) -> &str {
    line.split([':', ';']).next().unwrap_or(line)
}

fn unfolded(block: &str) -> String {
    block.replace("\r\n ", "")
}

fn unescaped(text: &str) -> String {
    let text = text.replace("\\,", ",").replace("\\;", ";");
    text.replace("\\n", " ").replace("\\\\", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(uid: &str, sequence: u32, modified: &str, summary: &str) -> Vec<u8> {
        format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:{uid}\r\nLAST-MODIFIED:{modified}\r\nSEQUENCE:{sequence}\r\n\
             SUMMARY:{summary}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
        .into_bytes()
    }

    #[test]
    fn a_silent_change_is_found() {
        let before = feed("a@b", 1, "20260101T000000Z", "Họp");
        let found = unrevised(
            &before,
            &feed("a@b", 1, "20260101T000000Z", "Họp\\, giao\r\n  ban"),
        );
        let expected = Unrevised {
            uid: "a@b".to_owned(),
            summary: "Họp, giao ban".to_owned(),
            changed: vec!["SUMMARY".to_owned()],
        };
        assert_eq!(found, [expected]);
    }

    #[test]
    fn both_marks_must_rise() {
        let before = feed("a@b", 1, "20260101T000000Z", "x");
        let count =
            |sequence, modified| unrevised(&before, &feed("a@b", sequence, modified, "y")).len();
        assert_eq!(count(2, "20260102T000000Z"), 0);
        assert_eq!(count(2, "20260101T000000Z"), 1);
        assert_eq!(count(1, "20260102T000000Z"), 1);
        assert_eq!(count(0, "20260102T000000Z"), 1);
    }

    #[test]
    fn equal_new_and_gone_events_are_silent() {
        let before = feed("a@b", 1, "20260101T000000Z", "x");
        assert_eq!(unrevised(&before, &before), []);
        assert_eq!(
            unrevised(&before, &feed("c@b", 0, "20260101T000000Z", "x")),
            []
        );
        assert_eq!(unrevised(b"", &before), []);
    }

    #[test]
    fn a_title_that_imitates_an_end_is_no_end() {
        let fake = "x\\nEND:VEVENT\r\n END:VEVENT";
        let before = feed("a@b", 1, "20260101T000000Z", fake);
        assert_eq!(
            unrevised(&before, &feed("a@b", 1, "20260101T000000Z", "y")).len(),
            1
        );
    }
}
