//! Every file of the portal with its fingerprint, and how to make its bytes: where plan, render and publish meet.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::Error;
use crate::plan::{Data, Page, Plan, Routes};
use crate::publish::{Fingerprint, Planned};
use crate::render::atom::atom;
use crate::render::calendar::Calendars;
use crate::render::json_feed::json_feed;
use crate::render::{Renderer, TemplateError, Theme, manifest, open_search, robots, sitemaps};

/// One file of the portal.
pub(crate) struct Output {
    path: String,
    fingerprint: Fingerprint,
    content: Content,
}

enum Content {
    /// Rendered when it has to be.
    Page(Page),
    /// One file of the JSON API, made when it has to be.
    Data(Data),
    /// Small enough to keep.
    Bytes(Vec<u8>),
    /// Copied from the site's folder.
    File(PathBuf),
    /// A calendar, by its place in [`Calendars::feeds`].
    Calendar(usize),
}

/// Lists everything; pages are fingerprinted in parallel and rendered later, if at all.
pub(crate) fn outputs(
    root: &Path,
    plan: &Plan<'_>,
    renderer: &Renderer,
    theme: &Theme,
    calendars: &Calendars,
) -> Result<Vec<Output>, Error> {
    let mut outputs: Vec<Output> = plan
        .pages()
        .into_par_iter()
        .map(|page| Output {
            path: Routes::file(&plan.path(&page)),
            fingerprint: renderer.fingerprint(&plan.view(&page)),
            content: Content::Page(page),
        })
        .collect();
    outputs.par_extend(
        calendars
            .feeds
            .par_iter()
            .enumerate()
            .map(|(index, feed)| Output {
                path: feed.path.clone(),
                fingerprint: Fingerprint::of(&[&calendars.bytes(feed)]),
                content: Content::Calendar(index),
            }),
    );
    outputs.par_extend(plan.data().into_par_iter().map(|data| Output {
        path: Routes::file(&plan.data_path(data)),
        fingerprint: Fingerprint::of(&[&plan.data_bytes(data)]),
        content: Content::Data(data),
    }));
    let index = plan.search_index().into_par_iter();
    outputs.par_extend(index.map(|file| Output {
        fingerprint: Fingerprint::of(&[&file.bytes]),
        path: file.path,
        content: Content::Bytes(file.bytes),
    }));
    let base_url = plan.routes().absolute("");
    let news = plan.news().into_iter().flat_map(|(path, news)| {
        let file = |name: &str| format!("{}{name}", path.trim_start_matches('/'));
        let url = |name: &str| plan.routes().absolute(&format!("{path}{name}"));
        [
            (file("feed.xml"), atom(&news, &url("feed.xml"))),
            (file("feed.json"), json_feed(&news, &url("feed.json"))),
        ]
    });
    let machine = sitemaps(&base_url, &plan.sitemap());
    let robots = ("robots.txt".to_owned(), robots(plan.audience(), &base_url));
    let assets = theme.assets().map(|(path, bytes)| (path, bytes.to_owned()));
    let icon = theme.asset("emblem.svg").unwrap_or_default();
    let icon = plan.routes().href(&format!("/{icon}"));
    let manifest = manifest(plan.site(), &plan.routes().href("/"), &icon);
    let manifest = ("manifest.webmanifest".to_owned(), manifest);
    let description = open_search(
        plan.site(),
        &plan.routes().absolute(&plan.path(&Page::Search)),
    );
    let description = ("opensearch.xml".to_owned(), description);
    let made = machine
        .into_iter()
        .chain(news)
        .chain([robots, manifest, description])
        .chain(assets);
    outputs.extend(made.map(|(path, bytes)| Output {
        fingerprint: Fingerprint::of(&[&bytes]),
        path,
        content: Content::Bytes(bytes),
    }));
    for (source, path) in plan.attachments() {
        let file = root.join(source);
        let bytes = fs::read(&file).map_err(|error| Error::reading(&file, error))?;
        outputs.push(Output {
            fingerprint: Fingerprint::of(&[&bytes]),
            path,
            content: Content::File(file),
        });
    }
    Ok(outputs)
}

impl Output {
    pub(crate) fn planned(&self) -> Planned {
        Planned {
            path: self.path.clone(),
            fingerprint: self.fingerprint,
        }
    }

    /// The bytes.
    pub(crate) fn render(
        &self,
        plan: &Plan<'_>,
        renderer: &Renderer,
        calendars: &Calendars,
    ) -> Result<Vec<u8>, TemplateError> {
        match &self.content {
            Content::Page(page) => renderer.render(&plan.view(page)),
            Content::Data(data) => Ok(plan.data_bytes(*data)),
            Content::Bytes(bytes) => Ok(bytes.clone()),
            Content::Calendar(index) => Ok(calendars.bytes(&calendars.feeds[*index])),
            Content::File(file) => fs::read(file).map_err(|error| TemplateError {
                what: file.display().to_string(),
                report: error.to_string(),
            }),
        }
    }
}
