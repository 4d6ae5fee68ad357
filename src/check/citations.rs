//! R02 and R03: the dates of cited documents.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::{Context, NoticeRule, Portal, WholeRule};
use crate::catalog::{Catalog, Key};
use crate::notice::citation::find_citations;
use crate::notice::symbol::SymbolStyle;
use crate::notice::{Citation, Issued, Notice};
use crate::problem::{Code, Problem, Severity};
use crate::say;
use crate::text::dates::date_vi;
use crate::text::fold::spoken;
use crate::text::{Span, Spanned};

pub(super) const RULES: &[NoticeRule] = &[dates];
pub(super) const WHOLE: &[WholeRule] = &[dates_across_notices];

/// R02 and R03 in one reading of the notice: one document has one date, and it is not after the paper that cites it.
/// Where the issuers are stated and differ, one symbol means two documents, and so it does with days of two years for the
/// state, whose serials restart every year.
fn dates(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let mut seen: HashMap<String, Vec<(Date, Option<String>)>> = HashMap::new();
    let mut problems = Vec::new();
    for (span, citation) in cited(notice) {
        let (Some(symbol), Some(date)) = (&citation.symbol, citation.date) else {
            continue;
        };
        problems.extend(cited_later(notice, span, &symbol.text, date));
        let issuer = citation.issuer.as_deref().map(spoken);
        let others = seen.entry(symbol.key()).or_default();
        let other = others.iter().find(|(other, other_issuer)| {
            let same_issuer = match (other_issuer, &issuer) {
                (Some(one), Some(two)) => one == two,
                _ => true,
            };
            let is_yearly = symbol.style != SymbolStyle::Party
                && other.year() != date.year()
                && (other.month(), other.day()) != (date.month(), date.day());
            *other != date && same_issuer && !is_yearly
        });
        if let Some((other, _)) = other {
            problems.push(conflict(notice, span, &symbol.text, date, *other, None));
        }
        others.push((date, issuer));
    }
    problems
}

/// The citations of front matter and body, with their places, in the order of the file's parts.
fn cited(notice: &Notice) -> Vec<(Span, Citation)> {
    let stated = notice.follows.iter().chain(&notice.basis);
    let stated = stated.chain(notice.change.iter().map(|change| &change.of));
    let stated = stated.map(|citation| (citation.span, citation.value.clone()));
    let body = notice.body_text();
    // Only a symbol has a slash between letters; most bodies have none.
    let in_body = if body.contains('/') {
        find_citations(body)
    } else {
        Vec::new()
    };
    let in_body = in_body
        .into_iter()
        .map(|(range, citation)| (Span::from(range).shifted(notice.body.start), citation));
    stated.chain(in_body).collect()
}

fn cited_later(notice: &Notice, span: Span, symbol: &str, date: Date) -> Option<Problem> {
    let issued = notice.issued?;
    let is_later = match issued.value {
        Issued::Day(day) => date > day,
        Issued::Month(first) => date.first_of_month() > first.first_of_month(),
    };
    is_later.then(|| {
        let day = date_vi(date);
        let message = say!(
            "viện dẫn `{symbol}` ngày {day}, sau ngày ban hành",
            "cites `{symbol}` of {day}, after its own day of issue"
        );
        Problem::new(Code::CitedLater, &notice.source, span, message).help(say!(
            "xem lại ngày của văn bản được viện dẫn và `issued`",
            "look again at the date of the cited document and at `issued`"
        ))
    })
}

fn conflict(
    notice: &Notice,
    span: Span,
    symbol: &str,
    date: Date,
    other: Date,
    path: Option<&str>,
) -> Problem {
    let (day, other) = (date_vi(date), date_vi(other));
    let place = path.map(|path| format!(" (`{path}`)")).unwrap_or_default();
    let message = say!(
        "`{symbol}` ghi ngày {day}, chỗ khác ghi {other}{place}",
        "`{symbol}` is dated {day} here and {other} elsewhere{place}"
    );
    Problem::new(Code::CitationConflict, &notice.source, span, message).help(say!(
        "xem lại văn bản được viện dẫn, sửa ngày sai",
        "look at the cited document and mend the wrong date"
    ))
}

/// A document as it is cited: symbol, issuer, year.
type Cited = (String, String, i16);

/// A citation in the front matter that says all of its document.
struct Quoted<'a> {
    citation: &'a Spanned<Citation>,
    symbol: &'a str,
    cited: Cited,
    date: Date,
}

/// R02 across notices: symbols recur every year and with every issuer, so only one issuer and one year make two dates
/// a contradiction. A cited notice of the collection knows its own date; else the notice posted later is the one told.
fn dates_across_notices(context: &Context<'_>) -> Vec<Problem> {
    let catalog = context.catalog;
    let keys = by_posting(catalog);
    let all = keys.par_iter().map(|key| (*key, quoted(catalog.get(*key))));
    let all: Vec<(Key, Vec<Quoted<'_>>)> = all.collect();
    let mut first = own_dates(catalog, &all);
    let mut problems = Vec::new();
    for (key, quoted) in all {
        for one in quoted {
            let (known, teller) = *first.entry(one.cited).or_insert((one.date, key));
            if known != one.date && teller != key {
                let path = &catalog.get(teller).source.path;
                let (notice, span) = (catalog.get(key), one.citation.span);
                let problem = conflict(notice, span, one.symbol, one.date, known, Some(path));
                problems.push(problem.severity(Severity::Warning));
            }
        }
    }
    problems
}

/// What the front matter cites with symbol, issuer and date.
fn quoted(notice: &Notice) -> Vec<Quoted<'_>> {
    let changed = notice.change.iter().map(|change| &change.of);
    let all = notice.follows.iter().chain(&notice.basis).chain(changed);
    let quoted = all.filter_map(|citation| {
        let (symbol, date) = (citation.symbol.as_ref()?, citation.date?);
        let issuer = spoken(citation.issuer.as_ref()?);
        Some(Quoted {
            citation,
            symbol: &symbol.text,
            cited: (symbol.key(), issuer, date.year()),
            date,
        })
    });
    quoted.collect()
}

/// The dates that cited notices of the collection bear themselves; of those that recur within a year nobody knows which
/// is meant.
fn own_dates(catalog: &Catalog, all: &[(Key, Vec<Quoted<'_>>)]) -> HashMap<Cited, (Date, Key)> {
    let quoted = all.iter().flat_map(|(_, quoted)| quoted);
    let symbols: HashSet<&str> = quoted.map(|one| one.cited.0.as_str()).collect();
    let own = |(key, _): &(Key, _)| {
        let notice = catalog.get(*key);
        let (symbol, issued) = (notice.number.as_ref()?.key(), notice.issued_on()?);
        let is_cited = symbols.contains(symbol.as_str());
        is_cited.then(|| {
            (
                (symbol, spoken(&notice.issuer), issued.year()),
                (issued, *key),
            )
        })
    };
    let own: Vec<(Cited, (Date, Key))> = all.par_iter().filter_map(own).collect();
    let mut dates: HashMap<Cited, Option<(Date, Key)>> = HashMap::new();
    for (cited, date) in own {
        let known = dates.entry(cited);
        known
            .and_modify(|known| *known = None)
            .or_insert(Some(date));
    }
    let known = dates.into_iter();
    known
        .filter_map(|(cited, date)| Some((cited, date?)))
        .collect()
}

fn by_posting(catalog: &Catalog) -> Vec<Key> {
    let mut keys: Vec<Key> = catalog.iter().map(|(key, _)| key).collect();
    keys.sort_by_key(|key| (catalog.get(*key).posted(), *key));
    keys
}
