//! The page of a notice that was taken down: it stays at its address and says so, and nothing of what the notice said.

use serde::Serialize;

use super::parts::Reference;
use super::when::When;
use super::{Body, Plan};
use crate::catalog::Key;

/// `withdrawn.html`
#[derive(Debug, Serialize)]
pub struct WithdrawnView<'a> {
    type_name: String,
    number: Option<&'a str>,
    issuer: Reference,
    title: &'a str,
    /// The portal that posted it first, with the page there.
    source: Option<Reference>,
    /// "08:00, 03/7/2026"
    at: String,
    iso: String,
    reason: Option<&'a str>,
    /// The days for which it had called people together.
    former: Vec<When>,
    /// Its level's week, where the meetings that stand are found.
    week: String,
}

impl<'a> Plan<'a> {
    /// `None` for a notice that stands.
    pub(super) fn withdrawn(&'a self, key: Key) -> Option<(String, String, Body<'a>)> {
        let notice = self.catalog.get(key);
        let withdrawal = notice.withdrawn.as_ref()?;
        let whose = notice.level.map(super::Whose::Level);
        let week = whose.and_then(|whose| self.this_week_of(whose));
        let everybody = || self.this_week_of(super::Whose::Everybody);
        let (issuer_slug, issuer) = super::lists::issuer_slug(self.catalog, key);
        let issuer_page = self.lists.has_issuer(&issuer_slug);
        let document_type = *notice.document_type;
        let view = WithdrawnView {
            type_name: self
                .words
                .pick(document_type.vi.to_owned(), document_type.en.to_owned()),
            number: notice.number.as_ref().map(|number| number.text.as_str()),
            issuer: Reference {
                text: issuer,
                url: issuer_page.then(|| self.routes.href(&self.routes.issuer(&issuer_slug))),
            },
            title: &notice.title.value,
            source: super::notice::first_posted(notice),
            at: self.words.moment(withdrawal.at),
            iso: withdrawal.at.strftime("%Y-%m-%dT%H:%M").to_string(),
            reason: withdrawal.reason.as_deref(),
            former: notice
                .main_sessions()
                .map(|session| self.when(session, session.date.value))
                .collect(),
            week: week.or_else(everybody).unwrap_or_default(),
        };
        let title = notice.title.value.clone();
        Some((title, String::new(), Body::Withdrawn(Box::new(view))))
    }

    /// Whether the page of a notice only says that it is no more.
    pub(super) fn is_withdrawn(&self, key: Key) -> bool {
        self.catalog.get(key).withdrawn.is_some()
    }
}
