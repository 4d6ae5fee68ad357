//! Notices as they were read last: a file that did not change on disk since is not read again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::personal::personal_in_tables;
use super::{Outcome, Reading, gather, read_one, site};
use crate::Error;
use crate::problem::Problem;
use crate::site::Site;
use crate::sources::{self, RawFile, Sources, Stamp, TouchedFile};

/// What is kept from one reading of a site to the next.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The tables all of it was read with.
    tables: BTreeMap<String, RawFile>,
    /// By path.
    files: BTreeMap<String, Shelved>,
    site: Option<KnownSite>,
    /// What is wrong with the tables where the portal is a public one.
    wrong_in_public: Vec<Problem>,
    /// What else the last loading found, where all it found was read.
    listed: Option<Listed>,
}

/// What lies under `content/` besides notices and tables.
#[derive(Debug)]
struct Listed {
    attachments: BTreeSet<String>,
    look_files: BTreeMap<String, Vec<u8>>,
    problems: Vec<Problem>,
}

/// A site without a mistake, and what else than the tables it was read from.
#[derive(Debug)]
struct KnownSite {
    look_files: BTreeMap<String, Vec<u8>>,
    site: Site,
}

#[derive(Debug)]
struct Shelved {
    /// None where the file did not come from a disk.
    stamp: Option<Stamp>,
    outcome: Outcome,
}

impl Shelf {
    /// Loads what [`Shelf::read`] needs: the tables, and the notices that are not here.
    ///
    /// # Errors
    /// As [`sources::load`].
    pub fn load(&mut self, root: &Path) -> Result<Sources, Error> {
        self.listed = None;
        let sources = sources::load_changed(root, &|path, stamp| self.has(path, stamp))?;
        // Notices are read by the tables: units, places and levels of the site.
        if sources.unread.is_empty() || sources.tables == self.tables {
            return Ok(sources);
        }
        self.files.clear();
        sources::load(root)
    }

    /// The same where nothing but `touched` can have changed since the last time, paths relative to the root: only those
    /// are looked at, where all of them are notices that are here and still there.
    ///
    /// # Errors
    /// As [`sources::load`].
    pub fn load_touched(&mut self, root: &Path, touched: &[String]) -> Result<Sources, Error> {
        match self.reread(root, touched) {
            Some(sources) => Ok(sources),
            None => self.load(root),
        }
    }

    fn reread(&mut self, root: &Path, touched: &[String]) -> Option<Sources> {
        let listed = self.listed.take()?;
        let mut sources = Sources {
            is_rest_known: true,
            ..Sources::default()
        };
        for path in touched {
            if path.starts_with("themes/") {
                continue;
            }
            if !path.starts_with("content/") {
                return None;
            }
            let Some(shelved) = self.files.get(path) else {
                let below = format!("{path}/");
                let is_new = !self.tables.values().any(|table| table.path == *path)
                    && !listed.attachments.contains(path)
                    && !is_above(&below, listed.attachments.range(below.clone()..).next())
                    && !is_above(
                        &below,
                        self.files.range(below.clone()..).next().map(|one| one.0),
                    );
                match is_new && sources::is_nothing(root, path) {
                    true => continue,
                    false => return None,
                }
            };
            match sources::reread(root, path, shelved.stamp.as_ref()?) {
                TouchedFile::Known => {}
                TouchedFile::Read(file, stamp) => {
                    sources.stamps.insert(path.clone(), stamp);
                    sources.notices.push(file);
                }
                TouchedFile::Other => return None,
            }
        }
        sources.tables.clone_from(&self.tables);
        sources.attachments = listed.attachments;
        sources.look_files = listed.look_files;
        sources.problems = listed.problems;
        Some(sources)
    }

    fn has(&self, path: &str, stamp: &Stamp) -> bool {
        let shelved = self.files.get(path);
        shelved.is_some_and(|shelved| shelved.stamp.as_ref() == Some(stamp))
    }

    /// Reads the tables, then every notice that is not here as it was, in parallel. The files of notices are taken out of
    /// `sources`: no text lies in memory twice.
    pub fn read(&mut self, sources: &mut Sources) -> Reading {
        let (site, problems) = self.site(sources);
        let Some(site) = site else {
            return Reading {
                site: None,
                notices: Vec::new(),
                broken: Vec::new(),
                problems,
                wrong_in_public: Vec::new(),
            };
        };
        if !sources.is_rest_known {
            let mut former = std::mem::take(&mut self.files);
            let kept = sources.unread.iter();
            self.files = kept.filter_map(|path| former.remove_entry(path)).collect();
        }
        let fresh: Vec<(String, Shelved)> = std::mem::take(&mut sources.notices)
            .into_par_iter()
            .map(|file| {
                let path = file.path.clone();
                let shelved = Shelved {
                    stamp: sources.stamps.get(&path).copied(),
                    outcome: read_one(&site, file),
                };
                (path, shelved)
            })
            .collect();
        self.files.extend(fresh);
        if self.tables != sources.tables {
            self.tables.clone_from(&sources.tables);
        }
        self.listed = (!sources.has_links).then(|| Listed {
            attachments: sources.attachments.clone(),
            look_files: sources.look_files.clone(),
            problems: sources.problems.clone(),
        });
        let outcomes = self.files.values().map(|shelved| &shelved.outcome);
        Reading {
            wrong_in_public: self.wrong_in_public.clone(),
            ..gather(site, problems, outcomes)
        }
    }

