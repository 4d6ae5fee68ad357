//! The status of a notice on a day: derived from its dates and the changes it underwent, never typed.

use jiff::civil::Date;

use super::{Catalog, Event, Key, Standing, occurring};
use crate::notice::ChangeKind;

/// How a notice stands on a given day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Sắp diễn ra.
    Upcoming,
    /// Đang diễn ra: today, or between its first and last day.
    Ongoing,
    /// Đã diễn ra.
    Past,
    /// Hoãn, without a new date.
    Postponed,
    /// Hủy.
    Cancelled,
    /// Được thay thế.
    Replaced,
    /// Đã gỡ.
    Withdrawn,
}

impl Status {
    /// The word in templates, data files and addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Ongoing => "ongoing",
            Self::Past => "past",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
            Self::Replaced => "replaced",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The status of the notice `key`, whose chain gives `event`, on `today`; `None` where nothing is announced.
    pub fn on(catalog: &Catalog, key: Key, event: &Event, today: Date) -> Option<Self> {
        if catalog.get(key).withdrawn.is_some() {
            return Some(Self::Withdrawn);
        }
        let replaced = catalog.changed_by(key).iter().any(|change| {
            let change = catalog.get(*change).change.as_ref();
            change.is_some_and(|change| change.kind == ChangeKind::Replace)
        });
        if replaced {
            return Some(Self::Replaced);
        }
        match event.standing {
            Standing::Cancelled => return Some(Self::Cancelled),
            Standing::Withdrawn => return Some(Self::Withdrawn),
            Standing::Postponed => return Some(Self::Postponed),
            Standing::Standing => {}
        }
        let (first, last) = event.days(catalog, today)?;
        Some(if today < first {
            Self::Upcoming
        } else if today <= last {
            Self::Ongoing
        } else {
            Self::Past
        })
    }
}

impl Event {
    /// First and last day of what it announces; for recurring rows alone, the next occurrence on or after `today`.
    pub fn days(&self, catalog: &Catalog, today: Date) -> Option<(Date, Date)> {
        let sessions = || self.main_sessions().map(|session| &session.session);
        let listed = sessions().filter(|session| session.recurrence.is_none());
        let days: Vec<Date> = listed.map(|session| session.date.value).collect();
        if let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) {
            return Some((*first, *last));
        }
        let mut days: Vec<Date> = sessions()
            .flat_map(|session| occurring(&catalog.site, session))
            .map(|occurring| occurring.date)
            .collect();
        days.sort_unstable();
        let next = days.iter().find(|day| **day >= today).or(days.last())?;
        Some((*next, *next))
    }

    /// Sessions people attend, those a replacement left out not among them.
    pub fn main_sessions(&self) -> impl Iterator<Item = &super::EventSession> {
        self.sessions.iter().filter(|session| {
            session.session.kind == crate::notice::SessionKind::Main && !session.dropped
        })
    }
}
