//! Other portals whose notices this one takes.

use std::sync::Arc;

use crate::text::{Source, Spanned};

/// `[[source]]` in `site.toml`.
#[derive(Debug, Clone, Hash)]
pub struct SourcePortal {
    /// What pages call it: "Xã Tân Lập".
    pub name: String,
    /// Its published folder, as written: relative to the site's root.
    pub from: Spanned<String>,
    /// What the ids of its notices start with here: `tan-lap`.
    pub prefix: Arc<str>,
    /// `site.toml`, where findings about the folder point.
    pub table: Arc<Source>,
}
