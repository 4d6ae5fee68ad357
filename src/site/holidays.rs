//! Days off: weekends, public holidays, and the working days that were swapped for them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};

/// Why nobody works on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayOff<'a> {
    /// Saturday or Sunday.
    Weekend,
    /// A public holiday with its name.
    Holiday(&'a str),
}

/// The holiday table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Holidays {
    /// Each day off with the holiday's name.
    pub days: BTreeMap<Date, String>,
    /// Saturdays and Sundays on which people work.
    pub workdays: BTreeSet<Date>,
}

impl Holidays {
    /// Why `day` is off, or `None` for a working day.
    pub fn day_off(&self, day: Date) -> Option<DayOff<'_>> {
        if self.workdays.contains(&day) {
            return None;
        }
        if let Some(name) = self.days.get(&day) {
            return Some(DayOff::Holiday(name));
        }
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        weekend.then_some(DayOff::Weekend)
    }
}
