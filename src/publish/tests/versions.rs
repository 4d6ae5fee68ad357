//! One version after another: what is written, kept and removed.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::publish::Published;

const FIRST: &[(&str, &str)] = &[
    ("index.html", "one"),
    ("a/b/c.html", "two"),
    ("a/d.html", "three"),
];

#[test]
fn the_first_version_has_every_file_and_a_manifest() {
    let portal = Portal::new();
    let report = portal.publish(FIRST);
    assert_eq!(report.written, ["a/b/c.html", "a/d.html", "index.html"]);
    assert_eq!((report.kept, report.rendered), (0, 3));
    assert_eq!(
        portal.content(),
        [
            "a/",
            "a/b/",
            "a/b/c.html=two",
            "a/d.html=three",
            "index.html=one"
        ]
    );
    assert_eq!(portal.beside(), [".public.niemyet-lock", "public"]);
    let published = Published::read(&portal.out()).unwrap();
    assert!(published.is_whole());
    assert_eq!(published.entries().len(), 3);
    assert_eq!(published.bytes("a/d.html").unwrap().unwrap(), b"three");
    assert_eq!(published.bytes(MANIFEST).unwrap(), None);
}

#[test]
fn the_same_version_again_touches_nothing() {
    let portal = Portal::new();
    portal.publish(FIRST);
    let before = (
        portal.stamps(),
        fs::metadata(portal.folder.path()).unwrap().mtime_nsec(),
    );
    let shuffled: Vec<_> = FIRST.iter().rev().copied().collect();
    let report = portal.publish(&shuffled);
    assert!(report.is_unchanged());
    assert_eq!((report.kept, report.rendered), (3, 0));
    let after = (
        portal.stamps(),
        fs::metadata(portal.folder.path()).unwrap().mtime_nsec(),
    );
    assert_eq!(before, after);
}

#[test]
fn one_changed_file_is_the_only_new_inode() {
    let portal = Portal::new();
    portal.publish(FIRST);
    let before = portal.stamps();
    let report = portal.publish(&[FIRST[0], ("a/b/c.html", "TWO"), FIRST[2]]);
    assert_eq!(report.written, ["a/b/c.html"]);
    assert_eq!((report.kept, report.rendered), (2, 1));
    assert!(report.removed.is_empty());
    let after = portal.stamps();
    for kept in ["index.html", "a/d.html"] {
        assert_eq!(before[&portal.path(kept)], after[&portal.path(kept)]);
    }
    assert_ne!(
        before[&portal.path("a/b/c.html")],
        after[&portal.path("a/b/c.html")]
    );
    assert_eq!(fs::read(portal.path("a/b/c.html")).unwrap(), b"TWO");
}

#[test]
fn what_is_no_longer_planned_goes_with_its_folders() {
    let portal = Portal::new();
    portal.publish(FIRST);
    let report = portal.publish(&FIRST[..1]);
    assert_eq!(report.removed, ["a/b/c.html", "a/d.html"]);
    assert!(report.written.is_empty());
    assert_eq!(portal.content(), ["index.html=one"]);
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let portal = Portal::new();
    portal.publish(&[("a", "file"), ("b/c/d", "deep")]);
    portal.publish(&[("a/index.html", "page"), ("b", "flat")]);
    assert_eq!(portal.content(), ["a/", "a/index.html=page", "b=flat"]);
    let report = portal.publish(&[("a", "file"), ("b/c/d", "deep")]);
    assert_eq!(report.removed, ["a/index.html", "b"]);
    assert_eq!(portal.content(), ["a=file", "b/", "b/c/", "b/c/d=deep"]);
}

#[test]
fn equal_bytes_of_another_fingerprint_keep_the_file() {
    let portal = Portal::new();
    portal.publish(FIRST);
    let inode = portal.inode("index.html");
    let rendered = AtomicUsize::new(0);
    let make = |index: usize, published: Option<Fingerprint>| {
        let text = FIRST[index].1;
        let another_theme = Fingerprint::of(&[b"another theme", text.as_bytes()]);
        if index > 0 {
            return Ok::<_, String>(made(text, published));
        }
        if published == Some(another_theme) {
            return Ok(Made::UpToDate);
        }
        rendered.fetch_add(1, Ordering::Relaxed);
        Ok(Made::Bytes(another_theme, text.as_bytes().to_vec()))
    };
    let planned = plan(FIRST);
    let again = || publish(&portal.out(), &planned, &portal.options, &make, &|_| {}).unwrap();
    let report = again();
    assert!(report.is_unchanged());
    assert_eq!(report.rendered, 1);
    assert_eq!(portal.inode("index.html"), inode);
    // The fingerprint was noted, so nothing is rendered a third time.
    assert_eq!(again().rendered, 0);
    assert_eq!(rendered.into_inner(), 1);
}

#[test]
fn fresh_renders_everything_and_changes_nothing() {
    let mut portal = Portal::new();
    portal.publish(FIRST);
    let before = portal.stamps();
    portal.options.fresh = true;
    let report = portal.publish(FIRST);
    assert!(report.is_unchanged());
    assert_eq!(report.rendered, 3);
    assert_eq!(portal.stamps(), before);
}

#[test]
fn a_published_file_that_was_removed_or_cut_short_is_made_again() {
    let portal = Portal::new();
    portal.publish(FIRST);
    fs::remove_dir_all(portal.path("a/b")).unwrap();
    fs::write(portal.path("index.html"), "").unwrap();
    let report = portal.publish(FIRST);
    assert_eq!(report.written, ["a/b/c.html", "index.html"]);
    assert_eq!(portal.content().len(), 5);
}

#[test]
fn progress_adds_up_to_the_plan() {
    let portal = Portal::new();
    let settled = AtomicUsize::new(0);
    let count = |more: usize| {
        settled.fetch_add(more, Ordering::Relaxed);
    };
    let make = |_, _| Ok::<_, String>(Made::Bytes(Fingerprint::of(&[]), Vec::new()));
    publish(&portal.out(), &plan(FIRST), &portal.options, &make, &count).unwrap();
    assert_eq!(settled.into_inner(), 3);
}

#[test]
fn a_linked_output_folder_is_followed() {
    let portal = Portal::new();
    let link = portal.folder.path().join("link");
    symlink("deep/er/site", &link).unwrap();
    let publish = |files| publish_to(&link, files, &portal.options).unwrap();
    publish(FIRST);
    publish(&FIRST[..1]);
    assert_eq!(fs::read_link(&link).unwrap(), Path::new("deep/er/site"));
    assert_eq!(content(&link), ["index.html=one"]);
    let beside = fs::read_dir(portal.folder.path().join("deep/er")).unwrap();
    assert_eq!(beside.count(), 3, "the folder, its lock and its spare");
}

#[test]
fn folders_and_files_have_the_usual_permissions() {
    let portal = Portal::new();
    portal.publish(FIRST);
    let usual = portal.folder.path().join("usual");
    fs::create_dir(&usual).unwrap();
    fs::write(usual.join("file"), "").unwrap();
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(portal.out()), mode(usual.clone()));
    assert_eq!(mode(portal.path("a/b")), mode(usual.clone()));
    assert_eq!(mode(portal.path("index.html")), mode(usual.join("file")));
}

#[test]
fn the_manifest_does_not_depend_on_the_order_of_the_plan() {
    let (one, other) = (Portal::new(), Portal::new());
    one.publish(FIRST);
    other.publish(&[FIRST[2], FIRST[0], FIRST[1]]);
    let manifest = |portal: &Portal| fs::read_to_string(portal.path(MANIFEST)).unwrap();
    assert_eq!(manifest(&one), manifest(&other));
}
