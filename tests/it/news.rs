//! Atom and JSON Feed, read back by `feed-rs`, which knows both.

use feed_rs::model::FeedType;
use niemyet::plan::news::{self, News};
use niemyet::render::atom::atom;
use niemyet::render::json_feed::json_feed;

use crate::calendar::hostile;
use crate::calendar::portal::{Addresses, Portal};

const URL: &str = "https://niemyet.example.vn/feed.xml";

fn lists(portal: &Portal) -> [News; 2] {
    let pages = Addresses(portal.catalog.site.base_url.clone());
    [
        news::notices(&portal.catalog, &pages),
        news::changes(&portal.catalog, &pages, "/thay-doi/"),
    ]
}

fn printable(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control() || *letter == '\n')
        .collect()
}

/// Both formats give back every item: name, title, address, dates, author and text.
fn assert_read_back(news: &News) {
    for (bytes, kind) in [
        (atom(news, URL), FeedType::Atom),
        (json_feed(news, URL), FeedType::JSON),
    ] {
        let feed = feed_rs::parser::parse(bytes.as_slice()).expect("feed-rs reads the feed");
        assert_eq!(feed.feed_type, kind);
        assert_eq!(feed.title.expect("a title").content, news.title);
        assert_eq!(feed.entries.len(), news.items.len());
        for (found, item) in feed.entries.iter().zip(&news.items) {
            assert_eq!(found.id, item.id);
            let title = found.title.as_ref().expect("a title");
            assert_eq!(
                printable(&title.content).trim(),
                printable(&item.title).trim()
            );
            assert!(
                found.links.iter().any(|link| link.href == item.url),
                "{:?}",
                found.links
            );
            assert_eq!(
                found.published.map(|date| date.timestamp()),
                Some(item.published.as_second())
            );
            assert_eq!(
                found.updated.map(|date| date.timestamp()),
                Some(item.updated.as_second())
            );
            assert_eq!(found.authors.len(), 1);
        }
    }
}

#[test]
fn news_of_the_demonstration_are_read_back() {
    for news in lists(&Portal::demonstration()) {
        assert_read_back(&news);
        assert!(
            news.items.len() >= 5,
            "{}: {}",
            news.title,
            news.items.len()
        );
        assert!(
            news.items
                .windows(2)
                .all(|pair| pair[0].published >= pair[1].published)
        );
        assert_eq!(
            Some(news.updated),
            news.items.iter().map(|item| item.updated).max()
        );
    }
}

#[test]
fn news_of_a_hostile_site_are_read_back() {
    for news in lists(&Portal::of(&hostile::notices())) {
        assert_read_back(&news);
    }
}

#[test]
fn changes_say_what_happened() {
    let [_, changes] = lists(&Portal::demonstration());
    let titles: Vec<&str> = changes
        .items
        .iter()
        .map(|item| item.title.as_str())
        .collect();
    assert!(
        titles.iter().any(|title| title.starts_with("Hủy: ")),
        "{titles:?}"
    );
    let postponed = changes
        .items
        .iter()
        .find(|item| item.title.starts_with("Hoãn: "))
        .expect("a postponement");
    assert!(
        postponed
            .lines
            .iter()
            .any(|line| line.starts_with("Lý do: ")),
        "{:?}",
        postponed.lines
    );
}

#[test]
fn a_portal_without_news_has_valid_feeds() {
    for news in lists(&Portal::of(&[])) {
        assert_read_back(&news);
        assert_eq!(news.updated, jiff::Timestamp::UNIX_EPOCH);
    }
}
