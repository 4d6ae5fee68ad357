//! `[look]` of `site.toml`: colours that can be read on their ground, a typeface, and the emblem, files beside `site.toml`.

use super::format::Shape;
use super::table::Table;
use crate::problem::Code;
use crate::say;
use crate::site::{Look, LookFile, contrast};
use crate::sources::Sources;

/// The grounds of the default theme.
const WHITE: &str = "#ffffff";
const NIGHT: &str = "#14171a";

/// The least contrast of text (WCAG 2.2, 1.4.3, level AA).
const READABLE: f64 = 4.5;

/// Reads the table; a colour that is none, or that nobody could read, is reported and left out.
pub(super) fn read_look(top: &mut Table<'_, '_>, sources: &Sources) -> Look {
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
        font_file: file(&mut table, "font_file", &FONT, sources),
        font_bold_file: file(&mut table, "font_bold_file", &FONT, sources),
        emblem: file(&mut table, "emblem", &EMBLEM, sources),
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

/// Whether bytes show themselves to be of a kind.
type Shows = fn(&[u8]) -> bool;

/// What a file must be.
struct Wanted {
    /// Endings of its name, each with how such a file shows itself.
    kinds: &'static [(&'static str, Shows)],
    /// The most it may weigh: every first visit carries it.
    kilobytes: usize,
}

const EMBLEM: Wanted = Wanted {
    kinds: &[
        ("svg", is_svg),
        ("png", |bytes| bytes.starts_with(b"\x89PNG\r\n\x1a\n")),
    ],
    kilobytes: 48,
};

const FONT: Wanted = Wanted {
    kinds: &[("woff2", |bytes| bytes.starts_with(b"wOF2"))],
    kilobytes: 120,
};

fn is_svg(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| text.contains("<svg"))
}

/// A file beside `site.toml`; one that is not there, is something else or weighs too much is reported and left out.
fn file(
    table: &mut Table<'_, '_>,
    key: &'static str,
    wanted: &Wanted,
    sources: &Sources,
) -> Option<LookFile> {
    let stated = table.string(key)?;
    let name = &stated.value;
    let path = format!("content/{name}");
    let endings: Vec<String> = wanted
        .kinds
        .iter()
        .map(|(ending, _)| format!("`.{ending}`"))
        .collect();
    let endings = endings.join(", ");
    let limit = wanted.kilobytes;
    let found = sources.look_files.get(name);
    let (message, help) = if !sources.attachments.contains(&path) || name.contains('/') {
        (
            say!(
                "không có tệp `{name}` cạnh `site.toml`",
                "there is no file `{name}` beside `site.toml`"
            ),
            say!(
                "chép tệp vào thẳng `content/`, rồi ghi tên: nhận {endings}",
                "copy the file right into `content/` and write its name: {endings}"
            ),
        )
    } else if !wanted.fits_name(name) {
        (
            say!(
                "không nhận tệp `{name}` ở đây",
                "`{name}` is no file for this"
            ),
            say!(
                "dùng tệp có đuôi {endings}",
                "use a file that ends in {endings}"
            ),
        )
    } else if found.is_none_or(|bytes| bytes.len() > limit * 1024) {
        (
            say!(
                "tệp `{name}` quá nặng, tối đa {limit} KB",
                "`{name}` is too heavy, at most {limit} KB"
            ),
            say!(
                "mọi lần mở trang đầu tiên đều phải tải tệp này: dùng bản gọn hơn",
                "every first visit loads it: use a lighter one"
            ),
        )
    } else if !found.is_some_and(|bytes| wanted.fits(name, bytes)) {
        (
            say!(
                "nội dung tệp `{name}` không đúng với đuôi tên",
                "`{name}` is not what its ending says"
            ),
            say!(
                "xuất lại tệp từ phần mềm đồ họa hoặc bộ phông",
                "export it again from where it was made"
            ),
        )
    } else {
        return Some(LookFile {
            bytes: found.cloned().unwrap_or_default(),
            name: stated.value,
        });
    };
    table
        .report
        .add(Code::WrongValue, stated.span, message, Some(help));
    None
}

impl Wanted {
    fn fits_name(&self, name: &str) -> bool {
        self.kind(name).is_some()
    }

    fn fits(&self, name: &str, bytes: &[u8]) -> bool {
        self.kind(name).is_some_and(|shows| shows(bytes))
    }

    fn kind(&self, name: &str) -> Option<Shows> {
        let (_, ending) = name.rsplit_once('.')?;
        let ending = ending.to_lowercase();
        let known = self.kinds.iter().find(|(known, _)| *known == ending)?;
        Some(known.1)
    }
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
        let files: [(&str, &[u8]); 4] = [
            ("co.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            ("chu.woff2", b"wOF2...."),
            ("gia.png", b"GIF89a"),
            ("to.svg", &[b' '; 60_000]),
        ];
        for (name, bytes) in files {
            sources.attachments.insert(format!("content/{name}"));
            sources.look_files.insert(name.into(), bytes.into());
        }
        sources.attachments.insert("content/hinh/co.svg".into());
        crate::read::read(&sources)
    }

    #[test]
    fn files_beside_the_settings_are_taken() {
        let reading = read("emblem = \"co.svg\"\nfont_file = \"chu.woff2\"");
        assert!(reading.problems.is_empty(), "{:?}", reading.problems);
        let look = reading.site.unwrap().look;
        assert_eq!(look.emblem.unwrap().ending(), "svg");
        assert_eq!(look.font_file.unwrap().bytes, b"wOF2....");
    }

    #[test]
    fn files_that_cannot_be_used_are_reported_where_they_are_named() {
        for (wrong, said) in [
            ("emblem = \"khong.svg\"", "there is no file"),
            ("emblem = \"hinh/co.svg\"", "there is no file"),
            ("emblem = \"chu.woff2\"", "no file for this"),
            ("emblem = \"gia.png\"", "not what its ending says"),
            ("emblem = \"to.svg\"", "too heavy"),
            ("font_file = \"co.svg\"", "no file for this"),
        ] {
            let reading = read(wrong);
            let [problem] = reading.problems.as_slice() else {
                panic!("{wrong}: {:?}", reading.problems);
            };
            assert_eq!(problem.code, Code::WrongValue, "{wrong}");
            assert!(
                problem.message.en.contains(said),
                "{wrong}: {:?}",
                problem.message
            );
            let text = &problem.source.text();
            let place = &text[problem.span.start as usize..problem.span.end as usize];
            assert!(wrong.contains(place), "{place}");
        }
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
