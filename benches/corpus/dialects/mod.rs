//! A corpus in; the folder that a generator builds from out.

mod front_matter;

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::papers::{Corpus, Paper, notice_file, tables};

/// A generator that builds the corpus.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// Niêm Yết itself.
    Niemyet,
    /// <https://gohugo.io>
    Hugo,
    /// <https://www.getzola.org>
    Zola,
    /// <https://www.11ty.dev>
    Eleventy,
}

const ALL: [Dialect; 4] = [
    Dialect::Niemyet,
    Dialect::Hugo,
    Dialect::Zola,
    Dialect::Eleventy,
];

/// The settings and templates of the others.
const PEERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/corpus/dialects");

impl Dialect {
    /// Those that were named; ours alone where none was; `None` where a name is unknown.
    pub(crate) fn chosen(names: &[String]) -> Option<Vec<Self>> {
        match names {
            [] => Some(vec![Self::Niemyet]),
            [all] if all == "all" => Some(ALL.to_vec()),
            names => names
                .iter()
                .map(|name| ALL.into_iter().find(|dialect| dialect.name() == name))
                .collect(),
        }
    }

    /// In commands and as the name of the folder.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Niemyet => "niemyet",
            Self::Hugo => "hugo",
            Self::Zola => "zola",
            Self::Eleventy => "eleventy",
        }
    }

    /// Writes everything below `root`; tells how many bytes that was.
    pub(crate) fn write(self, corpus: &Corpus, root: &Path) -> io::Result<u64> {
        let written = AtomicU64::new(0);
        let put = |path: &str, text: &str| {
            written.fetch_add(text.len() as u64, Ordering::Relaxed);
            let file = root.join(path);
            fs::create_dir_all(file.parent().unwrap_or(root))?;
            fs::write(file, text)
        };
        for (path, text) in self.frame(corpus)? {
            put(&path, &text)?;
        }
        (0..corpus.count).into_par_iter().try_for_each(|number| {
            let paper = corpus.paper(number);
            put(&format!("content/{}.md", paper.id), &self.text(&paper))
        })?;
        Ok(written.into_inner())
    }

    /// Everything but the notices: ours has tables, the others have settings and templates.
    fn frame(self, corpus: &Corpus) -> io::Result<Vec<(String, String)>> {
        if self == Self::Niemyet {
            let tables = tables(corpus).into_iter();
            return Ok(tables
                .map(|(name, text)| (format!("content/{name}"), text))
                .collect());
        }
        let mut frame = Vec::new();
        let folder = Path::new(PEERS).join(self.name());
        for entry in walkdir::WalkDir::new(&folder) {
            let entry = entry?;
            if let Ok(path) = entry.path().strip_prefix(&folder)
                && entry.file_type().is_file()
            {
                let path = path.display().to_string();
                frame.push((path, fs::read_to_string(entry.path())?));
            }
        }
        if self == Self::Zola {
            let home = "+++\nsort_by = \"date\"\npaginate_by = 50\n+++\n";
            frame.push(("content/_index.md".to_owned(), home.to_owned()));
            let offices = corpus.offices.iter().map(|office| &office.folder);
            for (year, office) in ["2025", "2026"]
                .into_iter()
                .flat_map(|year| offices.clone().map(move |office| (year, office)))
            {
                let transparent = "+++\ntransparent = true\nrender = false\n+++\n".to_owned();
                frame.push((
                    format!("content/{year}/{office}/_index.md"),
                    transparent.clone(),
                ));
                frame.push((format!("content/{year}/_index.md"), transparent));
            }
        }
        Ok(frame)
    }

    fn text(self, paper: &Paper<'_>) -> String {
        match self {
            Self::Niemyet => notice_file(paper),
            Self::Hugo => front_matter::hugo(paper),
            Self::Zola => front_matter::zola(paper),
            Self::Eleventy => front_matter::eleventy(paper),
        }
    }
}
