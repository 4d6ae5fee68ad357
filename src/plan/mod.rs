//! What exists: every page of the portal, its address and its data. Pure: a catalog and a day in, views out.
//!
//! `Plan` prepares what many pages share; [`Plan::pages`] lists what exists, [`Plan::view`] gives the data of one page.
//! `render` never decides what exists, and templates receive nothing but these views.

mod api;
pub mod calendar;
mod changes;
mod digest;
mod dues;
mod home;
mod level;
mod level_part;
mod linked_data;
mod lists;
mod month;
pub mod news;
mod notice;
mod occasions;
mod official;
mod parts;
mod programme;
mod routes;
mod shell;
mod subscriptions;
mod symbols;
#[cfg(test)]
mod tests;
mod week;
mod when;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use crate::catalog::{Catalog, Event, Key};
use crate::site::{LevelId, UnitId};

pub use api::{Data, Shape};
use digest::Digest;
use lists::Lists;
pub use lists::{ListName, Slice};
use occasions::{Due, Occasion};
pub use routes::Routes;
pub use shell::Shell;
use words::Words;

/// The portal of one collection on one day.
pub struct Plan<'a> {
    catalog: &'a Catalog,
    today: Date,
    routes: Routes,
    words: Words,
    digests: Vec<Digest>,
    lists: Lists,
    /// Every session of every event, in order.
    occasions: Vec<Occasion>,
    weeks: week::Weeks,
    months: BTreeSet<Date>,
    /// Deadlines from today on.
    dues: Vec<Due>,
    /// Events as the pages of changed and changing notices tell them.
    told: BTreeMap<Key, Event>,
    /// First notices of the events that name each unit.
    by_unit: BTreeMap<UnitId, Vec<Key>>,
    /// The calendars pages offer.
    calendars: subscriptions::Calendars,
}

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
    Week(Option<LevelId>, Date),
    /// `/tuan/`: the week of the day of building.
    ThisWeek(Option<LevelId>),
    /// `/lich/2026/07/`: the month that starts on a day.
    Month(Date),
    /// `/lich/`: the month of the day of building.
    ThisMonth,
    /// `/han/`
    Dues,
    /// `/dang-ky/`
    Subscribe,
    /// `/so/<symbol>/`: the notices with one symbol.
    Symbol(String),
    /// A former address that leads to a notice.
    Alias(String, Key),
    /// `/404.html`
    NotFound,
}

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
            Self::Level(_) => "level.html",
            Self::Unit(_) => "unit.html",
            Self::List(_) => "list.html",
            Self::Index(_) => "index.html",
            Self::Week(_) => "week.html",
            Self::Month(_) => "month.html",
            Self::Dues(_) => "dues.html",
            Self::Subscribe(_) => "subscribe.html",
            Self::Changes(_) => "changes.html",
            Self::Symbol(_) => "symbol.html",
            Self::Redirect(_) => "redirect.html",
            Self::NotFound {} => "404.html",
        }
    }
}

impl<'a> Plan<'a> {
    /// Prepares the portal of `catalog`, already filtered for its audience, as of `today`.
    pub fn new(catalog: &'a Catalog, today: Date) -> Self {
        let digests = digest::digests(catalog, today);
        let lists = Lists::new(catalog, &digests);
        let mut plan = Self {
            catalog,
            today,
            routes: Routes::new(&catalog.site),
            words: Words::new(catalog.site.language),
            occasions: occasions::occasions(catalog, &digests, today),
            dues: occasions::dues(catalog, &digests, today),
            told: Self::told_events(catalog),
            by_unit: digest::by_unit(catalog, &digests),
            calendars: BTreeMap::new(),
            digests,
            lists,
            weeks: week::Weeks::new(),
            months: BTreeSet::new(),
        };
        plan.weeks = plan.find_weeks();
        plan.months = plan.find_months();
        plan
    }

    /// The same with the feeds that pages offer.
    #[must_use]
    pub fn with_feeds(mut self, feeds: &[calendar::Feed]) -> Self {
        self.calendars = subscriptions::calendars(feeds);
        self
    }

    /// Every page, in a fixed order.
    pub fn pages(&self) -> Vec<Page> {
        let mut pages = vec![Page::Home, Page::Changes, Page::NotFound, Page::Issuers];
        pages.extend([Page::Dues, Page::ThisMonth]);
        if !self.calendars.is_empty() {
            pages.push(Page::Subscribe);
        }
        pages.extend(self.months.iter().copied().map(Page::Month));
        pages.extend(self.week_pages());
        let site = &self.catalog.site;
        pages.extend(site.levels().map(|(level, _)| Page::Level(level)));
        if site.units.iter().next().is_some() {
            pages.push(Page::Units);
        }
        pages.extend(site.units.iter().map(|(unit, _)| Page::Unit(unit)));
        for (key, notice) in self.catalog.iter() {
            pages.push(Page::Notice(key));
            pages.extend(
                notice
                    .aliases
                    .iter()
                    .map(|alias| Page::Alias(alias.clone(), key)),
            );
        }
        pages.extend(self.lists.pages(site.page_size));
        let symbols: BTreeSet<String> = self.lists.symbols().map(str::to_owned).collect();
        pages.extend(symbols.into_iter().map(Page::Symbol));
        pages
    }

