//! What changed between two states, in words: for whom, and nothing that is not for them.

use std::path::Path;

use niemyet::catalog::Catalog;
use niemyet::history::{Changes, Files, Kind, Shape, changes};
use niemyet::problem::Language;
use niemyet::site::Audience;

use crate::repository::{Server, commit, fine, git, niemyet, notice, said, site};
use crate::support::Site;

const LEVELS: &str = r#"
title = "Cổng thử"
base_url = "https://lich.example.vn"
[[level]]
id = "province"
name = "Tỉnh"
slug = "tinh"
[[level]]
id = "commune"
name = "Xã"
slug = "xa"
"#;

/// A meeting of two levels, each with its place, and a duty of the commune.
fn meeting(start: &str, hall: &str, before: &str, rest: &str) -> String {
    format!(
        r#"+++
type = "GM"
number = "15/GM-UBND"
issued = 2026-06-20
level = "province"
issuer = "UBND tỉnh"
title = "Hội nghị sơ kết"
audience = "public"
published = 2026-06-20 10:00
[[session]]
date = 2026-07-09
start = {start}
[[session]]
kind = "test"
date = 2026-07-08
start = 15:00
levels = ["commune"]
[[point]]
level = "province"
place = "Hội trường tỉnh"
participants = ["Lãnh đạo sở"]
[[point]]
level = "commune"
host = "Các xã, phường"
place = "{hall}"
[[task]]
levels = ["commune"]
do = "Gửi danh sách"
before = {before}
[[contact]]
for = "kỹ thuật"
name = "Ông Bình"
phone = "0900 000 000"
{rest}+++
"#
    )
}

fn state(notices: &[(&str, String)], audience: Audience) -> Catalog {
    let folder = notices.iter().fold(
        Site::new().table("site.toml", LEVELS),
        |folder, (name, text)| folder.notice(name, text),
    );
    let mut catalog = folder.inspect().unwrap().catalog.unwrap();
    catalog.site.audience = audience;
    catalog.published_for(audience, jiff::civil::DateTime::MAX)
}

fn first() -> (&'static str, String) {
    let text = meeting("08:00", "Hội trường xã", "2026-07-07T17:00:00", "");
    ("so-ket.md", text)
}

fn public(before: &[(&str, String)], after: &[(&str, String)]) -> (Changes, String) {
    let before = state(before, Audience::Public);
    let after = state(after, Audience::Public);
    let changes = changes(&before, &after, Files::default());
    let words = changes.in_words(&after.site, Language::Vi, Shape::Text);
    (changes, words)
}

fn kinds(changes: &Changes) -> Vec<Kind> {
    let items = changes.events.iter().flat_map(|event| &event.items);
    items.map(|item| item.kind).collect()
}

#[test]
fn each_level_reads_what_concerns_it() {
    let text = meeting("14:00", "Nhà văn hóa", "2026-07-06T17:00:00", "");
    let (changes, words) = public(&[first()], &[("so-ket.md", text)]);
    assert_eq!(kinds(&changes), [Kind::Moved, Kind::Place, Kind::Deadline]);
    assert_eq!(
        words,
        "Tỉnh
  Hội nghị sơ kết (15/GM-UBND, UBND tỉnh)
    - đổi giờ: 08 giờ 00, thứ Năm, 09/7/2026 → 14 giờ 00, thứ Năm, 09/7/2026

Xã
  Hội nghị sơ kết (15/GM-UBND, UBND tỉnh)
    - đổi giờ: 08 giờ 00, thứ Năm, 09/7/2026 → 14 giờ 00, thứ Năm, 09/7/2026
    - đổi nơi họp (Các xã, phường): Hội trường xã → Nhà văn hóa
    - đổi hạn (Gửi danh sách): trước 17 giờ 00, thứ Ba, 07/7/2026 → trước 17 giờ 00, thứ Hai, 06/7/2026
"
    );
}

