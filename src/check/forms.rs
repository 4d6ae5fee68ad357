//! P01, P04 and P05: whether points, quotas and form tell one story.

use super::{NoticeRule, Portal};
use crate::notice::{
    ChangeKind, Form, LinkRole, Notice, NoticeKind, Participants, Quota, SessionKind,
};
use crate::problem::{Bilingual, Code, Problem};
use crate::say;
use crate::site::LevelId;
use crate::text::Span;
use crate::text::fold::squash;

pub(super) const RULES: &[NoticeRule] = &[level_without_point, quota, form];

/// P01: in a meeting held over a line, a level that has a duty by `levels`, or that is named as "điểm cầu cấp …", sits
/// somewhere. In one room the other levels come to that room, so nothing is missing there.
fn level_without_point(portal: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    if notice.points.is_empty() || !stands_alone(notice) || !is_held_over_a_line(notice) {
        return Vec::new();
    }
    let site = portal.site;
    let owns = |level: LevelId| notice.points.iter().any(|point| point.level == Some(level));
    let without = site.levels().filter(|(level, _)| !owns(*level));
    let named_points = points_named(notice);
    without
        .filter_map(|(level, named)| {
            let short = named.name.split(',').next().unwrap_or(&named.name);
            let wanted = format!("diem cau cap {} ", squash(short));
            let mut named_there = named_points.iter();
            let named_there = named_there.find(|(_, text)| format!("{text} ").contains(&wanted));
            let span = duty_of(notice, level).or(named_there.map(|(span, _)| *span))?;
            let name = &named.name;
            let message = say!(
                "{name} có phần việc nhưng chưa có điểm cầu",
                "{name} has a part in this and owns no point"
            );
            let problem = Problem::new(Code::LevelWithoutPoint, &notice.source, span, message);
            let id = &named.id;
            Some(problem.help(say!(
                "thêm `[[point]]` với `level = \"{id}\"`; địa phương tự chọn nơi họp thì `local = true`",
                "add a `[[point]]` with `level = \"{id}\"`, and `local = true` where the place is decided there"
            )))
        })
        .collect()
}

fn duty_of(notice: &Notice, level: LevelId) -> Option<Span> {
    let tasks = notice.tasks.iter();
    let mut own = tasks.filter(|task| task.levels.contains(&level));
    own.next().map(|task| task.span)
}

/// The duties and points that speak of "điểm cầu cấp …", folded, each with its place.
fn points_named(notice: &Notice) -> Vec<(Span, String)> {
    let tasks = notice.tasks.iter();
    let tasks = tasks.map(|task| (task.span, std::slice::from_ref(&task.what)));
    let points = notice.points.iter().flat_map(|point| {
        let lines = point.participants.iter().map(|line| match line {
            Participants::Text(text) => std::slice::from_ref(text),
            Participants::Units(quota) => quota.units.as_slice(),
            Participants::Person(_) => &[],
        });
        lines.map(move |texts| (point.span, texts))
    });
    let texts = tasks.chain(points);
    let folded = texts.flat_map(|(span, texts)| texts.iter().map(move |text| (span, squash(text))));
    folded
        .filter(|(_, text)| text.contains("diem cau cap "))
        .collect()
}

fn is_held_over_a_line(notice: &Notice) -> bool {
    match notice.form {
        Some(Form::InPerson) => false,
        Some(Form::Online | Form::Hybrid) => true,
        None => {
            let first = notice.points.first().and_then(|point| point.level);
            notice.points.iter().any(|point| point.level != first)
        }
    }
}

/// Words that say who comes where no number is given.
const WHO_COMES: &[&str] = &[
    "toan the",
    "toan bo",
    "tat ca",
    "dai dien",
    "lanh dao",
    "thanh vien",
    "giam hieu",
    "truong",
    "pho",
    "can bo",
    "cong chuc",
    "vien chuc",
    "uy vien",
    "bi thu",
    "chu tich",
    "giam doc",
    "doanh nghiep",
    "bao chi",
    "phong vien",
    "nhan dan",
    "thuong truc",
    "hoc vien",
    "giao vien",
];

