//! `niemyet check --fix`: mends what is certain in notice files; with `--dry-run` it prints the lines that would change.
//!
//! Certain are: the composed form of Unicode (NFC), which changes no letter; `published` where a notice has neither it
//! nor a whole date of issue, for it is being posted now; and order and spacing of the front matter, which say nothing.

mod difference;
mod order;
mod tidy;

use std::iter;

use jiff::civil::{Date, DateTime};
use toml_edit::{DocumentMut, Item};

use super::args::Global;
use super::check::Check;
use super::files::replace;
use super::front_matter::{between_fences, line_end, moment};
use super::output::Output;
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
        replace(&global.root.join(&file.path), &mended)?;
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
    let Some(front) = between_fences(&text) else {
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
    let Some(place) = place_for_published(text) else {
        return text.to_owned();
    };
    let (before, after) = text.split_at(place);
    let (now, end) = (moment(now), line_end(text));
    format!("{before}published = {now}{end}{after}")
}

/// Where `published` belongs if it must be added: before the first table, or before the closing fence. Nothing is added
/// to a front matter that cannot be parsed, or whose `issued` is a slip that someone must look at.
fn place_for_published(text: &str) -> Option<usize> {
    let front = between_fences(text)?;
    let toml = text.get(front.clone())?;
    let table: DocumentMut = toml.parse().ok()?;
    if table.contains_key("published") || !leaves_day_open(table.get("issued")) {
        return None;
    }
    let behind_lines = toml.match_indices('\n').map(|(at, end)| at + end.len());
    let mut starts = iter::once(0).chain(behind_lines);
    // A line inside a multi-line string may start with a bracket; then what stands before it is no TOML.
    let opens_table = |at: &usize| {
        let (before, after) = toml.split_at(*at);
        after.starts_with('[') && before.parse::<DocumentMut>().is_ok()
    };
    let place = starts.find(opens_table).unwrap_or(toml.len());
    Some(front.start + place)
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
