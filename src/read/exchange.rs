//! What portals publish for each other, `/api/v1/`, back into what the reader reads: the front matter of a notice.
//!
//! JSON in, TOML out, key by key and without a judgement: whatever the file says passes the same reader as a file of the
//! site's own, and gets the same findings.

use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::problem::Code;

/// `index.json`, as far as it is needed.
#[derive(Deserialize)]
pub(super) struct Index {
    /// Missing in portals published by a version that knew nothing of joining.
    pub(super) portal: Option<String>,
    pub(super) time_zone: String,
    pub(super) notices: Vec<Listed>,
}

/// A notice in the index.
#[derive(Deserialize)]
pub(super) struct Listed {
    pub(super) id: String,
}

/// `notices/<id>.json`, as far as it is needed.
#[derive(Deserialize)]
pub(super) struct Published {
    pub(super) page: String,
    pub(super) source: Option<PublishedSource>,
    #[serde(default)]
    accepted: Vec<String>,
    paper: Map<String, Value>,
    #[serde(default)]
    body: String,
}

/// Where a notice was posted first, if not by the portal whose file it is.
#[derive(Deserialize)]
pub(super) struct PublishedSource {
    pub(super) name: String,
    pub(super) portal: String,
    pub(super) id: String,
    pub(super) page: String,
    #[serde(default)]
    pub(super) through: Vec<String>,
}

impl Published {
    /// The notice as a file of this site under `prefix`.
    pub(super) fn into_file(mut self, prefix: &str, id: &str) -> String {
        let here = |id: &str| Value::String(format!("{prefix}/{id}"));
        self.paper.insert("id".to_owned(), here(id));
        if let Some(Value::Array(aliases)) = self.paper.get_mut("aliases") {
            for alias in aliases {
                *alias = alias.as_str().map_or(Value::Null, here);
            }
        }
        let accepted = self.accepted.iter().filter_map(|word| acceptance(word));
        let accepted: Vec<Value> = accepted.collect();
        self.paper.insert("accept".to_owned(), accepted.into());
        let mut text = String::with_capacity(2048 + self.body.len());
        text.push_str("+++\n");
        front_matter(&mut text, &self.paper);
        text.push_str("+++\n");
        text.push_str(&self.body);
        text
    }
}

/// Another version may know other rules. The reason stays with the office that gave it.
fn acceptance(word: &str) -> Option<Value> {
    let code = Code::of_word(word).filter(|code| code.is_acceptable())?;
    Some(serde_json::json!({ "rule": code.word(), "reason": "accepted by its author" }))
}

/// Single values first: below a table's header they would be the table's.
fn front_matter(text: &mut String, keys: &Map<String, Value>) {
    for (key, value) in keys.iter().filter(|(_, value)| !is_tables(value)) {
        line(text, key, value);
    }
    for (key, value) in keys {
        match value {
            Value::Array(items) if is_tables(value) => {
                for item in items {
                    table(text, ["[[", "]]"], key, item);
                }
            }
            _ if is_tables(value) => table(text, ["[", "]"], key, value),
            _ => {}
        }
    }
}

/// `[change]` or `[[session]]`; a list like `accept`, whose items are written within brackets, would do as well.
fn is_tables(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(items) => !items.is_empty() && items.iter().all(Value::is_object),
        _ => false,
    }
}

fn table(text: &mut String, [open, close]: [&str; 2], key: &str, keys: &Value) {
    text.push_str(open);
    write_key(text, key);
    text.push_str(close);
    text.push('\n');
    for (key, value) in keys.as_object().into_iter().flatten() {
        line(text, key, value);
    }
}

fn line(text: &mut String, key: &str, value: &Value) {
    if value.is_null() {
        return;
    }
    write_key(text, key);
    text.push_str(" = ");
    write_value(text, value);
    text.push('\n');
}

fn write_key(text: &mut String, key: &str) {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if !key.is_empty() && key.bytes().all(is_bare) {
        text.push_str(key);
    } else {
        write_string(text, key);
    }
}

fn write_value(text: &mut String, value: &Value) {
    match value {
        // TOML has no null; inside a list it becomes a string, which the reader refuses as blank.
        Value::Null => text.push_str("\"\""),
        Value::Bool(flag) => text.push_str(if *flag { "true" } else { "false" }),
        Value::Number(number) => text.push_str(&number.to_string()),
        Value::String(string) => write_string(text, string),
        Value::Array(items) => {
            text.push('[');
            for item in items {
                write_value(text, item);
                text.push(',');
            }
            text.push(']');
        }
        Value::Object(keys) => {
            text.push_str("{ ");
            let stated = keys.iter().filter(|(_, value)| !value.is_null());
            for (index, (key, value)) in stated.enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                write_key(text, key);
                text.push_str(" = ");
                write_value(text, value);
            }
            text.push_str(" }");
        }
    }
}

/// A basic string: control characters, quotes and backslashes are escaped, so that nothing in it can end it or the line.
fn write_string(text: &mut String, string: &str) {
    text.push('"');
    for letter in string.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            control if control.is_control() => {
                let _ = write!(text, "\\u{:04X}", u32::from(control));
            }
            other => text.push(other),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_value_leaves_its_place() {
        let nasty = "a\"\n+++\n[x]\u{7f}\\u0041\t'''\u{85}";
        let json = serde_json::json!({
            "page": "", "paper": { "title": nasty, nasty: 1, "to": [nasty, null],
            "point": [{ "chair": [{ "name": nasty }], "note": null }] }, "body": "x\n+++\n",
        });
        let published: Published = serde_json::from_value(json).expect("a file");
        let text = published.into_file("tan-lap", "a");
        let inner = text.strip_prefix("+++\n").expect("a fence");
        let (toml, body) = inner.split_once("\n+++\n").expect("a second fence");
        assert_eq!(body, "x\n+++\n");
        let (table, errors) = toml::de::DeTable::parse_recoverable(toml);
        assert!(errors.is_empty(), "{errors:?}\n{toml}");
        let title = &table.get_ref()["title"];
        assert_eq!(title.get_ref().as_str(), Some(nasty));
        assert_eq!(table.get_ref().len(), 6, "{toml}");
    }
}
