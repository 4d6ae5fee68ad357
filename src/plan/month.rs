//! The month grid: which days are busy, at a glance.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::{Body, Page, Plan};
use crate::notice::SessionKind;
use crate::site::DayOff;
use crate::text::dates::week_ends;

/// Sessions a day of the grid names; the week's page has them all.
const SHOWN: usize = 4;

/// `month.html`
#[derive(Debug, Serialize)]
pub struct MonthView<'a> {
    /// "Tháng 7 năm 2026"
    heading: String,
    weekdays: Vec<String>,
    weeks: Vec<MonthWeek<'a>>,
    previous: Option<MonthLink>,
    this: Option<MonthLink>,
    next: Option<MonthLink>,
}

/// Another month.
#[derive(Debug, Serialize)]
pub(super) struct MonthLink {
    heading: String,
    url: String,
}

/// One line of the grid.
#[derive(Debug, Serialize)]
pub(super) struct MonthWeek<'a> {
    number: i8,
    url: Option<String>,
    days: Vec<MonthDay<'a>>,
}

/// One cell.
#[derive(Debug, Serialize)]
pub(super) struct MonthDay<'a> {
    day: String,
    iso: String,
    number: i8,
    /// Belongs to the month before or after.
    outside: bool,
    is_today: bool,
    is_off: bool,
    holiday: Option<&'a str>,
    items: Vec<MonthItem<'a>>,
    more: usize,
}

/// One session in a cell.
#[derive(Debug, Serialize)]
pub(super) struct MonthItem<'a> {
    iso: String,
    clock: Option<String>,
    title: &'a str,
    url: String,
    status: Option<&'static str>,
    levels: String,
}

impl<'a> Plan<'a> {
    /// The first days of all months with a page: those in which something happens, and the current one.
    pub(super) fn find_months(&self) -> BTreeSet<Date> {
        let days = self.occasions.iter().map(|occasion| occasion.day);
        days.chain([self.today]).map(Date::first_of_month).collect()
    }

    pub(super) fn month(&'a self, first: Date) -> (String, String, Body<'a>) {
        let this = self.today.first_of_month();
        let link = |month: Date| MonthLink {
            heading: self.words.month(month),
            url: self.routes.href(&self.path(&Page::Month(month))),
        };
        let before = self.months.range(..first).next_back();
        let after = self.months.range(first.saturating_add(1.day())..).next();
        let heading = self.words.month(first);
        let (monday, _) = week_ends(first);
        let mut weeks = Vec::with_capacity(6);
        let mut start = monday;
        while start <= first.last_of_month() && weeks.len() < 6 {
            weeks.push(self.month_week(first, start));
            start = start.saturating_add(7.days());
        }
        let weekdays = (0..7).map(|offset: i64| {
            let day = monday.saturating_add(offset.days());
            self.words.weekday(day)
        });
        let view = MonthView {
            heading: heading.clone(),
            weekdays: weekdays.collect(),
            weeks,
            previous: before.copied().map(link),
            this: (this != first).then(|| link(this)),
            next: after.copied().map(link),
        };
        (heading, String::new(), Body::Month(Box::new(view)))
    }

    fn month_week(&'a self, first: Date, monday: Date) -> MonthWeek<'a> {
        let exists = self
            .weeks
            .get(&None)
            .is_some_and(|weeks| weeks.contains(&monday));
        MonthWeek {
            number: monday.iso_week_date().week(),
            url: exists.then(|| self.routes.href(&self.path(&Page::Week(None, monday)))),
            days: (0..7)
                .map(|offset: i64| self.month_day(first, monday.saturating_add(offset.days())))
                .collect(),
        }
    }

    fn month_day(&'a self, first: Date, day: Date) -> MonthDay<'a> {
        let outside = day.first_of_month() != first;
        let off = self.catalog.site.holidays.day_off(day);
        let mut items: Vec<MonthItem<'a>> = Vec::new();
        if !outside {
            let meetings = self.between(day, day).iter().filter(|occasion| {
                self.occasion_session(occasion).session.kind == SessionKind::Main
            });
            items.extend(meetings.map(|occasion| self.month_item(occasion)));
        }
        let more = items.len().saturating_sub(SHOWN);
        items.truncate(SHOWN);
        MonthDay {
            day: self.words.day(day),
            iso: day.to_string(),
            number: day.day(),
            outside,
            is_today: day == self.today,
            is_off: off.is_some(),
            holiday: match off {
                Some(DayOff::Holiday(name)) => Some(name),
                _ => None,
            },
            items,
            more,
        }
    }

    fn month_item(&'a self, occasion: &super::occasions::Occasion) -> MonthItem<'a> {
        let event = self.event_of(occasion.root);
        let row = &self.occasion_session(occasion).session;
        let title = &self.catalog.get(event.stated_by).title.value;
        MonthItem {
            iso: self.when(row, occasion.day).iso,
            clock: row
                .start
                .map(|start| crate::text::dates::clock_short(start.value)),
            title: row.title.as_deref().unwrap_or(title),
            url: self.event_url(event),
            status: self.event_status(occasion.root),
            levels: self.slugs(|level| self.concerns_level(occasion, level)),
        }
    }
}