#[test]
fn a_new_meeting_says_when_where_and_what_is_due() {
    let (changes, words) = public(&[], &[first()]);
    assert_eq!(
        kinds(&changes),
        [Kind::New, Kind::Place, Kind::Place, Kind::DutyAdded]
    );
    let commune = words.split("Xã\n").nth(1).unwrap();
    assert!(
        commune.contains("cuộc họp mới: 08 giờ 00, thứ Năm, 09/7/2026"),
        "{words}"
    );
    assert!(
        commune.contains("nơi họp (Các xã, phường): Hội trường xã"),
        "{words}"
    );
    assert!(!commune.contains("Hội trường tỉnh"), "{words}");
    let (gone, words) = public(&[first()], &[]);
    assert_eq!(kinds(&gone), [Kind::Withdrawn], "{words}");
}

#[test]
fn a_notice_of_change_changes_the_meeting_and_is_none_itself() {
    let change = |kind: &str, session: &str| {
        let text = format!(
            "+++\ntype = \"TB\"\nnumber = \"16/TB-UBND\"\nissued = 2026-07-01\nlevel = \"province\"\n\
             issuer = \"UBND tỉnh\"\ntitle = \"Thông báo\"\naudience = \"public\"\n\
             [change]\nof = \"so-ket\"\nkind = \"{kind}\"\n{session}+++\n"
        );
        ("thong-bao.md", text)
    };
    let (cancelled, words) = public(&[first()], &[first(), change("cancel", "")]);
    assert_eq!(kinds(&cancelled), [Kind::Cancelled], "{words}");
    assert!(
        words.starts_with("Tỉnh, Xã\n") && words.contains("HỦY: 08 giờ 00"),
        "{words}"
    );
    let (back, words) = public(&[first(), change("cancel", "")], &[first()]);
    assert_eq!(kinds(&back), [Kind::Reinstated], "{words}");
    let moved = change(
        "postpone",
        "[[session]]\ndate = 2026-07-16\nstart = 08:00\n",
    );
    let (moved, words) = public(&[first()], &[first(), moved]);
    assert_eq!(kinds(&moved), [Kind::Moved], "{words}");
    assert!(
        words.contains("09/7/2026 → 08 giờ 00, thứ Năm, 16/7/2026"),
        "{words}"
    );
}

#[test]
fn order_names_and_broken_files_change_nothing() {
    let (renamed, words) = public(&[first()], &[("2026/so-ket-6-thang.md", first().1)]);
    assert!(renamed.is_empty(), "{words}");
    let broken = first().1.replace("title =", "titel =");
    let (changes, words) = public(&[first()], &[("so-ket.md", broken.clone())]);
    assert!(changes.is_empty(), "{words}");
    let (changes, words) = public(&[("so-ket.md", broken)], &[first()]);
    assert!(changes.is_empty(), "{words}");
}

#[test]
fn contacts_are_nobodys_news_in_public_and_never_told() {
    let other = first()
        .1
        .replace("0900 000 000", "0900 000 001")
        .replace("Ông Bình", "Bà Lan");
    let (changes, words) = public(&[first()], &[("so-ket.md", other.clone())]);
    assert!(changes.is_empty(), "{words}");
    let before = state(&[first()], Audience::Internal);
    let after = state(&[("so-ket.md", other)], Audience::Internal);
    let changes = niemyet::history::changes(&before, &after, Files::default());
    assert_eq!(kinds(&changes), [Kind::Contacts]);
    let words = changes.in_words(&after.site, Language::Vi, Shape::Text)
        + &changes.to_json(&after.site, Language::En);
    assert!(!words.contains("0900") && !words.contains("Lan"), "{words}");
}

#[test]
fn internal_notices_and_links_are_no_news_in_public() {
    let link = |title: &str| {
        format!(
            "[[link]]\ntitle = \"{title}\"\nrole = \"join\"\nurl = \"https://hop.example.vn/{title}\"\ninternal = true\n"
        )
    };
    let with = |title| {
        (
            "so-ket.md",
            meeting(
                "08:00",
                "Hội trường xã",
                "2026-07-07T17:00:00",
                &link(title),
            ),
        )
    };
    let (changes, words) = public(&[with("a")], &[with("b")]);
    assert!(changes.is_empty(), "{words}");
    let hidden = first()
        .1
        .replace("audience = \"public\"", "audience = \"internal\"");
    let (changes, words) = public(&[], &[("so-ket.md", hidden)]);
    assert!(changes.is_empty(), "{words}");
}

