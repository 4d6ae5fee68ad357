//! The parts pages are made of, as templates show them: a file for each kind, with its views and how they are made.

mod duty;
mod link;
mod point;
mod session;

use serde::Serialize;

use super::Plan;
use crate::notice::{Citation, Notice};
use crate::site::{Audience, LevelId, UnitId};

pub(super) use duty::{DeadlineView, TaskView};
pub(super) use link::{ContactView, LinkView, contact};
pub(super) use point::{ParticipantView, PointView, participant};
pub(super) use session::{AgendaView, SessionView, session_title};

/// A name with an address, or without one.
#[derive(Debug, Serialize, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) text: String,
    pub(super) url: Option<String>,
}

impl<'a> Plan<'a> {
    pub(super) fn level_names(&self, levels: &[LevelId]) -> Vec<&'a str> {
        let site = &self.catalog.site;
        levels
            .iter()
            .map(|level| site.level(*level).name.as_str())
            .collect()
    }

    /// The name of a unit, with its page where the table knows it.
    pub(super) fn unit_reference(&self, name: &str, near: Option<UnitId>) -> Reference {
        let unit = self.catalog.site.units.named(name, near);
        Reference {
            text: name.to_owned(),
            url: unit.map(|unit| {
                let unit = self.catalog.site.units.get(unit);
                self.routes.href(&self.routes.unit(unit))
            }),
        }
    }

    /// A citation, with the page of the document where it is here.
    pub(super) fn citation(&self, citation: &Citation, citing: &Notice) -> Reference {
        let found = self.catalog.find(citation, citing);
        Reference {
            text: citation.text.clone(),
            url: found.map(|key| self.routes.href(&self.routes.notice(self.catalog.get(key)))),
        }
    }

    pub(super) fn is_internal(&self) -> bool {
        self.catalog.site.audience == Audience::Internal
    }
}
