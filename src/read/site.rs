//! `content/site.toml`, and the site put together from it and the tables beside it.

use std::sync::Arc;

use jiff::tz::TimeZone;
use toml::de::DeTable;

use super::table::{Report, Table};
use super::{decode, look, placeholder, syntax, tables};
use crate::problem::{Code, Language, Problem};
use crate::say;
use crate::site::{Audience, DatedName, DefaultEnd, Holidays, Level, Places, Site, Units};
use crate::sources::{RawFile, Sources};
use crate::text::Span;

const LANGUAGES: &[(&str, Language)] = &[("vi", Language::Vi), ("en", Language::En)];

/// Reads the four tables. Without a usable `site.toml` there is no site.
pub(super) fn read_site(sources: &Sources) -> (Option<Site>, Vec<Problem>) {
    let Some(file) = sources.tables.get("site.toml") else {
        return (None, vec![no_site()]);
    };
    let mut site = None;
    let mut problems = with_table(file, |top| site = read_settings(top));
    let Some(mut site) = site else {
        return (None, problems);
    };
    if let Some(file) = sources.tables.get("units.toml") {
        problems.extend(with_table(file, |top| {
            site.units = tables::read_units(top, &site)
        }));
    }
    if let Some(file) = sources.tables.get("places.toml") {
        problems.extend(with_table(file, |top| {
            site.places = tables::read_places(top, &site)
        }));
    }
    if let Some(file) = sources.tables.get("holidays.toml") {
        problems.extend(with_table(file, |top| {
            site.holidays = tables::read_holidays(top)
        }));
    }
    (Some(site), problems)
}

fn no_site() -> Problem {
    Problem::new(
        Code::BrokenFile,
        &placeholder("content/site.toml"),
        Span::default(),
        say!("không có tệp này", "there is no such file"),
    )
    .help(say!(
        "chạy `niemyet init` để tạo trang mới, hoặc chỉ thư mục bằng `--root`",
        "run `niemyet init` to start a site, or name its folder with `--root`"
    ))
}

/// Reads one TOML file key by key.
fn with_table(file: &RawFile, read: impl FnOnce(&mut Table<'_, '_>)) -> Vec<Problem> {
    let source = match decode::decode(file) {
        Ok(source) => Arc::new(source),
        Err(problem) => return vec![*problem],
    };
    let report = Report::new(&source, 0);
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    for error in &errors {
        syntax::report(&report, error);
    }
    let line = source.text.find('\n').unwrap_or(source.text.len());
    let mut top = Table::new(table.get_ref(), Span::from(0..line), "", &report);
    read(&mut top);
    top.finish();
    report.into_problems()
}

fn read_settings(top: &mut Table<'_, '_>) -> Option<Site> {
    for key in ["title", "base_url"] {
        top.require(key);
    }
    let title = top.text("title");
    let description = top.text("description");
    let base_url = base_url(top);
    let time_zone = time_zone(top);
    let language = top.choice("language", LANGUAGES);
    let words = [Audience::Internal, Audience::Public].map(|audience| (audience.word(), audience));
    let audience = top.choice("audience", &words);
    let theme = top.text("theme");
    let look = look::read_look(top);
    let page_size = top.number("page_size", 5, 500);
    let default_end = default_end(top);
    let levels = levels(top);
    Some(Site {
        title: title?,
        description,
        base_url: base_url?,
        time_zone: time_zone?,
        language: language.map_or(Language::Vi, |language| language.value),
        audience: audience.map_or(Audience::Internal, |audience| audience.value),
        theme,
        look,
        page_size: page_size.unwrap_or(30) as usize,
        default_end,
        levels,
        units: Units::default(),
        places: Places::default(),
        holidays: Holidays::default(),
    })
}

fn base_url(top: &mut Table<'_, '_>) -> Option<String> {
    let url = top.string("base_url")?;
    let plain = url.value.trim_end_matches('/');
    let host = plain
        .strip_prefix("https://")
        .or_else(|| plain.strip_prefix("http://"));
    let is_usable = host.is_some_and(|host| {
        !host.is_empty()
            && host.chars().all(|c| {
                c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '/' | '_' | '~')
            })
    });
    if is_usable {
        return Some(plain.to_owned());
    }
    let found = &url.value;
    let message = say!(
        "`{found}` không phải địa chỉ của trang",
        "`{found}` is not the address of a site"
    );
    let help = say!(
        "viết như `https://lich.example.vn`",
        "write it like `https://lich.example.vn`"
    );
    top.report
        .add(Code::WrongValue, url.span, message, Some(help));
    None
}

fn time_zone(top: &mut Table<'_, '_>) -> Option<TimeZone> {
    let Some(name) = top.string("time_zone") else {
        return TimeZone::get("Asia/Ho_Chi_Minh").ok();
    };
    let zone = TimeZone::get(&name.value).ok();
    if zone.is_none() {
        let found = &name.value;
        let message = say!(
            "không biết múi giờ `{found}`",
            "`{found}` is not a known time zone"
        );
        let help = say!("viết `Asia/Ho_Chi_Minh`", "write `Asia/Ho_Chi_Minh`");
        top.report
            .add(Code::WrongValue, name.span, message, Some(help));
    }
    zone
}

fn default_end(top: &mut Table<'_, '_>) -> DefaultEnd {
    let usual = DefaultEnd::default();
    let Some(mut table) = top.table("default_end", "[default_end]") else {
        return usual;
    };
    let mut end = |key, usual| table.time(key).map_or(usual, |time| time.value);
    let ends = DefaultEnd {
        morning: end("morning", usual.morning),
        afternoon: end("afternoon", usual.afternoon),
        evening: end("evening", usual.evening),
    };
    table.finish();
    ends
}

/// The site's levels; the four usual ones where the file names none.
fn levels(top: &mut Table<'_, '_>) -> Vec<Level> {
    let tables = top.tables("level", "[[level]]");
    let mut levels: Vec<Level> = Vec::with_capacity(tables.len());
    for mut table in tables {
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

fn slug(table: &mut Table<'_, '_>) -> String {
    let Some(stated) = table.string("slug") else {
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
        names.push(DatedName {
            name: inner.text(key).unwrap_or_default(),
            from: inner.date("from").map(|date| date.value),
            until: inner.date("until").map(|date| date.value),
        });
        inner.finish();
    }
    names
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
