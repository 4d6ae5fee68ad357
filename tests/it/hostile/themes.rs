//! Templates that would not end, or not stop growing.

use std::fs;

use assert_cmd::Command;
use predicates::str::contains;

use super::{SETTINGS, notice};
use crate::support::Site;

fn refused(template: &str, said: &str) {
    let site = Site::new().table("site.toml", &format!("{SETTINGS}theme = \"rieng\"\n"));
    let site = site.notice("a.md", &notice("", ""));
    let folder = site.root().join("themes/rieng/templates");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("404.html"), template).unwrap();
    let mut niemyet = Command::cargo_bin("niemyet").unwrap();
    niemyet
        .args(["build", "-q", "--today", "2026-07-01", "--root"])
        .arg(site.root());
    niemyet.assert().code(1).stderr(contains(said));
    assert!(!site.root().join("public/index.html").exists());
}

#[test]
fn what_includes_or_extends_itself() {
    refused("{% include \"404.html\" %}", "404.html");
    refused("{% extends \"404.html\" %}", "404.html");
}

#[test]
fn a_range_without_end() {
    refused(
        "{% for a in range(end=1000000000000) %}x{% endfor %}",
        "range",
    );
}

#[test]
fn loops_in_loops_that_write_nothing() {
    let open = "{% for a in range(end=100000) %}".repeat(4);
    let close = "{% endfor %}".repeat(4);
    refused(&format!("{open}{close}"), "steps");
    let once = "{% for a in range(end=100000) %}{% set b = a %}{% endfor %}";
    refused(&once.repeat(60), "steps");
}

#[test]
fn components_that_call_others_again_and_again() {
    refused(
        "{% component again() %}{{ <again /> }}{% endcomponent again %}{{ <again /> }}",
        "depth",
    );
    let component = |number: usize| {
        let calls = format!("{{{{ <c{} /> }}}}", number + 1).repeat(9);
        format!("{{% component c{number}() %}}{calls}{{% endcomponent c{number} %}}")
    };
    let chain: String = (0..17).map(component).collect();
    let last = "{% component c17() %}{% endcomponent c17 %}";
    refused(&format!("{chain}{last}{{{{ <c0 /> }}}}"), "steps");
}

#[test]
fn loops_in_loops_that_write() {
    let open = "{% for a in range(end=100000) %}".repeat(4);
    let close = "{% endfor %}".repeat(4);
    let text = "niêm yết ".repeat(20);
    refused(&format!("{open}{text}{close}"), "MB");
}
