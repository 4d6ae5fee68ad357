//! N05 and G01: what the paper itself carries, punctuation of its office and signature block.

use super::{NoticeRule, Portal};
use crate::notice::symbol::SymbolStyle;
use crate::notice::{Notice, NoticeKind};
use crate::problem::{Code, Problem};
use crate::say;
use crate::text::fold::squash;

pub(super) const RULES: &[NoticeRule] = &[punctuation, abbreviations, style_of_issuer, signed];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Office {
    Party,
    State,
}

/// N05: Party papers sign T/M, K/T, T/L (Hướng dẫn 36-HD/VPTW, 05-HD/VPTW), state ones TM., KT., TL., TUQ. (Nghị định
/// 30/2020/NĐ-CP, Phụ lục I); the symbol tells which office wrote the paper. Without a number only lines that disagree
/// among themselves can be known to be wrong.
fn punctuation(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let Some(signature) = &notice.signature else {
        return Vec::new();
    };
    let lines = signature
        .authority
        .iter()
        .filter_map(|line| Some((line, office_of_line(line)?)));
    let lines: Vec<_> = lines.collect();
    let by_symbol = notice.number.as_ref().filter(|_| !is_union(&notice.issuer));
    let by_symbol = by_symbol.map(|number| office_of_style(number.style));
    let Some(office) = by_symbol.or(lines.first().map(|(_, office)| *office)) else {
        return Vec::new();
    };
    // The number itself is doubted then, not those who signed.
    if office_of_issuer(&notice.issuer).is_some_and(|issuer| issuer != office) {
        return Vec::new();
    }
    let Some((line, _)) = lines.iter().find(|(_, signed)| *signed != office) else {
        return Vec::new();
    };
    let span = nested_span(notice, line);
    let (vi, en) = match office {
        Office::Party => ("của Đảng (T/M, K/T, T/L)", "a Party paper (T/M, K/T, T/L)"),
        Office::State => (
            "của Nhà nước (TM., KT., TL.)",
            "a state paper (TM., KT., TL.)",
        ),
    };
    let message = say!(
        "`{line}` không theo lối viết của văn bản {vi}",
        "`{line}` is not how {en} signs"
    );
    let problem = Problem::new(Code::MixedPunctuation, &notice.source, span, message);
    vec![problem.help(say!(
        "xem lại bản giấy: số, ký hiệu và quyền hạn ký phải cùng một lối",
        "look at the paper again: symbol and authority follow one office's rules"
    ))]
}

/// N05: "TM", "KT", "TL", "TUQ" without the sign that either office puts to it.
fn abbreviations(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let lines = notice
        .signature
        .iter()
        .flat_map(|signature| &signature.authority);
    let bare = lines.filter_map(|line| {
        let end = line.find(|letter: char| !letter.is_alphabetic())?;
        let (word, rest) = line.split_at_checked(end)?;
        let is_bare = matches!(word, "TM" | "KT" | "TL" | "TUQ") && !rest.starts_with('.');
        is_bare.then_some((line, word))
    });
    bare.map(|(line, word)| {
        let message = say!(
            "`{line}`: sau `{word}` thiếu dấu chấm",
            "`{line}`: `{word}` lacks its full stop"
        );
        let span = nested_span(notice, line);
        let problem = Problem::new(Code::MixedPunctuation, &notice.source, span, message);
        problem.help(say!(
            "văn bản Nhà nước viết `{word}.`; văn bản Đảng viết `T/M`, `K/T`, `T/L`",
            "state papers write `{word}.`; Party papers write `T/M`, `K/T`, `T/L`"
        ))
    })
    .collect()
}