#[test]
fn a_row_inserted_into_a_schedule_moves_no_other() {
    let row = |day: u8, title: &str| {
        format!(
            "[[session]]\ndate = 2026-07-{day:02}\nstart = 08:00\ntitle = \"{title}\"\nplace = \"Phòng {day}\"\n"
        )
    };
    let schedule = |rows: &[String]| {
        let head = "+++\ntype = \"LCT\"\nissued = 2026-07-03\nlevel = \"commune\"\nissuer = \"UBND xã\"\ntitle = \"Lịch tuần\"\naudience = \"public\"\n";
        ("lich.md", format!("{head}{}+++\n", rows.concat()))
    };
    let before = schedule(&[row(6, "Giao ban"), row(8, "Tiếp dân")]);
    let after = schedule(&[row(6, "Giao ban"), row(7, "Kiểm tra"), row(8, "Tiếp dân")]);
    let (changes, words) = public(&[before], &[after]);
    assert_eq!(kinds(&changes), [Kind::SessionAdded], "{words}");
    assert!(
        words.contains("thêm buổi (Kiểm tra): 08 giờ 00, thứ Ba, 07/7/2026"),
        "{words}"
    );
}

fn edit(clone: &Path, from: &str, to: &str) {
    let path = clone.join("content/giấy mời/họp giao ban.md");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from));
    std::fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn the_command_compares_commits_the_index_and_the_disk() {
    let server = Server::new(&[]);
    let clone = server.clone("a");
    site(&clone, "Họp giao ban");
    commit(&clone, "Một");
    edit(&clone, "start = 07:30", "start = 08:00");
    fine(&clone, &["add", "--all"]);
    edit(&clone, "Hội trường UBND xã", "Nhà văn hóa");
    let staged = said(&niemyet(&clone, &["diff", "--staged"]));
    assert!(
        staged.contains("đổi giờ") && !staged.contains("Nhà văn hóa"),
        "{staged}"
    );
    let disk = said(&niemyet(&clone, &["diff"]));
    assert!(
        disk.contains("đổi giờ") && disk.contains("→ Nhà văn hóa"),
        "{disk}"
    );
    commit(&clone, "Hai");
    let json = niemyet(
        &clone,
        &["diff", "HEAD~1..HEAD", "--format", "json", "--lang", "en"],
    );
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let items = json["events"][0]["changes"].as_array().unwrap();
    let moved = items.iter().find(|item| item["kind"] == "moved").unwrap();
    assert_eq!(moved["before"]["start"], "07:30");
    assert_eq!(moved["after"]["start"], "08:00");
    assert!(
        items.iter().all(|item| item["levels"][0] == "commune"),
        "{json}"
    );
    let unknown = niemyet(&clone, &["diff", "khong-co..HEAD"]);
    assert_eq!(unknown.status.code(), Some(1));
    let none = niemyet(&clone, &["diff", "HEAD..HEAD"]);
    assert!(said(&none).contains("không có thay đổi"), "{}", said(&none));
}

#[test]
fn a_push_is_answered_with_what_it_published() {
    let server = Server::new(&[]);
    let clone = server.clone("a");
    site(&clone, "Họp giao ban");
    commit(&clone, "Một");
    fine(&clone, &["push", "--quiet", "origin", "main"]);
    edit(&clone, "start = 07:30", "start = 08:00");
    std::fs::write(
        clone.join("content/giấy mời/họp mới.md"),
        notice("Họp mới").replace("88/", "89/"),
    )
    .unwrap();
    commit(&clone, "Hai");
    let answer = said(&git(&clone, &["push", "origin", "main"]));
    assert!(
        answer.contains("đổi giờ: 07 giờ 30, thứ Tư, 08/7/2026 → 08 giờ 00"),
        "{answer}"
    );
    assert!(
        answer.contains("Họp mới (89/GM-UBND") && answer.contains("cuộc họp mới"),
        "{answer}"
    );
}
