//! The theme: the embedded one, with a site's own files on top, file by file and string by string.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use serde_json::{Map, Value};

use super::{TemplateError, scripts};
use crate::problem::Language;
use crate::publish::Fingerprint;
use crate::site::Look;
use crate::sources::RawFile;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// What the names of embedded templates start with.
pub(super) const EMBEDDED: &str = "default/";

/// Templates, static files and interface strings, ready to render with.
#[derive(Debug, Clone)]
pub struct Theme {
    /// Templates by name; the embedded ones carry the prefix `default/`.
    pub(super) templates: BTreeMap<String, String>,
    /// Static files by name: `style.css`.
    statics: BTreeMap<String, Vec<u8>>,
    /// The name of the emblem among the static files.
    emblem: String,
    /// The names of the typefaces pages ask for at once.
    fonts: Vec<String>,
    /// Interface strings of the portal's language.
    pub(super) strings: Value,
    /// Changes when anything in the theme does.
    pub fingerprint: Fingerprint,
}

impl Theme {
    /// The embedded theme with the files of a site's own theme on top, whose paths are relative to its folder, and over
    /// those the site's own colours and typeface, and its emblem.
    ///
    /// # Errors
    /// Files that are not UTF-8 where text is needed, string tables that cannot be read, files in no known folder.
    pub fn new(
        language: Language,
        own: &[RawFile],
        look: &Look,
    ) -> Result<Self, Vec<TemplateError>> {
        let mut theme = Self {
            templates: BTreeMap::new(),
            statics: BTreeMap::new(),
            emblem: "emblem.svg".to_owned(),
            fonts: ["be-vietnam-pro-400.woff2", "be-vietnam-pro-600.woff2"]
                .map(str::to_owned)
                .into(),
            strings: Value::Object(Map::new()),
            fingerprint: Fingerprint::of(&[]),
        };
        let mut errors = Vec::new();
        let mut note = |file: &str, added: Result<(), String>| {
            errors.extend(added.err().map(|report| TemplateError {
                what: file.to_owned(),
                report,
            }));
        };
        let strings_path = format!("i18n/{}.toml", language.tag());
        for file in files(&DEFAULT) {
            let path = file.path().to_string_lossy();
            let added = theme.add(&path, file.contents(), EMBEDDED, &strings_path);
            note(&path, added);
        }
        for file in own {
            let path = file.path.splitn(3, '/').nth(2).unwrap_or(&file.path);
            note(&file.path, theme.add(path, &file.bytes, "", &strings_path));
        }
        theme.take_look(look);
        theme.minify();
        theme.point_to_assets();
        theme.fingerprint = theme.fingerprinted();
        if errors.is_empty() {
            Ok(theme)
        } else {
            Err(errors)
        }
    }

    /// As [`Theme::new`], of which `kept` holds the last.
    ///
    /// # Errors
    /// As [`Theme::new`].
    pub fn again(
        kept: &mut Option<MadeTheme>,
        language: Language,
        own: Vec<RawFile>,
        look: &Look,
    ) -> Result<Arc<Self>, Vec<TemplateError>> {
        let is_same =
            |made: &&MadeTheme| made.language == language && made.own == own && made.look == *look;
        if let Some(made) = kept.as_ref().filter(is_same) {
            return Ok(Arc::clone(&made.theme));
        }
        let theme = Arc::new(Self::new(language, &own, look)?);
        *kept = Some(MadeTheme {
            language,
            own,
            look: look.clone(),
            theme: Arc::clone(&theme),
        });
        Ok(theme)
    }

    /// Takes in one file; `prefix` comes before the name of a template. An error says what is wrong with the file.
    fn add(
        &mut self,
        path: &str,
        bytes: &[u8],
        prefix: &str,
        strings_path: &str,
    ) -> Result<(), String> {
        if let Some(name) = path.strip_prefix("templates/") {
            let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
            let name = format!("{prefix}{name}");
            self.templates.insert(name, text.to_owned());
        } else if let Some(name) = path.strip_prefix("static/") {
            self.statics.insert(name.to_owned(), bytes.to_owned());
        } else if path == strings_path {
            merge(&mut self.strings, strings(bytes)?);
        } else if !path.starts_with("i18n/") {
            return Err("belongs into `templates/`, `static/` or `i18n/`".to_owned());
        }
        Ok(())
    }

