//! Where a notice comes from that this portal took from another one.

use std::sync::Arc;

use crate::site::host_of;

/// The portal that posted a notice first, and the way from there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// That portal as pages name it: "Xã Tân Lập".
    pub name: String,
    /// Its address, without a final slash.
    pub portal: String,
    /// The notice's id there.
    pub id: String,
    /// The notice's page there.
    pub page: String,
    /// Addresses of the portals it came through since.
    pub through: Vec<String>,
    /// What the ids of its `[[source]]` start with here: `tan-lap`.
    pub prefix: Arc<str>,
    /// Whether its calendar entries keep the names they have there; not where another notice here has them.
    pub keeps_uids: bool,
}

impl Origin {
    /// The host of the portal, which names its calendar entries.
    pub fn host(&self) -> &str {
        host_of(&self.portal)
    }
}
