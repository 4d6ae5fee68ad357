//! The feeds as a build publishes them, and the guard that compares a build with what is published.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use niemyet::plan::Routes;
use niemyet::render::calendar::Calendars;
use niemyet::site::Audience;
use niemyet::{Request, inspect};
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};

use crate::demo;

fn niemyet(root: &Path) -> Command {
    let mut command = Command::cargo_bin("niemyet").unwrap();
    command.current_dir(root);
    command
}

#[test]
fn the_portal_holds_the_feeds_the_model_makes() {
    let site = demo::copy();
    let public = site.path().join("public");
    demo::build(site.path(), &public, Audience::Public);
    let request = Request {
        root: site.path().to_owned(),
        audience: Some(Audience::Public),
        language: None,
    };
    let catalog = inspect(&request).unwrap().catalog.unwrap();
    let catalog = catalog.published_for(Audience::Public, demo::TODAY.at(23, 59, 59, 0));
    let calendars = Calendars::new(&catalog, &Routes::new(&catalog.site));
    assert!(calendars.feeds.len() > 100);
    for feed in &calendars.feeds {
        let published = fs::read(public.join(&feed.path)).unwrap();
        let made = calendars.bytes(feed).expect("in memory");
        assert!(published == made, "{}", feed.path);
    }
}

/// Meetings alone are offered beside everything where that is something else.
#[test]
fn a_notice_offers_a_choice_where_there_is_one() {
    let site = demo::copy();
    let public = site.path().join("public");
    demo::build(site.path(), &public, Audience::Public);
    let files = demo::files(&public);
    let mut found = [0, 0];
    for (path, page) in &files {
        let Some(folder) = path.strip_suffix("/index.html") else {
            continue;
        };
        let page = String::from_utf8_lossy(page);
        let feed = |name: &str| files.get(&format!("{folder}/{name}"));
        let (Some(all), Some(meetings)) = (feed("lich.ics"), feed("lich-hop.ics")) else {
            continue;
        };
        if !page.contains(" data-notice") {
            continue;
        }
        let entries = |feed: &[u8]| {
            String::from_utf8_lossy(feed)
                .matches("BEGIN:VEVENT")
                .count()
        };
        let is_choice = entries(all) != entries(meetings);
        assert_eq!(page.contains("/lich-hop.ics"), is_choice, "{path}");
        found[usize::from(is_choice)] += 1;
    }
    assert!(found.iter().all(|count| *count > 0), "{found:?}");
}

#[test]
fn pages_offer_the_feeds_that_exist() {
    let site = demo::small();
    let public = site.path().join("public");
    demo::build(site.path(), &public, Audience::Public);
    for page in [
        "index.html",
        "cap/xa/index.html",
        "giay-moi/tan-lap/hop-nong-thon-moi/index.html",
        "dang-ky/index.html",
    ] {
        let html = fs::read_to_string(public.join(page)).unwrap();
        let addresses: Vec<&str> = html
            .split("https://niemyet.example.vn/")
            .skip(1)
            .filter_map(|rest| rest.split(['"', '<', ' ', '>']).next())
            .filter(|path| path.ends_with(".ics"))
            .collect();
        assert!(!addresses.is_empty(), "{page}");
        for path in addresses {
            assert!(public.join(path).exists(), "{page} offers {path}");
        }
        let has_buttons = html.contains("webcal://niemyet.example.vn/");
        assert!(has_buttons || html.contains("/dang-ky/"), "{page}");
    }
    for feed in [
        "feed.xml",
        "feed.json",
        "thay-doi/feed.xml",
        "thay-doi/feed.json",
    ] {
        assert!(
            fs::metadata(public.join(feed)).unwrap().len() > 100,
            "{feed}"
        );
    }
}

#[test]
pub(crate) fn a_published_event_does_not_change_without_a_revision() {
    let site = demo::small();
    let notice = site.path().join("content/tan-lap/hop-nong-thon-moi.md");
    let build = |extra: &[&str]| {
        let mut command = niemyet(site.path());
        command
            .args(["build", "--today", "2026-06-30"])
            .args(extra)
            .assert()
    };
    build(&[])
        .success()
        .stderr(contains("niemyet revise").not());
    let text = fs::read_to_string(&notice).unwrap();
    assert!(text.contains("place = \"Hội trường UBND xã\""));
    let moved = text.replace(
        "place = \"Hội trường UBND xã\"",
        "place = \"Nhà văn hóa thôn Thử\"",
    );
    fs::write(&notice, &moved).unwrap();
    build(&["--strict"])
        .code(1)
        .stderr(contains("[silent-change]").and(contains("LOCATION")))
        .stderr(contains("niemyet revise"));
    build(&["--strict", "--lang", "en"])
        .code(1)
        .stderr(contains("[silent-change] the published event"));
    let feed = site.path().join("public/lich/tat-ca.ics");
    assert!(
        !fs::read_to_string(&feed)
            .unwrap()
            .contains("Nhà văn hóa thôn Thử"),
        "strict publishes nothing"
    );
    let revise = [
        "revise",
        "content/tan-lap/hop-nong-thon-moi.md",
        "-m",
        "Đổi nơi họp",
        "--at",
        "2026-07-01T09:00:00",
    ];
    niemyet(site.path()).args(revise).assert().success();
    build(&["--strict"])
        .success()
        .stderr(contains("LOCATION").not());
    build(&["--quiet"]).success().stderr(is_empty());
}

#[test]
pub(crate) fn a_published_event_may_change_where_no_calendar_shows_it() {
    let site = demo::small();
    let notice = site.path().join("content/tan-lap/hop-nong-thon-moi.md");
    let build = || {
        let mut command = niemyet(site.path());
        command
            .args(["build", "--strict", "--today", "2026-06-30"])
            .assert()
    };
    build().success();
    let text = fs::read_to_string(&notice).unwrap();
    fs::write(
        &notice,
        text.replacen("+++\n", "+++\n# chép từ bản giấy\n", 1),
    )
    .unwrap();
    build().success().stderr(contains("silent-change").not());
}
