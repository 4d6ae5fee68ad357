//! Whose calendar a page shows: everybody's, a level's or a unit's; and what concerns them.

use super::Plan;
use super::occasions::Occasion;
use super::parts::Reference;
use crate::catalog::Key;
use crate::site::{LevelId, UnitId};

/// Whose weeks and months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// The whole portal's.
    Everybody,
    /// One level's.
    Level(LevelId),
    /// One unit's.
    Unit(UnitId),
}

impl<'a> Plan<'a> {
    /// Where their pages lie: `/`, `/cap/xa/`, `/don-vi/so-y-te/`.
    pub(super) fn folder(&self, whose: Whose) -> String {
        let site = &self.catalog.site;
        match whose {
            Whose::Everybody => "/".to_owned(),
            Whose::Level(id) => self.routes.level(site.level(id)),
            Whose::Unit(id) => self.routes.unit(site.units.get(id)),
        }
    }

    /// What they are called, with their page; nothing for everybody.
    pub(super) fn owner(&self, whose: Whose) -> Option<Reference> {
        let site = &self.catalog.site;
        let name = match whose {
            Whose::Everybody => return None,
            Whose::Level(id) => &site.level(id).name,
            Whose::Unit(id) => &site.units.get(id).name,
        };
        Some(Reference {
            text: name.clone(),
            url: Some(self.routes.href(&self.folder(whose))),
        })
    }

    /// The level whose view they have.
    pub(super) fn level_of(&self, whose: Whose) -> Option<LevelId> {
        match whose {
            Whose::Everybody => None,
            Whose::Level(id) => Some(id),
            Whose::Unit(id) => self.catalog.site.units.get(id).level,
        }
    }

    /// Whether they are there on the day of the portal.
    pub(super) fn is_alive(&self, whose: Whose) -> bool {
        let site = &self.catalog.site;
        let until = match whose {
            Whose::Everybody => None,
            Whose::Level(id) => site.level(id).until,
            Whose::Unit(id) => site.units.get(id).until,
        };
        until.is_none_or(|until| self.today <= until)
    }

    /// Whether a level attends.
    pub(super) fn concerns_level(&self, occasion: &Occasion, level: LevelId) -> bool {
        let digest = &self.digests[occasion.root.0 as usize].event;
        digest.levels.contains(&level) && self.occasion_session(occasion).session.concerns(level)
    }

    /// Whether an event concerns a unit: by name, or through its level and its line of authority.
    pub(super) fn is_for_unit(&self, root: Key, id: UnitId) -> bool {
        let digest = &self.digests[root.0 as usize].event;
        let level = self.catalog.site.units.get(id).level;
        digest.units.contains(&id)
            || (level.is_some_and(|level| digest.levels.contains(&level))
                && self.governs(digest.event.stated_by, id))
    }

    /// Whether the issuer of a notice speaks to the unit; one the table does not know is taken to.
    pub(super) fn governs(&self, key: Key, id: UnitId) -> bool {
        let issuer = self.catalog.issuer(key);
        issuer.is_none_or(|issuer| self.catalog.site.units.speaks_to(issuer, id))
    }
}
