//! Which feeds belong to a page, and the page that offers them all.

use std::collections::BTreeMap;

use serde::Serialize;

use super::calendar::{Content, Feed, Owner, Subscription};
use super::lists::ListName;
use super::{Body, Page, Plan, Whose};

/// The calendars of one owner.
#[derive(Debug, Clone, Serialize, Hash)]
pub struct Calendar {
    title: String,
    /// Meetings, tests, joining times and deadlines.
    all: Subscription,
    /// Meetings only.
    meetings: Subscription,
}

/// A feed named in `<head>` (RFC 4287, RFC 5545, jsonfeed.org 1.1).
#[derive(Debug, Clone, Serialize)]
pub struct FeedLink {
    /// Its media type.
    media: &'static str,
    title: String,
    url: String,
}

/// `subscribe.html`
#[derive(Debug, Serialize)]
pub struct SubscribeView<'a> {
    everything: Option<&'a Calendar>,
    levels: Vec<LevelCalendar<'a>>,
}

/// A level's calendars with its anchor.
#[derive(Debug, Serialize)]
pub(super) struct LevelCalendar<'a> {
    slug: &'a str,
    name: &'a str,
    calendar: &'a Calendar,
}

/// The calendars of every owner.
pub(super) type Calendars = BTreeMap<Owner, Calendar>;

/// Puts the feeds of each owner together.
pub(super) fn calendars(feeds: &[Feed]) -> Calendars {
    let meetings: BTreeMap<&Owner, &Feed> = feeds
        .iter()
        .filter(|feed| feed.content == Content::Meetings)
        .map(|feed| (&feed.owner, feed))
        .collect();
    feeds
        .iter()
        .filter(|feed| feed.content == Content::All)
        .filter_map(|feed| {
            let calendar = Calendar {
                title: feed.title.clone(),
                all: Subscription::to(feed),
                meetings: Subscription::to(meetings.get(&feed.owner)?),
            };
            Some((feed.owner.clone(), calendar))
        })
        .collect()
}

impl<'a> Plan<'a> {
    /// The calendars of the page's owner.
    pub(super) fn calendar_of(&'a self, page: &Page) -> Option<&'a Calendar> {
        let owner = match page {
            Page::Home => Owner::All,
            Page::Notice(key) => Owner::Notice(*key),
            Page::Level(level)
            | Page::List(ListName::Level(level), _)
            | Page::Week(Whose::Level(level), _)
            | Page::Month(Whose::Level(level), _) => Owner::Level(*level),
            Page::Unit(unit)
            | Page::Week(Whose::Unit(unit), _)
            | Page::Month(Whose::Unit(unit), _) => Owner::Unit(*unit),
            Page::List(ListName::Issuer(slug), _) => Owner::Issuer(slug.clone()),
            _ => return None,
        };
        self.calendars.get(&owner)
    }

    /// The feeds a page names in its head.
    pub(super) fn feeds_of(&'a self, page: &Page) -> Vec<FeedLink> {
        let calendar = self.calendar_of(page).map(|calendar| FeedLink {
            media: "text/calendar",
            title: calendar.title.clone(),
            url: calendar.all.url.clone(),
        });
        let news = match page {
            Page::Home => "/",
            Page::Changes => "/thay-doi/",
            _ => return calendar.into_iter().collect(),
        };
        let title = &self.catalog.site.title;
        let named = |media, file: &str| FeedLink {
            media,
            title: title.clone(),
            url: self.routes.absolute(&format!("{news}{file}")),
        };
        let news = [
            named("application/atom+xml", "feed.xml"),
            named("application/feed+json", "feed.json"),
        ];
        calendar.into_iter().chain(news).collect()
    }

    pub(super) fn subscribe(&'a self) -> (String, String, Body<'a>) {
        let site = &self.catalog.site;
        let levels = site.levels().filter_map(|(id, level)| {
            Some(LevelCalendar {
                slug: &level.slug,
                name: &level.name,
                calendar: self.calendars.get(&Owner::Level(id))?,
            })
        });
        let view = SubscribeView {
            everything: self.calendars.get(&Owner::All),
            levels: levels.collect(),
        };
        (String::new(), String::new(), Body::Subscribe(view))
    }
}
