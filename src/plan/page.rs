//! What may exist: every kind of page, by what makes it different from others of its kind.

use jiff::civil::Date;

use super::{ListName, Slice, Whose};
use crate::catalog::Key;
use crate::site::{LevelId, UnitId};

/// One page that exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// `/`
    Home,
    /// `/giay-moi/<id>/`
    Notice(Key),
    /// `/cap/<level>/`
    Level(LevelId),
    /// `/don-vi/`
    Units,
    /// `/don-vi/<unit>/`
    Unit(UnitId),
    /// One page of a list: of a kind, an issuer, a year, a level.
    List(ListName, Slice),
    /// `/co-quan/`
    Issuers,
    /// `/thay-doi/`
    Changes,
    /// `/tuan/2026-W28/`, `/cap/xa/tuan/2026-W28/`: the week that starts on a Monday.
    Week(Whose, Date),
    /// `/tuan/`: the week of the day of building.
    ThisWeek(Whose),
    /// `/lich/2026/07/`, `/don-vi/so-y-te/lich/2026/07/`: the month that starts on a day.
    Month(Whose, Date),
    /// `/lich/`: the month of the day of building.
    ThisMonth(Whose),
    /// `/han/`
    Dues,
    /// `/dang-ky/`
    Subscribe,
    /// `/tim-kiem/`
    Search,
    /// `/so/<symbol>/`: the notices with one symbol.
    Symbol(String),
    /// A former address that leads to a notice.
    Alias(String, Key),
    /// `/404.html`
    NotFound,
}

impl Page {
    /// The menu entry it belongs to.
    pub(super) fn section(&self) -> String {
        match self {
            Self::Home => "home".to_owned(),
            Self::Level(level) | Self::List(ListName::Level(level), _) => {
                format!("level-{}", level.0)
            }
            Self::List(ListName::Kind(kind), _) => kind.word().to_owned(),
            Self::Changes => "changes".to_owned(),
            Self::Week(..) | Self::ThisWeek(_) => "week".to_owned(),
            Self::Month(..) | Self::ThisMonth(_) => "month".to_owned(),
            Self::Dues => "dues".to_owned(),
            Self::Subscribe => "subscribe".to_owned(),
            Self::Search => "search".to_owned(),
            _ => String::new(),
        }
    }
}
