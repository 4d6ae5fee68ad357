//! Things under `content/` that are no files, or not ours.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;

use super::{assert_harmless, built, notice};
use crate::support::Site;

/// Opening a pipe that nobody writes to would wait for ever.
#[test]
fn a_pipe_is_refused_unopened() {
    let site = Site::new().notice("a.md", &notice("", ""));
    for name in ["b.md", "holidays.toml", "c.pdf"] {
        let made = std::process::Command::new("mkfifo")
            .arg(site.path(name))
            .status();
        assert!(made.unwrap().success());
    }
    let link = "[[link]]\ntitle = \"Mẫu\"\nfile = \"c.pdf\"";
    let site = site.notice("d.md", &notice(link, "").replace("88/GM", "89/GM"));
    let errors = site.errors();
    assert_eq!(errors.len(), 4, "{errors:?}");
    for path in ["b.md:1:1", "holidays.toml:1:1", "c.pdf:1:1"] {
        assert!(
            errors.contains(&format!("{path} broken-file")),
            "{errors:?}"
        );
    }
}

#[test]
fn an_attachment_that_links_out_is_refused() {
    let link = "[[link]]\ntitle = \"Mẫu\"\nfile = \"mau.pdf\"";
    let site = Site::new().notice("a.md", &notice(link, ""));
    symlink("/etc/passwd", site.path("mau.pdf")).unwrap();
    let errors = site.errors();
    assert!(
        errors.contains(&"mau.pdf:1:1 broken-file".to_owned()),
        "{errors:?}"
    );
    assert!(
        errors.contains(&"a.md:11:8 link-lost".to_owned()),
        "{errors:?}"
    );
}

#[test]
fn links_in_a_theme_are_not_followed() {
    let site = Site::new().table(
        "site.toml",
        "title = \"Cổng\"\nbase_url = \"https://lich.example.vn\"\ntheme = \"rieng\"\n",
    );
    let site = site.notice("a.md", &notice("", ""));
    let statics = site.root().join("themes/rieng/static");
    fs::create_dir_all(&statics).unwrap();
    symlink("/etc/passwd", statics.join("passwd.css")).unwrap();
    symlink("/etc", statics.join("etc")).unwrap();
    let out = built(&site);
    let files = crate::demo::files(out.path());
    assert!(
        files
            .keys()
            .all(|path| !path.contains("passwd") && !path.contains("/etc"))
    );
}

#[test]
fn attachments_with_odd_names_are_published_as_they_are() {
    let odd = OsStr::from_bytes(b"m\xe2u.pdf");
    let link = "[[link]]\ntitle = \"Mẫu\"\nfile = \"m\u{fffd}u.pdf\"";
    let site = Site::new().notice("a.md", &notice(link, ""));
    if fs::write(site.path("").join(odd), "x").is_err() {
        return; // This file system takes UTF-8 names only.
    }
    assert_eq!(site.errors(), ["a.md:11:8 link-lost"]);
    let quote = "[[link]]\ntitle = \"Mẫu\"\nfile = \"a\\\"><script>alert(1)<.pdf\"";
    let site = Site::new()
        .file("a\"><script>alert(1)<.pdf", "x")
        .notice("a.md", &notice(quote, ""));
    assert_harmless(&built(&site).path().join("public"));
}

#[test]
fn notices_of_a_hundred_megabytes_are_refused_and_attachments_published() {
    let link = "[[link]]\ntitle = \"Mẫu\"\nfile = \"mau.zip\"";
    let site = Site::new()
        .notice("a.md", &notice(link, ""))
        .file("b.md", "")
        .file("mau.zip", "");
    for name in ["b.md", "mau.zip"] {
        let file = fs::File::options()
            .write(true)
            .open(site.path(name))
            .unwrap();
        file.set_len(100 << 20).unwrap();
    }
    assert_eq!(site.errors(), ["b.md:1:1 broken-file"]);
    fs::remove_file(site.path("b.md")).unwrap();
    let out = tempfile::tempdir().unwrap();
    crate::demo::build(site.root(), out.path(), niemyet::site::Audience::Public);
    let published = walkdir::WalkDir::new(out.path())
        .into_iter()
        .map(Result::unwrap);
    let largest = published.map(|entry| entry.metadata().unwrap().len()).max();
    assert_eq!(largest, Some(100 << 20));
}
