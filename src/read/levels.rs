//! `[[level]]` tables of `site.toml`, and names and addresses that hold for some time.

use jiff::civil::Date;

use super::format::Shape;
use super::table::Table;
use crate::problem::Code;
use crate::say;
use crate::site::{DatedName, Level};

/// The site's levels; the four usual ones where the file names none.
pub(super) fn read_levels(top: &mut Table<'_, '_>) -> Vec<Level> {
    let tables = top.tables("level", "[[level]]");
    let mut levels: Vec<Level> = Vec::with_capacity(tables.len());
    for mut table in tables.into_iter().take(MOST_LEVELS + 1) {
        if levels.len() == MOST_LEVELS {
            too_many_levels(&table);
            break;
        }
        for key in ["id", "name", "slug"] {
            table.require(key);
        }
        let level = Level {
            id: table.text("id").unwrap_or_default(),
            name: table.text("name").unwrap_or_default(),
            short: table.text("short"),
            slug: slug(&mut table),
            until: table.date("until").map(|date| date.value),
            names: dated_names(&mut table, "names", "name"),
        };
        let taken = levels
            .iter()
            .any(|other| other.id == level.id || other.slug == level.slug);
        if taken && !level.id.is_empty() {
            let id = &level.id;
            let message = say!(
                "cấp `{id}` trùng `id` hoặc `slug` với cấp khác",
                "level `{id}` shares its `id` or `slug` with another"
            );
            table
                .report
                .add(Code::WrongValue, table.span, message, None);
        }
        table.finish();
        levels.push(level);
    }
    if levels.is_empty() {
        usual_levels()
    } else {
        levels
    }
}

/// More levels than any administration has; a [`LevelId`](crate::site::LevelId) holds them with room to spare.
const MOST_LEVELS: usize = 16;

fn too_many_levels(table: &Table<'_, '_>) {
    let most = MOST_LEVELS;
    let message = say!("quá {most} cấp", "more than {most} levels");
    let help = say!(
        "cấp là bậc hành chính (trung ương, tỉnh, xã); cơ quan ghi trong `units.toml`",
        "a level is a tier of administration (central, province, commune); agencies belong in `units.toml`"
    );
    table
        .report
        .add(Code::WrongValue, table.span, message, Some(help));
}

fn slug(table: &mut Table<'_, '_>) -> String {
    let stated = table.string("slug");
    table.note("slug", || Shape::Slug);
    let Some(stated) = stated else {
        return String::new();
    };
    let slug = crate::text::slug::slug(&stated.value);
    if slug != stated.value {
        let message = say!(
            "`slug` chỉ gồm chữ thường không dấu, số và `-`",
            "`slug` may hold only lower-case letters without marks, digits and `-`"
        );
        let help = say!("viết `{slug}`", "write `{slug}`");
        table
            .report
            .add(Code::WrongValue, stated.span, message, Some(help));
    }
    slug
}

/// Names or addresses by date: `[{ name = "…", from = 2025-07-01 }]`.
pub(super) fn dated_names(
    table: &mut Table<'_, '_>,
    list: &'static str,
    key: &'static str,
) -> Vec<DatedName> {
    let tables = table.tables(list, list);
    let mut names = Vec::with_capacity(tables.len());
    for mut inner in tables {
        inner.require(key);
        let (from, until) = period(&mut inner);
        names.push(DatedName {
            name: inner.text(key).unwrap_or_default(),
            from,
            until,
        });
        inner.finish();
    }
    names
}

/// `from` and `until`, both inclusive and both optional.
pub(super) fn period(table: &mut Table<'_, '_>) -> (Option<Date>, Option<Date>) {
    let from = table.date("from");
    let until = table.date("until");
    if let (Some(from), Some(until)) = (from, until)
        && until.value < from.value
    {
        let message = say!("`until` sớm hơn `from`", "`until` is earlier than `from`");
        let help = say!(
            "`from` là ngày đầu, `until` là ngày cuối",
            "`from` is the first day, `until` the last"
        );
        table
            .report
            .add(Code::WrongValue, until.span, message, Some(help));
    }
    (from.map(|date| date.value), until.map(|date| date.value))
}

/// Trung ương, tỉnh, huyện (until 2025-06-30), xã: Luật 72/2025/QH15 ended the district level.
fn usual_levels() -> Vec<Level> {
    let last_district_day = jiff::civil::date(2025, 6, 30);
    let level = |id: &str, name: &str, slug: &str, until| Level {
        id: id.to_owned(),
        name: name.to_owned(),
        short: None,
        slug: slug.to_owned(),
        names: Vec::new(),
        until,
    };
    let named = |name: &str, from, until| DatedName {
        name: name.to_owned(),
        from,
        until,
    };
    let mut commune = level("commune", "Xã", "xa", None);
    commune.names = vec![
        named("Xã, phường, thị trấn", None, Some(last_district_day)),
        named(
            "Xã, phường, đặc khu",
            Some(jiff::civil::date(2025, 7, 1)),
            None,
        ),
    ];
    vec![
        level("central", "Trung ương", "trung-uong", None),
        level("province", "Tỉnh", "tinh", None),
        level("district", "Huyện", "huyen", Some(last_district_day)),
        commune,
    ]
}
