//! A corpus in; the folder that a generator builds from out.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::papers::{Corpus, Paper, notice_file, tables};

/// A generator that builds the corpus.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Niemyet,
}

const ALL: [Dialect; 1] = [Dialect::Niemyet];

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
        for (name, text) in tables(corpus) {
            put(&format!("content/{name}"), &text)?;
        }
        (0..corpus.count).into_par_iter().try_for_each(|number| {
            let paper = corpus.paper(number);
            put(&self.path(&paper), &self.text(&paper))
        })?;
        Ok(written.into_inner())
    }

    fn path(self, paper: &Paper<'_>) -> String {
        match self {
            Self::Niemyet => format!("content/{}.md", paper.id),
        }
    }

    fn text(self, paper: &Paper<'_>) -> String {
        match self {
            Self::Niemyet => notice_file(paper),
        }
    }
}
