//! A theme's scripts in, as they are published out: small, and naming each other by their published names.

use std::collections::{BTreeMap, BTreeSet};

/// Makes every script of `statics` smaller and lets `import './search.js'` name the file that `published` gives for it.
///
/// A script's published name is a hash over its text, names included, so what it imports is settled first; scripts that
/// import each other in a circle keep the names they have.
pub(super) fn prepare(
    statics: &mut BTreeMap<String, Vec<u8>>,
    published: impl Fn(&str, &[u8]) -> String,
) {
    let mut waiting: Vec<(String, String)> = bundled(statics)
        .into_iter()
        .map(|(name, text)| (name, minified(&text)))
        .collect();
    while let Some(free) = waiting
        .iter()
        .position(|(_, text)| !names_any(text, &waiting))
    {
        let (name, text) = waiting.remove(free);
        let file = published(&name, text.as_bytes());
        for (_, other) in &mut waiting {
            for quote in QUOTES {
                *other = other.replace(&import(&name, quote), &import(&file, quote));
            }
        }
        statics.insert(name, text.into_bytes());
    }
    let circle = waiting.into_iter();
    statics.extend(circle.map(|(name, text)| (name, text.into_bytes())));
}

/// The scripts, taken out of `statics`. A module that another imports in a line of its own, `import { open } from
/// './search.js';`, stands in the place of that line and is no file any more: one file compresses better than two and
/// comes in one request. What both name at the top must differ.
fn bundled(statics: &mut BTreeMap<String, Vec<u8>>) -> Vec<(String, String)> {
    let scripts = statics.iter().filter(|(name, _)| name.ends_with(".js"));
    let texts: BTreeMap<String, String> = scripts
        .filter_map(|(name, bytes)| Some((name.clone(), String::from_utf8(bytes.clone()).ok()?)))
        .collect();
    let lines = texts.values().flat_map(|text| text.lines());
    let within: BTreeSet<&str> = lines.filter_map(imported).collect();
    statics.retain(|name, _| !texts.contains_key(name));
    let whole = texts.keys().filter(|name| !within.contains(name.as_str()));
    whole
        .map(|name| (name.clone(), bundle(&texts, name, &mut BTreeSet::new())))
        .collect()
}

/// The text of a script with the modules it imports, each where it is imported first.
fn bundle<'t>(
    texts: &'t BTreeMap<String, String>,
    name: &str,
    seen: &mut BTreeSet<&'t str>,
) -> String {
    let mut text = String::new();
    for line in texts.get(name).into_iter().flat_map(|text| text.lines()) {
        match imported(line) {
            Some(module) if texts.contains_key(module) => {
                if seen.insert(module) {
                    let module = format!("\n{}", bundle(texts, module, seen));
                    text.push_str(&module.replace("\nexport ", "\n"));
                }
            }
            _ => text.push_str(line),
        }
        text.push('\n');
    }
    text
}

/// The module that a line imports names of.
fn imported(line: &str) -> Option<&str> {
    let (_, from) = line.strip_prefix("import {")?.split_once("} from './")?;
    from.strip_suffix("';")
}

/// What a module's name may stand in.
const QUOTES: [char; 3] = ['\'', '"', '`'];

fn names_any(text: &str, scripts: &[(String, String)]) -> bool {
    let is_named = |name: &String| {
        QUOTES
            .iter()
            .any(|quote| text.contains(&import(name, *quote)))
    };
    scripts.iter().any(|(name, _)| is_named(name))
}

fn import(name: &str, quote: char) -> String {
    format!("{quote}./{name}{quote}")
}

/// The module in fewer bytes; as it is where it cannot be read, so that the browser says what is wrong with it.
#[cfg(feature = "minify")]
fn minified(script: &str) -> String {
    use oxc_codegen::{Codegen, CodegenOptions};
    use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};

    let allocator = oxc_allocator::Allocator::default();
    let parsed = oxc_parser::Parser::new(&allocator, script, oxc_span::SourceType::mjs()).parse();
    if !parsed.errors.is_empty() {
        return script.to_owned();
    }
    let mut program = parsed.program;
    let minified = Minifier::new(MinifierOptions {
        mangle: Some(MangleOptions {
            top_level: true,
            ..MangleOptions::default()
        }),
        compress: Some(CompressOptions::smallest()),
    })
    .minify(&allocator, &mut program);
    Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(minified.scoping)
        .build(&program)
        .code
}

#[cfg(not(feature = "minify"))]
fn minified(script: &str) -> String {
    script.to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::prepare;

    #[test]
    fn modules_stand_where_they_are_imported_and_names_are_settled_first() {
        let scripts = [
            ("page.js", "import { open } from './engine.js';\nopen();\n"),
            (
                "engine.js",
                "export const open = () => import('./more.js');\n",
            ),
            ("more.js", "export const more = 1;\n"),
            ("one.js", "import './other.js';\n"),
            ("other.js", "import './one.js';\n"),
        ];
        let mut statics: BTreeMap<String, Vec<u8>> = scripts
            .map(|(name, text)| (name.to_owned(), text.into()))
            .into();
        prepare(&mut statics, |name, bytes| {
            name.replace(".js", &format!("-{}.js", bytes.len()))
        });
        let text = |name: &str| String::from_utf8_lossy(&statics[name]).into_owned();
        let more = format!("./more-{}.js", statics["more.js"].len());
        assert!(text("page.js").contains(&more), "{}", text("page.js"));
        assert!(!statics.contains_key("engine.js") && !text("page.js").contains("export"));
        assert!(text("one.js").contains("./other.js") && text("other.js").contains("./one.js"));
    }
}
