//! Duties and their deadlines.

use serde::Serialize;

use super::super::Plan;
use super::Reference;
use crate::catalog::Event;
use crate::notice::{Deadline, Task};
use crate::site::UnitId;
use crate::text::fold::squash;

/// One duty.
#[derive(Debug, Serialize)]
pub(in crate::plan) struct TaskView<'a> {
    pub(in crate::plan) who: Vec<Reference>,
    pub(in crate::plan) levels: Vec<&'a str>,
    #[serde(rename = "do")]
    pub(in crate::plan) what: &'a str,
    pub(in crate::plan) deadline: Option<DeadlineView>,
    /// What a later paper made of the deadline.
    pub(in crate::plan) now: Option<DeadlineView>,
    pub(in crate::plan) submit_to: Option<&'a str>,
    pub(in crate::plan) via: Option<&'a str>,
    pub(in crate::plan) optional: bool,
    pub(in crate::plan) after_event: bool,
    pub(in crate::plan) said: Option<&'a str>,
}

/// A deadline for the eye and for machines.
#[derive(Debug, Serialize, Clone)]
pub(in crate::plan) struct DeadlineView {
    pub(in crate::plan) text: String,
    pub(in crate::plan) iso: String,
    pub(in crate::plan) passed: bool,
}

impl<'a> Plan<'a> {
    /// A duty as `event` has it, which later papers may have changed.
    pub(in crate::plan) fn task<'e>(
        &self,
        event: &Event,
        task: &'e Task,
        issuer: Option<UnitId>,
    ) -> TaskView<'e>
    where
        'a: 'e,
    {
        TaskView {
            who: task
                .assigned_to
                .iter()
                .map(|name| self.unit_reference(name, issuer))
                .collect(),
            levels: self.level_names(&task.levels),
            what: &task.what,
            deadline: task.deadline.map(|deadline| self.deadline(deadline.value)),
            now: self.moved_deadline(event, task),
            submit_to: task.submit_to.as_deref(),
            via: task.via.as_deref(),
            optional: task.optional,
            after_event: task.after_event,
            said: task.said.as_ref().map(|said| said.value.as_str()),
        }
    }

    /// The deadline a duty has by now, where papers after the one that tells of it here have moved it.
    fn moved_deadline(&self, event: &Event, task: &Task) -> Option<DeadlineView> {
        let told = task.deadline?.value;
        let latest = self.event_of(event.root);
        let what = squash(&task.what);
        let now = latest.tasks.iter().find(|one| squash(&one.what) == what)?;
        let now = now.deadline?.value;
        (now != told).then(|| self.deadline(now))
    }

    pub(in crate::plan) fn deadline(&self, deadline: Deadline) -> DeadlineView {
        DeadlineView {
            text: self.words.deadline(deadline),
            iso: deadline.moment().strftime("%Y-%m-%dT%H:%M").to_string(),
            passed: deadline.last_day() < self.today,
        }
    }
}
