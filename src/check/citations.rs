//! R02 and R03: the dates of cited documents.

use std::collections::HashMap;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{NoticeRule, Portal};
use crate::catalog::{Catalog, Key};
use crate::notice::citation::find_citations;
use crate::notice::symbol::SymbolStyle;
use crate::notice::{Citation, Issued, Notice};
use crate::problem::{Code, Problem, Severity};
use crate::say;
use crate::text::Span;
use crate::text::dates::date_vi;
use crate::text::fold::spoken;

pub(super) const RULES: &[NoticeRule] = &[dates];

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
    let body: &str = &notice.body_text();
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

/// What one notice says of the days of documents.
#[derive(Debug)]
pub(super) struct Dates {
    /// Its own.
    own: Option<(Cited, Date)>,
    quoted: Vec<Quoted>,
}

/// A citation in the front matter that says all of its document.
#[derive(Debug)]
struct Quoted {
    cited: Cited,
    date: Date,
    symbol: String,
    span: Span,
}

impl Dates {
    /// What a notice says, whose issuer is given as it is spoken.
    pub(super) fn of(notice: &Notice, issuer: &str) -> Self {
        let changed = notice.change.iter().map(|change| &change.of);
        let all = notice.follows.iter().chain(&notice.basis).chain(changed);
        let quoted = all.filter_map(|citation| {
            let (symbol, date) = (citation.symbol.as_ref()?, citation.date?);
            let issuer = spoken(citation.issuer.as_ref()?);
            Some(Quoted {
                cited: (symbol.key(), issuer, date.year()),
                date,
                symbol: symbol.text.clone(),
                span: citation.span,
            })
        });
        let own = notice.number.as_ref().zip(notice.issued_on());
        let own = own.map(|(number, issued)| {
            let cited = (number.key(), issuer.to_owned(), issued.year());
            (cited, issued)
        });
        Self {
            own,
            quoted: quoted.collect(),
        }
    }
}

/// R02 across notices, which come in the order of their keys: symbols recur every year and with every issuer, so only one
/// issuer and one year make two dates a contradiction. A cited notice of the collection knows its own date; else the
/// notice posted later is the one told.
pub(super) fn across_notices<'a>(
    catalog: &Catalog,
    dates: impl Iterator<Item = &'a Dates>,
) -> Vec<Problem> {
    let all = catalog.iter().map(|(key, _)| key).zip(dates);
    let mut all: Vec<(Key, &Dates)> = all.collect();
    all.sort_by_cached_key(|(key, _)| (catalog.get(*key).posted(), *key));
    let mut first = own_dates(&all);
    let mut problems = Vec::new();
    for (key, dates) in all {
        for one in &dates.quoted {
            let (known, teller) = *first.entry(&one.cited).or_insert((one.date, key));
            if known != one.date && teller != key {
                let path = &catalog.get(teller).source.path;
                let notice = catalog.get(key);
                let problem = conflict(notice, one.span, &one.symbol, one.date, known, Some(path));
                problems.push(problem.severity(Severity::Warning));
            }
        }
    }
    problems
}

/// The dates that cited notices of the collection bear themselves; of those that recur within a year nobody knows which
/// is meant.
fn own_dates<'a>(all: &[(Key, &'a Dates)]) -> FxHashMap<&'a Cited, (Date, Key)> {
    let quoted = all.iter().flat_map(|(_, dates)| &dates.quoted);
    let mut own: FxHashMap<&Cited, Option<(Date, Key)>> = FxHashMap::default();
    own.extend(quoted.map(|one| (&one.cited, None)));
    let mut recurring = FxHashSet::default();
    for (key, dates) in all {
        let Some((cited, date)) = &dates.own else {
            continue;
        };
        let Some(known) = own.get_mut(cited) else {
            continue;
        };
        if known.replace((*date, *key)).is_some() {
            recurring.insert(cited);
        }
    }
    let own = own.into_iter();
    let own = own.filter(|(cited, _)| !recurring.contains(cited));
    own.filter_map(|(cited, date)| Some((cited, date?)))
        .collect()
}
