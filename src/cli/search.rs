//! `niemyet search`: a query in, results printed; over the files as they stand, or over a published portal's own index.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::DateTime;
use serde_json::json;

use super::args::{Global, SiteOptions};
use super::output::Output;
use super::{Outcome, clock};
use crate::plan::Plan;
use crate::problem::any_error;
use crate::say;
use crate::search::{Closed, Engine, Filters, Hit, IndexFile, Request, Results};
use crate::text::dates::date_vi;
use crate::text::fold::squash;
use crate::{Error, inspect};

#[derive(Args)]
#[command(
    after_help = "Ví dụ / Examples:\n  niemyet search hoi nghi dang uy\n  niemyet search 25khtw\n  niemyet search 13/1/2025 --level province\n  niemyet search chuyển đổi số --year 2026 --format json | jq .url\n  niemyet search hop --out public      chỉ mục đã đăng / the published index"
)]
pub(super) struct Search {
    /// Từ, số ký hiệu, ngày, nơi họp, có dấu hay không / words, a number, a date, a place
    #[arg(required_unless_present_any = ["level", "kind", "issuer", "year", "status"])]
    query: Vec<String>,
    #[command(flatten)]
    site: SiteOptions,
    /// Tìm trong cổng đã đăng ở thư mục này thay vì trong các tệp / search the portal published there, not the files
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Cấp / level: central, province, district, commune
    #[arg(long)]
    level: Option<String>,
    /// Dạng tin / kind: invitation, plan, agenda, schedule, notice, conclusion
    #[arg(long)]
    kind: Option<String>,
    /// Cơ quan ban hành, hoặc một phần tên / the issuing body, or a part of its name
    #[arg(long)]
    issuer: Option<String>,
    /// Năm / year
    #[arg(long)]
    year: Option<String>,
    /// Tình trạng / status: upcoming, ongoing, past, postponed, cancelled, replaced
    #[arg(long)]
    status: Option<String>,
    /// In nhiều nhất bao nhiêu / how many to print
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: usize,
    /// Cách in / how to print
    #[arg(long, default_value = "text", value_name = "FORMAT")]
    format: Format,
}

impl Search {
    /// What is searched for: its words need no quotation marks.
    fn text(&self) -> String {
        self.query.join(" ")
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// One JSON object per result and line
    Json,
}

/// Pages that a doubtful search reads for the phrase.
const VERIFIED: usize = 20;

pub(super) fn run(search: &Search, global: &Global, output: &Output) -> Result<Outcome, Error> {
    match &search.out {
        Some(folder) => Ok(published(folder, search, output)),
        None => unpublished(search, global, output),
    }
}

/// Searches the index in a published folder.
fn published(folder: &Path, search: &Search, output: &Output) -> Outcome {
    let engine = match Engine::open(|path: &str| fs::read(folder.join(path)).ok()) {
        Ok(engine) => engine,
        Err(closed) => {
            let folder = folder.display();
            output.mistake(&match closed {
                Closed::NoRoot => say!(
                    "{folder} không có chỉ mục tìm kiếm; chạy `niemyet build` trước",
                    "{folder} has no search index; run `niemyet build` first"
                ),
                Closed::OtherFormat => say!(
                    "chỉ mục trong {folder} do phiên bản khác dựng; chạy `niemyet build` lại",
                    "the index in {folder} was built by another version; run `niemyet build` again"
                ),
            });
            return Outcome::Mistakes;
        }
    };
    let Some(request) = request(&engine, search, output) else {
        return Outcome::Mistakes;
    };
    let results = engine.search(&search.text(), &request);
    print(&results, search, output, &|_| None);
    Outcome::Done
}

/// Searches the notices as their files stand, published or not.
fn unpublished(search: &Search, global: &Global, output: &Output) -> Result<Outcome, Error> {
    let inspection = inspect(&global.request(&search.site))?;
    let Some(catalog) = inspection.catalog else {
        output.problems(&inspection.problems, true);
        return Ok(Outcome::Mistakes);
    };
    if any_error(&inspection.problems) {
        output.warning(&say!(
            "có tệp còn lỗi, có thể thiếu trong kết quả; chạy `niemyet check`",
            "some files have errors and may be missing here; run `niemyet check`"
        ));
    }
    let audience = catalog.site.audience;
    // Whoever has the files may find what still waits for its hour.
    let catalog = catalog.published_for(audience, DateTime::MAX);
    let plan = Plan::new(&catalog, clock::now(&catalog.site).date());
    let index = plan.search_index();
    let files: BTreeMap<&str, &IndexFile> = index
        .iter()
        .map(|file| (file.path.as_str(), file))
        .collect();
    let Ok(engine) = Engine::open(|path: &str| files.get(path).map(|file| file.bytes())) else {
        output.mistake(&say!(
            "không mở được chỉ mục vừa lập; xin báo lỗi này cho người phát triển",
            "the index just made does not open; please report this to the developers"
        ));
        return Ok(Outcome::Mistakes);
    };
    let Some(mut request) = request(&engine, search, output) else {
        return Ok(Outcome::Mistakes);
    };
    request.limit = request.limit.max(VERIFIED);
    let keys: BTreeMap<String, _> = catalog
        .iter()
        .map(|(key, notice)| (plan.notice_path(key), (key, notice)))
        .collect();
    let mut results = engine.search(&search.text(), &request);
    if results.doubtful {
        engine.verify(&search.text(), &mut results, |url| {
            let (key, _) = keys.get(url)?;
            Some(plan.search_document(*key).body)
        });
    }
    results.hits.truncate(search.limit);
    print(&results, search, output, &|url| {
        keys.get(url).map(|(_, notice)| notice.source.path.clone())
    });
    Ok(Outcome::Done)
}

/// The request the options make; `None`, and the reason told, where a value is none the index has.
fn request<R: Fn(&str) -> Option<Vec<u8>>>(
    engine: &Engine<R>,
    search: &Search,
    output: &Output,
) -> Option<Request> {
    let asked = [
        ("level", &search.level),
        ("kind", &search.kind),
        ("issuer", &search.issuer),
        ("year", &search.year),
        ("status", &search.status),
    ];
    let mut filters = Filters::new();
    for (facet, value) in asked {
        let Some(value) = value else { continue };
        let known = engine.values(facet);
        let Some(found) = meant(value, &known) else {
            let known = known.join(", ");
            output.mistake(&say!(
                "--{facet} `{value}`: không có, hoặc không rõ là giá trị nào trong: {known}",
                "--{facet} `{value}`: there is no such value, or it is not clear which of: {known}"
            ));
            return None;
        };
        filters.insert(facet.to_owned(), found.clone());
    }
    Some(Request {
        filters,
        limit: search.limit,
        ..Request::default()
    })
}

/// The value typed, however its marks are; or the only one that holds what was typed.
fn meant<'k>(typed: &str, known: &'k [String]) -> Option<&'k String> {
    let typed = squash(typed);
    let equal = known.iter().find(|value| squash(value) == typed);
    let mut holding = known.iter().filter(|value| squash(value).contains(&typed));
    equal.or_else(|| holding.next().filter(|_| holding.next().is_none()))
}

