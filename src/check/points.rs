//! P: points, their places and chairs.

use super::{NoticeRule, Portal};
use crate::notice::{ChangeKind, Notice, NoticeKind, Point};
use crate::problem::{Code, Problem, Severity};
use crate::say;

pub(super) const RULES: &[NoticeRule] = &[places, chairs];

/// P02: a level must know where to go. A named host without a place meets at its own seat; a plan leaves places to
/// those who carry it out.
fn places(portal: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let severity = match notice.kind {
        NoticeKind::Plan => Severity::Info,
        _ => Severity::Warning,
    };
    let placeless = stated_points(notice)
        .filter(|point| point.place.is_none() && !point.local && point.host.is_none());
    placeless
        .map(|point| {
            let name = name_of(portal, point);
            let problem = Problem::new(
                Code::NoPlace,
                &notice.source,
                point.span,
                say!("{name} chưa có địa điểm", "no place for {name}"),
            );
            problem.severity(severity).help(say!(
                "thêm `place`, hoặc `local = true` nếu địa phương tự quyết định",
                "add `place`, or `local = true` where it is decided locally"
            ))
        })
        .collect()
}

/// P03: who chairs is asked first. A single unit beside its class takes the class's chair.
fn chairs(portal: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let chairless = stated_points(notice).filter(|point| point.chair.is_empty());
    chairless
        .map(|point| {
            let name = name_of(portal, point);
            let problem = Problem::new(
                Code::NoChair,
                &notice.source,
                point.span,
                say!("{name} chưa rõ người chủ trì", "no chair for {name}"),
            );
            problem.help(say!(
                "văn bản có nêu thì thêm `chair`; không nêu thì để nguyên, đừng suy từ chức vụ",
                "add `chair` if the paper names one; else leave it, never infer it from rank"
            ))
        })
        .collect()
}

/// Points that must stand on their own: a change states only what differs.
fn stated_points(notice: &Notice) -> impl Iterator<Item = &Point> {
    let inherits = notice
        .change
        .as_ref()
        .is_some_and(|change| change.kind != ChangeKind::Replace);
    notice.points.iter().filter(move |_| !inherits)
}

fn name_of(portal: &Portal<'_>, point: &Point) -> String {
    let level = point
        .level
        .map(|level| portal.site.level(level).name.clone());
    point
        .host
        .clone()
        .or(level)
        .unwrap_or_else(|| "điểm cầu".to_owned())
}
