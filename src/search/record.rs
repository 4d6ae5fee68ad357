//! A document in, what the index keeps of it besides its terms out.

use super::document::Document;

/// What is kept of a document besides its terms.
#[derive(Debug, Clone)]
pub(crate) struct Notice {
    pub(crate) day: Option<jiff::civil::Date>,
    pub(crate) url: String,
    pub(crate) record: String,
    /// The values of each facet, in the order of `facets.rs`.
    pub(crate) facets: [Vec<String>; 5],
}

impl Notice {
    /// What is kept of `document`.
    pub(crate) fn of(document: &Document) -> Self {
        let year = document.day().map(|day| day.year().to_string());
        let status = Some(document.status.clone()).filter(|status| !status.is_empty());
        Self {
            day: document.day(),
            url: document.url.clone(),
            record: record(document),
            facets: [
                document.levels.clone(),
                vec![document.kind.clone()],
                vec![document.issuer.clone()],
                Vec::from_iter(year),
                Vec::from_iter(status),
            ],
        }
    }
}

/// The line a result is shown from: URL, title, number, issuer, kind, levels, status, day and first place, by tabs.
fn record(document: &Document) -> String {
    let day = document
        .day()
        .map(|day| day.to_string())
        .unwrap_or_default();
    let levels = document.levels.join(",");
    let fields = [
        document.url.as_str(),
        &document.title,
        document.number.as_deref().unwrap_or_default(),
        &document.issuer,
        &document.kind,
        &levels,
        &document.status,
        &day,
        document
            .places
            .first()
            .map(String::as_str)
            .unwrap_or_default(),
    ];
    let mut record = String::with_capacity(fields.iter().map(|field| field.len() + 1).sum());
    for (place, field) in fields.iter().enumerate() {
        if place > 0 {
            record.push('\t');
        }
        for (place, word) in field.split_whitespace().enumerate() {
            if place > 0 {
                record.push(' ');
            }
            record.push_str(word);
        }
    }
    record
}
