//! Agencies: names and aliases as papers write them, level, parent, and how one name finds one unit.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use jiff::civil::Date;

use super::LevelId;
use super::names::Names;
use crate::text::fold::squash;

/// A unit's place in [`Units`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct UnitId(pub u32);

/// One agency.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unit {
    /// The full name, unique in the table: "Văn phòng Tỉnh ủy Quảng Ngãi".
    pub name: String,
    /// How papers write it: "VPTU".
    pub aliases: Vec<String>,
    /// The word in addresses, unique in the table.
    pub slug: String,
    /// Its level.
    pub level: Option<LevelId>,
    /// The unit it belongs to.
    pub parent: Option<UnitId>,
    /// First day of its existence.
    pub from: Option<Date>,
    /// Last day of its existence.
    pub until: Option<Date>,
    /// The unit that took over.
    pub successor: Option<UnitId>,
}

/// What a point is called without the words for it: "Điểm cầu UBND xã Tân Lập" is at "UBND xã Tân Lập".
pub fn seat_of(name: &str) -> &str {
    let name = name.trim();
    if !name.starts_with(['đ', 'Đ', 'd', 'D']) {
        return name;
    }
    let mut words = name.splitn(3, char::is_whitespace);
    let first = [words.next(), words.next()].map(|word| squash(word.unwrap_or_default()));
    match words.next() {
        Some(rest) if first == ["diem", "cau"] => rest.trim_start(),
        _ => name,
    }
}

/// The unit table, indexed by folded names.
#[derive(Debug, Clone, Default)]
pub struct Units {
    units: Vec<Unit>,
    by_name: Names<UnitId>,
}

impl Hash for Units {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let Self { units, by_name: _ } = self;
        units.hash(hasher);
    }
}

impl Units {
    /// Indexes a table. Parents and successors point into `units`.
    pub fn new(units: Vec<Unit>) -> Self {
        let mut by_name = Names::default();
        for (id, unit) in (0u32..).map(UnitId).zip(&units) {
            for name in std::iter::once(&unit.name).chain(&unit.aliases) {
                by_name.add(name, id);
            }
        }
        Self { units, by_name }
    }

    /// The unit with this id.
    pub fn get(&self, id: UnitId) -> &Unit {
        &self.units[id.0 as usize]
    }

