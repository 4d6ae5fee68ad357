//! The days of a session: its own, or those a recurring row falls on.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::notice::Session;
use crate::notice::recurrence::{Occurrence, occurrences};
use crate::site::Site;

/// How long a recurring row is followed from its first day, in months. Offices set such hours for a year; the
/// bound comes from the data, so that the same notice gives the same dates on every day of building.
const RECURRENCE_MONTHS: i32 = 12;

/// All days of a session, in order.
pub fn occurring(site: &Site, session: &Session) -> Vec<Occurrence> {
    let first = session.date.value;
    let Some(recurrence) = &session.recurrence else {
        return vec![Occurrence {
            date: first,
            shifted_from: None,
        }];
    };
    let last = first
        .saturating_add(RECURRENCE_MONTHS.months())
        .saturating_sub(1.day());
    let is_day_off = |day: Date| site.holidays.day_off(day).is_some();
    occurrences(
        &recurrence.repeat,
        first,
        last,
        recurrence.shift,
        &is_day_off,
        &recurrence.except,
    )
}
