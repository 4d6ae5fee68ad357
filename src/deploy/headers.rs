//! The path of a published file in; when it is sent, as what, and how long it may be kept, out.

/// When a file is sent. In this order nobody gets a page before what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Files whose name changes with their bytes: nobody asks for them before a page names them.
    Fingerprinted,
    /// What pages link to: data, attachments.
    Linked,
    /// Pages.
    Page,
    /// What leads to pages: the front page, feeds, site maps, the service worker.
    Root,
}

impl Phase {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Fingerprinted, Self::Linked, Self::Page, Self::Root];

    /// The phase of a file.
    pub fn of(path: &str) -> Self {
        if is_fingerprinted(path) {
            Self::Fingerprinted
        } else if is_root(path) {
            Self::Root
        } else if ending(path) == "html" {
            Self::Page
        } else {
            Self::Linked
        }
    }
}

/// What `Content-Type` says.
pub fn content_type(path: &str) -> &'static str {
    match ending(path).as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "json" if path.ends_with("feed.json") => "application/feed+json",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" if path.ends_with("feed.xml") => "application/atom+xml",
        "xml" if path.ends_with("opensearch.xml") => "application/opensearchdescription+xml",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "zip" => "application/zip",
        _ => "application/octet-stream",
    }
}

/// What `Cache-Control` says: names with a fingerprint for ever, calendars as long as they ask to be kept, the rest briefly.
pub fn cache_control(path: &str) -> &'static str {
    if is_fingerprinted(path) {
        "public, max-age=31536000, immutable"
    } else if ending(path) == "ics" {
        "public, max-age=3600"
    } else {
        "public, max-age=300"
    }
}

/// `assets/style-0ad966ad.css`, `search/01b539610d26.bin`. Elsewhere such a name may be an author's: `bao-cao-20260709.pdf`.
fn is_fingerprinted(path: &str) -> bool {
    let is_hash = |word: &str| word.len() >= 8 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let Some((folder, name)) = path.split_once('/') else {
        return false;
    };
    let stem = name.split('.').next().unwrap_or(name);
    match folder {
        "assets" => stem.rsplit_once('-').is_some_and(|(_, hash)| is_hash(hash)),
        "search" => is_hash(stem),
        _ => false,
    }
}

fn is_root(path: &str) -> bool {
    let is_map = path.starts_with("sitemap") && !path.contains('/');
    let is_search = path.starts_with("search/");
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_feed = matches!(name, "feed.xml" | "feed.json") || ending(path) == "ics";
    let is_front = matches!(path, "index.html" | "404.html" | "robots.txt" | "sw.js");
    is_map || is_search || is_feed || is_front
}

fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.to_ascii_lowercase()
}
