//! `content/site.toml`, and the site put together from it and the tables beside it.

use std::sync::Arc;

use jiff::tz::TimeZone;
use toml::de::DeTable;

use super::format::Shape;
use super::report::Report;
use super::table::Table;
use super::{decode, levels, look, portals, syntax, tables};
use crate::problem::{Code, Language, Problem};
use crate::say;
use crate::site::{Audience, DefaultEnd, Holidays, Site};
use crate::sources::{RawFile, Sources};
use crate::text::{Source, Span};

/// Reads the four tables. Without a `site.toml` that is TOML at all there is no site; single mistakes in it are
/// reported, the usual settings stand in, and the other files are read all the same.
pub(super) fn read_site(sources: &Sources) -> (Option<Site>, Vec<Problem>) {
    let Some(file) = sources.tables.get("site.toml") else {
        return (None, vec![no_site()]);
    };
    let mut site = None;
    let mut problems = with_table(file, |top| site = read_settings(top, sources));
    let is_unreadable =
        |problem: &Problem| matches!(problem.code, Code::BrokenFrontMatter | Code::BrokenFile);
    if problems.iter().any(is_unreadable) {
        return (None, problems);
    }
    let Some(mut site) = site else {
        return (None, problems);
    };
    if let Some(file) = sources.tables.get("units.toml") {
        problems.extend(with_table(file, |top| {
            site.units = Arc::new(tables::read_units(top, &site))
        }));
    }
    if let Some(file) = sources.tables.get("places.toml") {
        problems.extend(with_table(file, |top| {
            site.places = Arc::new(tables::read_places(top, &site))
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
        &Source::unread("content/site.toml"),
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
    let source = match decode::decode(file.clone()) {
        Ok(source) => Arc::new(source),
        Err(problem) => return vec![*problem],
    };
    let report = Report::new(&source, 0);
    let text = source.text();
    let (table, errors) = DeTable::parse_recoverable(&text);
    syntax::report(&report, &errors);
    let broken = report.count();
    let line = text.find('\n').unwrap_or(text.len());
    let mut top = Table::new(table.get_ref(), Span::from(0..line), "", &report);
    read(&mut top);
    top.finish();
    let mut problems = report.into_problems();
    syntax::drop_consequences(&mut problems, broken);
    problems
}

pub(super) fn read_settings(top: &mut Table<'_, '_>, sources: &Sources) -> Option<Site> {
    for key in ["title", "base_url"] {
        top.require(key);
    }
    let title = top.text("title");
    let description = top.text("description");
    let base_url = base_url(top);
    let time_zone = time_zone(top);
    let language = top.word("language", Language::ALL, Language::tag);
    let audience = top.word("audience", Audience::ALL, Audience::word);
    let theme = theme(top);
    let look = look::read_look(top, sources);
    let page_size = top.number("page_size", 5, 500);
    let default_end = default_end(top);
    let levels = levels::read_levels(top);
    let portals = portals::read_portals(top);
    Some(Site {
        title: title.unwrap_or_default(),
        description,
        base_url: base_url.unwrap_or_default(),
        time_zone: time_zone?,
        language: language.unwrap_or_default(),
        audience: audience.unwrap_or_default(),
        theme,
        look,
        page_size: page_size.unwrap_or(30) as usize,
        default_end,
        levels,
        portals,
        units: Arc::default(),
        places: Arc::default(),
        holidays: Holidays::default(),
    })
}

/// The name of a folder of `themes/`, not a path that could lead anywhere.
fn theme(top: &mut Table<'_, '_>) -> Option<String> {
    let name = top.string("theme")?;
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    if name.value.chars().all(is_plain) {
        return Some(name.value);
    }
    let found = &name.value;
    let message = say!(
        "`{found}` không phải tên thư mục giao diện",
        "`{found}` is not the name of a theme's folder"
    );
    let help = say!(
        "ghi tên một thư mục trong `themes/`: chữ, số, `-`, `_`",
        "write the name of a folder of `themes/`: letters, digits, `-`, `_`"
    );
    top.report
        .add(Code::WrongValue, name.span, message, Some(help));
    None
}

fn base_url(top: &mut Table<'_, '_>) -> Option<String> {
    let url = top.string("base_url");
    top.note("base_url", || Shape::Url);
    let url = url?;
    if let Some(plain) = plain_address(&url.value) {
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

/// The address of a portal without a final slash; `None` where it is none.
pub(super) fn plain_address(url: &str) -> Option<&str> {
    let plain = url.trim_end_matches('/');
    let host = plain
        .strip_prefix("https://")
        .or_else(|| plain.strip_prefix("http://"))?;
    let is_known =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '/' | '_' | '~');
    (!host.is_empty() && host.chars().all(is_known)).then_some(plain)
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
    zone.or_else(|| TimeZone::get("Asia/Ho_Chi_Minh").ok())
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
