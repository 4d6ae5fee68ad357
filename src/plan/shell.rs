//! What every page shows around itself: the site's name, the menu, the levels.

use serde::Serialize;

use super::{ListName, Page, Plan, Slice, Whose};
use crate::notice::NoticeKind;

/// Shared by all pages of a portal.
#[derive(Debug, Serialize)]
pub struct Shell<'a> {
    title: &'a str,
    /// The title up to its first colon or comma.
    short_title: &'a str,
    description: Option<&'a str>,
    language: &'static str,
    base_url: &'a str,
    home: String,
    internal: bool,
    levels: Vec<LevelLink<'a>>,
    kinds: Vec<KindLink>,
    years: Vec<YearLink>,
    manifest: String,
    /// The site's zone, for the reader's clock.
    zone: &'a str,
    week: String,
    month: String,
    dues: String,
    subscribe: Option<String>,
    search: String,
    open_search: String,
    changes: String,
    issuers: String,
    units: Option<String>,
}

/// A level in the menu.
#[derive(Debug, Serialize)]
pub(super) struct LevelLink<'a> {
    section: String,
    slug: &'a str,
    name: &'a str,
    short: &'a str,
    /// The level is no more; its papers are.
    ended: bool,
    url: String,
}

/// A kind in the menu.
#[derive(Debug, Serialize)]
pub(super) struct KindLink {
    section: &'static str,
    url: String,
}

/// A year in the footer.
#[derive(Debug, Serialize)]
pub(super) struct YearLink {
    year: i16,
    url: String,
}

impl<'a> Plan<'a> {
    pub(super) fn make_shell(&'a self) -> Shell<'a> {
        let site = &self.catalog.site;
        let href = |page: &Page| self.routes.href(&self.path(page));
        let list = |name: ListName| href(&Page::List(name, Slice::Newest));
        let has_level = |level| !self.lists.get(&ListName::Level(level)).is_empty();
        let has_kind = |kind: &NoticeKind| !self.lists.get(&ListName::Kind(*kind)).is_empty();
        let years = self.lists.names().filter_map(|(name, _)| match name {
            ListName::Year(year) => Some(*year),
            _ => None,
        });
        let mut years: Vec<i16> = years.collect();
        years.reverse();
        Shell {
            title: &site.title,
            short_title: site.short_title(),
            manifest: self.routes.href("/manifest.webmanifest"),
            description: site.description.as_deref(),
            language: site.language.tag(),
            base_url: &site.base_url,
            home: href(&Page::Home),
            internal: self.is_internal(),
            levels: site
                .levels()
                .filter(|(id, level)| level.until.is_none() || has_level(*id))
                .map(|(id, level)| LevelLink {
                    section: format!("level-{}", id.0),
                    slug: &level.slug,
                    name: &level.name,
                    short: level.short_name(),
                    ended: level.until.is_some(),
                    url: href(&Page::Level(id)),
                })
                .collect(),
            kinds: NoticeKind::ALL
                .into_iter()
                .filter(has_kind)
                .map(|kind| KindLink {
                    section: kind.word(),
                    url: list(ListName::Kind(kind)),
                })
                .collect(),
            years: years
                .into_iter()
                .map(|year| YearLink {
                    year,
                    url: list(ListName::Year(year)),
                })
                .collect(),
            zone: site.time_zone.iana_name().unwrap_or("Asia/Ho_Chi_Minh"),
            week: href(&Page::ThisWeek(Whose::Everybody)),
            month: href(&Page::ThisMonth(Whose::Everybody)),
            dues: href(&Page::Dues),
            subscribe: (!self.feeds.is_empty()).then(|| href(&Page::Subscribe)),
            search: href(&Page::Search),
            open_search: self.routes.href("/opensearch.xml"),
            changes: href(&Page::Changes),
            issuers: href(&Page::Issuers),
            units: site.units.iter().next().map(|_| href(&Page::Units)),
        }
    }
}
