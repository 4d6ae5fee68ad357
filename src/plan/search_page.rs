//! The search page: what its form offers before anything was typed. Results are the script's.

use serde::Serialize;

use super::{Body, ListName, Plan};
use crate::notice::NoticeKind;

/// `search.html`
#[derive(Debug, Serialize)]
pub struct SearchView<'a> {
    /// Where the index lies: the portal's root.
    root: String,
    today: String,
    /// Id and name of every level.
    levels: Vec<(&'a str, &'a str)>,
    /// The kinds that notices have.
    kinds: Vec<&'static str>,
}

impl<'a> Plan<'a> {
    pub(super) fn search_page(&'a self) -> (String, String, Body<'a>) {
        let site = &self.catalog.site;
        let has = |kind: &NoticeKind| !self.lists.get(&ListName::Kind(*kind)).is_empty();
        let view = SearchView {
            root: self.routes.href("/"),
            today: self.words.day(self.today),
            levels: site
                .levels()
                .map(|(_, level)| (level.id.as_str(), level.name.as_str()))
                .collect(),
            kinds: NoticeKind::ALL
                .into_iter()
                .filter(has)
                .map(NoticeKind::word)
                .collect(),
        };
        (String::new(), String::new(), Body::Search(view))
    }
}
