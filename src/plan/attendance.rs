//! What each level and each unit attends, for all at once: who is called is asked once for a session, not once for each
//! page.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::occasions::Occasion;
use super::{Plan, Whose};
use crate::catalog::Called;
use crate::site::{LevelId, UnitId};
use crate::text::dates::week_ends;

/// Who attends what.
#[derive(Debug, Default)]
pub(super) struct Attendance {
    /// The sessions each level and each unit attends, in order; those of a unit since its own weeks and months begin.
    sessions: FxHashMap<Whose, Vec<Occasion>>,
    /// The days of all sessions that a unit attends because a notice names it, in order.
    named: FxHashMap<UnitId, Vec<Date>>,
}

impl Attendance {
    fn of(&self, whose: Whose) -> &[Occasion] {
        self.sessions.get(&whose).map_or(&[], Vec::as_slice)
    }

    /// The days on which something happens that has weeks and months of its own: to each level that attends, and to each
    /// unit by its name.
    pub(super) fn days(&self) -> impl Iterator<Item = (Whose, Vec<Date>)> {
        let levels = self.sessions.iter();
        let levels = levels.filter(|(whose, _)| matches!(whose, Whose::Level(_)));
        let levels =
            levels.map(|(whose, all)| (*whose, all.iter().map(|occasion| occasion.day).collect()));
        let named = self.named.iter();
        levels.chain(named.map(|(unit, days)| (Whose::Unit(*unit), days.clone())))
    }
}

impl<'a> Plan<'a> {
    /// The sessions somebody attends from `first` to `last`, both included; of a unit, since its own pages begin.
    pub(super) fn attended(&self, whose: Whose, first: Date, last: Date) -> Vec<&Occasion> {
        let all = match whose {
            Whose::Everybody => self.occasions(),
            _ => self.attendance().of(whose),
        };
        let from = all.partition_point(|occasion| occasion.day < first);
        let shown = all[from..].iter();
        shown.take_while(|occasion| occasion.day <= last).collect()
    }

    pub(super) fn attendance(&self) -> &Attendance {
        self.attendance.get_or_init(|| self.find_attendance())
    }

    fn find_attendance(&self) -> Attendance {
        let (of_levels, mut attendance) =
            rayon::join(|| self.levels_attend(), || self.units_attend());
        attendance.sessions.extend(of_levels);
        attendance
    }

    fn levels_attend(&self) -> FxHashMap<Whose, Vec<Occasion>> {
        let mut attend: FxHashMap<Whose, Vec<Occasion>> = FxHashMap::default();
        for occasion in self.occasions() {
            let levels = &self.digests[occasion.root.0 as usize].event.levels;
            let session = &self.occasion_session(occasion).session;
            for level in levels.iter().filter(|level| session.concerns(**level)) {
                let of_level = attend.entry(Whose::Level(*level));
                of_level.or_default().push(*occasion);
            }
        }
        attend
    }

    fn units_attend(&self) -> Attendance {
        let mut attendance = Attendance::default();
        let units = &self.catalog.site.units;
        let begins: Vec<Date> = units.iter().map(|(unit, _)| self.begin_of(unit)).collect();
        let Some(begin) = begins.iter().min() else {
            return attendance;
        };
        let mut reach = FxHashMap::default();
        for occasion in self.occasions() {
            let digest = &self.digests[occasion.root.0 as usize].event;
            let row = self.occasion_session(occasion);
            let session = &row.session;
            let points = Called::by(self.catalog, &digest.event, row);
            let sits_there = |unit: &UnitId| {
                let points = points.as_ref();
                points.is_none_or(|points| points.has(units, *unit))
            };
            let is_called = |unit: &UnitId| {
                let level = units.get(*unit).level;
                level.is_none_or(|level| session.concerns(level)) && sits_there(unit)
            };
            let mut attends = |unit: UnitId| {
                if begins[unit.0 as usize] <= occasion.day {
                    let of_unit = attendance.sessions.entry(Whose::Unit(unit));
                    of_unit.or_default().push(*occasion);
                }
            };
            for unit in digest.units.iter().copied().filter(is_called) {
                attendance.named.entry(unit).or_default().push(occasion.day);
                attends(unit);
            }
            if occasion.day < *begin {
                continue;
            }
            let issuer = self.catalog.issuer(digest.event.stated_by);
            let reach = reach.entry(issuer);
            let reach = reach.or_insert_with(|| units.reached_by(issuer));
            let called = |level: &&LevelId| session.concerns(**level);
            let of_levels = digest.levels.iter().filter(called);
            let reached = of_levels.filter_map(|level| reach.get(level)).flatten();
            let others = reached.filter(|unit| !digest.units.contains(unit));
            others.copied().filter(sits_there).for_each(attends);
        }
        attendance
    }

    /// The first day of a unit's first week or month, whichever is earlier.
    fn begin_of(&self, unit: UnitId) -> Date {
        let oldest = self.oldest_day(Whose::Unit(unit)).unwrap_or(Date::MIN);
        week_ends(oldest).0.min(oldest.first_of_month())
    }
}
