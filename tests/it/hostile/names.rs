//! Names that would lead out of the folders they belong to.

use super::{SETTINGS, assert_harmless, built, notice};
use crate::demo;
use crate::support::Site;

const ESCAPES: [&str; 8] = [
    "../../etc/passwd",
    "/etc/passwd",
    "..",
    "a/../../b",
    "..\\..\\windows",
    "con/..",
    "%2e%2e/%2e%2e",
    "a//b",
];

#[test]
fn an_id_stays_below_the_portal() {
    for id in ESCAPES {
        let keys = format!("id = {id:?}");
        let site = Site::new().notice("a.md", &notice(&keys, ""));
        assert_eq!(site.errors().len(), 1, "{id}: {:?}", site.check());
    }
}

#[test]
fn a_level_slug_stays_below_the_portal() {
    for slug in ESCAPES {
        let level = format!("[[level]]\nid = \"commune\"\nname = \"Xã\"\nslug = {slug:?}\n");
        let site = Site::new().table("site.toml", &format!("{SETTINGS}{level}"));
        assert!(!site.errors().is_empty(), "{slug}");
    }
}

#[test]
fn a_theme_is_a_folder_of_themes() {
    for name in ESCAPES {
        let site = Site::new().table("site.toml", &format!("{SETTINGS}theme = {name:?}\n"));
        assert_eq!(site.errors(), ["site.toml:3:9 wrong-value"], "{name}");
    }
}

#[test]
fn issuers_and_units_named_like_paths_get_folders_of_their_own() {
    let names = ESCAPES.iter().copied().chain([
        ".",
        "...",
        "/",
        "\u{2024}\u{2024}/",
        "CON",
        "index.html",
        ".niemyet",
    ]);
    let mut site = Site::new();
    let mut units = String::new();
    for (number, name) in names.enumerate() {
        units += &format!("[[unit]]\nname = {name:?}\nlevel = \"commune\"\n");
        let file = notice(&format!("topics = [{name:?}]"), "");
        let file = file
            .replace("\"UBND xã Tân Lập\"", &format!("{name:?}"))
            .replace("88/GM", &format!("{}/GM", number + 10));
        site = site.notice(&format!("{number}.md"), &file);
    }
    let site = site.table("units.toml", &units);
    let out = built(&site);
    assert_harmless(&out.path().join("public"));
    let public = out.path().join("public").canonicalize().unwrap();
    assert!(
        demo::files(out.path())
            .keys()
            .all(|path| path.starts_with("public/")
                || path.starts_with("internal/")
                || path.starts_with('.'))
    );
    assert!(public.join("don-vi").is_dir());
}

#[test]
fn an_attachment_stays_below_content() {
    let outside = Site::new().file("../bi-mat.pdf", "x");
    for file in [
        "../bi-mat.pdf",
        "../../bi-mat.pdf",
        "/etc/passwd",
        "a/../../bi-mat.pdf",
        "....//bi-mat.pdf",
    ] {
        let link = format!("[[link]]\ntitle = \"x\"\nfile = {file:?}");
        std::fs::write(outside.path("a.md"), notice(&link, "")).unwrap();
        assert_eq!(outside.errors().len(), 1, "{file}: {:?}", outside.check());
    }
}

/// A browser runs these, some servers do, and what a double click starts has no place in a public portal.
#[test]
fn attachments_that_run_are_refused() {
    for ending in [
        "html", "HTM", "xhtml", "svg", "svgz", "xml", "js", "mjs", "wasm", "php", "cgi", "exe",
        "bat", "ps1", "jar", "hta", "docm",
    ] {
        let name = format!("mau.{ending}");
        let link = format!("[[link]]\ntitle = \"Mẫu\"\nfile = \"{name}\"");
        let site = Site::new()
            .file(&name, "x")
            .notice("a.md", &notice(&link, ""));
        assert_eq!(site.errors(), ["a.md:11:8 active-file"], "{name}");
    }
    for ending in ["pdf", "docx", "xlsx", "csv", "png", "zip", "ics", "txt"] {
        let name = format!("mau.{ending}");
        let link = format!("[[link]]\ntitle = \"Mẫu\"\nfile = \"{name}\"");
        let site = Site::new()
            .file(&name, "x")
            .notice("a.md", &notice(&link, ""));
        assert_eq!(site.errors(), Vec::<String>::new(), "{name}");
    }
}
