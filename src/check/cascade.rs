//! R04: a notice against the document whose event it organises at its own level.

use jiff::civil::Date;

use super::{Context, LinkedRule};
use crate::catalog::{Event, Key};
use crate::notice::{ChangeKind, Notice, SessionKind};
use crate::problem::{Bilingual, Code, Problem};
use crate::say;
use crate::site::{LevelId, Site};
use crate::text::dates::{clock_short, date_vi};

pub(super) const LINKED: &[LinkedRule] = &[differences];

/// R04: date, start and form are the event's, and no level below the issuer's is left out.
///
/// The event is taken as it stands after all changes of the document that is followed. What either paper does not say
/// is no difference, and a change inherits what it leaves out.
fn differences(context: &Context<'_>, key: Key, notice: &Notice) -> Vec<Problem> {
    let catalog = context.catalog;
    let inherits = notice
        .change
        .as_ref()
        .is_some_and(|change| change.kind != ChangeKind::Replace);
    let (Some(target), Some(follows)) = (catalog.follows(key), &notice.follows) else {
        return Vec::new();
    };
    if inherits {
        return Vec::new();
    }
    let event = catalog.event(catalog.chain_root(target));
    let path = &catalog.get(target).source.path;
    let found = date(notice, event)
        .or_else(|| start(notice, event))
        .into_iter()
        .chain(form(notice, event))
        .chain(levels(&catalog.site, notice, event));
    found
        .map(|(vi, en)| {
            let message = say!("khác `{path}`: {vi}", "differs from `{path}`: {en}");
            let problem = Problem::new(Code::CascadeDiffers, &notice.source, follows.span, message);
            problem.help(say!(
                "văn bản này ghi đúng như vậy thì để nguyên và ghi `accept`",
                "where this paper says so, leave it and add it to `accept`"
            ))
        })
        .collect()
}

type Difference = (String, String);

fn both(sentence: Bilingual) -> Difference {
    (sentence.vi, sentence.en)
}

fn main_days(event: &Event) -> Vec<Date> {
    let sessions = event.sessions.iter().filter(|session| !session.dropped);
    sessions
        .filter(|session| session.session.kind == SessionKind::Main)
        .map(|session| session.session.date.value)
        .collect()
}

fn date(notice: &Notice, event: &Event) -> Option<Difference> {
    let days = main_days(event);
    let first = notice.main_sessions().next()?.date.value;
    let mut own = notice.main_sessions().map(|session| session.date.value);
    let planned = days.first()?;
    (!own.any(|day| days.contains(&day))).then(|| {
        let (own, planned) = (date_vi(first), date_vi(*planned));
        both(say!(
            "ngày {own}, ở đó {planned}",
            "on {own}, there {planned}"
        ))
    })
}

/// The first hour of a day both papers name.
fn start(notice: &Notice, event: &Event) -> Option<Difference> {
    notice.main_sessions().find_map(|session| {
        let start = session.start?.value;
        let same_day = event.sessions.iter().filter(|other| {
            !other.dropped
                && other.session.kind == SessionKind::Main
                && other.session.date.value == session.date.value
        });
        let starts: Vec<_> = same_day
            .filter_map(|other| other.session.start)
            .map(|start| start.value)
            .collect();
        let planned = starts.first()?;
        (!starts.contains(&start)).then(|| {
            let (own, planned) = (clock_short(start), clock_short(*planned));
            both(say!(
                "bắt đầu {own}, ở đó {planned}",
                "starts at {own}, there at {planned}"
            ))
        })
    })
}

/// Online at one level and hybrid as a whole is one event: the centre sits in its hall, and the lower levels join.
fn form(notice: &Notice, event: &Event) -> Option<Difference> {
    use crate::notice::Form;
    let (own, planned) = (notice.form?, event.form?);
    let (is_room, was_room) = (own == Form::InPerson, planned == Form::InPerson);
    (is_room != was_room).then(|| {
        let (own, planned) = (own.word(), planned.word());
        both(say!(
            "hình thức `{own}`, ở đó `{planned}`",
            "form `{own}`, there `{planned}`"
        ))
    })
}

fn levels(site: &Site, notice: &Notice, event: &Event) -> Option<Difference> {
    let own = notice.level?;
    let concerns = |level: LevelId| {
        notice.points.iter().any(|point| point.level == Some(level))
            || notice
                .sessions
                .iter()
                .any(|session| session.levels.contains(&level))
            || notice.tasks.iter().any(|task| task.levels.contains(&level))
    };
    let mut below = event.points.iter().filter_map(|point| point.level);
    let missing = below.find(|level| *level > own && !concerns(*level))?;
    // A notice without any point leaves nobody out: it says nothing about who sits where.
    if notice.points.is_empty() {
        return None;
    }
    let name = &site.level(missing).name;
    Some(both(say!(
        "bỏ sót cấp {name}",
        "leaves out the level {name}"
    )))
}
