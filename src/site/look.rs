//! The few colours, the emblem and the typeface a site sets for itself; everything else is a theme's.

/// The name of a typeface that came without one.
const UNNAMED: &str = "Site";

/// What `[look]` in `site.toml` says; `None` keeps the theme's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Look {
    /// The one strong colour, on white: `#b3121d`.
    pub accent: Option<String>,
    /// The same in dark mode.
    pub accent_dark: Option<String>,
    /// The hairline.
    pub gold: Option<String>,
    /// Links, on white.
    pub link: Option<String>,
    /// Links in dark mode.
    pub link_dark: Option<String>,
    /// A typeface the readers' machines have, before the theme's own; with [`Look::font_file`], the name of that file's.
    pub font: Option<String>,
    /// The typeface, to be sent to readers.
    pub font_file: Option<LookFile>,
    /// Its semi-bold cut, for headings.
    pub font_bold_file: Option<LookFile>,
    /// The emblem, an SVG or a PNG.
    pub emblem: Option<LookFile>,
}

/// A file beside `site.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LookFile {
    /// Its name: `bieu-trung.svg`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl LookFile {
    /// The ending of its name, in small letters: `svg`.
    pub fn ending(&self) -> String {
        let ending = self.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        ending.to_lowercase()
    }
}

impl Look {
    /// The custom properties it sets, as style sheet text; empty where it sets none.
    pub fn css(&self) -> String {
        let sent = self.font_file.as_ref().map(|_| UNNAMED.to_owned());
        let font = self.font.clone().or(sent);
        let faces = font
            .as_deref()
            .map_or(String::new(), |name| self.faces(name));
        let font = font.map(|name| format!("\"{name}\",var(--theme-font)"));
        let light = [
            ("--red", &self.accent),
            ("--gold", &self.gold),
            ("--link", &self.link),
            ("--font", &font),
        ];
        let dark = [("--red", &self.accent_dark), ("--link", &self.link_dark)];
        let mut css = faces;
        css.push_str(&rule(&light));
        let dark = rule(&dark);
        if !dark.is_empty() {
            css.push_str("@media (prefers-color-scheme:dark){");
            css.push_str(dark.trim_end());
            css.push_str("}\n");
        }
        css
    }

    /// The files of a typeface of its own, by the names under which themes publish them: weight and file.
    pub fn font_files(&self) -> impl Iterator<Item = (&'static str, &'static str, &LookFile)> {
        let text = self
            .font_file
            .iter()
            .map(|file| ("400", "font-400.woff2", file));
        let bold = self.font_bold_file.iter();
        text.chain(bold.map(|file| ("600 700", "font-600.woff2", file)))
    }

    fn faces(&self, name: &str) -> String {
        let faces = self.font_files().map(|(weight, file, _)| {
            format!(
                "@font-face{{font-family:\"{name}\";font-weight:{weight};font-display:swap;\
                 src:url({file}) format(\"woff2\")}}\n"
            )
        });
        faces.collect()
    }
}

fn rule(properties: &[(&str, &Option<String>)]) -> String {
    let stated = properties.iter();
    let stated: Vec<String> = stated
        .filter_map(|(name, value)| Some(format!("{name}:{}", value.as_ref()?)))
        .collect();
    if stated.is_empty() {
        return String::new();
    }
    format!(":root{{{}}}\n", stated.join(";"))
}

/// The contrast of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, "contrast ratio"); `None` where one is not such a colour.
pub fn contrast(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

fn luminance(colour: &str) -> Option<f64> {
    let digits = colour
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6)?;
    let part = |at: usize| {
        let byte = u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?;
        let share = f64::from(byte) / 255.0;
        Some(if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        })
    };
    Some(0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert_eq!(contrast("#000000", "#ffffff"), Some(21.0));
        let grey = contrast("#767676", "#ffffff").unwrap();
        assert!((4.54..4.55).contains(&grey), "{grey}");
        assert_eq!(contrast("red", "#ffffff"), None);
    }

    #[test]
    fn only_what_is_stated_is_set() {
        let look = Look {
            accent: Some("#004d40".into()),
            link_dark: Some("#9fd0ff".into()),
            ..Look::default()
        };
        assert_eq!(
            look.css(),
            ":root{--red:#004d40}\n@media (prefers-color-scheme:dark){:root{--link:#9fd0ff}}\n"
        );
        assert_eq!(Look::default().css(), "");
    }
}
