//! Lists of notices: by kind, issuer, year and level, newest event first, in pages that stay put.
//!
//! Pages are counted from the oldest: page 1 holds the oldest notices and never changes when a new one comes, only
//! the list's own address and its newest full page do. So a new notice touches two pages of a list, not all.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use super::digest::Digest;
use super::line::Line;
use super::parts::Reference;
use super::when::{EventSpan, When};
use super::{Body, Plan, Routes};
use crate::catalog::{Catalog, Event, Key, Status};
use crate::notice::{Notice, NoticeKind};
use crate::site::{LevelId, Site};
use crate::text::collate::collation_key;
use crate::text::slug::folder_slug;

/// Which list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListName {
    /// `/giay-moi/`
    Kind(NoticeKind),
    /// `/co-quan/<slug>/`
    Issuer(String),
    /// `/nam/2026/`
    Year(i16),
    /// `/cap/xa/van-ban/`
    Level(LevelId),
}

/// Which part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slice {
    /// The list's own address: the newest page, with what does not fill a page yet.
    Newest,
    /// A full page, counted from the oldest.
    Numbered(usize),
}

/// The lists of a portal; each holds keys, oldest event first.
#[derive(Debug)]
pub(super) struct Lists {
    keys: BTreeMap<ListName, Vec<Key>>,
    issuer_names: BTreeMap<String, String>,
    symbols: BTreeMap<String, Vec<Key>>,
}

/// One notice in a list.
#[derive(Debug, Serialize)]
pub struct Entry<'a> {
    url: String,
    title: &'a str,
    kind: &'static str,
    type_name: &'static str,
    number: Option<&'a str>,
    issuer: &'a str,
    issued: Option<String>,
    when: Option<When>,
    last_day: Option<String>,
    span: Option<EventSpan>,
    status: Option<&'static str>,
    levels: Vec<&'a str>,
    changes: Option<&'static str>,
}

/// One page of a list.
#[derive(Debug, Serialize)]
pub struct ListView<'a> {
    /// `kind`, `issuer`, `year` or `level`.
    by: &'static str,
    /// The kind's word, or the name.
    name: String,
    pub(super) entries: Vec<Line<'a>>,
    total: usize,
    newer: Option<String>,
    older: Option<String>,
    pages: Vec<PageLink>,
}

/// A page of a list in its pager.
#[derive(Debug, Serialize)]
pub(super) struct PageLink {
    label: usize,
    url: String,
    current: bool,
}

/// Addresses with a count each.
#[derive(Debug, Serialize)]
pub struct IndexView {
    /// `issuers` or `units`.
    pub(super) of: &'static str,
    pub(super) groups: Vec<IndexGroup>,
}

/// A group of an index, with its heading.
#[derive(Debug, Serialize)]
pub(super) struct IndexGroup {
    pub(super) name: Option<String>,
    pub(super) items: Vec<IndexItem>,
}

/// One line of an index.
#[derive(Debug, Serialize)]
pub(super) struct IndexItem {
    pub(super) link: Reference,
    pub(super) count: usize,
}

impl Lists {
    pub(super) fn new(catalog: &Catalog, digests: &[Digest]) -> Self {
        let mut lists = Self {
            keys: BTreeMap::new(),
            issuer_names: BTreeMap::new(),
            symbols: BTreeMap::new(),
        };
        let keys: Vec<Key> = catalog.iter().map(|(key, _)| key).collect();
        let filed = |key: &Key| Filed::of(catalog, &digests[key.0 as usize], *key);
        let mut all: Vec<Filed> = keys.par_iter().map(filed).collect();
        all.par_sort_unstable_by_key(|filed| (filed.day, filed.key));
        for filed in all {
            let levels = &digests[filed.key.0 as usize].event.levels;
            lists.sort_in(catalog.get(filed.key), filed, levels);
        }
        lists
    }

    /// The address of a number leads to a notice even where it was withdrawn.
    fn sort_in(&mut self, notice: &Notice, filed: Filed, levels: &[LevelId]) {
        if let Some(symbol) = filed.symbol {
            self.symbols.entry(symbol).or_default().push(filed.key);
        }
        if notice.withdrawn.is_some() {
            return;
        }
        let (issuer, name) = filed.issuer;
        self.issuer_names.entry(issuer.clone()).or_insert(name);
        let names = [
            ListName::Kind(notice.kind),
            ListName::Issuer(issuer),
            ListName::Year(filed.day.year()),
        ];
        let by_level = levels.iter().map(|level| ListName::Level(*level));
        for name in names.into_iter().chain(by_level) {
            self.keys.entry(name).or_default().push(filed.key);
        }
    }

