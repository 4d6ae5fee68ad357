//! A machine that fails under a build: the old portal stays whole, the message names the path, the exit code is 2, and
//! the next build succeeds. Where mounting is not permitted, the tests that need it say so and are skipped.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use assert_cmd::cargo::cargo_bin;
use niemyet::site::Audience;
use tempfile::TempDir;

use crate::demo;

/// A site with a published portal, and an edit that the next build would publish.
struct Scene {
    site: TempDir,
    /// The folder that holds `public/`.
    home: PathBuf,
    before: BTreeMap<String, Vec<u8>>,
    after: BTreeMap<String, Vec<u8>>,
}

impl Scene {
    /// With `public/` in the site's own folder.
    fn new() -> Self {
        let site = demo::small();
        let home = site.path().to_owned();
        Self::with(site, home)
    }

    fn with(site: TempDir, home: PathBuf) -> Self {
        let root = site.path();
        let fresh = |name: &str| {
            let out = root.join(name);
            demo::build(root, &out, Audience::Public);
            demo::files(&out)
        };
        let before = fresh("fresh-before");
        demo::build(root, &home.join("public"), Audience::Public);
        let notice = root.join("content/tan-lap/hop-nong-thon-moi.md");
        let text = fs::read_to_string(&notice).unwrap();
        fs::write(
            &notice,
            text.replacen("\ntitle = \"", "\ntitle = \"Lần hai: ", 1),
        )
        .unwrap();
        let after = fresh("fresh-after");
        assert!(before != after);
        Self {
            site,
            home,
            before,
            after,
        }
    }

