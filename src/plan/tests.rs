//! Pages of small portals, looked at as the data their templates get.

use jiff::civil::{Date, date};
use serde_json::Value;

use super::{Data, Occasion, Page, Plan, Reason, Whose};
use crate::catalog::{Called, Catalog};
use crate::site::UnitId;
use crate::sources::{RawFile, Sources};

const SITE: &str =
    "title = \"Thử: lịch họp\"\nbase_url = \"https://x.example.vn\"\naudience = \"public\"\n";

/// Notices share a head; each adds its own lines.
fn catalog(notices: &[(&str, &str)]) -> Catalog {
    catalog_with(&[], notices)
}

/// The same with tables beside `site.toml`.
fn catalog_with(tables: &[(&str, &str)], notices: &[(&str, &str)]) -> Catalog {
    let file = |path: String, text: String| RawFile {
        path,
        bytes: text.into_bytes(),
    };
    let mut sources = Sources::default();
    let site = file("content/site.toml".into(), SITE.into());
    sources.tables.insert("site.toml".into(), site);
    for (name, text) in tables {
        let table = file(format!("content/{name}"), (*text).into());
        sources.tables.insert((*name).into(), table);
    }
    let head = "type = \"GM\"\nissued = 2026-06-29\nissuer = \"Tỉnh ủy\"\nlevel = \"province\"\naudience = \"public\"\ntitle = \"Họp\"\n";
    sources.notices = notices
        .iter()
        .map(|(id, lines)| {
            file(
                format!("content/{id}.md"),
                format!("+++\n{head}{lines}\n+++\n"),
            )
        })
        .collect();
    let reading = crate::read::read(&sources);
    let errors: Vec<_> = reading
        .problems
        .iter()
        .map(|problem| format!("{problem:?}"))
        .collect();
    assert_eq!(reading.notices.len(), notices.len(), "{errors:#?}");
    Catalog::new(reading.site.unwrap(), reading.notices, reading.broken)
}

fn view(plan: &Plan<'_>, page: &Page) -> Value {
    serde_json::to_value(plan.view(page)).unwrap()["view"].take()
}

fn paths(plan: &Plan<'_>, prefix: &str) -> Vec<String> {
    let paths = plan.pages().into_iter().map(|page| plan.path(&page));
    let mut paths: Vec<String> = paths.filter(|path| path.starts_with(prefix)).collect();
    paths.sort();
    paths
}

const TODAY: Date = date(2026, 7, 6);

const MEETING: &str = r#"form = "hybrid"
[[session]]
date = 2026-07-23
start = 14:00
[[session]]
kind = "test"
levels = ["commune"]
date = 2026-07-22
start = 09:00
end = 09:30
[[point]]
level = "province"
host = "Tỉnh ủy"
place = "Phòng họp A"
[[point]]
level = "commune"
host = "Các xã"
count = 96
local = true
[[task]]
levels = ["commune"]
do = "Xác nhận số lượng"
before = 2026-07-22T17:00:00
[[task]]
assigned_to = ["Đại biểu"]
do = "Gửi bài phát biểu""#;

#[test]
fn weeks_and_months_exist_where_something_happens_and_now() {
    let catalog = catalog(&[("hop", MEETING)]);
    let plan = Plan::new(&catalog, TODAY);
    assert_eq!(
        paths(&plan, "/tuan/"),
        ["/tuan/", "/tuan/2026-W28/", "/tuan/2026-W30/"]
    );
    assert_eq!(paths(&plan, "/cap/xa/tuan/").len(), 3);
    assert_eq!(
        paths(&plan, "/cap/trung-uong/tuan/"),
        ["/cap/trung-uong/tuan/", "/cap/trung-uong/tuan/2026-W28/"]
    );
    assert_eq!(
        paths(&plan, "/cap/huyen/tuan/"),
        [""; 0],
        "districts are no more"
    );
    assert_eq!(paths(&plan, "/lich/"), ["/lich/", "/lich/2026/07/"]);
    assert_eq!(
        paths(&plan, "/cap/xa/lich/"),
        ["/cap/xa/lich/", "/cap/xa/lich/2026/07/"]
    );
}