    pub(super) fn has_issuer(&self, slug: &str) -> bool {
        self.issuer_names.contains_key(slug)
    }

    pub(super) fn get(&self, name: &ListName) -> &[Key] {
        self.keys.get(name).map_or(&[], Vec::as_slice)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = (&ListName, usize)> {
        self.keys.iter().map(|(name, keys)| (name, keys.len()))
    }

    pub(super) fn symbols(&self) -> impl Iterator<Item = &str> {
        self.symbols.keys().map(String::as_str)
    }

    pub(super) fn with_symbol(&self, slug: &str) -> &[Key] {
        self.symbols.get(slug).map_or(&[], Vec::as_slice)
    }

    pub(super) fn pages(&self, page_size: usize) -> impl Iterator<Item = super::Page> {
        self.keys.iter().flat_map(move |(name, keys)| {
            let numbered = (1..=numbered_pages(keys.len(), page_size)).map(Slice::Numbered);
            std::iter::once(Slice::Newest)
                .chain(numbered)
                .map(|slice| super::Page::List(name.clone(), slice))
        })
    }

    pub(super) fn path(&self, routes: &Routes, site: &Site, name: &ListName) -> String {
        match name {
            ListName::Kind(kind) => routes.kind(*kind),
            ListName::Issuer(slug) => routes.issuer(slug),
            ListName::Year(year) => routes.year(*year),
            ListName::Level(level) => format!("{}van-ban/", routes.level(site.level(*level))),
        }
    }
}

/// Full pages that have an address of their own; the newest page holds the rest, never less than a page.
fn numbered_pages(total: usize, page_size: usize) -> usize {
    (total / page_size).saturating_sub(1)
}

/// A notice with what it is filed under.
struct Filed {
    day: Date,
    key: Key,
    /// The issuer's word in addresses, and name.
    issuer: (String, String),
    /// Its number's word in addresses.
    symbol: Option<String>,
}

impl Filed {
    fn of(catalog: &Catalog, digest: &Digest, key: Key) -> Self {
        let number = catalog.get(key).number.as_ref();
        Self {
            day: sort_day(catalog, digest, key),
            key,
            issuer: issuer_slug(catalog, key),
            symbol: number.map(|number| number.slug()),
        }
    }
}

/// The day a notice is filed under: its event's first day, else its issue or posting.
fn sort_day(catalog: &Catalog, digest: &Digest, key: Key) -> Date {
    let notice = catalog.get(key);
    let first_session = notice
        .sessions
        .iter()
        .map(|session| session.date.value)
        .min();
    let days = digest.event.days.map(|(first, _)| first);
    let issued = notice.issued.as_deref().map(|issued| issued.first_day());
    first_session
        .or(days.filter(|_| notice.change.is_none()))
        .or(issued)
        .unwrap_or_else(|| notice.posted().date())
}

/// The issuer's word in addresses and its name: those of its unit, where the table knows it.
pub(super) fn issuer_slug(catalog: &Catalog, key: Key) -> (String, String) {
    match catalog.issuer(key) {
        Some(unit) => {
            let unit = catalog.site.units.get(unit);
            (unit.slug.clone(), unit.name.clone())
        }
        None => {
            let name = catalog.get(key).issuer.value.clone();
            (folder_slug(&name), name)
        }
    }
}

impl<'a> Plan<'a> {
    pub(super) fn list(&'a self, name: &ListName, slice: Slice) -> (String, String, Body<'a>) {
        let site = &self.catalog.site;
        let (shown, total) = self.slice(name, slice);
        let numbered = numbered_pages(total, site.page_size);
        let path = self.lists.path(&self.routes, site, name);
        let href = |slice| self.routes.href(&self.routes.list(&path, slice));
        let slice_of = |number| {
            if number > numbered {
                Slice::Newest
            } else {
                Slice::Numbered(number)
            }
        };
        let current = match slice {
            Slice::Newest => numbered + 1,
            Slice::Numbered(number) => number,
        };
        let (by, label) = self.list_name(name);
        let view = ListView {
            by,
            name: label.clone(),
            entries: self.entries(shown.iter().rev().copied()),
            total,
            newer: (current <= numbered).then(|| href(slice_of(current + 1))),
            older: (current > 1).then(|| href(slice_of(current - 1))),
            pages: pager(current, numbered + 1, |number| href(slice_of(number))),
        };
        (label, String::new(), Body::List(view))
    }

