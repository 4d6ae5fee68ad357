//! X03: what scanners misread.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem;

use super::{NoticeRule, Portal};
use crate::notice::Notice;
use crate::problem::{Code, Problem};
use crate::say;
use crate::text::Span;
use crate::text::words::WordFinder;

pub(super) const RULES: &[NoticeRule] = &[scan];

/// X03: misreadings of scanned papers that are no words of such a paper.
fn scan(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let misread = misread(&notice.source.text()).into_iter();
    let misread = misread.map(|(range, suspect)| {
        let (found, meant) = (suspect.found, suspect.meant);
        let message = say!(
            "`{found}`: có lẽ máy quét đọc sai `{meant}`",
            "`{found}`: perhaps a scanner's misreading of `{meant}`"
        );
        (Span::from(range), message)
    });
    let stamp = memmem::find(notice.body_text().as_bytes(), RECEIVED.as_bytes());
    let stamp = stamp.map(|at| {
        let span = Span::from(at..at + RECEIVED.len()).shifted(notice.body.start);
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

/// What a stamp of receipt begins with.
const RECEIVED: &str = "VĂN BẢN ĐẾN";

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

static FINDER: LazyLock<WordFinder> = LazyLock::new(|| {
    let found: Vec<&str> = MISREAD.iter().map(|suspect| suspect.found).collect();
    WordFinder::exact(&found)
});

/// The first misreading of each kind, with its place.
fn misread(text: &str) -> Vec<(Range<usize>, &'static Suspect)> {
    let mut found: Vec<(Range<usize>, &Suspect)> = Vec::new();
    for (range, number) in FINDER.find_in(text) {
        let next = text.get(range.end..).unwrap_or_default().trim_start();
        let hit = MISREAD.get(number).filter(|suspect| {
            let is_told = found.iter().any(|(_, told)| told.found == suspect.found);
            !is_told && suspect.is_meant_before(next)
        });
        found.extend(hit.map(|suspect| (range, suspect)));
    }
    found
}

impl Suspect {
    /// Whether what follows leaves it a misreading.
    fn is_meant_before(&self, next: &str) -> bool {
        let follows = |words: &[&str]| words.iter().any(|word| next.starts_with(word));
        (self.only_before.is_empty() || follows(self.only_before)) && !follows(self.never_before)
    }
}
