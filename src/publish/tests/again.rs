//! One publisher, one version after another: what is seen must be what a publication that looks at everything leaves.

mod meddled;

use std::os::unix::fs::{PermissionsExt, symlink};
use std::thread;
use std::time::Duration;

use super::*;
use crate::publish::Publisher;
use crate::publish::lock::Lock;

const FIRST: &[(&str, &str)] = &[
    ("index.html", "one"),
    ("a/b/c.html", "two"),
    ("a/d.html", "three"),
    ("e/f.html", "four"),
];

/// Long enough for the time of a folder to tell of the next change.
const A_WHILE: Duration = Duration::from_millis(200);

struct Again {
    portal: Portal,
    publisher: Publisher,
}

impl Again {
    fn new(portal: Portal) -> Self {
        Self {
            portal,
            publisher: Publisher::default(),
        }
    }

    /// With the first two versions published, so that there is a spare.
    fn with_spare() -> Self {
        let mut again = Self::new(Portal::new());
        again.publish(&FIRST[1..]);
        again.publish(FIRST);
        assert!(again.has_spare());
        again
    }

    fn attempt(&mut self, files: &[(&str, &str)]) -> Result<Report, Failure<String>> {
        let make = |index: usize, published| match files[index].1 {
            text if text.starts_with("broken") => Err(text.to_owned()),
            text => Ok(made(text, published)),
        };
        let (out, options) = (self.portal.out(), &self.portal.options);
        self.publisher
            .publish(&out, &plan(files), options, &make, &|_| {})
    }

    fn publish(&mut self, files: &[(&str, &str)]) -> Report {
        self.attempt(files).unwrap()
    }

    fn rest(&mut self) {
        self.publisher.rest(&self.portal.out());
    }

    fn has_spare(&self) -> bool {
        self.portal.places().spare.exists()
    }

    /// What tells the published folder, and the spare, from a tree that was made anew: inodes are given again.
    fn trees(&self) -> [Option<(u64, i64, i64)>; 2] {
        let places = self.portal.places();
        [places.public, places.spare].map(|root| {
            let found = fs::metadata(root.join("a/b")).ok()?;
            Some((found.ino(), found.ctime(), found.ctime_nsec()))
        })
    }

    /// Publishes what changes nothing in `a/b`, and tells whether the spare became public.
    fn uses_the_spare(&mut self, files: &[(&str, &str)]) -> bool {
        let [public, spare] = self.trees();
        self.publish(files);
        spare.is_some() && self.trees() == [spare, public]
    }
}

/// The first version with another text of its first file.
fn edited(text: &str) -> Vec<(&str, &str)> {
    [&[("index.html", text)], &FIRST[1..]].concat()
}

#[test]
fn the_two_trees_take_turns_and_nothing_else_is_touched() {
    let mut again = Again::with_spare();
    let before = again.portal.stamps();
    for text in ["1", "2", "3"] {
        assert!(again.uses_the_spare(&edited(text)));
        let mut files = edited(text);
        files.push(("a/n/new.html", "new"));
        assert!(again.uses_the_spare(&files));
        let report = again.publish(&edited(text));
        assert_eq!(report.removed, ["a/n/new.html"]);
        assert_eq!((report.kept, report.rendered), (4, 0));
    }
    let after = again.portal.stamps();
    for kept in ["a/b/c.html", "a/d.html", "e/f.html"] {
        let kept = again.portal.path(kept);
        assert_eq!(before[&kept], after[&kept]);
    }
    let content = again.portal.content();
    assert_eq!(content.first().map(String::as_str), Some("a/"));
    assert_eq!(content.len(), 7);
    assert!(again.publish(&edited("3")).is_unchanged());
}

#[test]
fn the_spare_of_one_publisher_is_the_next_ones() {
    let mut again = Again::with_spare();
    for text in ["1", "2", "3"] {
        again.publisher = Publisher::default();
        assert!(again.uses_the_spare(&edited(text)));
        let mut files = edited(text);
        files.push(("a/n/new.html", "new"));
        again.publisher = Publisher::default();
        again.publisher.look_ahead(&again.portal.out());
        assert!(again.uses_the_spare(&files));
    }
    assert_eq!(
        again.portal.beside(),
        [".public.niemyet-lock", ".public.niemyet-spare", "public"]
    );
    // A version grew in it when its build was killed.
    again.publisher = Publisher::default();
    let places = again.portal.places();
    fs::rename(&places.spare, &places.staging).unwrap();
    assert!(!again.uses_the_spare(&edited("4")));
    assert!(again.has_spare() && !places.staging.exists());
    assert_eq!(again.portal.content().len(), 7);
}

