//! Changes in; a section for each level, or for levels to which all of it applies alike, out.

use super::words::Writer;
use super::{Changes, EventChange, Item};
use crate::problem::Language;
use crate::say;
use crate::site::{LevelId, Site};

/// How to write for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// For a terminal, a commit message or a chat.
    Text,
    /// For where Markdown is shown.
    Markdown,
}

/// The changes of one or several levels.
struct Section<'c> {
    levels: Vec<LevelId>,
    events: Vec<(&'c EventChange, Vec<&'c Item>)>,
}

pub(super) fn write(changes: &Changes, site: &Site, language: Language, shape: Shape) -> String {
    let writer = Writer::new(language);
    let mut text = String::new();
    for section in sections(changes, site) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&heading(&section.levels, site, writer, shape));
        for (event, items) in &section.events {
            text.push_str(&title(event, shape));
            for item in items {
                text.push_str(&line(&writer.sentence(item), shape));
            }
        }
    }
    if !changes.tables.is_empty() {
        let tables = changes.tables.join(", ");
        let sentence = say!(
            "bảng của cổng đã đổi: {tables}",
            "tables of the portal changed: {tables}"
        );
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(writer.pick(&sentence));
        text.push('\n');
    }
    text
}

/// What each level reads; levels that read the same read it together, and what no level can be told of comes last.
fn sections<'c>(changes: &'c Changes, site: &Site) -> Vec<Section<'c>> {
    let mut sections: Vec<Section<'c>> = Vec::new();
    for (level, _) in site.levels() {
        let events = events(changes, |item| item.levels.contains(&level));
        match sections
            .iter_mut()
            .find(|other| is_same(&other.events, &events))
        {
            Some(section) => section.levels.push(level),
            None => sections.push(Section {
                levels: vec![level],
                events,
            }),
        }
    }
    sections.push(Section {
        levels: Vec::new(),
        events: events(changes, |item| item.levels.is_empty()),
    });
    sections.retain(|section| !section.events.is_empty());
    sections
}

fn events(changes: &Changes, is_wanted: impl Fn(&Item) -> bool) -> Vec<(&EventChange, Vec<&Item>)> {
    let mut events = Vec::new();
    for event in &changes.events {
        let items: Vec<&Item> = event.items.iter().filter(|item| is_wanted(item)).collect();
        if !items.is_empty() {
            events.push((event, items));
        }
    }
    events
}

/// Whether two levels read the very same items.
fn is_same(one: &[(&EventChange, Vec<&Item>)], other: &[(&EventChange, Vec<&Item>)]) -> bool {
    let items = |events: &[(&EventChange, Vec<&Item>)]| -> Vec<*const Item> {
        let items = events.iter().flat_map(|(_, items)| items.iter());
        items.map(|item| std::ptr::from_ref::<Item>(item)).collect()
    };
    items(one) == items(other)
}

fn heading(levels: &[LevelId], site: &Site, writer: Writer, shape: Shape) -> String {
    let names: Vec<&str> = levels
        .iter()
        .map(|level| site.level(*level).short_name())
        .collect();
    let everyone = say!("Chung", "For all");
    let names = match names.is_empty() {
        true => writer.pick(&everyone).to_owned(),
        false => names.join(", "),
    };
    match shape {
        Shape::Text => format!("{names}\n"),
        Shape::Markdown => format!("### {}\n\n", escaped(&names)),
    }
}

/// "Họp giao ban (88/GM-UBND, UBND xã Tân Lập)".
fn title(event: &EventChange, shape: Shape) -> String {
    let papers = [event.number.as_deref(), Some(event.issuer.as_str())];
    let papers: Vec<&str> = papers.into_iter().flatten().collect();
    let (title, papers) = (event.title.trim(), papers.join(", "));
    match shape {
        Shape::Text => format!("  {title} ({papers})\n"),
        Shape::Markdown => format!("- **{}** ({})\n", escaped(title), escaped(&papers)),
    }
}

fn line(sentence: &str, shape: Shape) -> String {
    match shape {
        Shape::Text => format!("    - {sentence}\n"),
        Shape::Markdown => format!("  - {}\n", escaped(sentence)),
    }
}

/// Text of a notice that Markdown would take for its own marks.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#'
        ) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
