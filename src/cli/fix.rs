//! `niemyet check --fix`: mends what is certain in notice files; with `--dry-run` it prints the lines that would change.
//!
//! Certain are two things: the composed form of Unicode (NFC), which changes no letter, and `published` where a notice
//! has neither it nor a whole date of issue: it is being posted now.

use std::path::Path;

use jiff::civil::{Date, DateTime};
use toml_edit::{DocumentMut, Item};

use super::args::{Check, Global};
use super::output::Output;
use super::revise::write;
use super::{clock, site_of};
use crate::text::fold::compose;
use crate::{Error, say, sources};

/// Mends every notice file, or shows what it would do.
pub(super) fn run(check: &Check, global: &Global, output: &Output) -> Result<(), Error> {
    let Some(site) = site_of(global, output)? else {
        return Ok(());
    };
    let now = clock::now(&site);
    for file in sources::load(&global.root)?.notices {
        let Ok(text) = std::str::from_utf8(&file.bytes) else {
            continue;
        };
        let edits = edits(text, now);
        if edits.is_empty() {
            continue;
        }
        if check.dry_run {
            output.print(&difference(&file.path, &edits));
            continue;
        }
        write(
            &global.root.join(Path::new(&file.path)),
            &mended(text, &edits),
        )?;
        let (path, count) = (&file.path, edits.len());
        output.say(&say!(
            "{path}: đã sửa {count} dòng",
            "{path}: lines mended: {count}"
        ));
    }
    Ok(())
}

/// One line that changes, line ends included.
#[derive(Debug, PartialEq, Eq)]
struct Edit {
    /// Its index; an inserted line stands before the line of this index.
    line: usize,
    /// What it was; `None` where it is inserted.
    old: Option<String>,
    new: String,
}

/// In order of line.
fn edits(text: &str, now: DateTime) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    if let Some(line) = line_for_published(text) {
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let now = now.strftime("%Y-%m-%dT%H:%M:%S");
        edits.push(Edit {
            line,
            old: None,
            new: format!("published = {now}{end}"),
        });
    }
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let composed = compose(line);
        if composed != line {
            edits.push(Edit {
                line: index,
                old: Some(line.to_owned()),
                new: composed.into_owned(),
            });
        }
    }
    edits.sort_by_key(|edit| (edit.line, edit.old.is_some()));
    edits
}

/// Where `published` belongs if it must be added: before the first table, or before the closing fence. Nothing is added
/// to a front matter that cannot be parsed, or whose `issued` is a slip that someone must look at.
fn line_for_published(text: &str) -> Option<usize> {
    let is_fence = |line: &str| line.trim_start_matches('\u{feff}').trim_end() == "+++";
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let opening = lines.iter().position(|line| !line.trim().is_empty())?;
    if !is_fence(lines.get(opening)?) {
        return None;
    }
    let front = lines.get(opening + 1..)?;
    let length = front.iter().position(|line| is_fence(line))?;
    let front = front.get(..length)?;
    let table: DocumentMut = front.concat().parse().ok()?;
    if table.contains_key("published") || !leaves_day_open(table.get("issued")) {
        return None;
    }
    // A line inside a multi-line string may start with a bracket; then the front matter no longer parses alone.
    let is_split = |at: &usize| {
        let before = front.get(..*at).map(<[&str]>::concat).unwrap_or_default();
        before.parse::<DocumentMut>().is_ok()
    };
    let tables = (0..length).filter(|at| front.get(*at).is_some_and(|line| line.starts_with('[')));
    let place = tables.into_iter().find(is_split).unwrap_or(length);
    Some(opening + 1 + place)
}

fn leaves_day_open(issued: Option<&Item>) -> bool {
    match issued {
        None => true,
        Some(item) => item
            .as_str()
            .is_some_and(|month| month.len() == 7 && format!("{month}-01").parse::<Date>().is_ok()),
    }
}

fn mended(text: &str, edits: &[Edit]) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut edits = edits.iter().peekable();
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let mut own = line;
        while let Some(edit) = edits.next_if(|edit| edit.line == index) {
            match edit.old {
                None => mended.push_str(&edit.new),
                Some(_) => own = &edit.new,
            }
        }
        mended.push_str(own);
    }
    mended
}

/// A unified diff without context.
fn difference(path: &str, edits: &[Edit]) -> String {
    let mut text = format!("--- {path}\n+++ {path}\n");
    let mut added = 0;
    for edit in edits {
        let (before, after) = (edit.line + 1, edit.line + 1 + added);
        let new = edit.new.trim_end();
        match &edit.old {
            Some(old) => {
                let old = old.trim_end();
                text.push_str(&format!("@@ -{before} +{after} @@\n-{old}\n+{new}\n"));
            }
            None => {
                let before = edit.line;
                text.push_str(&format!("@@ -{before},0 +{after} @@\n+{new}\n"));
                added += 1;
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: DateTime = jiff::civil::date(2026, 7, 1).at(8, 0, 0, 0);

    #[test]
    fn what_is_right_is_left_alone() {
        for text in [
            "+++\nissued = 2026-06-29\n+++\nTiến độ\n",
            "+++\npublished = 2026-06-29 08:00\n[[session]]\n+++\n",
            "+++\nissued = \"29/6/2026\"\n+++\n",
            "+++\nbroken = \n+++\n",
            "---\ntitle: a\n---\n",
        ] {
            assert_eq!(edits(text, NOW), [], "{text}");
        }
    }

    #[test]
    fn published_goes_before_the_first_table() {
        let text = "+++\ntype = \"GM\"\nbanner = \"\"\"\n[A]\n\"\"\"\n[[session]]\ndate = 2026-07-01\n+++\n";
        let edits = edits(text, NOW);
        let mended = mended(text, &edits);
        let added = "\"\"\"\npublished = 2026-07-01T08:00:00\n[[session]]\n";
        assert!(mended.contains(added), "{mended}");
        assert_eq!(mended.len(), text.len() + edits[0].new.len());
        assert_eq!(super::edits(&mended, NOW), []);
    }

    #[test]
    fn decomposed_lines_are_composed_and_shown() {
        let text = "+++\nissued = 2026-06-29\n+++\nTie\u{302}\u{301}n\nxong\n";
        let edits = edits(text, NOW);
        assert_eq!(
            mended(text, &edits),
            "+++\nissued = 2026-06-29\n+++\nTiến\nxong\n"
        );
        assert_eq!(
            difference("content/a.md", &edits),
            "--- content/a.md\n+++ content/a.md\n@@ -4 +4 @@\n-Tie\u{302}\u{301}n\n+Tiến\n"
        );
    }
}
