//! Planned files in; their order, and the folders they need, out. Plans that no disk can hold are refused here.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::manifest::MANIFEST;

/// The plan, looked at as a tree of files.
#[derive(Debug)]
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
        let mut folders = Vec::new();
        let mut wrong = BTreeSet::new();
        let mut previous = None;
        for (path, _) in &paths {
            if previous == Some(*path) || !is_valid_path(path) {
                wrong.insert(*path);
            }
            let before = previous.unwrap_or_default();
            // Whatever lies below one folder stands together in this order.
            folders.extend(folders_above(path).take_while(|folder| !is_below(before, folder)));
            previous = Some(*path);
        }
        folders.sort_unstable();
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
    fn impossible_plans_are_refused_with_every_path() {
        assert_eq!(clashes(&["a", "a-b", "a/b", "c"]), ["a"]);
        assert_eq!(clashes(&["b", "b", "/a", "a//c"]), ["/a", "a//c", "b"]);
        assert_eq!(clashes(&["a/../b", "./a", "", "a/", "a\nb"]).len(), 5);
        assert_eq!(clashes(&[".niemyet-manifest/x"]).len(), 1);
        assert!(clashes(&["a/b", "a/c/d", "a.html", "họp/..."]).is_empty());
    }
}
