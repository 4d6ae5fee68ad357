//! What an audience may not see is in no byte of its index, and no search finds it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;

use flate2::read::GzDecoder;
use niemyet::search::{Engine, Request};
use niemyet::site::Audience;

use crate::demo;

/// Words that stand nowhere else, for what an internal notice says in its head, its duties and its body.
const SECRETS: [&str; 4] = ["Zqxjkvong", "Zwqpfgieu", "Zjkxbvuon", "Zvbnhkiep"];

/// A notice for the office alone, and a contact and a link for it in a public one.
fn site() -> tempfile::TempDir {
    let site = demo::small();
    let folder = site.path().join("content/tan-lap");
    let [title, duty, body, link] = SECRETS;
    let internal = format!(
        "+++\ntype = \"GM\"\nnumber = \"99/GM-UBND\"\nissued = 2026-07-01\nlevel = \"commune\"\n\
         issuer = \"UBND xã Tân Lập\"\ntitle = \"Họp {title}\"\n[[session]]\ndate = 2026-07-08\nstart = 08:00\n\
         [[task]]\nassigned_to = [\"UBND xã Tân Lập\"]\ndo = \"Nộp {duty}\"\n+++\n\nChuẩn bị {body}.\n"
    );
    fs::write(folder.join("noi-bo.md"), internal).unwrap();
    let meeting = folder.join("hop-nong-thon-moi.md");
    let text = fs::read_to_string(&meeting).unwrap();
    let end = text.rfind("+++").unwrap();
    let (head, rest) = text.split_at(end);
    let more = format!(
        "[[link]]\ntitle = \"Phòng {link}\"\nrole = \"join\"\nurl = \"https://meeting.example.vn/{link}\"\ninternal = true\n\
         [[contact]]\nname = \"Người trực {link}\"\nphone = \"0900 000 009\"\n"
    );
    fs::write(&meeting, format!("{head}{more}{rest}")).unwrap();
    site
}

/// The index a build publishes, by path.
fn published(site: &tempfile::TempDir, audience: Audience) -> BTreeMap<String, Vec<u8>> {
    let out = site.path().join(audience.word());
    demo::build(site.path(), &out, audience);
    let mut files = demo::files(&out);
    files.retain(|path, _| path.starts_with("search/"));
    assert!(files.len() > 5, "{:?}", files.keys());
    files
}

fn unpacked(bytes: &[u8]) -> String {
    let mut content = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut content).unwrap();
    String::from_utf8_lossy(&content).to_lowercase()
}

fn found(files: &BTreeMap<String, Vec<u8>>, query: &str) -> usize {
    let engine = Engine::open(|path: &str| files.get(path).cloned());
    let engine = engine.unwrap_or_else(|closed| panic!("{closed:?}"));
    engine.search(query, &Request::default()).total
}

#[test]
fn a_public_index_knows_nothing_internal() {
    let site = site();
    let files = published(&site, Audience::Public);
    for secret in SECRETS {
        assert_eq!(found(&files, secret), 0, "{secret}");
        // Keys are front-coded: a first letter may be shared with the key before.
        let rest = secret[1..].to_lowercase();
        let holding = files
            .iter()
            .filter(|(_, bytes)| unpacked(bytes).contains(&rest));
        let holding: Vec<&String> = holding.map(|(path, _)| path).collect();
        assert!(holding.is_empty(), "{secret} in {holding:?}");
    }
    for query in [
        "99/GM-UBND",
        "99gmubnd",
        "\"0900 000 009\"",
        "\"meeting.example.vn\"",
    ] {
        assert_eq!(found(&files, query), 0, "{query}");
    }
}

#[test]
fn an_internal_index_knows_the_notice_but_no_telephone() {
    let site = site();
    let files = published(&site, Audience::Internal);
    for secret in SECRETS {
        assert!(found(&files, secret) > 0, "{secret}");
    }
    assert_eq!(found(&files, "99gmubnd"), 1);
    assert_eq!(found(&files, "\"0900 000 009\""), 0);
}

#[test]
fn an_unchanged_site_keeps_its_index_and_a_day_changes_little() {
    let site = site();
    let before = published(&site, Audience::Public);
    let again = demo::build(site.path(), &site.path().join("public"), Audience::Public);
    assert!(again.is_unchanged(), "{again:?}");
    let meeting = site.path().join("content/tan-lap/hop-nong-thon-moi.md");
    let text = fs::read_to_string(&meeting).unwrap();
    fs::write(&meeting, text.replacen("title = \"", "title = \"Qxyz ", 1)).unwrap();
    let after = published(&site, Audience::Public);
    assert_eq!(found(&after, "Qxyz"), 1);
    let kept = before
        .iter()
        .filter(|(path, bytes)| after.get(*path) == Some(*bytes));
    // Six notices make nine files, and a new word belongs into the root, a list of words, a shard and the records.
    let (kept, all) = (kept.count(), before.len());
    assert!(kept * 3 > all, "{kept} of {all} files stay as they were");
}

#[test]
fn a_notice_taken_down_is_found_no_more() {
    let site = site();
    let meeting = site.path().join("content/tan-lap/hop-nong-thon-moi.md");
    let text = fs::read_to_string(&meeting).unwrap();
    let stands = text.replacen("title = \"", "title = \"Qxyz ", 1);
    fs::write(&meeting, &stands).unwrap();
    assert_eq!(found(&published(&site, Audience::Public), "Qxyz"), 1);
    let end = stands.rfind("+++").unwrap();
    let down = "[withdrawn]\nat = 2026-07-02T08:00:00\nreason = \"Đăng nhầm\"\n";
    let text = format!("{}{down}{}", &stands[..end], &stands[end..]);
    fs::write(&meeting, text).unwrap();
    assert_eq!(found(&published(&site, Audience::Public), "Qxyz"), 0);
}
