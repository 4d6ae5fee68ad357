//! L: levels and units as they stood on the day. Districts ended on 2025-06-30, đặc khu began the day after
//! (Luật Tổ chức chính quyền địa phương số 72/2025/QH15).

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::civil::{Date, date};

use super::{NoticeRule, Portal};
use crate::notice::{Notice, Participants, Point};
use crate::problem::{Code, Problem, Severity};
use crate::say;
use crate::site::Site;
use crate::text::Span;
use crate::text::dates::date_vi;
use crate::text::fold::{compose, squash};
use crate::text::words::WordFinder;

pub(super) const RULES: &[NoticeRule] = &[abolished, special_zones];

/// The first day of two levels of local government.
const TWO_LEVELS: Date = date(2025, 7, 1);

/// L01: no district hosts a session from 2025-07-01; its name in free text is doubted, except where the text itself
/// speaks of the past ("cũ", "trước đây", "nguyên", "không tổ chức cấp huyện").
fn abolished(portal: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let Some(day) = first_day(notice).filter(|day| *day >= TWO_LEVELS) else {
        return Vec::new();
    };
    let hosting = hosting(portal.site, notice, day);
    // One point is one mistake: the host's error says all there is to say.
    let is_told = |named: &Named| hosting.iter().any(|host| host.table == named.table);
    let mentioned = mentioned(notice).into_iter().filter(|one| !is_told(one));
    let doubted = mentioned.map(|one| gone(notice, &one, day).severity(Severity::Warning));
    let wrong = hosting.iter().map(|one| gone(notice, one, day));
    wrong
        .map(|one| one.severity(Severity::Error))
        .chain(doubted)
        .collect()
}

/// A district that a notice names.
struct Named {
    /// The line of the table it is named in.
    table: Span,
    /// Where it stands.
    span: Span,
    /// As it is written.
    district: String,
}

/// Districts that host a session, or own a point of it.
fn hosting(site: &Site, notice: &Notice, day: Date) -> Vec<Named> {
    let points = notice.points.iter().filter_map(|point| {
        let named = [&point.host, &point.place].into_iter().flatten();
        first(notice, point.span, named).or_else(|| {
            let level = site.level(point.level?);
            let is_over = level.until.is_some_and(|until| until < day);
            is_over.then(|| Named {
                table: point.span,
                span: point.span,
                district: level.name.clone(),
            })
        })
    });
    let rows = notice.sessions.iter();
    let rows = rows.filter_map(|session| first(notice, session.span, session.place.iter()));
    points.chain(rows).collect()
}

/// Districts that stand in other words of a notice.
fn mentioned(notice: &Notice) -> Vec<Named> {
    let people = notice.points.iter();
    let people = people.filter_map(|point| first(notice, point.span, free_texts(point)));
    let body: &str = &notice.body_text();
    let body = match notice.source.is_composed() {
        true => Cow::Borrowed(body),
        false => compose(body),
    };
    let body = district_at(&body).map(|(start, district)| {
        let span = Span::from(start..start + district.len()).shifted(notice.body.start);
        Named {
            table: span,
            span,
            district,
        }
    });
    let head = [&notice.title, &notice.issuer].into_iter();
    let head = head.filter_map(|text| {
        let district = district_in(text)?;
        Some(Named {
            table: text.span,
            span: text.span,
            district,
        })
    });
    let duties = notice.tasks.iter().filter_map(|task| {
        let texts = task.assigned_to.iter().chain([&task.what]);
        first(notice, task.span, texts.chain(&task.submit_to))
    });
    let items = notice.agenda.iter().filter_map(|item| {
        let texts = std::iter::once(&item.title).chain(&item.by);
        first(notice, item.span, texts)
    });
    people
        .chain(body)
        .chain(head)
        .chain(duties)
        .chain(items)
        .collect()
}

/// The first district that the texts of a table name.
fn first<'t>(
    notice: &Notice,
    table: Span,
    mut texts: impl Iterator<Item = &'t String>,
) -> Option<Named> {
    let (text, district) = texts.find_map(|text| Some((text, district_in(text)?)))?;
    Some(Named {
        table,
        span: notice.words_span(table, text),
        district,
    })
}

