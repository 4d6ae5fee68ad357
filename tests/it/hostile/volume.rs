//! Little that makes much: nesting, repetition, references to references.

use niemyet::site::Audience;
use tempfile::TempDir;

use super::{assert_harmless, notice};
use crate::demo;
use crate::support::Site;

/// Publishes a notice with each of the bodies; all must come out as words.
fn publish(bodies: &[String]) -> TempDir {
    let mut site = Site::new();
    for (number, body) in bodies.iter().enumerate() {
        let file = notice("", body).replace("88/GM", &format!("{}/GM", number + 10));
        site = site.notice(&format!("{number}.md"), &file);
    }
    let out = tempfile::tempdir().unwrap();
    demo::build(site.root(), out.path(), Audience::Public);
    assert_harmless(out.path());
    out
}

/// Deep nesting once ended programs that call themselves for each level.
#[test]
fn nesting_has_a_floor() {
    let lists = (0..500).map(|depth| format!("{}- mục\n", "  ".repeat(depth)));
    let out = publish(&[
        format!("{} sâu", ">".repeat(20_000)),
        format!("{}sâu{}", "*a **b ".repeat(5_000), "** *".repeat(5_000)),
        format!("{}sâu{}", "[".repeat(10_000), "](x)".repeat(10_000)),
        format!("{}sâu{}", "![".repeat(10_000), "](x)".repeat(10_000)),
        lists.collect::<String>(),
        format!("{} sâu", "> - ".repeat(5_000)),
        format!("{} <b>sâu</b> [x](y)", "> ".repeat(5_000)),
    ]);
    for number in 0..7 {
        let page = out.path().join(format!("giay-moi/{number}/index.html"));
        let page = std::fs::read_to_string(page).unwrap();
        let word = if number == 4 { "mục" } else { "sâu" };
        assert!(page.contains(word), "{number}");
        assert!(page.matches("<blockquote").count() < 60, "{number}");
    }
}

#[test]
fn references_do_not_multiply() {
    let definitions: String = (0..1_000)
        .map(|number| format!("[^{number}]: [^{}] [^{}]\n\n", number + 1, number + 1))
        .collect();
    let address = "x".repeat(10_000);
    publish(&[
        format!("[^0]\n\n{definitions}"),
        format!("{}\n\n[a]: /{address}\n", "[a]".repeat(10_000)),
        "`".repeat(50_000),
        "<".repeat(50_000),
        "&#".repeat(50_000),
        "a_b*".repeat(20_000),
    ]);
}

/// Rows shorter than the head are filled up: few bytes, many cells.
#[test]
fn a_huge_table_is_a_table() {
    let row = |cell: &str, count: usize| format!("|{}\n", cell.repeat(count));
    publish(&[
        format!(
            "{}{}{}",
            row("a|", 300),
            row("-|", 300),
            row("b|", 300).repeat(50)
        ),
        format!(
            "{}{}{}",
            row("a|", 1_000),
            row("-|", 1_000),
            "|c|\n".repeat(500)
        ),
    ]);
}

/// No paper calls to a thousand sessions, and every page and calendar would pay for each.
#[test]
fn ten_thousand_sessions_are_refused_and_a_thousand_published() {
    let sessions = |count: i32| -> String {
        let sessions = (0..count).map(|number| {
            let (day, hour) = (1 + number / 24 % 28, number % 24);
            let (month, year) = (1 + number / 672 % 12, 2026 + number / 8_064);
            format!("[[session]]\ndate = {year}-{month:02}-{day:02}\nstart = {hour:02}:00\n")
        });
        sessions.collect()
    };
    let site = Site::new().notice("a.md", &notice(&sessions(10_000), ""));
    let errors = site.errors();
    assert_eq!(errors, ["a.md:3009:1 wrong-value"]);
    let site = Site::new().notice("a.md", &notice(&sessions(999), ""));
    let out = tempfile::tempdir().unwrap();
    demo::build(site.root(), out.path(), Audience::Public);
    let page = std::fs::read_to_string(out.path().join("giay-moi/a/index.html")).unwrap();
    assert!(page.matches("/2026").count() > 999);
}

#[test]
fn ten_thousand_of_anything_else_are_refused() {
    for (name, keys) in [
        ("point", "place = \"x\""),
        ("task", "do = \"x\""),
        ("agenda", "title = \"x\""),
        ("link", "title = \"x\""),
        ("revision", "at = 2026-06-30T08:00:00\nnote = \"x\""),
    ] {
        let tables = format!("[[{name}]]\n{keys}\n").repeat(10_000);
        let site = Site::new().notice("a.md", &notice(&tables, ""));
        let errors = site.errors();
        assert!(
            errors.iter().any(|error| error.ends_with("wrong-value")),
            "{name}: {errors:?}"
        );
    }
}

#[test]
fn deep_front_matter_is_refused() {
    for text in [
        format!("x = {}{}", "[".repeat(50_000), "]".repeat(50_000)),
        format!("x = {}", "{ a = ".repeat(20_000)),
        format!("{}x = 1", "a.".repeat(20_000)),
        format!("[{}a]", "a.".repeat(20_000)),
    ] {
        let site = Site::new().notice("a.md", &notice(&text, ""));
        assert!(!site.errors().is_empty());
    }
}
