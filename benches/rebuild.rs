//! A generated site in; how long a save takes to reach a reader, out: in a preview, and published.
//!
//! `cargo bench --bench corpus -- 10000 DIR`, then `cargo bench --bench rebuild -- DIR/niemyet [SAVES]`. Prints cold,
//! unchanged and one-edit builds with their ratios, then the median and the 95th percentile of save → reloaded page
//! (`niemyet serve`) and save → published file (`niemyet watch`). The files are put back as they were.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// Noon of the day the corpus is made for (15/10/2026), so that no clock shows in the figures.
const EPOCH: &str = "1792040400";
const SAVES: usize = 40;
/// Nobody saves again before looking; the index of the search follows the pages meanwhile.
const PAUSE: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with("--"))
        .collect();
    let Some(root) = words.first().map(PathBuf::from) else {
        let _ = writeln!(
            std::io::stderr(),
            "usage: cargo bench --bench rebuild -- SITE [SAVES]"
        );
        return ExitCode::from(2);
    };
    let saves = words
        .get(1)
        .and_then(|word| word.parse().ok())
        .unwrap_or(SAVES);
    let notice = Notice::some(&root);
    builds(&root, &notice);
    previews(&root, &notice, saves);
    publications(&root, &notice, saves);
    fs::write(&notice.path, &notice.text).expect("a writable notice");
    ExitCode::SUCCESS
}

/// The notice that is edited.
struct Notice {
    path: PathBuf,
    text: String,
    line: String,
    /// Its page below the portal's root.
    page: String,
}

impl Notice {
    /// One from the middle of the collection whose page is found by its path.
    fn some(root: &Path) -> Self {
        let files = walkdir::WalkDir::new(root.join("content")).sort_by_file_name();
        let files = files
            .into_iter()
            .map(|entry| entry.expect("a readable folder").into_path());
        let notices: Vec<PathBuf> = files
            .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
            .collect();
        let out = tempfile::tempdir().expect("a temporary folder");
        build(root, out.path());
        let pages = walkdir::WalkDir::new(out.path()).into_iter().flatten();
        let pages = pages.filter_map(|entry| {
            let page = entry.path().strip_prefix(out.path()).ok()?.to_str()?;
            // Without the folder of its kind, a notice's page has the notice's path.
            let (_, rest) = page.split_once('/')?;
            Some((
                rest.strip_suffix("/index.html")?.to_owned(),
                page.to_owned(),
            ))
        });
        let pages: HashMap<String, String> = pages.collect();
        let (path, page) = notices[notices.len() / 2..]
            .iter()
            .find_map(|path| {
                let inner = path
                    .strip_prefix(root.join("content"))
                    .ok()?
                    .with_extension("");
                Some((path.clone(), pages.get(inner.to_str()?)?.clone()))
            })
            .expect("a notice with a page");
        let text = fs::read_to_string(&path).expect("a readable notice");
        let title = text.lines().find(|line| line.starts_with("title = "));
        let line = title.expect("a title").to_owned();
        Self {
            path,
            text,
            line,
            page,
        }
    }

    /// Saves it as editors do, with another title; the title's mark.
    fn save(&self, number: usize) -> String {
        let mark = format!("Lần {number} của {}", std::process::id());
        let text = self
            .text
            .replace(&self.line, &format!("title = \"{mark}\""));
        let aside = self.path.with_extension("md~");
        fs::write(&aside, text).expect("a new file");
        fs::rename(aside, &self.path).expect("a rename");
        mark
    }
}

fn command(arguments: &[&str], root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_niemyet"));
    command
        .args(arguments)
        .arg("--root")
        .arg(root)
        .env("SOURCE_DATE_EPOCH", EPOCH);
    command.stdin(Stdio::null()).stderr(Stdio::null());
    command
}

fn build(root: &Path, out: &Path) -> Duration {
    let began = Instant::now();
    let mut command = command(&["build", "--quiet"], root);
    let status = command.arg("--out").arg(out).status().expect("a build");
    assert!(status.success(), "the site does not build");
    began.elapsed()
}