#[test]
fn a_spare_that_another_program_left_is_used_only_where_it_is_the_equal() {
    type Deed = fn(&Portal);
    let deeds: [(&str, Deed); 9] = [
        ("a file is gone from the spare", |portal| {
            fs::remove_file(portal.places().spare.join("e/f.html")).unwrap();
        }),
        ("a file of the spare is another one", |portal| {
            let path = portal.places().spare.join("e/f.html");
            fs::remove_file(&path).unwrap();
            fs::write(path, "four").unwrap();
        }),
        ("something is in the spare alone", |portal| {
            fs::write(portal.places().spare.join("e/own"), "mine").unwrap();
        }),
        ("a folder is in the spare alone", |portal| {
            fs::create_dir(portal.places().spare.join("e/own")).unwrap();
        }),
        ("a link of the spare leads elsewhere", |portal| {
            fs::remove_file(portal.places().spare.join("link")).unwrap();
            symlink("elsewhere", portal.places().spare.join("link")).unwrap();
        }),
        ("a folder of the spare is open to others", |portal| {
            let mode = fs::Permissions::from_mode(0o777);
            fs::set_permissions(portal.places().spare.join("a/b"), mode).unwrap();
        }),
        ("something is in the published folder alone", |portal| {
            fs::write(portal.path("e/own"), "mine").unwrap();
        }),
        (
            "a published file is cut short, and that of the spare with it",
            |portal| {
                fs::write(portal.path("e/f.html"), "").unwrap();
            },
        ),
        ("the manifest is damaged", |portal| {
            fs::write(portal.path(MANIFEST), "nonsense").unwrap();
        }),
    ];
    for (what, deed) in deeds {
        let portal = Portal::new().with("CNAME", "example.vn");
        symlink("nowhere", portal.path("link")).unwrap();
        let mut again = Again::new(portal);
        again.publish(&edited("1"));
        again.publish(&edited("2"));
        again.publisher = Publisher::default();
        assert!(again.uses_the_spare(&edited("3")), "before {what}");
        let mut before = again.portal.content();
        deed(&again.portal);
        again.publisher = Publisher::default();
        again.publisher.look_ahead(&again.portal.out());
        assert!(!again.uses_the_spare(&edited("3")), "{what}");
        if what == "something is in the published folder alone" {
            before.push("e/own=mine".to_owned());
            before.sort();
        }
        assert_eq!(again.portal.content(), before, "{what}");
    }
}

#[test]
fn a_rest_makes_ready_what_the_next_version_needs() {
    let mut again = Again::new(Portal::new());
    again.rest();
    assert_eq!(again.portal.beside(), [".public.niemyet-lock"]);
    again.publish(FIRST);
    assert!(!again.has_spare());
    again.rest();
    assert!(again.has_spare() && again.uses_the_spare(&edited("1")));
    thread::sleep(A_WHILE);
    again.rest();
    assert!(again.uses_the_spare(&edited("2")));
    // Another program finds the portal as it is, and changes nothing at first.
    let mut again = Again::new(again.portal);
    assert!(again.publish(&edited("2")).is_unchanged());
    again.rest();
    assert!(again.uses_the_spare(FIRST));
    assert_eq!(again.portal.content().len(), 7);
}

#[test]
fn no_spare_is_made_of_what_is_not_whole() {
    for deed in ["cut", "removed", "locked"] {
        let mut again = Again::new(Portal::new());
        again.publish(FIRST);
        let path = again.portal.path("e/f.html");
        let lock = Lock::take(&again.portal.places().lock, Duration::ZERO).unwrap();
        match deed {
            "cut" => fs::write(path, "").unwrap(),
            "removed" => fs::remove_file(path).unwrap(),
            _ => again.rest(),
        }
        drop(lock);
        if deed != "locked" {
            again.rest();
        }
        assert!(!again.has_spare(), "{deed}");
        again.publish(FIRST);
        assert_eq!(again.portal.content().len(), 7, "{deed}");
    }
}

#[test]
fn another_build_in_between_is_noticed() {
    let mut again = Again::with_spare();
    let added = [&edited("theirs")[..], &[("x/y", "theirs")]].concat();
    for theirs in [&added, &edited("2")] {
        again.portal.publish(theirs);
        assert!(again.uses_the_spare(&edited("1")), "theirs is as good");
        assert_eq!(again.portal.content().len(), 7);
        again.portal.publish(theirs);
        tree::remove(&again.portal.places().spare).unwrap();
        assert!(!again.uses_the_spare(&edited("1")));
        assert_eq!(again.portal.content().len(), 7);
    }
    assert!(again.uses_the_spare(&edited("2")));
}

#[test]
fn a_spare_that_somebody_thinned_out_is_not_published() {
    for settle in [Duration::ZERO, A_WHILE] {
        let mut again = Again::with_spare();
        thread::sleep(settle);
        again.publish(&edited("1"));
        let spare = again.portal.places().spare;
        fs::remove_file(spare.join("e/f.html")).unwrap();
        again.rest();
        again.publish(&edited("2"));
        assert_eq!(again.portal.content().len(), 7);
        tree::remove(&again.portal.places().spare).unwrap();
        again.publish(&edited("3"));
        assert_eq!(again.portal.content().len(), 7);
    }
}

#[test]
fn a_published_file_that_was_removed_is_made_again() {
    for settle in [Duration::ZERO, A_WHILE] {
        let mut again = Again::with_spare();
        thread::sleep(settle);
        again.publish(&edited("1"));
        fs::remove_file(again.portal.path("e/f.html")).unwrap();
        assert_eq!(again.publish(&edited("1")).written, ["e/f.html"]);
    }
}

