//! Every file of the portal with its fingerprint, and how to make its bytes: where plan, render and publish meet.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::Error;
use crate::plan::{Data, Page, Plan, Routes};
use crate::publish::{Fingerprint, Made};
use crate::render::atom::atom;
use crate::render::calendar::Calendars;
use crate::render::json_feed::json_feed;
use crate::render::{Renderer, TemplateError, Theme, manifest, open_search, robots, sitemaps};
use crate::search::IndexFile;

/// What one file of the portal is made from.
pub(crate) enum Output {
    /// Rendered when it has to be.
    Page(Page),
    /// One file of the JSON API, made when it has to be.
    Data(Data),
    /// Small enough to keep.
    Bytes(Vec<u8>),
    /// A file of the index of the search, compressed when it has to be.
    Index(IndexFile),
    /// Copied from the site's folder.
    File(PathBuf),
    /// A calendar, by its place in [`Calendars::feeds`].
    Calendar(usize),
}

/// Lists everything but the index of the search, which takes longest, and which a preview seldom needs: paths below the
/// published folder, each with what lies there. Nothing is made yet but what is small and one of its kind.
pub(crate) fn outputs_but_search(
    root: &Path,
    plan: &Plan<'_>,
    theme: &Theme,
    calendars: &Calendars,
) -> Vec<(String, Output)> {
    let pages = plan.pages();
    let of_page = |page: &Page| {
        let path = Routes::file(&plan.path(page));
        (path, Output::Page(page.clone()))
    };
    let feeds = calendars.feeds.par_iter().enumerate();
    let feeds = feeds.map(|(index, feed)| (feed.path.clone(), Output::Calendar(index)));
    let data = plan.data().into_par_iter();
    let data = data.map(|data| (Routes::file(&plan.data_path(data)), Output::Data(data)));
    let (made, mut outputs): (_, Vec<(String, Output)>) = rayon::join(
        || made(plan, &pages, theme),
        || {
            pages
                .par_iter()
                .map(of_page)
                .chain(feeds)
                .chain(data)
                .collect()
        },
    );
    let made = made.into_iter();
    outputs.extend(made.map(|(path, bytes)| (path, Output::Bytes(bytes))));
    let attachments = plan.attachments().into_iter();
    outputs.extend(attachments.map(|(source, path)| (path, Output::File(root.join(source)))));
    outputs
}

/// The files that exist once: news feeds, what machines look for at the root, the theme's static files.
fn made(plan: &Plan<'_>, pages: &[Page], theme: &Theme) -> Vec<(String, Vec<u8>)> {
    let base_url = plan.routes().absolute("");
    let news = plan.news().into_iter().flat_map(|(path, news)| {
        let file = |name: &str| format!("{}{name}", path.trim_start_matches('/'));
        let url = |name: &str| plan.routes().absolute(&format!("{path}{name}"));
        [
            (file("feed.xml"), atom(&news, &url("feed.xml"))),
            (file("feed.json"), json_feed(&news, &url("feed.json"))),
        ]
    });
    let machine = sitemaps(&base_url, &plan.sitemap(pages));
    let robots = ("robots.txt".to_owned(), robots(plan.audience(), &base_url));
    let assets = assets(theme);
    let icon = plan.routes().href(&format!("/{}", theme.emblem()));
    let manifest = manifest(plan.site(), &plan.routes().href("/"), &icon);
    let manifest = ("manifest.webmanifest".to_owned(), manifest);
    let description = open_search(
        plan.site(),
        &plan.routes().absolute(&plan.path(&Page::Search)),
    );
    let description = ("opensearch.xml".to_owned(), description);
    machine
        .into_iter()
        .chain(news)
        .chain([robots, manifest, description])
        .chain(assets)
        .collect()
}

/// The theme's own files.
fn assets(theme: &Theme) -> impl Iterator<Item = (String, Vec<u8>)> {
    theme.assets().map(|(path, bytes)| (path, bytes.to_owned()))
}

/// A file that is found without listing everything: a notice's page, or one of the theme's.
#[cfg(feature = "serve")]
pub(crate) fn near_at_hand(plan: &Plan<'_>, theme: &Theme, path: &str) -> Option<Output> {
    let page = path.strip_suffix("index.html");
    if let Some(page) = page.and_then(|page| plan.notice_page(&format!("/{page}"))) {
        return Some(Output::Page(page));
    }
    let asset = assets(theme).find(|(own, _)| own == path);
    asset.map(|(_, bytes)| Output::Bytes(bytes))
}

