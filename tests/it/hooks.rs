//! Publishing by git: what the hooks check, refuse, publish and leave alone.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use niemyet::site::Audience;

use crate::demo;
use crate::repository::{Server, commit, fine, git, niemyet, notice, said, site};

const NOTICE: &str = "content/giấy mời/họp giao ban.md";

fn break_notice(clone: &Path) {
    fs::write(
        clone.join(NOTICE),
        notice("Họp").replace("title =", "titel ="),
    )
    .unwrap();
}

/// Whether what is published is what a fresh build of `root` gives.
fn is_build_of(server: &Server, root: &Path) -> bool {
    let expected = tempfile::tempdir().unwrap();
    demo::build(root, expected.path(), Audience::Public);
    demo::files(expected.path()) == demo::files(&server.out())
}

#[test]
fn a_first_push_is_published_and_a_broken_one_refused() {
    let server = Server::new(&[]);
    let clone = server.clone("bản của chị Hà");
    site(&clone, "Họp giao ban");
    commit(&clone, "Đầu tiên");
    let pushed = git(&clone, &["push", "origin", "main"]);
    assert!(
        pushed.status.success() && said(&pushed).contains("đã đăng"),
        "{}",
        said(&pushed)
    );
    assert!(is_build_of(&server, &clone));
    break_notice(&clone);
    commit(&clone, "Hỏng");
    let refused = git(&clone, &["push", "origin", "main"]);
    let words = said(&refused);
    assert!(
        !refused.status.success() && words.contains("không có khóa `titel`"),
        "{words}"
    );
    assert!(
        words.contains("họp giao ban.md:7:1") && words.contains("từ chối"),
        "{words}"
    );
    fine(&clone, &["reset", "--quiet", "--hard", "HEAD~1"]);
    assert!(is_build_of(&server, &clone));
    assert_eq!(server.at("main"), fine(&clone, &["rev-parse", "HEAD"]));
}

#[test]
fn findings_speak_the_language_of_the_site_or_the_option() {
    let server = Server::new(&["--lang", "en"]);
    let clone = server.clone("a");
    site(&clone, "Họp");
    break_notice(&clone);
    commit(&clone, "Hỏng");
    let words = said(&git(&clone, &["push", "origin", "main"]));
    assert!(words.contains("error[unknown-key]"), "{words}");
    assert!(
        words.contains("is refused") && !words.contains("từ chối"),
        "{words}"
    );
}

#[test]
fn other_branches_and_tags_are_not_published() {
    let server = Server::new(&[]);
    let clone = server.clone("a");
    site(&clone, "Họp");
    break_notice(&clone);
    commit(&clone, "Hỏng");
    fine(&clone, &["tag", "v1"]);
    let pushed = git(&clone, &["push", "origin", "main:bản-nháp", "v1"]);
    let words = said(&pushed);
    assert!(
        pushed.status.success() && words.contains("chỉ nhánh `main` được đăng"),
        "{words}"
    );
    assert!(!server.out().exists());
    fine(&clone, &["push", "--quiet", "origin", ":bản-nháp"]);
    assert!(!server.out().exists());
}

#[test]
fn a_forced_push_publishes_the_older_state_and_a_deletion_nothing() {
    let server = Server::new(&[]);
    fine(
        &server.repository(),
        &["config", "receive.denyDeleteCurrent", "ignore"],
    );
    let clone = server.clone("a");
    site(&clone, "Một");
    commit(&clone, "Một");
    fine(&clone, &["push", "--quiet", "origin", "main"]);
    site(&clone, "Hai");
    commit(&clone, "Hai");
    fine(&clone, &["push", "--quiet", "origin", "main"]);
    fine(&clone, &["reset", "--quiet", "--hard", "HEAD~1"]);
    fine(&clone, &["push", "--quiet", "--force", "origin", "main"]);
    assert!(is_build_of(&server, &clone));
    let deleted = git(&clone, &["push", "origin", ":main"]);
    assert!(
        deleted.status.success() && said(&deleted).contains("đã bị xóa"),
        "{}",
        said(&deleted)
    );
    assert!(is_build_of(&server, &clone), "the portal stays");
    fine(&clone, &["push", "--quiet", "origin", "main"]);
    assert!(is_build_of(&server, &clone));
}

