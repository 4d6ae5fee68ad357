//! Planned files in; their order, and the folders they need, out. Plans that no disk can hold are refused here.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use super::manifest::MANIFEST;

/// The plan, looked at as a tree of files.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// Every folder above a planned file, in the order of their bytes: parents before children.
    pub(super) folders: Vec<String>,
    /// The planned files in the order of their paths.
    pub(super) sorted: Vec<usize>,
}

impl Layout {
    /// Fails with every path that is malformed, reserved, planned twice, or planned both as a file and as a folder.
    pub(super) fn of(planned: &[String]) -> Result<Self, Vec<String>> {
        let mut paths: Vec<(&str, usize)> = planned
            .iter()
            .enumerate()
            .map(|(position, path)| (path.as_str(), position))
            .collect();
        paths.par_sort_unstable();
        // Whatever lies below one folder stands together in this order.
        let before = |place: usize| place.checked_sub(1).and_then(|place| paths.get(place));
        let wrong = paths.par_iter().enumerate().filter(|(place, (path, _))| {
            let is_repeated = before(*place).is_some_and(|(before, _)| before == path);
            is_repeated || !is_valid_path(path)
        });
        let mut wrong: BTreeSet<&str> = wrong.map(|(_, (path, _))| *path).collect();
        let first_of = paths
            .par_iter()
            .enumerate()
            .flat_map_iter(|(place, (path, _))| {
                let before = before(place).map_or("", |(before, _)| before);
                folders_above(path).take_while(move |folder| !is_below(before, folder))
            });
        let mut folders: Vec<&str> = first_of.collect();
        folders.par_sort_unstable();
        wrong.extend(also_files(&folders, &paths));
        if !wrong.is_empty() {
            return Err(wrong.into_iter().map(str::to_owned).collect());
        }
        Ok(Self {
            folders: folders.into_iter().map(str::to_owned).collect(),
            sorted: paths.into_iter().map(|(_, position)| position).collect(),
        })
    }
}

impl Layout {
    /// The layout of a plan in which some files have other names than in the one `before`, which this layout is of, and
    /// lie in the same folders. Nothing where the plans differ by more, or where that takes a closer look.
    pub(super) fn renamed(&self, before: &[String], planned: &[String]) -> Option<Self> {
        let pairs = before.iter().zip(planned);
        let is_other: Vec<bool> = pairs.map(|(before, now)| before != now).collect();
        let is_other = |place: &usize| is_other.get(*place).is_none_or(|is_other| *is_other);
        let mut renamed: Vec<usize> = (0..planned.len()).filter(is_other).collect();
        if before.len() != planned.len() || renamed.len() > planned.len() / 8 {
            return None;
        }
        let is_fine = |place: &usize| {
            let is_alone = |path: &String| self.folders.binary_search(path).is_err();
            let path = planned.get(*place).filter(|path| is_valid_path(path));
            path.is_some_and(is_alone) && folder(before, *place) == folder(planned, *place)
        };
        if !renamed.par_iter().all(is_fine) {
            return None;
        }
        let path = |place: &usize| planned.get(*place).map(String::as_str);
        renamed.par_sort_unstable_by_key(path);
        let kept = self.sorted.iter().filter(|place| !is_other(place));
        let mut kept: &[usize] = &kept.copied().collect::<Vec<_>>();
        let mut sorted = Vec::with_capacity(planned.len());
        for place in renamed {
            let at = kept.binary_search_by_key(&path(&place), path).err()?;
            let (smaller, larger) = kept.split_at(at);
            sorted.extend_from_slice(smaller);
            if sorted.last().is_some_and(|last| path(last) == path(&place)) {
                return None;
            }
            sorted.push(place);
            kept = larger;
        }
        sorted.extend_from_slice(kept);
        Some(Self {
            folders: self.folders.clone(),
            sorted,
        })
    }
}

/// The folder of the file at a place of the plan.
fn folder(plan: &[String], place: usize) -> Option<&Path> {
    Path::new(plan.get(place)?).parent()
}

/// The folders that are planned as files too. Both are sorted.
fn also_files<'a>(folders: &[&'a str], files: &[(&str, usize)]) -> Vec<&'a str> {
    let mut files = files.iter().map(|(path, _)| *path).peekable();
    let is_file = |folder: &&&str| {
        while files.next_if(|file| file < *folder).is_some() {}
        files.peek() == Some(*folder)
    };
    folders.iter().filter(is_file).copied().collect()
}

/// Whether a path lies below a folder.
pub(super) fn is_below(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    rest.is_some_and(|rest| rest.starts_with('/'))
}

/// Whether a path is relative, `/`-separated, free of `.`, `..` and empty segments, of control characters (one of
/// them ends a line of the manifest), and outside the manifest's own place.
pub(super) fn is_valid_path(path: &str) -> bool {
    let is_name = |segment: &str| !matches!(segment, "" | "." | "..");
    let (top, _) = path.split_once('/').unwrap_or((path, ""));
    path.split('/').all(is_name) && !path.contains(char::is_control) && top != MANIFEST
}

/// The folders above a path, nearest first: `a/b/c` gives `a/b`, `a`.
pub(super) fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.rmatch_indices('/');
    ends.filter_map(|(end, _)| path.get(..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clashes(paths: &[&str]) -> Vec<String> {
        let planned: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        Layout::of(&planned).err().unwrap_or_default()
    }

    #[test]
    fn folders_are_listed_nearest_first() {
        let folders: Vec<&str> = folders_above("a/b/c.html").collect();
        assert_eq!(folders, ["a/b", "a"]);
        assert_eq!(folders_above("c.html").count(), 0);
    }

    #[test]
    fn renamed_files_are_put_in_order() {
        let plan = |paths: &[&str]| -> Vec<String> { paths.iter().map(|&it| it.into()).collect() };
        let many = (0..32).map(|number| format!("p/{number}"));
        let with = |few: &[&str]| [plan(few), many.clone().collect()].concat();
        let before = with(&["s/b", "a/x", "s/d", "index"]);
        let layout = Layout::of(&before).unwrap();
        for now in [["s/z", "a/x", "s/a", "index"], ["s/d", "a/x", "s/b", "k"]] {
            let renamed = layout.renamed(&before, &with(&now)).unwrap();
            assert_eq!(renamed, Layout::of(&with(&now)).unwrap());
        }
        for odd in [
            &["s/b", "a/x", "s/b", "index"][..],
            &["s/c", "a/x", "s/c", "index"],
            &["t/b", "a/x", "s/d", "index"],
            &["s/b", "a/x", "s/d", "s"],
            &["s/b", "a/x", "s/..", "index"],
            &["s/b", "a/x", "s/d"],
        ] {
            assert!(layout.renamed(&before, &with(odd)).is_none(), "{odd:?}");
        }
    }

    #[test]
    fn impossible_plans_are_refused_with_every_path() {
        assert_eq!(clashes(&["a", "a-b", "a/b", "c"]), ["a"]);
        assert_eq!(clashes(&["b", "b", "/a", "a//c"]), ["/a", "a//c", "b"]);
        assert_eq!(clashes(&["a/../b", "./a", "", "a/", "a\nb"]).len(), 5);
        assert_eq!(clashes(&[".niemyet-manifest/x"]).len(), 1);
        assert!(clashes(&["a/b", "a/c/d", "a.html", "họp/..."]).is_empty());
    }
}
