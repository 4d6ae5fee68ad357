//! What each level sees of each of the five notices, word for word: the golden files in `tests/sites/levels/`.
//!
//! `NIEMYET_BLESS=1 cargo test levels` rewrites them; read the difference before committing it.

use std::collections::BTreeSet;
use std::fs;

use niemyet::site::Audience;

use crate::demo;

const NOTICES: [(&str, &str); 5] = [
    ("ke-hoach-25", "ke-hoach/trung-uong/ke-hoach-25-kh-tw"),
    ("quang-ngai-2025", "giay-moi/quang-ngai/hoi-nghi-2025-01-13"),
    ("phien-hop-2026", "giay-moi/quang-ngai/phien-hop-2026-07-09"),
    (
        "lop-boi-duong-2026",
        "giay-moi/quang-ngai/lop-boi-duong-2026-05-23",
    ),
    ("ha-tinh-2023", "giay-moi/ha-tinh/hoi-nghi-2023-12-04"),
];

#[test]
fn every_level_sees_exactly_its_part() {
    let bless = std::env::var_os("NIEMYET_BLESS").is_some();
    let golden = demo::repository().join("tests/sites/levels");
    let out = tempfile::tempdir().unwrap();
    let public = out.path().join("public");
    demo::build(&demo::repository(), &public, Audience::Public);
    let mut seen = BTreeSet::new();
    for (name, page) in NOTICES {
        let html = fs::read_to_string(public.join(page).join("index.html")).unwrap();
        for (level, text) in level_parts(&html) {
            let file = format!("{name}.{level}.txt");
            if bless {
                fs::create_dir_all(&golden).unwrap();
                fs::write(golden.join(&file), &text).unwrap();
            }
            let expected = fs::read_to_string(golden.join(&file)).unwrap_or_default();
            assert_eq!(text, expected, "{file}");
            seen.insert(file);
        }
    }
    let kept: BTreeSet<String> = fs::read_dir(&golden)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(
        seen, kept,
        "every golden file belongs to a level that is shown"
    );
}

/// The example of the format's own text, independent of the golden files.
#[test]
fn the_commune_of_the_meeting_of_9_july_sees_its_hours() {
    let out = tempfile::tempdir().unwrap();
    let public = out.path().join("public");
    demo::build(&demo::repository(), &public, Audience::Public);
    let page = public.join(NOTICES[2].1).join("index.html");
    let parts = level_parts(&fs::read_to_string(page).unwrap());
    let part = |level: &str| &parts.iter().find(|(slug, _)| slug == level).unwrap().1;
    let commune = part("xa");
    for needed in [
        "09/7/2026, 10 giờ 00",
        "09/7/2026, 13 giờ 00",
        "09/7/2026, 14 giờ 00",
        "trước 17 giờ 00, thứ Tư, 08/7/2026",
        "địa điểm do địa phương quyết định",
        "96 điểm cầu",
    ] {
        assert!(commune.contains(needed), "{needed}\n{commune}");
    }
    let province = part("tinh");
    for absent in ["10 giờ 00", "13 giờ 00", "17 giờ 00", "96 điểm cầu)"] {
        assert!(!province.contains(absent), "{absent}\n{province}");
    }
    assert!(province.contains("14 giờ 00") && province.contains("Phòng họp A"));
}

/// The landmarks of the levels as text: one line per block, tags dropped.
fn level_parts(html: &str) -> Vec<(String, String)> {
    let starts = html.match_indices("<section").map(|(start, _)| start);
    starts
        .filter_map(|start| {
            let (attributes, content) = html[start..].split_once('>')?;
            let id = attributes.split(" id=").nth(1)?;
            let id = id.trim_start_matches('"').split(['"', ' ']).next()?;
            let level = id.strip_prefix("cap-")?;
            Some((level.to_owned(), text_of(inside(content))))
        })
        .collect()
}

/// Up to the end tag that closes the section; sections inside it are passed over.
fn inside(content: &str) -> &str {
    let mut depth = 1;
    let tags = content.match_indices("section").filter_map(|(at, _)| {
        let is_end = content[..at].ends_with("</");
        let is_start = content[..at].ends_with('<');
        (is_end || is_start).then_some((at, is_end))
    });
    for (at, is_end) in tags {
        depth = if is_end { depth - 1 } else { depth + 1 };
        if depth == 0 {
            return &content[..at];
        }
    }
    content
}

fn text_of(html: &str) -> String {
    const BLOCKS: [&str; 9] = ["p", "li", "h2", "h3", "h4", "dt", "dd", "td", "th"];
    let mut text = String::new();
    for part in html.split('<').enumerate().map(|(index, part)| {
        if index == 0 {
            ("", part)
        } else {
            part.split_once('>').unwrap_or((part, ""))
        }
    }) {
        let (tag, words) = part;
        let name = tag
            .trim_start_matches('/')
            .split([' ', '/'])
            .next()
            .unwrap_or_default();
        if BLOCKS.contains(&name) {
            text.push('\n');
        }
        // What waits for the reader's clock or level is not shown until a script shows it.
        if !tag.split_whitespace().any(|word| word == "hidden") {
            text.push_str(&words.replace('\n', " "));
        }
    }
    let text = text
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'");
    let lines = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n") + "\n"
}
