//! Three clones push at random, a tenth of it broken, one push is killed midway: what readers find is always the exact
//! build of an accepted commit, and at the end the newest.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, RwLock};
use std::thread;
use std::time::Duration;

use niemyet::publish::MANIFEST;
use niemyet::site::Audience;
use rustix::process::{Pid, Signal, kill_process_group};

use crate::demo::{self, Dice};
use crate::repository::{Server, commit, fine, git, git_command, notice, said, site};

const PUSHES: usize = 200;
const KILLED: usize = PUSHES / 2;
const NOTICE: &str = "content/giấy mời/họp giao ban.md";

type State = BTreeMap<String, Vec<u8>>;

/// What the three clerks share.
struct Storm {
    server: Server,
    number: AtomicUsize,
    /// Accepted commits by the title of their notice, which no two share.
    accepted: Mutex<HashMap<String, String>>,
    refused: AtomicUsize,
    overtaken: AtomicUsize,
    /// Held by every push; alone by the one that is killed, so that the killing hits a certain moment of it.
    quiet: RwLock<()>,
    is_over: AtomicBool,
}

#[test]
fn every_published_state_is_the_build_of_an_accepted_commit() {
    let storm = Storm::begin();
    let states = thread::scope(|scope| {
        let reader = scope.spawn(|| storm.watch());
        let clerks: Vec<_> = (1..=3)
            .map(|clerk| {
                scope.spawn({
                    let storm = &storm;
                    move || storm.work(clerk)
                })
            })
            .collect();
        let done: Vec<_> = clerks.into_iter().map(|clerk| clerk.join()).collect();
        storm.is_over.store(true, Ordering::SeqCst);
        assert!(done.iter().all(Result::is_ok), "a clerk stopped");
        reader.join().unwrap()
    });
    let accepted = storm.accepted.lock().unwrap();
    let refused = storm.refused.load(Ordering::SeqCst);
    let counts = format!(
        "{} accepted, {refused} refused, {} overtaken, {} states seen",
        accepted.len(),
        storm.overtaken.load(Ordering::SeqCst),
        states.len(),
    );
    assert_eq!(refused, PUSHES / 10, "{counts}");
    assert!(
        accepted.len() > PUSHES / 4 && states.len() > PUSHES / 10,
        "{counts}"
    );
    for state in &states {
        let title = title(state);
        let commit = accepted.get(&title);
        let commit = commit.unwrap_or_else(|| panic!("`{title}` was never accepted; {counts}"));
        assert!(*state == storm.build(commit), "`{title}` is torn; {counts}");
    }
    let newest = storm.server.at("main");
    let last = demo::files(&storm.server.out());
    assert_eq!(accepted.get(&title(&last)), Some(&newest), "{counts}");
    assert!(last == storm.build(&newest), "{counts}");
}

impl Storm {
    fn begin() -> Self {
        let server = Server::new(&[]);
        fine(
            &server.repository(),
            &["config", "receive.denyNonFastForwards", "false"],
        );
        let clone = server.clone("người mở kho");
        site(&clone, "Mở đầu");
        commit(&clone, "Mở đầu");
        fine(&clone, &["push", "--quiet", "origin", "main"]);
        let first = server.at("main");
        Self {
            server,
            number: AtomicUsize::new(0),
            accepted: Mutex::new(HashMap::from([("Mở đầu".to_owned(), first)])),
            refused: AtomicUsize::new(0),
            overtaken: AtomicUsize::new(0),
            quiet: RwLock::new(()),
            is_over: AtomicBool::new(false),
        }
    }

