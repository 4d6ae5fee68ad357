//! Who has a calendar besides the notices, and what each of them gets of an event.
//!
//! Owners stand in one list, in their order, and are meant by their places in it.

use std::collections::{BTreeMap, HashMap};

use super::feeds::Owner;
use super::told::{Listed, Reach, Told};
use crate::catalog::{Catalog, Key};
use crate::plan::lists::issuer_slug;
use crate::site::LevelId;

/// Every owner but the notices; who gets nothing has an empty calendar, never a missing one.
pub(super) struct Owners {
    /// With what its calendar is called, in order of owner.
    pub(super) all: Vec<(Owner, String)>,
    issuers: HashMap<String, usize>,
    first_unit: usize,
}

/// The first level's place, after everybody's.
const FIRST_LEVEL: usize = 1;

impl Owners {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let site = &catalog.site;
        let mut all = vec![(Owner::All, site.title.clone())];
        all.extend(site.levels().map(|(id, level)| {
            let name = level.name.split(',').next().unwrap_or(&level.name);
            (Owner::Level(id), format!("Lịch cấp {name}"))
        }));
        let mut issuers = HashMap::new();
        for (slug, name) in issuers_of(catalog) {
            issuers.insert(slug.clone(), all.len());
            all.push((Owner::Issuer(slug), format!("Lịch do {name} ban hành")));
        }
        let first_unit = all.len();
        let units = site.units.iter();
        all.extend(units.map(|(id, unit)| (Owner::Unit(id), format!("Lịch {}", unit.name))));
        Self {
            all,
            issuers,
            first_unit,
        }
    }

    /// Who gets what of an event: what everybody is told goes to all and to its issuers, what a level is told to the
    /// level. A unit gets what its level is told, and what everybody is where its level is told nothing.
    pub(super) fn of_event(&self, catalog: &Catalog, reach: &Reach, told: &Told) -> Shares {
        let levels = told.levels();
        let mut everybody = vec![0];
        everybody.extend(
            told.issuers
                .iter()
                .filter_map(|slug| self.issuers.get(slug)),
        );
        let mut shares: Shares = vec![(None, everybody)];
        for level in &levels {
            shares.push((Some(*level), vec![FIRST_LEVEL + usize::from(level.0)]));
        }
        for unit in reach.units(told, &levels) {
            let level = catalog.site.units.get(unit).level;
            let level = level.filter(|level| levels.contains(level));
            if let Some((_, owners)) = shares.iter_mut().find(|(whom, _)| *whom == level) {
                owners.push(self.first_unit + unit.0 as usize);
            }
        }
        shares
    }

    /// Whether an owner who is told of an event gets this entry: a unit gets none that is for others of its level.
    pub(super) fn gets(&self, catalog: &Catalog, owner: usize, entry: &Listed) -> bool {
        let Some((called, Owner::Unit(unit))) = entry.called.as_ref().zip(self.owner(owner)) else {
            return true;
        };
        called.has(&catalog.site.units, *unit)
    }

    fn owner(&self, place: usize) -> Option<&Owner> {
        self.all.get(place).map(|(owner, _)| owner)
    }
}

/// Places of owners by whom the entries they get are told to.
pub(super) type Shares = Vec<(Option<LevelId>, Vec<usize>)>;

/// All issuers by their words in addresses, each as the last of its notices calls it.
fn issuers_of(catalog: &Catalog) -> BTreeMap<String, String> {
    let mut last = HashMap::new();
    for (key, notice) in catalog.iter() {
        let issuer = catalog.issuer(key);
        let spelled = issuer.is_none().then_some(notice.issuer.value.as_str());
        last.insert((issuer, spelled), key);
    }
    let mut last: Vec<Key> = last.into_values().collect();
    last.sort_unstable();
    last.into_iter()
        .map(|key| issuer_slug(catalog, key))
        .collect()
}