    /// All units in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = (UnitId, &Unit)> {
        (0u32..).map(UnitId).zip(&self.units)
    }

    /// Whether any unit bears the name, "điểm cầu" before it or not.
    pub fn knows(&self, name: &str) -> bool {
        !self.by_name.meant_by(seat_of(name)).is_empty()
    }

    /// The unit a paper issued by `near` means by `name`, "điểm cầu" before it or not.
    ///
    /// Two communes may differ by a mark alone: the one whose name is written is meant. Two provinces both have a "Văn
    /// phòng Tỉnh ủy": the one that shares the nearest ancestor with `near` is meant. A name that stays ambiguous means no
    /// unit at all.
    pub fn named(&self, name: &str, near: Option<UnitId>) -> Option<UnitId> {
        let candidates = self.by_name.meant_by(seat_of(name));
        if let [only] = candidates {
            return Some(*only);
        }
        let lines: Vec<UnitId> = self.ancestors(near?).collect();
        let distance = |id: UnitId| {
            self.ancestors(id)
                .find_map(|ancestor| lines.iter().position(|line| *line == ancestor))
        };
        let mut ranked: Vec<(usize, UnitId)> = candidates
            .iter()
            .filter_map(|id| Some((distance(*id)?, *id)))
            .collect();
        ranked.sort_unstable();
        match ranked.as_slice() {
            [(_, only)] => Some(*only),
            [(first, id), (second, _), ..] if first < second => Some(*id),
            _ => None,
        }
    }

    /// The last of a unit's line of parents: its province, its commune, or itself.
    pub fn top_of(&self, id: UnitId) -> UnitId {
        self.ancestors(id).last().unwrap_or(id)
    }

    /// Whether what `issuer` asks of a level is asked of this unit, too: the centre speaks to all, others to those under
    /// their own seat and to those they stand under. A commune's meeting of its own people is no other commune's.
    pub fn speaks_to(&self, issuer: UnitId, unit: UnitId) -> bool {
        self.get(issuer).level == Some(LevelId(0))
            || self.is_under(unit, self.seat_of(issuer))
            || self.is_under(issuer, self.seat_of(unit))
    }

    /// The units an issuer speaks to, by their level; one the table does not know reaches everybody.
    pub fn reached_by(&self, issuer: Option<UnitId>) -> BTreeMap<LevelId, Vec<UnitId>> {
        let mut reached: BTreeMap<LevelId, Vec<UnitId>> = BTreeMap::new();
        for (id, unit) in self.iter() {
            let speaks = issuer.is_none_or(|issuer| self.speaks_to(issuer, id));
            if let Some(level) = unit.level.filter(|_| speaks) {
                reached.entry(level).or_default().push(id);
            }
        }
        reached
    }

    /// The highest of a unit's line that is of its own level: the province of a department, or the unit itself.
    fn seat_of(&self, id: UnitId) -> UnitId {
        let level = self.get(id).level;
        let own = self
            .ancestors(id)
            .take_while(|above| self.get(*above).level == level);
        own.last().unwrap_or(id)
    }

    fn is_under(&self, id: UnitId, seat: UnitId) -> bool {
        self.ancestors(id).any(|above| above == seat)
    }

    /// The unit, its parent, and so on; a cycle in the table ends the walk.
    fn ancestors(&self, id: UnitId) -> impl Iterator<Item = UnitId> {
        std::iter::successors(Some(id), |id| self.get(*id).parent).take(self.units.len().min(16))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The centre, a province with a department, and two communes with an office each.
    fn table() -> Units {
        let rows = [
            ("Chính phủ", 0, None),
            ("UBND tỉnh", 1, Some(0)),
            ("Sở Y tế", 1, Some(1)),
            ("UBND xã An", 3, Some(1)),
            ("Công an xã An", 3, Some(3)),
            ("UBND xã Bình", 3, Some(1)),
            ("UBND tỉnh khác", 1, Some(0)),
        ];
        let unit = |(name, level, parent): (&str, u8, Option<u32>)| Unit {
            name: name.to_owned(),
            aliases: Vec::new(),
            slug: name.to_owned(),
            level: Some(LevelId(level)),
            parent: parent.map(UnitId),
            from: None,
            until: None,
            successor: None,
        };
        Units::new(rows.map(unit).to_vec())
    }

    #[test]
    fn of_two_names_that_differ_by_a_mark_the_written_one_is_meant() {
        let mut units: Vec<Unit> = table().iter().map(|(_, unit)| unit.clone()).collect();
        units[3].name = "UBND xã Thạnh Hòa".to_owned();
        units[5].name = "UBND xã Thanh Hòa".to_owned();
        let units = Units::new(units);
        assert_eq!(units.named("UBND xã Thạnh Hoà", None), Some(UnitId(3)));
        assert_eq!(units.named("UBND xã Thanh Hòa", None), Some(UnitId(5)));
        let at_point = units.named("Điểm cầu UBND xã Thanh Hòa", None);
        assert_eq!(at_point, Some(UnitId(5)));
        assert_eq!(
            units.named("UBND xa Thanh Hoa", None),
            None,
            "it may be either"
        );
        assert_eq!(
            units.named("UBND tinh", None),
            Some(UnitId(1)),
            "there is no other"
        );
    }

    #[test]
    fn an_issuer_speaks_to_its_own_seat_and_along_its_line() {
        let units = table();
        let reached = |issuer| {
            let ids = (0..7).map(UnitId);
            let reached = ids.filter(|unit| units.speaks_to(UnitId(issuer), *unit));
            reached.map(|unit| unit.0).collect::<Vec<_>>()
        };
        assert_eq!(reached(0), [0, 1, 2, 3, 4, 5, 6], "the centre");
        assert_eq!(
            reached(2),
            [0, 1, 2, 3, 4, 5],
            "a department speaks for its province"
        );
        assert_eq!(
            reached(4),
            [0, 1, 2, 3, 4],
            "a commune's police, not to the other commune"
        );
        assert_eq!(reached(6), [0, 6], "another province");
    }
}
