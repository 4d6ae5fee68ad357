//! The few colours and the typeface a site sets for itself; everything else is a theme's.

/// What `[look]` in `site.toml` says; `None` keeps the theme's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    /// A typeface the readers' machines have, before the theme's own.
    pub font: Option<String>,
}

impl Look {
    /// The custom properties it sets, as style sheet text; empty where it sets none.
    pub fn css(&self) -> String {
        let font = self.font.as_ref();
        let font = font.map(|name| format!("\"{name}\",var(--theme-font)"));
        let light = [
            ("--red", &self.accent),
            ("--gold", &self.gold),
            ("--link", &self.link),
            ("--font", &font),
        ];
        let dark = [("--red", &self.accent_dark), ("--link", &self.link_dark)];
        let mut css = rule(&light);
        let dark = rule(&dark);
        if !dark.is_empty() {
            css.push_str("@media (prefers-color-scheme:dark){");
            css.push_str(dark.trim_end());
            css.push_str("}\n");
        }
        css
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
