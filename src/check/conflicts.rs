//! C: one hall or one person for two meetings at once, across the whole collection.
//!
//! Every use of a place and of a named person becomes one entry of a list per place and person; each list is sorted by
//! start and swept once, so the cost is that of sorting.

mod uses;

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Context;
use crate::catalog::{Catalog, Former, Key, are_same, by_id};
use crate::notice::Notice;
use crate::problem::{self, Code, Problem, Severity};
use crate::say;
use crate::text::dates::{clock_short, date_vi};
use crate::text::fold::squash;
use uses::{Use, Uses, cluster, collect};

/// How many meetings that still last are remembered while one list is swept.
const MOST_OPEN: usize = 16;

/// The uses of every event, kept as long as its notices stay the same; for one state of the site's tables.
#[derive(Debug, Default)]
pub(super) struct Kept(Vec<Arc<Gathered>>);

/// One event: the notices it comes from, and what they use.
#[derive(Debug)]
struct Gathered {
    chain: Vec<Arc<Notice>>,
    uses: Uses,
}

/// A use, and the meeting it is of: uses of one meeting share halls and people.
#[derive(Clone, Copy)]
struct Held<'a> {
    used: &'a Use,
    meeting: (Key, u32),
}

impl Kept {
    /// C01 and C02: what overlaps at one place, or for one person in two places.
    ///
    /// Silent where it cannot know: cancelled and postponed meetings are over; a plan and the invitations that follow it
    /// are one event; a row of a schedule that starts with a meeting at the same place announces that meeting, and a row
    /// without end takes no time that could be known. A hall outside the place table is the hall of its issuer only. A
    /// person is known by name within one issuer, or by name and post.
    pub(super) fn conflicts(&mut self, context: &Context<'_>) -> Vec<Problem> {
        let catalog = context.catalog;
        let roots: Vec<Key> = catalog.roots().collect();
        self.gather(catalog, &roots);
        let clusters: Vec<Key> = roots
            .par_iter()
            .map(|root| cluster(catalog, *root))
            .collect();
        let mut places: FxHashMap<&str, Vec<Held<'_>>> = FxHashMap::default();
        let mut people: FxHashMap<&str, Vec<Held<'_>>> = FxHashMap::default();
        for (gathered, cluster) in self.0.iter().zip(clusters) {
            let held = |used| Held {
                used,
                meeting: (cluster, used.row),
            };
            for (name, used) in &gathered.uses.places {
                places.entry(name).or_default().push(held(used));
            }
            for (name, used) in &gathered.uses.people {
                people.entry(name).or_default().push(held(used));
            }
        }
        let swept = |code, lists: FxHashMap<&str, Vec<Held<'_>>>| -> Vec<Problem> {
            let lists: Vec<_> = lists.into_values().filter(|list| list.len() > 1).collect();
            let found = lists
                .into_par_iter()
                .flat_map_iter(|list| sweep(list, code));
            found.collect()
        };
        let mut problems = swept(Code::PlaceTaken, places);
        problems.extend(swept(Code::PersonTwice, people));
        problem::sort(&mut problems);
        problems
    }

    /// Collects the uses of each event that is not here.
    fn gather(&mut self, catalog: &Catalog, roots: &[Key]) {
        let mut former = Former::new(std::mem::take(&mut self.0));
        let chains = roots.iter().map(|root| {
            let chain = catalog.papers(*root);
            let known = former.at(|known| by_id(&known.chain[0], &chain[0]));
            let known = known.filter(|known| are_same(&known.chain, &chain));
            (*root, chain, known)
        });
        let work: Vec<_> = chains.collect();
        let gathered = work.into_par_iter().map(|(root, chain, known)| {
            known.unwrap_or_else(|| {
                let uses = collect(catalog, root);
                Arc::new(Gathered { chain, uses })
            })
        });
        self.0 = gathered.collect();
    }
}

/// Goes through the uses of one place or person in order of start, and tells each of the first it collides with.
fn sweep(mut uses: Vec<Held<'_>>, code: Code) -> Vec<Problem> {
    uses.sort_by(|a, b| {
        let key = |one: &Held<'_>| (one.used.start, one.meeting, one.used.span);
        key(a).cmp(&key(b))
    });
    let mut open: Vec<&Held<'_>> = Vec::new();
    let mut told: Vec<((Key, u32), (Key, u32))> = Vec::new();
    let mut problems = Vec::new();
    for used in &uses {
        open.retain(|earlier| {
            earlier.used.end > used.used.start || earlier.used.start == used.used.start
        });
        let hit = open.iter().find(|earlier| collides(earlier, used, code));
        if let Some(earlier) = hit {
            let pair = (earlier.meeting, used.meeting);
            // A row that recurs collides every week; once is enough.
            if told.last() != Some(&pair) {
                told.push(pair);
                problems.push(collision(earlier.used, used.used, code));
            }
        }
        if open.len() < MOST_OPEN {
            open.push(used);
        }
    }
    problems
}

fn collides(earlier: &Held<'_>, later: &Held<'_>, code: Code) -> bool {
    let is_one = earlier.meeting == later.meeting;
    let (earlier, later) = (earlier.used, later.used);
    let same_start = earlier.start == later.start;
    if is_one || earlier.title == later.title {
        return false;
    }
    // A schedule lists meetings that have papers of their own.
    let is_listing =
        earlier.is_row != later.is_row || (earlier.is_row && earlier.notice.id != later.notice.id);
    if is_listing && same_start {
        return false;
    }
    if code == Code::PlaceTaken {
        return true;
    }
    let same_person = earlier.post == later.post
        || squash(&earlier.notice.issuer) == squash(&later.notice.issuer);
    let is_elsewhere =
        !earlier.place.is_empty() && !later.place.is_empty() && earlier.place != later.place;
    same_person && is_elsewhere
}

fn collision(earlier: &Use, later: &Use, code: Code) -> Problem {
    let name = &later.name;
    let (clock, day) = (
        clock_short(earlier.start.time()),
        date_vi(earlier.start.date()),
    );
    let path = &earlier.notice.source.path;
    let message = if code == Code::PlaceTaken {
        say!(
            "`{name}` đã có cuộc họp từ {clock} ngày {day} (`{path}`)",
            "`{name}` already holds a meeting from {clock} on {day} (`{path}`)"
        )
    } else {
        say!(
            "{name} đang dự cuộc họp ở nơi khác từ {clock} ngày {day} (`{path}`)",
            "{name} is in a meeting elsewhere from {clock} on {day} (`{path}`)"
        )
    };
    // Two that start together overlap whatever their ends are.
    let is_likely = earlier.is_assumed && earlier.start != later.start;
    let severity = if is_likely {
        Severity::Warning
    } else {
        Severity::Error
    };
    let problem = Problem::new(code, &later.notice.source, later.span, message);
    problem.severity(severity).help(if is_likely {
        say!(
            "cuộc trước chưa rõ giờ kết thúc: hỏi lại, rồi thêm `end`",
            "the earlier one does not say when it ends: ask, and add `end`"
        )
    } else {
        say!(
            "đổi giờ hoặc đổi nơi; đã hủy một cuộc thì ra thông báo hủy",
            "move one of them; if one was called off, post its cancellation"
        )
    })
}
