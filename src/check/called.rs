//! P06: the points a session names, against those of the meeting and the units of the table.

use super::{Context, LinkedRule};
use crate::catalog::{Event, Key};
use crate::notice::{Notice, Point, names_the_rest};
use crate::problem::{Bilingual, Code, Problem};
use crate::read::guess::{did_you_mean, nearest};
use crate::say;
use crate::site::{LevelId, Site, Unit, seat_of};

pub(super) const LINKED: &[LinkedRule] = &[unknown_points];

/// P06: beside a class of points a name may be one of the class; where the table has units of its level and none bears
/// the name, the session is shown to every unit, and whoever is meant is not told that it is theirs.
fn unknown_points(context: &Context<'_>, key: Key, notice: &Notice) -> Vec<Problem> {
    let names = || notice.sessions.iter().flat_map(|session| &session.points);
    if names().next().is_none() {
        return Vec::new();
    }
    let site = &context.catalog.site;
    let points = Event::as_told_by(context.catalog, key).points;
    let classes = points.iter().filter(|point| !point.is_single());
    let levels: Vec<LevelId> = classes.filter_map(|point| point.level).collect();
    if !levels.is_empty() && units_of(site, &levels).next().is_none() {
        return Vec::new();
    }
    let is_known = |name: &str| {
        names_the_rest(name)
            || site.units.knows(name)
            || points.iter().any(|point| point.is_called(name))
    };
    let unknown = names().filter(|name| !is_known(name));
    unknown
        .map(|name| {
            let found = &name.value;
            let message = say!(
                "`{found}` không phải điểm cầu của cuộc họp, không có trong `units.toml`: buổi này hiện cho mọi đơn vị",
                "`{found}` is no point of the meeting and not in `units.toml`: every unit is shown the session"
            );
            let problem = Problem::new(Code::PointUnknown, &notice.source, name.span, message);
            problem.help(help(site, &points, &levels, found))
        })
        .collect()
}

fn help(site: &Site, points: &[Point], levels: &[LevelId], found: &str) -> Bilingual {
    let units = units_of(site, levels);
    let units = units.flat_map(|unit| std::iter::once(&unit.name).chain(&unit.aliases));
    let hosts = points
        .iter()
        .flat_map(|point| point.host.iter().chain(&point.place));
    match nearest(seat_of(found), units.chain(hosts).map(String::as_str)) {
        Some(nearest) => did_you_mean(nearest),
        None => say!(
            "ghi đúng tên trong `units.toml`, hoặc thêm đơn vị ấy vào bảng",
            "write its name as in `units.toml`, or add the unit to the table"
        ),
    }
}

/// Units of the levels; all units where there are none.
fn units_of<'s>(site: &'s Site, levels: &'s [LevelId]) -> impl Iterator<Item = &'s Unit> {
    let units = site.units.iter().map(|(_, unit)| unit);
    units.filter(|unit| levels.is_empty() || unit.level.is_some_and(|own| levels.contains(&own)))
}
