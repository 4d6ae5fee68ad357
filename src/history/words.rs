//! One change in; the sentence a clerk would write about it out.

use super::{Item, Kind, Value, When};
use crate::notice::Part;
use crate::plan::Words;
use crate::problem::{Bilingual, Language};
use crate::say;

/// Writes changes in one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writer {
    pub(super) language: Language,
    words: Words,
}

impl Writer {
    pub(super) fn new(language: Language) -> Self {
        Self {
            language,
            words: Words::new(language),
        }
    }

    pub(super) fn pick(self, sentence: &Bilingual) -> &str {
        sentence.in_language(self.language)
    }

    /// "dời lịch: 14 giờ 00, thứ Năm, 09/7/2026 → 08 giờ 00, thứ Sáu, 10/7/2026".
    pub(super) fn sentence(self, item: &Item) -> String {
        let label = label(item);
        let mut sentence = self.pick(&label).to_owned();
        if let Some(about) = &item.about {
            sentence.push_str(&format!(" ({})", self.pick(about)));
        }
        match self.values(item) {
            Some(values) => format!("{sentence}: {values}"),
            None => sentence,
        }
    }

    fn values(self, item: &Item) -> Option<String> {
        let before = item.before.as_ref().map(|value| self.value(value));
        let after = item.after.as_ref().map(|value| self.value(value));
        let nothing = || self.pick(&say!("chưa nêu", "not stated")).to_owned();
        match (item.kind, before, after) {
            (_, None, None) => None,
            (Kind::Participants, before, after) => Some(self.people(before, after)),
            (Kind::New | Kind::SessionAdded | Kind::PointAdded | Kind::DutyAdded, _, after) => {
                after
            }
            (Kind::Correction | Kind::Reinstated, _, after) => after,
            (
                Kind::Withdrawn | Kind::SessionDropped | Kind::PointRemoved | Kind::DutyRemoved,
                before,
                _,
            ) => before,
            (Kind::Cancelled | Kind::Postponed, before, _) => before,
            (Kind::Place, None, after) if is_first(item) => after,
            (_, before, after) => {
                let before = before.unwrap_or_else(nothing);
                let after = after.unwrap_or_else(nothing);
                Some(format!("{before} → {after}"))
            }
        }
    }

    fn people(self, left: Option<String>, joined: Option<String>) -> String {
        let joined = joined.map(|who| say!("thêm {who}", "{who} added"));
        let left = left.map(|who| say!("bớt {who}", "{who} left out"));
        let both: Vec<String> = [joined, left]
            .iter()
            .flatten()
            .map(|sentence| self.pick(sentence).to_owned())
            .collect();
        both.join("; ")
    }

    /// A value in words.
    pub(super) fn value(self, value: &Value) -> String {
        match value {
            Value::When(when) => self.when(*when),
            Value::Deadline(deadline) => self.words.deadline(*deadline),
            Value::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Value::Lines(lines) => {
                let lines: Vec<&str> = lines.iter().map(|line| self.pick(line)).collect();
                lines.join("; ")
            }
            Value::Local => self
                .pick(&say!("do địa phương bố trí", "found locally"))
                .to_owned(),
        }
    }

    fn when(self, when: When) -> String {
        let day = self.words.day(when.date);
        let part = when.part.map(|part| match part {
            Part::Morning => say!("sáng", "morning"),
            Part::Afternoon => say!("chiều", "afternoon"),
            Part::Evening => say!("tối", "evening"),
            Part::Day => say!("cả ngày", "all day"),
        });
        let start = when.start.map(|start| self.words.clock(start));
        let end = when.end.map(|end| self.words.clock(end));
        match (start, end, part) {
            (Some(start), Some(end), _) => format!("{start}–{end}, {day}"),
            (Some(start), None, _) => format!("{start}, {day}"),
            (None, _, Some(part)) => format!("{} {day}", self.pick(&part)),
            (None, _, None) => day,
        }
    }
}

/// Where somebody sits, told of an event that is new.
fn is_first(item: &Item) -> bool {
    item.kind == Kind::Place && item.before.is_none()
}

fn label(item: &Item) -> Bilingual {
    match item.kind {
        Kind::New if item.after.is_some() => say!("cuộc họp mới", "new meeting"),
        Kind::New => say!("văn bản mới", "new document"),
        Kind::Withdrawn => say!("THU HỒI, gỡ khỏi lịch", "WITHDRAWN"),
        Kind::Cancelled => say!("HỦY", "CANCELLED"),
        Kind::Postponed => say!("HOÃN, chưa có lịch mới", "POSTPONED, no new date yet"),
        Kind::Reinstated => say!("họp trở lại", "takes place after all"),
        Kind::Moved => say!("đổi giờ", "moved"),
        Kind::SessionAdded => say!("thêm buổi", "another session"),
        Kind::SessionDropped => say!("bỏ buổi", "session dropped"),
        Kind::Place if is_first(item) => say!("nơi họp", "place"),
        Kind::Place => say!("đổi nơi họp", "another place"),
        Kind::PointAdded => say!("thêm điểm cầu", "another point"),
        Kind::PointRemoved => say!("bỏ điểm cầu", "point dropped"),
        Kind::Chair => say!("đổi chủ trì", "another chair"),
        Kind::Participants => say!("thành phần", "participants"),
        Kind::Deadline => say!("đổi hạn", "another deadline"),
        Kind::DutyAdded => say!("nhiệm vụ", "duty"),
        Kind::DutyRemoved => say!("bỏ nhiệm vụ", "duty dropped"),
        Kind::Handing => say!("đổi nơi nhận, cách gửi", "handed in otherwise"),
        Kind::Form => say!("đổi hình thức họp", "another form"),
        Kind::Title => say!("đổi trích yếu", "another title"),
        Kind::Agenda => say!("đổi chương trình", "another agenda"),
        Kind::LinkAdded => say!("thêm tài liệu, liên kết", "another paper or link"),
        Kind::LinkRemoved => say!("bỏ tài liệu, liên kết", "paper or link dropped"),
        Kind::Link => say!("thay tài liệu, liên kết", "paper or link replaced"),
        Kind::Contacts => say!("đổi đầu mối liên hệ", "other contacts"),
        Kind::Text => say!("sửa lời văn", "reworded"),
        Kind::Correction => say!("điều chỉnh", "correction"),
    }
}
