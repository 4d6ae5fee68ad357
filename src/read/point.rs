//! `[[point]]` tables, and the people in them: chairs and participants.

use toml::de::DeValue;

use super::format::Shape;
use super::session::SessionIds;
use super::table::{Table, Value};
use crate::notice::{Participants, Person, Point, Quota};
use crate::problem::Bilingual;
use crate::say;
use crate::site::{LevelId, Site};

/// Reads all points; one without a level takes the notice's.
pub(super) fn read_points(
    top: &mut Table<'_, '_>,
    site: &Site,
    level: Option<LevelId>,
    ids: &SessionIds,
) -> Vec<Point> {
    let tables = top.few_tables("point", "[[point]]");
    tables
        .into_iter()
        .map(|table| read_point(table, site, level, ids))
        .collect()
}

fn read_point(
    mut table: Table<'_, '_>,
    site: &Site,
    level: Option<LevelId>,
    ids: &SessionIds,
) -> Point {
    let point = Point {
        level: table.level("level", site).or(level),
        host: table.text("host"),
        count: table.number("count", 1, 100_000),
        place: table.text("place"),
        address: table.text("address"),
        local: table.boolean("local"),
        chair: persons(&mut table, "chair"),
        participants: participants(&mut table, "participants", ids),
        note: table.text("note"),
        span: table.span,
    };
    table.finish();
    point
}

/// A list of `{ name, post }`.
pub(super) fn persons(table: &mut Table<'_, '_>, key: &'static str) -> Vec<Person> {
    table.note(key, || Shape::Tables("chair"));
    let items = table.items(key);
    let mut persons = Vec::with_capacity(items.len());
    for item in items {
        let DeValue::Table(values) = item.value else {
            let wanted = say!(
                "`{{ name = \"…\", post = \"…\" }}`",
                "`{{ name = \"…\", post = \"…\" }}`"
            );
            table.wrong_type_with(item, wanted, as_person(item));
            continue;
        };
        let mut inner = Table::new(values, item.span, "chair", table.report);
        persons.push(person(&mut inner));
        inner.finish();
    }
    persons
}

/// A chair typed as a text is a name or a post.
fn as_person(item: Value<'_>) -> Option<Bilingual> {
    let DeValue::String(text) = item.value else {
        return None;
    };
    let is_short = text.len() <= LONGEST_REPEATED;
    is_short.then(|| {
        say!(
            "họ tên thì viết `{{ name = \"{text}\" }}`, chức danh thì `{{ post = \"{text}\" }}`",
            "for a name write `{{ name = \"{text}\" }}`, for a post `{{ post = \"{text}\" }}`"
        )
    })
}

/// Bytes of a text that a hint repeats.
const LONGEST_REPEATED: usize = 80;

fn person(table: &mut Table<'_, '_>) -> Person {
    let person = Person {
        name: table.text("name"),
        post: table.text("post"),
    };
    table.require_unless("post", "name");
    person
}

/// A list of strings, persons and quotas.
pub(super) fn participants(
    table: &mut Table<'_, '_>,
    key: &'static str,
    ids: &SessionIds,
) -> Vec<Participants> {
    table.note(key, || Shape::Lines(&["chair", "participants"]));
    let items = table.items(key).into_iter();
    let read = items.filter_map(|item| participant(table, key, item, ids));
    let mut participants: Vec<Participants> = read.collect();
    participants.shrink_to_fit();
    participants
}

fn participant(
    table: &Table<'_, '_>,
    key: &str,
    item: Value<'_>,
    ids: &SessionIds,
) -> Option<Participants> {
    match item.value {
        DeValue::String(_) => {
            let text = table.as_string(key, item)?;
            Some(Participants::Text(text.value))
        }
        DeValue::Table(values) => {
            let mut inner = Table::new(values, item.span, "participants", table.report);
            let is_person = inner.has("name") || (inner.has("post") && !inner.has("units"));
            let read = if is_person {
                inner = inner.noted_as("chair");
                Participants::Person(person(&mut inner))
            } else {
                Participants::Units(quota(&mut inner, ids))
            };
            inner.finish();
            Some(read)
        }
        _ => {
            table.wrong_type(
                item,
                say!(
                    "chuỗi chữ, `{{ units = […], each = 5 }}` hoặc `{{ name = \"…\", post = \"…\" }}`",
                    "a string, `{{ units = […], each = 5 }}` or `{{ name = \"…\", post = \"…\" }}`"
                ),
            );
            None
        }
    }
}

fn quota(table: &mut Table<'_, '_>, ids: &SessionIds) -> Quota {
    table.require_something("units");
    let sessions = table.strings("sessions");
    for word in &sessions {
        ids.check(table, word);
    }
    Quota {
        units: table.texts("units"),
        each: table.number("each", 1, 100_000),
        total: table.number("total", 1, 1_000_000),
        sessions: sessions.into_iter().map(|word| word.value).collect(),
        selected_by: table.text("selected_by"),
        role: table.text("role"),
        open: table.boolean("open"),
    }
}
