//! N: number, symbol, date of issue. (The grammar itself, N01 and N02, is checked while reading.)

use std::collections::BTreeMap;
use std::collections::hash_map::Entry;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::{NoticeRule, Portal};
use crate::notice::symbol::SymbolStyle;
use crate::notice::{Issued, Notice, Symbol};
use crate::problem::{self, Code, Problem, Severity};
use crate::say;
use crate::text::Spanned;

pub(super) const RULES: &[NoticeRule] = &[as_printed, incomplete];

/// N01: a symbol the grammar can read may still be typed otherwise than any paper prints it: in small letters, with
/// a stray space, with a letter for a digit.
fn as_printed(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let Some(number) = &notice.number else {
        return Vec::new();
    };
    let text = &number.text;
    let serial = number.serial.as_deref().unwrap_or_default();
    let letters = serial.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let (right, vi, en, severity) = if matches!(letters, "O" | "o" | "l" | "I") {
        let digit = if matches!(letters, "O" | "o") {
            "0"
        } else {
            "1"
        };
        let right = text.replacen(letters, digit, 1);
        (
            right,
            "lẫn chữ với số",
            "a letter for a digit",
            Severity::Warning,
        )
    } else if is_small(number) {
        let right = printed_letters(number);
        (
            right,
            "ký hiệu viết hoa",
            "symbols stand in capitals",
            Severity::Error,
        )
    } else if has_stray_space(text) {
        let right = text.split_whitespace().collect();
        (right, "thừa dấu cách", "a stray space", Severity::Warning)
    } else {
        return Vec::new();
    };
    let message = say!("`{text}`: {vi}", "`{text}`: {en}");
    let problem = Problem::new(Code::BadSymbol, &notice.source, number.span, message);
    vec![
        problem
            .severity(severity)
            .help(say!("viết `{right}`", "write `{right}`")),
    ]
}

/// Whether a space stands on one side of a sign only; some papers have them on both.
fn has_stray_space(text: &str) -> bool {
    let signs = text.match_indices(['-', '/', '–']);
    let mut inner = signs.filter(|(at, _)| *at > 0);
    inner.any(|(at, sign)| {
        let (before, after) = (text.get(..at), text.get(at + sign.len()..));
        let before = before.is_some_and(|text| text.ends_with(char::is_whitespace));
        before != after.is_some_and(|text| text.starts_with(char::is_whitespace))
    })
}

/// Whether the issuing body has no capital at all, or the type lacks those it is known by.
fn is_small(symbol: &Symbol) -> bool {
    let is_small = |part: &String| part.to_uppercase() != *part && part.to_lowercase() == *part;
    symbol.org.iter().any(is_small) || symbol.doc_type.as_ref().is_some_and(is_small)
}

/// The symbol with the capitals papers have: those of the type as it is known, all of the body.
fn printed_letters(symbol: &Symbol) -> String {
    let known = symbol.document_type().map(|known| known.abbreviation);
    let parts = symbol.text.split_inclusive(['-', '/']).map(|part| {
        let word = part.trim_end_matches(['-', '/']);
        let is_type = symbol.doc_type.as_deref() == Some(word);
        match known.filter(|_| is_type) {
            Some(known) => part.replace(word, known),
            None if symbol.serial.as_deref() == Some(word) => part.to_owned(),
            None => part.to_uppercase(),
        }
    });
    parts.collect()
}

/// N03: a blank serial or day is normal in circulating files, and worth completing.
fn incomplete(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let mut missing_vi = Vec::new();
    let mut missing_en = Vec::new();
    let mut miss = |vi, en| {
        missing_vi.push(vi);
        missing_en.push(en);
    };
    // A weekly schedule is an office's own sheet: it bears no number, and counts from its posting.
    if notice.document_type.abbreviation == "LCT" && notice.published.is_some() {
        return Vec::new();
    }
    match notice.number.as_deref() {
        None => miss("số, ký hiệu", "the number"),
        Some(symbol) if symbol.serial.is_none() => miss("số (để trống)", "the serial (blank)"),
        Some(_) => {}
    }
    match notice.issued.as_deref() {
        None => miss("ngày ban hành", "the date of issue"),
        Some(Issued::Month(_)) => miss("ngày (để trống)", "the day of issue (blank)"),
        Some(Issued::Day(_)) => {}
    }
    if missing_vi.is_empty() {
        return Vec::new();
    }
    let span = notice.number.as_ref().map(|number| number.span);
    let span = span.or(notice.issued.as_ref().map(|issued| issued.span));
    let (vi, en) = (missing_vi.join(", "), missing_en.join(", "));
    let problem = Problem::new(
        Code::NumberIncomplete,
        &notice.source,
        span.unwrap_or(notice.document_type.span),
        say!("chưa rõ {vi}", "unknown: {en}"),
    );
    vec![problem.help(say!(
        "có văn bản đã vào sổ thì bổ sung `number`, `issued`",
        "complete `number` and `issued` once the registered paper is at hand"
    ))]
}

