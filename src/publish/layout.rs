//! Planned files in; their order, and the folders they need, out. Plans that no disk can hold are refused here.

use std::collections::{BTreeSet, HashMap};

use super::manifest::MANIFEST;

/// The plan, looked at as a tree of files.
pub(super) struct Layout<'a> {
    /// Which planned file has a path.
    pub(super) index: HashMap<&'a str, usize>,
    /// Every folder above a planned file, parents before children.
    pub(super) folders: BTreeSet<&'a str>,
    /// The planned files in the order of their paths.
    pub(super) sorted: Vec<usize>,
}

impl<'a> Layout<'a> {
    /// Fails with every path that is malformed, reserved, planned twice, or planned both as a file and as a folder.
    pub(super) fn of(planned: &'a [String]) -> Result<Self, Vec<String>> {
        let mut index = HashMap::with_capacity(planned.len());
        let mut folders = BTreeSet::new();
        let mut wrong = BTreeSet::new();
        for (position, path) in planned.iter().enumerate() {
            let taken = index.insert(path.as_str(), position).is_some();
            if taken || !is_valid_path(path) {
                wrong.insert(path.as_str());
            }
            folders.extend(new_folders_above(path, &folders));
        }
        wrong.extend(folders.iter().filter(|folder| index.contains_key(**folder)));
        if !wrong.is_empty() {
            return Err(wrong.into_iter().map(str::to_owned).collect());
        }
        let mut paths: Vec<(&str, usize)> = planned
            .iter()
            .enumerate()
            .map(|(position, path)| (path.as_str(), position))
            .collect();
        paths.sort_unstable();
        Ok(Self {
            index,
            folders,
            sorted: paths.into_iter().map(|(_, position)| position).collect(),
        })
    }
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

/// A folder already known has all its parents known too.
fn new_folders_above<'a>(path: &'a str, known: &BTreeSet<&'a str>) -> Vec<&'a str> {
    folders_above(path)
        .take_while(|folder| !known.contains(folder))
        .collect()
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
