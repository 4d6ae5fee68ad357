//! Linking a collection again: what was linked before and the notices as they are now in, a catalog out that shares what
//! did not change.

use std::sync::Arc;

use super::links::Links;
use super::{Catalog, Key, Names, Told};
use crate::notice::Notice;
use crate::site::{Site, Units};

/// What a catalog holds besides its site, shared with whoever links the same collection again.
#[derive(Debug, Clone)]
pub struct Linked {
    notices: Arc<[Arc<Notice>]>,
    units: Arc<Units>,
    names: Arc<Names>,
    links: Arc<Links>,
    events: Arc<[Told]>,
    broken: Vec<String>,
}

impl Catalog {
    /// What linking this collection again can share.
    pub fn linked(&self) -> Linked {
        Linked {
            notices: Arc::clone(&self.notices),
            units: Arc::clone(&self.site.units),
            names: Arc::clone(&self.names),
            links: Arc::clone(&self.links),
            events: Arc::clone(&self.events),
            broken: self.broken.clone(),
        }
    }

    /// As [`Catalog::new`]: where no notice has come or gone and none is found, cited or ordered in another way than
    /// `before`, the links are those of before, and the events of all chains whose notices are the very same.
    pub fn again(
        before: Option<&Linked>,
        site: Site,
        mut notices: Vec<Arc<Notice>>,
        broken: Vec<String>,
    ) -> Self {
        notices.sort_by(|a, b| a.id.cmp(&b.id));
        let Some(before) = before.filter(|before| before.would_link(&site, &notices)) else {
            return Self::new(site, notices, broken);
        };
        let mut catalog = Self {
            events: Arc::default(),
            notices: notices.into(),
            names: Arc::clone(&before.names),
            links: Arc::clone(&before.links),
            held: Vec::new(),
            site,
            broken,
        };
        catalog.events = before.events_in(&catalog);
        catalog
    }
}

impl Linked {
    /// Whether a collection has the same names and links, and lacks the same files.
    pub fn is_linked_as(&self, catalog: &Catalog) -> bool {
        Arc::ptr_eq(&self.names, &catalog.names)
            && Arc::ptr_eq(&self.links, &catalog.links)
            && self.broken == catalog.broken
    }

    fn would_link(&self, site: &Site, notices: &[Arc<Notice>]) -> bool {
        let mut pairs = self.notices.iter().zip(notices);
        self.notices.len() == notices.len()
            && Arc::ptr_eq(&self.units, &site.units)
            && pairs.all(|(one, other)| Arc::ptr_eq(one, other) || links_alike(one, other))
    }

    /// The known events of chains that stand in `catalog` as they did.
    fn events_in(&self, catalog: &Catalog) -> Arc<[Told]> {
        let is_same = |key: &Key| {
            let place = key.0 as usize;
            Arc::ptr_eq(&self.notices[place], &catalog.notices[place])
        };
        let keys = (0u32..).map(Key).zip(&*self.events);
        let events = keys.map(|(key, known)| {
            let is_known = known.event.get().is_some();
            match is_known && is_same(&key) && catalog.chain(key).iter().all(is_same) {
                true => known.clone(),
                false => Told::default(),
            }
        });
        events.collect()
    }
}

/// Whether two notices are named alike, cite the same, and stand in the same order.
fn links_alike(one: &Notice, other: &Notice) -> bool {
    let of = |notice: &Notice| notice.change.as_ref().map(|change| change.of.value.clone());
    let follows = |notice: &Notice| notice.follows.as_ref().map(|cited| cited.value.clone());
    let issued = |notice: &Notice| notice.issued.map(|issued| issued.value);
    one.id == other.id
        && one.aliases == other.aliases
        && one.number == other.number
        && one.issuer == other.issuer
        && one.origin == other.origin
        && issued(one) == issued(other)
        && one.posted() == other.posted()
        && of(one) == of(other)
        && follows(one) == follows(other)
}
