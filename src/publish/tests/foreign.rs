//! What others put into the published folder: kept, in the way, or late.

use std::fs::Permissions;
use std::os::unix::fs::{PermissionsExt, symlink};

use super::*;
use crate::publish::exchange::{discard_old, recover};
use crate::publish::foreign::{Conflict, rescue};

fn foreign_paths(attempt: Result<Report, Failure<String>>, portal: &Portal) -> Vec<String> {
    let Err(Failure::Foreign(paths)) = attempt else {
        panic!("expected foreign files in the way, got {attempt:?}");
    };
    let inside = |path: &PathBuf| path.strip_prefix(portal.out()).unwrap().to_owned();
    let texts = paths
        .iter()
        .map(|path| inside(path).into_os_string().into_string().unwrap());
    texts.collect()
}

#[test]
fn files_links_and_empty_folders_of_others_stay() {
    let portal = Portal::new()
        .with("CNAME", "example.vn")
        .with("own/file", "mine");
    symlink("nowhere", portal.path("own/link")).unwrap();
    fs::create_dir(portal.path("empty")).unwrap();
    fs::set_permissions(portal.path("empty"), Permissions::from_mode(0o500)).unwrap();
    let inode = portal.inode("own/file");
    let theirs = [
        "CNAME=example.vn",
        "empty/",
        "own/",
        "own/file=mine",
        "own/link>nowhere",
    ];
    for text in ["one", "two"] {
        let report = portal.publish(&[("index.html", text)]);
        assert!(report.removed.is_empty());
        let content = portal.content();
        assert_eq!(content[..2], theirs[..2]);
        assert_eq!(content[3..], theirs[2..]);
    }
    assert_eq!(portal.inode("own/file"), inode);
    let mode = fs::metadata(portal.path("empty"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o7777, 0o500);
}

#[test]
fn a_foreign_file_keeps_the_folder_that_was_ours() {
    let portal = Portal::new();
    portal.publish(&[("a/index.html", "page"), ("b", "file")]);
    fs::write(portal.path("a/own"), "mine").unwrap();
    let in_the_way = || foreign_paths(portal.attempt(&[("a", "file")]), &portal);
    assert_eq!(in_the_way(), ["a/own"]);
    portal.publish(&[("b", "file")]);
    assert_eq!(portal.content(), ["a/", "a/own=mine", "b=file"]);
    assert_eq!(in_the_way(), ["a", "a/own"]);
}

#[test]
fn everything_in_the_way_is_told_and_nothing_is_touched() {
    let portal = Portal::new()
        .with("index.html", "mine")
        .with("a", "mine")
        .with("b/c/own", "mine");
    fs::create_dir(portal.path("d")).unwrap();
    let before = portal.stamps();
    let attempt = portal.attempt(&[("index.html", "page"), ("a/x", "x"), ("b", "b"), ("d", "d")]);
    assert_eq!(
        foreign_paths(attempt, &portal),
        ["a", "b", "b/c", "b/c/own", "d", "index.html"]
    );
    assert_eq!(portal.stamps(), before);
    assert_eq!(portal.beside(), [".public.niemyet-lock", "public"]);
}

#[test]
fn force_overwrites_what_is_in_the_way_and_only_that() {
    let portal = Portal::new().force();
    let portal = portal
        .with("index.html", "mine")
        .with("a", "mine")
        .with("b/c/own", "mine")
        .with("CNAME", "x");
    let report = portal.publish(&[("index.html", "page"), ("a/x", "x"), ("b", "b")]);
    assert_eq!(report.written.len(), 3);
    assert_eq!(
        portal.content(),
        ["CNAME=x", "a/", "a/x=x", "b=b", "index.html=page"]
    );
}

#[test]
fn a_damaged_manifest_is_rebuilt_and_foreign_files_stay() {
    let portal = Portal::new();
    let files = [
        ("index.html", "one"),
        ("a.html", "two"),
        ("b.html", "three"),
    ];
    portal.publish(&files);
    let text = fs::read_to_string(portal.path(MANIFEST)).unwrap();
    let inode = portal.inode("index.html");
    for damaged in [
        "",
        "rubbish\n",
        &text[..text.len() - 40],
        &text.replace("manifest 1", "manifest 9"),
    ] {
        fs::write(portal.path(MANIFEST), damaged).unwrap();
        fs::write(portal.path("own"), "mine").unwrap();
        let report = portal.publish(&files);
        assert!(report.is_unchanged());
        assert_eq!(report.rendered, 3);
        assert_eq!(fs::read_to_string(portal.path(MANIFEST)).unwrap(), text);
        assert_eq!(
            portal.content(),
            ["a.html=two", "b.html=three", "index.html=one", "own=mine"]
        );
    }
    assert_eq!(portal.inode("index.html"), inode);
}

/// The published folder as it is between the exchange and the removal of the version before.
fn exchanged(portal: &Portal) -> Places {
    portal.publish(&[("index.html", "one"), ("gone", "one")]);
    let places = portal.places();
    fs::create_dir(&places.old).unwrap();
    for name in ["index.html", "gone", MANIFEST] {
        fs::copy(portal.path(name), places.old.join(name)).unwrap();
    }
    portal.publish_keeping_old(&[("index.html", "two"), ("a/b", "new")]);
    places
}

impl Portal {
    fn publish_keeping_old(&self, files: &[(&str, &str)]) {
        let (old, aside) = (self.places().old, self.folder.path().join("aside"));
        fs::rename(&old, &aside).unwrap();
        self.publish(files);
        fs::rename(aside, old).unwrap();
    }
}

#[test]
fn what_came_during_the_exchange_is_moved_over() {
    let portal = Portal::new().with("own", "mine");
    let places = exchanged(&portal);
    fs::hard_link(portal.path("own"), places.old.join("own")).unwrap();
    fs::write(places.old.join("late"), "mine").unwrap();
    fs::create_dir_all(places.old.join("new/folder")).unwrap();
    fs::write(places.old.join("new/file"), "mine").unwrap();
    fs::write(places.old.join("a"), "mine, where a folder is now").unwrap();
    rescue(&places, Conflict::SetAside).unwrap();
    assert_eq!(
        portal.content(),
        [
            ".niemyet-saved/",
            ".niemyet-saved/a=mine, where a folder is now",
            "a/",
            "a/b=new",
            "index.html=two",
            "late=mine",
            "new/",
            "new/file=mine",
            "new/folder/",
            "own=mine"
        ]
    );
}

#[test]
fn a_foreign_file_replaced_during_the_exchange_wins_over_its_link() {
    let portal = Portal::new().with("own", "mine");
    let places = exchanged(&portal);
    fs::write(places.old.join("own"), "mine, saved again").unwrap();
    rescue(&places, Conflict::SetAside).unwrap();
    assert_eq!(
        portal.content(),
        ["a/", "a/b=new", "index.html=two", "own=mine, saved again"]
    );
}

#[test]
fn a_build_killed_after_the_exchange_is_ended_by_the_next() {
    let portal = Portal::new();
    let places = exchanged(&portal);
    fs::write(places.old.join("late"), "mine").unwrap();
    recover(&places).unwrap();
    assert_eq!(
        portal.content(),
        ["a/", "a/b=new", "index.html=two", "late=mine"]
    );
    assert!(!places.old.exists());
}

/// Builds killed while they removed the version before left it without its manifest, and the next build took the rest
/// of it for foreign and published it again.
#[test]
fn the_version_before_is_moved_away_before_it_is_removed() {
    let portal = Portal::new();
    let places = exchanged(&portal);
    let whole = content(&places.old);
    fs::write(&places.staging, "moving there fails").unwrap();
    assert!(discard_old(&places).is_err());
    assert_eq!(content(&places.old), whole);
    assert!(places.old.join(MANIFEST).exists());
    fs::remove_file(&places.staging).unwrap();
    discard_old(&places).unwrap();
    assert!(!places.old.exists() && !places.staging.exists());
}
