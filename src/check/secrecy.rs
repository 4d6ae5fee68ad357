//! S: what must not be posted.

use std::sync::LazyLock;

use super::{NoticeRule, Portal};
use crate::notice::Notice;
use crate::problem::{Code, Problem};
use crate::say;
use crate::site::Audience;
use crate::text::Span;
use crate::text::fold::{compose, first_folded, squash};
use crate::text::personal::find_all_personal;
use crate::text::words::WordFinder;

pub(super) const RULES: &[NoticeRule] = &[secret, stamps, circulation, personal_data];

/// S01: a document with any secrecy mark never goes on a portal, public or not (Luật Bảo vệ bí mật nhà nước 29/2018/QH14).
fn secret(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let Some(mark) = &notice.secrecy else {
        return Vec::new();
    };
    let found = &mark.value;
    let problem = Problem::new(
        Code::Secret,
        &notice.source,
        mark.span,
        say!(
            "văn bản có độ mật `{found}`",
            "the document is marked `{found}`"
        ),
    );
    let words = squash(found);
    let is_urgency = words.contains("khan") || words.contains("hoa toc");
    vec![problem.help(match is_urgency {
        true => say!(
            "độ khẩn ghi ở `urgency`, không phải ở đây",
            "urgency is written in `urgency`, not here"
        ),
        false => take_out(),
    })]
}

fn take_out() -> crate::problem::Bilingual {
    say!(
        "gỡ tệp này khỏi kho ngay, kể cả lịch sử git: văn bản mật không được niêm yết",
        "take the file out of the repository now, its git history included: secret papers are never posted"
    )
}

/// The three degrees of secrecy as stamped (Luật 29/2018/QH14, Điều 8), as words of an attachment's name.
const DEGREES: [&str; 2] = ["toi mat", "tuyet mat"];

/// Bytes of "TUYỆT MẬT" with its marks apart, and some to spare: a longer line is none and need not be composed.
const LONGEST_STAMP: usize = 48;

/// What every stamp ends with, or begins with.
static STAMP: LazyLock<WordFinder> =
    LazyLock::new(|| WordFinder::exact(&["MẬT", "Độ mật", "độ mật"]));

/// A stamp in capitals as the law has it, or the degree after "Độ mật:".
fn is_stamp(line: &str) -> bool {
    let degree = line.to_uppercase();
    match degree.strip_prefix("ĐỘ MẬT") {
        Some(rest) => matches!(
            rest.trim_matches([':', ' ']),
            "MẬT" | "TỐI MẬT" | "TUYỆT MẬT"
        ),
        None => matches!(line, "MẬT" | "TỐI MẬT" | "TUYỆT MẬT" | "TÀI LIỆU MẬT"),
    }
}

/// S01: the same stamp as a line of its own, in the body or in a text of the front matter, or in an attachment's name.
/// Inside a sentence the words speak about secrecy, and are no stamp.
fn stamps(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let text = &notice.source.text();
    let mut start = 0;
    let mut found: Vec<(Span, String)> = Vec::new();
    let may_be_stamped = STAMP.find_in(text).next().is_some() || !notice.source.is_composed();
    for line in text.split_inclusive('\n').filter(|_| may_be_stamped) {
        let value = match line.split_once('=') {
            Some((_, value)) if start < notice.body.start => value,
            _ => line,
        };
        let is_mark = |letter: char| !letter.is_alphanumeric();
        let bare = value.trim_matches(is_mark);
        let is_own_key = notice
            .secrecy
            .as_ref()
            .is_some_and(|mark| (start..start + line.len()).contains(&(mark.span.start as usize)));
        let is_short = bare.len() <= LONGEST_STAMP;
        if is_short && is_stamp(&compose(bare)) && !is_own_key {
            let at = start + line.find(bare).unwrap_or(0);
            found.push((Span::from(at..at + bare.len()), bare.to_owned()));
        }
        start += line.len();
    }
    found.extend(notice.links.iter().filter_map(|link| {
        let file = link.file.as_ref()?;
        let words = squash(file);
        let is_secret = DEGREES.iter().any(|degree| words.contains(degree))
            || compose(file)
                .split(|letter: char| !letter.is_alphanumeric())
                .any(|word| word == "MẬT");
        is_secret.then(|| (file.span, file.value.clone()))
    }));
    let found = found.into_iter();
    found
        .map(|(span, what)| {
            let message = say!("dấu mật: `{what}`", "a stamp of secrecy: `{what}`");
            Problem::new(Code::Secret, &notice.source, span, message).help(take_out())
        })
        .collect()
}

