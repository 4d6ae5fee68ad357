//! `units.toml`, `places.toml` and `holidays.toml`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::guess::{did_you_mean, nearest};
use super::levels::{dated_names, period};
use super::table::Table;
use crate::problem::Code;
use crate::say;
use crate::site::{Holidays, Place, Places, Site, Unit, UnitId, Units};
use crate::text::Spanned;
use crate::text::slug::folder_slug;

/// Reads the units; parents and successors are looked up once all names are known.
pub(super) fn read_units(top: &mut Table<'_, '_>, site: &Site) -> Units {
    let mut units = Vec::new();
    let mut relations = Vec::new();
    let mut ids: BTreeMap<String, UnitId> = BTreeMap::new();
    let mut slugs: BTreeSet<String> = BTreeSet::new();
    for (index, mut table) in (0u32..).zip(top.tables("unit", "[[unit]]")) {
        table.require("name");
        let name = table.string("name");
        relations.push((table.string("parent"), table.string("successor")));
        let (from, until) = period(&mut table);
        let unit = Unit {
            name: name.as_deref().cloned().unwrap_or_default(),
            aliases: table.texts("aliases"),
            slug: unique_slug(name.as_deref().map_or("", String::as_str), &mut slugs),
            level: table.level("level", site),
            parent: None,
            from,
            until,
            successor: None,
        };
        if let Some(name) = &name
            && ids.insert(name.value.clone(), UnitId(index)).is_some()
        {
            shared_name(&table, name);
        }
        table.finish();
        units.push(unit);
    }
    for (unit, (parent, successor)) in units.iter_mut().zip(&relations) {
        let find = |name: &Option<Spanned<String>>| known_unit(top, &ids, name.as_ref()?);
        unit.parent = find(parent);
        unit.successor = find(successor);
    }
    for (index, (parent, successor)) in (0u32..).zip(&relations) {
        refuse_circle(top, &units, UnitId(index), parent.as_ref(), |unit| {
            unit.parent
        });
        refuse_circle(top, &units, UnitId(index), successor.as_ref(), |unit| {
            unit.successor
        });
    }
    Units::new(units)
}

/// A unit cannot be above itself, nor follow upon itself.
fn refuse_circle(
    top: &Table<'_, '_>,
    units: &[Unit],
    start: UnitId,
    stated: Option<&Spanned<String>>,
    next: fn(&Unit) -> Option<UnitId>,
) {
    let step = |id: &UnitId| units.get(id.0 as usize).and_then(next);
    let mut line = std::iter::successors(step(&start), step).take(units.len());
    let Some(stated) = stated.filter(|_| line.any(|id| id == start)) else {
        return;
    };
    let found = &stated.value;
    let message = say!(
        "đi theo `{found}` thì lặp vòng về chính đơn vị này",
        "following `{found}` leads back to this very unit"
    );
    let help = say!(
        "sửa một trong các đơn vị của vòng",
        "mend one of the units in the circle"
    );
    top.report
        .add(Code::WrongValue, stated.span, message, Some(help));
}

fn shared_name(table: &Table<'_, '_>, name: &Spanned<String>) {
    let found = &name.value;
    let message = say!(
        "đơn vị `{found}` đã có ở trên",
        "unit `{found}` is already there"
    );
    let help = say!(
        "ghi tên đầy đủ, không trùng; tên gọi tắt để trong `aliases`",
        "give the full, unique name; short names belong in `aliases`"
    );
    table
        .report
        .add(Code::WrongValue, name.span, message, Some(help));
}

/// Two units may fold to one slug; the later ones get a number.
fn unique_slug(name: &str, taken: &mut BTreeSet<String>) -> String {
    let base = folder_slug(name);
    let mut candidate = base.clone();
    let mut count = 2;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{base}-{count}");
        count += 1;
    }
    candidate
}

fn known_unit(
    top: &Table<'_, '_>,
    ids: &BTreeMap<String, UnitId>,
    name: &Spanned<String>,
) -> Option<UnitId> {
    let id = ids.get(&name.value).copied();
    if id.is_none() {
        let found = &name.value;
        let message = say!(
            "không có đơn vị `{found}` trong `units.toml`",
            "there is no unit `{found}` in `units.toml`"
        );
        let help = match nearest(found, ids.keys().map(String::as_str)) {
            Some(nearest) => did_you_mean(nearest),
            None => say!(
                "ghi tên đầy đủ như ở `units.toml`, hoặc thêm đơn vị vào đó",
                "give the full name as in `units.toml`, or add the unit there"
            ),
        };
        top.report
            .add(Code::WrongValue, name.span, message, Some(help));
    }
    id
}

/// Reads the places.
pub(super) fn read_places(top: &mut Table<'_, '_>, site: &Site) -> Places {
    let ids: BTreeMap<String, UnitId> = site
        .units
        .iter()
        .map(|(id, unit)| (unit.name.clone(), id))
        .collect();
    let tables = top.tables("place", "[[place]]");
    let mut places = Vec::with_capacity(tables.len());
    for mut table in tables {
        table.require("name");
        let unit = table.string("unit");
        places.push(Place {
            name: table.text("name").unwrap_or_default(),
            aliases: table.texts("aliases"),
            unit: unit.and_then(|name| known_unit(&table, &ids, &name)),
            addresses: dated_names(&mut table, "addresses", "address"),
        });
        table.finish();
    }
    Places::new(places)
}

/// Reads the days off.
pub(super) fn read_holidays(top: &mut Table<'_, '_>) -> Holidays {
    let mut holidays = Holidays::default();
    for mut table in top.tables("holiday", "[[holiday]]") {
        table.require("name");
        let name = table.text("name").unwrap_or_default();
        for day in holiday_days(&mut table) {
            holidays.days.insert(day, name.clone());
        }
        table.finish();
    }
    for mut table in top.tables("workday", "[[workday]]") {
        table.require("date");
        table.text("name");
        holidays
            .workdays
            .extend(table.date("date").map(|date| date.value));
        table.finish();
    }
    holidays
}

/// `date`, or all days from `from` to `until`; no holiday is longer than a month.
fn holiday_days(table: &mut Table<'_, '_>) -> Vec<Date> {
    let date = table.date("date");
    for key in ["from", "until"] {
        table.require_unless(key, "date");
    }
    let from = table.date("from");
    let until = table.date("until");
    if let Some(date) = date
        && (table.has("from") || table.has("until"))
    {
        let message = say!(
            "có cả `date` và `from`, `until`",
            "both `date` and `from`, `until` are there"
        );
        let help = say!(
            "một ngày thì giữ `date`; nhiều ngày thì giữ `from` và `until`",
            "keep `date` for one day, `from` and `until` for several"
        );
        table
            .report
            .add(Code::WrongValue, date.span, message, Some(help));
    }
    if let (Some(from), Some(until)) = (from, until) {
        let days = from
            .value
            .until(until.value)
            .map_or(-1, |span| span.get_days());
        if !(0..=31).contains(&days) {
            let message = say!(
                "kỳ nghỉ kết thúc trước khi bắt đầu, hoặc dài quá một tháng",
                "the holiday ends before it starts, or lasts more than a month"
            );
            table
                .report
                .add(Code::WrongValue, until.span, message, None);
            return Vec::new();
        }
        return (0..=days)
            .map(|day| from.value.saturating_add(day.days()))
            .collect();
    }
    date.map(|date| date.value).into_iter().collect()
}
