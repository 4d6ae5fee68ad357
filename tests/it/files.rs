//! Odd things on disk where a notice should be: each gets its message or is handled, and none hides the sound notices.

use std::fs;

use crate::support::Site;

const GOOD: &str = r#"+++
type = "GM"
number = "88/GM-UBND"
issued = 2026-06-29
issuer = "UBND xã Tân Lập"
title = "Họp bàn tiến độ"
[[session]]
date = 2026-07-01
start = 07:30
+++
"#;

fn ids(site: &Site) -> Vec<String> {
    let inspection = site.inspect().expect("a readable site");
    let catalog = inspection.catalog.expect("a usable site.toml");
    catalog
        .iter()
        .map(|(_, notice)| notice.id.clone())
        .collect()
}

#[test]
fn an_empty_folder_has_no_site() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let request = niemyet::Request {
        root: folder.path().to_owned(),
        audience: None,
        language: None,
    };
    let inspection = niemyet::inspect(&request).expect("nothing to refuse");
    assert!(inspection.catalog.is_none());
    let [problem] = inspection.problems.as_slice() else {
        panic!("one problem, not {:?}", inspection.problems);
    };
    assert_eq!(problem.source.path, "content/site.toml");
    assert!(problem.message.vi.contains("không có tệp này"));
}

#[test]
fn a_folder_named_like_a_notice() {
    let site = Site::new()
        .notice("2026/a.md", GOOD)
        .notice("hop.md/b.md", GOOD);
    let errors = site.errors();
    assert!(
        errors.contains(&"hop.md:1:1 broken-file".to_owned()),
        "{errors:?}"
    );
}

#[test]
fn a_file_of_50_megabytes_is_refused_unread() {
    let site = Site::new().notice("a.md", GOOD).notice("b.md", "");
    let file = fs::File::options()
        .write(true)
        .open(site.path("b.md"))
        .expect("the file");
    file.set_len(50 << 20).expect("a sparse file");
    assert_eq!(site.errors(), ["b.md:1:1 broken-file"]);
    let findings = site.check();
    let said = findings
        .iter()
        .any(|finding| finding.sentences()[0].contains("50 MB"));
    assert!(said, "{findings:?}");
    assert_eq!(ids(&site), ["a"]);
}

#[test]
fn a_file_of_exactly_the_limit_is_read() {
    let limit = usize::try_from(niemyet::sources::MAX_FILE_BYTES).expect("a small number");
    let text = format!("{GOOD}{}", "a".repeat(limit - GOOD.len()));
    let site = Site::new().notice("a.md", &text);
    assert_eq!(site.errors(), Vec::<String>::new());
    let site = site.notice("a.md", &(text + "a"));
    assert_eq!(site.errors(), ["a.md:1:1 broken-file"]);
}

#[test]
fn a_table_of_50_megabytes_is_refused_unread() {
    let site = Site::new().table("units.toml", "");
    let file = fs::File::options()
        .write(true)
        .open(site.path("units.toml"))
        .expect("the file");
    file.set_len(50 << 20).expect("a sparse file");
    assert_eq!(site.errors(), ["units.toml:1:1 broken-file"]);
}

#[test]
fn names_with_spaces_and_marks_become_addresses() {
    let site = Site::new().notice("Năm 2026/Họp giao ban (lần 2).md", GOOD);
    assert_eq!(site.errors(), Vec::<String>::new());
    assert_eq!(ids(&site), ["nam-2026/hop-giao-ban-lan-2"]);
}

#[test]
fn the_longest_name_a_disk_takes() {
    let site = Site::new();
    let long = "a".repeat(297) + ".md";
    // Most file systems end at 255 bytes; where they do, the longest name they take is tried.
    let name = match fs::write(site.path(&long), GOOD) {
        Ok(()) => long,
        Err(_) => "a".repeat(252) + ".md",
    };
    let site = site.notice(&name, GOOD);
    assert_eq!(site.errors(), [format!("{name}:2:1 bad-id")]);
}

#[test]
fn readme_and_hidden_files_are_no_notices() {
    let site = Site::new()
        .notice("a.md", GOOD)
        .notice("README.md", "# Kho tin")
        .notice("2026/readme.md", "Ghi chú")
        .notice(".a.md.swp", "\u{0}")
        .notice("._a.md", "\u{0}")
        .notice(".git/b.md", "---")
        .notice("_cu/c.md", "---");
    assert_eq!(site.errors(), Vec::<String>::new());
    assert_eq!(ids(&site), ["a"]);
}

#[test]
fn a_huge_pile_of_mistakes_is_cut_short_and_says_so() {
    let lines = (0..20_000).map(|number| format!("no key {number}\n"));
    let keys = (0..20_000).map(|number| format!("k{number} = 1\n"));
    for pile in [lines.collect::<String>(), keys.collect()] {
        let site = Site::new()
            .notice("a.md", &format!("+++\n{pile}+++\n"))
            .notice("b.md", GOOD);
        let findings = site.check();
        assert!(findings.len() <= 250, "{} findings", findings.len());
        let told = findings
            .iter()
            .any(|finding| finding.sentences()[0].contains("còn lỗi khác"));
        assert!(told, "nothing says that there is more");
        assert_eq!(ids(&site), ["b"]);
    }
}

