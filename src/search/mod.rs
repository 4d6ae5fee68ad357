//! Search: documents in, index files out; a query and index files in, ranked results out.

mod bytes;
mod code;
mod document;
mod engine;
mod facets;
mod file;
pub mod golden;
mod index;
mod joined;
mod kept;
mod lists;
mod merge;
mod packed;
mod postings;
mod record;
mod run;
mod shard;
mod spelling;
mod syllable;
mod terms;
mod tokens;
mod vocabulary;
mod words;

pub use document::Document;
pub use engine::{Closed, Engine, Filters, Hit, Request, Results};
pub use file::IndexFile;
pub use index::{FORMAT, Indexer, Options, index};
pub use kept::Kept;
pub use run::Run;
