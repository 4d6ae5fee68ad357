//! A public portal holds nothing internal, in any byte of any file; an internal one does.

use niemyet::site::Audience;

use crate::demo;

/// What the five notices keep for the office alone: contacts, phones, mail, internal rooms, the stamp of receipt.
const INTERNAL: [&str; 10] = [
    "0900 000 000",
    "0900 000 001",
    "0900 000 002",
    "0900 000 003",
    "0900 000 004",
    "ten@example.vn",
    "meeting.example.vn",
    "Nhóm Zalo",
    "Cán bộ đầu mối",
    "0900000",
];

/// The stamp stays in its file whatever the audience.
const STAMP: [&str; 2] = ["194/ĐẾN", "Văn phòng Thành ủy"];

/// The demonstration, its stamp with a number that nothing else has.
fn stamped() -> tempfile::TempDir {
    let site = demo::copy();
    let plan = site.path().join("content/trung-uong/ke-hoach-25-kh-tw.md");
    let text = std::fs::read_to_string(&plan).unwrap();
    assert!(text.contains("number = \"194\"") && text.contains(STAMP[1]));
    let text = text.replace("number = \"194\"", "number = \"194/ĐẾN\"");
    std::fs::write(&plan, text).unwrap();
    site
}

fn holds(files: &std::collections::BTreeMap<String, Vec<u8>>, needle: &str) -> Vec<String> {
    let needle = needle.as_bytes();
    let found = files
        .iter()
        .filter(|(_, bytes)| bytes.windows(needle.len()).any(|part| part == needle));
    found.map(|(path, _)| path.clone()).collect()
}

#[test]
fn a_public_build_holds_nothing_internal() {
    let site = stamped();
    let public = site.path().join("public");
    demo::build(site.path(), &public, Audience::Public);
    let files = demo::files(&public);
    assert!(files.len() > 100);
    for needle in INTERNAL.into_iter().chain(STAMP) {
        assert_eq!(holds(&files, needle), Vec::<String>::new(), "{needle}");
    }
}

#[test]
fn an_internal_build_holds_contacts_and_rooms_but_no_stamp() {
    let site = stamped();
    let internal = site.path().join("internal");
    demo::build(site.path(), &internal, Audience::Internal);
    let files = demo::files(&internal);
    for needle in &INTERNAL[..9] {
        assert!(!holds(&files, needle).is_empty(), "{needle}");
    }
    for needle in STAMP {
        assert_eq!(holds(&files, needle), Vec::<String>::new(), "{needle}");
    }
}

#[test]
fn an_internal_notice_is_not_in_a_public_build() {
    let site = demo::small();
    let path = site.path().join("content/tan-lap/hop-nong-thon-moi.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let text = text.replace("audience = \"public\"\n", "");
    let secret = "Mật ngữ kiểm thử";
    std::fs::write(
        &path,
        text.replace("title = \"", &format!("title = \"{secret} ")),
    )
    .unwrap();
    let out = site.path().join("public");
    demo::build(site.path(), &out, Audience::Public);
    assert_eq!(holds(&demo::files(&out), secret), Vec::<String>::new());
    demo::build(site.path(), &out, Audience::Internal);
    assert!(!holds(&demo::files(&out), secret).is_empty());
}
