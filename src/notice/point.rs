//! Điểm cầu: where a level sits, who chairs, who comes.

use serde::Serialize;

use crate::site::{LevelId, seat_of};
use crate::text::Span;
use crate::text::fold::squash;

/// One connection point.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Point {
    /// The level it belongs to: its own, else the notice's.
    pub level: Option<LevelId>,
    /// A unit or a class of units.
    pub host: Option<String>,
    /// How many such points there are.
    pub count: Option<u32>,
    /// The room.
    pub place: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// The place is decided locally.
    pub local: bool,
    /// Who chairs.
    pub chair: Vec<Person>,
    /// Who comes.
    pub participants: Vec<Participants>,
    /// A remark.
    pub note: Option<String>,
    /// The `[[point]]` line.
    pub span: Span,
}

impl Point {
    /// Whether it is one room: no count says otherwise, and its host is no class of units ("Các xã, phường").
    pub fn is_single(&self) -> bool {
        let host = self.host.as_deref().map(squash).unwrap_or_default();
        let is_class = format!(" {host}").contains(" cac ");
        !is_class && self.count.is_none_or(|count| count < 2)
    }

    /// Whether `name` is its host or its place, with or without "điểm cầu" before it.
    pub fn is_called(&self, name: &str) -> bool {
        let name = squash(seat_of(name));
        let mut names = self.host.iter().chain(&self.place);
        names.any(|own| squash(seat_of(own)) == name)
    }
}

/// Whether a name means those of a class that no other session of the kind names: "Các xã, phường còn lại".
pub fn names_the_rest(name: &str) -> bool {
    format!(" {} ", squash(name)).contains(" con lai ")
}

/// A person by name, by post, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Hash)]
pub struct Person {
    /// Full name.
    pub name: Option<String>,
    /// Post.
    pub post: Option<String>,
}

/// One line of thành phần.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Participants {
    /// As written.
    Text(String),
    /// A named person.
    Person(Person),
    /// Units with a quota or another condition.
    Units(Quota),
}

/// Units that send people, and on what terms.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Hash)]
pub struct Quota {
    /// Which units.
    pub units: Vec<String>,
    /// People from each.
    pub each: Option<u32>,
    /// People altogether.
    pub total: Option<u32>,
    /// Ids of the sessions they attend; empty means all.
    pub sessions: Vec<String>,
    /// Who selects them.
    pub selected_by: Option<String>,
    /// What they come as: "press".
    pub role: Option<String>,
    /// The circle may be widened.
    pub open: bool,
}
