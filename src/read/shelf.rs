//! Notices as they were read last: a file that did not change on disk since is not read again.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use super::{Outcome, Reading, gather, read_one, site};
use crate::Error;
use crate::problem::Problem;
use crate::site::Site;
use crate::sources::{self, RawFile, Sources, Stamp};

/// What is kept from one reading of a site to the next.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The tables all of it was read with.
    tables: BTreeMap<String, RawFile>,
    /// By path.
    files: BTreeMap<String, Shelved>,
    site: Option<KnownSite>,
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
        let sources = sources::load_changed(root, &|path, stamp| self.has(path, stamp))?;
        // Notices are read by the tables: units, places and levels of the site.
        if sources.unread.is_empty() || sources.tables == self.tables {
            return Ok(sources);
        }
        self.files.clear();
        sources::load(root)
    }

    fn has(&self, path: &str, stamp: &Stamp) -> bool {
        let shelved = self.files.get(path);
        shelved.is_some_and(|shelved| shelved.stamp.as_ref() == Some(stamp))
    }

    /// Reads the tables, then every notice that is not here as it was, in parallel.
    pub fn read(&mut self, sources: &Sources) -> Reading {
        let (site, problems) = self.site(sources);
        let Some(site) = site else {
            return Reading {
                site: None,
                notices: Vec::new(),
                broken: Vec::new(),
                problems,
            };
        };
        let mut former = std::mem::take(&mut self.files);
        let kept = sources.unread.iter();
        self.files = kept.filter_map(|path| former.remove_entry(path)).collect();
        let fresh: Vec<(String, Shelved)> = sources
            .notices
            .par_iter()
            .map(|file| {
                let shelved = Shelved {
                    stamp: sources.stamps.get(&file.path).copied(),
                    outcome: read_one(&site, file),
                };
                (file.path.clone(), shelved)
            })
            .collect();
        self.files.extend(fresh);
        if self.tables != sources.tables {
            self.tables.clone_from(&sources.tables);
        }
        let outcomes = self.files.values().map(|shelved| &shelved.outcome);
        gather(site, problems, outcomes)
    }

    /// The site by its tables; the one of before where they are the same.
    fn site(&mut self, sources: &Sources) -> (Option<Site>, Vec<Problem>) {
        let is_known = |known: &&KnownSite| {
            self.tables == sources.tables && known.look_files == sources.look_files
        };
        if let Some(known) = self.site.as_ref().filter(is_known) {
            return (Some(known.site.clone()), Vec::new());
        }
        let (site, problems) = site::read_site(sources);
        let sound = site.as_ref().filter(|_| problems.is_empty());
        self.site = sound.map(|site| KnownSite {
            look_files: sources.look_files.clone(),
            site: site.clone(),
        });
        (site, problems)
    }
}
