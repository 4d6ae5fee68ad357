//! From files to the model: TOML front matter and the site's tables in, notices, site and every problem out.
//!
//! A mistake never hides the next one: the front matter is read from a span-keeping TOML table, key by key, and all
//! problems of all files come back together. A broken file keeps its id, so that references to it do not become
//! problems of their own.

mod acceptance;
mod called;
mod choices;
mod decode;
mod duty;
mod exchange;
mod finish;
mod format;
mod front_matter;
pub(crate) mod guess;
pub(crate) mod hints;
mod identity;
mod joined;
mod levels;
mod look;
mod merging;
mod moments;
mod notice;
mod personal;
mod point;
mod portals;
mod report;
mod session;
mod shapes;
mod shelf;
mod site;
mod symbol;
mod syntax;
mod table;
mod tables;
mod unusable;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use format::{
    Format, Shape, TableFormat, holidays_format, notice_format, places_format, site_format,
    units_format,
};

use crate::notice::Notice;
use crate::problem::{Code, Problem};
use crate::say;
use crate::site::Site;
use crate::sources::{RawFile, Sources};
use crate::text::{Source, Span};

pub use shelf::Shelf;

/// What all files together say.
#[derive(Debug)]
pub struct Reading {
    /// The site, or `None` where `site.toml` is missing or broken beyond use.
    pub site: Option<Site>,
    /// Every notice that could be read, by id.
    pub notices: Vec<Arc<Notice>>,
    /// Ids of files that are there but broken.
    pub broken: Vec<String>,
    /// Everything that is wrong, in no order yet.
    pub problems: Vec<Problem>,
    /// What is wrong with the site's tables where the portal is a public one.
    pub wrong_in_public: Vec<Problem>,
}

/// Reads the tables, then every notice, in parallel.
pub fn read(sources: &Sources) -> Reading {
    Shelf::default().read(&mut sources.clone())
}

/// What all `outcomes` say together, in the order of their paths.
fn gather<'a>(
    site: Site,
    mut problems: Vec<Problem>,
    outcomes: impl Iterator<Item = &'a Outcome>,
) -> Reading {
    let mut notices = Vec::new();
    let mut broken = Vec::new();
    for outcome in outcomes {
        problems.extend_from_slice(&outcome.problems);
        match &outcome.notice {
            Some(notice) => notices.push(Arc::clone(notice)),
            None => broken.push(outcome.id.clone()),
        }
    }
    problems.extend(refuse_shared_ids(&mut notices, &mut broken));
    problems.extend(refuse_taken_aliases(&notices));
    Reading {
        site: Some(site),
        notices,
        broken,
        problems,
        wrong_in_public: Vec::new(),
    }
}

/// Reads the site's own tables alone.
pub fn read_site(sources: &Sources) -> (Option<Site>, Vec<Problem>) {
    site::read_site(sources)
}

/// The text of a file, as problems point into it; nothing where it is no text.
pub(crate) fn text_of(file: &RawFile) -> Option<Source> {
    decode::decode(file.clone()).ok()
}

/// Reads one notice file for `site`; the unit of work for previews and editors.
pub fn read_notice(site: &Site, file: &RawFile) -> (Option<Notice>, Vec<Problem>) {
    let outcome = read_one(site, file.clone());
    let notice = outcome.notice.map(Arc::unwrap_or_clone);
    (notice, outcome.problems)
}

/// What came of one notice file.
#[derive(Debug)]
struct Outcome {
    id: String,
    notice: Option<Arc<Notice>>,
    problems: Vec<Problem>,
}

fn read_one(site: &Site, file: RawFile) -> Outcome {
    let id = crate::notice_id(&file.path);
    match decode::decode(file) {
        Ok(source) => {
            let (notice, problems) = notice::read_notice(site, &Arc::new(source), &id);
            let id = notice.as_ref().map_or(id, |notice| notice.id.clone());
            Outcome {
                id,
                notice: notice.map(Arc::new),
                problems,
            }
        }
        Err(problem) => Outcome {
            id,
            notice: None,
            problems: vec![*problem],
        },
    }
}

/// Two files with one id: both are named, and neither is published under the other's address.
fn refuse_shared_ids(notices: &mut Vec<Arc<Notice>>, broken: &mut Vec<String>) -> Vec<Problem> {
    let mut ids: Vec<&str> = notices.iter().map(|notice| notice.id.as_str()).collect();
    ids.sort_unstable();
    if ids.windows(2).all(|pair| pair[0] != pair[1]) {
        return Vec::new();
    }
    let mut owners: BTreeMap<&str, Vec<&Notice>> = BTreeMap::new();
    for notice in notices.iter() {
        owners.entry(&notice.id).or_default().push(notice);
    }
    let mut problems = Vec::new();
    let mut shared: Vec<String> = Vec::new();
    for (id, owners) in &owners {
        let [first, others @ ..] = owners.as_slice() else {
            continue;
        };
        for other in others {
            let path = &first.source.path;
            problems.push(
                Problem::new(
                    Code::BadId,
                    &other.source,
                    Span::default(),
                    say!(
                        "mã `{id}` đã thuộc về `{path}`",
                        "id `{id}` already belongs to `{path}`"
                    ),
                )
                .help(say!(
                    "đổi tên tệp, hoặc ghi `id = \"…\"` khác cho một trong hai",
                    "rename the file, or state another `id = \"…\"` in one of the two"
                )),
            );
            shared.push((*id).to_owned());
        }
    }
    notices.retain(|notice| !shared.contains(&notice.id));
    broken.extend(shared);
    problems
}

/// A former address must not lead to two notices.
fn refuse_taken_aliases(notices: &[Arc<Notice>]) -> Vec<Problem> {
    if notices.iter().all(|notice| notice.aliases.is_empty()) {
        return Vec::new();
    }
    let ids = notices.iter().map(|notice| (notice.id.as_str(), &**notice));
    let mut owners: BTreeMap<&str, &Notice> = ids.collect();
    let mut problems = Vec::new();
    for notice in notices {
        for alias in &notice.aliases {
            let owner = owners.entry(alias).or_insert(notice);
            if owner.id == notice.id && alias != &notice.id {
                continue;
            }
            let path = &owner.source.path;
            let message = say!(
                "mã cũ `{alias}` trong `aliases` đã thuộc về `{path}`",
                "the former id `{alias}` in `aliases` already belongs to `{path}`"
            );
            let problem = Problem::new(Code::BadId, &notice.source, Span::default(), message);
            problems
                .push(problem.help(say!("bỏ mã ấy khỏi `aliases`", "take it out of `aliases`")));
        }
    }
    problems
}