    /// The site by its tables; the one of before where they are the same.
    fn site(&mut self, sources: &Sources) -> (Option<Site>, Vec<Problem>) {
        let is_known = |known: &&KnownSite| {
            self.tables == sources.tables && known.look_files == sources.look_files
        };
        if let Some(known) = self.site.as_ref().filter(is_known) {
            return (Some(known.site.clone()), Vec::new());
        }
        self.wrong_in_public = personal_in_tables(sources);
        let (site, problems) = site::read_site(sources);
        let sound = site.as_ref().filter(|_| problems.is_empty());
        self.site = sound.map(|site| KnownSite {
            look_files: sources.look_files.clone(),
            site: site.clone(),
        });
        (site, problems)
    }
}

/// Whether the first path that sorts after a folder's lies in it.
fn is_above(folder: &str, next: Option<&String>) -> bool {
    next.is_some_and(|next| next.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const SITE: &str = "title = \"Cổng\"\nbase_url = \"https://a.example.vn\"\n";

    fn put(root: &Path, name: &str, title: &str) {
        let text = format!(
            "+++\ntype = \"TB\"\nissuer = \"UBND xã A\"\ntitle = \"{title}\"\npublished = 2026-06-01 08:00\n+++\n"
        );
        fs::write(root.join("content").join(name), text).unwrap();
    }

    fn titles(shelf: &mut Shelf, root: &Path, touched: &[&str]) -> Vec<String> {
        let touched: Vec<String> = touched
            .iter()
            .map(|path| format!("content/{path}"))
            .collect();
        let mut sources = match touched.is_empty() {
            true => shelf.load(root).unwrap(),
            false => shelf.load_touched(root, &touched).unwrap(),
        };
        let notices = shelf.read(&mut sources).notices.into_iter();
        notices.map(|notice| notice.title.value.clone()).collect()
    }

    #[test]
    fn only_what_was_touched_is_looked_at_where_it_is_a_known_notice() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("content")).unwrap();
        fs::write(root.join("content/site.toml"), SITE).unwrap();
        put(root, "a.md", "một");
        put(root, "b.md", "hai");
        let mut shelf = Shelf::default();
        assert_eq!(titles(&mut shelf, root, &[]), ["một", "hai"]);
        put(root, "a.md", "một nữa");
        put(root, "b.md", "hai nữa");
        assert_eq!(titles(&mut shelf, root, &["a.md"]), ["một nữa", "hai"]);
        assert_eq!(
            titles(&mut shelf, root, &["a.md", "a.md~", ".a.md.swp"]),
            ["một nữa", "hai"],
            "what an editor leaves and removes is nothing"
        );
        assert_eq!(titles(&mut shelf, root, &[]), ["một nữa", "hai nữa"]);
    }

    #[test]
    fn whatever_else_was_touched_everything_is_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("content")).unwrap();
        fs::write(root.join("content/site.toml"), SITE).unwrap();
        put(root, "a.md", "một");
        let mut shelf = Shelf::default();
        assert_eq!(
            titles(&mut shelf, root, &["a.md"]),
            ["một"],
            "nothing is known yet"
        );
        let touch = |name: &str| {
            put(root, "unseen.md", name);
            name.to_owned()
        };
        let mut sees = |name: &str, expected: &str| {
            let found = titles(&mut shelf, root, &[name]);
            assert!(
                found.iter().any(|title| title == expected),
                "{name}: {found:?}"
            );
        };
        let unseen = touch("lần 1");
        put(root, "c.md", "ba");
        sees("c.md", &unseen);
        let unseen = touch("lần 2");
        fs::remove_file(root.join("content/c.md")).unwrap();
        sees("c.md", &unseen);
        let unseen = touch("lần 3");
        fs::create_dir(root.join("content/moi")).unwrap();
        sees("moi", &unseen);
        let unseen = touch("lần 4");
        sees("site.toml", &unseen);
        let unseen = touch("lần 5");
        std::os::unix::fs::symlink("a.md", root.join("content/d.md")).unwrap();
        sees("d.md", &unseen);
        let unseen = touch("lần 6");
        sees("a.md", &unseen);
        fs::remove_file(root.join("content/d.md")).unwrap();
        sees("d.md", &unseen);
        assert!(shelf.reread(root, &["content".to_owned()]).is_none());
    }
}
