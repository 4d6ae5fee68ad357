//! Findings, kept as long as what their rules saw stays the same.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::sound::{Believed, Marks, Sound};
use super::{
    Context, among_others, citations, conflicts, notice_findings, numbers, without_accepted,
};
use crate::catalog::{Catalog, Former, Key, Linked};
use crate::notice::Notice;
use crate::problem::Problem;
use crate::site::{Audience, Units};
use crate::text::fold::spoken;

/// What is kept from one check of a site to the next; for one state of its tables.
#[derive(Debug, Default)]
pub struct Kept {
    surroundings: Option<Surroundings>,
    /// In order of id.
    known: Vec<Known>,
    uses: conflicts::Kept,
}

/// What rules about a notice among the others may look at besides notices.
#[derive(Debug)]
struct Surroundings {
    /// One of the tables, which are read together.
    tables: Arc<Units>,
    linked: Linked,
    attachments: BTreeSet<String>,
    audience: Audience,
}

/// The notice in hand, and what was found.
#[derive(Debug)]
struct Known {
    notice: Arc<Notice>,
    /// Whatever else the collection holds.
    alone: Arc<[Problem]>,
    /// Among the others and their files.
    among: Arc<[Problem]>,
    identity: Option<numbers::Identity>,
    dates: citations::Dates,
}

impl Kept {
    /// As [`check`](super::check), with what was found before.
    pub fn check(&mut self, context: &Context<'_>) -> Vec<Problem> {
        self.check_and_believe(context, None)
    }

    /// The same, with what another program found.
    pub fn check_and_believe(
        &mut self,
        context: &Context<'_>,
        believed: Option<Believed<'_>>,
    ) -> Vec<Problem> {
        self.look_around(context, believed);
        let alone = self
            .known
            .iter()
            .flat_map(|known| known.alone.iter().cloned());
        let mut problems: Vec<Problem> = alone.collect();
        problems.extend(self.of_collection(context));
        without_accepted(context.catalog, problems)
    }

    /// What is wrong among the notices and their files, accepted findings included.
    pub(super) fn collection(&mut self, context: &Context<'_>) -> Vec<Problem> {
        self.look_around(context, None);
        self.of_collection(context)
    }

    /// What a next program need not find again of the notices that were checked.
    pub fn sound(&self, context: &Context<'_>, believed: Believed<'_>) -> Sound {
        let marks = Marks::of(&context.portal(), believed);
        let sound = self.known.iter().filter(|known| known.alone.is_empty());
        Sound::new(sound.map(|known| marks.mark(&known.notice)))
    }

    fn of_collection(&mut self, context: &Context<'_>) -> Vec<Problem> {
        let among = self
            .known
            .iter()
            .flat_map(|known| known.among.iter().cloned());
        let mut problems: Vec<Problem> = among.collect();
        let all = &self.known;
        let known = || all.iter();
        let identities = known().map(|known| (&*known.notice, known.identity.as_ref()));
        let dates =
            || citations::across_notices(context.catalog, known().map(|known| &known.dates));
        let (conflicts, others) = rayon::join(
            || self.uses.conflicts(context),
            || [numbers::repeated(identities), dates()].concat(),
        );
        problems.extend(conflicts);
        problems.extend(others);
        problems
    }

    /// Finds again what may have become something else.
    fn look_around(&mut self, context: &Context<'_>, believed: Option<Believed<'_>>) {
        let catalog = context.catalog;
        let before = self.surroundings.take();
        let is_of_now = |before: &&Surroundings| {
            Arc::ptr_eq(&before.tables, &catalog.site.units) && before.audience == context.audience
        };
        let before = before.as_ref().filter(is_of_now);
        if before.is_none() {
            *self = Self::default();
        }
        let is_around = before.is_some_and(|before| {
            before.linked.is_linked_as(catalog) && before.attachments == *context.attachments
        });
        let former = std::mem::take(&mut self.known);
        let pairs = paired(catalog, former);
        let touched = is_around.then(|| Touched::of(catalog, &pairs));
        let portal = context.portal();
        let marks = believed.map(|believed| Marks::of(&portal, believed));
        let alone = |notice: &Arc<Notice>| match &marks {
            Some(marks) if marks.is_sound(notice) => Vec::new(),
            _ => notice_findings(&portal, notice),
        };
        let known = pairs.into_par_iter().map(|(key, notice, former)| {
            let among = |known: &Known| {
                let is_untouched = touched
                    .as_ref()
                    .is_some_and(|one| !one.reaches(catalog, key));
                match is_untouched {
                    true => Arc::clone(&known.among),
                    false => among_others(context, key, notice).into(),
                }
            };
            match former {
                Some(known) => Known {
                    among: among(&known),
                    ..known
                },
                None => {
                    let issuer = spoken(&notice.issuer);
                    Known {
                        notice: Arc::clone(notice),
                        alone: alone(notice).into(),
                        among: among_others(context, key, notice).into(),
                        identity: numbers::identity(notice, &issuer),
                        dates: citations::Dates::of(notice, &issuer),
                    }
                }
            }
        });
        self.known = known.collect();
        self.surroundings = Some(Surroundings {
            tables: Arc::clone(&catalog.site.units),
            linked: catalog.linked(),
            attachments: context.attachments.clone(),
            audience: context.audience,
        });
    }
}

type Paired<'a> = Vec<(Key, &'a Arc<Notice>, Option<Known>)>;

/// Every notice with what is known of it, if it is the same.
fn paired(catalog: &Catalog, former: Vec<Known>) -> Paired<'_> {
    let mut former = Former::new(former);
    let pairs = catalog.shared().map(|(key, notice)| {
        let known = former.of(notice, |known| &known.notice);
        (key, notice, known)
    });
    pairs.collect()
}

/// The events that a changed notice tells of, by the first notice of each.
struct Touched(Vec<bool>);

impl Touched {
    fn of(catalog: &Catalog, pairs: &Paired<'_>) -> Self {
        let mut touched = vec![false; catalog.len()];
        for (key, _, known) in pairs {
            touched[catalog.chain_root(*key).0 as usize] |= known.is_none();
        }
        Self(touched)
    }

    /// Whether a rule about this notice may see one that changed: in its own event or the one it follows. What else it
    /// cites shows only by its name. Changes that run in a circle have no first notice.
    fn reaches(&self, catalog: &Catalog, key: Key) -> bool {
        let own = catalog.chain_root(key);
        let followed = catalog.follows(key).map(|key| catalog.chain_root(key));
        let mut roots = std::iter::once(own).chain(followed);
        roots.any(|root| self.0[root.0 as usize] || catalog.changes(root).is_some())
    }
}
