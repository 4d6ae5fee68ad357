//! A level of administration and its names through time.

use jiff::civil::Date;

/// A level's place in [`Site::levels`](super::Site::levels).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct LevelId(pub u8);

/// One level: `commune`, "Xã, phường, đặc khu", `xa`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Level {
    /// The word in notices.
    pub id: String,
    /// The name: "Tỉnh, thành phố".
    pub name: String,
    /// The name in menus and beside titles: "Tỉnh".
    pub short: Option<String>,
    /// The word in addresses.
    pub slug: String,
    /// Full names by date.
    pub names: Vec<DatedName>,
    /// The last day the level existed: districts ended on 2025-06-30.
    pub until: Option<Date>,
}

/// A name or an address that held for some time; open bounds are `None`, both are inclusive.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DatedName {
    /// The name.
    pub name: String,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

impl DatedName {
    /// Whether it held on `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

impl Level {
    /// The name for menus: the stated one, else the name up to its first comma.
    pub fn short_name(&self) -> &str {
        let first = || self.name.split(',').next().unwrap_or(&self.name).trim();
        self.short.as_deref().unwrap_or_else(first)
    }

    /// The full name on `day`: "xã, phường, thị trấn" before 2025-07-01, "xã, phường, đặc khu" after.
    pub fn name_on(&self, day: Date) -> &str {
        self.names
            .iter()
            .find(|name| name.holds_on(day))
            .map_or(self.name.as_str(), |name| name.name.as_str())
    }
}
