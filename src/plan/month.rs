//! The month grid: which days are busy, at a glance.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::parts::Reference;
use super::periods::{beside, has};
use super::week::Switch;
use super::{Body, Page, Plan, Whose};
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
    /// The level or the unit whose month it is.
    owner: Option<Reference>,
    /// The same month for the whole portal and every level.
    switch: Vec<Switch<'a>>,
    weekdays: Vec<String>,
    weeks: Vec<MonthWeek<'a>>,
    previous: Option<MonthLink>,
    this: Option<MonthLink>,
    next: Option<MonthLink>,
}

/// Another month.
#[derive(Debug, Serialize)]
pub(super) struct MonthLink {
    /// "Tháng 5/2026"
    short: String,
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
}

impl<'a> Plan<'a> {
    pub(super) fn month(&'a self, whose: Whose, first: Date) -> (String, String, Body<'a>) {
        let this = self.current_month(whose);
        let link = |month: Date| MonthLink {
            short: self.words.month_short(month),
            heading: self.words.month(month),
            url: self.routes.href(&self.path(&self.month_page(whose, month))),
        };
        let [before, after] = beside(self.months(), whose, first);
        let heading = self.words.month(first);
        let owner = self.owner(whose);
        let title = match &owner {
            Some(owner) => format!("{heading} · {}", owner.text),
            None => heading.clone(),
        };
        let view = MonthView {
            heading,
            owner,
            switch: self.switch(whose, |whose| self.month_page(whose, first)),
            weekdays: (0..7)
                .map(|day| self.words.weekday(weekday(first, day)))
                .collect(),
            weeks: self.month_weeks(whose, first),
            previous: before.map(link),
            this: (this != first).then(|| link(this)),
            next: after.map(link),
        };
        (title, String::new(), Body::Month(Box::new(view)))
    }

    /// The stable address of someone's months, where they have any.
    pub(super) fn this_month_of(&self, whose: Whose) -> Option<String> {
        let page = Page::ThisMonth(whose);
        let exists = self.months().contains_key(&whose);
        exists.then(|| self.routes.href(&self.path(&page)))
    }

    fn month_weeks(&'a self, whose: Whose, first: Date) -> Vec<MonthWeek<'a>> {
        let mut weeks = Vec::with_capacity(6);
        let mut monday = weekday(first, 0);
        while monday <= first.last_of_month() && weeks.len() < 6 {
            weeks.push(self.month_week(whose, first, monday));
            monday = monday.saturating_add(7.days());
        }
        weeks
    }

    fn month_week(&'a self, whose: Whose, first: Date, monday: Date) -> MonthWeek<'a> {
        let page = Page::Week(whose, monday);
        let exists = has(self.weeks(), whose, monday);
        MonthWeek {
            number: monday.iso_week_date().week(),
            url: exists.then(|| self.routes.href(&self.path(&page))),
            days: (0..7)
                .map(|day| self.month_day(whose, first, weekday(monday, day)))
                .collect(),
        }
    }

    fn month_day(&'a self, whose: Whose, first: Date, day: Date) -> MonthDay<'a> {
        let outside = day.first_of_month() != first;
        let off = self.catalog.site.holidays.day_off(day);
        let mut items: Vec<MonthItem<'a>> = Vec::new();
        if !outside {
            let attended = self.attended(whose, day, day).into_iter();
            let meetings = attended.filter(|occasion| {
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
        }
    }
}

/// The day `offset` days after the Monday of the week of `day`.
fn weekday(day: Date, offset: i64) -> Date {
    let (monday, _) = week_ends(day);
    monday.saturating_add(offset.days())
}
