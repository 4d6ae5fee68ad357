//! Which feeds belong to a page, and the page that offers them all.

use jiff::civil::Date;
use serde::Serialize;

use super::calendar::{Content, Feed, Owner, Subscription};
use super::lists::ListName;
use super::parts::Reference;
use super::{Body, Page, Plan, Whose};

/// The calendars of one owner.
#[derive(Debug, Serialize)]
pub struct Calendar {
    title: String,
    /// Meetings, tests, joining times and deadlines.
    all: Subscription,
    /// Meetings only, unless a notice tells of nothing else: what is the same is no choice.
    meetings: Option<Subscription>,
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
    everything: Option<Calendar>,
    /// What is filed of everything, by year or month.
    archives: Vec<Reference>,
    levels: Vec<LevelCalendar<'a>>,
}

/// A level's calendars with its anchor.
#[derive(Debug, Serialize)]
pub(super) struct LevelCalendar<'a> {
    slug: &'a str,
    name: &'a str,
    calendar: Calendar,
    archives: Vec<Reference>,
}

impl Calendar {
    fn of([all, meetings]: [&Feed; 2]) -> Self {
        let is_choice = !matches!(all.owner, Owner::Notice(_)) || all.entries != meetings.entries;
        Self {
            title: all.title.clone(),
            all: Subscription::to(all),
            meetings: is_choice.then(|| Subscription::to(meetings)),
        }
    }
}

impl<'a> Plan<'a> {
    /// The calendars of the page's owner.
    pub(super) fn calendar_of(&self, page: &Page) -> Option<Calendar> {
        self.offered(page).map(Calendar::of)
    }

    /// The feeds of the page's owner: everything, and the meetings alone.
    pub(super) fn offered(&self, page: &Page) -> Option<[&'a Feed; 2]> {
        self.feeds_to(&match page {
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
        })
    }

    fn feeds_to(&self, owner: &Owner) -> Option<[&'a Feed; 2]> {
        let feed = |content: Content| {
            let wanted = (owner, content);
            let place = self
                .feeds
                .binary_search_by(|feed| (&feed.owner, feed.content).cmp(&wanted));
            place.ok().and_then(|place| self.feeds.get(place))
        };
        Some([feed(Content::All)?, feed(Content::Meetings)?])
    }

    /// What is filed of an owner's calendar, the oldest first.
    fn archives(&self, owner: &Owner) -> Vec<Reference> {
        let own = self.feeds.partition_point(|feed| feed.owner < *owner);
        let own = self.feeds[own..].iter();
        let own = own.take_while(|feed| feed.owner == *owner);
        let mut archives: Vec<(Date, Reference)> = own
            .filter_map(|feed| {
                let (first, text) = match feed.content {
                    Content::All | Content::Meetings => return None,
                    Content::Year(year) => (Date::new(year, 1, 1).ok()?, self.words.year(year)),
                    Content::Month(year, month) => {
                        let first = Date::new(year, month, 1).ok()?;
                        (first, self.words.month_short(first))
                    }
                };
                let url = Some(feed.url.clone());
                Some((first, Reference { text, url }))
            })
            .collect();
        archives.sort_by_key(|(first, _)| *first);
        archives.into_iter().map(|(_, file)| file).collect()
    }

    /// The feeds a page names in its head.
    pub(super) fn feeds_of(&self, page: &Page) -> Vec<FeedLink> {
        let calendar = self.offered(page).map(|[all, _]| FeedLink {
            media: "text/calendar",
            title: all.title.clone(),
            url: all.url.clone(),
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
                calendar: self.feeds_to(&Owner::Level(id)).map(Calendar::of)?,
                archives: self.archives(&Owner::Level(id)),
            })
        });
        let view = SubscribeView {
            everything: self.feeds_to(&Owner::All).map(Calendar::of),
            archives: self.archives(&Owner::All),
            levels: levels.collect(),
        };
        (String::new(), String::new(), Body::Subscribe(view))
    }
}
