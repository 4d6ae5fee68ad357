//! What holds for any bytes whatsoever: the reader never panics, says what is wrong, and points into the file.

use std::path::Path;
use std::sync::LazyLock;

use niemyet::problem::{Language, Problem, Severity, Terminal, json_line};
use niemyet::read::read_notice;
use niemyet::site::Site;
use niemyet::sources::{RawFile, Sources};
use proptest::prelude::*;
use proptest::sample::Index;

/// The demonstration's files: the seeds of all mutations.
static DEMONSTRATION: LazyLock<Sources> = LazyLock::new(|| {
    niemyet::sources::load(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("a readable demonstration")
});

static SITE: LazyLock<Site> = LazyLock::new(|| {
    let reading = niemyet::read::read(&DEMONSTRATION);
    reading.site.expect("a usable site.toml")
});

/// One edit of a file, at places given as fractions of its length.
#[derive(Debug, Clone)]
enum Edit {
    Flip(Index, u8),
    Delete(Index, usize),
    Insert(Index, Vec<u8>),
    Repeat(Index, usize),
    Truncate(Index),
    Swap(Index, Index),
    SwapLines(Index, Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    let place = any::<Index>;
    prop_oneof![
        (place(), 1..=255u8).prop_map(|(at, mask)| Edit::Flip(at, mask)),
        (place(), 1..200usize).prop_map(|(at, length)| Edit::Delete(at, length)),
        (place(), fragment()).prop_map(|(at, text)| Edit::Insert(at, text.into_bytes())),
        (place(), prop::collection::vec(any::<u8>(), 1..8))
            .prop_map(|(at, bytes)| Edit::Insert(at, bytes)),
        (place(), 1..200usize).prop_map(|(at, length)| Edit::Repeat(at, length)),
        place().prop_map(Edit::Truncate),
        (place(), place()).prop_map(|(a, b)| Edit::Swap(a, b)),
        (place(), place()).prop_map(|(a, b)| Edit::SwapLines(a, b)),
    ]
}

/// Pieces of which broken front matter is made.
fn fragment() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "+++",
        "+++\n",
        "---\n",
        "\n",
        "\r\n",
        " ",
        "\"",
        "\"\"\"",
        "'",
        "=",
        "==",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ",",
        ".",
        "#",
        "\\",
        "\\u0000",
        "“",
        "ế",
        "e\u{302}\u{301}",
        "\u{feff}",
        "\u{200b}",
        "\u{1b}[31m",
        "\0",
        "type",
        "type = \"GM\"\n",
        "number = \"88/GM-UBND\"\n",
        "issued = 2026-06-29\n",
        "issuer = \"UBND\"\n",
        "title = \"Họp\"\n",
        "level = \"commune\"\n",
        "[[session]]\n",
        "[session]\n",
        "date = 2026-07-01\n",
        "date = 2026-02-30\n",
        "start = 07:30\n",
        "end = 25:00\n",
        "repeat = \"weekly wed\"\n",
        "[[point]]\n",
        "chair = [{ post = \"A\" }]\n",
        "participants = [{}, 1]\n",
        "[[task]]\n",
        "before = 2026-07-01 17:00\n",
        "[change]\n",
        "of = \"a\"\n",
        "[[link]]\n",
        "url = \"javascript:x\"\n",
        "published = 1979-05-27T07:32:00Z\n",
        "99999999999999999999",
        "0x",
        "-1",
        "1e999",
        "inf",
        "true",
        "a.b.c = 1\n",
        "id = \"../x\"\n",
    ]);
    pieces.prop_map(str::to_owned)
}

fn apply(bytes: &mut Vec<u8>, edit: Edit) {
    let length = bytes.len();
    if length == 0 {
        return;
    }
    let range = |at: Index, count: usize| {
        let start = at.index(length);
        start..(start + count).min(length)
    };
    match edit {
        Edit::Flip(at, mask) => bytes[at.index(length)] ^= mask,
        Edit::Delete(at, count) => drop(bytes.drain(range(at, count))),
        Edit::Insert(at, piece) => drop(bytes.splice(range(at, 0), piece)),
        Edit::Repeat(at, count) => {
            let range = range(at, count);
            let piece = bytes[range.clone()].to_vec();
            drop(bytes.splice(range.end..range.end, piece));
        }
        Edit::Truncate(at) => bytes.truncate(at.index(length)),
        Edit::Swap(a, b) => bytes.swap(a.index(length), b.index(length)),
        Edit::SwapLines(a, b) => {
            let mut lines: Vec<Vec<u8>> = bytes
                .split_inclusive(|byte| *byte == b'\n')
                .map(<[u8]>::to_vec)
                .collect();
            let count = lines.len();
            lines.swap(a.index(count), b.index(count));
            *bytes = lines.concat();
        }
    }
}

