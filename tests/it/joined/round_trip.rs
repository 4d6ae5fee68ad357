//! Nothing is lost on the way: the notice a portal reads from another's JSON is the notice its own file gives, but for
//! what is the office's alone.

use std::path::Path;
use std::sync::Arc;

use niemyet::notice::Notice;
use niemyet::site::Audience;
use niemyet::text::{Excerpt, Source, Span};

use super::{inspected, named, publish_data};
use crate::cases::{Case, Folder, case_files};
use crate::demo;

#[test]
fn the_demonstration_comes_through_whole() {
    let site = demo::copy();
    let count = round_trip(site.path());
    assert!(count >= 17, "{count} notices");
}

#[test]
fn the_corpus_comes_through_whole() {
    let mut count = 0;
    for path in case_files(Folder::Fine) {
        let text = std::fs::read_to_string(path).unwrap();
        let site = Case::parse(&text).site();
        count += round_trip(site.root());
    }
    assert!(count >= 40, "{count} notices");
}

/// Publishes the site at `root`, joins it under another address, and compares.
fn round_trip(root: &Path) -> usize {
    let count = publish_data(root, Some(Audience::Internal));
    let first = inspected(root, Some(Audience::Internal)).catalog.unwrap();
    let settings = root.join("content/site.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    let here = first.site.base_url.clone();
    let text = text.replace(&here, "https://tren.example.vn");
    let source = "\n[[source]]\nname = \"Dưới\"\nfrom = \"public\"\n";
    std::fs::write(&settings, text + source).unwrap();
    for (_, notice) in first.iter() {
        std::fs::remove_file(root.join(&notice.source.path)).unwrap();
    }
    let second = inspected(root, Some(Audience::Internal));
    let left_out: Vec<_> = second
        .problems
        .iter()
        .map(niemyet::problem::json_line)
        .collect();
    let second = second.catalog.unwrap();
    assert_eq!(second.len(), count, "{left_out:#?}");
    for (_, joined) in second.iter() {
        let origin = joined.origin.as_ref().unwrap();
        assert_eq!(
            (origin.name.as_str(), origin.portal.as_str()),
            ("Dưới", here.as_str())
        );
        let original = named(&first, &origin.id);
        assert_eq!(told(joined), told(original), "{}", origin.id);
        assert_eq!(*joined.body_text(), *body(original), "{}", origin.id);
        let rules = |notice: &Notice| {
            notice
                .accepted
                .iter()
                .map(|item| item.rule)
                .collect::<Vec<_>>()
        };
        assert_eq!(rules(joined), rules(original));
    }
    count
}

/// A withdrawn notice keeps its file whole and publishes none of it.
fn body(notice: &Notice) -> Excerpt {
    match notice.withdrawn {
        Some(_) => Excerpt::default(),
        None => notice.body_text(),
    }
}

/// Everything the model knows of a notice, without places in files and what never leaves the office.
fn told(notice: &Notice) -> String {
    let mut notice = notice.clone().without_what_was_withdrawn();
    let under = notice.posted_under().to_owned();
    notice.id = notice.id[under.len()..].to_owned();
    for alias in &mut notice.aliases {
        *alias = alias[under.len()..].to_owned();
    }
    notice.origin = None;
    notice.source = Source::unread("");
    notice.span = Span::default();
    notice.body = 0..0;
    notice.has_received_stamp = false;
    notice.contacts = Arc::default();
    notice.accepted.clear();
    let open = notice.links.iter().filter(|link| !link.internal);
    notice.links = open.cloned().collect();
    for link in Arc::make_mut(&mut notice.links) {
        // A file beside the notice is an address from outside.
        let is_published = |url: &String| url.contains("/tep/");
        if link.file.take().is_some() || link.url.as_ref().is_some_and(is_published) {
            link.url = Some("file".to_owned());
        }
    }
    without_places(&format!("{notice:#?}"))
}

/// `span: Span { start: 1, end: 2 }` tells where, not what.
fn without_places(text: &str) -> String {
    let is_place = |line: &&str| {
        let line = line.trim();
        let number = |word| {
            line.strip_prefix(word)
                .and_then(|rest: &str| rest.strip_suffix(','))
                .is_some_and(|rest| rest.parse::<u32>().is_ok())
        };
        !number("start: ") && !number("end: ")
    };
    let kept: Vec<&str> = text.lines().filter(is_place).collect();
    kept.join("\n")
}
