//! News: a catalog in; what is new and what changed, as data for Atom and JSON Feed, out. All times come from the files.

use jiff::Timestamp;
use jiff::civil::DateTime;

use super::calendar::Pages;
use crate::catalog::{Catalog, Key};
use crate::notice::{ChangeKind, Notice};
use crate::text::dates::{clock_short, date_vi};

/// Items of a feed; older ones are found on the pages.
const LONGEST: usize = 100;

/// One list of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// What a reader calls it.
    pub title: String,
    /// Its permanent name.
    pub id: String,
    /// The page it belongs to.
    pub page_url: String,
    /// The newest date of its items; the epoch where there is none.
    pub updated: Timestamp,
    /// Newest first.
    pub items: Vec<Item>,
}

/// One piece of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its permanent name (RFC 4151).
    pub id: String,
    /// What happened, in a line.
    pub title: String,
    /// The page that tells it.
    pub url: String,
    /// When it was posted.
    pub published: Timestamp,
    /// When it was corrected last.
    pub updated: Timestamp,
    /// The issuer.
    pub author: String,
    /// A few lines of plain text.
    pub lines: Vec<String>,
    /// Words to filter by.
    pub tags: Vec<String>,
}

/// Everything that was posted, changes included, newest first.
pub fn notices(catalog: &Catalog, pages: &dyn Pages) -> News {
    let mut standing: Vec<(Key, &Notice)> = catalog
        .iter()
        .filter(|(_, notice)| notice.withdrawn.is_none())
        .collect();
    // Of very many, few are shown.
    if standing.len() > LONGEST {
        let posted = standing.iter().map(|(_, notice)| notice.posted());
        let mut posted: Vec<DateTime> = posted.collect();
        let (_, last, _) = posted.select_nth_unstable_by(LONGEST - 1, |one, other| other.cmp(one));
        let last = *last;
        standing.retain(|(_, notice)| notice.posted() >= last);
    }
    let items = standing.into_iter().map(|(key, notice)| {
        let mut item = item(catalog, pages, key, notice.posted());
        item.updated = timestamp(catalog, notice.updated());
        item
    });
    news(catalog, pages, "", "tin mới", "/", items.collect())
}

/// What changed: moved, postponed, cancelled, replaced, withdrawn, corrected by a notice or in place; newest first. `page` is the
/// path of the page of changes.
pub fn changes(catalog: &Catalog, pages: &dyn Pages, page: &str) -> News {
    let mut items = Vec::new();
    for (key, notice) in catalog.iter() {
        if let Some(withdrawal) = &notice.withdrawn {
            let mut item = item(catalog, pages, key, withdrawal.at);
            item.id.push_str("#withdrawn");
            item.title = format!("Gỡ: {}", notice.title.value);
            item.lines = withdrawal.reason.iter().cloned().collect();
            items.push(item);
            continue;
        }
        if notice.change.is_some() {
            items.push(change(catalog, pages, key));
        }
        for (index, revision) in notice.revisions.iter().enumerate() {
            let mut item = item(catalog, pages, key, revision.at);
            item.id = format!("{}#{}", item.id, index + 1);
            item.title = format!("Sửa: {}", notice.title.value);
            item.lines = revision.note.iter().cloned().collect();
            items.push(item);
        }
    }
    news(catalog, pages, "changes", "thay đổi", page, items)
}

fn news(
    catalog: &Catalog,
    pages: &dyn Pages,
    name: &str,
    title: &str,
    page: &str,
    mut items: Vec<Item>,
) -> News {
    items.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| a.id.cmp(&b.id)));
    items.truncate(LONGEST);
    let updated = items.iter().map(|item| item.updated).max();
    News {
        title: format!("{}: {title}", catalog.site.title),
        id: tag(catalog, name),
        page_url: pages.absolute(page),
        updated: updated.unwrap_or(Timestamp::UNIX_EPOCH),
        items,
    }
}

fn item(catalog: &Catalog, pages: &dyn Pages, key: Key, at: DateTime) -> Item {
    let notice = catalog.get(key);
    let published = timestamp(catalog, at);
    let summary = notice.summary.iter().cloned();
    Item {
        id: tag(catalog, &notice.id),
        title: notice.title.value.clone(),
        url: pages.absolute(&pages.notice(notice)),
        published,
        updated: published,
        author: notice.issuer.value.clone(),
        lines: times(notice).into_iter().chain(summary).collect(),
        tags: notice.topics.clone(),
    }
}

/// The item of a notice that changes another: what happened first, then why and to what.
fn change(catalog: &Catalog, pages: &dyn Pages, key: Key) -> Item {
    let notice = catalog.get(key);
    let mut item = item(catalog, pages, key, notice.posted());
    item.updated = timestamp(catalog, notice.updated());
    let Some(change) = &notice.change else {
        return item;
    };
    let changed = catalog.changes(key).map(|target| catalog.get(target));
    let title = changed.map_or(&notice.title.value, |target| &target.title.value);
    item.title = format!("{}: {title}", word(change.kind));
    let reason = change
        .reason
        .iter()
        .map(|reason| format!("Lý do: {reason}"));
    let of = format!("Thay đổi: {}", change.of.text);
    item.lines = times(notice)
        .into_iter()
        .chain(reason)
        .chain([of])
        .collect();
    item
}

fn word(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Amend => "Điều chỉnh",
        ChangeKind::Postpone => "Hoãn",
        ChangeKind::Cancel => "Hủy",
        ChangeKind::Replace => "Thay thế",
        ChangeKind::Correct => "Đính chính",
    }
}

/// The first days of what a notice announces; a schedule has more than a reader of news wants.
fn times(notice: &Notice) -> Vec<String> {
    let sessions = notice.main_sessions().take(3).map(|session| {
        let day = date_vi(session.date.value);
        let when = match session.start {
            Some(start) => format!("{} ngày {day}", clock_short(start.value)),
            None => format!("Ngày {day}"),
        };
        match &session.title {
            Some(title) => format!("{when}: {title}"),
            None => when,
        }
    });
    sessions.collect()
}

/// RFC 4151, with the year the portal's data format was born: a name needs a date on which its host was owned, and this
/// one must never change.
fn tag(catalog: &Catalog, name: &str) -> String {
    format!("tag:{},2026:{name}", catalog.site.host())
}

fn timestamp(catalog: &Catalog, moment: DateTime) -> Timestamp {
    let zoned = moment.to_zoned(catalog.site.time_zone.clone());
    zoned.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}