    /// What one page of a list shows, oldest first, and how many the list has.
    pub(super) fn slice(&self, name: &ListName, slice: Slice) -> (&[Key], usize) {
        let keys = self.lists.get(name);
        let size = self.catalog.site.page_size;
        let shown = match slice {
            Slice::Newest => &keys[numbered_pages(keys.len(), size) * size..],
            Slice::Numbered(number) => &keys[(number - 1) * size..number * size],
        };
        (shown, keys.len())
    }

    pub(super) fn list_name(&self, name: &ListName) -> (&'static str, String) {
        match name {
            ListName::Kind(kind) => ("kind", kind.word().to_owned()),
            ListName::Issuer(slug) => {
                let name = self.lists.issuer_names.get(slug);
                ("issuer", name.cloned().unwrap_or_else(|| slug.clone()))
            }
            ListName::Year(year) => ("year", year.to_string()),
            ListName::Level(level) => ("level", self.catalog.site.level(*level).name.clone()),
        }
    }

    pub(super) fn entry(&'a self, key: Key) -> Entry<'a> {
        let notice = self.catalog.get(key);
        let digest = &self.digests[key.0 as usize];
        let event = self.listed_event(key);
        let session = event.main_sessions().next();
        let days = self.listed_days(key);
        let last_day = days.filter(|(first, last)| first != last);
        let when = session.zip(days).map(|(session, (first, _))| {
            let when = self.when(&session.session, first);
            match last_day {
                Some(_) => When { end: None, ..when },
                None => when,
            }
        });
        Entry {
            url: self.routes.href(&self.routes.notice(notice)),
            title: &notice.title.value,
            kind: notice.kind.word(),
            type_name: notice.document_type.vi,
            number: notice.number.as_ref().map(|number| number.text.as_str()),
            issuer: &notice.issuer.value,
            issued: notice
                .issued
                .as_deref()
                .map(|issued| self.words.issued(*issued)),
            when,
            last_day: last_day.map(|(_, last)| self.words.day(last)),
            span: self.span(&digest.event.event),
            status: digest.status.map(Status::word),
            levels: self.level_names(&digest.event.levels),
            changes: notice.change.as_ref().map(|_| self.change_word(key)),
        }
    }

    /// The event whose time stands beside a notice in lists: as it is by now; beside a change, as that change left it.
    pub(super) fn listed_event(&self, key: Key) -> &Event {
        match self.catalog.get(key).change {
            Some(_) => self.told_event(key),
            None => &self.digests[key.0 as usize].event.event,
        }
    }

    /// First and last day of that, or the next day of recurring rows.
    pub(super) fn listed_days(&self, key: Key) -> Option<(Date, Date)> {
        match self.catalog.get(key).change {
            Some(_) => self.told_event(key).days(self.catalog, self.today),
            None => self.digests[key.0 as usize].event.days,
        }
    }

    pub(super) fn issuers(&'a self) -> (String, String, Body<'a>) {
        let mut items: Vec<(Vec<u8>, IndexItem)> = Vec::new();
        for (name, count) in self.lists.names() {
            if let ListName::Issuer(slug) = name {
                let text = self.lists.issuer_names.get(slug).unwrap_or(slug).clone();
                let url = self.routes.href(&self.routes.issuer(slug));
                let key = collation_key(&text);
                let link = Reference {
                    text,
                    url: Some(url),
                };
                items.push((key, IndexItem { link, count }));
            }
        }
        items.sort_by(|a, b| a.0.cmp(&b.0));
        let items = items.into_iter().map(|(_, item)| item).collect();
        let groups = vec![IndexGroup { name: None, items }];
        (
            String::new(),
            String::new(),
            Body::Index(IndexView {
                of: "issuers",
                groups,
            }),
        )
    }
}

/// First, last, and the pages around the current one, newest first.
fn pager(current: usize, last: usize, url: impl Fn(usize) -> String) -> Vec<PageLink> {
    if last < 2 {
        return Vec::new();
    }
    let is_near = |number: &usize| *number == 1 || *number == last || number.abs_diff(current) <= 2;
    (1..=last)
        .rev()
        .filter(is_near)
        .map(|number| PageLink {
            label: number,
            url: url(number),
            current: number == current,
        })
        .collect()
}
