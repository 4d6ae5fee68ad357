//! Which weeks and months have a page: for the whole portal, each level, and each unit that some notice names.
//!
//! A page exists where something happens, and a week also where something was to happen, so that a portal of ten thousand notices keeps thousands of pages and not
//! millions: a unit nobody names has its level's weeks, and a unit's own reach back a quarter, for its last report; what
//! lies further back stands in its level's. The stable addresses `…/tuan/` and `…/lich/` always exist.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Page, Plan, Whose};
use crate::text::dates::week_ends;

/// How far a unit's own weeks and months reach back, in days.
const UNIT_DAYS_BACK: i64 = 91;

/// The first days of weeks or of months, by whose they are.
pub(super) type Periods = BTreeMap<Whose, BTreeSet<Date>>;

impl<'a> Plan<'a> {
    /// The Mondays of all weeks with a page.
    pub(super) fn weeks(&self) -> &Periods {
        self.weeks.get_or_init(|| {
            let mut weeks = self.find_periods(|day| week_ends(day).0);
            let levels = self.catalog.site.levels().map(|(id, _)| Whose::Level(id));
            for whose in levels.chain([Whose::Everybody]) {
                for occasion in self.left(whose, Date::MIN, Date::MAX) {
                    let known = weeks.entry(whose).or_default();
                    known.insert(week_ends(occasion.day).0);
                }
            }
            weeks
        })
    }

    /// The first days of all months with a page.
    pub(super) fn months(&self) -> &Periods {
        self.months
            .get_or_init(|| self.find_periods(Date::first_of_month))
    }

    /// Those in which something happens; for the portal and its living levels the current one, too.
    fn find_periods(&self, first_of: impl Fn(Date) -> Date) -> Periods {
        let mut periods = Periods::new();
        let levels = self.catalog.site.levels().map(|(id, _)| Whose::Level(id));
        let now = levels.chain([Whose::Everybody]);
        for whose in now.filter(|whose| self.is_alive(*whose)) {
            periods
                .entry(whose)
                .or_default()
                .insert(first_of(self.today));
        }
        let everybody = self.occasions().iter().map(|occasion| occasion.day);
        let everybody = (Whose::Everybody, everybody.collect());
        for (whose, days) in self.attendance().days().chain([everybody]) {
            let known = periods.entry(whose).or_default();
            let oldest = self.oldest_day(whose).map(&first_of);
            let mut firsts: Vec<Date> = days.into_iter().map(&first_of).collect();
            firsts.dedup();
            let reached = firsts.into_iter();
            known.extend(reached.filter(|first| oldest.is_none_or(|oldest| oldest <= *first)));
        }
        periods
    }

    /// The day before which there are no pages of theirs.
    pub(super) fn oldest_day(&self, whose: Whose) -> Option<Date> {
        let Whose::Unit(id) = whose else {
            return None;
        };
        let until = self.catalog.site.units.get(id).until;
        let last = until.map_or(self.today, |until| until.min(self.today));
        Some(last.saturating_sub(UNIT_DAYS_BACK.days()))
    }

    pub(super) fn week_pages(&self) -> impl Iterator<Item = Page> {
        self.weeks().iter().flat_map(|(whose, weeks)| {
            let current = std::iter::once(Page::ThisWeek(*whose));
            current.chain(weeks.iter().map(|monday| Page::Week(*whose, *monday)))
        })
    }

    pub(super) fn month_pages(&self) -> impl Iterator<Item = Page> {
        self.months().iter().flat_map(|(whose, months)| {
            let current = std::iter::once(Page::ThisMonth(*whose));
            current.chain(months.iter().map(|first| Page::Month(*whose, *first)))
        })
    }

    /// The week a stable address shows: this one, or the last of a level or unit that is no more.
    pub(super) fn current_week(&self, whose: Whose) -> Date {
        let (monday, _) = week_ends(self.today);
        self.current(self.weeks(), whose, monday)
    }

    /// The month a stable address shows.
    pub(super) fn current_month(&self, whose: Whose) -> Date {
        self.current(self.months(), whose, self.today.first_of_month())
    }

    fn current(&self, periods: &Periods, whose: Whose, now: Date) -> Date {
        if self.is_alive(whose) {
            return now;
        }
        let known = periods.get(&whose);
        let newest = known.and_then(|known| known.range(..=now).next_back());
        let nearest = newest.or(known.and_then(BTreeSet::first));
        nearest.copied().unwrap_or(now)
    }

    /// The page of a week, or the stable address where that week has none of its own.
    pub(super) fn week_page(&self, whose: Whose, monday: Date) -> Page {
        if has(self.weeks(), whose, monday) {
            Page::Week(whose, monday)
        } else {
            Page::ThisWeek(whose)
        }
    }

    /// The page of a month, or the stable address where that month has none of its own.
    pub(super) fn month_page(&self, whose: Whose, first: Date) -> Page {
        if has(self.months(), whose, first) {
            Page::Month(whose, first)
        } else {
            Page::ThisMonth(whose)
        }
    }
}

/// Whether a week or a month has a page of its own.
pub(super) fn has(periods: &Periods, whose: Whose, first: Date) -> bool {
    let known = periods.get(&whose);
    known.is_some_and(|known| known.contains(&first))
}

/// The nearest of `periods` before and after `first`.
pub(super) fn beside(periods: &Periods, whose: Whose, first: Date) -> [Option<Date>; 2] {
    let known = periods.get(&whose);
    let before = known.and_then(|known| known.range(..first).next_back());
    let mut later = known.into_iter().flat_map(|known| known.range(first..));
    let after = later.find(|other| **other > first);
    [before.copied(), after.copied()]
}