    /// Takes in a site's own colours and typeface after the style sheet, and its emblem.
    fn take_look(&mut self, look: &Look) {
        if let Some(emblem) = &look.emblem {
            self.emblem = format!("emblem.{}", emblem.ending());
            self.statics
                .insert(self.emblem.clone(), emblem.bytes.clone());
        }
        if look.font.is_some() || look.font_file.is_some() {
            self.fonts.clear();
        }
        for (_, name, file) in look.font_files() {
            self.fonts.push(name.to_owned());
            self.statics.insert(name.to_owned(), file.bytes.clone());
        }
        if let Some(sheet) = self.statics.get_mut("style.css") {
            sheet.extend_from_slice(look.css().as_bytes());
        }
    }

    /// The embedded templates, which only this program's authors write.
    fn minify(&mut self) {
        #[cfg(feature = "minify")]
        for (name, text) in &mut self.templates {
            if name.starts_with(EMBEDDED) {
                *text = super::minify::minified(text);
            }
        }
    }

    /// Style sheets and scripts name other static files as they lie beside them: `url(font.woff2)`, `'./search.js'`.
    /// Published names carry hashes.
    fn point_to_assets(&mut self) {
        self.point_sheets();
        scripts::prepare(&mut self.statics, asset_name);
    }

    fn point_sheets(&mut self) {
        let is_sheet = |name: &str| name.ends_with(".css");
        let files = self.statics.iter().filter(|(name, _)| !is_sheet(name));
        let names: Vec<(String, String)> = files
            .map(|(name, bytes)| {
                let file = asset_name(name, bytes);
                (format!("url({name})"), format!("url({file})"))
            })
            .collect();
        let sheets = self.statics.iter_mut().filter(|(name, _)| is_sheet(name));
        for (_, bytes) in sheets {
            let mut text = String::from_utf8_lossy(bytes).into_owned();
            for (named, published) in &names {
                text = text.replace(named, published);
            }
            *bytes = text.into_bytes();
        }
    }

    fn fingerprinted(&self) -> Fingerprint {
        let strings = self.strings.to_string();
        let mut parts: Vec<&[u8]> = vec![strings.as_bytes()];
        for (name, text) in &self.templates {
            parts.extend([name.as_bytes(), text.as_bytes()]);
        }
        for (name, bytes) in &self.statics {
            parts.extend([name.as_bytes(), bytes.as_slice()]);
        }
        Fingerprint::of(&parts)
    }

    /// Static files as published: path with a hash of the content in the name, so that caches may keep them forever.
    pub fn assets(&self) -> impl Iterator<Item = (String, &[u8])> {
        self.statics
            .iter()
            .map(|(name, bytes)| (asset_path(name, bytes), bytes.as_slice()))
    }

    /// The published path of the emblem.
    pub fn emblem(&self) -> String {
        self.asset(&self.emblem).unwrap_or_default()
    }

    /// The published paths of the typefaces pages ask for at once.
    pub(super) fn fonts(&self) -> impl Iterator<Item = String> {
        self.fonts.iter().filter_map(|name| self.asset(name))
    }

    /// The published path of one static file, if the theme has it.
    pub fn asset(&self, name: &str) -> Option<String> {
        let bytes = self.statics.get(name)?;
        Some(asset_path(name, bytes))
    }

    /// The published path of every static file by its name, for templates.
    pub(super) fn asset_map(&self, href: impl Fn(&str) -> String) -> BTreeMap<&str, String> {
        let path =
            |(name, bytes): (&String, &Vec<u8>)| href(&format!("/{}", asset_path(name, bytes)));
        self.statics
            .iter()
            .map(|entry| (entry.0.as_str(), path(entry)))
            .collect()
    }
}

