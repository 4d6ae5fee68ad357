//! Addresses: the only place that spells a URL. Paths start at the portal's root, `/`, and end with `/` for pages.
//!
//! Those there are thousands of are joined, which takes a third of the time of formatting.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::Slice;
use super::calendar::Pages;
use crate::notice::{Notice, NoticeKind};
use crate::site::{Level, Site, Unit};
use crate::text::dates::week_label;

/// Spells addresses for one site.
#[derive(Debug, Clone)]
pub struct Routes {
    base_url: String,
    /// The path part of `base_url`: empty, or `/lich`.
    base_path: String,
}

impl Routes {
    /// Spells addresses for `site`.
    pub fn new(site: &Site) -> Self {
        let base_url = site.base_url.clone();
        let host_and_path = base_url.split_once("://").map_or("", |(_, rest)| rest);
        let path = host_and_path.split_once('/').map_or("", |(_, path)| path);
        let base_path = if path.is_empty() {
            String::new()
        } else {
            format!("/{path}")
        };
        Self {
            base_url,
            base_path,
        }
    }

    /// What a link in a page says: `/lich/cap/xa/`.
    pub fn href(&self, path: &str) -> String {
        [&self.base_path, path].concat()
    }

    /// The whole address: `https://niemyet.example.vn/cap/xa/`.
    pub fn absolute(&self, path: &str) -> String {
        [&self.base_url, path].concat()
    }

    /// The file behind a path: `cap/xa/index.html`.
    pub fn file(path: &str) -> String {
        let path = path.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') {
            [path, "index.html"].concat()
        } else {
            path.to_owned()
        }
    }

    pub(super) fn notice(&self, notice: &Notice) -> String {
        self.alias(notice.kind, &notice.id)
    }

    pub(super) fn alias(&self, kind: NoticeKind, id: &str) -> String {
        [folder(kind), id, "/"].concat()
    }

    pub(super) fn kind(&self, kind: NoticeKind) -> String {
        folder(kind).to_owned()
    }

    pub(super) fn level(&self, level: &Level) -> String {
        format!("/cap/{}/", level.slug)
    }

    pub(super) fn units(&self) -> String {
        "/don-vi/".to_owned()
    }

    pub(super) fn unit(&self, unit: &Unit) -> String {
        format!("/don-vi/{}/", unit.slug)
    }

    pub(super) fn issuers(&self) -> String {
        "/co-quan/".to_owned()
    }

    pub(super) fn issuer(&self, slug: &str) -> String {
        format!("/co-quan/{slug}/")
    }

    pub(super) fn year(&self, year: i16) -> String {
        format!("/nam/{year}/")
    }

    pub(super) fn changes(&self) -> String {
        "/thay-doi/".to_owned()
    }

    /// A week below the folder of its owner; without a day, the address that always shows the current one.
    pub(super) fn week(&self, folder: &str, monday: Option<Date>) -> String {
        match monday {
            Some(monday) => format!("{folder}tuan/{}/", week_label(monday)),
            None => format!("{folder}tuan/"),
        }
    }

    /// A month below the folder of its owner; without a day, the address that always shows the current one.
    pub(super) fn month(&self, folder: &str, first: Option<Date>) -> String {
        match first {
            Some(first) => format!("{folder}lich/{}/{:02}/", first.year(), first.month()),
            None => format!("{folder}lich/"),
        }
    }

    pub(super) fn dues(&self) -> String {
        "/han/".to_owned()
    }

    pub(super) fn subscribe(&self) -> String {
        "/dang-ky/".to_owned()
    }

    /// The search page; `?q=` asks it.
    pub(super) fn search(&self) -> String {
        "/tim-kiem/".to_owned()
    }

    pub(super) fn symbol(&self, slug: &str) -> String {
        ["/so/", slug, "/"].concat()
    }

    /// One page of a list. The underscore keeps it apart from notices, whose ids never hold one.
    pub(super) fn list(&self, path: &str, slice: Slice) -> String {
        match slice {
            Slice::Newest => path.to_owned(),
            Slice::Numbered(number) => format!("{path}trang_{number}/"),
        }
    }

    /// The file a linked attachment is published as: `tep/tan-lap/mau.csv`.
    pub fn attachment_file(path: &str) -> String {
        format!("tep/{}", path.strip_prefix("content/").unwrap_or(path))
    }

    pub(super) fn attachment(path: &str) -> String {
        format!("/{}", percent_encoded(&Self::attachment_file(path)))
    }
}

/// The folder of the notices of a kind.
fn folder(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Invitation => "/giay-moi/",
        NoticeKind::Plan => "/ke-hoach/",
        NoticeKind::Agenda => "/chuong-trinh/",
        NoticeKind::Schedule => "/lich-cong-tac/",
        NoticeKind::Notice => "/thong-bao/",
        NoticeKind::Conclusion => "/ket-luan/",
    }
}

impl Pages for Routes {
    fn notice(&self, notice: &Notice) -> String {
        self.notice(notice)
    }

    fn level(&self, level: &Level) -> String {
        self.level(level)
    }

    fn unit(&self, unit: &Unit) -> String {
        self.unit(unit)
    }

    fn issuer(&self, slug: &str) -> String {
        self.issuer(slug)
    }

    fn absolute(&self, path: &str) -> String {
        self.absolute(path)
    }
}

/// RFC 3986, section 2.3: unreserved characters and `/` stay, all other bytes are percent-encoded.
fn percent_encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
