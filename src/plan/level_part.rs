//! What one level sees of a notice, and what belongs to none: every duty and link is said once, and none is lost.

use serde::Serialize;

use super::Plan;
use super::parts::{ContactView, LinkView, PointView, SessionView, TaskView, contact};
use crate::catalog::{Event, Selection, select};
use crate::notice::{Contact, Link, Task};
use crate::site::{LevelId, UnitId};

/// What one level sees.
#[derive(Debug, Serialize)]
pub(super) struct LevelPart<'a> {
    slug: &'a str,
    name: &'a str,
    short: &'a str,
    sessions: Vec<SessionView<'a>>,
    points: Vec<PointView<'a>>,
    other_points: Vec<PointView<'a>>,
    tasks: Vec<TaskView<'a>>,
    links: Vec<LinkView<'a>>,
    contacts: Vec<ContactView<'a>>,
}

/// Parts of an event that belong to no level.
pub(super) struct Rest<'a> {
    pub(super) tasks: Vec<&'a Task>,
    pub(super) links: Vec<&'a Link>,
    pub(super) contacts: Vec<&'a Contact>,
}

impl<'a> Plan<'a> {
    /// What each level concerned sees, highest first.
    pub(super) fn selections(
        &'a self,
        event: &'a Event,
        issuer: Option<UnitId>,
    ) -> Vec<(LevelId, Selection<'a>)> {
        let site = &self.catalog.site;
        let levels = crate::catalog::levels_concerned(self.catalog, event);
        levels
            .into_iter()
            .map(|level| (level, select(site, event, issuer, level, site.audience)))
            .collect()
    }

    /// What no level's part shows: the rest of the whole, so that nothing is said twice and nothing is lost.
    pub(super) fn rest(&self, event: &'a Event, parts: &[(LevelId, Selection<'a>)]) -> Rest<'a> {
        let internal = self.is_internal();
        let shown = |is_in: &dyn Fn(&Selection<'a>) -> bool| {
            parts.iter().any(|(_, selection)| is_in(selection))
        };
        Rest {
            tasks: event
                .tasks
                .iter()
                .filter(|task| {
                    !shown(&|part| part.tasks.iter().any(|one| std::ptr::eq(*one, *task)))
                })
                .collect(),
            links: event
                .links
                .iter()
                .filter(|link| internal || !link.internal)
                .filter(|link| {
                    !shown(&|part| part.links.iter().any(|one| std::ptr::eq(*one, *link)))
                })
                .collect(),
            contacts: event
                .contacts
                .iter()
                .filter(|_| internal)
                .filter(|known| {
                    !shown(&|part| part.contacts.iter().any(|one| std::ptr::eq(*one, *known)))
                })
                .collect(),
        }
    }

    pub(super) fn level_part(
        &'a self,
        event: &'a Event,
        issuer: Option<UnitId>,
        level: LevelId,
        selection: &Selection<'a>,
    ) -> LevelPart<'a> {
        let site = &self.catalog.site;
        let stated = self.catalog.get(event.stated_by);
        let day = event
            .main_sessions()
            .next()
            .map_or(self.today, |session| session.session.date.value);
        LevelPart {
            slug: &site.level(level).slug,
            name: site.level(level).name_on(day),
            short: site.level(level).short_name(),
            sessions: selection
                .sessions
                .iter()
                .map(|session| self.session(event, session))
                .collect(),
            points: selection
                .points
                .iter()
                .map(|own| self.own_point(event, *own, issuer))
                .collect(),
            other_points: selection
                .other_points
                .iter()
                .map(|point| self.point(event, point, issuer))
                .collect(),
            tasks: selection
                .tasks
                .iter()
                .map(|task| self.task(event, task, issuer))
                .collect(),
            links: selection
                .links
                .iter()
                .map(|link| self.link(stated, link))
                .collect(),
            contacts: selection
                .contacts
                .iter()
                .map(|known| contact(known))
                .collect(),
        }
    }
}