#[test]
fn a_value_of_a_megabyte_is_not_repeated_in_the_message() {
    let long = "ế".repeat(1 << 18);
    let text = GOOD.replace("title", &format!("form = \"{long}\"\n{long} = 1\ntitle"));
    let site = Site::new().notice("a.md", &text);
    let findings = site.check();
    assert!(!findings.is_empty());
    for finding in &findings {
        let shown = niemyet::problem::Terminal::default().write(&finding.0);
        assert!(
            shown.chars().count() < 2_000,
            "{} characters",
            shown.chars().count()
        );
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn a_loop_of_folders() {
        let site = Site::new().notice("2026/a.md", GOOD);
        symlink("..", site.path("2026/lap")).expect("a link");
        assert_eq!(site.errors(), ["2026/lap:1:1 broken-file"]);
        assert_eq!(ids(&site), ["2026/a"]);
    }

    #[test]
    fn links_that_lead_to_each_other() {
        let site = Site::new().notice("a.md", GOOD);
        symlink("c.md", site.path("b.md")).expect("a link");
        symlink("b.md", site.path("c.md")).expect("a link");
        assert_eq!(
            site.errors(),
            ["b.md:1:1 broken-file", "c.md:1:1 broken-file"]
        );
    }

    #[test]
    fn a_link_to_nothing() {
        let site = Site::new().notice("a.md", GOOD);
        symlink("mat.md", site.path("b.md")).expect("a link");
        assert_eq!(site.errors(), ["b.md:1:1 broken-file"]);
    }

    #[test]
    fn a_file_link_out_of_content_is_not_followed() {
        let site = Site::new().notice("a.md", GOOD);
        fs::write(site.root().join("b.md"), GOOD).expect("a file");
        symlink("../b.md", site.path("b.md")).expect("a link");
        assert_eq!(site.errors(), ["b.md:1:1 broken-file"]);
        assert_eq!(ids(&site), ["a"]);
    }

    /// A linked folder once was walked wherever it led: its files looked like files of the site.
    #[test]
    fn a_folder_link_out_of_content_is_not_followed() {
        let site = Site::new().notice("a.md", GOOD);
        fs::create_dir(site.root().join("ngoai")).expect("a folder");
        fs::write(site.root().join("ngoai/b.md"), GOOD).expect("a file");
        fs::write(site.root().join("ngoai/mat.pdf"), "x").expect("a file");
        symlink("../ngoai", site.path("ngoai")).expect("a link");
        assert_eq!(site.errors(), ["ngoai:1:1 broken-file"]);
        assert_eq!(ids(&site), ["a"]);
        let attachments = niemyet::sources::load(site.root())
            .expect("a readable site")
            .attachments;
        assert!(attachments.is_empty(), "{attachments:?}");
    }

    #[test]
    fn a_link_within_content_is_a_file_like_others() {
        let site = Site::new().notice("a.md", GOOD).file("chung/mau.pdf", "x");
        symlink("chung/mau.pdf", site.path("mau.pdf")).expect("a link");
        assert_eq!(site.errors(), Vec::<String>::new());
        let attachments = niemyet::sources::load(site.root())
            .expect("a readable site")
            .attachments;
        assert!(attachments.contains("content/mau.pdf"));
    }

    #[test]
    fn a_socket_is_no_notice() {
        let site = Site::new().notice("a.md", GOOD);
        let _socket = UnixListener::bind(site.path("b.md")).expect("a socket");
        assert_eq!(site.errors(), ["b.md:1:1 broken-file"]);
    }

    #[test]
    fn a_name_that_is_not_utf8_is_shown_and_read() {
        let site = Site::new();
        let name = std::ffi::OsStr::from_bytes(b"h\xf4p.md");
        if fs::write(site.path("").join(name), GOOD).is_err() {
            return; // This file system takes UTF-8 names only.
        }
        assert_eq!(site.errors(), Vec::<String>::new());
        assert_eq!(ids(&site), ["h-p"]);
    }

    #[test]
    fn a_name_with_an_escape_sequence_does_not_steer_the_terminal() {
        let site = Site::new().notice("a\u{1b}[2Jb.md", "---\n");
        let findings = site.check();
        let shown = niemyet::problem::Terminal::default().write(&findings[0].0);
        assert!(!shown.contains('\u{1b}'), "{shown:?}");
    }

    #[test]
    fn what_may_not_be_read_stops_everything() {
        let site = Site::new().notice("a.md", GOOD).notice("b.md", GOOD);
        fs::set_permissions(site.path("b.md"), fs::Permissions::from_mode(0o000)).expect("a mode");
        if fs::read(site.path("b.md")).is_ok() {
            return; // The superuser reads everything.
        }
        let error = site.inspect().expect_err("an unreadable file");
        assert!(error.to_string().contains("b.md"), "{error}");
        let run = assert_cmd::Command::cargo_bin("niemyet").expect("the binary");
        let mut run = run;
        run.arg("check")
            .arg("--root")
            .arg(site.root())
            .assert()
            .code(2);
    }
}