const UNITS: &str = "[[unit]]\nname = \"Tỉnh ủy\"\nlevel = \"province\"\n[[unit]]\nname = \"Sở Y tế\"\nlevel = \"province\"\nparent = \"Tỉnh ủy\"\n[[unit]]\nname = \"Sở Xây dựng\"\nlevel = \"province\"\nparent = \"Tỉnh ủy\"\n";

#[test]
fn a_unit_has_the_weeks_in_which_a_notice_names_it_with_all_it_attends_in_them() {
    let named = "[[session]]\ndate = 2026-07-23\nstart = 08:00\n[[point]]\nlevel = \"province\"\nplace = \"Phòng họp B\"\nparticipants = [{ units = [\"Sở Y tế\"], each = 1 }]";
    let later = "[[session]]\ndate = 2026-08-05\nstart = 08:00\n[[point]]\nlevel = \"province\"\nplace = \"Phòng họp A\"";
    let notices = [("hop", MEETING), ("mot", named), ("hai", later)];
    let catalog = catalog_with(&[("units.toml", UNITS)], &notices);
    let plan = Plan::new(&catalog, TODAY);
    assert_eq!(
        paths(&plan, "/don-vi/so-y-te/"),
        [
            "/don-vi/so-y-te/",
            "/don-vi/so-y-te/lich/",
            "/don-vi/so-y-te/lich/2026/07/",
            "/don-vi/so-y-te/tuan/",
            "/don-vi/so-y-te/tuan/2026-W30/"
        ]
    );
    assert_eq!(
        paths(&plan, "/don-vi/so-xay-dung/"),
        ["/don-vi/so-xay-dung/"],
        "a unit nobody names has its level's weeks"
    );
    let unit = catalog.site.units.named("Sở Y tế", None).unwrap();
    let week = view(&plan, &Page::Week(Whose::Unit(unit), date(2026, 7, 20)));
    let rows = week["days"][3]["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 2, "the meeting that names it, and its level's");
    assert_eq!(
        week["days"][2]["rows"].as_array().unwrap().len(),
        0,
        "no test of the communes"
    );
    assert_eq!(week["owner"]["text"], "Sở Y tế");
    assert_eq!(week["this"]["url"], "/don-vi/so-y-te/tuan/");
    let page = view(
        &plan,
        &Page::Unit(catalog.site.units.named("Sở Xây dựng", None).unwrap()),
    );
    assert_eq!(page["week"], "/cap/tinh/tuan/");
}

#[test]
fn a_week_that_a_meeting_left_says_where_it_went() {
    let catalog_moved_to = |day: &str| {
        let moved = format!(
            "[change]\nof = \"hop\"\nkind = \"postpone\"\n[[session]]\ndate = {day}\nstart = 08:00"
        );
        let meeting = MEETING.split("[[session]]\nkind = \"test\"");
        let meeting = meeting.into_iter().next().unwrap();
        let points = "[[point]]\nlevel = \"province\"\nplace = \"Phòng họp A\"";
        let meeting = format!("{meeting}{points}");
        catalog(&[("doi", moved.as_str()), ("hop", meeting.as_str())])
    };
    let catalog = catalog_moved_to("2026-07-30");
    let plan = Plan::new(&catalog, TODAY);
    let weeks = ["W28", "W30", "W31"].map(|week| format!("2026-{week}/"));
    for of in ["/tuan/", "/cap/tinh/tuan/"] {
        let expected = weeks.iter().map(|week| format!("{of}{week}"));
        let expected: Vec<String> = [of.to_owned()].into_iter().chain(expected).collect();
        assert_eq!(paths(&plan, of), expected);
    }
    assert_eq!(paths(&plan, "/cap/xa/tuan/").len(), 2, "not called");
    let left = view(&plan, &Page::Week(Whose::Everybody, date(2026, 7, 20)));
    assert_eq!(left["adjusted"][0]["change"], "move");
    let now = &left["adjusted"][0]["now"];
    assert_eq!(now[0]["day"], "thứ Năm, 30/7/2026");
    assert_eq!(now[0]["start"], "08 giờ 00");
    assert_eq!(now[1], Value::Null);
    let reached = view(&plan, &Page::Week(Whose::Everybody, date(2026, 7, 27)));
    assert_eq!(reached["adjusted"][0]["now"], Value::Array(Vec::new()));

    let catalog = catalog_moved_to("2026-07-24");
    let plan = Plan::new(&catalog, TODAY);
    let week = view(&plan, &Page::Week(Whose::Everybody, date(2026, 7, 20)));
    assert_eq!(week["adjusted"][0]["now"], Value::Array(Vec::new()));
    assert_eq!(paths(&plan, "/tuan/").len(), 3);
}

#[test]
fn a_week_shows_its_days_with_half_days_and_who_connects() {
    let catalog = catalog(&[("hop", MEETING)]);
    let plan = Plan::new(&catalog, TODAY);
    let week = view(&plan, &Page::Week(Whose::Everybody, date(2026, 7, 20)));
    assert_eq!(
        week["days"].as_array().unwrap().len(),
        5,
        "no empty weekend"
    );
    let thursday = &week["days"][3]["rows"][0];
    assert_eq!(thursday["part_rows"], 1);
    assert_eq!(thursday["line"]["when"]["part"], "afternoon");
    assert_eq!(thursday["hosts"][1]["count"], 96);
    assert_eq!(week["previous"]["label"], "2026-W28");
    assert_eq!(week["next"], Value::Null);
}

#[test]
fn a_level_is_told_its_own_place_alone() {
    let catalog = catalog(&[("hop", MEETING)]);
    let plan = Plan::new(&catalog, TODAY);
    let (level, _) = catalog.site.levels().last().unwrap();
    let own = view(&plan, &Page::Level(level));
    let meeting = &own["days"][1]["occasions"][0];
    assert_eq!(meeting["venues"][0]["local"], true);
    assert_eq!(meeting["venues"].as_array().unwrap().len(), 1);
    let home = view(&plan, &Page::Home);
    let everywhere = &home["coming"][0]["occasions"][0]["venues"];
    assert_eq!(everywhere[0]["place"], "Phòng họp A");
    assert_eq!(everywhere[1]["level"], "Xã");
    assert_eq!(home["coming"][0]["occasions"][0]["levels"], "tinh xa");
}

#[test]
fn a_notice_says_every_duty_once() {
    let catalog = catalog(&[("hop", MEETING)]);
    let plan = Plan::new(&catalog, TODAY);
    let notice = view(&plan, &Page::Notice(crate::catalog::Key(0)));
    let duties = |tasks: &Value| -> Vec<String> {
        let tasks = tasks.as_array().unwrap().iter();
        tasks
            .map(|task| task["do"].as_str().unwrap().to_owned())
            .collect()
    };
    let mut all = duties(&notice["tasks"]);
    for part in notice["levels"].as_array().unwrap() {
        all.extend(duties(&part["tasks"]));
    }
    all.sort();
    assert_eq!(all, ["Gửi bài phát biểu", "Xác nhận số lượng"]);
    assert_eq!(notice["dues"][0]["do"], "Xác nhận số lượng");
}

#[test]
fn machines_learn_of_a_moved_and_of_a_cancelled_meeting() {
    let moved = "number = \"02-GM/TU\"\n[change]\nof = \"hop\"\nkind = \"amend\"\n[[session]]\ndate = 2026-07-24\nstart = 08:00";
    let cancelled = "number = \"03-GM/TU\"\npublished = 2026-07-04T08:00:00\n[change]\nof = \"hop\"\nkind = \"cancel\"";
    let catalog = catalog(&[("hop", MEETING), ("sau", moved), ("thoi", cancelled)]);
    let plan = Plan::new(&catalog, TODAY);
    let event = |key| view(&plan, &Page::Notice(crate::catalog::Key(key)))["linked_data"][0].take();
    assert_eq!(event(0)["startDate"], "2026-07-23T14:00:00+07:00");
    assert_eq!(
        event(1)["eventStatus"],
        "https://schema.org/EventRescheduled"
    );
    assert_eq!(event(1)["startDate"], "2026-07-24T08:00:00+07:00");
    assert_eq!(
        event(1)["previousStartDate"][0],
        "2026-07-23T14:00:00+07:00"
    );
    assert_eq!(event(2)["eventStatus"], "https://schema.org/EventCancelled");
    assert_eq!(
        view(&plan, &Page::Dues)["total"],
        0,
        "a cancelled meeting asks nothing of anybody"
    );
}

#[test]
fn a_withdrawn_notice_keeps_its_address_and_nothing_else() {
    let gone = format!(
        "number = \"04-GM/TU\"\n{MEETING}\n[withdrawn]\nat = 2026-07-05T08:00:00\nreason = \"Đăng nhầm\""
    );
    let catalog = catalog(&[("hop", &gone)])
        .published_for(crate::site::Audience::Public, jiff::civil::DateTime::MAX);
    let plan = Plan::new(&catalog, TODAY);
    let key = crate::catalog::Key(0);
    let page = serde_json::to_value(plan.view(&Page::Notice(key))).unwrap();
    assert_eq!(page["view"]["reason"], "Đăng nhầm");
    let former = &page["view"]["former"][0];
    assert_eq!(former["day"], "thứ Năm, 23/7/2026");
    assert_eq!(former["start"], "14 giờ 00");
    assert_eq!(page["page"]["hidden"], true, "search engines forget it");
    assert!(!page.to_string().contains("Phòng họp A"));
    assert_eq!(
        paths(&plan, "/giay-moi/"),
        ["/giay-moi/hop/"],
        "its page, and no list"
    );
    assert_eq!(paths(&plan, "/so/"), ["/so/04-gm-tu/"]);
    assert_eq!(paths(&plan, "/tuan/"), ["/tuan/", "/tuan/2026-W28/"]);
    assert_eq!(view(&plan, &Page::Dues)["days"], Value::Array(Vec::new()));
    assert_eq!(
        view(&plan, &Page::Changes)["changes"][0]["kind"],
        "withdraw"
    );
    let index: Value = serde_json::from_slice(&plan.data_bytes(Data::Index)).unwrap();
    assert_eq!(index["notices"][0]["standing"], "withdrawn");
    let [posted, changed] = plan.news().map(|(_, news)| news.items);
    assert!(posted.is_empty());
    assert_eq!(changed[0].title, "Gỡ: Họp");
    assert_eq!(changed[0].lines, ["Đăng nhầm"]);
}

#[test]
fn a_withdrawn_change_no_longer_changes_and_calendars_notice() {
    let number = "number = \"02-GM/TU\"\n";
    let change = "[change]\nof = \"hop\"\nkind = \"cancel\"\n";
    let withdrawn = "[withdrawn]\nat = 2026-07-05T08:00:00\n";
    let events = [String::new(), withdrawn.to_owned()].map(|withdrawn| {
        let lines = format!("{number}{change}{withdrawn}");
        let catalog = catalog(&[("hop", MEETING), ("thoi", &lines)]);
        crate::catalog::Event::of(&catalog, crate::catalog::Key(0))
    });
    assert_eq!(events[0].standing, crate::catalog::Standing::Cancelled);
    assert_eq!(events[1].standing, crate::catalog::Standing::Standing);
    let sequence = |event: &crate::catalog::Event| event.revisions + event.applied.len();
    assert!(sequence(&events[1]) > sequence(&events[0]));
}

#[test]
fn a_row_that_recurs_all_year_stays_within_a_year_of_pages() {
    let lines = "[[session]]\ndate = 2026-07-01\nstart = 08:00\nrepeat = \"weekly wed\"";
    let catalog = catalog(&[("tiep-dan", lines)]);
    let plan = Plan::new(&catalog, TODAY);
    let (weeks, months) = (paths(&plan, "/tuan/").len(), paths(&plan, "/lich/").len());
    assert!((50..=54).contains(&weeks), "{weeks}");
    assert!((12..=14).contains(&months), "{months}");
}

#[test]
fn letterheads_are_those_of_the_party_and_of_the_state() {
    let party = "number = \"01-GM/TU\"\nissued_at = \"Quảng Ngãi\"";
    let state = "number = \"88/GM-UBND\"";
    let session = "[[session]]\ndate = 2026-07-23";
    let catalog = catalog(&[
        ("a", &format!("{party}\n{session}")),
        ("b", &format!("{state}\n{session}")),
        ("c", session),
    ]);
    let plan = Plan::new(&catalog, TODAY);
    let official = |key| view(&plan, &Page::Notice(crate::catalog::Key(key)))["official"].take();
    assert_eq!(official(0)["party"], true);
    assert_eq!(
        official(0)["place_and_date"],
        "Quảng Ngãi, ngày 29 tháng 6 năm 2026"
    );
    assert_eq!(
        official(1)["party"],
        false,
        "the number's shape wins over the issuer's name"
    );
    assert_eq!(
        official(2)["party"],
        true,
        "without a number the issuer tells"
    );
}

#[test]
fn the_api_gives_the_week_with_its_sessions() {
    let catalog = catalog(&[("hop", MEETING)]);
    let plan = Plan::new(&catalog, TODAY);
    let bytes = plan.data_bytes(Data::Week(date(2026, 7, 20)));
    let week: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(week["sessions"][0]["kind"], "test");
    assert_eq!(week["sessions"][0]["ends"], "2026-07-22T09:30");
    assert_eq!(week["sessions"][1]["starts"], "2026-07-23T14:00");
    assert_eq!(
        week["sessions"][1].get("ends"),
        None,
        "an end nobody stated is not there"
    );
    assert_eq!(
        week["sessions"][1]["notice"]["page"],
        "https://x.example.vn/giay-moi/hop/"
    );
}

#[test]
fn a_plan_knows_when_time_alone_changes_it() {
    let catalog = catalog(&[("hop", MEETING)]);
    let next = |day: Date| {
        let plan = Plan::new(&catalog, day);
        let next = plan.next_change(day.at(9, 0, 0, 0)).unwrap();
        assert_eq!(next.at, day.tomorrow().unwrap().at(0, 0, 0, 0));
        next.reasons
    };
    assert_eq!(next(date(2026, 7, 14)), [Reason::Day]);
    assert_eq!(
        next(date(2026, 7, 22)),
        [
            Reason::MeetingsBegin(1),
            Reason::DeadlinesPass(1),
            Reason::Day
        ]
    );
    assert_eq!(
        next(date(2026, 7, 23)),
        [Reason::MeetingsPass(1), Reason::Day]
    );
    assert_eq!(next(date(2026, 7, 19)), [Reason::Week, Reason::Day]);
    assert_eq!(next(date(2026, 7, 31)), [Reason::Month, Reason::Day]);
    let last = Plan::new(&catalog, Date::MAX);
    assert_eq!(last.next_change(Date::MAX.at(9, 0, 0, 0)), None);
}

/// A unit attends where an event names it, or is for its level and from its own line of authority, as far as the session
/// calls its level and its point.
fn attends(plan: &Plan<'_>, occasion: &Occasion, unit: UnitId) -> bool {
    let (catalog, row) = (plan.catalog, plan.occasion_session(occasion));
    let units = &catalog.site.units;
    let points = Called::by(catalog, plan.event_of(occasion.root), row);
    let level = units.get(unit).level;
    plan.is_for_unit(occasion.root, unit)
        && level.is_none_or(|level| row.session.concerns(level))
        && points.is_none_or(|points| points.has(units, unit))
}

#[test]
fn what_all_units_attend_is_what_each_of_them_attends() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let reading = crate::read::read(&crate::sources::load(root).unwrap());
    let catalog = Catalog::new(reading.site.unwrap(), reading.notices, reading.broken);
    let plan = Plan::new(&catalog, TODAY);
    let (first, last) = (date(2026, 7, 1), date(2026, 12, 31));
    let mut attended = 0;
    for (unit, _) in catalog.site.units.iter() {
        let whose = Whose::Unit(unit);
        let all = plan.attended(whose, first, last).into_iter();
        let all: Vec<_> = all.map(|one| (one.day, one.root, one.session)).collect();
        let own = plan.between(first, last).iter();
        let own = own.filter(|occasion| attends(&plan, occasion, unit));
        let own: Vec<_> = own.map(|one| (one.day, one.root, one.session)).collect();
        assert_eq!(all, own, "{unit:?}");
        attended += all.len();
    }
    assert!(attended > 20, "{attended}");
}