/// P04: a unit called without a number does not know whom to send. Any other condition, or words that say who comes
/// ("toàn thể giảng viên"), are an answer.
fn quota(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let mut problems = Vec::new();
    for point in &*notice.points {
        let quotas = point.participants.iter().filter_map(|line| match line {
            Participants::Units(quota) => Some(quota),
            _ => None,
        });
        let Some(unit) = quotas
            .filter(|quota| is_unclear(quota))
            .find_map(|quota| quota.units.first())
        else {
            continue;
        };
        let message = say!(
            "`{unit}`: chưa rõ cử mấy người",
            "`{unit}`: how many people is not said"
        );
        let problem = Problem::new(Code::QuotaUnclear, &notice.source, point.span, message);
        problems.push(problem.help(say!(
            "thêm `each` (mỗi đơn vị) hoặc `total` (tính chung); không giới hạn thì ghi bằng chữ thường",
            "add `each` or `total`; where there is no limit write a plain string"
        )));
    }
    problems
}

fn is_unclear(quota: &Quota) -> bool {
    let is_bare = quota.each.is_none()
        && quota.total.is_none()
        && quota.sessions.is_empty()
        && quota.selected_by.is_none()
        && quota.role.is_none()
        && !quota.open;
    let says_who = |unit: &String| {
        let words = format!(" {} ", squash(unit));
        WHO_COMES
            .iter()
            .any(|who| words.contains(&format!(" {who} ")))
    };
    is_bare && !quota.units.is_empty() && !quota.units.iter().any(says_who)
}

/// P05: the form is what points, links and sessions show. Bridged rooms need no address to join by, and a broadcast or
/// an address makes one room hybrid.
fn form(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    if !stands_alone(notice) || notice.kind == NoticeKind::Schedule {
        return Vec::new();
    }
    let found = notice.form.and_then(|form| disagreement(notice, form));
    found
        .map(|(span, message)| {
            let problem = Problem::new(Code::FormMismatch, &notice.source, span, message);
            problem.help(say!(
                "xem lại `form`, điểm cầu và liên kết theo văn bản",
                "look again at `form`, points and links in the paper"
            ))
        })
        .into_iter()
        .collect()
}

fn disagreement(notice: &Notice, form: Form) -> Option<(Span, Bilingual)> {
    let rooms: u32 = notice
        .points
        .iter()
        .map(|point| point.count.unwrap_or(1).min(2))
        .sum();
    let has_address = notice
        .links
        .iter()
        .any(|link| matches!(link.role, Some(LinkRole::Join | LinkRole::Stream)));
    let has_line = has_address || notice.broadcast.is_some();
    let span = notice.key_span("form");
    let names_class = notice.points.iter().any(|point| !point.is_single());
    match form {
        Form::Hybrid if rooms == 1 && !has_line && !names_class => Some((
            span,
            say!(
                "`hybrid` mà chỉ có một điểm cầu và không có đường kết nối",
                "`hybrid`, yet there is one point and no way to join"
            ),
        )),
        Form::Online if rooms < 2 && !has_line && !names_class => Some((
            span,
            say!(
                "`online` mà không có liên kết tham dự",
                "`online`, yet there is no link to join by"
            ),
        )),
        Form::InPerson => {
            let mut others = notice.sessions.iter();
            let line = others.find(|session| session.kind != SessionKind::Main)?;
            Some((
                line.span,
                say!(
                    "`in-person` mà có giờ thử, giờ kết nối đường truyền",
                    "`in-person`, yet there is an hour to test or join the line"
                ),
            ))
        }
        _ => None,
    }
}

/// Whether the notice states everything itself: other changes than a replacement inherit what they leave out.
fn stands_alone(notice: &Notice) -> bool {
    let change = notice.change.as_ref();
    change.is_none_or(|change| change.kind == ChangeKind::Replace)
}
