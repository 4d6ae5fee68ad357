//! The first page: today, this week, what is coming, what is due, what changed, what is new.

use jiff::ToSpan;
use serde::Serialize;

use super::changes::ChangeView;
use super::line::Line;
use super::programme::{DayView, DueView};
use super::{Body, Plan};
use crate::text::dates::week_ends;

const COMING: usize = 20;
const DUE: usize = 6;
const CHANGED: usize = 4;
const POSTED: usize = 5;

/// `home.html`
#[derive(Debug, Serialize)]
pub struct HomeView<'a> {
    today: String,
    today_iso: String,
    /// Today and the rest of this week.
    week: Vec<DayView<'a>>,
    coming: Vec<DayView<'a>>,
    dues: Vec<DueView<'a>>,
    changes: Vec<ChangeView<'a>>,
    pub(super) posted: Vec<Line<'a>>,
}

impl<'a> Plan<'a> {
    pub(super) fn home(&'a self) -> (String, String, Body<'a>) {
        let (_, sunday) = week_ends(self.today);
        let all = || self.coming().iter();
        let week = all().filter(|occasion| occasion.day <= sunday);
        let coming = all().filter(|occasion| {
            // All of next week, so that a page built on Sunday still serves on Monday; later, the meetings alone.
            occasion.day > sunday
                && (occasion.is_next || occasion.day <= sunday.saturating_add(7.days()))
        });
        // Cancellations of meetings long past are no news.
        let recent = self.today.saturating_sub(60.days());
        let view = HomeView {
            today: self.words.day(self.today),
            today_iso: self.today.to_string(),
            week: self.days(week, None),
            coming: self.days(coming.take(COMING), None),
            dues: self
                .dues
                .iter()
                .filter_map(|due| self.due(due))
                .take(DUE)
                .collect(),
            changes: self.changes_since(recent).take(CHANGED).collect(),
            posted: self.entries(self.latest()),
        };
        let description = self.catalog.site.description.clone().unwrap_or_default();
        (String::new(), description, Body::Home(Box::new(view)))
    }

    /// Notices by posting, newest first; ties by id.
    fn latest(&self) -> Vec<crate::catalog::Key> {
        let mut keys: Vec<_> = self
            .catalog
            .iter()
            .filter(|(_, notice)| notice.withdrawn.is_none())
            .map(|(key, notice)| (notice.posted(), key))
            .collect();
        keys.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        keys.truncate(POSTED);
        keys.into_iter().map(|(_, key)| key).collect()
    }
}
