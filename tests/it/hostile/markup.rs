//! Scripts and direction marks in every field.

use super::{SETTINGS, assert_harmless, built, notice};
use crate::support::Site;

/// Ways out of text, of an attribute, of a script element, of a comment, and of a template.
const ATTACKS: [&str; 7] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(2)>",
    "' autofocus onfocus=alert(3) x='",
    "</script><script>alert(4)</script>",
    "--><svg/onload=alert(5)>",
    "{{ site }}{% raw %}]]><style>*{background:url(javascript:alert(6))}</style>",
    "</title></textarea></style><iframe srcdoc=\"<script>alert(7)</script>\">",
];

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A notice with the attack in every field that takes words.
fn attacked(attack: &str) -> String {
    let text = quoted(attack);
    format!(
        r#"+++
type = "GM"
number = "88/GM-UBND"
issued = 2026-06-29
issued_at = {text}
level = "commune"
issuer = {text}
title = {text}
summary = {text}
form = "hybrid"
broadcast = {text}
basis = [{text}]
to = [{text}]
recipients = [{text}]
audience = "public"
published = 2026-06-29T08:00:00
banner = {text}
topics = [{text}]
[signature]
authority = [{text}]
post = {text}
also = {text}
name = {text}
[[revision]]
at = 2026-06-30T08:00:00
note = {text}
[[session]]
date = 2026-07-01
start = 07:30
title = {text}
[[point]]
host = {text}
place = {text}
address = {text}
chair = [{{ name = {text}, post = {text} }}]
participants = [{text}, {{ units = [{text}], each = 2, role = {text}, selected_by = {text} }}, {{ name = {text}, post = {text} }}]
note = {text}
[[agenda]]
at = 07:40
title = {text}
by = {text}
[[task]]
assigned_to = [{text}]
do = {text}
before = 2026-06-30T17:00:00
submit_to = {text}
via = {text}
[[link]]
title = {text}
url = "https://example.vn/?a=%22%3E&b='onload=alert(8)"
[[contact]]
for = {text}
name = {text}
post = {text}
note = {text}
+++
{attack}

## {attack}

[{attack}](javascript:alert(9)) ![{attack}](<data:text/html,{attack}>) <{attack}>

| {attack} | b |
|---|---|
| c | {attack} |

[^1]: {attack}
"#
    )
}

#[test]
fn scripts_in_every_field_are_words() {
    let mut site = Site::new();
    let mut units = String::new();
    let mut places = String::new();
    for (number, attack) in ATTACKS.into_iter().enumerate() {
        let text = quoted(&format!("{number} {attack}"));
        units += &format!("[[unit]]\nname = {text}\nlevel = \"commune\"\n");
        places += &format!("[[place]]\nname = {text}\naddresses = [{{ address = {text} }}]\n");
        // The symbol stays a symbol, and differs.
        let file = attacked(attack).replace("88/GM", &format!("{}/GM", 88 + number));
        site = site.notice(&format!("{number}.md"), &file);
    }
    let title = quoted(ATTACKS[1]);
    let settings = SETTINGS.replace("\"Cổng thử\"", &title)
        + &format!("description = {}\n", quoted(ATTACKS[3]));
    let site = site
        .table("site.toml", &settings)
        .table("units.toml", &units)
        .table("places.toml", &places);
    let out = built(&site);
    assert_harmless(&out.path().join("public"));
    assert_harmless(&out.path().join("internal"));
}

#[test]
fn a_page_that_acts_is_noticed() {
    let frame = "<p>".repeat(12);
    for act in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(2)>",
        "<a href=' java\nscript:alert(3)'>x</a>",
        "<svg/onload=alert(5)>",
        "<iframe srcdoc=x>",
    ] {
        let page = format!("{frame}{act}");
        let noticed = std::panic::catch_unwind(|| super::page::assert_inert("page", &page));
        assert!(noticed.is_err(), "{act}");
    }
    super::page::assert_inert(
        "page",
        &format!("{frame}&lt;script&gt;alert(1)&lt;/script&gt;"),
    );
}

#[test]
fn addresses_that_run_code_are_refused() {
    for url in [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "file:///etc/passwd",
        "https://a\\\" onclick=\\\"alert(1)",
    ] {
        let link = format!("[[link]]\ntitle = \"x\"\nurl = \"{url}\"");
        let site = Site::new().notice("a.md", &notice(&link, ""));
        assert_eq!(site.errors(), ["a.md:11:7 wrong-value"], "{url}");
    }
}

/// A mark that turns the direction of what follows makes a page show another hour than its file holds.
#[test]
fn marks_that_turn_words_around_are_refused_in_fields_and_dropped_from_bodies() {
    for mark in [
        '\u{202a}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}',
    ] {
        let keys = format!("summary = \"Họp lúc {mark}00:41\"");
        let site = Site::new().notice("a.md", &notice(&keys, ""));
        assert_eq!(
            site.errors(),
            ["a.md:9:11 wrong-value"],
            "U+{:04X}",
            u32::from(mark)
        );
        let site = Site::new().notice("a.md", &notice("", &format!("Họp lúc {mark}00:41")));
        let out = built(&site);
        let page =
            std::fs::read_to_string(out.path().join("public/giay-moi/a/index.html")).unwrap();
        assert!(page.contains("Họp lúc 00:41"), "U+{:04X}", u32::from(mark));
    }
}

#[test]
fn letters_nobody_sees_change_no_page_address() {
    let keys = "summary = \"Họp\u{200b} gi\u{ad}ao ban\u{feff} tu\u{2060}ần\"";
    let site = Site::new().notice("a.md", &notice(keys, "G\u{200b}iao ban"));
    let out = built(&site);
    assert_harmless(&out.path().join("public"));
    assert!(out.path().join("public/giay-moi/a/index.html").is_file());
}