fn builds(root: &Path, notice: &Notice) {
    let out = tempfile::tempdir().expect("a temporary folder");
    let cold = build(root, &out.path().join("public"));
    let unchanged = build(root, &out.path().join("public"));
    // The first links what did not change into a second tree, which those after it find.
    let [first, next] = [0, 1].map(|number| {
        notice.save(number);
        build(root, &out.path().join("public"))
    });
    let shown = |part: Duration| {
        let share = 100.0 * part.as_secs_f64() / cold.as_secs_f64();
        format!("{:.2} s ({share:.0} %)", part.as_secs_f64())
    };
    say(&format!(
        "build: cold {:.2} s, unchanged {}, one edit {}, the next {}",
        cold.as_secs_f64(),
        shown(unchanged),
        shown(first),
        shown(next)
    ));
}

/// A command that runs until it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn previews(root: &Path, notice: &Notice, saves: usize) {
    let mut serve = command(&["serve", "--port", "0"], root);
    let mut serve = Running(serve.stdout(Stdio::piped()).spawn().expect("a preview"));
    let mut lines = BufReader::new(serve.0.stdout.take().expect("its output")).lines();
    let first = lines.next().expect("a line").expect("a line");
    std::thread::spawn(move || lines.for_each(drop));
    let port = first
        .split("localhost:")
        .nth(1)
        .and_then(|rest| rest.split('/').next());
    let port: u16 = port.and_then(|port| port.parse().ok()).expect("its port");
    let page = format!("/{}", notice.page.trim_end_matches("index.html"));
    let mut seen = wait_for_event(listen(port, "none"));
    while !get(port, &page).starts_with("HTTP/1.1 200") {
        // A state without a portal: it is still being built.
        seen = wait_for_event(listen(port, &seen));
    }
    let mut times = Vec::new();
    for number in 1..=saves {
        let listening = listen(port, &seen);
        let began = Instant::now();
        let mark = notice.save(number);
        seen = wait_for_event(listening);
        assert!(
            get(port, &page).contains(&mark),
            "the page told of is the page of the save"
        );
        times.push(began.elapsed());
        std::thread::sleep(PAUSE);
    }
    tell("save → reloaded page", times);
}

fn publications(root: &Path, notice: &Notice, saves: usize) {
    let out = tempfile::tempdir().expect("a temporary folder");
    let public = out.path().join("public");
    let page = public.join(&notice.page);
    build(root, &public);
    let mut watch = command(&["watch"], root);
    let watch = watch
        .arg("--out")
        .arg(&public)
        .stdout(Stdio::piped())
        .spawn();
    let mut watch = Running(watch.expect("a watch"));
    let mut lines = BufReader::new(watch.0.stdout.take().expect("its output")).lines();
    // It watches, and has published for the first time.
    lines.nth(1);
    std::thread::spawn(move || lines.for_each(drop));
    let mut times = Vec::new();
    for number in 1..=saves {
        let began = Instant::now();
        let mark = notice.save(saves + number);
        while !fs::read_to_string(&page).is_ok_and(|text| text.contains(&mark)) {
            std::thread::sleep(Duration::from_millis(1));
        }
        times.push(began.elapsed());
        std::thread::sleep(PAUSE);
    }
    tell("save → published", times);
}

fn listen(port: u16, seen: &str) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    let request =
        format!("GET /.niemyet/events?seen={seen} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("a request");
    stream
}

/// The version of the state that the preview tells of.
fn wait_for_event(stream: TcpStream) -> String {
    let lines = BufReader::new(stream)
        .lines()
        .map(|line| line.expect("a line"));
    let data = lines.filter_map(|line| line.strip_prefix("data: ").map(str::to_owned));
    data.into_iter().next().expect("an event")
}

fn get(port: u16, target: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    let request =
        format!("GET {target} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    String::from_utf8_lossy(&answer).into_owned()
}

fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let milliseconds = |share: usize| {
        let index = (times.len() * share / 100).min(times.len() - 1);
        times[index].as_secs_f64() * 1000.0
    };
    say(&format!(
        "{what}: p50 {:.0} ms, p95 {:.0} ms over {} saves",
        milliseconds(50),
        milliseconds(95),
        times.len()
    ));
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
