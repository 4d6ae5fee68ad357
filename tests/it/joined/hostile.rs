//! What another portal publishes is not trusted: each odd file is left out or comes out as words, and the build goes on.

use std::fs;
use std::os::unix::fs::symlink;

use niemyet::problem::{Code, Problem};
use niemyet::site::Audience;
use serde_json::{Value, json};

use super::{inspected, invitation, portal, publish_data, source};
use crate::demo;
use crate::support::Site;

const HERE: &str = "https://tinh.example.vn";

/// A change to a file that must not be let through.
type Spoiled = Box<dyn Fn(&mut Value)>;

fn commune() -> Site {
    let commune = portal("Xã", "https://xa.example.vn", "")
        .notice("hop.md", &invitation("01/GM-UBND", "Họp", ""))
        .notice(
            "tot.md",
            &invitation("02/GM-UBND", "Họp tốt", "").replace("07-01", "07-02"),
        );
    publish_data(commune.root(), None);
    commune
}

fn above(commune: &Site) -> Site {
    portal("Tỉnh", HERE, &source("Xã Tân Lập", commune))
}

fn file(commune: &Site, name: &str) -> std::path::PathBuf {
    commune.root().join("public/api/v1").join(name)
}

fn edit(commune: &Site, name: &str, change: impl FnOnce(&mut Value)) {
    let path = file(commune, name);
    let mut json: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut json);
    fs::write(path, serde_json::to_vec(&json).unwrap()).unwrap();
}

/// The ids that are there, and the findings that a notice was left out.
fn joined(site: &Site) -> (Vec<String>, Vec<Problem>) {
    let inspection = inspected(site.root(), None);
    assert!(
        !niemyet::problem::any_error(&inspection.problems),
        "{:#?}",
        inspection.problems
    );
    let catalog = inspection.catalog.unwrap();
    let ids = catalog
        .iter()
        .map(|(_, notice)| notice.id.clone())
        .collect();
    let mut problems = inspection.problems;
    problems.retain(|problem| problem.code == Code::NoticeLeftOut);
    (ids, problems)
}

#[test]
pub(crate) fn a_broken_file_is_left_out_and_named() {
    let deep = "[".repeat(100_000);
    let paper = |change: fn(&mut Value)| move |json: &mut Value| change(&mut json["paper"]);
    let changes: Vec<Spoiled> = vec![
        Box::new(paper(|paper| paper["title"] = json!(7))),
        Box::new(paper(|paper| paper["issuer"] = json!(null))),
        Box::new(paper(|paper| paper["session"] = json!("ngày mai"))),
        Box::new(paper(|paper| {
            paper["session"][0]["date"] = json!("2026-02-31")
        })),
        Box::new(paper(|paper| paper["arrive_early"] = json!(u64::MAX))),
        Box::new(paper(|paper| paper["arrive_early"] = json!(1e300))),
        Box::new(paper(|paper| paper["level"] = json!("galaxy"))),
        Box::new(paper(|paper| paper["title"] = json!("Họp \u{202e}00:41"))),
        Box::new(paper(|paper| {
            paper["link"] = json!([{ "title": "x", "url": "javascript:alert(1)" }])
        })),
        Box::new(paper(|paper| paper["secrecy"] = json!("Tối mật"))),
        Box::new(paper(|paper| {
            paper["circulation"] = json!("Lưu hành nội bộ")
        })),
        Box::new(paper(|paper| paper["summary"] = json!("Gọi 0912 345 678"))),
        Box::new(paper(|paper| paper["aliases"] = json!(["../../x"]))),
        Box::new(paper(|paper| paper["+++\n[x]\n"] = json!(1))),
        Box::new(|json| json["paper"] = json!([])),
        Box::new(|json| json["body"] = json!({})),
        Box::new(|json| json["page"] = json!("javascript:alert(1)")),
        Box::new(|json| json["page"] = json!("https://xa.example.vn.evil.example/")),
        Box::new(|json| json["page"] = json!("https://xa.example.vn/\"><script>")),
        Box::new(|json| {
            json["source"] = json!({ "name": "x", "portal": "ftp://x", "id": "a", "page": "x" })
        }),
        Box::new(|json| {
            json["source"] = json!({
            "name": "a\u{202e}b", "portal": "https://x.vn", "id": "a", "page": "https://x.vn/a/" })
        }),
        Box::new(|json| {
            json["source"] = json!({
            "name": "a", "portal": "https://x.vn", "id": "../a", "page": "https://x.vn/a/" })
        }),
    ];
    let commune = commune();
    let whole = fs::read(file(&commune, "notices/hop.json")).unwrap();
    let above = above(&commune);
    let check = |what: String| {
        let (ids, left_out) = joined(&above);
        assert_eq!(ids, ["xa-tan-lap/tot"], "{what}");
        let [problem] = left_out.as_slice() else {
            panic!("{what}: {left_out:#?}")
        };
        assert!(
            problem.message.vi.contains("Xã Tân Lập"),
            "{what}: {problem:?}"
        );
        assert!(
            problem.source.path.ends_with("notices/hop.json"),
            "{what}: {problem:?}"
        );
    };
    for (index, change) in changes.iter().enumerate() {
        fs::write(file(&commune, "notices/hop.json"), &whole).unwrap();
        edit(&commune, "notices/hop.json", change);
        check(format!("change {index}"));
    }
    for bytes in [
        &whole[..whole.len() / 2],
        b"",
        b"\xff\xfe",
        b"null",
        deep.as_bytes(),
    ] {
        fs::write(file(&commune, "notices/hop.json"), bytes).unwrap();
        check(format!(
            "{:?}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(20)])
        ));
    }
    fs::remove_file(file(&commune, "notices/hop.json")).unwrap();
    check("gone".to_owned());
    let outside = commune.root().join("ngoai.json");
    fs::write(&outside, &whole).unwrap();
    symlink(outside, file(&commune, "notices/hop.json")).unwrap();
    check("a link out of the folder".to_owned());
}

