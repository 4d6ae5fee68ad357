//! The points a session names: sessions and points in; their levels in those sessions, and names nobody bears, out.

use super::guess::{did_you_mean, nearest};
use super::table::Table;
use crate::notice::{Point, Session, names_the_rest};
use crate::problem::Code;
use crate::say;
use crate::site::{LevelId, Site, UnitId, seat_of};
use crate::text::Spanned;

/// What a name means here.
enum Named {
    /// A point or a unit of this level.
    Of(LevelId),
    /// Somebody whose level is not known here.
    Somebody,
    Nobody,
}

/// Gives sessions that name points and no levels the levels of those points, and reports names that mean none: a point
/// of the notice, a unit of the table, or, where a point is a class, one that may belong to it.
pub(super) fn find_points(
    top: &Table<'_, '_>,
    site: &Site,
    issuer: &str,
    points: &[Point],
    sessions: &mut [Session],
) {
    let issuer = site.units.named(issuer, None);
    // A change names points of the notice it changes, and a point that could not be read may bear any name.
    let knows_all = !top.has("change") && top.count("point") == points.len();
    for session in sessions {
        let mut levels: Vec<LevelId> = Vec::new();
        let mut knows_levels = true;
        for name in &session.points {
            match named(site, issuer, points, name) {
                Named::Of(level) if levels.contains(&level) => {}
                Named::Of(level) => levels.push(level),
                Named::Somebody => knows_levels = false,
                Named::Nobody => {
                    knows_levels = false;
                    if knows_all {
                        no_such_point(top, points, name);
                    }
                }
            }
        }
        if session.levels.is_empty() && knows_levels {
            levels.sort_unstable();
            session.levels = levels;
        }
    }
}

fn named(site: &Site, issuer: Option<UnitId>, points: &[Point], name: &Spanned<String>) -> Named {
    let called = points.iter().find(|point| point.is_called(name));
    let of = |level: Option<LevelId>| level.map_or(Named::Somebody, Named::Of);
    if let Some(point) = called.filter(|_| !names_the_rest(name)) {
        return of(point.level);
    }
    if let Some(unit) = site.units.named(name, issuer) {
        return of(site.units.get(unit).level);
    }
    let mut classes = points.iter().filter(|point| !point.is_single());
    match classes.next() {
        Some(class) if classes.all(|other| other.level == class.level) => of(class.level),
        Some(_) => Named::Somebody,
        None => Named::Nobody,
    }
}

fn no_such_point(top: &Table<'_, '_>, points: &[Point], name: &Spanned<String>) {
    let found = &name.value;
    let message = say!(
        "không có điểm cầu nào tên `{found}`",
        "no point is called `{found}`"
    );
    let names = points
        .iter()
        .flat_map(|point| point.host.iter().chain(&point.place));
    let help = match nearest(seat_of(found), names.map(String::as_str)) {
        Some(nearest) => did_you_mean(nearest),
        None => say!(
            "ghi đúng `host` hoặc `place` của một `[[point]]`, hay tên một đơn vị trong `units.toml`",
            "write the `host` or `place` of a `[[point]]`, or the name of a unit in `units.toml`"
        ),
    };
    top.report
        .add(Code::WrongValue, name.span, message, Some(help));
}
