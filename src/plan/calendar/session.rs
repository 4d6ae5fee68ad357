//! The entries of a session: one for each day it takes place, and a banner where it no longer does.

use jiff::civil::Time;

use super::entry::{Alarm, Edge, Entry, EntryKind, EntryStatus, When};
use super::lines::{announced, citation, moment, participants, persons};
use super::plain::{clipped, plain};
use super::story::Story;
use super::{identity, times};
use crate::catalog::{Called, EventSession, Standing, occurring};
use crate::notice::recurrence::Occurrence;
use crate::notice::{NoticeKind, Person, Session, SessionKind};
use crate::site::{DayOff, seat_of};
use crate::text::dates::{clock_short, date_vi, weekday_vi};

/// Duties named in a meeting's entry; the page has them all.
const MOST_TASKS: usize = 4;

impl Story<'_> {
    /// A meeting, test or joining time on each of its days, in order.
    pub(super) fn session_entries(&self, row: &EventSession) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut has_banner = false;
        for occurring in occurring(&self.catalog.site, &row.session) {
            let standing = self.standing(row, occurring.date);
            entries.push(self.session_entry(row, occurring, standing));
            // A row called off for good needs one word about it, not one for each of its days.
            if standing == Standing::Cancelled
                && row.session.kind == SessionKind::Main
                && !has_banner
            {
                has_banner = true;
                entries.push(self.banner(row, occurring.date));
            }
        }
        entries
    }

    fn session_entry(
        &self,
        row: &EventSession,
        occurring: Occurrence,
        standing: Standing,
    ) -> Entry {
        let session = &row.session;
        let day = occurring.date;
        let nominal = occurring.shifted_from.unwrap_or(day);
        let name = match session.recurrence {
            Some(_) => identity::occurrence(&row.name, nominal),
            None => row.name.clone(),
        };
        let default_end = &self.catalog.site.default_end;
        let timing = times::of_session(session, day, self.main_start(session), default_end);
        let mut entry = self.entry(entry_kind(session.kind), &name, timing.when);
        entry.called = Called::by(self.catalog, self.event, row);
        entry.location = self.location(session, day);
        entry.summary = self.titled(&self.session_title(session));
        if session.kind == SessionKind::Main {
            entry.is_free = is_hour_unknown(session);
            entry.alarms = meeting_alarms(timing.when);
        }
        stand(&mut entry, standing);
        let mut lines = self.standing_lines(row, standing);
        lines.extend(self.former_lines(row, standing));
        lines.extend(self.shift_line(occurring));
        lines.extend(self.content_lines(row, timing.remark));
        lines.extend(self.join_lines());
        lines.extend(self.source_lines());
        entry.description = lines;
        entry
    }

    /// A row of a schedule stands for itself; a session of a meeting says of which.
    pub(super) fn session_title(&self, session: &Session) -> String {
        let title = &self.notice.title.value;
        let is_row = self.notice.kind == NoticeKind::Schedule
            || session.place.is_some()
            || session.recurrence.is_some();
        match (&session.title, session.kind) {
            (Some(own), _) if is_row => plain(own),
            (Some(own), _) => plain([own, ": ", title].concat()),
            (None, SessionKind::Main) => plain(title),
            (None, SessionKind::Test) => plain(["Chạy thử đường truyền: ", title].concat()),
            (None, SessionKind::Join) => plain(["Kết nối: ", title].concat()),
        }
    }

    /// When the meeting begins to which a joining time of the same day leads.
    fn main_start(&self, session: &Session) -> Option<Time> {
        let from = session.start?.value;
        let mains = self.event.main_sessions().map(|row| &row.session);
        let same_day = mains.filter(|main| main.date.value == session.date.value);
        let starts = same_day.filter_map(|main| main.start.map(|start| start.value));
        starts.filter(|start| *start > from).min()
    }

    /// The times it was announced for before.
    fn former_lines(&self, row: &EventSession, standing: Standing) -> Vec<String> {
        if row.formerly.is_empty() || row.session.recurrence.is_some() {
            return Vec::new();
        }
        let former = row.formerly.iter().map(announced);
        let former: Vec<String> = former.collect();
        let line = format!("Trước đây: {}", former.join("; "));
        // Where it does not take place, the reason already stands above.
        let reason = self.reason().filter(|_| standing == Standing::Standing);
        std::iter::once(line).chain(reason).collect()
    }

    fn shift_line(&self, occurring: Occurrence) -> Option<String> {
        let nominal = occurring.shifted_from?;
        let reason = match self.catalog.site.holidays.day_off(nominal)? {
            DayOff::Weekend => weekday_vi(nominal.weekday()),
            DayOff::Holiday(name) => name,
        };
        Some(plain(format!(
            "Dời từ ngày nghỉ {} ({reason})",
            date_vi(nominal)
        )))
    }

    fn content_lines(&self, row: &EventSession, remark: Option<String>) -> Vec<String> {
        let session = &row.session;
        let mut lines = Vec::new();
        let points: Vec<&str> = session.points.iter().map(|name| seat_of(name)).collect();
        lines.extend(named("Điểm cầu", &points.join("; ")));
        if session.kind == SessionKind::Main {
            lines.extend(self.start_line(session));
            lines.extend(self.venue_lines_of(session));
            lines.extend(named("Chủ trì", &self.chair(session)));
            lines.extend(named("Thành phần", &self.who(row)));
            lines.extend(named("Chuẩn bị", session.by.as_deref().unwrap_or_default()));
            lines.extend(self.task_lines());
        }
        lines.extend(remark);
        if session.inferred {
            lines.push("Buổi này được suy ra, văn bản không nêu rõ".to_owned());
        }
        lines
    }

    /// `Bắt đầu 14:00, kết nối từ 13:00, có mặt trước 15 phút`
    fn start_line(&self, session: &Session) -> Option<String> {
        let start = session.start?.value;
        let mut line = ["Bắt đầu ", &clock_short(start)].concat();
        let told = self.event.sessions.iter().filter(|row| {
            let concerns = self.level.is_none_or(|level| row.session.concerns(level));
            let is_for_all = row.session.points.is_empty();
            row.session.kind == SessionKind::Join && !row.dropped && concerns && is_for_all
        });
        let same_day = told.filter(|row| row.session.date.value == session.date.value);
        let joins = same_day.filter_map(|row| row.session.start.map(|start| start.value));
        if let Some(join) = joins.filter(|join| *join < start).min() {
            line.push_str(", kết nối từ ");
            line.push_str(&clock_short(join));
        }
        if let Some(minutes) = self.event.arrive_early {
            line.push_str(&format!(", có mặt trước {minutes} phút"));
        }
        Some(line)
    }

    fn venue_lines_of(&self, session: &Session) -> Vec<String> {
        if session.place.is_some() {
            return Vec::new();
        }
        self.venue_lines(session.date.value)
    }

    /// The row's chair, else those of the points told here.
    fn chair(&self, session: &Session) -> String {
        if !session.chair.is_empty() {
            return persons(session.chair.iter());
        }
        let mut chair: Vec<&Person> = Vec::new();
        for person in self.points.iter().flat_map(|point| point.chair()) {
            if !chair.contains(&person) {
                chair.push(person);
            }
        }
        persons(chair.into_iter())
    }

    /// Who comes; where everybody is told, the page lists the points' own people.
    fn who(&self, row: &EventSession) -> String {
        if !row.session.participants.is_empty() {
            return participants(&row.session.participants, &row.name);
        }
        let points: Vec<String> = self
            .points
            .iter()
            .map(|point| participants(point.participants(), &row.name))
            .filter(|line| !line.is_empty())
            .collect();
        clipped(points.join("; "))
    }

    fn task_lines(&self) -> impl Iterator<Item = String> {
        self.tasks.iter().take(MOST_TASKS).map(|(_, task)| {
            let deadline = task.deadline.as_ref();
            let due = deadline.map(|deadline| super::deadline::said(deadline.value));
            clipped(match due {
                Some(due) => ["Việc: ", &task.what, " (", &due, ")"].concat(),
                None => ["Việc: ", &task.what].concat(),
            })
        })
    }

    /// `14:00 ngày 09/7/2026: title`, for entries about a meeting.
    pub(super) fn meeting_line(&self) -> Option<String> {
        let session = &self.event.main_sessions().next()?.session;
        let clock = session.start.map(|start| start.value);
        let when = moment(session.date.value, clock);
        let title = &self.notice.title.value;
        Some(clipped(["Cho: ", title, " (", &when, ")"].concat()))
    }

    /// The paper that changed the event.
    pub(super) fn change_citation(&self) -> String {
        citation(self.catalog.get(self.event.current))
    }
}

