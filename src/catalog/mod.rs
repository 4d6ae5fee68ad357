//! All notices together: who cites, follows and changes whom, what stands on a day, and what a level sees.
//!
//! In: the site and valid notices. Out: answers; nothing here is ever written. The catalog knows no addresses.

mod again;
mod called;
mod citations;
mod event;
mod former;
mod imprints;
mod links;
mod occurrences;
mod selection;
mod status;
#[cfg(test)]
mod tests;
mod withheld;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use crate::notice::{Citation, Notice, Symbol};
use crate::site::{LevelId, Site, UnitId};

pub use again::Linked;
pub use called::Called;
pub(crate) use event::named_sessions;
pub use event::{Announced, Event, EventSession, Standing};
pub(crate) use former::{Former, are_same, by_id};
pub use imprints::Imprints;
use links::Links;
pub use occurrences::occurring;
pub use selection::{OwnPoint, Selection, binds, levels_concerned, select, units_named};
pub use status::Status;
pub use withheld::{Held, Posted};

/// A notice's place in the collection, in order of id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u32);

/// The collection, linked.
#[derive(Debug)]
pub struct Catalog {
    /// The site's settings and tables.
    pub site: Site,
    /// The notices in order of id.
    notices: Arc<[Arc<Notice>]>,
    broken: Vec<String>,
    names: Arc<Names>,
    links: Arc<Links>,
    events: Arc<[Told]>,
    held: Vec<Held>,
}

/// What is known of the event of the chain that begins with a notice, once somebody has asked for it.
#[derive(Debug, Clone, Default)]
struct Told {
    event: OnceLock<Arc<Event>>,
    levels: OnceLock<Arc<[LevelId]>>,
    units: OnceLock<Arc<[UnitId]>>,
}

/// What notices are cited by.
#[derive(Debug)]
struct Names {
    by_id: HashMap<String, Key>,
    by_symbol: HashMap<String, Vec<Key>>,
}

impl Catalog {
    /// Links a collection. `broken` are the ids of files that are there but could not be read.
    pub fn new(site: Site, mut notices: Vec<Arc<Notice>>, broken: Vec<String>) -> Self {
        notices.sort_by(|a, b| a.id.cmp(&b.id));
        let names = Names {
            by_id: index_ids(&notices),
            by_symbol: citations::index_symbols(&notices),
        };
        let mut catalog = Self {
            events: notices.iter().map(|_| Told::default()).collect(),
            notices: notices.into(),
            names: Arc::new(names),
            links: Arc::default(),
            held: Vec::new(),
            site,
            broken,
        };
        catalog.links = Arc::new(Links::of(&catalog));
        catalog
    }

    /// The same collection without the notices of these ids.
    #[must_use]
    pub fn without(self, ids: &BTreeSet<String>) -> Self {
        let stays = |notice: &&Arc<Notice>| !ids.contains(&notice.id);
        let notices = self.notices.iter().filter(stays).cloned().collect();
        Self::new(self.site, notices, self.broken)
    }

    /// The same collection without what other portals posted.
    #[must_use]
    pub fn own(&self) -> Self {
        let own = self.notices.iter().filter(|notice| notice.origin.is_none());
        Self::new(
            self.site.clone(),
            own.cloned().collect(),
            self.broken.clone(),
        )
    }

    /// The notice behind a key.
    pub fn get(&self, key: Key) -> &Notice {
        &self.notices[key.0 as usize]
    }

    /// The same, shared with whoever keeps something about it.
    pub fn share(&self, key: Key) -> Arc<Notice> {
        Arc::clone(&self.notices[key.0 as usize])
    }

