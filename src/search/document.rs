//! One notice as search sees it.

use jiff::civil::Date;

/// What search knows of a notice. Only what the audience may see reaches it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Document {
    /// Where its page is, from the site's root: `/giay-moi/hop/`.
    pub url: String,
    /// Trích yếu.
    pub title: String,
    /// Số, ký hiệu, as printed.
    pub number: Option<String>,
    /// Cơ quan ban hành.
    pub issuer: String,
    /// Day of the event.
    pub date: Option<Date>,
    /// Ngày ban hành.
    pub issued: Option<Date>,
    /// The kind's word, for the facet: `invitation`.
    pub kind: String,
    /// What the kind is called, searched as part of the head: "Giấy mời".
    pub kind_name: String,
    /// Ids of the levels it concerns, for the facet.
    pub levels: Vec<String>,
    /// The status word, for the facet: `upcoming`.
    pub status: String,
    /// Places of its points.
    pub places: Vec<String>,
    /// Who chairs, by name and post.
    pub people: Vec<String>,
    /// Everything else in plain text: summary, agenda, duties, the body. Lines and sentences part phrases.
    pub body: String,
}

impl Document {
    /// The day it is filed under: of the event, else of issue.
    pub fn day(&self) -> Option<Date> {
        self.date.or(self.issued)
    }
}