/// Marks an entry that does not take place: readers see it in the title, calendars in the status.
pub(super) fn stand(entry: &mut Entry, standing: Standing) {
    let (status, prefix) = match standing {
        Standing::Standing => return,
        Standing::Postponed => (EntryStatus::Tentative, "HOÃN"),
        Standing::Cancelled | Standing::Withdrawn => (EntryStatus::Cancelled, "HỦY"),
    };
    entry.status = status;
    entry.summary = format!("{prefix}: {}", entry.summary);
    entry.is_free = true;
    entry.alarms.clear();
}

fn entry_kind(kind: SessionKind) -> EntryKind {
    match kind {
        SessionKind::Main => EntryKind::Meeting,
        SessionKind::Test => EntryKind::Test,
        SessionKind::Join => EntryKind::Join,
    }
}

/// A half-day without an hour must not block the whole day.
fn is_hour_unknown(session: &Session) -> bool {
    session.start.is_none() && session.part != Some(crate::notice::Part::Day)
}

/// An hour before; a day without an hour would ring at night.
fn meeting_alarms(when: When) -> Vec<Alarm> {
    match when {
        When::Clock { .. } => vec![Alarm {
            hours: 1,
            before: Edge::Start,
        }],
        When::Day(_) => Vec::new(),
    }
}

fn named(name: &str, text: &str) -> Option<String> {
    (!text.is_empty()).then(|| clipped([name, ": ", text].concat()))
}
