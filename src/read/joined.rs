//! Notices of other portals, taken from their published JSON: each is read and checked like a file of the site's own.
//!
//! An office cannot mend another's file: a notice that cannot be read is left out, with a warning that says which and why.
//! A portal that cannot be read at all is a mistake in `site.toml`, and stops the build: its notices must not vanish from
//! pages and calendars because a folder was not there for a moment.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::exchange::{Index, Published};
use super::site::plain_address;
use super::{Reading, identity, merging, notice};
use crate::notice::{Notice, Origin};
use crate::problem::{Bilingual, Code, Problem};
use crate::say;
use crate::site::{Site, SourcePortal};
use crate::sources::PublishedFolder;
use crate::text::direction::turns_words;
use crate::text::{Source, Span};

/// What one portal gives.
#[derive(Default)]
pub(super) struct Given {
    /// Its address.
    pub(super) portal: String,
    /// Its notices under the ids they have here, in order of id.
    pub(super) notices: Vec<Notice>,
    pub(super) problems: Vec<Problem>,
}

impl Reading {
    /// Adds the notices of the portals that the site at `root` names as its sources.
    pub fn join(&mut self, root: &Path) {
        let Some(site) = self.site.as_ref().filter(|site| !site.portals.is_empty()) else {
            return;
        };
        let given: Vec<Given> = site
            .portals
            .par_iter()
            .map(|portal| {
                Joining { root, site, portal }
                    .read()
                    .unwrap_or_else(|problem| Given {
                        problems: vec![*problem],
                        ..Given::default()
                    })
            })
            .collect();
        let (notices, problems) = merging::merge(site, &self.notices, given);
        self.notices.extend(notices.into_iter().map(Arc::new));
        self.problems.extend(problems);
    }
}

/// A notice with lesser findings about it, or why it is left out.
type Taken = Result<(Notice, Vec<Problem>), Box<Problem>>;

/// One portal that is being read.
pub(super) struct Joining<'a> {
    root: &'a Path,
    site: &'a Site,
    pub(super) portal: &'a SourcePortal,
}