    /// The build command, run by `sh` after `preparation`.
    fn build(&self, preparation: &str) -> Output {
        let script = format!("{preparation}\nexec \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &script, "sh"]);
        if is_superuser() {
            // Without its capabilities the superuser is refused what others are.
            command.args(["setpriv", "--bounding-set=-all", "--inh-caps=-all"]);
        }
        command.arg(cargo_bin("niemyet"));
        command
            .args(["build", "-q", "--today", "2026-07-06", "--root"])
            .arg(self.site.path());
        command.arg("--out").arg(self.home.join("public"));
        command.output().unwrap()
    }

    /// Asserts that a build failed as it should and that the next one, undisturbed, succeeds.
    fn assert_survived(&self, failed: &Output, path: &str, mend: impl FnOnce()) {
        let said = String::from_utf8_lossy(&failed.stderr);
        assert_eq!(failed.status.code(), Some(2), "{said}");
        assert!(said.contains(path), "{said}");
        mend();
        assert!(
            self.published() == self.before,
            "the old portal is not whole: {said}"
        );
        self.assert_next_succeeds();
    }

    fn assert_next_succeeds(&self) {
        let next = self.build("");
        assert!(
            next.status.success(),
            "{}",
            String::from_utf8_lossy(&next.stderr)
        );
        assert!(
            self.published() == self.after,
            "the new portal is not whole"
        );
        let beside = fs::read_dir(&self.home)
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        let debris: Vec<_> = beside
            .map(|name| name.to_string_lossy().into_owned())
            .filter(|name| name.contains("niemyet-"))
            .filter(|name| {
                !["-lock", "-receipt", "-cache", "-spare"]
                    .iter()
                    .any(|own| name.ends_with(own))
            })
            .collect();
        assert_eq!(debris, Vec::<String>::new());
        let spare = self.home.join(".public.niemyet-spare");
        assert!(
            !spare.exists() || demo::files(&spare) == self.after,
            "the spare is another portal"
        );
    }

    fn published(&self) -> BTreeMap<String, Vec<u8>> {
        demo::files(&self.home.join("public"))
    }
}

fn is_superuser() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout == b"0\n"
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// A small file system in memory, gone when dropped.
struct Mount(PathBuf);

impl Mount {
    /// `None`, and a word about it, where nothing may be mounted.
    fn new(folder: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(folder)
            .output();
        match mounted {
            Ok(output) if output.status.success() => Some(Self(folder.to_owned())),
            _ => {
                skipped("nothing may be mounted");
                None
            }
        }
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

#[expect(clippy::print_stderr, reason = "a test that did not run says so")]
fn skipped(reason: &str) {
    eprintln!("SKIPPED: {reason}");
}

#[test]
fn a_disk_that_is_full_at_any_file() {
    let disk = tempfile::tempdir().unwrap();
    let Some(_mount) = Mount::new(disk.path(), "size=64m") else {
        return;
    };
    let scene = Scene::with(demo::small(), disk.path().to_owned());
    let mut failures = 0;
    // What is left to write to, in KB: nothing, then more and more until it suffices.
    for room in [0, 4, 16, 64, 128, 256, 512, 1024, 2048, 4096, 8192] {
        let ballast = disk.path().join("ballast");
        fill(&ballast, room);
        let build = scene.build("");
        if build.status.success() {
            assert!(scene.published() == scene.after, "{room} KB");
            break;
        }
        failures += 1;
        let said = String::from_utf8_lossy(&build.stderr);
        assert_eq!(build.status.code(), Some(2), "{room} KB: {said}");
        assert!(
            said.contains(&disk.path().display().to_string()),
            "{room} KB: {said}"
        );
        assert!(
            scene.published() == scene.before,
            "{room} KB: the old portal is not whole"
        );
        fs::remove_file(&ballast).unwrap();
    }
    assert!(failures >= 3, "only {failures} failures");
    let _ = fs::remove_file(disk.path().join("ballast"));
    scene.assert_next_succeeds();
}

/// Writes until the disk is full, then gives `room` KB back.
fn fill(ballast: &Path, room: u64) {
    use std::io::Write as _;
    let mut file = fs::File::create(ballast).unwrap();
    let block = vec![0; 4096];
    while file.write_all(&block).is_ok() {}
    let length = file.metadata().unwrap().len();
    file.set_len(length.saturating_sub(room << 10)).unwrap();
}

#[test]
fn a_disk_without_room_for_more_files() {
    let disk = tempfile::tempdir().unwrap();
    let Some(_mount) = Mount::new(disk.path(), "size=64m") else {
        return;
    };
    let scene = Scene::with(demo::small(), disk.path().to_owned());
    let count = walkdir::WalkDir::new(disk.path()).into_iter().count();
    for more in [2, 10, 60] {
        let options = format!("remount,nr_inodes={}", count + more);
        let limited = Command::new("mount")
            .args(["-o", &options])
            .arg(disk.path())
            .status();
        assert!(limited.unwrap().success());
        let build = scene.build("");
        let said = String::from_utf8_lossy(&build.stderr);
        assert_eq!(build.status.code(), Some(2), "{more}: {said}");
        assert!(
            scene.published() == scene.before,
            "{more}: the old portal is not whole"
        );
    }
    let unlimited = Command::new("mount")
        .args(["-o", "remount,nr_inodes=0"])
        .arg(disk.path())
        .status();
    assert!(unlimited.unwrap().success());
    scene.assert_next_succeeds();
}

/// Where nothing may be mounted, a limit on the size of files fails writes too.
#[test]
fn a_file_that_may_not_grow() {
    let scene = Scene::new();
    for blocks in [0, 1, 8, 16] {
        let build = scene.build(&format!("trap '' XFSZ; ulimit -f {blocks}"));
        let said = String::from_utf8_lossy(&build.stderr);
        assert_eq!(build.status.code(), Some(2), "{blocks}: {said}");
        assert!(said.contains("public"), "{said}");
        assert!(
            scene.published() == scene.before,
            "{blocks}: the old portal is not whole"
        );
    }
    scene.assert_next_succeeds();
}

#[test]
fn too_few_open_files() {
    let scene = Scene::new();
    let build = scene.build("ulimit -n 12");
    match build.status.code() {
        Some(0) => assert!(scene.published() == scene.after),
        code => {
            assert_eq!(code, Some(2), "{}", String::from_utf8_lossy(&build.stderr));
            assert!(
                scene.published() == scene.before,
                "the old portal is not whole"
            );
        }
    }
    scene.assert_next_succeeds();
}

#[test]
fn the_folder_beside_the_portal_may_not_be_written() {
    let scene = Scene::new();
    set_mode(&scene.home, 0o555);
    let build = scene.build("");
    scene.assert_survived(&build, ".public.niemyet", || set_mode(&scene.home, 0o755));
}

#[test]
fn a_folder_of_the_portal_may_not_be_read() {
    let scene = Scene::new();
    let folder = scene.home.join("public/giay-moi");
    set_mode(&folder, 0o000);
    let build = scene.build("");
    scene.assert_survived(&build, "giay-moi", || set_mode(&folder, 0o755));
}

#[test]
fn a_notice_may_not_be_read() {
    let scene = Scene::new();
    let notice = scene
        .site
        .path()
        .join("content/tan-lap/hop-nong-thon-moi.md");
    set_mode(&notice, 0o000);
    let build = scene.build("");
    scene.assert_survived(&build, "hop-nong-thon-moi.md", || set_mode(&notice, 0o644));
}

#[test]
fn the_lock_may_not_be_opened() {
    let scene = Scene::new();
    let lock = scene.home.join(".public.niemyet-lock");
    set_mode(&lock, 0o000);
    let build = scene.build("");
    scene.assert_survived(&build, "niemyet-lock", || set_mode(&lock, 0o644));
}

#[test]
fn a_portal_on_a_read_only_disk() {
    let disk = tempfile::tempdir().unwrap();
    let Some(_mount) = Mount::new(disk.path(), "size=64m") else {
        return;
    };
    let scene = Scene::with(demo::small(), disk.path().to_owned());
    let remount = |how: &str| {
        let status = Command::new("mount")
            .args(["-o", &format!("remount,{how}")])
            .arg(disk.path())
            .status();
        assert!(status.unwrap().success());
    };
    remount("ro");
    let build = scene.build("");
    scene.assert_survived(&build, ".public.niemyet", || remount("rw"));
}

/// A mount point cannot be exchanged. The message says so, and a folder in it can.
#[test]
fn the_portal_is_a_mount_point() {
    let site = demo::small();
    let home = tempfile::tempdir().unwrap();
    let Some(mount) = Mount::new(&home.path().join("public"), "size=64m") else {
        return;
    };
    let build = |out: &Path| {
        let mut command = Command::new(cargo_bin("niemyet"));
        command
            .args(["build", "-q", "--today", "2026-07-06", "--root"])
            .arg(site.path());
        command.arg("--out").arg(out).output().unwrap()
    };
    let refused = build(&mount.0);
    let said = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2), "{said}");
    assert!(said.contains(&mount.0.display().to_string()), "{said}");
    assert!(said.contains("--out"), "{said}");
    assert!(demo::files(&mount.0).is_empty());
    assert!(build(&mount.0.join("portal")).status.success());
    let link = home.path().join("www");
    std::os::unix::fs::symlink(mount.0.join("portal"), &link).unwrap();
    assert!(build(&link).status.success());
}

/// Times of files say nothing: a clock that jumps back neither hides an edit nor makes one up.
#[test]
fn the_clock_jumps_back() {
    let scene = Scene::new();
    let old = fs::FileTimes::new().set_modified(std::time::SystemTime::UNIX_EPOCH);
    let ahead = std::time::SystemTime::now() + std::time::Duration::from_secs(400 * 86_400);
    let ahead = fs::FileTimes::new().set_modified(ahead);
    for (folder, times) in [("content", old), ("public", ahead)] {
        for entry in walkdir::WalkDir::new(scene.home.join(folder)) {
            let entry = entry.unwrap();
            if entry.file_type().is_file() {
                fs::File::options()
                    .append(true)
                    .open(entry.path())
                    .unwrap()
                    .set_times(times)
                    .unwrap();
            }
        }
    }
    scene.assert_next_succeeds();
    let again = scene.build("");
    assert!(again.status.success());
    assert!(scene.published() == scene.after);
}

/// What cannot be printed is no reason to panic, nor to leave half a portal.
#[test]
fn nobody_reads_what_is_printed() {
    let scene = Scene::new();
    for (to, preparation) in [
        ("full", "exec >/dev/full 2>/dev/full"),
        ("closed", "exec >&- 2>&-"),
    ] {
        let build = scene.build(preparation);
        assert!(
            matches!(build.status.code(), Some(0 | 2)),
            "{to}: {:?}",
            build.status
        );
    }
    scene.assert_next_succeeds();
}
