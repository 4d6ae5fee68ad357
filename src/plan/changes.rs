//! What changed: postponed, moved, cancelled, amended, corrected, newest first.

use jiff::civil::Date;
use serde::Serialize;

use super::parts::Reference;
use super::when::When;
use super::{Body, Plan};
use crate::catalog::{Key, Standing, named_sessions};
use crate::notice::{ChangeKind, SessionKind};

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
    /// The new times, where there are any.
    pub(super) now: Vec<When>,
    /// What was announced before, and what instead.
    pub(super) moves: Vec<Move<'a>>,
}

/// One session that does not take place when it was first announced.
#[derive(Debug, Serialize)]
pub(super) struct Move<'a> {
    title: Option<&'a str>,
    from: When,
    /// `None` where there is no new time.
    to: Option<When>,
}

/// Moves one change tells; a schedule of many rows has them on its page.
const MOVES: usize = 6;

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
            moves: Vec::new(),
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
            moves: Vec::new(),
        }
    }

    /// The change a notice makes, as lists and pages tell it.
    pub(super) fn change(&'a self, key: Key) -> ChangeView<'a> {
        let notice = self.catalog.get(key);
        let change = notice.change.as_ref();
        let of = change.map(|change| match self.catalog.changes(key) {
            Some(target) => self.paper_reference(target),
            None => self.citation(&change.of, notice),
        });
        ChangeView {
            kind: self.change_word(key),
            at: self.words.moment(notice.posted()),
            iso: notice.posted().strftime("%Y-%m-%dT%H:%M").to_string(),
            notice: self.notice_reference(key),
            of,
            reason: change.and_then(|change| change.reason.as_deref()),
            now: self.new_times(key),
            moves: self.moves(key),
        }
    }

    /// The times a change states, each with what it leaves as it was: the hour or the half-day.
    fn new_times(&self, key: Key) -> Vec<When> {
        let stated = named_sessions(&self.catalog.get(key).sessions).into_iter();
        let told = self.told.get(&key).map_or(&[][..], |event| &event.sessions);
        stated
            .filter(|stated| stated.session.kind == SessionKind::Main)
            .map(|stated| {
                let row = told.iter().find(|row| row.name == stated.name);
                let session = &row.unwrap_or(&stated).session;
                self.when(session, session.date.value)
            })
            .collect()
    }

    /// What a change does, in a word: `move` where an amendment or a postponement names another time.
    pub(super) fn change_word(&self, key: Key) -> &'static str {
        let change = self.catalog.get(key).change.as_ref();
        let kind = change.map_or(ChangeKind::Amend, |change| change.kind);
        let may_move = matches!(kind, ChangeKind::Amend | ChangeKind::Postpone);
        match may_move && self.moves(key).iter().any(|one| one.to.is_some()) {
            true => "move",
            false => kind.word(),
        }
    }

    /// What a change moved, put off or called off: each session's last time before it, and its time after it.
    fn moves(&self, key: Key) -> Vec<Move<'_>> {
        let Some(event) = self.told.get(&key) else {
            return Vec::new();
        };
        let is_off = event.standing != Standing::Standing;
        let states_times = self.catalog.get(key).main_sessions().next().is_some();
        let several = event.main_sessions().nth(1).is_some();
        let told = event.main_sessions().filter_map(|row| {
            let session = &row.session;
            let now = self.when(session, session.date.value);
            let (from, to) = match row.formerly.last() {
                _ if is_off => (now, None),
                Some(former) if states_times => (self.when_before(*former), Some(now)),
                _ => return None,
            };
            Some(Move {
                title: session.title.as_deref().filter(|_| several),
                from,
                to,
            })
        });
        told.take(MOVES).collect()
    }

    /// A notice by its number, or by its title where it has none.
    fn paper_reference(&self, key: Key) -> Reference {
        let notice = self.catalog.get(key);
        let reference = self.notice_reference(key);
        let Some(number) = notice
            .number
            .as_ref()
            .filter(|number| number.serial.is_some())
        else {
            return reference;
        };
        let name = self.words.pick(
            notice.document_type.vi.to_owned(),
            notice.document_type.en.to_owned(),
        );
        Reference {
            text: format!("{name} {}", number.text),
            ..reference
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
