//! Deploying into folders: order, resuming, other people's files.

use std::fs;
use std::path::Path;
use std::sync::Mutex;

use super::*;
use crate::publish::{Fingerprint, Made, Options, publish};

fn build(out: &Path, files: &[(&str, &str)]) {
    let planned: Vec<String> = files.iter().map(|(path, _)| (*path).to_owned()).collect();
    let options = Options {
        durable: false,
        ..Options::default()
    };
    let make = |index: usize, _| {
        let bytes = files[index].1.as_bytes().to_vec();
        Ok::<_, ()>(Made::Bytes(Fingerprint::of_content(&bytes), bytes))
    };
    publish(out, &planned, &options, &make, &|_| {}).unwrap();
}

/// A folder that fails after so many files, and remembers the order of all it was told to do.
struct Flaky {
    folder: Folder,
    left: Mutex<usize>,
    log: Mutex<Vec<String>>,
}

impl Flaky {
    fn new(root: &Path, left: usize) -> Self {
        Self {
            folder: Folder::new(root),
            left: Mutex::new(left),
            log: Mutex::default(),
        }
    }

    fn log(&self, what: &str, path: &str) {
        self.log.lock().unwrap().push(format!("{what} {path}"));
    }
}

impl Target for Flaky {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        self.folder.read(path)
    }
    fn existing(&self, paths: &[&str]) -> io::Result<Vec<String>> {
        self.folder.existing(paths)
    }
    fn send(&self, local: &Local, files: &[&File]) -> io::Result<()> {
        for file in files {
            let mut left = self.left.lock().unwrap();
            if *left == 0 {
                return Err(io::Error::other("cut"));
            }
            *left -= 1;
            self.log("send", &file.path);
            self.folder.send(local, &[file])?;
        }
        Ok(())
    }
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.folder.write(path, bytes)
    }
    fn remove(&self, paths: &[&str]) -> io::Result<()> {
        paths.iter().for_each(|path| self.log("remove", path));
        self.folder.remove(paths)
    }
}

const FIRST: &[(&str, &str)] = &[
    ("index.html", "a"),
    ("cap/xa/index.html", "a"),
    ("assets/style-0ad966ad.css", "a"),
    ("feed.xml", "a"),
    ("tep/mẫu báo cáo 20260709.csv", "a"),
];
const SECOND: &[(&str, &str)] = &[
    ("index.html", "b"),
    ("cap/xa/index.html", "b"),
    ("assets/style-1bd966ad.css", "b"),
    ("feed.xml", "b"),
    ("tep/mẫu báo cáo 20260709.csv", "a"),
];

fn send(local: &Path, target: &dyn Target, manner: Manner) -> Result<Deployed, Failure> {
    let local = Local::read(local).unwrap().unwrap();
    deploy(&local, target, manner, &|_| {})
}

#[test]
fn what_pages_need_goes_first_and_what_is_gone_last() {
    let folder = tempfile::tempdir().unwrap();
    let (out, web) = (folder.path().join("out"), folder.path().join("web"));
    build(&out, FIRST);
    let target = Flaky::new(&web, usize::MAX);
    assert_eq!(
        send(&out, &target, Manner::default()).unwrap().sent.len(),
        5
    );
    target.log.lock().unwrap().clear();
    build(&out, SECOND);
    let report = send(&out, &target, Manner::default()).unwrap();
    assert_eq!((report.kept, report.bytes), (1, 4));
    let log = target.log.lock().unwrap().join("\n");
    assert_eq!(
        log,
        "send assets/style-1bd966ad.css\nsend cap/xa/index.html\nsend feed.xml\nsend index.html\nremove assets/style-0ad966ad.css"
    );
    let again = send(&out, &target, Manner::default()).unwrap();
    assert!(again.sent.is_empty() && again.removed.is_empty());
}

#[test]
fn cut_short_anywhere_it_is_taken_up_and_leaves_nothing_behind() {
    for left in 0..4 {
        let folder = tempfile::tempdir().unwrap();
        let (out, web) = (folder.path().join("out"), folder.path().join("web"));
        build(&out, FIRST);
        assert!(send(&out, &Flaky::new(&web, left), Manner::default()).is_err());
        // What was sent, or begun, belongs to nobody else: the next state may replace and remove it.
        build(&out, SECOND);
        send(&out, &Folder::new(&web), Manner::default()).unwrap();
        for (path, text) in SECOND {
            assert_eq!(
                fs::read_to_string(web.join(path)).unwrap(),
                *text,
                "after {left}"
            );
        }
        assert!(
            !web.join("assets/style-0ad966ad.css").exists(),
            "after {left}"
        );
    }
}

#[test]
fn files_of_others_stop_it_and_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (out, web) = (folder.path().join("out"), folder.path().join("web"));
    build(&out, FIRST);
    fs::create_dir_all(&web).unwrap();
    fs::write(web.join("index.html"), "của người khác").unwrap();
    fs::write(web.join("khác.html"), "của người khác").unwrap();
    let target = Folder::new(&web);
    match send(&out, &target, Manner::default()) {
        Err(Failure::Foreign(paths)) => assert_eq!(paths, ["index.html"]),
        other => panic!("{other:?}"),
    }
    assert!(!web.join("feed.xml").exists());
    let force = Manner {
        force: true,
        dry_run: true,
    };
    assert_eq!(send(&out, &target, force).unwrap().sent.len(), 5);
    assert!(!web.join("feed.xml").exists(), "a dry run does nothing");
    let force = Manner {
        dry_run: false,
        ..force
    };
    send(&out, &target, force).unwrap();
    assert_eq!(fs::read_to_string(web.join("index.html")).unwrap(), "a");
    assert!(web.join("khác.html").exists());
}

