//! What each fuzzer runs on the bytes it is given: nothing may panic, and what is claimed about any input must hold.
//!
//! `cargo fuzz` runs these for hours (`README.md` beside this file); `tests/it/fuzz.rs` runs them on the stored corpus
//! and a few thousand changes of it.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use niemyet::catalog::Catalog;
use niemyet::check::{Context, check};
use niemyet::notice::citation::find_citations;
use niemyet::notice::{Citation, Symbol};
use niemyet::plan::calendar::{Entry, EntryKind, EntryStatus, When};
use niemyet::problem::{Terminal, json_line};
use niemyet::read;
use niemyet::render::calendar::{Head, Zone, calendar_file, event};
use niemyet::search::{Document, Engine, Options, Request, index};
use niemyet::site::Audience;
use niemyet::sources::{RawFile, Sources};
use niemyet::text::when::{Context as Times, read_moments, read_times};

/// A fuzzer's name and what it runs.
pub(crate) type Target = (&'static str, fn(&[u8]));

/// All of them.
pub(crate) const TARGETS: [Target; 5] = [
    ("notice", notice),
    ("times", times),
    ("citation", citation),
    ("calendar", calendar),
    ("search", search),
];

/// Any bytes as a notice: read, checked, every finding inside its file and printable without a control character.
pub(crate) fn notice(bytes: &[u8]) {
    let raw = |path: &str, bytes: &[u8]| RawFile {
        path: path.to_owned(),
        bytes: bytes.to_vec(),
    };
    let mut sources = Sources::default();
    let settings = "title = \"Cổng\"\nbase_url = \"https://lich.example.vn\"\n";
    let settings = raw("content/site.toml", settings.as_bytes());
    sources.tables.insert("site.toml".to_owned(), settings);
    sources.notices.push(raw("content/a.md", bytes));
    let reading = read::read(&sources);
    let mut problems = reading.problems;
    let site = reading.site.expect("the settings are sound");
    let catalog = Catalog::new(site, reading.notices, reading.broken);
    problems.extend(check(&Context {
        catalog: &catalog,
        attachments: &BTreeSet::new(),
        audience: Audience::Public,
    }));
    for problem in &problems {
        let position = problem.position();
        let lines = problem.source.text().split('\n').count();
        assert!(position.line <= lines, "{position:?} of {lines} lines");
        let shown = Terminal::default().write(problem);
        assert!(
            shown
                .chars()
                .all(|letter| letter == '\n' || !letter.is_control())
        );
        assert!(serde_json::from_str::<serde_json::Value>(&json_line(problem)).is_ok());
    }
}

/// Any text as a document's words: what is found lies in the text, in order, without overlaps, on letter borders.
pub(crate) fn times(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let context = Times {
        year: None,
        anchor: Some(date(2026, 7, 9)),
    };
    let mut end = 0;
    for phrase in read_times(&text, context) {
        let span = phrase.span.clone();
        assert!(
            span.start >= end && span.start <= span.end,
            "{span:?} after {end}"
        );
        assert!(text.get(span.clone()).is_some(), "{span:?}");
        end = span.end;
    }
    drop(read_moments(&text, context));
}

/// Any text as a citation and as a symbol: found where it is said to stand; a symbol reads back from its key's text.
pub(crate) fn citation(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = Citation::parse(&text).document_type();
    for (span, _) in find_citations(&text) {
        assert!(text.get(span.clone()).is_some(), "{span:?}");
    }
    if let Ok(symbol) = Symbol::parse(&text) {
        let (slug, key) = (symbol.slug(), symbol.key());
        assert!(!slug.contains(['/', '\\', '.']), "{slug}");
        assert!(!key.is_empty());
    }
}

/// Any text in every field of a calendar entry: another reader gets one event back, with its words.
pub(crate) fn calendar(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let day = date(2026, 7, 9);
    let entry = Entry {
        level: None,
        called: None,
        kind: EntryKind::Meeting,
        uid: "a.1@lich.example.vn".to_owned(),
        group: "a@lich.example.vn".to_owned(),
        sequence: 0,
        updated: Timestamp::UNIX_EPOCH,
        when: When::Clock {
            start: day.at(8, 0, 0, 0),
            end: day.at(11, 30, 0, 0),
        },
        summary: text.clone(),
        location: Some(text.clone()),
        description: vec![text.clone(), text.clone()],
        url: "https://lich.example.vn/a/".to_owned(),
        status: EntryStatus::Confirmed,
        is_free: false,
        categories: vec![text.clone()],
        alarms: Vec::new(),
    };
    let zone = TimeZone::get("Asia/Ho_Chi_Minh").expect("a zone");
    let day = entry.when.first_day();
    let zone = Zone::of_days(&zone, Some((day, day)));
    let written = event(&entry, &zone);
    let head = Head {
        title: &text,
        url: "https://lich.example.vn/lich.ics",
    };
    let file = calendar_file(head, &zone, std::iter::once(written.as_str()));
    let file = String::from_utf8(file).expect("a calendar is text");
    assert_lines(&file);
    let read = calcard::icalendar::ICalendar::parse(&file).expect("calcard reads the calendar");
    let is_event = |component: &&calcard::icalendar::ICalendarComponent| {
        component.component_type == calcard::icalendar::ICalendarComponentType::VEvent
    };
    let events: Vec<_> = read.components.iter().filter(is_event).collect();
    assert_eq!(events.len(), 1);
    let summary = events[0]
        .property(&calcard::icalendar::ICalendarProperty::Summary)
        .and_then(|entry| entry.values.first()?.as_text())
        .unwrap_or_default();
    assert_eq!(words(summary), words(&text));
}

/// Lines end in CRLF and hold at most 75 octets and no control character.
fn assert_lines(file: &str) {
    assert!(file.ends_with("\r\n"));
    for line in file.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(
            line.chars()
                .all(|letter| letter == '\t' || !letter.is_control()),
            "{line:?}"
        );
    }
}

/// Letters and digits: what must come back whatever a reader does about spaces.
fn words(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// Any text as a query: answered, with results of the collection only.
pub(crate) fn search(bytes: &[u8]) {
    static FILES: OnceLock<std::collections::BTreeMap<String, Vec<u8>>> = OnceLock::new();
    let files = FILES.get_or_init(|| {
        let files = index(&documents(), &Options::default());
        files
            .into_iter()
            .map(|file| (file.path.clone(), file.bytes()))
            .collect()
    });
    let engine = Engine::open(|path: &str| files.get(path).cloned());
    let Ok(engine) = engine else {
        panic!("an index just made opens");
    };
    let text = String::from_utf8_lossy(bytes);
    let results = engine.search(&text, &Request::default());
    assert!(results.hits.len() <= engine.notices());
}

fn documents() -> Vec<Document> {
    let titles = [
        "Hội nghị sơ kết công tác quý III",
        "Họp bàn tiến độ tiêu chí nông thôn mới",
        "Phiên họp Ban Chỉ đạo tỉnh về chuyển đổi số",
    ];
    let titles = titles.into_iter().enumerate();
    let documents = titles.map(|(number, title)| Document {
        url: format!("/giay-moi/{number}/"),
        title: title.to_owned(),
        number: Some(format!("{}/GM-UBND", 88 + number)),
        issuer: "UBND xã Tân Lập".to_owned(),
        body: format!("Thực hiện Nghị quyết số 57-NQ/TW. {title}."),
        ..Document::default()
    });
    documents.collect()
}