    /// The address of a page, from the root of the portal: `/cap/xa/`.
    pub fn path(&self, page: &Page) -> String {
        let routes = &self.routes;
        let site = &self.catalog.site;
        match page {
            Page::Home => "/".to_owned(),
            Page::Notice(key) => routes.notice(self.catalog.get(*key)),
            Page::Level(level) => routes.level(site.level(*level)),
            Page::Units => routes.units(),
            Page::Unit(unit) => routes.unit(site.units.get(*unit)),
            Page::List(name, slice) => routes.list(&self.lists.path(routes, site, name), *slice),
            Page::Issuers => routes.issuers(),
            Page::Week(level, monday) => {
                routes.week(level.map(|level| site.level(level)), Some(*monday))
            }
            Page::ThisWeek(level) => routes.week(level.map(|level| site.level(level)), None),
            Page::Month(first) => routes.month(Some(*first)),
            Page::ThisMonth => routes.month(None),
            Page::Dues => routes.dues(),
            Page::Subscribe => routes.subscribe(),
            Page::Changes => routes.changes(),
            Page::Symbol(slug) => routes.symbol(slug),
            Page::Alias(alias, key) => routes.alias(self.catalog.get(*key).kind, alias),
            Page::NotFound => "/404.html".to_owned(),
        }
    }

    /// The data of a page.
    pub fn view(&'a self, page: &Page) -> View<'a> {
        let (title, description, body) = match page {
            Page::Home => self.home(),
            Page::Notice(key) => self.notice(*key),
            Page::Level(level) => self.level(*level),
            Page::Units => self.units(),
            Page::Unit(unit) => self.unit(*unit),
            Page::List(name, slice) => self.list(name, *slice),
            Page::Issuers => self.issuers(),
            Page::Week(level, monday) => self.week(*level, *monday),
            Page::ThisWeek(level) => self.week(*level, self.current_week(*level)),
            Page::Month(first) => self.month(*first),
            Page::ThisMonth => self.month(self.today.first_of_month()),
            Page::Dues => self.all_dues(),
            Page::Subscribe => self.subscribe(),
            Page::Changes => self.changes(),
            Page::Symbol(slug) => self.symbol(slug),
            Page::Alias(_, key) => self.alias(*key),
            Page::NotFound => (String::new(), String::new(), Body::NotFound {}),
        };
        let canonical = match page {
            Page::Alias(_, key) => self.path(&Page::Notice(*key)),
            Page::ThisWeek(level) => self.path(&Page::Week(*level, self.current_week(*level))),
            Page::ThisMonth => self.path(&Page::Month(self.today.first_of_month())),
            _ => self.path(page),
        };
        let head = Head {
            title,
            description,
            canonical: self.routes.absolute(&canonical),
            section: section(page),
            hidden: matches!(page, Page::NotFound | Page::Alias(..) | Page::Symbol(_)),
            feeds: self.feeds_of(page),
            calendar: self.calendar_of(page).cloned(),
        };
        View {
            page: head,
            view: body,
        }
    }

    /// What every page shows around itself.
    pub fn shell(&'a self) -> Shell<'a> {
        self.make_shell()
    }

    /// How the portal spells its addresses.
    pub fn routes(&self) -> &Routes {
        &self.routes
    }

    /// Whom the portal is for.
    pub fn audience(&self) -> crate::site::Audience {
        self.catalog.site.audience
    }

    /// The site whose portal it is.
    pub fn site(&self) -> &crate::site::Site {
        &self.catalog.site
    }

    /// What is new and what changed, each with the path of its page.
    pub fn news(&self) -> [(String, news::News); 2] {
        let changes = self.path(&Page::Changes);
        [
            (
                self.path(&Page::Home),
                news::notices(self.catalog, &self.routes),
            ),
            (
                changes.clone(),
                news::changes(self.catalog, &self.routes, &changes),
            ),
        ]
    }

    /// Addresses for search engines, with the day each page last changed in substance.
    pub fn sitemap(&self) -> Vec<(String, Option<Date>)> {
        let is_listed = |page: &Page| {
            !matches!(
                page,
                Page::NotFound
                    | Page::Alias(..)
                    | Page::Symbol(_)
                    | Page::ThisWeek(_)
                    | Page::ThisMonth
            )
        };
        let pages = self.pages().into_iter().filter(is_listed);
        pages
            .map(|page| {
                let changed = match &page {
                    Page::Notice(key) => Some(self.digests[key.0 as usize].updated.date()),
                    _ => None,
                };
                (self.routes.absolute(&self.path(&page)), changed)
            })
            .collect()
    }

    /// Files the notices link to: path under the root, and path in the portal.
    pub fn attachments(&self) -> Vec<(String, String)> {
        let mut files = BTreeSet::new();
        for (_, notice) in self.catalog.iter() {
            let shown = notice.links.iter().filter(|link| {
                !link.internal || self.catalog.site.audience == crate::site::Audience::Internal
            });
            for link in shown {
                let file = link.file.as_ref();
                let path = file.and_then(|file| crate::attachment_path(notice, &file.value));
                files.extend(path);
            }
        }
        files
            .into_iter()
            .map(|path| {
                let target = Routes::attachment_file(&path);
                (path, target)
            })
            .collect()
    }
}

/// The menu entry a page belongs to.
fn section(page: &Page) -> String {
    match page {
        Page::Home => "home".to_owned(),
        Page::Level(level) | Page::List(ListName::Level(level), _) => format!("level-{}", level.0),
        Page::List(ListName::Kind(kind), _) => kind.word().to_owned(),
        Page::Changes => "changes".to_owned(),
        Page::Week(..) | Page::ThisWeek(_) => "week".to_owned(),
        Page::Month(_) | Page::ThisMonth => "month".to_owned(),
        Page::Dues => "dues".to_owned(),
        Page::Subscribe => "subscribe".to_owned(),
        _ => String::new(),
    }
}