    /// All notices with their keys, in order of id.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &Notice)> {
        self.shared().map(|(key, notice)| (key, &**notice))
    }

    /// The same, as they are shared with whoever keeps something about them.
    pub fn shared(&self) -> impl Iterator<Item = (Key, &Arc<Notice>)> {
        (0u32..).map(Key).zip(&*self.notices)
    }

    /// How many notices there are.
    pub fn len(&self) -> usize {
        self.notices.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.notices.is_empty()
    }

    /// The notice with an id, or that had it once.
    pub fn with_id(&self, id: &str) -> Option<Key> {
        self.names.by_id.get(id).copied()
    }

    /// The document a citation in `citing` means, if it is here and there is no doubt.
    pub fn find(&self, citation: &Citation, citing: &Notice) -> Option<Key> {
        let found = self.meant(citation, citing);
        found.filter(|key| self.get(*key).id != citing.id)
    }

    fn meant(&self, citation: &Citation, citing: &Notice) -> Option<Key> {
        // An id is that of the portal whose paper cites it.
        let by_id = match citing.posted_under() {
            "" => self.names.by_id.get(citation.text.as_str()),
            under => self.names.by_id.get(&format!("{under}{}", citation.text)),
        };
        by_id
            .copied()
            .or_else(|| citations::find(self, citation, citing))
    }

    /// The notices that carry a symbol.
    pub fn with_symbol(&self, symbol: &Symbol) -> &[Key] {
        self.names
            .by_symbol
            .get(&symbol.key())
            .map_or(&[], Vec::as_slice)
    }

    /// Whether a citation means a file that is here but broken: no reason for a problem of its own.
    pub fn is_broken(&self, citation: &Citation) -> bool {
        self.broken.contains(&citation.text)
    }

    /// Whether the file of this id is here but broken.
    pub fn has_broken(&self, id: &str) -> bool {
        self.broken.iter().any(|broken| broken == id)
    }

    /// Whether any file could not be read: a symbol cited in vain may be that of one of them.
    pub fn has_any_broken(&self) -> bool {
        !self.broken.is_empty()
    }

    /// Whether a notice names itself as the one it changes.
    pub fn changes_itself(&self, key: Key) -> bool {
        let notice = self.get(key);
        let of = notice.change.as_ref().map(|change| &change.of);
        of.is_some_and(|of| self.meant(of, notice) == Some(key))
    }

    /// The notice that `key` changes.
    pub fn changes(&self, key: Key) -> Option<Key> {
        self.links.changes[key.0 as usize]
    }

    /// The notices that change `key` directly, oldest first.
    pub fn changed_by(&self, key: Key) -> &[Key] {
        &self.links.changed_by[key.0 as usize]
    }

    /// The document whose event `key` organises at its own level.
    pub fn follows(&self, key: Key) -> Option<Key> {
        self.links.follows[key.0 as usize]
    }

    /// The documents that organise the event of `key` at their levels.
    pub fn followed_by(&self, key: Key) -> &[Key] {
        &self.links.followed_by[key.0 as usize]
    }

    /// The issuer as a unit of the table.
    pub fn issuer(&self, key: Key) -> Option<UnitId> {
        self.links.issuers[key.0 as usize]
    }

    /// The first notice of the chain of changes `key` stands in; itself where it changes nothing.
    /// A cycle, which the checker reports, ends where it closes.
    pub fn chain_root(&self, key: Key) -> Key {
        self.links.roots[key.0 as usize]
    }

    /// The event of the chain that begins with `root` as it stands after all its changes; worked out when it is asked
    /// for the first time.
    pub fn event(&self, root: Key) -> &Arc<Event> {
        let event = || Arc::new(Event::of(self, root));
        self.events[root.0 as usize].event.get_or_init(event)
    }

    /// The levels whose pages list the event of `root`, highest first.
    pub fn levels(&self, root: Key) -> &Arc<[LevelId]> {
        let levels = || levels_concerned(self, self.event(root)).into();
        self.events[root.0 as usize].levels.get_or_init(levels)
    }

    /// Every unit the event of `root` names.
    pub fn units(&self, root: Key) -> &Arc<[UnitId]> {
        let units = || units_named(self, self.event(root)).into();
        self.events[root.0 as usize].units.get_or_init(units)
    }

    /// The changes of a chain in the order in which they apply: by posting, a change never before what it changes.
    pub fn chain(&self, root: Key) -> Vec<Key> {
        let mut chain = Vec::new();
        let mut open: Vec<Key> = self.changed_by(root).to_vec();
        while !open.is_empty() {
            open.sort_by_key(|key| (self.get(*key).posted(), *key));
            let next = open.remove(0);
            if next == root || chain.contains(&next) {
                continue;
            }
            chain.push(next);
            open.extend(self.changed_by(next));
        }
        chain
    }

    /// The same, behind the first notice of the chain.
    pub(crate) fn whole_chain(&self, root: Key) -> impl Iterator<Item = Key> {
        std::iter::once(root).chain(self.chain(root))
    }

    /// The notices of a chain, the first before its changes, as they are shared.
    pub(crate) fn papers(&self, root: Key) -> Vec<Arc<Notice>> {
        let keys = self.whole_chain(root);
        keys.map(|key| self.share(key)).collect()
    }

    /// The first notices of all chains, in order of id: one for each event.
    pub fn roots(&self) -> impl Iterator<Item = Key> {
        self.iter()
            .map(|(key, _)| key)
            .filter(|key| self.chain_root(*key) == *key)
    }
}

fn index_ids(notices: &[Arc<Notice>]) -> HashMap<String, Key> {
    let mut ids = HashMap::with_capacity(notices.len());
    for (key, notice) in (0u32..).map(Key).zip(notices) {
        for alias in &notice.aliases {
            ids.entry(alias.clone()).or_insert(key);
        }
    }
    for (key, notice) in (0u32..).map(Key).zip(notices) {
        ids.insert(notice.id.clone(), key);
    }
    ids
}
