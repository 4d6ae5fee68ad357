//! A bare repository that publishes, and clones of it, for tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;
use tempfile::TempDir;

/// 2026-07-06, 12:00 in Vietnam: the day of [`crate::demo::TODAY`].
const NOON: &str = "1783314000";

/// A published repository with names as people give them: spaces, marks, an apostrophe.
pub(crate) struct Server {
    folder: TempDir,
}

impl Server {
    /// A bare repository with the hooks installed, and `options` for the installation.
    pub(crate) fn new(options: &[&str]) -> Self {
        let server = Self::bare();
        let installed = server.install(options);
        assert!(installed.status.success(), "{}", said(&installed));
        server
    }

    /// A bare repository without hooks.
    pub(crate) fn bare() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = Self { folder };
        fs::create_dir(server.repository()).unwrap();
        let made = git(
            &server.repository(),
            &["init", "--quiet", "--bare", "-b", "main"],
        );
        assert!(made.status.success(), "{}", said(&made));
        server
    }

    /// Runs `niemyet hook install` on it.
    pub(crate) fn install(&self, options: &[&str]) -> Output {
        let repository = self.repository();
        let out = self.out();
        let mut arguments = vec!["hook", "install", repository.to_str().unwrap()];
        arguments.extend(["--out", out.to_str().unwrap()]);
        arguments.extend(options);
        niemyet(self.folder.path(), &arguments)
    }

    pub(crate) fn repository(&self) -> PathBuf {
        self.folder.path().join("lịch xã Tân Lập.git")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("cổng ông's")
    }

    /// A new clone, whose branch is `main`.
    pub(crate) fn clone(&self, name: &str) -> PathBuf {
        let clone = self.folder.path().join(name);
        let repository = self.repository();
        let arguments = [
            "clone",
            "--quiet",
            repository.to_str().unwrap(),
            clone.to_str().unwrap(),
        ];
        let cloned = git(self.folder.path(), &arguments);
        assert!(cloned.status.success(), "{}", said(&cloned));
        fine(&clone, &["checkout", "-q", "-B", "main"]);
        clone
    }

    /// Writes the files of one commit into a new folder.
    pub(crate) fn checkout(&self, commit: &str, goal: &Path) {
        fs::create_dir_all(goal).unwrap();
        let goal = goal.to_str().unwrap();
        let index = self.folder.path().join("index of checkouts");
        for arguments in [
            vec!["--work-tree", goal, "read-tree", commit],
            vec!["--work-tree", goal, "checkout-index", "--all", "--force"],
        ] {
            let mut command = git_command(&self.repository(), &arguments);
            let output = command.env("GIT_INDEX_FILE", &index).output().unwrap();
            assert!(output.status.success(), "{}", said(&output));
        }
    }

    /// The commit a reference of the bare repository stands at.
    pub(crate) fn at(&self, reference: &str) -> String {
        fine(&self.repository(), &["rev-parse", reference])
    }
}

/// Files of a small site, the titles of whose one meeting is `title`.
pub(crate) fn site(folder: &Path, title: &str) {
    let content = folder.join("content");
    fs::create_dir_all(content.join("giấy mời")).unwrap();
    let table =
        "title = \"Lịch xã\"\nbase_url = \"https://lich.example.vn\"\naudience = \"public\"\n";
    fs::write(content.join("site.toml"), table).unwrap();
    fs::write(content.join("giấy mời/họp giao ban.md"), notice(title)).unwrap();
}

/// A notice without findings.
pub(crate) fn notice(title: &str) -> String {
    format!(
        r#"+++
type = "GM"
number = "88/GM-UBND"
issued = 2026-06-29
level = "commune"
issuer = "UBND xã Tân Lập"
title = "{title}"
audience = "public"
published = 2026-06-29 10:00
recipients = ["Như trên", "Lưu: VT"]
[signature]
authority = ["TM. Ủy ban nhân dân"]
post = "Chủ tịch"
name = "Nguyễn Văn A"
[[session]]
date = 2026-07-08
start = 07:30
[[point]]
place = "Hội trường UBND xã"
chair = [{{ post = "Chủ tịch UBND xã" }}]
participants = ["Trưởng các thôn"]
[[task]]
assigned_to = ["Văn phòng"]
levels = ["commune"]
do = "Gửi báo cáo tiến độ"
before = 2026-07-07T17:00:00
submit_to = "Văn phòng UBND xã"
+++
"#
    )
}

/// Commits everything in a clone, whatever its hooks say.
pub(crate) fn commit(clone: &Path, message: &str) {
    fine(clone, &["add", "--all"]);
    fine(
        clone,
        &["commit", "--quiet", "--no-verify", "--message", message],
    );
}

/// Runs git, which must succeed; what it printed.
pub(crate) fn fine(folder: &Path, arguments: &[&str]) -> String {
    let output = git(folder, arguments);
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        said(&output)
    );
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

pub(crate) fn git(folder: &Path, arguments: &[&str]) -> Output {
    git_command(folder, arguments).output().unwrap()
}

/// git as on a fresh machine, whatever this one is set up like.
pub(crate) fn git_command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .current_dir(folder)
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("SOURCE_DATE_EPOCH", NOON);
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Văn thư");
        command.env(format!("GIT_{who}_EMAIL"), "van-thu@example.vn");
    }
    command
}

/// Runs the program.
pub(crate) fn niemyet(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(cargo_bin("niemyet"))
        .current_dir(folder)
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("SOURCE_DATE_EPOCH", NOON)
        .output()
        .unwrap()
}

/// Everything a program printed.
pub(crate) fn said(output: &Output) -> String {
    let both = [&output.stdout, &output.stderr];
    both.map(|bytes| String::from_utf8_lossy(bytes)).concat()
}
