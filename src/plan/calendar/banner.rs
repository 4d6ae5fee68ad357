//! The banner on the day a cancelled meeting should have been: Google hides cancelled entries, and who does not see
//! that a meeting is off still goes there.

use jiff::civil::Date;

use super::entry::{Entry, EntryKind, When};
use super::identity;
use super::lines::moment;
use super::story::Story;
use crate::catalog::{EventSession, Standing};
use crate::text::dates::clock_short;

impl Story<'_> {
    /// An all-day entry of its own that says what happened to `row` on `day`.
    pub(super) fn banner(&self, row: &EventSession, day: Date) -> Entry {
        let name = identity::banner(&row.name, day);
        let mut entry = self.entry(EntryKind::Banner, &name, When::Day(day));
        let clock = row.session.start.map(|start| start.value);
        let title = self.titled(&self.session_title(&row.session));
        entry.summary = match clock {
            Some(clock) => format!("ĐÃ HỦY {}: {title}", clock_short(clock)),
            None => format!("ĐÃ HỦY: {title}"),
        };
        let mut lines = self.standing_lines(row, Standing::Cancelled);
        lines.push(format!("Trước đây: {}", moment(day, clock)));
        lines.extend(self.source_lines());
        entry.description = lines;
        entry
    }
}
