//! Atom: news in, RFC 4287 out.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::plan::news::{Item, News};

/// The feed of `news`, whose own address is `url`.
pub fn atom(news: &News, url: &str) -> Vec<u8> {
    let mut feed = Feed(Writer::new(Vec::new()));
    match feed.write(news, url) {
        Ok(()) => feed.0.into_inner(),
        // A `Vec` takes every byte; there is no other error.
        Err(_) => Vec::new(),
    }
}

struct Feed(Writer<Vec<u8>>);

impl Feed {
    fn write(&mut self, news: &News, url: &str) -> io::Result<()> {
        self.put(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
        let feed = BytesStart::new("feed");
        let namespace = ("xmlns", "http://www.w3.org/2005/Atom");
        self.put(Event::Start(
            feed.with_attributes([namespace, ("xml:lang", "vi")]),
        ))?;
        self.text("title", &news.title)?;
        self.text("id", &news.id)?;
        self.text("updated", &news.updated.to_string())?;
        self.link("self", "application/atom+xml", url)?;
        self.link("alternate", "text/html", &news.page_url)?;
        for item in &news.items {
            self.item(item)?;
        }
        self.put(Event::End(BytesEnd::new("feed")))?;
        self.put(Event::Text(BytesText::from_escaped("\n")))
    }

    fn item(&mut self, item: &Item) -> io::Result<()> {
        self.put(Event::Text(BytesText::from_escaped("\n")))?;
        self.put(Event::Start(BytesStart::new("entry")))?;
        self.text("title", &item.title)?;
        self.text("id", &item.id)?;
        self.text("published", &item.published.to_string())?;
        self.text("updated", &item.updated.to_string())?;
        self.link("alternate", "text/html", &item.url)?;
        self.put(Event::Start(BytesStart::new("author")))?;
        self.text("name", &item.author)?;
        self.put(Event::End(BytesEnd::new("author")))?;
        for tag in &item.tags {
            let term = printable(tag);
            let category = BytesStart::new("category");
            self.put(Event::Empty(
                category.with_attributes([("term", term.as_str())]),
            ))?;
        }
        self.text("summary", &item.lines.join("\n"))?;
        self.put(Event::End(BytesEnd::new("entry")))
    }

    fn link(&mut self, relation: &str, kind: &str, url: &str) -> io::Result<()> {
        let attributes = [("rel", relation), ("type", kind), ("href", url)];
        self.put(Event::Empty(
            BytesStart::new("link").with_attributes(attributes),
        ))
    }

    fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.put(Event::Start(BytesStart::new(name)))?;
        self.put(Event::Text(BytesText::new(&printable(text))))?;
        self.put(Event::End(BytesEnd::new(name)))
    }

    fn put(&mut self, event: Event<'_>) -> io::Result<()> {
        self.0.write_event(event)
    }
}

/// What XML 1.0 can carry at all (section 2.2); other control characters have no escape.
fn printable(text: &str) -> String {
    let is_char = |letter: &char| matches!(letter, '\t' | '\n' | ' '..='\u{7e}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(is_char).collect()
}
