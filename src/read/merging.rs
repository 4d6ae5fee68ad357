//! Notices of several portals, brought together: each once, under an id and with calendar names that no other has.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::joined::Given;
use crate::notice::{Notice, Origin};
use crate::problem::{Bilingual, Code, Problem};
use crate::say;
use crate::site::Site;
use crate::text::Span;

/// The notices that join `own`, and what is to be told.
pub(super) fn merge(
    site: &Site,
    own: &[Arc<Notice>],
    given: Vec<Given>,
) -> (Vec<Notice>, Vec<Problem>) {
    let mut problems = refuse_twins(site, &given);
    let direct: HashSet<String> = given.iter().map(|given| given.portal.clone()).collect();
    let mut notices = Vec::new();
    for Given {
        notices: read,
        problems: found,
        portal,
    } in given
    {
        problems.extend(found);
        let wanted = read.into_iter().filter(|notice| {
            notice.origin.as_ref().is_some_and(|origin| {
                let is_first = origin.portal == portal;
                let is_ours =
                    origin.portal == site.base_url || origin.through.contains(&site.base_url);
                !is_ours && (is_first || !direct.contains(&origin.portal))
            })
        });
        notices.extend(wanted);
    }
    let mut notices = each_once(notices);
    problems.extend(refuse_taken_ids(own, &mut notices));
    drop_taken_aliases(own, &mut notices);
    name_entries(site, own, &mut notices);
    // What is said about a notice that is not taken here is nobody's business here.
    let here: HashSet<&str> = notices.iter().map(|one| one.source.path.as_str()).collect();
    problems.retain(|problem| {
        let speaks_always = matches!(problem.code, Code::SourceUnusable | Code::NoticeLeftOut);
        speaks_always || here.contains(problem.source.path.as_str())
    });
    (notices, problems)
}

/// What an office that joins can do about another's notice.
pub(super) fn tell_the_office() -> Bilingual {
    say!(
        "báo cho cơ quan niêm yết thông báo này",
        "tell the office that posted it"
    )
}

/// One portal under two `[[source]]`.
fn refuse_twins(site: &Site, given: &[Given]) -> Vec<Problem> {
    let mut seen: HashMap<&str, &str> = HashMap::new();
    let mut problems = Vec::new();
    for (source, given) in site.portals.iter().zip(given) {
        if given.portal.is_empty() {
            continue;
        }
        let Some(other) = seen.insert(&given.portal, &source.name) else {
            continue;
        };
        let message = say!(
            "cổng này đã được lấy: {other}",
            "this portal is taken already: {other}"
        );
        let help = say!(
            "bỏ một trong hai `[[source]]`",
            "take one of the two `[[source]]` out"
        );
        let problem = Problem::new(
            Code::SourceUnusable,
            &source.table,
            source.from.span,
            message,
        );
        problems.push(problem.help(help));
    }
    problems
}

/// A notice that comes by two ways is taken by the way that knows it best: the newest, then the shortest, then the first.
fn each_once(notices: Vec<Notice>) -> Vec<Notice> {
    let mut best: HashMap<(String, String), usize> = HashMap::with_capacity(notices.len());
    let rank = |index: usize| {
        let passes = notices[index]
            .origin
            .as_ref()
            .map(|from| from.through.len());
        (Reverse(notices[index].updated()), passes, index)
    };
    for (index, notice) in notices.iter().enumerate() {
        let Some(Origin { portal, id, .. }) = &notice.origin else {
            continue;
        };
        let best = best.entry((portal.clone(), id.clone())).or_insert(index);
        if rank(index) < rank(*best) {
            *best = index;
        }
    }
    let kept: HashSet<usize> = best.into_values().collect();
    let indexed = notices.into_iter().enumerate();
    indexed
        .filter(|(index, _)| kept.contains(index))
        .map(|(_, notice)| notice)
        .collect()
}

/// The site's own file keeps an id that both want.
fn refuse_taken_ids(own: &[Arc<Notice>], notices: &mut Vec<Notice>) -> Vec<Problem> {
    let mut taken: HashSet<&str> = own.iter().map(|notice| notice.id.as_str()).collect();
    let mut problems = Vec::new();
    let free: Vec<bool> = notices
        .iter()
        .map(|notice| {
            let is_free = taken.insert(&notice.id);
            if !is_free {
                problems.push(taken_id(notice));
            }
            is_free
        })
        .collect();
    let mut free = free.into_iter();
    notices.retain(|_| free.next().unwrap_or_default());
    problems
}

fn taken_id(notice: &Notice) -> Problem {
    let id = &notice.id;
    let message = say!(
        "bỏ qua: mã `{id}` đã thuộc về thông báo khác",
        "left out: the id `{id}` already belongs to another notice"
    );
    let problem = Problem::new(
        Code::NoticeLeftOut,
        &notice.source,
        Span::default(),
        message,
    );
    problem.help(say!(
        "ghi `prefix` khác cho nguồn này trong `site.toml`",
        "state another `prefix` for this source in `site.toml`"
    ))
}

/// A former address that leads elsewhere here goes on leading there.
fn drop_taken_aliases(own: &[Arc<Notice>], notices: &mut [Notice]) {
    if notices.iter().all(|notice| notice.aliases.is_empty()) {
        return;
    }
    let own_notices = || own.iter().map(Arc::as_ref);
    let all = own_notices().chain(notices.iter());
    let mut taken: HashSet<String> = all.map(|notice| notice.id.clone()).collect();
    taken.extend(own_notices().flat_map(|notice| notice.aliases.iter().cloned()));
    for notice in notices {
        notice.aliases.retain(|alias| taken.insert(alias.clone()));
    }
}

/// One meeting has one name in all calendars that tell of it, so that who subscribes to the commune's and to the
/// province's sees it once: entries keep the names they have at their first portal. Two portals of one host may have
/// given one name to two notices; the second is then named as a notice of this portal.
fn name_entries(site: &Site, own: &[Arc<Notice>], notices: &mut [Notice]) {
    let here = own.iter().map(Arc::as_ref).chain(notices.iter());
    let mut taken: HashSet<(String, String)> = here
        .map(|notice| (site.host().to_owned(), notice.id.clone()))
        .collect();
    for origin in notices
        .iter_mut()
        .filter_map(|notice| notice.origin.as_mut())
    {
        origin.keeps_uids = taken.insert((origin.host().to_owned(), origin.id.clone()));
    }
}
