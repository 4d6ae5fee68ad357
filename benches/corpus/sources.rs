//! A corpus in; what a build would find on disk of it, without a disk, out.

use niemyet::sources::{RawFile, Sources};
use rayon::prelude::*;

use crate::papers::{Corpus, notice_file, tables};

pub(crate) fn sources(corpus: &Corpus) -> Sources {
    let raw = |path: String, text: String| RawFile {
        path,
        bytes: text.into_bytes(),
    };
    let tables = tables(corpus).into_iter();
    let tables = tables.map(|(name, text)| (name.to_owned(), raw(format!("content/{name}"), text)));
    let notices = (0..corpus.count).into_par_iter().map(|number| {
        let paper = corpus.paper(number);
        raw(format!("content/{}.md", paper.id), notice_file(&paper))
    });
    Sources {
        tables: tables.collect(),
        notices: notices.collect(),
        ..Sources::default()
    }
}