#[test]
fn what_was_put_off_is_nowhere_said_to_be_at_its_old_time() {
    let catalog = catalog(&[
        (
            "1",
            "number = \"1-GM/TU\"\n[[session]]\ndate = 2026-07-09\nstart = 08:00\nend = 11:00",
        ),
        (
            "2",
            "[change]\nof = \"Giấy mời số 1-GM/TU ngày 29/6/2026 của Tỉnh ủy\"\nkind = \"postpone\"",
        ),
        (
            "3",
            "[change]\nof = \"Giấy mời số 1-GM/TU ngày 29/6/2026 của Tỉnh ủy\"\nkind = \"amend\"\n[[session]]\ndate = 2026-07-20\nstart = 14:00",
        ),
    ]);
    let plan = Plan::new(&catalog, TODAY);
    let list = Page::List(super::ListName::Year(2026), super::Slice::Newest);
    let view_of_list = view(&plan, &list);
    let mut lines: Vec<String> = Vec::new();
    for entry in view_of_list["entries"].as_array().unwrap() {
        let day = entry["when"]["iso"].as_str().unwrap_or("-");
        let change = entry["changes"].as_str().unwrap_or("-");
        lines.push(format!("{} {day} {change}", entry["url"].as_str().unwrap()));
    }
    lines.sort();
    let expected = [
        "/giay-moi/1/ 2026-07-20T14:00 -",
        "/giay-moi/2/ 2026-07-09T08:00 postpone",
        "/giay-moi/3/ 2026-07-20T14:00 move",
    ];
    assert_eq!(lines, expected);
    let keys: Vec<_> = plan.search_keys().collect();
    let days: Vec<_> = keys
        .iter()
        .map(|key| plan.search_document(*key).date)
        .collect();
    let expected = [20, 9, 20].map(|day| Some(date(2026, 7, day)));
    assert_eq!(days, expected);
    let first = view(&plan, &Page::Notice(keys[0]));
    let row = &first["levels"][0]["sessions"][0];
    assert_eq!(row["when"]["iso"], "2026-07-09T08:00", "{first:#}");
    assert_eq!(row["now"]["day"], "thứ Hai, 20/7/2026");
    assert_eq!(row["now"]["start"], "14 giờ 00");
    let last = view(&plan, &Page::Notice(keys[2]));
    assert_eq!(last["sessions"][0]["now"], Value::Null);
}

