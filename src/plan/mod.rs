//! What exists: every page of the portal, its address and its data. Pure: a catalog and a day in, views out.
//!
//! `Plan` prepares what many pages share; [`Plan::pages`] lists what exists, [`Plan::view`] gives the data of one page.
//! `render` never decides what exists, and templates receive nothing but these views.

mod api;
mod attendance;
pub mod calendar;
mod changes;
mod digest;
mod dues;
mod government_service;
mod home;
mod ingredients;
mod level;
mod level_part;
mod line;
mod linked_data;
mod lists;
mod month;
pub mod news;
mod next_change;
mod notice;
mod occasions;
mod official;
mod page;
mod parts;
mod periods;
mod programme;
mod routes;
pub mod schema;
mod search;
mod search_page;
mod shell;
mod subscriptions;
mod symbols;
#[cfg(test)]
mod tests;
mod view;
mod week;
mod when;
mod whose;
mod withdrawn;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::catalog::{Catalog, Event, Key};
use crate::notice::Origin;
use crate::site::UnitId;

use api::Summaries;
pub use api::{Data, Shape, WrittenSummaries};
use attendance::Attendance;
use digest::Digest;
use ingredients::Papers;
pub use line::{Line, Subject, Words as LineWords};
use lists::Lists;
pub use lists::{ListName, Slice};
pub use next_change::{NextChange, Reason};
use occasions::{Due, Occasion};
pub use page::Page;
use periods::Periods;
pub use routes::Routes;
pub use search::{Length, Runs};
pub use shell::Shell;
pub use view::{Body, Head, View};
pub use whose::Whose;
pub(crate) use words::Words;

/// The portal of one collection on one day.
pub struct Plan<'a> {
    catalog: &'a Catalog,
    today: Date,
    routes: Routes,
    words: Words,
    digests: Vec<Digest>,
    lists: Lists,
    /// Every session of every event, in order.
    occasions: OnceLock<Vec<Occasion>>,
    left: OnceLock<Vec<Occasion>>,
    attendance: OnceLock<Attendance>,
    /// The Mondays of all weeks with a page.
    weeks: OnceLock<Periods>,
    /// The first days of all months with a page.
    months: OnceLock<Periods>,
    /// Deadlines from today on.
    dues: Vec<Due>,
    /// Events as the pages of changed and changing notices tell them.
    told: BTreeMap<Key, Event>,
    /// First notices of the events that name each unit.
    by_unit: OnceLock<BTreeMap<UnitId, Vec<Key>>>,
    /// The calendars pages offer, in order of owner and content.
    feeds: &'a [Arc<calendar::Feed>],
    papers: OnceLock<Papers>,
    summaries: Summaries,
}

impl<'a> Plan<'a> {
    /// Prepares the portal of `catalog`, already filtered for its audience, as of `today`.
    pub fn new(catalog: &'a Catalog, today: Date) -> Self {
        let digests = digest::digests(catalog, today);
        let (lists, (dues, told)) = rayon::join(
            || Lists::new(catalog, &digests),
            || {
                let dues = occasions::dues(catalog, &digests, today);
                (dues, Self::told_events(catalog))
            },
        );
        Self {
            catalog,
            today,
            routes: Routes::new(&catalog.site),
            words: Words::new(catalog.site.language),
            occasions: OnceLock::new(),
            left: OnceLock::new(),
            dues,
            told,
            by_unit: OnceLock::new(),
            feeds: &[],
            papers: OnceLock::new(),
            summaries: Summaries::new(catalog.len()),
            digests,
            lists,
            attendance: OnceLock::new(),
            weeks: OnceLock::new(),
            months: OnceLock::new(),
        }
    }

    /// The same with the feeds that pages offer.
    #[must_use]
    pub fn with_feeds(mut self, feeds: &'a [Arc<calendar::Feed>]) -> Self {
        self.feeds = feeds;
        self
    }

