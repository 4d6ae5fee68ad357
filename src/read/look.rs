//! `[look]` of `site.toml`: colours that can be read on their ground, and a typeface.

use super::format::Shape;
use super::table::Table;
use crate::problem::Code;
use crate::say;
use crate::site::{Look, contrast};

/// The grounds of the default theme.
const WHITE: &str = "#ffffff";
const NIGHT: &str = "#14171a";

/// The least contrast of text (WCAG 2.2, 1.4.3, level AA).
const READABLE: f64 = 4.5;

/// Reads the table; a colour that is none, or that nobody could read, is reported and left out.
pub(super) fn read_look(top: &mut Table<'_, '_>) -> Look {
    let Some(mut table) = top.table("look", "[look]") else {
        return Look::default();
    };
    let look = Look {
        accent: colour(&mut table, "accent", Some(WHITE)),
        accent_dark: colour(&mut table, "accent_dark", Some(NIGHT)),
        gold: colour(&mut table, "gold", None),
        link: colour(&mut table, "link", Some(WHITE)),
        link_dark: colour(&mut table, "link_dark", Some(NIGHT)),
        font: font(&mut table),
    };
    table.finish();
    look
}

fn colour(table: &mut Table<'_, '_>, key: &'static str, ground: Option<&str>) -> Option<String> {
    let stated = table.string(key);
    table.note(key, || Shape::Colour);
    let stated = stated?;
    let found = &stated.value;
    let Some(ratio) = contrast(found, ground.unwrap_or(WHITE)) else {
        let message = say!("`{found}` không phải mã màu", "`{found}` is not a colour");
        let help = say!("viết như `#b3121d`", "write it like `#b3121d`");
        table
            .report
            .add(Code::WrongValue, stated.span, message, Some(help));
        return None;
    };
    if let Some(ground) = ground.filter(|_| ratio < READABLE) {
        let ratio = format!("{ratio:.1}");
        let message = say!(
            "chữ màu `{found}` trên nền `{ground}` khó đọc: tương phản {ratio}, cần 4.5",
            "text in `{found}` on `{ground}` is hard to read: contrast {ratio}, wanted 4.5"
        );
        table
            .report
            .add(Code::WrongValue, stated.span, message, None);
        return None;
    }
    Some(stated.value)
}

fn font(table: &mut Table<'_, '_>) -> Option<String> {
    let stated = table.string("font")?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-');
    if !stated.value.is_empty() && stated.value.chars().all(is_name) {
        return Some(stated.value);
    }
    let found = &stated.value;
    let message = say!(
        "`{found}` không phải tên phông chữ",
        "`{found}` is not the name of a typeface"
    );
    table
        .report
        .add(Code::WrongValue, stated.span, message, None);
    None
}

#[cfg(test)]
mod tests {
    use crate::problem::Code;
    use crate::sources::{RawFile, Sources};

    fn read(look: &str) -> crate::read::Reading {
        let text = format!("title = \"a\"\nbase_url = \"https://x.example.vn\"\n[look]\n{look}\n");
        let file = RawFile {
            path: "content/site.toml".into(),
            bytes: text.into_bytes(),
        };
        let mut sources = Sources::default();
        sources.tables.insert("site.toml".into(), file);
        crate::read::read(&sources)
    }

    #[test]
    fn readable_colours_are_taken() {
        let reading = read("accent = \"#00695c\"\nfont = \"Noto Sans\"");
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        let look = reading.site.unwrap().look;
        assert_eq!(look.accent.as_deref(), Some("#00695c"));
        assert_eq!(look.font.as_deref(), Some("Noto Sans"));
    }

    #[test]
    fn colours_nobody_can_read_are_reported() {
        for wrong in [
            "accent = \"#ffcccc\"",
            "accent_dark = \"#222222\"",
            "link = \"red\"",
            "font = \"x;}\"",
        ] {
            let reading = read(wrong);
            let codes: Vec<Code> = reading
                .problems
                .iter()
                .map(|problem| problem.code)
                .collect();
            assert_eq!(codes, [Code::WrongValue], "{wrong}");
        }
    }
}
