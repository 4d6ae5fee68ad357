//! `niemyet check --fix`: mends what is certain in notice files; with `--dry-run` it prints the lines that would change.
//!
//! Certain are: the composed form of Unicode (NFC), which changes no letter; `published` where a notice has neither it
//! nor a whole date of issue, for it is being posted now; and order and spacing of the front matter, which say nothing.

mod difference;
mod order;
mod tidy;

use std::ops::Range;
use std::path::Path;

use jiff::civil::{Date, DateTime};
use toml_edit::{DocumentMut, Item};

use super::args::Global;
use super::check::Check;
use super::output::Output;
use super::revise::write;
use super::{clock, site_of};
use crate::text::fold::compose;
use crate::{Error, say, sources};
use difference::{difference, touched};
use tidy::tidied;

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
        let mended = mended(text, now);
        if mended == text {
            continue;
        }
        if check.dry_run {
            output.print(&difference(&file.path, text, &mended));
            continue;
        }
        write(&global.root.join(Path::new(&file.path)), &mended)?;
        let (path, count) = (&file.path, touched(text, &mended));
        output.say(&say!(
            "{path}: đã sửa {count} dòng",
            "{path}: lines mended: {count}"
        ));
    }
    Ok(())
}

/// The text with everything mended that is certain.
fn mended(text: &str, now: DateTime) -> String {
    let text = with_published(&compose(text), now);
    let Some(front) = front_matter(&text) else {
        return text;
    };
    match tidied(text.get(front.clone()).unwrap_or_default()) {
        Some(tidy) => {
            let mut mended = text.clone();
            mended.replace_range(front, &tidy);
            mended
        }
        None => text,
    }
}

fn with_published(text: &str, now: DateTime) -> String {
    let Some(place) = line_for_published(text) else {
        return text.to_owned();
    };
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let now = now.strftime("%Y-%m-%dT%H:%M:%S");
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (before, after) = lines.split_at(place.min(lines.len()));
    format!(
        "{}published = {now}{end}{}",
        before.concat(),
        after.concat()
    )
}

/// The bytes between the fences.
fn front_matter(text: &str) -> Option<Range<usize>> {
    let is_fence = |line: &str| line.trim_start_matches('\u{feff}').trim_end() == "+++";
    let mut start = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        match start {
            None if is_fence(line) => start = Some(at + line.len()),
            None if line.trim().is_empty() => {}
            None => return None,
            Some(start) if is_fence(line) => return Some(start..at),
            Some(_) => {}
        }
        at += line.len();
    }
    None
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

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: DateTime = jiff::civil::date(2026, 7, 1).at(8, 0, 0, 0);

    #[test]
    fn what_is_right_is_left_alone() {
        for text in [
            "+++\nissued = 2026-06-29\n+++\nTiến độ\n",
            "+++\npublished = 2026-06-29 08:00\n\n[[session]]\n+++\n",
            "+++\nissued = \"29/6/2026\"\n+++\n",
            "+++\nbroken = \n+++\n",
            "---\ntitle: a\n---\n",
        ] {
            assert_eq!(mended(text, NOW), text, "{text}");
        }
    }

    #[test]
    fn published_takes_its_place_among_the_keys() {
        let text = "+++\ntype = \"GM\"\nbanner = \"\"\"\n[A]\n\"\"\"\n[[session]]\ndate = 2026-07-01\n+++\nThân  \n";
        let once = mended(text, NOW);
        let added = "\"\"\"\npublished = 2026-07-01T08:00:00\n";
        assert!(once.contains(added), "{once}");
        assert!(once.ends_with("+++\nThân  \n"), "{once}");
        assert_eq!(mended(&once, NOW), once);
    }

    #[test]
    fn decomposed_lines_are_composed_and_shown() {
        let text = "+++\nissued = 2026-06-29\n+++\nTie\u{302}\u{301}n\nxong\n";
        let mended = mended(text, NOW);
        assert_eq!(mended, "+++\nissued = 2026-06-29\n+++\nTiến\nxong\n");
        assert_eq!(
            difference("content/a.md", text, &mended),
            "--- content/a.md\n+++ content/a.md\n@@ -4 +4 @@\n-Tie\u{302}\u{301}n\n+Tiến\n"
        );
    }
}
