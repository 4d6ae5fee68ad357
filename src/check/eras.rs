//! L: levels and units as they stood on the day. Districts ended on 2025-06-30, đặc khu began the day after
//! (Luật Tổ chức chính quyền địa phương số 72/2025/QH15).

use jiff::civil::{Date, date};

use super::{NoticeRule, Portal};
use crate::notice::{Notice, Participants, Point};
use crate::problem::{Code, Problem, Severity};
use crate::say;
use crate::site::{LevelId, Site, UnitId};
use crate::text::Span;
use crate::text::dates::date_vi;
use crate::text::fold::{compose, squash};

pub(super) const RULES: &[NoticeRule] = &[abolished, special_zones, counts];

/// The first day of two levels of local government.
const TWO_LEVELS: Date = date(2025, 7, 1);

/// L01: no district hosts a session from 2025-07-01; its name in free text is doubted, except where the text itself
/// speaks of the past ("cũ", "trước đây", "nguyên", "không tổ chức cấp huyện").
fn abolished(portal: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let Some(day) = first_day(notice).filter(|day| *day >= TWO_LEVELS) else {
        return Vec::new();
    };
    let site = portal.site;
    let points = notice.points.iter().filter_map(|point| {
        let level = point.level.map(|level| site.level(level));
        let is_over = level.is_some_and(|level| level.until.is_some_and(|until| until < day));
        let named = [&point.host, &point.place].into_iter().flatten();
        let mut named = named
            .filter_map(|text| Some((notice.words_span(point.span, text), district_in(text)?)));
        let over = || {
            level
                .filter(|_| is_over)
                .map(|level| (point.span, level.name.clone()))
        };
        let (span, what) = named.next().or_else(over)?;
        Some((point.span, span, what, Severity::Error))
    });
    let rows = notice.sessions.iter().filter_map(|session| {
        let place = session.place.as_deref()?;
        let span = notice.words_span(session.span, place);
        Some((session.span, span, district_in(place)?, Severity::Error))
    });
    let people = notice.points.iter().filter_map(|point| {
        let mut named = free_texts(point).filter_map(|text| Some((text, district_in(text)?)));
        let (text, what) = named.next()?;
        let span = notice.words_span(point.span, text);
        Some((point.span, span, what, Severity::Warning))
    });
    let body = district_at(notice.body_text()).map(|(start, what)| {
        let span = Span::from(start..start + what.len()).shifted(notice.body.start);
        (span, span, what, Severity::Warning)
    });
    let title = district_in(&notice.title);
    let title = title.map(|what| {
        (
            notice.title.span,
            notice.title.span,
            what,
            Severity::Warning,
        )
    });
    // The table a finding belongs to, its place there, the word, and how grave it is.
    let mut found: Vec<(Span, Span, String, Severity)> = points
        .chain(rows)
        .chain(people)
        .chain(body)
        .chain(title)
        .collect();
    // One point is one mistake: the host's error says all there is to say.
    let hosts: Vec<Span> = found
        .iter()
        .filter(|(.., severity)| *severity == Severity::Error)
        .map(|(table, ..)| *table)
        .collect();
    found.retain(|(table, .., severity)| *severity == Severity::Error || !hosts.contains(table));
    let day = date_vi(day);
    found
        .into_iter()
        .map(|(_, span, what, severity)| {
            let message = say!(
                "`{what}`: ngày {day} không còn cấp huyện",
                "`{what}`: on {day} there are no districts any more"
            );
            let problem = Problem::new(Code::LevelAbolished, &notice.source, span, message);
            problem.severity(severity).help(say!(
                "từ 01/7/2025 ghi tên xã, phường, đặc khu; nói về đơn vị trước đây thì thêm \"cũ\"",
                "from 2025-07-01 name the commune; of former units say \"cũ\" (former)"
            ))
        })
        .collect()
}

fn free_texts(point: &Point) -> impl Iterator<Item = &String> {
    let people = point.participants.iter().flat_map(|line| match line {
        Participants::Text(text) => std::slice::from_ref(text),
        Participants::Units(quota) => quota.units.as_slice(),
        Participants::Person(_) => &[],
    });
    people.chain(&point.address).chain(&point.note)
}

/// A word for a district, where the text does not speak of the past.
fn district_in(text: &str) -> Option<String> {
    district_at(text).map(|(_, what)| what)
}