/// Reads a notice and holds the laws against what comes back.
fn obeys_as_notice(bytes: Vec<u8>) -> Result<(), TestCaseError> {
    let file = RawFile {
        path: "content/thử/a.md".to_owned(),
        bytes,
    };
    let (notice, problems) = read_notice(&SITE, &file);
    let has_error = problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    prop_assert_eq!(
        notice.is_none(),
        has_error,
        "a notice or an error: {:?}",
        problems
    );
    if let Some(notice) = notice {
        prop_assert!(notice.source.text().is_char_boundary(notice.body.start));
        prop_assert!(notice.source.text().ends_with(&*notice.body_text()));
        prop_assert!(!notice.title.is_empty() && !notice.issuer.is_empty());
        prop_assert!(
            notice
                .sessions
                .iter()
                .all(|session| (1900..2200).contains(&session.date.year()))
        );
    }
    problems.iter().try_for_each(obeys)
}

/// Reads the four tables with one of them replaced.
fn obeys_as_table(name: &str, bytes: Vec<u8>) -> Result<(), TestCaseError> {
    let mut tables = DEMONSTRATION.tables.clone();
    let path = format!("content/{name}");
    tables.insert(name.to_owned(), RawFile { path, bytes });
    let sources = Sources {
        tables,
        notices: DEMONSTRATION.notices.iter().take(1).cloned().collect(),
        ..Sources::default()
    };
    let reading = niemyet::read::read(&sources);
    let has_error = reading
        .problems
        .iter()
        .any(|problem| problem.severity == Severity::Error);
    prop_assert!(reading.site.is_some() || has_error, "no site and no reason");
    reading.problems.iter().try_for_each(obeys)
}

/// A problem points into its file and can be shown anywhere.
fn obeys(problem: &Problem) -> Result<(), TestCaseError> {
    let text = &problem.source.text();
    let (start, end) = (problem.span.start as usize, problem.span.end as usize);
    prop_assert!(
        start <= end && end <= text.len(),
        "{start}..{end} of {}: {:?}",
        text.len(),
        problem.code
    );
    prop_assert!(
        text.is_char_boundary(start) && text.is_char_boundary(end),
        "{:?}",
        problem
    );
    let position = problem.position();
    let line = text.split('\n').nth(position.line - 1);
    let width = line.map(|line| line.chars().count());
    prop_assert!(
        width.is_some_and(|width| (1..=width + 1).contains(&position.column)),
        "{:?}",
        position
    );
    for language in [Language::Vi, Language::En] {
        let plain = Terminal {
            language,
            colour: false,
        }
        .write(problem);
        prop_assert!(
            plain.ends_with('\n') && plain.lines().count() <= 4,
            "{plain}"
        );
        prop_assert!(
            !plain.replace('\n', "").contains(char::is_control),
            "{plain:?}"
        );
        let coloured = Terminal {
            language,
            colour: true,
        }
        .write(problem);
        prop_assert_eq!(without_colours(&coloured), plain);
    }
    let json = json_line(problem);
    prop_assert!(!json.contains(char::is_control), "{json:?}");
    let value: Result<serde_json::Value, _> = serde_json::from_str(&json);
    prop_assert!(value.is_ok_and(|value| value["line"] == position.line));
    Ok(())
}

fn without_colours(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once('m').map_or("", |(_, rest)| rest));
    rest.fold(first, |text, part| text + part)
}

proptest! {
    // `PROPTEST_CASES=20000` looks longer.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        obeys_as_notice(bytes)?;
    }

    #[test]
    fn any_bytes_between_fences(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        obeys_as_notice([b"+++\n".as_slice(), &bytes, b"\n+++\n"].concat())?;
    }

    #[test]
    fn any_text_between_fences(text in "(\\PC|\n){0,200}") {
        obeys_as_notice(format!("+++\n{text}\n+++\n").into_bytes())?;
    }

    #[test]
    fn pieces_of_front_matter(pieces in prop::collection::vec(fragment(), 0..60), is_fenced in any::<bool>()) {
        let text = pieces.concat();
        let text = if is_fenced { format!("+++\n{text}\n+++\n") } else { text };
        obeys_as_notice(text.into_bytes())?;
    }

    #[test]
    fn edited_notices(seed in any::<Index>(), edits in prop::collection::vec(edit(), 1..6)) {
        let notices = &DEMONSTRATION.notices;
        let mut bytes = notices[seed.index(notices.len())].bytes.clone();
        for edit in edits {
            apply(&mut bytes, edit);
        }
        obeys_as_notice(bytes)?;
    }

    #[test]
    fn edited_tables(seed in any::<Index>(), edits in prop::collection::vec(edit(), 1..6)) {
        let tables: Vec<_> = DEMONSTRATION.tables.iter().collect();
        let (name, file) = tables[seed.index(tables.len())];
        let mut bytes = file.bytes.clone();
        for edit in edits {
            apply(&mut bytes, edit);
        }
        obeys_as_table(name, bytes)?;
    }

    #[test]
    fn tables_of_pieces(name in prop::sample::select(vec!["site.toml", "units.toml", "places.toml", "holidays.toml"]),
                        pieces in prop::collection::vec(fragment(), 0..40)) {
        obeys_as_table(name, pieces.concat().into_bytes())?;
    }
}

#[test]
fn the_demonstration_obeys_unedited() {
    assert!(DEMONSTRATION.notices.len() >= 12, "the seeds are there");
    for file in &DEMONSTRATION.notices {
        let result = obeys_as_notice(file.bytes.clone());
        assert!(result.is_ok(), "{}: {result:?}", file.path);
    }
}
