//! A session may be for single points: who sits there has its hour, the others do not.

use std::fs;
use std::path::Path;

use niemyet::site::Audience;

use crate::cases::Case;
use crate::demo;

fn built() -> tempfile::TempDir {
    built_of("fine/points-of-sessions.case")
}

fn built_of(case: &str) -> tempfile::TempDir {
    let path = demo::repository().join("tests/sites").join(case);
    let site = Case::parse(&fs::read_to_string(path).unwrap()).site();
    let out = tempfile::tempdir().unwrap();
    demo::build(site.root(), &out.path().join("public"), Audience::Internal);
    out
}

fn read(out: &Path, path: &str) -> String {
    fs::read_to_string(out.join("public").join(path)).unwrap()
}

/// The hours at which the calendar of `folder` has something.
fn hours(out: &Path, folder: &str) -> Vec<String> {
    let calendar = read(out, &format!("{folder}/lich.ics"));
    let starts = calendar.split("DTSTART").skip(1);
    let starts = starts.filter_map(|line| line.split(['\r', '\n']).next());
    let starts = starts.filter_map(|line| line.split_once("20260708T"));
    starts.map(|(_, clock)| clock[..4].to_owned()).collect()
}

#[test]
fn each_unit_gets_the_hours_of_its_own_point() {
    let out = built();
    let named = ["0800", "1330", "1400"];
    assert_eq!(hours(out.path(), "don-vi/ubnd-xa-tan-lap"), named);
    assert_eq!(hours(out.path(), "don-vi/ubnd-xa-hoa-son"), named);
    assert_eq!(
        hours(out.path(), "don-vi/ubnd-tinh"),
        ["1245", "1300", "1400"]
    );
    assert_eq!(
        hours(out.path(), "cap/xa"),
        ["0800", "0900", "1330", "1400"]
    );
    assert_eq!(hours(out.path(), "cap/tinh"), ["1245", "1300", "1400"]);
}

#[test]
fn pages_search_and_data_say_which_points() {
    let out = built();
    let page = read(out.path(), "giay-moi/a/index.html");
    assert!(page.contains("Xã Tân Lập; xã Hòa Sơn"), "{page}");
    let unit = read(out.path(), "don-vi/ubnd-xa-tan-lap/index.html");
    assert!(unit.contains("Xã Tân Lập; xã Hòa Sơn"), "{unit}");
    assert!(!unit.contains("còn lại"), "{unit}");
    let calendar = read(out.path(), "cap/xa/lich.ics");
    let calendar = calendar.replace("\r\n ", "");
    assert!(
        calendar.contains("Điểm cầu: Các xã\\, phường còn lại"),
        "{calendar}"
    );
    let data = read(out.path(), "api/v1/notices/a.json");
    assert!(
        data.contains("\"points\":[\"Các xã, phường còn lại\"]"),
        "{data}"
    );
}

#[test]
fn a_duty_of_a_class_of_points_is_in_the_list_and_the_calendar_of_its_level() {
    let out = built_of("rules/deadline-incomplete/silent-class.case");
    for path in ["cap/xa/index.html", "cap/xa/lich.ics"] {
        let told = read(out.path(), path).replace("\r\n ", "");
        assert!(told.contains("Xác nhận thành phần"), "{path}: {told}");
        assert!(!told.contains("Chuẩn bị ý kiến"), "{path}: {told}");
    }
}

#[test]
fn a_day_without_an_hour_is_not_called_a_whole_day() {
    let out = built_of("rules/said-mismatch/silent-hourless.case");
    let page = read(out.path(), "index.html");
    assert!(page.contains(">không nêu giờ<"), "{page}");
    assert!(!page.contains(">cả ngày<"), "{page}");
}