/// S02: "lưu hành nội bộ", "xem xong trả lại" never reach a public portal.
fn circulation(portal: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    if portal.audience == Audience::Internal || notice.audience == Audience::Internal {
        return Vec::new();
    }
    let key = notice.circulation.iter();
    let key = key.map(|mark| (mark.span, mark.value.clone()));
    let found = key.chain(circulation_line(notice));
    found
        .map(|(span, found)| {
            let message = say!(
                "`{found}` nhưng `audience = \"public\"`",
                "marked `{found}`, yet `audience = \"public\"`"
            );
            let problem = Problem::new(Code::InternalInPublic, &notice.source, span, message);
            problem.help(say!(
                "đổi thành `audience = \"internal\"`",
                "change it to `audience = \"internal\"`"
            ))
        })
        .collect()
}

/// Bytes of "Lưu hành nội bộ" with its marks apart, and some to spare.
const LONGEST_MARK: usize = 96;

/// The mark as a line of its own in the body; inside a sentence the words speak about circulation.
fn circulation_line(notice: &Notice) -> Option<(Span, String)> {
    let body: &str = &notice.body_text();
    let mut start = notice.body.start;
    for line in body.split_inclusive('\n') {
        let is_sign = |letter: char| !letter.is_alphanumeric();
        let rest = line.trim_start_matches(is_sign);
        // Most lines begin like none of the marks.
        if !matches!(first_folded(rest), Some('k' | 'l' | 't' | 'v' | 'x')) {
            start += line.len();
            continue;
        }
        let bare = rest.trim_end_matches(is_sign);
        let is_short = bare.len() <= LONGEST_MARK;
        let is_mark = |bare| {
            matches!(
                squash(bare).as_str(),
                "luu hanh noi bo"
                    | "tai lieu luu hanh noi bo"
                    | "van ban luu hanh noi bo"
                    | "xem xong tra lai"
                    | "luu hanh noi bo xem xong tra lai"
                    | "tai lieu thu hoi"
                    | "khong pho bien"
            )
        };
        if is_short && is_mark(bare) {
            let at = start + line.find(bare).unwrap_or(0);
            return Some((Span::from(at..at + bare.len()), bare.to_owned()));
        }
        start += line.len();
    }
    None
}

/// S03: telephone numbers and e-mail addresses are personal data (Luật 91/2025/QH15). They belong into `[[contact]]`,
/// which no public page shows.
fn personal_data(portal: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    if portal.audience == Audience::Internal || notice.audience == Audience::Internal {
        return Vec::new();
    }
    let body: &str = &notice.body_text();
    let body = find_all_personal(body);
    let body = body.map(|found| Span::from(found).shifted(notice.body.start));
    let places = notice.personal.iter().copied().chain(body);
    places.map(|place| personal_found(notice, place)).collect()
}

/// The number itself is not repeated: logs are read by others.
fn personal_found(notice: &Notice, span: Span) -> Problem {
    let problem = Problem::new(
        Code::PersonalData,
        &notice.source,
        span,
        say!(
            "có số điện thoại hoặc thư điện tử trong phần sẽ công khai",
            "a telephone number or e-mail address stands where the public would see it"
        ),
    );
    problem.help(say!(
        "chuyển vào `[[contact]]` (không hiện ở bản công khai), hoặc đặt `audience = \"internal\"`",
        "move it into `[[contact]]` (never in a public build), or set `audience = \"internal\"`"
    ))
}