#[test]
fn an_id_cannot_lead_out_of_the_folder() {
    for id in [
        "../../../../etc/passwd",
        "/etc/passwd",
        "",
        "A b",
        "x/../hop",
        "a\u{0}b",
    ] {
        let commune = commune();
        edit(&commune, "index.json", |json| {
            json["notices"][0]["id"] = json!(id)
        });
        let (ids, left_out) = joined(&above(&commune));
        assert_eq!(ids, ["xa-tan-lap/tot"], "{id}");
        assert_eq!(left_out.len(), 1, "{id}: {left_out:#?}");
    }
}

#[test]
fn script_in_every_field_comes_out_as_words() {
    let commune = commune();
    let script = "<script>alert('niêm')</script>";
    edit(&commune, "notices/hop.json", |json| {
        for key in ["title", "issuer", "summary", "broadcast"] {
            json["paper"][key] = json!(format!("Họp {script}"));
        }
        json["paper"]["session"][0]["title"] = json!(script);
        json["body"] = json!(format!("Lời {script}\n\n[x](javascript:alert(1))\n"));
        json["source"] = json!({ "name": script, "portal": "https://x.example.vn",
            "id": "hop", "page": "https://x.example.vn/hop/" });
    });
    let above = above(&commune);
    let out = above.root().join("public");
    demo::build(above.root(), &out, Audience::Public);
    let page = fs::read_to_string(out.join("giay-moi/xa-tan-lap/hop/index.html")).unwrap();
    assert!(page.contains("alert("), "the words are there");
    for (path, bytes) in demo::files(&out) {
        if path.ends_with(".html") {
            let text = String::from_utf8(bytes).unwrap();
            assert!(
                !text.contains("<script>alert") && !text.contains("href=\"javascript"),
                "{path}"
            );
        }
    }
}

