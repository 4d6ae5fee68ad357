//! A country office by office: communes, their province, the nation.

use std::collections::BTreeSet;
use std::fs;

use niemyet::catalog::Catalog;
use niemyet::problem::{Code, Problem, Severity};
use niemyet::site::Audience;

use super::{inspected, invitation, named, portal, publish_data, source};
use crate::demo;
use crate::support::Site;

/// A plan of the province, which communes follow.
const PLAN: &str = r#"+++
type = "KH"
number = "25/KH-UBND"
issued = 2026-06-01
level = "province"
issuer = "UBND tỉnh Hòa Bình"
title = "Kế hoạch nông thôn mới"
audience = "public"
+++
"#;

/// Three communes with the same numbers, as everywhere; one of them postpones its meeting.
fn communes() -> [Site; 3] {
    ["tan-lap", "hoa-binh", "son-tay"].map(|name| {
        let follows = "follows = \"Kế hoạch số 25/KH-UBND ngày 01/6/2026 của UBND tỉnh Hòa Bình\"";
        let url = format!("https://{name}.example.vn");
        let commune = portal(name, &url, "").notice(
            "2026/hop.md",
            &invitation("01/GM-UBND", &format!("Họp {name}"), follows),
        );
        let put_off = "[change]\nof = \"01/GM-UBND\"\nkind = \"postpone\"";
        let commune = match name {
            "hoa-binh" => commune.notice("2026/hoan.md", &postponement(put_off)),
            _ => commune,
        };
        publish_data(commune.root(), None);
        commune
    })
}

fn postponement(change: &str) -> String {
    let text = invitation("02/GM-UBND", "Hoãn họp", change);
    let (front, _) = text.split_once("[[session]]").unwrap();
    format!("{front}+++\n")
}

fn province(communes: &[Site; 3]) -> Site {
    let names = ["Xã Tân Lập", "Xã Hòa Bình", "Xã Sơn Tây"];
    let sources: Vec<String> = names
        .iter()
        .zip(communes)
        .map(|(name, commune)| source(name, commune))
        .collect();
    portal("Tỉnh", "https://tinh.example.vn", &sources.concat()).notice("ke-hoach.md", PLAN)
}

fn ids(catalog: &Catalog) -> Vec<&str> {
    catalog
        .iter()
        .map(|(_, notice)| notice.id.as_str())
        .collect()
}

fn of_code(problems: &[Problem], code: Code) -> Vec<&Problem> {
    problems
        .iter()
        .filter(|problem| problem.code == code)
        .collect()
}

#[test]
pub(crate) fn a_province_tells_what_its_communes_tell() {
    let communes = communes();
    let province = province(&communes);
    let inspection = inspected(province.root(), None);
    assert!(!niemyet::problem::any_error(&inspection.problems));
    let catalog = inspection.catalog.unwrap();
    let wanted = [
        "ke-hoach",
        "xa-hoa-binh/2026/hoan",
        "xa-hoa-binh/2026/hop",
        "xa-son-tay/2026/hop",
        "xa-tan-lap/2026/hop",
    ];
    assert_eq!(ids(&catalog), wanted);
    let key = |id: &str| {
        catalog
            .iter()
            .find(|(_, notice)| notice.id == id)
            .unwrap()
            .0
    };
    for id in &wanted[2..] {
        assert_eq!(catalog.follows(key(id)), Some(key("ke-hoach")), "{id}");
    }
    // Three notices bear the number that the postponement cites: it means the one of its own office.
    assert_eq!(catalog.changes(key(wanted[1])), Some(key(wanted[2])));
}

