//! All deadlines to come, by day: who hands in what, to whom, how.

use serde::Serialize;

use super::programme::DueView;
use super::{Body, Plan};

/// Deadlines on the page; beyond so many nobody reads on, and each notice has its own.
const SHOWN: usize = 400;

/// `dues.html`
#[derive(Debug, Serialize)]
pub struct DuesView<'a> {
    days: Vec<DueDay<'a>>,
    total: usize,
}

/// Deadlines whose last day is the same.
#[derive(Debug, Serialize)]
pub(super) struct DueDay<'a> {
    day: String,
    iso: String,
    dues: Vec<DueView<'a>>,
}

impl<'a> Plan<'a> {
    pub(super) fn all_dues(&'a self) -> (String, String, Body<'a>) {
        let mut days: Vec<DueDay<'a>> = Vec::new();
        for due in self.dues.iter().take(SHOWN) {
            let Some(deadline) = &self.due_task(due).deadline else {
                continue;
            };
            let last = deadline.value.last_day();
            let iso = last.to_string();
            if days.last().is_none_or(|day| day.iso != iso) {
                days.push(DueDay {
                    day: self.words.day(last),
                    iso,
                    dues: Vec::new(),
                });
            }
            if let Some(day) = days.last_mut() {
                day.dues.extend(self.due(due));
            }
        }
        let view = DuesView {
            days,
            total: self.dues.len(),
        };
        (String::new(), String::new(), Body::Dues(view))
    }
}