#[test]
fn a_site_in_a_subfolder_with_attachments_is_found() {
    let server = Server::new(&[]);
    let clone = server.clone("a");
    let folder = clone.join("cổng lịch");
    site(&folder, "Họp");
    let link = "[[link]]\ntitle = \"Mẫu\"\nrole = \"material\"\nfile = \"mẫu báo cáo.csv\"\n+++\n";
    let text = notice("Họp").replace("+++\n", "").trim_start().to_owned();
    fs::write(folder.join(NOTICE), format!("+++\n{text}{link}")).unwrap();
    fs::write(
        folder.join("content/giấy mời/mẫu báo cáo.csv"),
        "Thôn,Tỷ lệ\r\n",
    )
    .unwrap();
    commit(&clone, "Đầu tiên");
    fine(&clone, &["push", "--quiet", "origin", "main"]);
    assert!(is_build_of(&server, &folder));
    let bytes = demo::files(&server.out());
    assert!(
        bytes
            .values()
            .any(|bytes| bytes == "Thôn,Tỷ lệ\r\n".as_bytes())
    );
    site(&clone.join("thứ hai"), "Họp");
    commit(&clone, "Hai trang");
    let refused = git(&clone, &["push", "origin", "main"]);
    assert!(
        said(&refused).contains("niemyet.site"),
        "{}",
        said(&refused)
    );
    fine(
        &server.repository(),
        &["config", "niemyet.site", "cổng lịch"],
    );
    fine(&clone, &["push", "--quiet", "origin", "main"]);
    assert!(is_build_of(&server, &folder));
}

#[test]
fn a_push_without_a_site_or_with_a_broken_theme_is_refused() {
    let server = Server::new(&[]);
    let clone = server.clone("a");
    fs::write(clone.join("README.md"), "Kho trống\n").unwrap();
    commit(&clone, "Trống");
    let refused = git(&clone, &["push", "origin", "main"]);
    assert!(
        !refused.status.success() && said(&refused).contains("niemyet init"),
        "{}",
        said(&refused)
    );
    site(&clone, "Họp");
    let table = clone.join("content/site.toml");
    let text = fs::read_to_string(&table).unwrap() + "theme = \"xanh\"\n";
    fs::write(&table, text).unwrap();
    fs::create_dir_all(clone.join("themes/xanh/templates")).unwrap();
    fs::write(clone.join("themes/xanh/templates/home.html"), "{% if %}").unwrap();
    commit(&clone, "Giao diện");
    let refused = git(&clone, &["push", "origin", "main"]);
    assert!(
        !refused.status.success() && said(&refused).contains("giao diện hỏng"),
        "{}",
        said(&refused)
    );
    assert!(!server.out().exists());
}

#[test]
fn what_lies_in_the_way_keeps_the_old_portal_and_a_later_publish_mends_it() {
    let server = Server::new(&[]);
    let clone = server.clone("a");
    site(&clone, "Họp");
    commit(&clone, "Đầu tiên");
    fs::create_dir(server.out()).unwrap();
    fs::write(server.out().join("index.html"), "của người khác").unwrap();
    let pushed = git(&clone, &["push", "origin", "main"]);
    assert!(
        said(&pushed).contains("cổng đang có vẫn giữ nguyên"),
        "{}",
        said(&pushed)
    );
    assert_eq!(
        fs::read(server.out().join("index.html")).unwrap(),
        "của người khác".as_bytes()
    );
    fs::remove_file(server.out().join("index.html")).unwrap();
    let repository = server.repository();
    let published = niemyet(&clone, &["hook", "publish", repository.to_str().unwrap()]);
    assert!(published.status.success(), "{}", said(&published));
    assert!(is_build_of(&server, &clone));
    let again = niemyet(&clone, &["hook", "publish", repository.to_str().unwrap()]);
    assert!(said(&again).contains("đã được đăng"), "{}", said(&again));
    let status = niemyet(&clone, &["hook", "status", repository.to_str().unwrap()]);
    assert!(
        said(&status).contains(&server.at("main")),
        "{}",
        said(&status)
    );
}