fn gone(notice: &Notice, named: &Named, day: Date) -> Problem {
    let (what, day) = (&named.district, date_vi(day));
    let message = say!(
        "`{what}`: ngày {day} không còn cấp huyện",
        "`{what}`: on {day} there are no districts any more"
    );
    Problem::new(Code::LevelAbolished, &notice.source, named.span, message).help(say!(
        "từ 01/7/2025 ghi tên xã, phường, đặc khu; nói về đơn vị trước đây thì thêm \"cũ\"",
        "from 2025-07-01 name the commune; of former units say \"cũ\" (former)"
    ))
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
    district_at(&compose(text)).map(|(_, what)| what)
}

/// The first such word of a composed text, and where it stands.
fn district_at(composed: &str) -> Option<(usize, String)> {
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
    let mut named = DISTRICTS.find_in(composed).filter_map(|(place, word)| {
        let end = if word < CITY {
            place.end
        } else {
            city_end(composed, place.end)?
        };
        Some(place.start..end)
    });
    let found = named.find(|place| {
        let line = line_around(composed, place.start).to_lowercase();
        !PAST.iter().any(|word| line.contains(word))
    });
    found.map(|place| (place.start, composed[place].to_owned()))
}

static DISTRICTS: LazyLock<WordFinder> = LazyLock::new(|| {
    WordFinder::any_case(&["huyện", "quận", "thị xã", "thị trấn", "thành phố", "tp"])
});

/// From here on the words of [`DISTRICTS`] are cities, of which six are provinces and stay.
const CITY: usize = 4;
const CITIES: [&str; 8] = [
    "ha noi",
    "ho chi",
    "hcm",
    "hai phong",
    "da nang",
    "can tho",
    "hue",
    "hn",
];

/// Where the name of a city of a district's rank ends; none without a name, and for the six that are provinces.
fn city_end(text: &str, word_end: usize) -> Option<usize> {
    let (before, after) = text.split_at_checked(word_end)?;
    let name = after.trim_start_matches(['.', ' ']);
    let is_short = before.to_lowercase().ends_with("tp");
    if after.starts_with('.') && !is_short {
        return None;
    }
    let words = || name.split([' ', '\n', ',', ';', '.', ')', '"']).take(2);
    let first: Vec<&str> = words().collect();
    let folded = squash(&first.join(" "));
    let capitals = words().take_while(|word| word.starts_with(char::is_uppercase));
    let end = capitals
        .last()
        .map(|last| last.as_ptr() as usize + last.len());
    let is_province = CITIES.iter().any(|city| folded.starts_with(city));
    end.filter(|_| !is_province)
        .map(|end| end - text.as_ptr() as usize)
}

/// The line that holds the byte `at`.
fn line_around(text: &str, at: usize) -> &str {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let end = after.find('\n').map_or(text.len(), |newline| at + newline);
    text.get(start..end).unwrap_or_default()
}

static SPECIAL_ZONES: LazyLock<WordFinder> = LazyLock::new(|| WordFinder::any_case(&["đặc khu"]));

/// L02: there was no đặc khu before 2025-07-01; "đặc khu kinh tế" was something else.
fn special_zones(_: &Portal<'_>, notice: &Notice) -> Vec<Problem> {
    let Some(day) = last_day(notice).filter(|day| *day < TWO_LEVELS) else {
        return Vec::new();
    };
    let names = |text: &str| {
        let composed = compose(text);
        let mut zones = SPECIAL_ZONES.find_in(&composed);
        zones.any(|(place, _)| !composed[place.end..].trim_start().starts_with("kinh tế"))
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

/// The first day of a main session.
pub(super) fn first_day(notice: &Notice) -> Option<Date> {
    let days = notice.main_sessions().map(|session| session.date.value);
    days.min()
}

fn last_day(notice: &Notice) -> Option<Date> {
    let days = notice.main_sessions().map(|session| session.date.value);
    days.max()
}
