//! The corpus: every `.case` file below `tests/sites/` is a small site with the findings it must give, no more, no less.
//! `tests/sites/README.md` tells how a case is written; `BLESS=1` writes the findings into the cases.

use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::support::{Finding, Site};

/// Warnings are part of what a good file must not give; beside errors they are noise unless a case lists them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Folder {
    Broken,
    Fine,
}

#[test]
fn broken_files_give_their_findings_and_nothing_else() {
    let cases = run(Folder::Broken);
    assert!(cases >= 170, "the corpus shrank to {cases} broken cases");
}

#[test]
fn close_calls_give_no_error_and_no_unlisted_warning() {
    let cases = run(Folder::Fine);
    assert!(cases >= 30, "the corpus shrank to {cases} fine cases");
}

fn run(folder: Folder) -> usize {
    let paths = case_files(folder);
    let failures: Vec<String> = paths
        .iter()
        .filter_map(|path| failure(folder, path))
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    paths.len()
}

pub(crate) fn case_files(folder: Folder) -> Vec<PathBuf> {
    let name = match folder {
        Folder::Broken => "broken",
        Folder::Fine => "fine",
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/sites")
        .join(name);
    let files = WalkDir::new(root).sort_by_file_name().into_iter();
    let files = files.map(|entry| entry.expect("a readable folder").into_path());
    files
        .filter(|path| path.extension().is_some_and(|end| end == "case"))
        .collect()
}

/// What is wrong with a case, if anything.
fn failure(folder: Folder, path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).expect("a readable case");
    let case = Case::parse(&text);
    let found = case.site().check();
    let mut wrong = case.differences(folder, &found);
    if folder == Folder::Broken && case.expected.is_empty() {
        wrong.push("lists no finding at all".to_owned());
    }
    if wrong.is_empty() {
        return None;
    }
    if std::env::var_os("BLESS").is_some() {
        bless(folder, path, &text, &found);
        return None;
    }
    Some(format!("{}:\n  {}", path.display(), wrong.join("\n  ")))
}

/// Writes what was found into the case, messages and all; whoever blesses reads the difference.
fn bless(folder: Folder, path: &Path, text: &str, found: &[Finding]) {
    let start = text.find("-- expect --\n").unwrap_or(text.len());
    let mut blessed = format!("{}-- expect --\n", &text[..start]);
    for finding in found.iter().filter(|finding| is_relevant(folder, finding)) {
        blessed.push_str(&format!("{finding}\n"));
        for sentence in finding.sentences() {
            blessed.push_str(&format!("  {sentence}\n"));
        }
    }
    fs::write(path, blessed).expect("a writable case");
}

fn is_relevant(folder: Folder, finding: &Finding) -> bool {
    finding.is_error() || (folder == Folder::Fine && !finding.is_info())
}

/// A case taken apart.
pub(crate) struct Case {
    files: Vec<(String, Vec<u8>)>,
    expected: Vec<Expected>,
}

/// `a.md:3:1 unknown-key`, and below it, indented, what the finding must say.
struct Expected {
    head: String,
    sentences: Vec<String>,
}

impl Case {
    pub(crate) fn parse(text: &str) -> Self {
        let mut files = Vec::new();
        let mut expected = Vec::new();
        for (name, body) in sections(text) {
            match name.strip_suffix(" escaped") {
                Some(name) => files.push((name.to_owned(), unescape(&body))),
                None if name == "expect" => expected = expectations(&body),
                None => files.push((name, body.into_bytes())),
            }
        }
        Self { files, expected }
    }

    pub(crate) fn site(&self) -> Site {
        let files = self.files.iter();
        files.fold(Site::new(), |site, (name, bytes)| site.file(name, bytes))
    }

    /// The text of one file.
    pub(crate) fn file(&self, name: &str) -> Option<String> {
        let mut texts = self.texts().into_iter();
        texts.find(|(own, _)| own == name).map(|(_, text)| text)
    }

    /// Every file that is text, by name.
    pub(crate) fn texts(&self) -> Vec<(String, String)> {
        let texts = self.files.iter().filter_map(|(name, bytes)| {
            Some((name.clone(), String::from_utf8(bytes.clone()).ok()?))
        });
        texts.collect()
    }

    /// The codes of the errors a file must give.
    pub(crate) fn error_codes(&self, name: &str) -> Vec<String> {
        let of_file = self.expected.iter().filter_map(|expected| {
            let rest = expected.head.strip_prefix(name)?.strip_prefix(':')?;
            let (_, code) = rest.split_once(' ')?;
            (!code.contains(' ')).then(|| code.to_owned())
        });
        of_file.collect()
    }

    /// Findings nobody listed, and listed ones that were not found or say something else.
    fn differences(&self, folder: Folder, found: &[Finding]) -> Vec<String> {
        let mut open: Vec<&Finding> = found.iter().collect();
        let mut wrong = Vec::new();
        for expected in &self.expected {
            let Some(at) = open
                .iter()
                .position(|finding| finding.to_string() == expected.head)
            else {
                wrong.push(format!("not found: {}", expected.head));
                continue;
            };
            let finding = open.remove(at);
            let said = finding.sentences();
            let unsaid = expected
                .sentences
                .iter()
                .filter(|wanted| !said.iter().any(|one| one.contains(wanted.as_str())));
            wrong.extend(unsaid.map(|wanted| format!("{} does not say: {wanted}", expected.head)));
        }
        let unlisted = open
            .into_iter()
            .filter(|finding| is_relevant(folder, finding));
        wrong.extend(unlisted.map(|finding| format!("not listed: {finding} {finding:?}")));
        wrong
    }
}

/// The `-- name --` sections; what stands before the first one is for people.
fn sections(text: &str) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let name = line
            .trim_end()
            .strip_prefix("-- ")
            .and_then(|line| line.strip_suffix(" --"));
        match (name, sections.last_mut()) {
            (Some(name), _) => sections.push((name.to_owned(), String::new())),
            (None, Some((_, body))) => body.push_str(line),
            (None, None) => {}
        }
    }
    sections
}

fn expectations(body: &str) -> Vec<Expected> {
    let mut expected: Vec<Expected> = Vec::new();
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        match (line.strip_prefix("  "), expected.last_mut()) {
            (Some(sentence), Some(last)) => last.sentences.push(sentence.to_owned()),
            _ => expected.push(Expected {
                head: line.to_owned(),
                sentences: Vec::new(),
            }),
        }
    }
    expected
}

/// Bytes no editor would keep: `\xFF`, `\r`, `\0`, `\s` for a space, and `\` at the end of a line for no line end.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let escape = &rest[at + 1..];
        let length = match escape.as_bytes().first() {
            Some(b'r') => push(&mut bytes, b'\r', 1),
            Some(b'0') => push(&mut bytes, 0, 1),
            Some(b's') => push(&mut bytes, b' ', 1),
            Some(b'\n') => 1,
            Some(b'x') => {
                let byte = u8::from_str_radix(&escape[1..3], 16).expect("two hexadecimal digits");
                push(&mut bytes, byte, 3)
            }
            other => panic!("unknown escape {other:?}"),
        };
        rest = &escape[length..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

fn push(bytes: &mut Vec<u8>, byte: u8, length: usize) -> usize {
    bytes.push(byte);
    length
}
