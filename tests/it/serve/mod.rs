//! `niemyet serve` and `niemyet watch`, over real sockets and real files.

mod hostile;
mod living;
mod readers;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use niemyet::Request;
use niemyet::problem::Language;
use niemyet::serve::{Settings, Stop, preview};

/// Long enough for a busy machine; what comes in time is not waited for any longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A preview that runs until it is dropped.
struct Running {
    port: u16,
    stop: Stop,
    /// The time it believes in, in seconds since 1970.
    seconds: Arc<AtomicI64>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    /// Starts at noon of 06/7/2026 and waits for the first portal, or for what is wrong.
    fn new(root: &Path) -> Self {
        let noon: Timestamp = "2026-07-06T12:00:00+07:00".parse().unwrap();
        let seconds = Arc::new(AtomicI64::new(noon.as_second()));
        let told = Arc::clone(&seconds);
        let clock = Arc::new(move || Timestamp::from_second(told.load(Ordering::Relaxed)).unwrap());
        let stop = Stop::default();
        let settings = Settings {
            request: Request {
                root: root.to_owned(),
                audience: None,
                language: None,
            },
            now: None,
            port: Some(0),
            language: Language::Vi,
        };
        let preview = preview(settings, clock, stop.clone()).unwrap();
        let port = preview.port();
        let thread = thread::spawn(move || preview.run(Arc::new(|_| {})).unwrap());
        let running = Self {
            port,
            stop,
            seconds,
            thread: Some(thread),
        };
        running.until("/", |answer| {
            answer.status == 200 || answer.text().contains("niemyet-trouble")
        });
        running
    }

    fn pass(&self, seconds: i64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends these bytes; what comes back before the server closes, or nothing where it closes at once.
    fn say(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server may answer and close before it has been told everything.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        Answer::of(answer)
    }

    fn get(&self, target: &str) -> Answer {
        let port = self.port;
        let request =
            format!("GET {target} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
        self.say(request.as_bytes())
    }

    /// Asks until the answer is as wanted.
    fn until(&self, target: &str, is_wanted: impl Fn(&Answer) -> bool) -> Answer {
        let began = Instant::now();
        loop {
            let answer = self.get(target);
            if is_wanted(&answer) {
                return answer;
            }
            assert!(
                began.elapsed() < PATIENCE,
                "{target}: {} {}",
                answer.status,
                answer.text()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.raise();
        let ended = self.thread.take().map(JoinHandle::join);
        if !thread::panicking() {
            assert!(ended.is_some_and(|ended| ended.is_ok()));
        }
    }
}

/// What came back.
struct Answer {
    /// 0 where nothing did.
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn of(bytes: Vec<u8>) -> Self {
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n");
        let end = end.map_or(bytes.len(), |end| end + 4);
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        Self {
            status: head
                .split(' ')
                .nth(1)
                .and_then(|status| status.parse().ok())
                .unwrap_or(0),
            head,
            body: bytes[end..].to_vec(),
        }
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The version the page was shown in, as its script tells it.
    fn version(&self) -> String {
        let text = self.text();
        let (_, rest) = text
            .split_once("data-version=\"")
            .expect("a page with the script");
        rest.split('"').next().unwrap_or_default().to_owned()
    }
}
