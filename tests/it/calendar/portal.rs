//! A portal to test calendars with: files on disk in, its catalog and calendars out.

use std::fs;
use std::path::Path;

use jiff::civil::DateTime;
use niemyet::catalog::Catalog;
use niemyet::notice::{Notice, NoticeKind};
use niemyet::plan::calendar::{Content, Entry, Feed, Owner, Pages, Place, entries};
use niemyet::render::calendar::Calendars;
use niemyet::site::{Audience, Level, Unit};
use niemyet::{Request, inspect};
use tempfile::TempDir;

/// A catalog and what calendars make of it.
pub(crate) struct Portal {
    pub(crate) catalog: Catalog,
    pub(crate) calendars: Calendars,
    /// Of each event, by its place.
    entries: Vec<Vec<Entry>>,
}

impl Portal {
    /// Reads `root` for `audience`. Every notice must be readable; what the rules say about odd ones does not matter
    /// here.
    pub(crate) fn read(root: &Path, audience: Audience) -> Self {
        let request = Request {
            root: root.to_owned(),
            audience: Some(audience),
            language: None,
        };
        let inspection = inspect(&request).expect("the files can be read");
        let errors: Vec<String> = inspection
            .problems
            .iter()
            .filter(|problem| problem.severity == niemyet::problem::Severity::Error)
            .filter(|problem| problem.code.letters().starts_with('Z'))
            .map(|problem| format!("{}: {}", problem.source.path, problem.message.en))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
        let catalog = inspection.catalog.expect("a usable site.toml");
        let catalog = catalog.published_for(audience, DateTime::MAX);
        let addresses = Addresses(catalog.site.base_url.clone());
        let roots = catalog.roots();
        let entries = roots.map(|root| entries(&catalog, &addresses, root));
        let entries = entries.collect();
        let calendars = Calendars::new(&catalog, &addresses);
        Self {
            catalog,
            calendars,
            entries,
        }
    }

    /// The demonstration, as everybody sees it.
    pub(crate) fn demonstration() -> Self {
        Self::read(Path::new(env!("CARGO_MANIFEST_DIR")), Audience::Public)
    }

    /// A site of these notices, with the usual levels: `(path under content/, text)`.
    pub(crate) fn of(notices: &[(&str, String)]) -> Self {
        Self::with_site("", notices)
    }

    /// The same with more lines in `site.toml`, which go before the usual ones.
    pub(crate) fn with_site(settings: &str, notices: &[(&str, String)]) -> Self {
        let mut files = vec![("site.toml", format!("{settings}{}", usual_site(settings)))];
        files.extend(notices.iter().cloned());
        let folder = written(&files);
        Self::read(folder.path(), Audience::Public)
    }

    pub(crate) fn feed(&self, path: &str) -> &Feed {
        let mut feeds = self.calendars.feeds.iter();
        let found = feeds.find(|feed| feed.path == path);
        found.unwrap_or_else(|| panic!("no feed `{path}`"))
    }

    /// What is filed of everybody's calendar.
    pub(crate) fn archives(&self) -> impl Iterator<Item = &Feed> {
        let is_filed = |feed: &&Feed| {
            let is_archive = matches!(feed.content, Content::Year(_) | Content::Month(..));
            feed.owner == Owner::All && is_archive
        };
        self.calendars
            .feeds
            .iter()
            .map(AsRef::as_ref)
            .filter(is_filed)
    }

    pub(crate) fn text(&self, path: &str) -> String {
        let bytes = self.calendars.bytes(self.feed(path)).expect("in memory");
        String::from_utf8(bytes).expect("feeds are UTF-8")
    }

    pub(crate) fn entries_of<'a>(&'a self, feed: &'a Feed) -> impl Iterator<Item = &'a Entry> {
        feed.entries.iter().map(|place| self.entry_at(*place))
    }

    pub(crate) fn entry_at(&self, place: Place) -> &Entry {
        &self.entries[place.event as usize][place.entry as usize]
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().flatten()
    }

    /// The entry of the everything feed whose UID starts with `name`.
    pub(crate) fn entry(&self, name: &str) -> &Entry {
        let start = format!("{name}@");
        let mut entries = self.entries();
        let found = entries.find(|entry| entry.uid.starts_with(&start));
        found.unwrap_or_else(|| panic!("no entry `{name}`"))
    }
}

/// Files below `content/` in a folder of their own.
fn written(files: &[(&str, String)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, text) in files {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

fn usual_site(settings: &str) -> String {
    let zone = if settings.contains("time_zone") {
        ""
    } else {
        "time_zone = \"Asia/Ho_Chi_Minh\"\n"
    };
    format!(
        "title = \"Lịch họp; xã A, B\"\nbase_url = \"https://lich.example.vn\"\n{zone}language = \"vi\"\n\
         audience = \"public\"\n"
    )
}

/// Spells addresses as the portal does.
pub(crate) struct Addresses(pub(crate) String);

impl Pages for Addresses {
    fn notice(&self, notice: &Notice) -> String {
        let kind = match notice.kind {
            NoticeKind::Invitation => "giay-moi",
            NoticeKind::Plan => "ke-hoach",
            NoticeKind::Agenda => "chuong-trinh",
            NoticeKind::Schedule => "lich-cong-tac",
            NoticeKind::Notice => "thong-bao",
            NoticeKind::Conclusion => "ket-luan",
        };
        format!("/{kind}/{}/", notice.id)
    }

    fn level(&self, level: &Level) -> String {
        format!("/cap/{}/", level.slug)
    }

    fn unit(&self, unit: &Unit) -> String {
        format!("/don-vi/{}/", unit.slug)
    }

    fn issuer(&self, slug: &str) -> String {
        format!("/co-quan/{slug}/")
    }

    fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}
