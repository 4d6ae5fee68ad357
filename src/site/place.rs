//! Halls and rooms with their aliases and their addresses by date.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use jiff::civil::Date;

use super::unit::{is_written, narrowed};
use super::{DatedName, UnitId};
use crate::text::fold::squash;

/// One hall or room.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The full name.
    pub name: String,
    /// How papers write it.
    pub aliases: Vec<String>,
    /// The unit whose hall it is, where the short name alone is ambiguous.
    pub unit: Option<UnitId>,
    /// Addresses by date.
    pub addresses: Vec<DatedName>,
}

/// The place table, indexed by folded names.
#[derive(Debug, Clone, Default)]
pub struct Places {
    places: Vec<Place>,
    by_name: HashMap<String, Vec<usize>>,
}

impl Hash for Places {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let Self { places, by_name: _ } = self;
        places.hash(hasher);
    }
}

impl Places {
    /// Indexes a table.
    pub fn new(places: Vec<Place>) -> Self {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, place) in places.iter().enumerate() {
            for name in std::iter::once(&place.name).chain(&place.aliases) {
                let indices = by_name.entry(squash(name)).or_default();
                if !indices.contains(&index) {
                    indices.push(index);
                }
            }
        }
        Self { places, by_name }
    }

    /// The place called `name` in a paper of one of `owners`; `None` where the table does not know or cannot tell.
    pub fn named(&self, name: &str, owners: &[UnitId]) -> Option<&Place> {
        let known = self.by_name.get(&squash(name))?;
        if let [only] = known.as_slice() {
            return self.places.get(*only);
        }
        let candidates = narrowed(known, |index| {
            let place = self.places.get(*index);
            place.is_some_and(|place| is_written(name, &place.name, &place.aliases))
        });
        if let [only] = candidates.as_slice() {
            return self.places.get(*only);
        }
        let mut owned = candidates
            .iter()
            .filter_map(|index| self.places.get(*index))
            .filter(|place| place.unit.is_some_and(|unit| owners.contains(&unit)));
        match (owned.next(), owned.next()) {
            (Some(place), None) => Some(place),
            _ => None,
        }
    }
}

impl Place {
    /// The address on `day`.
    pub fn address_on(&self, day: Date) -> Option<&str> {
        self.addresses
            .iter()
            .find(|address| address.holds_on(day))
            .map(|address| address.name.as_str())
    }
}