    /// Every page, in a fixed order.
    pub fn pages(&self) -> Vec<Page> {
        rayon::join(|| self.weeks(), || self.months());
        let mut pages = vec![Page::Home, Page::Changes, Page::NotFound, Page::Issuers];
        pages.extend([Page::Dues, Page::Search]);
        if !self.feeds.is_empty() {
            pages.push(Page::Subscribe);
        }
        pages.extend(self.month_pages());
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
            Page::Week(whose, monday) => routes.week(&self.folder(*whose), Some(*monday)),
            Page::ThisWeek(whose) => routes.week(&self.folder(*whose), None),
            Page::Month(whose, first) => routes.month(&self.folder(*whose), Some(*first)),
            Page::ThisMonth(whose) => routes.month(&self.folder(*whose), None),
            Page::Dues => routes.dues(),
            Page::Subscribe => routes.subscribe(),
            Page::Search => routes.search(),
            Page::Changes => routes.changes(),
            Page::Symbol(slug) => routes.symbol(slug),
            Page::Alias(alias, key) => routes.alias(self.catalog.get(*key).kind, alias),
            Page::NotFound => "/404.html".to_owned(),
        }
    }

    /// The page of a notice by its path, found without listing all pages.
    pub fn notice_page(&self, path: &str) -> Option<Page> {
        let (_, id) = path.trim_matches('/').split_once('/')?;
        let page = Page::Notice(self.catalog.with_id(id)?);
        (self.path(&page) == path).then_some(page)
    }

    /// The data of a page.
    pub fn view(&'a self, page: &Page) -> View<'a> {
        let (title, description, body) = match page {
            Page::Home => self.home(),
            Page::Notice(key) => self.withdrawn(*key).unwrap_or_else(|| self.notice(*key)),
            Page::Level(level) => self.level(*level),
            Page::Units => self.units(),
            Page::Unit(unit) => self.unit(*unit),
            Page::List(name, slice) => self.list(name, *slice),
            Page::Issuers => self.issuers(),
            Page::Week(whose, monday) => self.week(*whose, *monday),
            Page::ThisWeek(whose) => self.week(*whose, self.current_week(*whose)),
            Page::Month(whose, first) => self.month(*whose, *first),
            Page::ThisMonth(whose) => self.month(*whose, self.current_month(*whose)),
            Page::Dues => self.all_dues(),
            Page::Subscribe => self.subscribe(),
            Page::Search => self.search_page(),
            Page::Changes => self.changes(),
            Page::Symbol(slug) => self.symbol(slug),
            Page::Alias(_, key) => self.alias(*key),
            Page::NotFound => (String::new(), String::new(), Body::NotFound {}),
        };
        let canonical = match page {
            Page::Alias(_, key) => self.path(&Page::Notice(*key)),
            Page::ThisWeek(whose) => self.path(&self.week_page(*whose, self.current_week(*whose))),
            Page::ThisMonth(whose) => {
                self.path(&self.month_page(*whose, self.current_month(*whose)))
            }
            _ => self.path(page),
        };
        let head = Head {
            title,
            description,
            canonical: match self.origin(page) {
                // Search engines and the code on a printed copy lead to the office that answers for the notice.
                Some(origin) => origin.page.clone(),
                None => self.routes.absolute(&canonical),
            },
            section: page.section(),
            hidden: self.is_hidden(page),
            feeds: self.feeds_of(page),
            calendar: self.calendar_of(page),
        };
        View {
            page: head,
            view: body,
        }
    }

    /// Where the notice of a page was posted first, if not here.
    fn origin(&self, page: &Page) -> Option<&'a Origin> {
        match page {
            Page::Notice(key) => self.catalog.get(*key).origin.as_ref(),
            _ => None,
        }
    }

    /// Pages search engines should leave out.
    fn is_hidden(&self, page: &Page) -> bool {
        match page {
            Page::NotFound | Page::Alias(..) | Page::Symbol(_) => true,
            Page::Notice(key) => self.is_withdrawn(*key),
            _ => false,
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

    /// Addresses of `pages` for search engines, with the day each page last changed in substance.
    pub fn sitemap(&self, pages: &[Page]) -> Vec<(String, Option<Date>)> {
        let is_listed = |page: &Page| {
            let stands_elsewhere = matches!(page, Page::ThisWeek(_) | Page::ThisMonth(_))
                || self.origin(page).is_some();
            !self.is_hidden(page) && !stands_elsewhere
        };
        let changed = |page: &Page| match page {
            Page::Notice(key) => Some(self.digests[key.0 as usize].updated.date()),
            _ => None,
        };
        let pages = pages.par_iter().filter(|page| is_listed(page));
        pages
            .map(|page| (self.routes.absolute(&self.path(page)), changed(page)))
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