#[test]
fn the_index_is_checked_not_the_work_tree() {
    let folder = tempfile::tempdir().unwrap();
    let clone = folder.path().join("bản sao của ông Tám");
    fs::create_dir(&clone).unwrap();
    fine(&clone, &["init", "--quiet"]);
    site(&clone, "Họp");
    let installed = niemyet(&clone, &["hook", "install"]);
    assert!(installed.status.success(), "{}", said(&installed));
    // Staged in order, broken on disk: the commit goes through.
    fine(&clone, &["add", "--all"]);
    break_notice(&clone);
    let done = git(&clone, &["commit", "--message", "Đúng"]);
    assert!(done.status.success(), "{}", said(&done));
    // Staged broken, in order on disk: it does not.
    fine(&clone, &["add", "--all"]);
    site(&clone, "Họp");
    let refused = git(&clone, &["commit", "--message", "Hỏng"]);
    assert!(
        !refused.status.success() && said(&refused).contains("titel"),
        "{}",
        said(&refused)
    );
    // `commit --all` and `commit PATH` commit what is on disk.
    site(&clone, "Họp lại");
    let done = git(&clone, &["commit", "--all", "--message", "Lại"]);
    assert!(done.status.success(), "{}", said(&done));
    break_notice(&clone);
    let refused = git(&clone, &["commit", "--message", "Hỏng", NOTICE]);
    assert!(
        !refused.status.success() && said(&refused).contains("titel"),
        "{}",
        said(&refused)
    );
    assert_eq!(fine(&clone, &["log", "--format=%s"]), "Lại\nĐúng");
}

#[test]
fn foreign_hooks_are_kept_and_run_first() {
    let server = Server::bare();
    let hook = server.repository().join("hooks/pre-receive");
    let text = "#!/bin/sh\ncat > nhan-duoc\n[ ! -e cấm ] || { echo 'hook cũ cấm' >&2; exit 1; }\n";
    fs::create_dir_all(hook.parent().unwrap()).unwrap();
    fs::write(&hook, text).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    let refused = server.install(&[]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("--chain"), "{}", said(&refused));
    assert_eq!(fs::read_to_string(&hook).unwrap(), text);
    assert!(server.install(&["--chain"]).status.success());
    assert!(
        server.install(&["--chain"]).status.success(),
        "twice changes nothing"
    );
    let clone = server.clone("a");
    site(&clone, "Họp");
    commit(&clone, "Đầu tiên");
    fs::write(server.repository().join("cấm"), "").unwrap();
    let refused = git(&clone, &["push", "origin", "main"]);
    assert!(
        !refused.status.success() && said(&refused).contains("hook cũ cấm"),
        "{}",
        said(&refused)
    );
    fs::remove_file(server.repository().join("cấm")).unwrap();
    fine(&clone, &["push", "--quiet", "origin", "main"]);
    assert!(is_build_of(&server, &clone));
    let received = fs::read_to_string(server.repository().join("nhan-duoc")).unwrap();
    assert!(received.ends_with(" refs/heads/main\n"), "{received}");
    let repository = server.repository();
    let removed = niemyet(&clone, &["hook", "uninstall", repository.to_str().unwrap()]);
    assert!(removed.status.success(), "{}", said(&removed));
    assert_eq!(fs::read_to_string(&hook).unwrap(), text);
    assert!(!repository.join("hooks/post-receive").exists());
}

#[test]
fn outside_of_a_repository_the_commands_say_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let refused = niemyet(folder.path(), &["hook", "install"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        said(&refused).contains("git init --bare"),
        "{}",
        said(&refused)
    );
    fine(folder.path(), &["init", "--quiet"]);
    let refused = niemyet(folder.path(), &["hook", "install", "--out", "x"]);
    assert_eq!(refused.status.code(), Some(1));
    let refused = niemyet(folder.path(), &["hook", "publish"]);
    assert_eq!(refused.status.code(), Some(1));
    fine(
        folder.path(),
        &["config", "core.hooksPath", "/nonexistent/hooks"],
    );
    let refused = niemyet(folder.path(), &["hook", "install"]);
    assert!(
        said(&refused).contains("core.hooksPath"),
        "{}",
        said(&refused)
    );
}