#[test]
fn pages_and_calendars_name_the_source() {
    let communes = communes();
    let province = province(&communes);
    let out = province.root().join("public");
    demo::build(province.root(), &out, Audience::Public);
    let page = out.join("giay-moi/xa-tan-lap/2026/hop/index.html");
    let page = fs::read_to_string(page).unwrap();
    let there = "https://tan-lap.example.vn/giay-moi/2026/hop/";
    assert!(
        page.contains("Xã Tân Lập") && page.contains(&format!("href=\"{there}\"")),
        "{page}"
    );
    assert!(
        page.contains("rel=\"canonical\"") || page.contains("rel=canonical"),
        "{page}"
    );
    let sitemap = fs::read_to_string(out.join("sitemap.xml")).unwrap();
    assert!(sitemap.contains("/ke-hoach/") && !sitemap.contains("/giay-moi/xa-tan-lap/2026/"));
    let feed = fs::read_to_string(out.join("lich/tat-ca.ics")).unwrap();
    let uids: BTreeSet<&str> = feed
        .lines()
        .filter(|line| line.starts_with("UID:"))
        .collect();
    for name in ["tan-lap", "hoa-binh", "son-tay"] {
        let uid = format!("UID:2026_hop.1@{name}.example.vn");
        assert!(uids.contains(uid.as_str()), "{uids:?}");
    }
    assert!(
        feed.replace("\r\n ", "").contains("Nguồn: Xã Tân Lập"),
        "{feed}"
    );
    let json = fs::read_to_string(out.join("api/v1/notices/xa-tan-lap/2026/hop.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["source"]["page"], there);
}

#[test]
fn a_subscriber_to_both_portals_gets_one_entry() {
    let communes = communes();
    let province = province(&communes);
    let uids = |site: &Site| -> BTreeSet<String> {
        let out = site.root().join("ca-hai");
        demo::build(site.root(), &out, Audience::Public);
        let feed = fs::read_to_string(out.join("lich/tat-ca.ics")).unwrap();
        let uids = feed.lines().filter(|line| line.starts_with("UID:"));
        uids.map(str::to_owned).collect()
    };
    let above = uids(&province);
    for commune in &communes {
        let below = uids(commune);
        assert!(
            !below.is_empty() && below.is_subset(&above),
            "{below:?} {above:?}"
        );
    }
}

#[test]
pub(crate) fn a_nation_takes_each_notice_once_and_names_its_first_portal() {
    let communes = communes();
    let province = province(&communes);
    publish_data(province.root(), None);
    let sources = source("Tỉnh", &province) + &source("Xã Tân Lập", &communes[0]);
    let nation = portal("Cả nước", "https://nuoc.example.vn", &sources);
    let inspection = inspected(nation.root(), None);
    let problems = &inspection.problems;
    assert!(
        of_code(problems, Code::NoticeLeftOut).is_empty(),
        "{problems:#?}"
    );
    let catalog = inspection.catalog.unwrap();
    let wanted = [
        "tinh/ke-hoach",
        "tinh/xa-hoa-binh/2026/hoan",
        "tinh/xa-hoa-binh/2026/hop",
        "tinh/xa-son-tay/2026/hop",
        "xa-tan-lap/2026/hop",
    ];
    assert_eq!(ids(&catalog), wanted);
    let passed_on = named(&catalog, wanted[2]).origin.as_ref().unwrap();
    assert_eq!(passed_on.name, "Xã Hòa Bình");
    assert_eq!(
        passed_on.page,
        "https://hoa-binh.example.vn/giay-moi/2026/hop/"
    );
    assert_eq!(passed_on.through, ["https://tinh.example.vn"]);
    let key = |id: &str| {
        catalog
            .iter()
            .find(|(_, notice)| notice.id == id)
            .unwrap()
            .0
    };
    assert_eq!(catalog.changes(key(wanted[1])), Some(key(wanted[2])));
    for id in &wanted[2..] {
        assert_eq!(catalog.follows(key(id)), Some(key("tinh/ke-hoach")), "{id}");
    }
}

/// What a commune took down must not live on because its province still shows an older copy.
#[test]
fn what_is_gone_at_its_own_portal_is_not_taken_from_another() {
    let communes = communes();
    let province = province(&communes);
    publish_data(province.root(), None);
    fs::remove_dir_all(communes[0].root().join("public")).unwrap();
    fs::remove_file(communes[0].path("2026/hop.md")).unwrap();
    publish_data(communes[0].root(), None);
    let sources = source("Tỉnh", &province) + &source("Xã Tân Lập", &communes[0]);
    let nation = portal("Cả nước", "https://nuoc.example.vn", &sources);
    let catalog = inspected(nation.root(), None).catalog.unwrap();
    assert!(
        !ids(&catalog).iter().any(|id| id.contains("tan-lap")),
        "{:?}",
        ids(&catalog)
    );
}

#[test]
fn portals_that_take_from_each_other_do_not_echo() {
    let commune = portal("Xã", "https://xa.example.vn", "")
        .notice("hop.md", &invitation("01/GM-UBND", "Họp", ""));
    publish_data(commune.root(), None);
    let province = portal("Tỉnh", "https://tinh.example.vn", &source("Xã", &commune));
    let province = province.notice("ke-hoach.md", PLAN);
    publish_data(province.root(), None);
    let table = fs::read_to_string(commune.path("site.toml")).unwrap();
    let commune = commune.table("site.toml", &(table + &source("Tỉnh", &province)));
    assert_eq!(publish_data(commune.root(), None), 2);
    assert_eq!(publish_data(province.root(), None), 2);
    assert_eq!(publish_data(commune.root(), None), 2);
}

#[test]
fn an_office_hears_of_anothers_mistakes_and_goes_on() {
    let wrong = invitation("01/GM-UBND", "Họp", "").replace("end = 09:00", "end = 07:00");
    let commune = portal("Xã", "https://xa.example.vn", "").notice("hop.md", &wrong);
    let text = fs::read_to_string(commune.path("hop.md")).unwrap();
    fs::write(
        commune.path("hop.md"),
        text.replace("end = 07:00", "end = 09:00"),
    )
    .unwrap();
    publish_data(commune.root(), None);
    let file = commune.root().join("public/api/v1/notices/hop.json");
    let json = fs::read_to_string(&file).unwrap();
    assert!(json.contains("\"end\":\"09:00:00\""), "{json}");
    fs::write(
        &file,
        json.replace("\"end\":\"09:00:00\"", "\"end\":\"07:00:00\""),
    )
    .unwrap();
    let province = portal(
        "Tỉnh",
        "https://tinh.example.vn",
        &source("Xã Tân Lập", &commune),
    );
    let problems = inspected(province.root(), None).problems;
    let found = of_code(&problems, Code::EndBeforeStart);
    let [found] = found.as_slice() else {
        panic!("{problems:#?}")
    };
    assert_eq!(found.severity, Severity::Warning);
    assert!(found.message.vi.starts_with("Xã Tân Lập: "), "{found:?}");
    assert!(
        found.source.path.ends_with("api/v1/notices/hop.json"),
        "{}",
        found.source.path
    );
}

#[test]
fn a_room_taken_twice_is_found_across_portals_and_stops_neither() {
    let hall = "place = \"Trung tâm hội nghị tỉnh\"";
    let in_hall = |number: &str| {
        let text = invitation(number, &format!("Họp {number}"), "");
        text.replace("place = \"Hội trường UBND xã\"", hall)
    };
    let commune =
        portal("Xã", "https://xa.example.vn", "").notice("hop.md", &in_hall("01/GM-UBND"));
    publish_data(commune.root(), None);
    let places = "[[place]]\nname = \"Trung tâm hội nghị tỉnh\"\n";
    let province = portal("Tỉnh", "https://tinh.example.vn", &source("Xã", &commune))
        .table("places.toml", places)
        .notice("aa.md", &in_hall("77/GM-UBND"))
        .notice(
            "zz.md",
            &in_hall("78/GM-UBND").replace("2026-07-01", "2026-07-02"),
        );
    let problems = inspected(province.root(), None).problems;
    let found = of_code(&problems, Code::PlaceTaken);
    assert!(!found.is_empty(), "{problems:#?}");
    assert!(
        found
            .iter()
            .all(|problem| problem.severity == Severity::Warning),
        "{found:#?}"
    );
    // Between two files of its own it remains the office's error.
    let province = province.notice("bb.md", &in_hall("79/GM-UBND"));
    assert!(niemyet::problem::any_error(
        &inspected(province.root(), None).problems
    ));
}

/// Many portals live below one host, and count their notices alike.
#[test]
fn portals_of_one_host_do_not_share_calendar_names() {
    let names = ["a", "b"];
    let offices = names.map(|name| {
        let url = format!("https://lich.example.vn/{name}");
        let office = portal(name, &url, "").notice("hop.md", &invitation("01/GM-UBND", name, ""));
        publish_data(office.root(), None);
        office
    });
    let sources = source("Sở A", &offices[0]) + &source("Sở B", &offices[1]);
    let above = portal("Tỉnh", "https://lich.example.vn", &sources);
    let out = above.root().join("public");
    demo::build(above.root(), &out, Audience::Public);
    let feed = fs::read_to_string(out.join("lich/tat-ca.ics")).unwrap();
    let uids: Vec<&str> = feed
        .lines()
        .filter(|line| line.starts_with("UID:"))
        .collect();
    let apart: BTreeSet<&&str> = uids.iter().collect();
    assert_eq!((uids.len(), apart.len()), (2, 2), "{uids:?}");
}

/// A build of the same things ends before it begins; another portal's files are among these things.
#[test]
fn a_build_sees_that_a_source_has_changed() {
    let commune = portal("Xã", "https://xa.example.vn", "")
        .notice("hop.md", &invitation("01/GM-UBND", "Họp", ""));
    publish_data(commune.root(), None);
    let above = portal("Tỉnh", "https://tinh.example.vn", &source("Xã", &commune));
    let build = || {
        let mut command = assert_cmd::Command::cargo_bin("niemyet").unwrap();
        let build = command.current_dir(above.root()).args(["build", "--json"]);
        let out = build.args(["--now", "2026-06-30T08:00"]).output().unwrap();
        serde_json::from_slice::<serde_json::Value>(&out.stdout).unwrap()["status"].clone()
    };
    assert_eq!((build(), build()), ("published".into(), "unchanged".into()));
    let text = invitation("01/GM-UBND", "Họp bàn việc khác", "");
    let commune = commune.notice("hop.md", &text);
    publish_data(commune.root(), None);
    assert_eq!((build(), build()), ("published".into(), "unchanged".into()));
}
