//! What one key takes, as JSON Schema: a shape of the reader in, the keywords that accept the same values out.
//!
//! TOML's own dates and times are strings to a schema, so bare and quoted ones are one pattern.

use serde_json::{Map, Value, json};

use crate::read::Shape;
use crate::site::Site;

/// A day as the reader takes it, bare or quoted.
pub(super) const DAY: &str = r"^\s*(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\s*$";
const DAY_OR_MONTH: &str = r"^\s*(19|20|21)\d\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?\s*$";
const CLOCK: &str = r"^\s*([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?\s*$";
const MOMENT: &str = r"^\s*(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt ]\s*([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?\s*$";
const DAY_OR_MOMENT: &str = r"^\s*(19|20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])([Tt ]\s*([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?\s*$";
const SLUG: &str = r"^[a-z0-9]+(-[a-z0-9]+)*$";
const SLUG_PATH: &str = r"^[a-z0-9]+([-/][a-z0-9]+)*$";
const URL: &str = r"^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)[^\s/]\S*$";
const COLOUR: &str = r"^#[0-9A-Fa-f]{6}$";

/// The name of a table among the definitions of a schema: `[[session]]` is `session`.
pub(super) fn definition_name(table: &str) -> &str {
    table.trim_matches(['[', ']'])
}

/// The keywords for `shape` on a site with these levels.
pub(super) fn of(shape: &Shape, site: &Site) -> Map<String, Value> {
    let levels = || -> Vec<&str> { site.levels.iter().map(|level| level.id.as_str()).collect() };
    let schema = match shape {
        Shape::Text => text(r"\S"),
        Shape::Texts => list(text(r"\S")),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Number(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Shape::Word(words) => json!({ "type": "string", "enum": words }),
        Shape::Level => json!({ "type": "string", "enum": levels() }),
        Shape::Levels => list(json!({ "type": "string", "enum": levels() })),
        Shape::Day => text(DAY),
        Shape::Days => list(text(DAY)),
        Shape::DayOrMonth => text(DAY_OR_MONTH),
        Shape::DayOrMoment => text(DAY_OR_MOMENT),
        Shape::Clock => text(CLOCK),
        Shape::Moment => text(MOMENT),
        // Every symbol has a stroke between its parts; its grammar is the reader's.
        Shape::Symbol => text("/"),
        Shape::Slug => text(SLUG),
        Shape::SlugPath => text(SLUG_PATH),
        Shape::SlugPaths => list(text(SLUG_PATH)),
        Shape::Url => text(URL),
        Shape::Colour => text(COLOUR),
        Shape::Table(name) => reference(name),
        Shape::Tables(name) => list(reference(name)),
        Shape::Lines(tables) => {
            let mut ways = vec![text(r"\S")];
            ways.extend(tables.iter().map(|name| reference(name)));
            list(json!({ "anyOf": ways }))
        }
    };
    match schema {
        Value::Object(keywords) => keywords,
        _ => Map::new(),
    }
}

fn text(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn reference(table: &str) -> Value {
    let name = definition_name(table);
    json!({ "$ref": format!("#/definitions/{name}") })
}
