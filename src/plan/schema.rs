//! JSON Schemas of what clerks write: the reader's own list of keys and a sentence about each in, one schema for every
//! kind of file out. Editors with Taplo complete keys by them, explain them, and underline what the reader would refuse.
//!
//! Draft 7 is what Taplo reads. A schema knows keys, types, words and shapes; what needs another file, another key's
//! value or a calendar remains with `niemyet check`.

mod shapes;
mod words;

use serde_json::{Map, Value, json};

use crate::notice::{DocumentType, NoticeKind};
use crate::problem::Language;
use crate::read::{self, Format, TableFormat};
use crate::site::Site;
use words::Words;

/// The kinds of files a clerk writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenFile {
    /// The front matter of a notice.
    Notice,
    /// `site.toml`.
    Site,
    /// `units.toml`.
    Units,
    /// `places.toml`.
    Places,
    /// `holidays.toml`.
    Holidays,
}

impl WrittenFile {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Notice,
        Self::Site,
        Self::Units,
        Self::Places,
        Self::Holidays,
    ];

    /// The word in addresses and on the command line: `notice`, `site`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Site => "site",
            Self::Units => "units",
            Self::Places => "places",
            Self::Holidays => "holidays",
        }
    }

    /// The name of its schema, beside those of the API: `notice.schema.json`.
    pub fn schema_name(self) -> String {
        format!("{}.schema.json", self.word())
    }

    /// Where a portal publishes its schema, from the root: `/api/v1/schema/notice.schema.json`.
    pub fn schema_path(self) -> String {
        format!("/api/v1/schema/{}", self.schema_name())
    }

    fn title(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::Vi, Self::Notice) => "Phần khai báo của một thông báo (giữa hai dòng +++)",
            (Language::Vi, Self::Site) => "Cấu hình cổng (site.toml)",
            (Language::Vi, Self::Units) => "Bảng đơn vị (units.toml)",
            (Language::Vi, Self::Places) => "Bảng nơi họp (places.toml)",
            (Language::Vi, Self::Holidays) => "Bảng ngày nghỉ (holidays.toml)",
            (Language::En, Self::Notice) => "Front matter of a notice (between the +++ lines)",
            (Language::En, Self::Site) => "Settings of the portal (site.toml)",
            (Language::En, Self::Units) => "Table of units (units.toml)",
            (Language::En, Self::Places) => "Table of places (places.toml)",
            (Language::En, Self::Holidays) => "Days off (holidays.toml)",
        }
    }

    fn format(self, site: &Site) -> Format {
        match self {
            Self::Notice => read::notice_format(site),
            Self::Site => read::site_format(),
            Self::Units => read::units_format(site),
            Self::Places => read::places_format(site),
            Self::Holidays => read::holidays_format(),
        }
    }
}

/// The schema of `file` for the levels of `site`, in its language.
pub fn schema(site: &Site, file: WrittenFile) -> Value {
    let words = Words::of(file);
    let writing = Writing { site, file, words };
    let format = file.format(site);
    let mut schema = Map::new();
    schema.insert(
        "$schema".into(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    let id = format!("{}{}", site.base_url, file.schema_path());
    schema.insert("$id".into(), json!(id));
    schema.insert("title".into(), json!(file.title(site.language)));
    for (name, table) in &format {
        if name.is_empty() {
            schema.extend(writing.table(name, table));
        }
    }
    let definitions = format.iter().filter(|(name, _)| !name.is_empty());
    let definitions: Map<String, Value> = definitions
        .map(|(name, table)| {
            let key = shapes::definition_name(name);
            let mut definition = writing.table(name, table);
            // What stands beside a `$ref` is not read in draft 7, so a table carries its key's sentence itself.
            writing.explain("", key, &mut definition);
            (key.to_owned(), Value::Object(definition))
        })
        .collect();
    if !definitions.is_empty() {
        schema.insert("definitions".into(), Value::Object(definitions));
    }
    Value::Object(schema)
}

struct Writing<'a> {
    site: &'a Site,
    file: WrittenFile,
    words: Words,
}

impl Writing<'_> {
    fn table(&self, name: &str, table: &TableFormat) -> Map<String, Value> {
        let properties: Map<String, Value> = table
            .keys
            .iter()
            .map(|(key, shape)| {
                let mut property = shapes::of(shape, self.site);
                self.explain(name, key, &mut property);
                ((*key).to_owned(), Value::Object(property))
            })
            .collect();
        let mut schema = Map::new();
        schema.insert("type".into(), json!("object"));
        schema.insert("properties".into(), Value::Object(properties));
        if !table.required.is_empty() {
            schema.insert("required".into(), json!(table.required));
        }
        if table.never_empty {
            schema.insert("minProperties".into(), json!(1));
        }
        schema.insert("additionalProperties".into(), json!(false));
        schema.extend(conditions(self.file, name, table));
        schema
    }

    /// Adds the sentence about a key, and one about each of its words.
    fn explain(&self, table: &str, key: &str, property: &mut Map<String, Value>) {
        let language = self.site.language;
        if let Some(text) = self.words.about(table, key, language) {
            property.insert("description".into(), json!(text));
        }
        let words: Vec<String> = property
            .get("enum")
            .and_then(Value::as_array)
            .map(|words| {
                let texts = words.iter().filter_map(Value::as_str);
                texts.map(str::to_owned).collect()
            })
            .unwrap_or_default();
        let explained: Vec<Option<String>> = words
            .iter()
            .map(|word| self.words.about_word(self.site, key, word))
            .collect();
        if explained.iter().any(Option::is_some) {
            property.insert(
                "x-taplo".into(),
                json!({ "docs": { "enumValues": explained } }),
            );
        }
    }
}

