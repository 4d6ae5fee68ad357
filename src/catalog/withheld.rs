//! What a portal leaves out before anything of it is planned: a collection, an audience and a moment in; the rest out.
//!
//! Drafts are never posted, internal notices only inside, and a notice whose `published` lies ahead not before its hour.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::{Catalog, Former, Linked};
use crate::notice::{Citation, Notice};
use crate::problem::Language;
use crate::site::Audience;

/// A notice that waits for its hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Its file, which those who run the build may know and readers may not.
    pub path: String,
    /// When it is posted, civil time of the site.
    pub until: DateTime,
}

/// What was posted before, for posting again what did not change.
#[derive(Debug, Default)]
pub struct Posted {
    language: Option<Language>,
    /// The ids of what was left out, in order.
    withheld: Vec<String>,
    /// Each notice as it is written and as it was seen, in order of id.
    seen: Vec<(Arc<Notice>, Arc<Notice>)>,
    linked: Option<Linked>,
}

impl Catalog {
    /// The same collection as `audience` may see it at `now`, civil time of the site; of withdrawn notices no more than
    /// that they were there.
    #[must_use]
    pub fn published_for(self, audience: Audience, now: DateTime) -> Self {
        self.published_again(audience, now, &mut Posted::default())
    }

    /// The same, with what was posted before.
    #[must_use]
    pub fn published_again(self, audience: Audience, now: DateTime, before: &mut Posted) -> Self {
        let is_for = |notice: &Notice| {
            !notice.draft && (audience == Audience::Internal || notice.audience == Audience::Public)
        };
        let is_due = |notice: &Notice| notice.published.is_none_or(|published| published <= now);
        let is_posted = |notice: &Notice| is_for(notice) && is_due(notice);
        let stays = |notice: &Notice| is_posted(notice) && notice.withdrawn.is_none();
        if self.notices.iter().all(|notice| stays(notice)) {
            *before = Posted::default();
            return self;
        }
        let (posted, withheld): (Vec<&Arc<Notice>>, Vec<&Arc<Notice>>) =
            self.notices.iter().partition(|notice| is_posted(notice));
        let mut held: Vec<Held> = withheld
            .iter()
            .filter(|notice| is_for(notice))
            .filter_map(|notice| {
                Some(Held {
                    path: notice.source.path.clone(),
                    until: notice.published?,
                })
            })
            .collect();
        held.sort_by(|a, b| (a.until, &a.path).cmp(&(b.until, &b.path)));
        let posted = before.see(&posted, &withheld, self.site.language);
        let mut catalog = Self::again(before.linked.as_ref(), self.site, posted, self.broken);
        before.linked = Some(catalog.linked());
        catalog.held = held;
        catalog
    }

    /// The notices that wait for their hour, the next one first. They are in none of the other answers.
    pub fn held(&self) -> &[Held] {
        &self.held
    }
}

impl Posted {
    /// What readers see of the notices that are posted, in order of id; what hangs on the same as before is the same.
    fn see(
        &mut self,
        posted: &[&Arc<Notice>],
        withheld: &[&Arc<Notice>],
        language: Language,
    ) -> Vec<Arc<Notice>> {
        let hidden: HashSet<&str> = withheld.iter().flat_map(|notice| ids(notice)).collect();
        let mut names: Vec<String> = hidden.iter().map(|id| (*id).to_owned()).collect();
        names.sort_unstable();
        if self.language != Some(language) || self.withheld != names {
            self.seen.clear();
        }
        let mut former = Former::new(std::mem::take(&mut self.seen));
        let seen = posted.iter().map(|written| {
            let known = former.of(written, |(known, _)| known);
            known.unwrap_or_else(|| {
                let written = Arc::clone(written);
                (Arc::clone(&written), seen(written, &hidden, language))
            })
        });
        self.seen = seen.collect();
        (self.language, self.withheld) = (Some(language), names);
        self.seen.iter().map(|(_, seen)| Arc::clone(seen)).collect()
    }
}

/// A notice as readers see it.
fn seen(written: Arc<Notice>, withheld: &HashSet<&str>, language: Language) -> Arc<Notice> {
    if written.withdrawn.is_none() && !cites(&written, withheld) {
        return written;
    }
    let mut notice = Arc::unwrap_or_clone(written);
    conceal(&mut notice, withheld, language);
    Arc::new(notice.without_what_was_withdrawn())
}

/// The ids a citation may name a notice by.
fn ids(notice: &Notice) -> impl Iterator<Item = &str> {
    std::iter::once(&notice.id)
        .chain(&notice.aliases)
        .map(String::as_str)
}

/// Whether a notice names one of the `ids`.
fn cites(notice: &Notice, ids: &HashSet<&str>) -> bool {
    let changed = notice.change.iter().map(|change| &change.of);
    let mut cited = notice.basis.iter().chain(&notice.follows).chain(changed);
    cited.any(|citation| ids.contains(citation.text.as_str()))
}

/// A citation of something withheld keeps its words where they are the paper's; an id is ours, and tells of the file.
fn conceal(notice: &mut Notice, withheld: &HashSet<&str>, language: Language) {
    let basis = notice.basis.iter_mut().map(|cited| &mut cited.value);
    let follows = notice.follows.iter_mut().map(|cited| &mut cited.value);
    let changed = notice.change.iter_mut().map(|change| &mut change.of.value);
    for citation in basis.chain(follows).chain(changed) {
        if withheld.contains(citation.text.as_str()) {
            *citation = Citation::parse(match language {
                Language::Vi => "văn bản chưa niêm yết ở đây",
                Language::En => "a document not posted here",
            });
        }
    }
}
