//! Content that attacks: whatever a file holds, it is refused with a message or published as words that do nothing.

mod disk;
mod markup;
mod names;
mod page;
mod themes;
mod volume;

use std::path::Path;

use niemyet::problem::any_error;
use niemyet::site::Audience;
use tempfile::TempDir;

use crate::demo;
use crate::support::Site;

const SETTINGS: &str = "title = \"Cổng thử\"\nbase_url = \"https://lich.example.vn\"\n";

/// A sound notice with this front matter put before its sessions, and this body.
fn notice(keys: &str, body: &str) -> String {
    format!(
        "+++\ntype = \"GM\"\nnumber = \"88/GM-UBND\"\nissued = 2026-06-29\nissuer = \"UBND xã Tân Lập\"\n\
         level = \"commune\"\ntitle = \"Họp bàn tiến độ\"\naudience = \"public\"\n{keys}\n\
         [[session]]\ndate = 2026-07-01\nstart = 07:30\n+++\n{body}"
    )
}

/// Builds what must be sound, for the public and for the office, and gives both folders.
fn built(site: &Site) -> TempDir {
    let out = tempfile::tempdir().unwrap();
    let problems = site.check();
    assert!(
        !any_error(&problems.iter().map(|one| one.0.clone()).collect::<Vec<_>>()),
        "{problems:#?}"
    );
    for (name, audience) in [
        ("public", Audience::Public),
        ("internal", Audience::Internal),
    ] {
        demo::build(site.root(), &out.path().join(name), audience);
    }
    out
}

/// Asserts that no page, feed or data file below `folder` does anything but show words.
fn assert_harmless(folder: &Path) {
    let files = demo::files(folder);
    assert!(files.len() > 20, "{} files", files.len());
    for (path, bytes) in files {
        if path.ends_with(".html") {
            page::assert_inert(&path, &String::from_utf8(bytes).unwrap());
        } else if path.ends_with(".json") || path.ends_with(".webmanifest") {
            let read = serde_json::from_slice::<serde_json::Value>(&bytes);
            assert!(read.is_ok(), "{path}: {read:?}");
        } else if path.ends_with("feed.xml") {
            let feed = feed_rs::parser::parse(bytes.as_slice());
            assert!(feed.is_ok(), "{path}: {feed:?}");
        }
    }
}
