//! Links, and whom to ask.

use serde::Serialize;

use super::super::{Plan, Routes};
use crate::notice::{Contact, Link, LinkRole, Notice};

/// One link.
#[derive(Debug, Serialize)]
pub(in crate::plan) struct LinkView<'a> {
    pub(in crate::plan) title: &'a str,
    pub(in crate::plan) role: Option<&'static str>,
    pub(in crate::plan) url: Option<String>,
    /// The whole address, for a QR code.
    pub(in crate::plan) absolute: Option<String>,
    pub(in crate::plan) internal: bool,
    pub(in crate::plan) levels: Vec<&'a str>,
}

/// One contact; exists in internal builds only.
#[derive(Debug, Serialize)]
pub(in crate::plan) struct ContactView<'a> {
    #[serde(rename = "for")]
    pub(in crate::plan) purpose: Option<&'a str>,
    pub(in crate::plan) name: Option<&'a str>,
    pub(in crate::plan) post: Option<&'a str>,
    pub(in crate::plan) phone: Option<&'a str>,
    pub(in crate::plan) email: Option<&'a str>,
    pub(in crate::plan) note: Option<&'a str>,
}

impl<'a> Plan<'a> {
    pub(in crate::plan) fn link<'e>(&self, notice: &Notice, link: &'e Link) -> LinkView<'e>
    where
        'a: 'e,
    {
        let file = link
            .file
            .as_ref()
            .and_then(|file| crate::attachment_path(notice, &file.value));
        LinkView {
            title: &link.title,
            role: link.role.map(LinkRole::word),
            url: file
                .as_deref()
                .map(|path| self.routes.href(&Routes::attachment(path)))
                .or_else(|| link.url.clone()),
            absolute: file
                .as_deref()
                .map(|path| self.routes.absolute(&Routes::attachment(path)))
                .or_else(|| link.url.clone()),
            internal: link.internal,
            levels: self.level_names(&link.levels),
        }
    }
}

pub(in crate::plan) fn contact(contact: &Contact) -> ContactView<'_> {
    ContactView {
        purpose: contact.purpose.as_deref(),
        name: contact.name.as_deref(),
        post: contact.post.as_deref(),
        phone: contact.phone.as_deref(),
        email: contact.email.as_deref(),
        note: contact.note.as_deref(),
    }
}
