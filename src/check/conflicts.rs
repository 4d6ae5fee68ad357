//! C: one hall or one person for two meetings at once, across the whole collection.
//!
//! Every use of a place and of a named person becomes one entry of a list per place and person; each list is sorted by
//! start and swept once, so the cost is that of sorting.

mod uses;

use std::collections::BTreeMap;

use super::{Context, WholeRule};
use crate::catalog::Key;
use crate::problem::{Code, Problem, Severity};
use crate::say;
use crate::text::dates::{clock_short, date_vi};
use crate::text::fold::squash;
use uses::{Use, collect};

pub(super) const WHOLE: &[WholeRule] = &[conflicts];

/// How many meetings that still last are remembered while one list is swept.
const MOST_OPEN: usize = 16;

/// C01 and C02: what overlaps at one place, or for one person in two places.
///
/// Silent where it cannot know: cancelled and postponed meetings are over; a plan and the invitations that follow it
/// are one event; a row of a schedule that starts with a meeting at the same place announces that meeting, and a row
/// without end takes no time that could be known. A hall outside the place table is the hall of its issuer only. A
/// person is known by name within one issuer, or by name and post.
fn conflicts(context: &Context<'_>) -> Vec<Problem> {
    let mut places: BTreeMap<String, Vec<Use<'_>>> = BTreeMap::new();
    let mut people: BTreeMap<String, Vec<Use<'_>>> = BTreeMap::new();
    for root in context.catalog.roots() {
        collect(context.catalog, root, &mut places, &mut people);
    }
    let places = places
        .into_values()
        .flat_map(|uses| sweep(uses, Code::PlaceTaken));
    let people = people
        .into_values()
        .flat_map(|uses| sweep(uses, Code::PersonTwice));
    places.chain(people).collect()
}

/// Goes through the uses of one place or person in order of start, and tells each of the first it collides with.
fn sweep(mut uses: Vec<Use<'_>>, code: Code) -> Vec<Problem> {
    uses.sort_by(|a, b| {
        let key = |one: &Use<'_>| (one.start, one.meeting, one.span);
        key(a).cmp(&key(b))
    });
    let mut open: Vec<&Use<'_>> = Vec::new();
    let mut told: Vec<((Key, u32), (Key, u32))> = Vec::new();
    let mut problems = Vec::new();
    for used in &uses {
        open.retain(|earlier| earlier.end > used.start || earlier.start == used.start);
        let hit = open.iter().find(|earlier| collides(earlier, used, code));
        if let Some(earlier) = hit {
            let pair = (earlier.meeting, used.meeting);
            // A row that recurs collides every week; once is enough.
            if told.last() != Some(&pair) {
                told.push(pair);
                problems.push(collision(earlier, used, code));
            }
        }
        if open.len() < MOST_OPEN {
            open.push(used);
        }
    }
    problems
}

fn collides(earlier: &Use<'_>, later: &Use<'_>, code: Code) -> bool {
    let same_start = earlier.start == later.start;
    if earlier.meeting == later.meeting || earlier.title == later.title {
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

fn collision(earlier: &Use<'_>, later: &Use<'_>, code: Code) -> Problem {
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
