//! R05: a title that postpones, cancels or moves a meeting, of a paper that changes none.

use super::{NoticeRule, Portal};
use crate::notice::{Notice, NoticeKind};
use crate::problem::{Code, Problem, Severity};
use crate::say;
use crate::text::fold::compose;

pub(super) const RULES: &[NoticeRule] = &[change_in_title];

/// How the title begins.
const LEADS: [&str; 4] = ["thông báo", "v/v", "về việc", "việc"];
/// Words that say it of a meeting as a whole.
const ENDS: [&str; 8] = [
    "hoãn",
    "tạm hoãn",
    "hủy bỏ",
    "huỷ bỏ",
    "hủy",
    "huỷ",
    "dời",
    "lùi",
];
/// Words that say it of its time or place, and of much else.
const SHIFTS: [&str; 2] = ["thay đổi", "điều chỉnh"];
const TIME_OR_PLACE: [&str; 4] = ["thời gian", "địa điểm", "lịch", "ngày"];
const BETWEEN: [&str; 4] = ["và", "tổ chức", ",", "các"];
const MEETINGS: [&str; 8] = [
    "họp",
    "cuộc họp",
    "buổi họp",
    "phiên họp",
    "hội nghị",
    "đại hội",
    "lớp",
    "giấy mời",
];

/// R05: the meeting would stand in pages and calendars as if nothing had been issued.
fn change_in_title(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let is_row = notice.kind == NoticeKind::Schedule;
    if is_row || notice.change.is_some() || !changes_a_meeting(&notice.title) {
        return Vec::new();
    }
    let message = say!(
        "trích yếu thay đổi một cuộc họp mà chưa có `[change]`",
        "the title changes a meeting, and there is no `[change]`"
    );
    let span = notice.title.span;
    let problem = Problem::new(Code::BadChange, &notice.source, span, message);
    vec![problem.severity(Severity::Warning).help(say!(
        "thêm `[change]` với `of` và `kind`: chưa có thì lịch vẫn theo giấy mời cũ",
        "add `[change]` with `of` and `kind`: without it calendars keep to the earlier notice"
    ))]
}

fn changes_a_meeting(title: &str) -> bool {
    let title = compose(title).to_lowercase();
    let title = without(&title, &LEADS);
    let meets = |rest: &str| MEETINGS.iter().any(|word| after(rest, word).is_some());
    let of_whole = ENDS.iter().find_map(|word| after(title, word));
    let of_part = SHIFTS.iter().find_map(|word| after(title, word));
    let of_part =
        of_part.filter(|rest| TIME_OR_PLACE.iter().any(|word| after(rest, word).is_some()));
    let rest = of_whole.or(of_part);
    rest.is_some_and(|rest| meets(without(rest, &[&TIME_OR_PLACE[..], &BETWEEN[..]].concat())))
}

/// What stands after a word at the start of a text.
fn after<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(word)?;
    let ends = !rest.starts_with(char::is_alphanumeric);
    ends.then(|| rest.trim_start_matches([' ', ':']))
}

/// The text without any of the words at its start.
fn without<'t>(text: &'t str, words: &[&str]) -> &'t str {
    let mut rest = text;
    while let Some(shorter) = words.iter().find_map(|word| after(rest, word)) {
        rest = shorter;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_change_a_meeting() {
        for title in [
            "Hoãn Hội nghị sơ kết quý 3",
            "V/v hoãn tổ chức họp giao ban",
            "Thông báo về việc hủy lớp tập huấn",
            "Thay đổi thời gian, địa điểm Hội nghị",
            "Điều chỉnh lịch họp Ban Chỉ đạo",
            "Thông báo: dời ngày họp",
            "Huỷ bỏ Giấy mời số 88/GM-UBND",
        ] {
            assert!(changes_a_meeting(title), "{title}");
        }
        for title in [
            "Hội nghị về điều chỉnh quy hoạch",
            "Họp bàn tiến độ",
            "Điều chỉnh thời gian thực hiện dự án",
            "Điều chỉnh kế hoạch sử dụng đất",
            "Hoãn gọi nhập ngũ",
            "Hủy kết quả đấu thầu",
            "Lùi hợp đồng",
            "Thay đổi thành viên Ban Chỉ đạo",
            "Thông báo kết luận phiên họp",
            "",
        ] {
            assert!(!changes_a_meeting(title), "{title}");
        }
    }
}