impl Joining<'_> {
    fn read(&self) -> Result<Given, Box<Problem>> {
        let folder = PublishedFolder::open(self.root, &self.portal.from);
        let folder = folder.map_err(|error| self.no_folder(&error))?;
        let index = folder.index().map_err(|error| self.no_index(&error))?;
        let index: Index =
            serde_json::from_slice(&index).map_err(|error| self.broken_index(&error))?;
        let portal = self.address(&index)?;
        let there = folder.notices();
        let read: Vec<Taken> = index
            .notices
            .par_iter()
            .map(|listed| self.notice(&folder, &there, &portal, &listed.id))
            .collect();
        let mut given = Given {
            portal,
            ..Given::default()
        };
        for outcome in read {
            match outcome {
                Ok((notice, problems)) => {
                    given.notices.push(notice);
                    given.problems.extend(problems);
                }
                Err(problem) => given.problems.push(*problem),
            }
        }
        Ok(given)
    }

    /// The portal's address, if it is one whose notices can be taken over as they are.
    fn address(&self, index: &Index) -> Result<String, Box<Problem>> {
        let Some(portal) = index.portal.as_deref().and_then(plain_address) else {
            return Err(self.too_old());
        };
        if portal == self.site.base_url {
            return Err(self.itself());
        }
        match self.site.time_zone.iana_name() == Some(&*index.time_zone) {
            true => Ok(portal.to_owned()),
            false => Err(self.other_zone(&index.time_zone)),
        }
    }

    fn notice(
        &self,
        folder: &PublishedFolder,
        there: &HashSet<String>,
        portal: &str,
        id: &str,
    ) -> Taken {
        if !identity::is_id(id) {
            let id: String = id.chars().take(60).collect();
            return Err(self.left_out(&id, say!("`{id}` không phải mã", "`{id}` is no id")));
        }
        if !there.contains(id) {
            return Err(self.left_out(id, say!("không có tệp", "there is no file")));
        }
        let bytes = folder.notice(id).map_err(|error| {
            self.left_out(
                id,
                say!("không đọc được: {error}", "cannot be read: {error}"),
            )
        })?;
        let published: Published = serde_json::from_slice(&bytes).map_err(|error| {
            self.left_out(id, say!("JSON hỏng: {error}", "broken JSON: {error}"))
        })?;
        let origin = self.origin(&published, portal, id);
        let origin = origin.ok_or_else(|| {
            let why = say!("nguồn ghi sai", "says wrongly where it comes from");
            self.left_out(id, why)
        })?;
        self.read_notice(published, origin, id)
    }

    fn read_notice(&self, published: Published, origin: Origin, id: &str) -> Taken {
        let text = published.into_file(&self.portal.prefix, id);
        let source = Arc::new(Source::new(self.shown(id), text));
        let (notice, problems) = notice::read_notice(self.site, &source, "");
        match notice {
            Some(mut notice) => {
                // A file of another portal is not here, whatever its paper says.
                let links = Arc::make_mut(&mut notice.links).iter_mut();
                links.for_each(|link| link.file = None);
                notice.origin = Some(origin);
                Ok((notice, problems))
            }
            None => Err(self.unreadable(id, problems)),
        }
    }

    /// Where a notice was posted first: what its file says, if it is sound, else the portal itself.
    fn origin(&self, published: &Published, portal: &str, id: &str) -> Option<Origin> {
        let mut origin = Origin {
            name: self.portal.name.clone(),
            portal: portal.to_owned(),
            id: id.to_owned(),
            page: published.page.clone(),
            through: Vec::new(),
            prefix: Arc::clone(&self.portal.prefix),
            keeps_uids: false,
        };
        if let Some(source) = &published.source {
            origin.name.clone_from(&source.name);
            origin.portal = plain_address(&source.portal)?.to_owned();
            origin.id.clone_from(&source.id);
            origin.page.clone_from(&source.page);
            origin.through = through(&source.through)?;
            origin.through.push(portal.to_owned());
        }
        let is_sound = identity::is_id(&origin.id)
            && is_name(&origin.name)
            && is_page_of(&origin.page, &origin.portal);
        is_sound.then_some(origin)
    }

    fn shown(&self, id: &str) -> String {
        PublishedFolder::shown(&self.portal.from, id)
    }

    /// A notice that cannot be read here; its first mistake tells why.
    fn unreadable(&self, id: &str, mut problems: Vec<Problem>) -> Box<Problem> {
        problems.sort_by_key(|problem| (problem.severity, problem.span));
        let Some(first) = problems.into_iter().next() else {
            return self.left_out(id, say!("không đọc được", "cannot be read"));
        };
        let mut problem = self.left_out(id, first.message);
        problem.source = first.source;
        problem.span = first.span;
        problem
    }

    fn left_out(&self, id: &str, why: Bilingual) -> Box<Problem> {
        let source = Source::unread(self.shown(id));
        let (name, Bilingual { vi, en }) = (&self.portal.name, why);
        let message = say!(
            "{name}: bỏ qua một thông báo: {vi}",
            "{name}: a notice is left out: {en}"
        );
        let problem = Problem::new(Code::NoticeLeftOut, &source, Span::default(), message);
        Box::new(problem.help(merging::tell_the_office()))
    }
}

/// Portals that passed a notice on.
fn through(portals: &[String]) -> Option<Vec<String>> {
    if portals.len() > MOST_PASSES {
        return None;
    }
    let plain = portals.iter().map(|portal| plain_address(portal));
    plain.map(|portal| portal.map(str::to_owned)).collect()
}

/// So many portals never pass a notice on one after the other.
const MOST_PASSES: usize = 16;

/// A name that pages can show: one line that does not run the other way.
fn is_name(name: &str) -> bool {
    let is_odd = |letter: char| letter.is_control() || turns_words(letter);
    !name.trim().is_empty() && name.len() <= 300 && !name.contains(is_odd)
}

/// Whether `page` is an address below `portal`, of characters that addresses hold.
fn is_page_of(page: &str, portal: &str) -> bool {
    let rest = page.strip_prefix(portal).unwrap_or_default();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%".contains(&byte);
    rest.starts_with('/') && rest.bytes().all(is_plain)
}
