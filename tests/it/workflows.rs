//! Workflow files: filled in for the site, and never written over somebody's own.

use std::fs;

use crate::repository::{fine, niemyet, said, site};

#[test]
fn every_file_is_filled_in_for_the_site() {
    let folder = tempfile::tempdir().unwrap();
    fine(folder.path(), &["init", "--quiet", "-b", "chính"]);
    let below = folder.path().join("lịch xã");
    site(&below, "Họp");
    for kind in ["github", "gitlab", "gitea", "forgejo", "systemd"] {
        let printed = niemyet(
            &below,
            &["workflow", kind, "--source", "https://git.example.vn/n.git"],
        );
        assert!(printed.status.success(), "{}", said(&printed));
        let text = String::from_utf8(printed.stdout).unwrap();
        for name in [
            "branch",
            "zone",
            "hour",
            "minute",
            "install",
            "site",
            "version",
            "program",
            "repository",
        ] {
            assert!(
                !text.contains(&format!("{{{name}}}")),
                "{kind}: {name} is not filled in"
            );
        }
        assert!(text.contains("Asia/Ho_Chi_Minh"), "{kind}: {text}");
        if kind != "systemd" {
            // Five minutes past midnight in Vietnam.
            assert!(text.contains("5 17 * * *"), "{kind}: {text}");
            assert!(
                text.contains("--root \"lịch xã\"") && text.contains("chính"),
                "{kind}: {text}"
            );
            assert!(text.contains("cargo install --locked --git https://git.example.vn/n.git"));
        }
    }
}

#[test]
fn a_file_is_written_to_its_usual_path_once() {
    let folder = tempfile::tempdir().unwrap();
    fine(folder.path(), &["init", "--quiet"]);
    site(folder.path(), "Họp");
    let write = ["workflow", "github", "--write"];
    assert!(niemyet(folder.path(), &write).status.success());
    let path = folder.path().join(".github/workflows/niemyet.yml");
    fs::write(&path, "của tôi").unwrap();
    let again = niemyet(folder.path(), &write);
    assert_eq!(again.status.code(), Some(1), "{}", said(&again));
    assert_eq!(fs::read_to_string(&path).unwrap(), "của tôi");
}

#[test]
fn a_portal_is_deployed_into_a_folder_and_says_what_it_did() {
    let folder = tempfile::tempdir().unwrap();
    site(folder.path(), "Họp");
    let early = niemyet(folder.path(), &["deploy", "web"]);
    assert_eq!(early.status.code(), Some(1));
    assert!(said(&early).contains("niemyet build"), "{}", said(&early));
    assert!(
        niemyet(folder.path(), &["build", "--quiet"])
            .status
            .success()
    );
    let dry = niemyet(folder.path(), &["deploy", "web", "--dry-run"]);
    assert!(
        said(&dry).contains("gửi index.html") && said(&dry).contains("sẽ gửi"),
        "{}",
        said(&dry)
    );
    assert!(!folder.path().join("web").exists());
    assert!(niemyet(folder.path(), &["deploy", "web"]).status.success());
    let again = niemyet(folder.path(), &["deploy", "web"]);
    assert!(said(&again).contains("gửi 0 tệp"), "{}", said(&again));
    fs::write(folder.path().join("web/.niemyet-deployed"), "lạ").unwrap();
    let damaged = niemyet(folder.path(), &["deploy", "web"]);
    assert_eq!(damaged.status.code(), Some(2), "{}", said(&damaged));
}