#[test]
fn what_others_put_into_the_folder_goes_along() {
    let folder = tempfile::tempdir().unwrap();
    let (out, web) = (folder.path().join("out"), folder.path().join("web"));
    build(&out, FIRST);
    fs::write(out.join("CNAME"), "lich.example.vn").unwrap();
    send(&out, &Folder::new(&web), Manner::default()).unwrap();
    assert!(web.join("CNAME").exists() && !web.join(crate::publish::MANIFEST).exists());
    // A build that comes between listing and sending is noticed.
    let local = Local::read(&out).unwrap().unwrap();
    build(&out, SECOND);
    let target = Folder::new(&folder.path().join("web2"));
    assert!(deploy(&local, &target, Manner::default(), &|_| {}).is_err());
}

/// A folder that cannot be held, into which another deployment goes when the first files are sent.
struct Open {
    folder: Folder,
    other: Mutex<Option<std::path::PathBuf>>,
}

impl Target for Open {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        self.folder.read(path)
    }
    fn existing(&self, paths: &[&str]) -> io::Result<Vec<String>> {
        self.folder.existing(paths)
    }
    fn send(&self, local: &Local, files: &[&File]) -> io::Result<()> {
        let other = self.other.lock().unwrap().take();
        self.folder.send(local, files)?;
        if let Some(other) = other {
            send(&other, self, Manner::default()).unwrap();
        }
        Ok(())
    }
    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        self.folder.write(path, bytes)
    }
    fn remove(&self, paths: &[&str]) -> io::Result<()> {
        self.folder.remove(paths)
    }
}

#[test]
fn where_nothing_can_be_held_a_deployment_that_was_overtaken_says_so_and_the_next_mends_it() {
    let folder = tempfile::tempdir().unwrap();
    let (out, other) = (folder.path().join("out"), folder.path().join("other"));
    let web = folder.path().join("web");
    build(&out, FIRST);
    build(&other, SECOND);
    let target = Open {
        folder: Folder::new(&web),
        other: Mutex::new(Some(other)),
    };
    match send(&out, &target, Manner::default()) {
        Err(Failure::Io(path, _)) => assert_eq!(path, MANIFEST),
        done => panic!("{done:?}"),
    }
    let again = send(&out, &target, Manner::default()).unwrap();
    assert_eq!(
        again.sent.len(),
        FIRST.len(),
        "nobody knows whose bytes are there"
    );
    for (path, text) in FIRST {
        assert_eq!(fs::read_to_string(web.join(path)).unwrap(), *text);
    }
    assert!(!web.join("assets/style-1bd966ad.css").exists());
}

#[test]
fn a_deployment_says_that_it_waits_before_it_does() {
    let folder = tempfile::tempdir().unwrap();
    let (out, web) = (folder.path().join("out"), folder.path().join("web"));
    build(&out, FIRST);
    let target = Folder::new(&web);
    let mut other = target.hold(&|| panic!("nobody else is there")).unwrap();
    assert!(other.is_some());
    let local = Local::read(&out).unwrap().unwrap();
    let (told, steps) = std::sync::mpsc::channel();
    let tell = |step| told.send(step).unwrap();
    thread::scope(|scope| {
        let waits =
            scope.spawn(|| deploy(&local, &Folder::new(&web), Manner::default(), &tell).unwrap());
        assert_eq!(steps.recv().unwrap(), Step::Waiting);
        assert!(!web.join("index.html").exists());
        other.take();
        assert!(matches!(steps.recv().unwrap(), Step::Done(..)));
        assert_eq!(waits.join().unwrap().sent.len(), FIRST.len());
    });
    let again = |step| assert_ne!(step, Step::Waiting);
    deploy(&local, &Folder::new(&web), Manner::default(), &again).unwrap();
}

#[test]
fn deployments_to_one_folder_wait_for_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let outs = [folder.path().join("a"), folder.path().join("b")];
    build(&outs[0], FIRST);
    build(&outs[1], SECOND);
    for round in 0..20 {
        let web = folder.path().join(format!("web{round}"));
        thread::scope(|scope| {
            for out in &outs {
                scope.spawn(|| send(out, &Folder::new(&web), Manner::default()).unwrap());
            }
        });
        let last = fs::read_to_string(web.join("index.html")).unwrap();
        let index = usize::from(last == "b");
        for (path, text) in [FIRST, SECOND][index] {
            assert_eq!(fs::read_to_string(web.join(path)).unwrap(), *text);
        }
        let again = send(&outs[index], &Folder::new(&web), Manner::default()).unwrap();
        assert!(again.sent.is_empty() && again.removed.is_empty());
    }
}

#[test]
fn names_that_look_fingerprinted_are_so_only_where_ours_are() {
    assert!(cache_control("assets/style-0ad966ad.css").contains("immutable"));
    assert!(cache_control("search/01b539610d26.bin").contains("immutable"));
    assert!(!cache_control("tep/bao-cao-20260709.pdf").contains("immutable"));
    assert!(!cache_control("search/root.bin").contains("immutable"));
    assert_eq!(
        content_type("lich/tat-ca.ics"),
        "text/calendar; charset=utf-8"
    );
    assert_eq!(content_type("HỌP.PDF"), "application/pdf");
}
