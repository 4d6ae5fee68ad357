//! The entries of duties: a half-hour that ends at the deadline, or the last day in time.

use super::entry::{Alarm, Edge, Entry, EntryKind};
use super::lines::moment;
use super::plain::{clipped, plain};
use super::session::stand;
use super::story::Story;
use super::{identity, times};
use crate::catalog::Standing;
use crate::notice::{Deadline, Task};
use crate::text::dates::{clock_short, date_vi};

impl Story<'_> {
    /// Every duty with a deadline. A cancelled meeting asks nothing of anybody; a postponed one may still want its papers.
    pub(super) fn deadline_entries(&self) -> Vec<Entry> {
        let due = self.tasks.iter().filter_map(|(index, task)| {
            let deadline = task.deadline?.value;
            Some(self.deadline_entry(*index, task, deadline))
        });
        due.collect()
    }

    fn deadline_entry(&self, index: usize, task: &Task, deadline: Deadline) -> Entry {
        let when = times::of_deadline(deadline);
        let mut entry = self.entry(EntryKind::Deadline, &identity::deadline(index), when);
        let mark = match deadline {
            Deadline::BeforeMoment(at) | Deadline::UntilMoment(at) => {
                ["HẠN ", &clock_short(at.time()), ": "].concat()
            }
            Deadline::BeforeDay(_) | Deadline::UntilDay(_) => "HẠN: ".to_owned(),
        };
        entry.summary = [mark, self.titled(&task.what)].concat();
        entry.alarms = vec![
            Alarm {
                hours: 24,
                before: Edge::End,
            },
            Alarm {
                hours: 2,
                before: Edge::End,
            },
        ];
        let mut lines = self.event_lines();
        lines.extend(task_lines(task, deadline));
        lines.extend(self.meeting_line());
        lines.extend(self.source_lines());
        entry.description = lines;
        if self.event.standing.is_off() {
            stand(&mut entry, Standing::Cancelled);
        }
        entry
    }

    /// What became of the meeting the duty prepares.
    fn event_lines(&self) -> Vec<String> {
        let line = match self.event.standing {
            Standing::Standing => return Vec::new(),
            Standing::Withdrawn => "Thông báo đã được gỡ".to_owned(),
            Standing::Cancelled => format!("Cuộc họp đã hủy theo {}", self.change_citation()),
            Standing::Postponed => {
                format!(
                    "Cuộc họp hoãn theo {}, chưa có thời gian mới",
                    self.change_citation()
                )
            }
        };
        vec![line]
    }
}

/// "trước 17:00 ngày 08/7/2026"
pub(super) fn said(deadline: Deadline) -> String {
    match deadline {
        Deadline::BeforeMoment(at) => ["trước ", &moment(at.date(), Some(at.time()))].concat(),
        Deadline::UntilMoment(at) => ["đến ", &moment(at.date(), Some(at.time()))].concat(),
        Deadline::BeforeDay(day) => ["trước ngày ", &date_vi(day)].concat(),
        Deadline::UntilDay(day) => ["đến hết ngày ", &date_vi(day)].concat(),
    }
}

fn task_lines(task: &Task, deadline: Deadline) -> Vec<String> {
    let mut lines = vec![["Hạn: ", &said(deadline)].concat()];
    if !task.assigned_to.is_empty() {
        let names = task.assigned_to.join("; ");
        lines.push(clipped(["Thực hiện: ", &names].concat()));
    }
    if let Some(to) = &task.submit_to {
        lines.push(clipped(["Gửi: ", to].concat()));
    }
    if let Some(via) = &task.via {
        lines.push(plain(["Cách gửi: ", via].concat()));
    }
    if task.optional {
        lines.push("Không bắt buộc".to_owned());
    }
    if task.after_event {
        lines.push("Sau cuộc họp".to_owned());
    }
    lines
}