#[test]
fn a_files_name_is_not_looked_for_here() {
    let commune = commune();
    edit(&commune, "notices/hop.json", |json| {
        json["paper"]["link"] = json!([{ "title": "Bảng", "file": "site.toml" }]);
    });
    let above = portal(
        "Tỉnh",
        HERE,
        "[[source]]\nname = \"Xã\"\nfrom = \"content/xa\"\n",
    );
    let inner = above.path("xa/api/v1");
    fs::create_dir_all(inner.join("notices")).unwrap();
    for name in ["index.json", "notices/hop.json", "notices/tot.json"] {
        fs::copy(file(&commune, name), inner.join(name)).unwrap();
    }
    let out = above.root().join("public");
    demo::build(above.root(), &out, Audience::Public);
    assert!(out.join("giay-moi/xa/hop/index.html").exists());
    assert!(!out.join("tep").exists());
}

#[test]
fn internal_notices_of_an_internal_portal_stay_inside() {
    let inner = invitation("03/GM-UBND", "Việc nội bộ", "").replace("07-01", "07-03");
    let inner = inner.replace("audience = \"public\"", "");
    let commune = commune().notice("noi-bo.md", &inner);
    publish_data(commune.root(), Some(Audience::Internal));
    let above = above(&commune);
    let out = above.root().join("public");
    demo::build(above.root(), &out, Audience::Public);
    for (path, bytes) in demo::files(&out) {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("Việc nội bộ"),
            "{path}"
        );
    }
    assert!(out.join("giay-moi/xa-tan-lap/hop/index.html").exists());
}

#[test]
pub(crate) fn a_source_that_cannot_be_read_is_refused_at_its_line() {
    let line = ["site.toml:6:8 source-unusable"];
    let gone = portal(
        "Tỉnh",
        HERE,
        "[[source]]\nname = \"Xã\"\nfrom = \"../khong-co\"\n",
    );
    assert_eq!(gone.errors(), line);
    let commune = commune();
    let above = above(&commune);
    assert_eq!(above.errors(), Vec::<String>::new());
    for bytes in [
        &b"{\"portal\":"[..],
        b"[]",
        b"",
        b"{\"time_zone\":\"Asia/Ho_Chi_Minh\",\"notices\":[]}",
    ] {
        fs::write(file(&commune, "index.json"), bytes).unwrap();
        assert_eq!(above.errors(), line, "{:?}", String::from_utf8_lossy(bytes));
    }
    publish_data(commune.root(), None);
    edit(&commune, "index.json", |json| {
        json["time_zone"] = json!("UTC")
    });
    assert_eq!(above.errors(), line, "another zone");
    fs::remove_dir_all(commune.root().join("public")).unwrap();
    assert_eq!(above.errors(), line, "a source that disappears");
}

#[test]
fn a_portal_does_not_take_from_itself() {
    let site = portal(
        "Xã",
        "https://xa.example.vn",
        "[[source]]\nname = \"Xã\"\nfrom = \"public\"\n",
    );
    let other = portal("Xã", "https://xa.example.vn", "")
        .notice("hop.md", &invitation("01/GM-UBND", "Họp", ""));
    publish_data(other.root(), None);
    std::os::unix::fs::symlink(other.root().join("public"), site.root().join("public")).unwrap();
    assert_eq!(site.errors(), ["site.toml:6:8 source-unusable"]);
}

#[test]
fn tables_that_cannot_be_sources_are_refused() {
    let commune = commune();
    let twice = source("Xã", &commune) + &source("Xã khác", &commune);
    let same = source("Xã", &commune) + &source("xã", &commune);
    for (sources, wanted) in [
        (twice, "site.toml:9:8 source-unusable"),
        (same, "site.toml:7:1 bad-id"),
        (
            "[[source]]\nname = \"Xã\"\nfrom = \"https://xa.example.vn/\"\n".to_owned(),
            "site.toml:6:8 wrong-value",
        ),
        (
            "[[source]]\nname = \"Xã\"\n".to_owned(),
            "site.toml:4:1 missing-key",
        ),
        (
            "[[source]]\nname = \"…\"\nfrom = \"public\"\n".to_owned(),
            "site.toml:5:8 wrong-value",
        ),
    ] {
        let errors = portal("Tỉnh", HERE, &sources).errors();
        assert!(
            errors.iter().any(|error| error == wanted),
            "{wanted}: {errors:?}"
        );
    }
}
