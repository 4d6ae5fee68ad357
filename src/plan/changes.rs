//! What changed: postponed, moved, cancelled, amended, corrected, newest first.

use jiff::civil::Date;
use serde::Serialize;

use super::parts::Reference;
use super::{Body, Plan};
use crate::catalog::Key;

/// Changes on one page; older ones are found on the notices themselves.
const SHOWN: usize = 200;

/// `changes.html`
#[derive(Debug, Serialize)]
pub struct ChangesView<'a> {
    changes: Vec<ChangeView<'a>>,
}

/// One change.
#[derive(Debug, Serialize)]
pub(super) struct ChangeView<'a> {
    /// `postpone`, `cancel`, …, or `revise` for a correction in place.
    pub(super) kind: &'static str,
    pub(super) at: String,
    pub(super) iso: String,
    /// The notice that makes the change.
    pub(super) notice: Reference,
    /// The notice that is changed.
    pub(super) of: Option<Reference>,
    pub(super) reason: Option<&'a str>,
    /// The new time, where there is one.
    pub(super) now: Vec<String>,
}

impl<'a> Plan<'a> {
    pub(super) fn changes(&'a self) -> (String, String, Body<'a>) {
        let changes = self.changes_since(Date::MIN).take(SHOWN).collect();
        (
            String::new(),
            String::new(),
            Body::Changes(ChangesView { changes }),
        )
    }

    /// Changes posted on or after `day`, newest first.
    pub(super) fn changes_since(&'a self, day: Date) -> impl Iterator<Item = ChangeView<'a>> {
        let mut found = Vec::new();
        for (key, notice) in self.catalog.iter() {
            if let Some(withdrawal) = &notice.withdrawn {
                if withdrawal.at.date() >= day {
                    found.push((withdrawal.at, key, None));
                }
                continue;
            }
            if notice.change.is_some() && notice.posted().date() >= day {
                found.push((notice.posted(), key, None));
            }
            for (index, revision) in notice.revisions.iter().enumerate() {
                if revision.at.date() >= day {
                    found.push((revision.at, key, Some(index)));
                }
            }
        }
        found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
        found.into_iter().map(|(at, key, revision)| {
            let mut view = match revision {
                Some(index) => self.revision(key, index),
                None if self.is_withdrawn(key) => self.withdrawal(key),
                None => self.change(key),
            };
            view.at = self.words.moment(at);
            view.iso = at.strftime("%Y-%m-%dT%H:%M").to_string();
            view
        })
    }

    fn revision(&'a self, key: Key, index: usize) -> ChangeView<'a> {
        let notice = self.catalog.get(key);
        ChangeView {
            kind: "revise",
            at: String::new(),
            iso: String::new(),
            notice: self.notice_reference(key),
            of: None,
            reason: notice.revisions[index].note.as_deref(),
            now: Vec::new(),
        }
    }

    fn withdrawal(&'a self, key: Key) -> ChangeView<'a> {
        let withdrawal = self.catalog.get(key).withdrawn.as_ref();
        ChangeView {
            kind: "withdraw",
            at: String::new(),
            iso: String::new(),
            notice: self.notice_reference(key),
            of: None,
            reason: withdrawal.and_then(|withdrawal| withdrawal.reason.as_deref()),
            now: Vec::new(),
        }
    }

    /// The change a notice makes, as lists and pages tell it.
    pub(super) fn change(&'a self, key: Key) -> ChangeView<'a> {
        let notice = self.catalog.get(key);
        let change = notice.change.as_ref();
        let sessions = notice.main_sessions();
        let now = sessions.map(|session| {
            let day = self.words.day(session.date.value);
            match session.start {
                Some(start) => format!("{day}, {}", self.words.clock(start.value)),
                None => day,
            }
        });
        let of = change.map(|change| match self.catalog.changes(key) {
            Some(target) => self.notice_reference(target),
            None => self.citation(&change.of, notice),
        });
        ChangeView {
            kind: change.map_or("amend", |change| change.kind.word()),
            at: self.words.moment(notice.posted()),
            iso: notice.posted().strftime("%Y-%m-%dT%H:%M").to_string(),
            notice: self.notice_reference(key),
            of,
            reason: change.and_then(|change| change.reason.as_deref()),
            now: now.collect(),
        }
    }

    /// A notice by its title, with its page.
    pub(super) fn notice_reference(&self, key: Key) -> Reference {
        let notice = self.catalog.get(key);
        Reference {
            text: notice.title.value.clone(),
            url: Some(self.routes.href(&self.routes.notice(notice))),
        }
    }
}