/// Prints results; `file` names the file behind an address.
fn print(
    results: &Results,
    search: &Search,
    output: &Output,
    file: &dyn Fn(&str) -> Option<String>,
) {
    for hit in &results.hits {
        let file = file(&hit.url);
        output.print(&match search.format {
            Format::Text => lines(hit, file),
            Format::Json => object(hit, file),
        });
    }
    remark(results, search, output);
}

fn lines(hit: &Hit, file: Option<String>) -> String {
    let day = hit.day.parse().map(date_vi).unwrap_or_default();
    let facts = [&hit.number, &day, &hit.issuer, &hit.place];
    let facts: Vec<&str> = facts
        .into_iter()
        .map(String::as_str)
        .filter(|fact| !fact.is_empty())
        .collect();
    let place = file.as_ref().unwrap_or(&hit.url);
    let mut text = format!("{}\n  {}\n  {place}\n", hit.title, facts.join(" · "));
    if !hit.snippet.is_empty() {
        text += &format!("  {}\n", hit.snippet);
    }
    text
}

fn object(hit: &Hit, file: Option<String>) -> String {
    let object = json!({
        "title": hit.title, "number": hit.number, "date": hit.day, "issuer": hit.issuer, "place": hit.place,
        "kind": hit.kind, "status": hit.status, "url": hit.url, "file": file,
    });
    format!("{object}\n")
}

/// Says how many there are, and what is the matter with the query or the index.
fn remark(results: &Results, search: &Search, output: &Output) {
    let text = search.text();
    let unknown = results.unknown.join(", ");
    if results.total == 0 && !unknown.is_empty() && squash(&unknown) != squash(&text) {
        output.warning(&say!(
            "không có văn bản nào cho `{text}`; không đâu có: {unknown}",
            "no notice for `{text}`; found nowhere: {unknown}"
        ));
    } else if results.total == 0 {
        output.warning(&say!(
            "không có văn bản nào cho `{text}`",
            "no notice for `{text}`"
        ));
    } else if search.format == Format::Text {
        let (shown, total) = (results.hits.len(), results.total);
        let more = if results.more { "+" } else { "" };
        output.say(&say!(
            "{shown}/{total}{more} văn bản",
            "{shown} of {total}{more} notices"
        ));
    }
    if results.total > 0 && !results.complete {
        output.warning(&say!(
            "không văn bản nào có đủ mọi từ; gần nhất ở trên",
            "no notice has every word; the nearest are on top"
        ));
    }
    if results.total > 0 && !unknown.is_empty() {
        output.warning(&say!("không đâu có: {unknown}", "found nowhere: {unknown}"));
    }
    if let Some(offer) = &results.suggestion {
        output.warning(&say!("có phải ý là: {offer}", "did you mean: {offer}"));
    }
    if results.damaged {
        output.warning(&say!(
            "một phần chỉ mục không đọc được, kết quả có thể thiếu",
            "a part of the index could not be read; results may be missing"
        ));
    }
}