/// N05: the office that wrote the paper is known by its name, and each has its own order of signs in the symbol.
fn style_of_issuer(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let (Some(number), Some(office)) = (&notice.number, office_of_issuer(&notice.issuer)) else {
        return Vec::new();
    };
    if office == office_of_style(number.style) {
        return Vec::new();
    }
    let (text, issuer) = (&number.text, &notice.issuer.value);
    let (vi, en) = match office {
        Office::Party => (
            "của Đảng viết như `25-KH/TW`",
            "Party symbols look like `25-KH/TW`",
        ),
        Office::State => (
            "của Nhà nước viết như `88/GM-UBND`",
            "state symbols look like `88/GM-UBND`",
        ),
    };
    let message = say!(
        "`{text}` không phải lối ghi số của {issuer}: văn bản {vi}",
        "`{text}` is not how {issuer} numbers its papers: {en}"
    );
    let problem = Problem::new(Code::MixedPunctuation, &notice.source, number.span, message);
    vec![problem.help(say!(
        "xem lại số, ký hiệu và cơ quan ban hành trên bản giấy",
        "look at symbol and issuer on the paper again"
    ))]
}

/// Whether the issuer is the Front or a mass organisation: their symbols look like the Party's, and they sign "TM.".
fn is_union(issuer: &str) -> bool {
    const UNIONS: [&str; 7] = [
        "mttq",
        "mat tran to quoc",
        "doan thanh nien",
        "tinh doan",
        "xa doan",
        "cong doan",
        "lien doan",
    ];
    let name = squash(issuer);
    let is_association = name.starts_with("hoi ") && !name.starts_with("hoi dong");
    is_association || UNIONS.iter().any(|union| name.contains(union))
}

/// The office a name tells for sure; none where several sign, and for unions, which follow either way.
fn office_of_issuer(issuer: &str) -> Option<Office> {
    const PARTY: [&str; 9] = [
        "tinh uy",
        "thanh uy",
        "dang uy",
        "huyen uy",
        "thi uy",
        "ban thuong vu tinh uy",
        "ban thuong vu dang uy",
        "van phong tinh uy",
        "van phong dang uy",
    ];
    const STATE: [&str; 6] = [
        "ubnd",
        "uy ban nhan dan",
        "hdnd",
        "hoi dong nhan dan",
        "van phong ubnd",
        "van phong hdnd",
    ];
    let name = squash(issuer);
    let speaks = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    let is_party = begins(&PARTY) && !speaks(&STATE);
    let is_state = begins(&STATE) && !speaks(&PARTY);
    match (is_party, is_state) {
        (true, _) => Some(Office::Party),
        (_, true) => Some(Office::State),
        _ => None,
    }
}

fn office_of_style(style: SymbolStyle) -> Office {
    match style {
        SymbolStyle::Party => Office::Party,
        SymbolStyle::State | SymbolStyle::Letter | SymbolStyle::Law => Office::State,
    }
}

fn office_of_line(line: &str) -> Option<Office> {
    let first = line.split_whitespace().next()?;
    match first {
        "T/M" | "K/T" | "T/L" | "TUQ/" => Some(Office::Party),
        "TM." | "KT." | "TL." | "TUQ." | "Q." => Some(Office::State),
        _ => None,
    }
}

fn nested_span(notice: &Notice, text: &str) -> crate::text::Span {
    let found = notice.source.part(0..notice.body.start).find(text);
    found.map_or(notice.span, |start| {
        crate::text::Span::from(start..start + text.len())
    })
}

/// G01: an issued paper has both a signature and recipients (Nghị định 30/2020/NĐ-CP, Điều 8). A file with neither is a
/// digest that never meant to carry the block; one with half of it was not finished. Schedules go unsigned.
fn signed(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    if notice.draft || notice.kind == NoticeKind::Schedule {
        return Vec::new();
    }
    let (vi, en, key, span) = match (&notice.signature, notice.recipients.is_empty()) {
        (Some(signature), true) => {
            let named = signature.name.as_deref().or(signature.post.as_deref());
            let span = named.map_or(notice.span, |named| nested_span(notice, named));
            ("nơi nhận", "the recipients", "recipients", span)
        }
        (None, false) => {
            let span = notice.key_span("recipients");
            ("người ký", "the signature", "[signature]", span)
        }
        _ => return Vec::new(),
    };
    let message = say!("chưa có {vi}", "missing: {en}");
    let problem = Problem::new(Code::Unsigned, &notice.source, span, message);
    vec![problem.help(say!(
        "chép `{key}` từ cuối bản giấy",
        "copy `{key}` from the foot of the paper"
    ))]
}