/// What the reader asks of several keys of one table together.
///
/// Taplo's editor takes the members of `allOf` and `anyOf` for tables of their own and would offer no other key, so what
/// must hold is said by `if`, `not` and `dependencies`; of two conditions the second stands in the `else` of the first.
fn conditions(file: WrittenFile, name: &str, table: &TableFormat) -> Map<String, Value> {
    let mut keywords = Map::new();
    if let Some([_, other]) = table.either.first() {
        let keys = table.either.iter().map(|[key, _]| *key);
        let keys: Vec<&str> = keys.collect();
        keywords.insert("if".into(), json!({ "not": { "required": [other] } }));
        keywords.insert("then".into(), json!({ "required": keys }));
    }
    let more = match (file, name) {
        (WrittenFile::Notice, "") => json!({
            "if": undated(),
            "then": { "required": ["published"] },
            "else": {
                "if": announces(),
                "then": { "required": ["session"], "properties": { "session": { "minItems": 1 } } },
            },
        }),
        (WrittenFile::Notice, "[[link]]") => json!({ "not": { "required": ["url", "file"] } }),
        (WrittenFile::Notice, "[[task]]") => json!({ "not": { "required": ["before", "until"] } }),
        (WrittenFile::Notice, "[[session]]") => {
            json!({ "dependencies": { "shift": ["repeat"], "except": ["repeat"] } })
        }
        (WrittenFile::Holidays, "[[holiday]]") => json!({
            "not": { "anyOf": [{ "required": ["date", "from"] }, { "required": ["date", "until"] }] },
        }),
        _ => Value::Null,
    };
    if let Value::Object(more) = more {
        keywords.extend(more);
    }
    keywords
}

/// Neither `published` nor a complete day of issue.
fn undated() -> Value {
    json!({
        "not": {
            "anyOf": [
                { "required": ["published"] },
                { "required": ["issued"], "properties": { "issued": { "pattern": shapes::DAY } } },
            ],
        },
    })
}

/// What calls to a meeting, unless it changes another notice.
fn announces() -> Value {
    let announces = |kind: &NoticeKind| {
        matches!(
            kind,
            NoticeKind::Invitation | NoticeKind::Agenda | NoticeKind::Schedule
        )
    };
    let kinds = NoticeKind::ALL.into_iter().filter(announces);
    let kinds: Vec<&str> = kinds.map(NoticeKind::word).collect();
    let types = DocumentType::all().iter().map(|one| one.abbreviation);
    let types: Vec<&str> = types
        .filter(|one| announces(&NoticeKind::of_type(one)))
        .collect();
    json!({
        "not": { "required": ["change"] },
        "anyOf": [
            { "required": ["kind"], "properties": { "kind": { "enum": kinds } } },
            {
                "not": { "required": ["kind"] },
                "required": ["type"],
                "properties": { "type": { "enum": types } },
            },
        ],
    })
}