/// A theme, and what it was made of.
#[derive(Debug)]
pub struct MadeTheme {
    language: Language,
    own: Vec<RawFile>,
    look: Look,
    theme: Arc<Theme>,
}

/// `style.css` becomes `assets/style-1a2b3c4d.css`. A service worker serves what lies beside and below it, under one
/// address for ever, so that one stays at the root.
fn asset_path(name: &str, bytes: &[u8]) -> String {
    if name == "sw.js" {
        return name.to_owned();
    }
    let hash = Fingerprint::of(&[bytes]).to_string();
    let hash = &hash[..8];
    match name.rsplit_once('.') {
        Some((stem, ending)) => format!("assets/{stem}-{hash}.{ending}"),
        None => format!("assets/{name}-{hash}"),
    }
}

/// The name of a static file as those that lie beside it call it.
fn asset_name(name: &str, bytes: &[u8]) -> String {
    let path = asset_path(name, bytes);
    path.strip_prefix("assets/").unwrap_or(&path).to_owned()
}

fn files<'d>(folder: &'d Dir<'d>) -> Vec<&'d include_dir::File<'d>> {
    let mut found: Vec<_> = folder.files().collect();
    found.extend(folder.dirs().flat_map(files));
    found
}

fn strings(bytes: &[u8]) -> Result<Value, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    toml::from_str(text).map_err(|error| error.to_string())
}

/// Puts single strings over those of the embedded theme, table by table.
fn merge(below: &mut Value, above: Value) {
    match (below, above) {
        (Value::Object(below), Value::Object(above)) => {
            for (key, value) in above {
                merge(below.entry(key).or_insert(Value::Null), value);
            }
        }
        (below, above) => *below = above,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(value: &Value, prefix: &str, found: &mut Vec<String>) {
        if let Value::Object(map) = value {
            for (key, value) in map {
                found.push(format!("{prefix}{key}"));
                keys(value, &format!("{prefix}{key}."), found);
            }
        }
    }

    #[test]
    fn both_languages_have_the_same_strings() {
        let all = Language::ALL.map(|language| {
            let mut found = Vec::new();
            keys(
                &Theme::new(language, &[], &Look::default()).unwrap().strings,
                "",
                &mut found,
            );
            found
        });
        assert_eq!(all[0], all[1]);
        assert!(all[0].len() > 100);
    }

    #[test]
    fn a_theme_overrides_one_string() {
        let own = RawFile {
            path: "themes/ours/i18n/vi.toml".into(),
            bytes: b"[status]\ncancelled = \"Khong hop\"".to_vec(),
        };
        let theme = Theme::new(Language::Vi, &[own], &Look::default()).unwrap();
        assert_eq!(theme.strings["status"]["cancelled"], "Khong hop");
        assert_eq!(theme.strings["status"]["past"], "Đã diễn ra");
    }

    #[test]
    fn the_search_page_is_one_script() {
        let theme = Theme::new(Language::Vi, &[], &Look::default()).unwrap();
        let text = String::from_utf8(theme.statics["search-page.js"].clone()).unwrap();
        assert!(text.contains("search/root.bin"), "{text}");
        let parts = theme
            .statics
            .keys()
            .filter(|name| name.starts_with("search"));
        assert_eq!(parts.collect::<Vec<_>>(), ["search-page.js"]);
    }

    #[test]
    fn the_style_sheet_names_published_files_and_takes_the_look() {
        let look = Look {
            accent: Some("#00695c".into()),
            ..Look::default()
        };
        let theme = Theme::new(Language::Vi, &[], &look).unwrap();
        let sheet = String::from_utf8(theme.statics["style.css"].clone()).unwrap();
        let font = theme.asset("be-vietnam-pro-400.woff2").unwrap();
        let font = font.strip_prefix("assets/").unwrap();
        assert!(sheet.contains(&format!("url({font})")), "{font}");
        assert!(sheet.ends_with(":root{--red:#00695c}\n"));
        assert_eq!(
            theme.asset("sw.js").unwrap(),
            "sw.js",
            "a worker keeps its address"
        );
    }
}
