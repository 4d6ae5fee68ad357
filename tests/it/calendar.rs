//! Calendar feeds, judged by what independent readers make of them.

mod entries;
mod export;
pub(crate) mod hostile;
mod laws;
pub(crate) mod portal;
mod readers;
mod row;
mod story;

use portal::Portal;
use readers::{calcard_rows, ical_rows};
use row::Row;

/// Every feed of a portal comes back from both readers exactly as the model has it.
fn assert_read_back(portal: &Portal) {
    let zone = &portal.catalog.site.time_zone;
    for feed in &portal.calendars.feeds {
        let text = portal.text(&feed.path);
        let expected: Vec<Row> = portal
            .entries_of(feed)
            .map(|entry| Row::of(entry, zone))
            .collect();
        assert_eq!(
            calcard_rows(&text, zone),
            expected,
            "calcard, {}",
            feed.path
        );
        assert_eq!(ical_rows(&text, zone), expected, "ical-rs, {}", feed.path);
    }
}

#[test]
fn every_feed_of_the_demonstration_is_read_back() {
    let portal = Portal::demonstration();
    assert_read_back(&portal);
    let total: usize = portal
        .calendars
        .feeds
        .iter()
        .map(|feed| feed.entries.len())
        .sum();
    assert!(total > 500, "only {total} entries in all feeds");
}