#[test]
fn a_published_file_that_was_cut_short_is_made_again_within_the_hour() {
    let mut again = Again::with_spare();
    fs::write(again.portal.path("e/f.html"), "").unwrap();
    assert!(again.publish(FIRST).is_unchanged());
    again.publisher.wait_an_hour();
    assert_eq!(again.publish(FIRST).written, ["e/f.html"]);
    fs::write(again.portal.path("index.html"), "").unwrap();
    assert_eq!(again.publish(&edited("1")).written, ["index.html"]);
}

#[test]
fn files_of_others_are_carried_along() {
    let portal = Portal::new().with("CNAME", "example.vn");
    symlink("nowhere", portal.path("link")).unwrap();
    let mut again = Again::new(portal);
    again.publish(FIRST);
    again.publish(&edited("1"));
    let inode = again.portal.inode("CNAME");
    assert!(again.uses_the_spare(&edited("2")));
    assert_eq!(again.portal.inode("CNAME"), inode);
    fs::write(again.portal.path("CNAME"), "saved in place").unwrap();
    assert!(again.uses_the_spare(&edited("3")));
    for settle in [Duration::ZERO, A_WHILE] {
        thread::sleep(settle);
        again.publish(&edited("4"));
        fs::write(again.portal.path("a/b/own"), "mine").unwrap();
        fs::write(again.portal.path("saved"), "by renaming").unwrap();
        fs::rename(again.portal.path("saved"), again.portal.path("CNAME")).unwrap();
        again.publish(&edited("5"));
        assert!(again.uses_the_spare(&edited("6")));
        let content = again.portal.content();
        for theirs in ["a/b/own=mine", "CNAME=by renaming", "link>nowhere"] {
            assert!(content.iter().any(|line| line == theirs), "{content:?}");
        }
        fs::remove_file(again.portal.path("a/b/own")).unwrap();
        again.publish(&edited("7"));
        assert!(!again.portal.path("a/b/own").exists());
    }
}

#[test]
fn what_comes_while_a_version_is_made_is_moved_over() {
    for settle in [Duration::ZERO, A_WHILE] {
        let mut again = Again::with_spare();
        thread::sleep(settle);
        again.publish(&edited("1"));
        let files = edited("2");
        let out = again.portal.out();
        let make = |index: usize, published| {
            for late in ["late", "a/b/late", "e/new/late"] {
                let path = out.join(late);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, "mine").unwrap();
            }
            Ok::<_, String>(made(files[index].1, published))
        };
        let (planned, options) = (plan(&files), again.portal.options);
        let publisher = &mut again.publisher;
        publisher.look_ahead(&out);
        fs::write(out.join("e/early"), "mine").unwrap();
        publisher
            .publish(&out, &planned, &options, &make, &|_| {})
            .unwrap();
        for text in ["2", "3", "4"] {
            let content = again.portal.content();
            for late in ["late", "a/b/late", "e/new/late", "e/early"] {
                let late = format!("{late}=mine");
                assert!(content.contains(&late), "{content:?}");
            }
            again.publish(&edited(text));
        }
    }
}

#[test]
fn a_failure_leaves_the_portal_and_no_spare() {
    let mut again = Again::with_spare();
    let before = again.portal.content();
    let files = [&[("index.html", "changed"), ("z", "broken")], &FIRST[1..]].concat();
    assert!(matches!(again.attempt(&files), Err(Failure::Render(_))));
    assert_eq!(again.portal.content(), before);
    assert!(!again.has_spare());
    again.publish(&edited("1"));
    assert!(again.uses_the_spare(&edited("2")));
    let long = "x".repeat(300);
    let files = [&[(long.as_str(), "x")], FIRST].concat();
    assert!(matches!(again.attempt(&files), Err(Failure::Io(_))));
    assert!(!again.has_spare());
    let clash = again.attempt(&[("a", "file"), ("a/b", "below")]);
    assert!(matches!(clash, Err(Failure::Clash(_))));
}

#[test]
fn a_protected_folder_keeps_its_protection() {
    let mut again = Again::with_spare();
    let mode = || fs::Permissions::from_mode(0o555);
    fs::set_permissions(again.portal.path("e"), mode()).unwrap();
    for text in ["1", "2", "3"] {
        again.publish(&edited(text));
        let found = fs::metadata(again.portal.path("e")).unwrap();
        assert_eq!(found.permissions().mode() & 0o777, 0o555);
        assert!(!again.has_spare());
    }
}

#[test]
fn force_and_fresh_look_at_everything() {
    let mut again = Again::with_spare();
    again.portal.options.fresh = true;
    assert_eq!(again.publish(FIRST).rendered, 4);
    again.portal.options = Options {
        force: true,
        ..Options::default()
    };
    fs::write(again.portal.path("e/f.html"), "cut").unwrap();
    again.publish(&edited("1"));
    assert!(!again.has_spare());
    let content = again.portal.content();
    assert!(content.iter().any(|line| line == "e/f.html=four"));
}