    /// One clerk: takes the newest state, edits, pushes; sometimes forces an older state plus an edit over it.
    fn work(&self, clerk: u64) {
        let clone = self.server.clone(&format!("bản của người {clerk}"));
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ (clerk << 17));
        loop {
            let number = self.number.fetch_add(1, Ordering::SeqCst);
            if number >= PUSHES {
                return;
            }
            thread::sleep(Duration::from_millis(dice.roll(40) as u64));
            if number == KILLED {
                self.push_and_kill(&clone, number);
            } else {
                self.push(&clone, number, dice.roll(12) == 0);
            }
        }
    }

    /// Makes the commit number `number` on top of the newest, or of the one before it; its title.
    fn prepare(&self, clone: &Path, number: usize, back: bool) -> String {
        fine(clone, &["fetch", "--quiet", "origin", "main"]);
        let base = if back { "origin/main~1" } else { "origin/main" };
        if !git(clone, &["reset", "--quiet", "--hard", base])
            .status
            .success()
        {
            fine(clone, &["reset", "--quiet", "--hard", "origin/main"]);
        }
        let title = format!("Họp lần {number}.");
        let mut text = notice(&title);
        if number % 10 == 7 {
            text = text.replace("type =", "tpye =");
        }
        fs::write(clone.join(NOTICE), text).unwrap();
        commit(clone, &title);
        title
    }

    fn push(&self, clone: &Path, number: usize, back: bool) {
        let _turn = self.quiet.read().unwrap();
        let title = self.prepare(clone, number, back);
        let head = fine(clone, &["rev-parse", "HEAD"]);
        let is_broken = number % 10 == 7;
        // Forced, a broken push is never overtaken, and the hook alone can stop it.
        let force = if back || is_broken {
            "--force"
        } else {
            "--no-force"
        };
        // Known before it is pushed: a reader may see it before the push has returned.
        let pushed = {
            self.accepted.lock().unwrap().insert(title.clone(), head);
            git(clone, &["push", force, "origin", "HEAD:main"])
        };
        let words = said(&pushed);
        assert!(
            !(is_broken && pushed.status.success()),
            "a broken push went through: {words}"
        );
        if pushed.status.success() {
            return;
        }
        self.accepted.lock().unwrap().remove(&title);
        if is_broken {
            assert!(words.contains("từ chối"), "{words}");
            self.refused.fetch_add(1, Ordering::SeqCst);
        } else {
            assert!(!words.contains("từ chối"), "{words}");
            self.overtaken.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// Kills a push, and everything it started, while its state is being built.
    fn push_and_kill(&self, clone: &Path, number: usize) {
        let _alone = self.quiet.write().unwrap();
        let title = self.prepare(clone, number, false);
        let head = fine(clone, &["rev-parse", "HEAD"]);
        self.accepted.lock().unwrap().insert(title, head.clone());
        let mut command = git_command(clone, &["push", "origin", "HEAD:main"]);
        command
            .process_group(0)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut push = command.spawn().unwrap();
        let work = self.server.repository().join("niemyet/work");
        while !work.exists() {
            assert!(
                push.try_wait().unwrap().is_none(),
                "the push ended before it could be killed"
            );
            thread::sleep(Duration::from_micros(200));
        }
        kill_process_group(Pid::from_child(&push), Signal::KILL).unwrap();
        assert!(!push.wait().unwrap().success());
        assert_eq!(self.server.at("main"), head, "it had been accepted");
        assert!(work.exists(), "it was killed midway");
    }

    /// Reads every state of the portal it can get hold of as a whole, until the storm is over.
    fn watch(&self) -> BTreeSet<State> {
        let out = self.server.out();
        let mut seen = BTreeSet::new();
        let mut last = Vec::new();
        while !self.is_over.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(5));
            let Ok(manifest) = fs::read(out.join(MANIFEST)) else {
                continue;
            };
            if manifest == last {
                continue;
            }
            // A state that was exchanged while it was being read says nothing.
            if let Some(state) = read_whole(&out)
                && state.get(MANIFEST) == Some(&manifest)
                && fs::read(out.join(MANIFEST)).ok().as_ref() == Some(&manifest)
            {
                last = manifest;
                seen.insert(state);
            }
        }
        seen
    }

    fn build(&self, commit: &str) -> State {
        let folder = tempfile::tempdir().unwrap();
        let (root, out) = (folder.path().join("root"), folder.path().join("out"));
        self.server.checkout(commit, &root);
        demo::build(&root, &out, Audience::Public);
        demo::files(&out)
    }
}

fn read_whole(folder: &Path) -> Option<State> {
    let mut state = State::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.ok()?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).ok()?;
            let bytes = fs::read(entry.path()).ok()?;
            state.insert(path.to_string_lossy().into_owned(), bytes);
        }
    }
    Some(state)
}

/// The title of the one notice there is.
fn title(state: &State) -> String {
    let home = String::from_utf8_lossy(&state["index.html"]);
    let from = home.find("Họp lần ").or(home.find("Mở đầu")).unwrap();
    let until = if home[from..].starts_with("Mở") {
        "Mở đầu".len()
    } else {
        home[from..].find('.').unwrap() + 1
    };
    home[from..from + until].to_owned()
}
