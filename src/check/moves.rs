//! R05: sessions of a change that were to move others, and stand beside them instead.

use super::{Context, LinkedRule};
use crate::catalog::{Catalog, Event, EventSession, Key, named_sessions};
use crate::notice::{ChangeKind, Notice, Session};
use crate::problem::{Code, Problem, Severity};
use crate::say;
use crate::text::dates::date_vi;

pub(super) const LINKED: &[LinkedRule] = &[added_beside];

/// R05: a session moves the one of its `id`, or, where neither has one, of its place in the list. Where only one of the two
/// states an id, both stand: calendars keep the old day beside the new one.
fn added_beside(context: &Context<'_>, key: Key, notice: &Notice) -> Vec<Problem> {
    let catalog = context.catalog;
    let moves = notice
        .change
        .as_ref()
        .is_some_and(|change| matches!(change.kind, ChangeKind::Amend | ChangeKind::Postpone));
    let Some(before) = before(catalog, key).filter(|_| moves && !notice.sessions.is_empty()) else {
        return Vec::new();
    };
    let stated = named_sessions(&notice.sessions);
    let bears = |rows: &[EventSession], name: &str| rows.iter().any(|row| row.name == name);
    let left: Vec<&EventSession> = before
        .sessions
        .iter()
        .filter(|former| !former.dropped && !bears(&stated, &former.name))
        .collect();
    let added = stated
        .iter()
        .filter(|row| !bears(&before.sessions, &row.name));
    added
        .filter_map(|row| {
            let session = &row.session;
            let beside = left.iter().find(|former| {
                let is_named = former.session.id.is_some();
                former.session.kind == session.kind && is_named == session.id.is_none()
            })?;
            Some(stands_beside(notice, session, beside))
        })
        .collect()
}

/// The event before a change; `None` where the notice changes none.
fn before(catalog: &Catalog, key: Key) -> Option<Event> {
    let root = catalog.chain_root(key);
    let chain = catalog.chain(root);
    let place = chain.iter().position(|change| *change == key)?;
    let last = place.checked_sub(1).and_then(|before| chain.get(before));
    Some(Event::as_told_by(catalog, last.copied().unwrap_or(root)))
}

fn stands_beside(notice: &Notice, session: &Session, beside: &EventSession) -> Problem {
    let (day, name) = (date_vi(beside.session.date.value), &beside.name);
    let message = say!(
        "buổi này thêm vào bên cạnh buổi ngày {day}, buổi ấy vẫn còn trong lịch",
        "this session is added beside the one on {day}, which stays in calendars"
    );
    let help = match session.id {
        None => say!(
            "dời buổi ấy thì thêm `id = \"{name}\"`; đúng là buổi thêm thì đặt mã khác",
            "to move that one add `id = \"{name}\"`; if it is one more, give it another id"
        ),
        Some(_) => say!(
            "dời buổi ấy thì bỏ `id`: văn bản trước không đặt mã cho buổi",
            "to move that one leave `id` out: the notice before gives its sessions none"
        ),
    };
    let problem = Problem::new(Code::BadChange, &notice.source, session.span, message);
    problem.severity(Severity::Warning).help(help)
}
