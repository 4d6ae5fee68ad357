//! Stable addresses by document number, and former addresses of notices.

use serde::Serialize;

use super::line::Line;
use super::{Body, Page, Plan};
use crate::catalog::Key;

/// `symbol.html`: several documents with one number.
#[derive(Debug, Serialize)]
pub struct SymbolView<'a> {
    symbol: &'a str,
    pub(super) entries: Vec<Line<'a>>,
}

/// `redirect.html`
#[derive(Debug, Serialize)]
pub struct RedirectView {
    target: String,
    title: String,
}

impl<'a> Plan<'a> {
    /// A number that belongs to one document leads to it; one that recurs lists them.
    pub(super) fn symbol(&'a self, slug: &str) -> (String, String, Body<'a>) {
        let keys = self.lists.with_symbol(slug);
        if let [only] = keys {
            return self.alias(*only);
        }
        let first = keys
            .first()
            .and_then(|key| self.catalog.get(*key).number.as_ref());
        let symbol = first.map_or("", |number| number.text.as_str());
        let view = SymbolView {
            symbol,
            entries: self.entries(keys.iter().rev().copied()),
        };
        (symbol.to_owned(), String::new(), Body::Symbol(view))
    }

    /// A page that only leads on.
    pub(super) fn alias(&'a self, key: Key) -> (String, String, Body<'a>) {
        let title = self.catalog.get(key).title.value.clone();
        let view = RedirectView {
            target: self.routes.href(&self.path(&Page::Notice(key))),
            title: title.clone(),
        };
        (title, String::new(), Body::Redirect(view))
    }
}
