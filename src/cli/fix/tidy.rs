//! Order and spacing of a front matter: TOML in, the same TOML tidied out. Comments keep their keys, and what the TOML
//! says stays the same, which is checked before anything is given back.

use std::mem;

use toml_edit::{DocumentMut, Item, Table, Value};

use super::order::rank;

/// The directive that names a schema to editors belongs to the file, not to the key below it.
const DIRECTIVE: &str = "#:";

/// The tidied TOML; `None` where it is tidy, or where tidying might change what it says. Line ends stay what they are.
pub(super) fn tidied(toml: &str) -> Option<String> {
    let meaning = meaning_of(toml)?;
    let plain = toml.replace("\r\n", "\n");
    let has_returns = plain.len() < toml.len();
    let mut document: DocumentMut = plain.parse().ok()?;
    let directives = take_directives(document.as_table_mut());
    tidy_table("", document.as_table_mut());
    let ordered = directives + &document.to_string();
    let ways = [with_even_lines(&ordered), ordered];
    let mut ways = ways.into_iter().map(|text| match has_returns {
        true => text.replace('\n', "\r\n"),
        false => text,
    });
    let tidied = ways.find(|text| meaning_of(text).as_ref() == Some(&meaning))?;
    (tidied != toml).then_some(tidied)
}

/// What the TOML says, whatever its order and spacing.
fn meaning_of(toml: &str) -> Option<toml::Table> {
    toml.parse().ok()
}

/// Takes the leading directives off the first key.
fn take_directives(table: &mut Table) -> String {
    let first = table.iter().next().map(|(key, _)| key.to_owned());
    let Some(mut key) = first.as_deref().and_then(|key| table.key_mut(key)) else {
        return String::new();
    };
    let prefix = key.leaf_decor().prefix().and_then(|prefix| prefix.as_str());
    let prefix = prefix.unwrap_or_default().to_owned();
    let is_directive = |line: &&str| line.starts_with(DIRECTIVE);
    let length: usize = prefix
        .split_inclusive('\n')
        .take_while(is_directive)
        .map(str::len)
        .sum();
    let (directives, rest) = prefix.split_at(length);
    key.leaf_decor_mut().set_prefix(rest);
    directives.to_owned()
}

fn tidy_table(header: &str, table: &mut Table) {
    table
        .sort_values_by(|one, _, other, _| rank(header, one.get()).cmp(&rank(header, other.get())));
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    for key in keys {
        match table.get_mut(&key) {
            Some(Item::Value(value)) => {
                space_value(value);
                if let Some(mut key) = table.key_mut(&key) {
                    key.leaf_decor_mut().set_suffix(" ");
                }
            }
            Some(Item::Table(inner)) => tidy_table(&key, inner),
            Some(Item::ArrayOfTables(tables)) => {
                for inner in tables.iter_mut() {
                    tidy_table(&key, inner);
                }
            }
            _ => {}
        }
    }
}

/// One space before a value; what follows it, a comment mostly, stays.
fn space_value(value: &mut Value) {
    value.decor_mut().set_prefix(" ");
}

/// No blanks at the ends of lines, never two empty lines together, none at either end, one before each table.
fn with_even_lines(toml: &str) -> String {
    let mut text = String::with_capacity(toml.len());
    let mut was_empty = true;
    let mut comments = String::new();
    for line in toml.lines().map(str::trim_end) {
        if line.starts_with('#') {
            comments.push_str(line);
            comments.push('\n');
            continue;
        }
        let opens = line.starts_with('[') && !was_empty;
        if opens {
            text.push('\n');
        }
        was_empty &= comments.is_empty();
        text.push_str(&mem::take(&mut comments));
        if !(line.is_empty() && was_empty) {
            text.push_str(line);
            text.push('\n');
        }
        was_empty = line.is_empty();
    }
    text.push_str(&comments);
    while text.ends_with("\n\n") {
        text.pop();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_take_their_order_and_comments_go_with_them() {
        let toml = "#:schema ./a.json\n# Trích yếu như in.\ntitle   =  \"Họp\"   # đúng\ntype=\"GM\"\n\n\n[[session]]\nstart = \"08:00\"  \ndate = 2026-07-09\n[[point]]\nplace = \"Hội trường\"\n";
        let expected = "#:schema ./a.json\ntype = \"GM\"\n# Trích yếu như in.\ntitle = \"Họp\"   # đúng\n\n[[session]]\ndate = 2026-07-09\nstart = \"08:00\"\n\n[[point]]\nplace = \"Hội trường\"\n";
        assert_eq!(tidied(toml).as_deref(), Some(expected));
        assert_eq!(tidied(expected), None);
    }

    #[test]
    fn words_in_long_strings_keep_their_blanks() {
        let toml = "banner = \"\"\"\nHỘI NGHỊ  \n\n\n[x]\n\"\"\"\ntype = \"GM\"\n";
        let tidy = tidied(toml).unwrap();
        assert!(tidy.starts_with("type = \"GM\"\n"), "{tidy}");
        assert_eq!(meaning_of(&tidy), meaning_of(toml));
        assert_eq!(tidied(&tidy), None);
    }

    #[test]
    fn what_cannot_be_parsed_is_left_alone() {
        assert_eq!(tidied("a = \nb"), None);
    }
}
