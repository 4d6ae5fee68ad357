//! What each level and each unit attends, for all at once: who is called is asked once for a session, not once for each
//! page.

use std::collections::HashMap;

use jiff::civil::Date;

use super::occasions::Occasion;
use super::{Plan, Whose};
use crate::catalog::Called;
use crate::site::{LevelId, UnitId};
use crate::text::dates::week_ends;

/// The sessions each level and each unit attends, in order; those of a unit since its own weeks and months begin.
pub(super) type Attendance = HashMap<Whose, Vec<Occasion>>;

impl<'a> Plan<'a> {
    /// The sessions somebody attends from `first` to `last`, both included; of a unit, since its own pages begin.
    pub(super) fn attended(&self, whose: Whose, first: Date, last: Date) -> Vec<&Occasion> {
        let all = match whose {
            Whose::Everybody => self.occasions(),
            _ => self.attendance().get(&whose).map_or(&[][..], Vec::as_slice),
        };
        let from = all.partition_point(|occasion| occasion.day < first);
        let shown = all[from..].iter();
        shown.take_while(|occasion| occasion.day <= last).collect()
    }

    pub(super) fn attendance(&self) -> &Attendance {
        self.attendance.get_or_init(|| self.find_attendance())
    }

    fn find_attendance(&self) -> Attendance {
        let mut attendance = Attendance::new();
        for occasion in self.occasions() {
            let levels = &self.digests[occasion.root.0 as usize].event.levels;
            let session = &self.occasion_session(occasion).session;
            for level in levels.iter().filter(|level| session.concerns(**level)) {
                let of_level = attendance.entry(Whose::Level(*level));
                of_level.or_default().push(*occasion);
            }
        }
        self.add_units(&mut attendance);
        attendance
    }

    fn add_units(&self, attendance: &mut Attendance) {
        let units = &self.catalog.site.units;
        let begins: Vec<Date> = units.iter().map(|(unit, _)| self.begin_of(unit)).collect();
        let Some(begin) = begins.iter().min() else {
            return;
        };
        let first = self.occasions().partition_point(|one| one.day < *begin);
        let mut reach = HashMap::new();
        for occasion in &self.occasions()[first..] {
            let digest = &self.digests[occasion.root.0 as usize].event;
            let row = self.occasion_session(occasion);
            let session = &row.session;
            let points = Called::by(self.catalog, &digest.event, row);
            let issuer = self.catalog.issuer(digest.event.stated_by);
            let reach = reach.entry(issuer);
            let reach = reach.or_insert_with(|| units.reached_by(issuer));
            let called = |level: &&LevelId| session.concerns(**level);
            let of_levels = digest.levels.iter().filter(called);
            let reached = of_levels.filter_map(|level| reach.get(level)).flatten();
            let is_called = |unit: &&UnitId| {
                let level = units.get(**unit).level;
                level.is_none_or(|level| session.concerns(level))
            };
            let named = digest.units.iter().filter(is_called);
            let is_named = |unit: &&UnitId| digest.units.contains(unit);
            let others = reached.filter(|unit| !is_named(unit));
            let sits_there = |unit: &&UnitId| {
                let points = points.as_ref();
                points.is_none_or(|points| points.has(units, **unit))
            };
            for unit in named.chain(others).filter(sits_there) {
                if begins[unit.0 as usize] <= occasion.day {
                    let of_unit = attendance.entry(Whose::Unit(*unit));
                    of_unit.or_default().push(*occasion);
                }
            }
        }
    }

    /// The first day of a unit's first week or month, whichever is earlier.
    fn begin_of(&self, unit: UnitId) -> Date {
        let oldest = self.oldest_day(Whose::Unit(unit)).unwrap_or(Date::MIN);
        week_ends(oldest).0.min(oldest.first_of_month())
    }
}