fn district_at(text: &str) -> Option<(usize, String)> {
    const WORDS: [&str; 4] = ["huyện", "quận", "thị xã", "thị trấn"];
    const PAST: [&str; 9] = [
        "cũ",
        "trước đây",
        "nguyên ",
        "không tổ chức",
        "không còn",
        "kết thúc hoạt động",
        "bỏ cấp",
        "sáp nhập",
        "liên huyện",
    ];
    let composed = compose(text);
    let mut start = 0;
    for line in composed.split_inclusive('\n') {
        let lower = line.to_lowercase();
        let is_past = || PAST.iter().any(|word| lower.contains(word));
        // Lower case may change lengths; then the place in the line is not known well enough.
        let same_length = lower.len() == line.len();
        let found = WORDS
            .iter()
            .find_map(|word| Some((whole_word(&lower, word)?, *word)));
        if let Some((at, word)) = found
            && same_length
            && !is_past()
        {
            let what = line.get(at..at + word.len()).unwrap_or(word);
            return Some((start + at, what.to_owned()));
        }
        start += line.len();
    }
    None
}

fn whole_word(text: &str, word: &str) -> Option<usize> {
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    text.match_indices(word)
        .find(|(at, _)| {
            let before = text
                .get(..*at)
                .and_then(|before| before.chars().next_back());
            let after = text
                .get(at + word.len()..)
                .and_then(|after| after.chars().next());
            !is_letter(before) && !is_letter(after)
        })
        .map(|(at, _)| at)
}

/// L02: there was no đặc khu before 2025-07-01; "đặc khu kinh tế" was something else.
fn special_zones(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let Some(day) = last_day(notice).filter(|day| *day < TWO_LEVELS) else {
        return Vec::new();
    };
    let names = |text: &str| {
        let lower = compose(text).to_lowercase().replace("đặc khu kinh tế", "");
        whole_word(&lower, "đặc khu").is_some()
    };
    let early = notice.points.iter().filter(|point| {
        let named = point
            .host
            .iter()
            .chain(&point.place)
            .chain(free_texts(point));
        named.into_iter().any(|text| names(text))
    });
    early
        .map(|point| {
            let texts = point
                .host
                .iter()
                .chain(&point.place)
                .chain(free_texts(point));
            let named = texts.into_iter().find(|text| names(text));
            let span = named.map_or(point.span, |text| notice.words_span(point.span, text));
            let day = date_vi(day);
            let message = say!(
                "ngày {day} chưa có đặc khu",
                "on {day} there was no đặc khu yet"
            );
            let problem = Problem::new(Code::SpecialZoneEarly, &notice.source, span, message);
            problem.help(say!(
                "trước 01/7/2025 ghi \"xã, phường, thị trấn\"",
                "before 2025-07-01 write \"xã, phường, thị trấn\""
            ))
        })
        .collect()
}

/// L03: the number of points of a level is that of its units in the table, below the issuer's top unit.
///
/// Tables grow slowly: one that lists less than half of what the paper counts is not complete, and proves nothing.
fn counts(portal: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let site = portal.site;
    let (Some(issuer), Some(day)) = (site.units.named(&notice.issuer, None), first_day(notice))
    else {
        return Vec::new();
    };
    let counted = notice
        .points
        .iter()
        .filter_map(|point| Some((point, point.level?, point.count?)));
    counted
        .filter_map(|(point, level, count)| {
            let host = point.host.as_deref().map(squash)?;
            if !format!(" {host} ").contains(" cac ") {
                return None;
            }
            let known = units_of(site, level, site.units.top_of(issuer), day);
            (known != count && known * 2 >= count).then(|| {
                let message = say!(
                    "ghi {count} điểm cầu, bảng đơn vị có {known}",
                    "{count} points, and the unit table has {known}"
                );
                let problem = Problem::new(Code::PointCount, &notice.source, point.span, message);
                problem.help(say!(
                    "xem lại `count`, hoặc bổ sung `units.toml`",
                    "look again at `count`, or complete `units.toml`"
                ))
            })
        })
        .collect()
}

fn units_of(site: &Site, level: LevelId, top: UnitId, day: Date) -> u32 {
    let own = site.units.iter().filter(|(id, unit)| {
        let parent = unit.parent.map(|parent| site.units.get(parent));
        unit.level == Some(level)
            && parent.is_none_or(|parent| parent.level != Some(level))
            && site.units.top_of(*id) == top
            && unit.from.is_none_or(|from| from <= day)
            && unit.until.is_none_or(|until| day <= until)
    });
    u32::try_from(own.count()).unwrap_or(u32::MAX)
}

fn first_day(notice: &Notice) -> Option<Date> {
    let days = notice.main_sessions().map(|session| session.date.value);
    days.min()
}

fn last_day(notice: &Notice) -> Option<Date> {
    let days = notice.main_sessions().map(|session| session.date.value);
    days.max()
}
