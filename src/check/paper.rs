//! N05 and G01: what the paper itself carries, punctuation of its office and signature block.

use super::{Context, Rule};
use crate::catalog::Key;
use crate::notice::symbol::SymbolStyle;
use crate::notice::{Notice, NoticeKind};
use crate::problem::{Code, Problem};
use crate::say;

pub(super) const RULES: &[Rule] = &[punctuation, signed];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Office {
    Party,
    State,
}

/// N05: Party papers sign T/M, K/T, T/L (Hướng dẫn 36-HD/VPTW, 05-HD/VPTW), state ones TM., KT., TL., TUQ. (Nghị định
/// 30/2020/NĐ-CP, Phụ lục I); the symbol tells which office wrote the paper. Without a number only lines that disagree
/// among themselves can be known to be wrong.
fn punctuation(_: &Context<'_>, _: Key, notice: &Notice) -> Vec<Problem> {
    let Some(signature) = &notice.signature else {
        return Vec::new();
    };
    let lines = signature
        .authority
        .iter()
        .filter_map(|line| Some((line, office_of_line(line)?)));
    let lines: Vec<_> = lines.collect();
    let by_symbol = notice.number.as_ref().map(|number| match number.style {
        SymbolStyle::Party => Office::Party,
        SymbolStyle::State | SymbolStyle::Letter | SymbolStyle::Law => Office::State,
    });
    let Some(office) = by_symbol.or(lines.first().map(|(_, office)| *office)) else {
        return Vec::new();
    };
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

fn office_of_line(line: &str) -> Option<Office> {
    let first = line.split_whitespace().next()?;
    match first {
        "T/M" | "K/T" | "T/L" | "TUQ/" => Some(Office::Party),
        "TM." | "KT." | "TL." | "TUQ." | "Q." => Some(Office::State),
        _ => None,
    }
}

fn nested_span(notice: &Notice, text: &str) -> crate::text::Span {
    let front = notice.source.text.get(..notice.body.start);
    let found = front.and_then(|front| front.find(text));
    found.map_or(notice.span, |start| {
        crate::text::Span::from(start..start + text.len())
    })
}

/// G01: an issued paper has both a signature and recipients (Nghị định 30/2020/NĐ-CP, Điều 8). A file with neither is a
/// digest that never meant to carry the block; one with half of it was not finished. Schedules go unsigned.
fn signed(_: &Context<'_>, _: Key, notice: &Notice) -> Vec<Problem> {
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
