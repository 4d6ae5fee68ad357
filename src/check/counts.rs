//! L03: how many points there are, against the table of units and against the document's own words.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::eras::first_day;
use super::{NoticeRule, Portal};
use crate::notice::Notice;
use crate::problem::{Code, Problem};
use crate::say;
use crate::site::{LevelId, Site, UnitId};
use crate::text::fold::squash;
use crate::text::words::WordFinder;

pub(super) const RULES: &[NoticeRule] = &[in_table, in_words];

/// L03: the number of points of a level is that of its units in the table, below the issuer's top unit.
///
/// Tables grow slowly: one that lists less than half of what the paper counts is not complete, and proves nothing.
fn in_table(portal: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let site = portal.site;
    let (Some(issuer), Some(day)) = (site.units.named(&notice.issuer, None), first_day(notice))
    else {
        return Vec::new();
    };
    let counted = notice
        .points
        .iter()
        .filter_map(|point| Some((point, point.level?, point.count?)));
    counted
        .filter_map(|(point, level, count)| {
            let host = point.host.as_deref().map(squash)?;
            if !format!(" {host} ").contains(" cac ") {
                return None;
            }
            let known = units_of(site, level, site.units.top_of(issuer), day);
            (known != count && known * 2 >= count).then(|| {
                let message = say!(
                    "ghi {count} điểm cầu, bảng đơn vị có {known}",
                    "{count} points, and the unit table has {known}"
                );
                let problem = Problem::new(Code::PointCount, &notice.source, point.span, message);
                problem.help(say!(
                    "xem lại `count`, hoặc bổ sung `units.toml`",
                    "look again at `count`, or complete `units.toml`"
                ))
            })
        })
        .collect()
}

fn units_of(site: &Site, level: LevelId, top: UnitId, day: Date) -> u32 {
    let own = site.units.iter().filter(|(id, unit)| {
        let parent = unit.parent.map(|parent| site.units.get(parent));
        unit.level == Some(level)
            && parent.is_none_or(|parent| parent.level != Some(level))
            && site.units.top_of(*id) == top
            && unit.from.is_none_or(|from| from <= day)
            && unit.until.is_none_or(|until| day <= until)
    });
    u32::try_from(own.count()).unwrap_or(u32::MAX)
}

static POINTS: LazyLock<WordFinder> = LazyLock::new(|| WordFinder::any_case(&["điểm cầu"]));

/// L03: where the words count points ("kết nối 96 điểm cầu"), `count` is one of these numbers, or one with the single
/// points added. With several counts nobody knows which is meant.
fn in_words(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let mut counted = notice
        .points
        .iter()
        .filter_map(|point| Some((point, point.count?)));
    let (Some((point, count)), None) = (counted.next(), counted.next()) else {
        return Vec::new();
    };
    let singles = u32::try_from(notice.points.len()).unwrap_or(u32::MAX) - 1;
    let tasks = notice.tasks.iter().map(|task| task.what.as_str());
    let body = notice.body_text();
    let texts = tasks.chain([&*body]);
    let told: Vec<u32> = texts.flat_map(numbers_of_points).collect();
    let fits = |number: &u32| *number == count || *number == count + singles;
    let Some(first) = told.first().filter(|_| !told.iter().any(fits)) else {
        return Vec::new();
    };
    let message = say!(
        "ghi {count} điểm cầu, lời văn bản là {first}",
        "{count} points, and the document's words say {first}"
    );
    let span = notice.words_span(point.span, &format!("count = {count}"));
    let problem = Problem::new(Code::PointCount, &notice.source, span, message);
    vec![problem.help(say!(
        "xem lại văn bản: sửa `count`, hoặc chép lại lời văn",
        "look at the paper again: mend `count`, or copy its words anew"
    ))]
}

/// The numbers that stand before "điểm cầu".
fn numbers_of_points(text: &str) -> impl Iterator<Item = u32> {
    POINTS.find_in(text).filter_map(|(place, _)| {
        let before = text.get(..place.start)?.trim_end();
        let digits = before
            .trim_end_matches(|letter: char| letter.is_ascii_digit())
            .len();
        before.get(digits..)?.parse().ok()
    })
}
