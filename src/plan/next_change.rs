//! When the portal next changes although no file does: the moment it is of in, the next such moment and its reasons out.
//!
//! Until then every build of the same files gives the same bytes; from then on it does not.

use jiff::civil::{Date, DateTime, Time, Weekday};
use serde::{Deserialize, Serialize};

use super::Plan;
use crate::catalog::Standing;

/// The next moment at which the passing of time alone changes the portal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextChange {
    /// Civil time of the site.
    pub at: DateTime,
    /// What changes then, weightiest first; never empty.
    pub reasons: Vec<Reason>,
}

/// Why the portal changes by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// The notice in this file has waited for its hour.
    Posted(String),
    /// So many meetings have their first day.
    MeetingsBegin(usize),
    /// So many meetings had their last day.
    MeetingsPass(usize),
    /// So many deadlines have passed.
    DeadlinesPass(usize),
    /// Another week is "this week".
    Week,
    /// Another month is "this month".
    Month,
    /// The day changes, which the home page names.
    Day,
}

impl Plan<'_> {
    /// The next change after `now`, the moment this plan is of; `None` at the end of the calendar.
    pub fn next_change(&self, now: DateTime) -> Option<NextChange> {
        let tomorrow = self.today.tomorrow().ok();
        let midnight = tomorrow.map(|day| day.to_datetime(Time::midnight()));
        let held = self.catalog.held();
        let posted = held.iter().map(|held| held.until).find(|at| *at > now);
        let at = midnight.into_iter().chain(posted).min()?;
        let due = held.iter().filter(|held| held.until == at);
        let mut reasons: Vec<Reason> = due.map(|held| Reason::Posted(held.path.clone())).collect();
        if midnight == Some(at) {
            reasons.extend(self.at_midnight(at.date()));
        }
        Some(NextChange { at, reasons })
    }

    /// What the day that begins brings.
    fn at_midnight(&self, day: Date) -> impl Iterator<Item = Reason> {
        let days = |edge: fn((Date, Date)) -> Date, wanted: Date| {
            let roots = self
                .catalog
                .roots()
                .map(|root| &self.digests[root.0 as usize]);
            let standing = roots.filter(|digest| digest.event.event.standing == Standing::Standing);
            standing
                .filter(|digest| digest.event.days.map(edge) == Some(wanted))
                .count()
        };
        let passes = |due: &&super::Due| {
            let deadline = self.due_task(due).deadline.as_ref();
            deadline.is_some_and(|deadline| deadline.value.last_day() == self.today)
        };
        let counted = [
            (
                days(|(first, _)| first, day),
                Reason::MeetingsBegin as fn(usize) -> Reason,
            ),
            (days(|(_, last)| last, self.today), Reason::MeetingsPass),
            (
                self.dues.iter().filter(passes).count(),
                Reason::DeadlinesPass,
            ),
        ];
        let counted = counted.into_iter().filter(|(count, _)| *count > 0);
        let week = (day.weekday() == Weekday::Monday).then_some(Reason::Week);
        let month = (day.day() == 1).then_some(Reason::Month);
        counted
            .map(|(count, reason)| reason(count))
            .chain(week)
            .chain(month)
            .chain([Reason::Day])
    }
}
