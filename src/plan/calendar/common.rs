//! An event, and what all its entries say alike, whoever is told: worked out once for all of them.

use jiff::Timestamp;

use super::Pages;
use super::identity::Home;
use super::lines::citation;
use super::plain::{clipped, plain};
use crate::catalog::{Catalog, Event};
use crate::notice::Notice;

/// One event for every audience.
pub(super) struct Common<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) event: &'a Event,
    /// The notice whose title holds.
    pub(super) notice: &'a Notice,
    pub(super) home: Home<'a>,
    /// The newest posting or correction.
    pub(super) updated: Timestamp,
    /// The address of the page that tells how it stands.
    pub(super) url: String,
    /// What it is about, as words to filter by.
    pub(super) topics: Vec<String>,
    /// The paper, and the portal it is from.
    pub(super) sources: Vec<String>,
}

impl<'a> Common<'a> {
    pub(super) fn of(catalog: &'a Catalog, pages: &dyn Pages, event: &'a Event) -> Self {
        let notice = catalog.get(event.stated_by);
        Self {
            catalog,
            event,
            notice,
            home: Home::of(&catalog.site, catalog.get(event.root)),
            updated: updated(catalog, event),
            url: pages.absolute(&pages.notice(catalog.get(event.current))),
            topics: notice.topics.iter().map(plain).collect(),
            sources: sources(notice),
        }
    }
}

fn sources(notice: &Notice) -> Vec<String> {
    let issuer = &notice.issuer.value;
    let paper = clipped(format!("Văn bản: {}, {issuer}", citation(notice)));
    let origin = notice.origin.as_ref();
    let source = origin.map(|origin| clipped(format!("Nguồn: {}", origin.name)));
    std::iter::once(paper).chain(source).collect()
}

/// The newest posting or correction, as a moment; the epoch for a notice that bears no date at all.
fn updated(catalog: &Catalog, event: &Event) -> Timestamp {
    let zone = &catalog.site.time_zone;
    let moment = event.updated.to_zoned(zone.clone());
    moment.map_or(Timestamp::UNIX_EPOCH, |moment| moment.timestamp())
}
