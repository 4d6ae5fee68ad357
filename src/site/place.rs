//! Halls and rooms with their aliases and their addresses by date.

use std::hash::{Hash, Hasher};

use jiff::civil::Date;

use super::names::Names;
use super::{DatedName, UnitId};

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
    by_name: Names<usize>,
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
        let mut by_name = Names::default();
        for (index, place) in places.iter().enumerate() {
            for name in std::iter::once(&place.name).chain(&place.aliases) {
                by_name.add(name, index);
            }
        }
        Self { places, by_name }
    }

    /// The place called `name` in a paper of one of `owners`; `None` where the table does not know or cannot tell.
    pub fn named(&self, name: &str, owners: &[UnitId]) -> Option<&Place> {
        let candidates = self.by_name.meant_by(name);
        if let [only] = candidates {
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
