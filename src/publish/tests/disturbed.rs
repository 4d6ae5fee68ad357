//! Failures, killed builds, and builds that meet.

use std::os::unix::fs::MetadataExt;
use std::thread;
use std::time::Duration;

use super::*;
use crate::publish::Doing;
use crate::publish::exchange::rename_twice;
use crate::publish::lock::Lock;

#[test]
fn every_file_that_cannot_be_rendered_is_told_and_nothing_is_touched() {
    let portal = Portal::new();
    portal.publish(&[("a", "one"), ("b", "two")]);
    let before = portal.stamps();
    let attempt = portal.attempt(&[("z", "broken 1"), ("b", "changed"), ("a", "broken 2")]);
    assert!(
        matches!(&attempt, Err(Failure::Render(errors)) if errors == &["broken 1", "broken 2"]),
        "{attempt:?}"
    );
    assert_eq!(portal.stamps(), before);
    assert_eq!(portal.beside(), [".public.niemyet-lock", "public"]);
}

#[test]
fn a_plan_that_cannot_exist_is_refused_before_anything_is_made() {
    let portal = Portal::new();
    let attempt = portal.attempt(&[("a", "one"), ("a/b", "two"), ("../c", "three")]);
    assert!(
        matches!(&attempt, Err(Failure::Clash(paths)) if paths == &["../c", "a"]),
        "{attempt:?}"
    );
    assert!(portal.beside().is_empty());
}

#[test]
fn what_the_disk_refuses_is_told_with_its_path() {
    let portal = Portal::new();
    portal.publish(&[("a", "one")]);
    let before = portal.stamps();
    // A name that no file system takes: refused to everybody, even to root.
    let long = "x".repeat(300);
    for (path, doing) in [
        (long.clone(), Doing::Write),
        (format!("{long}/a"), Doing::CreateFolder),
    ] {
        let attempt = portal.attempt(&[("b", "two"), (&path, "three")]);
        let Err(Failure::Io(error)) = attempt else {
            panic!("expected an error of the disk, got {attempt:?}");
        };
        assert_eq!(error.doing, doing);
        assert!(error.path.to_str().unwrap().contains(&long));
        assert_eq!(portal.stamps(), before);
        assert_eq!(portal.beside(), [".public.niemyet-lock", "public"]);
    }
}

#[test]
fn a_file_where_a_folder_must_be_is_told() {
    let portal = Portal::new();
    let file = portal.folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    for out in [file.clone(), file.join("public")] {
        let attempt = publish_to(&out, &[("a", "one")], &portal.options);
        assert!(
            matches!(&attempt, Err(Failure::Io(error)) if error.path.starts_with(&file)),
            "{attempt:?}"
        );
        assert_eq!(fs::read(&file).unwrap(), b"mine");
    }
    let attempt = publish_to(Path::new("/"), &[("a", "one")], &portal.options);
    assert!(
        matches!(&attempt, Err(Failure::Io(error)) if error.doing == Doing::Resolve),
        "{attempt:?}"
    );
}

#[test]
fn the_staging_folder_of_a_killed_build_is_cleared() {
    let portal = Portal::new();
    portal.publish(&[("a", "one")]);
    let staging = portal.places().staging;
    fs::create_dir_all(staging.join("b")).unwrap();
    fs::write(staging.join("b/half"), "half").unwrap();
    assert!(portal.publish(&[("a", "one")]).is_unchanged());
    assert_eq!(portal.beside(), [".public.niemyet-lock", "public"]);
    assert_eq!(portal.content(), ["a=one"]);
}

#[test]
fn a_build_killed_between_two_renames_is_ended_by_the_next() {
    let portal = Portal::new();
    portal.publish(&[("a", "one"), ("b", "one")]);
    let inode = portal.inode("a");
    fs::rename(portal.out(), portal.places().old).unwrap();
    let report = portal.publish(&[("a", "one"), ("b", "two")]);
    assert_eq!(report.written, ["b"]);
    assert_eq!(portal.inode("a"), inode);
    let beside = [".public.niemyet-lock", ".public.niemyet-spare", "public"];
    assert_eq!(portal.beside(), beside);
}

#[test]
fn where_nothing_can_be_exchanged_two_renames_do() {
    let portal = Portal::new();
    portal.publish(&[("a", "one")]);
    let places = portal.places();
    fs::create_dir(&places.staging).unwrap();
    fs::write(places.staging.join("b"), "two").unwrap();
    rename_twice(&places).unwrap();
    assert_eq!(portal.content(), ["b=two"]);
    assert_eq!(content(&places.old), ["a=one"]);
    // Without a staging folder the second rename fails, and the first is taken back.
    tree::remove(&places.old).unwrap();
    assert!(rename_twice(&places).is_err());
    assert_eq!(portal.content(), ["b=two"]);
}

#[test]
fn builds_at_the_same_time_follow_each_other() {
    let portal = Portal::new();
    let versions: Vec<Vec<(String, String)>> = (0..4)
        .map(|version| {
            let file = |number: usize| (format!("f{number}/{version}"), version.to_string());
            (0..50).map(file).collect()
        })
        .collect();
    thread::scope(|scope| {
        for version in &versions {
            scope.spawn(|| {
                let files: Vec<_> = version
                    .iter()
                    .map(|(a, b)| (a.as_str(), b.as_str()))
                    .collect();
                assert_eq!(portal.publish(&files).written.len(), 50);
            });
        }
    });
    let files = portal
        .content()
        .into_iter()
        .filter(|line| !line.ends_with('/'));
    let mut texts: Vec<String> = files
        .map(|line| line.split('=').next_back().unwrap().to_owned())
        .collect();
    assert_eq!(texts.len(), 50);
    texts.dedup();
    assert_eq!(texts.len(), 1);
}

#[test]
fn a_build_gives_up_when_another_does_not_end() {
    let mut portal = Portal::new();
    portal.options.wait = Duration::ZERO;
    let lock = portal.places().lock;
    let held = Lock::take(&lock, Duration::ZERO).unwrap();
    assert!(held.is_some());
    assert!(matches!(portal.attempt(&[]), Err(Failure::Busy(path)) if path == lock));
    drop(held);
    portal.publish(&[("a", "one")]);
}

#[test]
fn a_lock_file_removed_meanwhile_locks_nobody_out() {
    let portal = Portal::new();
    let path = portal.places().lock;
    let held = Lock::take(&path, Duration::ZERO).unwrap();
    let inode = fs::metadata(&path).unwrap().ino();
    fs::remove_file(&path).unwrap();
    let other = Lock::take(&path, Duration::ZERO).unwrap();
    assert!(held.is_some() && other.is_some());
    assert_ne!(fs::metadata(&path).unwrap().ino(), inode);
}
