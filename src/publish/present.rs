//! What lies in the published folder in; sorted into ours and foreign, kept and in the way, out.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::layout::{Layout, folders_above};
use super::manifest::{Entry, MANIFEST, Published};
use super::tree::{Found, Kind};

/// The published folder, seen from the plan.
pub(super) struct Present<'a> {
    /// For every planned file, whether a regular file lies at its path.
    pub(super) is_file: Vec<bool>,
    /// Published files that are no longer planned. Sorted.
    pub(super) removed: Vec<&'a str>,
    /// What this tool did not make and the new version takes over.
    pub(super) foreign: Vec<&'a Found>,
    /// What this tool did not make and lies where planned files must go. Sorted.
    pub(super) in_the_way: Vec<&'a OsStr>,
    /// Every folder that the new version has, parents before children.
    pub(super) folders: BTreeSet<&'a OsStr>,
}

impl<'a> Present<'a> {
    pub(super) fn sort(
        found: &'a [Found],
        published: &Published,
        planned: &'a [String],
        layout: &'a Layout,
    ) -> Self {
        let ours = Ours::of(published);
        let plan = Planned::of(planned, layout);
        let mut present = Self {
            is_file: vec![false; planned.len()],
            removed: Vec::new(),
            foreign: Vec::new(),
            in_the_way: Vec::new(),
            folders: layout.folders.iter().map(OsStr::new).collect(),
        };
        for found in found {
            present.note(found, &ours, &plan);
        }
        present.removed.sort_unstable();
        present.in_the_way.sort_unstable();
        present
    }

    fn note(&mut self, found: &'a Found, ours: &Ours<'_>, plan: &Planned<'_>) {
        let text = found.path.to_str();
        let planned = text.and_then(|path| plan.files.get(path));
        if let (Some(index), Kind::File) = (planned, found.kind)
            && let Some(is_file) = self.is_file.get_mut(*index)
        {
            *is_file = true;
        }
        if !ours.has(found) {
            self.note_foreign(found, plan);
        } else if let Some(path) = text
            && planned.is_none()
            && ours.files.contains(path)
        {
            self.removed.push(path);
        }
    }

    fn note_foreign(&mut self, found: &'a Found, plan: &Planned<'_>) {
        let text = found.path.to_str();
        let is_planned_folder = text.is_some_and(|path| plan.folders.contains(path));
        let is_folder = found.kind == Kind::Folder;
        if is_planned_folder && is_folder {
            return;
        }
        let path = Path::new(&found.path);
        let below_a_file = path.ancestors().any(|path| {
            path.to_str()
                .is_some_and(|path| plan.files.contains_key(path))
        });
        if is_planned_folder || below_a_file {
            self.in_the_way.push(&found.path);
            return;
        }
        self.foreign.push(found);
        let first = if is_folder { 0 } else { 1 };
        let folders = path.ancestors().skip(first).map(Path::as_os_str);
        self.folders.extend(folders.filter(|path| !path.is_empty()));
    }
}

/// What is planned, by path.
struct Planned<'a> {
    files: FxHashMap<&'a str, usize>,
    folders: FxHashSet<&'a str>,
}

impl<'a> Planned<'a> {
    fn of(planned: &'a [String], layout: &'a Layout) -> Self {
        let files = planned.iter().enumerate();
        Self {
            files: files.map(|(index, path)| (path.as_str(), index)).collect(),
            folders: layout.folders.iter().map(String::as_str).collect(),
        }
    }
}

/// What a manifest says this tool made, for many questions.
struct Ours<'a> {
    files: FxHashSet<&'a str>,
    folders: FxHashSet<&'a str>,
}

impl<'a> Ours<'a> {
    fn of(published: &'a Published) -> Self {
        let paths = published.entries().iter().map(|entry| entry.path.as_str());
        let files: FxHashSet<&str> = paths.collect();
        let mut folders = FxHashSet::default();
        for entry in published.entries() {
            for folder in folders_above(&entry.path) {
                if !folders.insert(folder) {
                    break;
                }
            }
        }
        Self { files, folders }
    }

    /// Whether this tool made what was found. A link put in the place of a published file counts as that file;
    /// a folder in its place does not.
    fn has(&self, found: &Found) -> bool {
        let Some(path) = found.path.to_str() else {
            return false;
        };
        match found.kind {
            Kind::Folder => self.folders.contains(path),
            _ => path == MANIFEST || self.files.contains(path),
        }
    }
}

/// The same of the entries of a manifest, for a few questions.
#[derive(Clone, Copy)]
pub(super) struct Version<'a>(pub(super) &'a [Entry]);

impl Version<'_> {
    /// Whether this tool made a file of this path.
    pub(super) fn has_file(&self, path: &Path) -> bool {
        path.to_str().is_some_and(|path| self.has_path(path))
    }

    /// Whether this tool made what was found.
    pub(super) fn has(&self, found: &Found) -> bool {
        let Some(path) = found.path.to_str() else {
            return false;
        };
        match found.kind {
            Kind::Folder => self.has_folder(path),
            _ => path == MANIFEST || self.has_path(path),
        }
    }

    fn has_path(&self, path: &str) -> bool {
        let by_path = |entry: &Entry| entry.path.as_str().cmp(path);
        self.0.binary_search_by(by_path).is_ok()
    }

    /// Whether there is a file below this folder.
    fn has_folder(&self, folder: &str) -> bool {
        let start = format!("{folder}/");
        let first = self.0.partition_point(|entry| entry.path < start);
        let first = self.0.get(first);
        first.is_some_and(|entry| entry.path.starts_with(&start))
    }
}