#[test]
fn a_notice_tells_beside_what_it_said_what_a_later_one_made_of_it() {
    let task = |day| {
        format!(
            "[[task]]\nlevels = [\"commune\"]\ndo = \"Đăng ký\"\nbefore = 2026-07-{day}T17:00:00"
        )
    };
    let first = format!(
        "number = \"1-GM/TU\"\n[[session]]\ndate = 2026-07-09\nstart = 08:00\n{}",
        task("07")
    );
    let second = format!(
        "[change]\nof = \"Giấy mời số 1-GM/TU ngày 29/6/2026 của Tỉnh ủy\"\nkind = \"amend\"\n[[session]]\ndate = 2026-07-20\npart = \"afternoon\"\n{}",
        task("18")
    );
    let catalog = catalog(&[("1", &first), ("2", &second)]);
    let plan = Plan::new(&catalog, TODAY);
    let keys: Vec<_> = plan.search_keys().collect();
    let old = view(&plan, &Page::Notice(keys[0]));
    let due = &old["dues"][0];
    assert_eq!(due["deadline"]["iso"], "2026-07-07T17:00");
    assert_eq!(due["now"]["iso"], "2026-07-18T17:00", "{old:#}");
    let now = &old["changed_by"][0]["now"][0];
    assert_eq!(now["part"], "afternoon");
    assert_eq!(now["start"], Value::Null);
    let new = view(&plan, &Page::Notice(keys[1]));
    assert_eq!(new["dues"][0]["now"], Value::Null);
    assert_eq!(new["dues"][0]["deadline"]["iso"], "2026-07-18T17:00");
}

#[test]
fn days_of_several_sessions_are_listed_without_the_hour_the_first_ends() {
    let catalog = catalog(&[(
        "1",
        "[[session]]\ndate = 2026-07-09\nstart = 08:00\nend = 11:00\n[[session]]\ndate = 2026-07-10\nstart = 08:00",
    )]);
    let plan = Plan::new(&catalog, TODAY);
    let list = Page::List(super::ListName::Year(2026), super::Slice::Newest);
    let entry = &view(&plan, &list)["entries"][0];
    assert_eq!(entry["when"]["start"], "08 giờ 00");
    assert_eq!(entry["when"]["end"], Value::Null);
    assert_eq!(entry["last_day"], "thứ Sáu, 10/7/2026");
}