/// What a notice's symbol is compared by: the symbol and the issuer.
pub(super) type Identity = (String, String);

/// The identity of a notice whose symbol has a serial; its issuer as it is spoken.
pub(super) fn identity(notice: &Notice, issuer: &str) -> Option<Identity> {
    let number = notice.number.as_ref().filter(|one| one.serial.is_some())?;
    Some((number.key(), issuer.to_owned()))
}

/// N04: symbol, issuer and date together identify one document. Serials restart, for the state every year and for the
/// Party with every congress term, so within one a symbol of one issuer is used once.
///
/// Notices, which come in order of id, are grouped first: thousands of communes each have a `88/GM-UBND`.
pub(super) fn repeated<'a>(
    notices: impl Iterator<Item = (&'a Notice, Option<&'a Identity>)>,
) -> Vec<Problem> {
    let mut first: FxHashMap<&Identity, &Notice> = FxHashMap::default();
    let mut groups: FxHashMap<&Identity, Vec<&Notice>> = FxHashMap::default();
    for (notice, identity) in notices {
        let Some(identity) = identity else {
            continue;
        };
        match first.entry(identity) {
            Entry::Vacant(place) => drop(place.insert(notice)),
            Entry::Occupied(first) => {
                let group = groups.entry(identity).or_insert_with(|| vec![*first.get()]);
                group.push(notice);
            }
        }
    }
    let groups = groups.into_values();
    let mut problems: Vec<Problem> = groups.flat_map(repeated_in).collect();
    problem::sort(&mut problems);
    problems
}

/// The first of a day, or of a term, is right; those after it are told.
fn repeated_in(notices: Vec<&Notice>) -> Vec<Problem> {
    let mut of_day: BTreeMap<Date, &Notice> = BTreeMap::new();
    let mut of_period: BTreeMap<i16, &Notice> = BTreeMap::new();
    let mut problems = Vec::new();
    for notice in notices {
        let (Some(number), Some(issued)) = (&notice.number, notice.issued_on()) else {
            continue;
        };
        let period = period(number, issued);
        if let Some(first) = of_day.get(&issued) {
            problems.push(same_day(notice, number, first));
        } else if let Some(first) = period.and_then(|period| of_period.get(&period)) {
            problems.push(same_period(notice, number, first));
        }
        of_day.entry(issued).or_insert(notice);
        if let Some(period) = period {
            of_period.entry(period).or_insert(notice);
        }
    }
    problems
}

fn same_day(notice: &Notice, number: &Spanned<Symbol>, first: &Notice) -> Problem {
    let (text, path) = (&number.text, &first.source.path);
    let message = say!(
        "`{text}` cùng cơ quan, cùng ngày đã có ở `{path}`",
        "`{text}` of the same issuer and date is already in `{path}`"
    );
    let problem = Problem::new(Code::DuplicateSymbol, &notice.source, number.span, message);
    problem.help(say!(
        "xóa một trong hai tệp, hoặc sửa số, ngày theo văn bản",
        "delete one of the files, or mend number and date after the paper"
    ))
}

fn same_period(notice: &Notice, number: &Spanned<Symbol>, first: &Notice) -> Problem {
    let (text, path) = (&number.text, &first.source.path);
    let message = say!(
        "`{text}` cùng cơ quan, cùng năm (nhiệm kỳ), khác ngày, đã có ở `{path}`",
        "`{text}` of the same issuer and year (term), with another date, is already in `{path}`"
    );
    let problem = Problem::new(Code::DuplicateSymbol, &notice.source, number.span, message);
    problem.severity(Severity::Warning).help(say!(
        "xem lại số và ngày của cả hai văn bản",
        "look again at number and date of both papers"
    ))
}

/// The year of a state symbol, or the term of a Party one as the year it began. Congresses meet at every level within a
/// year, so terms are compared only between them: from February after a national congress
/// (2021, 2026) to April of the year in which the next ones begin below.
fn period(symbol: &Symbol, issued: Date) -> Option<i16> {
    if symbol.style != SymbolStyle::Party {
        return Some(issued.year());
    }
    let began = issued.year() - (issued.year() - 1).rem_euclid(5);
    let in_term = match issued.year() - began {
        0 => issued.month() >= 2,
        4 => issued.month() <= 4,
        _ => true,
    };
    in_term.then_some(began)
}
