//! A site's own theme: one template, one string, one file, over the embedded ones.

use std::fs;

use assert_cmd::Command;
use niemyet::site::Audience;
use predicates::str::contains;

use crate::demo;

fn with_theme(files: &[(&str, &str)]) -> tempfile::TempDir {
    themed(demo::small(), files)
}

fn themed(site: tempfile::TempDir, files: &[(&str, &str)]) -> tempfile::TempDir {
    let settings = site.path().join("content/site.toml");
    let text = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, format!("theme = \"rieng\"\n{text}")).unwrap();
    for (path, text) in files {
        let path = site.path().join("themes/rieng").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    site
}

#[test]
pub(crate) fn single_files_win_over_the_embedded_ones() {
    let site = with_theme(&[
        (
            "templates/404.html",
            "{% extends \"default/404.html\" %}{% block main %}<h1>Lạc đường</h1>{% endblock %}",
        ),
        ("i18n/vi.toml", "changes = \"Có gì mới\"\n"),
        ("static/style.css", "body{color:green}"),
    ]);
    let out = site.path().join("public");
    demo::build(site.path(), &out, Audience::Public);
    let lost = fs::read_to_string(out.join("404.html")).unwrap();
    assert!(
        lost.contains("Lạc đường") && lost.contains("Có gì mới") && lost.contains("Giấy mời"),
        "{lost}"
    );
    let styles: Vec<_> = fs::read_dir(out.join("assets"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert!(
        styles
            .iter()
            .any(|path| fs::read(path).unwrap() == b"body{color:green}"),
        "{styles:?}"
    );
}

#[test]
pub(crate) fn a_broken_template_publishes_nothing_and_says_where() {
    let site = with_theme(&[("templates/home.html", "{{ view.khong_co }}")]);
    let mut command = Command::cargo_bin("niemyet").unwrap();
    let assert = command.args(["build", "--root"]).arg(site.path()).assert();
    assert
        .code(1)
        .stderr(contains("home.html"))
        .stderr(contains("khong_co"));
    assert!(!site.path().join("public").exists());
    let broken = site.path().join("themes/rieng/templates/home.html");
    fs::write(broken, "{% if %}").unwrap();
    let mut command = Command::cargo_bin("niemyet").unwrap();
    command
        .args(["build", "--root"])
        .arg(site.path())
        .assert()
        .code(1)
        .stderr(contains("home.html"));
}

#[test]
fn the_portal_speaks_english_too() {
    let site = demo::small();
    let mut command = Command::cargo_bin("niemyet").unwrap();
    command
        .args(["build", "--lang", "en", "--today", "2026-07-06", "--root"])
        .arg(site.path())
        .assert()
        .success();
    let home = fs::read_to_string(site.path().join("public/index.html")).unwrap();
    assert!(
        home.contains("lang=\"en\"") || home.contains("lang=en"),
        "{home}"
    );
    assert!(
        home.contains("Deadlines") && !home.contains("Sắp tới"),
        "{home}"
    );
}

/// Pages share lines they would otherwise render each for itself, unless a theme may look into them.
#[test]
fn shared_lines_are_what_each_page_would_make_of_them() {
    let pages = |theme: &[(&str, &str)]| {
        let site = themed(demo::copy(), theme);
        let out = site.path().join("public");
        demo::build(site.path(), &out, Audience::Public);
        let mut files = demo::files(&out);
        files.retain(|path, _| path.ends_with(".html"));
        files
    };
    let shared = pages(&[("i18n/vi.toml", "")]);
    let single = pages(&[("templates/404.html", "{% extends \"default/404.html\" %}")]);
    assert!(shared.len() > 200, "{}", shared.len());
    for (path, page) in &shared {
        assert_eq!(Some(page), single.get(path), "{path}");
    }
}
