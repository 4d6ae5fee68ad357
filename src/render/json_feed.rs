//! JSON Feed: news in, <https://www.jsonfeed.org/version/1.1/> out.

use serde::Serialize;

use crate::plan::news::{Item, News};

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    language: &'static str,
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_text: String,
    date_published: String,
    date_modified: String,
    authors: [Author<'a>; 1],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

/// The feed of `news`, whose own address is `url`.
pub fn json_feed(news: &News, url: &str) -> Vec<u8> {
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: &news.title,
        home_page_url: &news.page_url,
        feed_url: url,
        language: "vi",
        items: news.items.iter().map(json_item).collect(),
    };
    // Strings and lists always have a JSON form.
    let mut bytes = serde_json::to_vec_pretty(&feed).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn json_item(item: &Item) -> JsonItem<'_> {
    let lines = item.lines.join("\n");
    JsonItem {
        id: &item.id,
        url: &item.url,
        title: &item.title,
        // JSON Feed wants a text even where there is nothing to add to the title.
        content_text: if lines.is_empty() {
            item.title.clone()
        } else {
            lines
        },
        date_published: item.published.to_string(),
        date_modified: item.updated.to_string(),
        authors: [Author { name: &item.author }],
        tags: &item.tags,
    }
}
