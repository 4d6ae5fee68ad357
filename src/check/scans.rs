//! X03: what scanners misread.

use super::{NoticeRule, Portal};
use crate::notice::Notice;
use crate::problem::{Code, Problem};
use crate::say;
use crate::text::Span;

pub(super) const RULES: &[NoticeRule] = &[scan];

/// X03: misreadings of scanned papers that are no words of such a paper.
fn scan(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let text = &notice.source.text;
    let misread = MISREAD.iter().filter_map(|suspect| {
        let at = suspect.find(text)?;
        let message = {
            let (found, meant) = (suspect.found, suspect.meant);
            say!(
                "`{found}`: có lẽ máy quét đọc sai `{meant}`",
                "`{found}`: perhaps a scanner's misreading of `{meant}`"
            )
        };
        Some((Span::from(at..at + suspect.found.len()), message))
    });
    let stamp = notice.body_text().find("VĂN BẢN ĐẾN").map(|at| {
        let span = Span::from(at..at + "VĂN BẢN ĐẾN".len()).shifted(notice.body.start);
        let message = say!(
            "dấu đến lẫn vào nội dung",
            "a stamp of receipt got into the text"
        );
        (span, message)
    });
    misread
        .chain(stamp)
        .map(|(span, message)| {
            let problem = Problem::new(Code::ScanSuspect, &notice.source, span, message);
            problem.help(say!("so lại với bản giấy", "compare it with the paper"))
        })
        .collect()
}

struct Suspect {
    found: &'static str,
    meant: &'static str,
    /// Words that follow a misreading; empty where any may.
    only_before: &'static [&'static str],
    /// Words that show there is none.
    never_before: &'static [&'static str],
}

/// Whose point of a line it may be.
const LINE_POINT: &[&str] = &[
    "tỉnh",
    "Tỉnh",
    "cấp",
    "xã",
    "huyện",
    "Trung ương",
    "trung tâm",
    "chính",
];

/// "Những điểm cần lưu ý" and "thông tin hiệu quả" are good Vietnamese.
const MISREAD: &[Suspect] = &[
    Suspect {
        found: "chuyên đổi số",
        meant: "chuyển đổi số",
        only_before: &[],
        never_before: &[],
    },
    Suspect {
        found: "điểm cần",
        meant: "điểm cầu",
        only_before: LINE_POINT,
        never_before: &[],
    },
    Suspect {
        found: "Điểm cần",
        meant: "Điểm cầu",
        only_before: LINE_POINT,
        never_before: &[],
    },
    Suspect {
        found: "CDS",
        meant: "CĐS",
        only_before: &[],
        never_before: &[],
    },
    Suspect {
        found: "tin hiệu",
        meant: "tín hiệu",
        only_before: &[],
        never_before: &["quả", "lực"],
    },
];

impl Suspect {
    fn find(&self, text: &str) -> Option<usize> {
        let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let mut hits = text.match_indices(self.found);
        let hit = hits.find(|(at, _)| {
            let before = text
                .get(..*at)
                .and_then(|before| before.chars().next_back());
            let after = text.get(at + self.found.len()..).unwrap_or_default();
            let next = after.trim_start();
            let follows = |words: &[&str]| words.iter().any(|word| next.starts_with(word));
            !is_letter(before)
                && !is_letter(after.chars().next())
                && (self.only_before.is_empty() || follows(self.only_before))
                && !follows(self.never_before)
        });
        hit.map(|(at, _)| at)
    }
}
