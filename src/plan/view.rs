//! What templates receive: the head every page has, and one view for each template.

use serde::Serialize;

use super::{
    changes, dues, home, level, lists, month, notice, search_page, subscriptions, symbols, week,
    withdrawn,
};

/// The data of a page: what its template sees as `view`, with the head every page has as `page`.
#[derive(Debug, Serialize)]
pub struct View<'a> {
    /// What `<head>` says.
    pub page: Head,
    /// What the page says.
    pub view: Body<'a>,
}

/// What `<head>` says.
#[derive(Debug, Serialize)]
pub struct Head {
    /// Title without the site's name.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// Absolute address of this page, or of the one that stands for it.
    pub canonical: String,
    /// The menu entry it belongs to.
    pub section: String,
    /// Search engines should leave it out.
    pub hidden: bool,
    /// The feeds that belong to it.
    pub feeds: Vec<subscriptions::FeedLink>,
    /// The calendars that belong to it.
    pub calendar: Option<subscriptions::Calendar>,
}

/// The views, one for each template.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Body<'a> {
    /// `home.html`
    Home(Box<home::HomeView<'a>>),
    /// `notice.html`
    Notice(Box<notice::NoticeView<'a>>),
    /// `withdrawn.html`
    Withdrawn(Box<withdrawn::WithdrawnView<'a>>),
    /// `level.html`
    Level(Box<level::LevelView<'a>>),
    /// `unit.html`
    Unit(Box<level::UnitView<'a>>),
    /// `list.html`
    List(lists::ListView<'a>),
    /// `index.html`: addresses with a count
    Index(lists::IndexView),
    /// `week.html`
    Week(Box<week::WeekView<'a>>),
    /// `month.html`
    Month(Box<month::MonthView<'a>>),
    /// `dues.html`
    Dues(dues::DuesView<'a>),
    /// `subscribe.html`
    Subscribe(subscriptions::SubscribeView<'a>),
    /// `search.html`
    Search(search_page::SearchView<'a>),
    /// `changes.html`
    Changes(changes::ChangesView<'a>),
    /// `symbol.html`
    Symbol(symbols::SymbolView<'a>),
    /// `redirect.html`
    Redirect(symbols::RedirectView),
    /// `404.html`
    NotFound {},
}

impl Body<'_> {
    /// The template that shows it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Notice(_) => "notice.html",
            Self::Withdrawn(_) => "withdrawn.html",
            Self::Level(_) => "level.html",
            Self::Unit(_) => "unit.html",
            Self::List(_) => "list.html",
            Self::Index(_) => "index.html",
            Self::Week(_) => "week.html",
            Self::Month(_) => "month.html",
            Self::Dues(_) => "dues.html",
            Self::Subscribe(_) => "subscribe.html",
            Self::Search(_) => "search.html",
            Self::Changes(_) => "changes.html",
            Self::Symbol(_) => "symbol.html",
            Self::Redirect(_) => "redirect.html",
            Self::NotFound {} => "404.html",
        }
    }
}