/// What makes the files of a plan.
pub(crate) struct Press<'a> {
    pub(crate) plan: &'a Plan<'a>,
    pub(crate) renderer: &'a Renderer,
    pub(crate) calendars: &'a Calendars,
}

/// A file that could not be made.
pub(crate) enum Unmade {
    Template(TemplateError),
    File(Error),
}

impl Press<'_> {
    /// The bytes of one file.
    pub(crate) fn bytes(&self, output: &Output) -> Result<Vec<u8>, Unmade> {
        Ok(match output {
            Output::Page(page) => {
                let rendered = self.renderer.render(self.plan.view(page));
                rendered.map_err(Unmade::Template)?
            }
            Output::Data(data) => self.plan.data_bytes(*data),
            Output::Bytes(bytes) => bytes.clone(),
            Output::Index(file) => file.bytes(),
            Output::Calendar(index) => self.calendar_bytes(*index)?,
            Output::File(file) => {
                let read = fs::read(file);
                read.map_err(|error| Unmade::File(Error::reading(file, error)))?
            }
        })
    }

    /// Makes one file, unless it would be made from the same things as the `published` one.
    pub(crate) fn make(
        &self,
        output: &Output,
        published: Option<Fingerprint>,
    ) -> Result<Made, Unmade> {
        match output {
            Output::Page(page) => self.page(page, published).map_err(Unmade::Template),
            Output::Data(data) => Ok(self.data(*data, published)),
            Output::Bytes(_) | Output::File(_) => Ok(as_it_is(self.bytes(output)?, published)),
            Output::Index(file) => Ok(index_file(file, published)),
            Output::Calendar(index) => self.calendar(*index, published),
        }
    }

    fn page(&self, page: &Page, published: Option<Fingerprint>) -> Result<Made, TemplateError> {
        let known = self.plan.ingredients(page);
        let known = known.map(|ingredients| self.renderer.fingerprint_from(ingredients));
        if known.is_some() && known == published {
            return Ok(Made::UpToDate);
        }
        let view = self.plan.view(page);
        let fingerprint = known.unwrap_or_else(|| self.renderer.fingerprint(&view));
        if published == Some(fingerprint) {
            return Ok(Made::UpToDate);
        }
        let bytes = self.renderer.render(view)?;
        Ok(Made::Bytes(fingerprint, bytes))
    }

    fn data(&self, data: Data, published: Option<Fingerprint>) -> Made {
        let Some(ingredients) = self.plan.data_ingredients(data) else {
            return as_it_is(self.plan.data_bytes(data), published);
        };
        let fingerprint = self.renderer.fingerprint_from(ingredients);
        unless_published(published, fingerprint, || self.plan.data_bytes(data))
    }

    fn calendar(&self, index: usize, published: Option<Fingerprint>) -> Result<Made, Unmade> {
        let fingerprint = self.calendars.fingerprints()[index];
        Ok(match published == Some(fingerprint) {
            true => Made::UpToDate,
            false => Made::Bytes(fingerprint, self.calendar_bytes(index)?),
        })
    }

    fn calendar_bytes(&self, index: usize) -> Result<Vec<u8>, Unmade> {
        let bytes = self.calendars.bytes(&self.calendars.feeds[index]);
        bytes.map_err(|error| Unmade::File(error.into()))
    }
}

/// Its content tells its bytes, which take longer.
fn index_file(file: &IndexFile, published: Option<Fingerprint>) -> Made {
    let fingerprint = Fingerprint::cut(file.hash);
    unless_published(published, fingerprint, || file.bytes())
}

/// A file whose bytes are cheap enough to be their own fingerprint.
fn as_it_is(bytes: Vec<u8>, published: Option<Fingerprint>) -> Made {
    let fingerprint = Fingerprint::of(&[&bytes]);
    unless_published(published, fingerprint, || bytes)
}

/// The bytes of a file, where the published one was made from other things.
fn unless_published(
    published: Option<Fingerprint>,
    fingerprint: Fingerprint,
    bytes: impl FnOnce() -> Vec<u8>,
) -> Made {
    match published == Some(fingerprint) {
        true => Made::UpToDate,
        false => Made::Bytes(fingerprint, bytes()),
    }
}
