//! Chains of changes, status on a day, recurrence and selection, on small collections written as notices.

use std::sync::Arc;

use jiff::civil::{Date, DateTime, date, time};

use super::*;
use crate::notice::Part;
use crate::read;
use crate::site::{Audience, Holidays, Level, LevelId, Unit, UnitId, Units};
use crate::sources::RawFile;

fn site() -> Site {
    let level = |id: &str| Level {
        id: id.to_owned(),
        name: id.to_owned(),
        short: None,
        slug: id.to_owned(),
        names: Vec::new(),
        until: None,
    };
    let unit = |name: &str, alias: &str, level, parent| Unit {
        name: name.to_owned(),
        aliases: vec![alias.to_owned()],
        slug: name.to_owned(),
        level: Some(LevelId(level)),
        parent,
        from: None,
        until: None,
        successor: None,
    };
    let mut site = Site::plain();
    site.levels = ["central", "province", "commune"].map(level).into();
    site.units = Arc::new(Units::new(vec![
        unit("Tỉnh ủy A", "Tỉnh ủy", 1, None),
        unit("Văn phòng Tỉnh ủy A", "VPTU", 1, Some(UnitId(0))),
        unit("Tỉnh ủy B", "Tỉnh ủy", 1, None),
        unit("Văn phòng Tỉnh ủy B", "VPTU", 1, Some(UnitId(2))),
    ]));
    site.holidays = Holidays::default();
    site.holidays
        .days
        .insert(date(2026, 9, 2), "Quốc khánh".to_owned());
    site
}

/// A catalog of notices given as (id, keys); issuer and posting are filled in where they are not given.
fn catalog(notices: &[(&str, &str)]) -> Catalog {
    let site = site();
    let read = |(number, (id, keys)): (usize, &(&str, &str))| {
        let issuer = if keys.contains("issuer") {
            ""
        } else {
            "issuer = \"Tỉnh ủy A\"\n"
        };
        let posted = format!("published = 2026-06-{:02} 08:00\n", number + 1);
        let text = format!("+++\ntype = \"GM\"\ntitle = \"{id}\"\n{issuer}{posted}{keys}\n+++\n");
        let file = RawFile {
            path: format!("content/{id}.md"),
            bytes: text.into_bytes(),
        };
        let (notice, problems) = read::read_notice(&site, &file);
        notice.unwrap_or_else(|| panic!("{id}: {problems:#?}"))
    };
    let notices = notices.iter().enumerate().map(read).map(Arc::new).collect();
    Catalog::new(site.clone(), notices, Vec::new())
}

fn key(catalog: &Catalog, id: &str) -> Key {
    catalog
        .iter()
        .find(|(_, notice)| notice.id == id)
        .map(|(key, _)| key)
        .unwrap()
}

fn status(catalog: &Catalog, id: &str, today: Date) -> Option<Status> {
    let key = key(catalog, id);
    let event = Event::of(catalog, catalog.chain_root(key));
    Status::on(catalog, key, &event, today)
}

const MEETING: &str = "number = \"88/GM-UBND\"\nissued = 2026-06-01\nlevel = \"province\"\n[[session]]\ndate = 2026-07-09\nstart = 14:00\nend = 16:00\n[[point]]\nplace = \"Hội trường\"\nchair = [{ post = \"Chủ tịch\" }]\n[[task]]\ndo = \"Báo số lượng\"\nbefore = 2026-07-08 17:00";

#[test]
fn a_citation_means_one_document_or_none() {
    let catalog = catalog(&[
        ("a", MEETING),
        ("b", &MEETING.replace("2026-06-01", "2025-06-01")),
        ("c", "[[session]]\ndate = 2026-07-10"),
    ]);
    let citing = catalog.get(key(&catalog, "c"));
    let find = |text: &str| {
        let found = catalog.find(&Citation::parse(text), citing);
        found.map(|key| catalog.get(key).id.clone())
    };
    assert_eq!(
        find("Giấy mời số 88/GM-UBND ngày 01/6/2026").as_deref(),
        Some("a")
    );
    assert_eq!(
        find("Giấy mời số 88/GM-UBND ngày 01/6/2025").as_deref(),
        Some("b")
    );
    assert_eq!(
        find("Giấy mời số 88/GM-UBND"),
        None,
        "two documents carry the number"
    );
    assert_eq!(find("Giấy mời số 88/GM-UBND ngày 02/6/2026"), None);
    assert_eq!(find("b").as_deref(), Some("b"), "an id means its notice");
    assert_eq!(find("c"), None, "no notice cites itself");
}

#[test]
fn status_follows_the_day() {
    let catalog = catalog(&[("a", MEETING)]);
    let on = |day| status(&catalog, "a", date(2026, 7, day));
    assert_eq!(
        [on(8), on(9), on(10)],
        [
            Some(Status::Upcoming),
            Some(Status::Ongoing),
            Some(Status::Past)
        ]
    );
    let silent = super::tests::catalog(&[("a", "kind = \"notice\"")]);
    assert_eq!(status(&silent, "a", date(2026, 7, 9)), None);
}

#[test]
fn a_meeting_moves_with_its_half_day_too() {
    let formerly = |first: &str, then: &str| {
        let first = format!("[[session]]\ndate = 2026-07-09\n{first}");
        let amended = format!(
            "[change]\nof = \"a\"\nkind = \"amend\"\n[[session]]\ndate = 2026-07-09\n{then}"
        );
        let catalog = catalog(&[("a", &first), ("b", &amended)]);
        let event = Event::of(&catalog, key(&catalog, "a"));
        let [before] = event.sessions[0].formerly.as_slice() else {
            return None;
        };
        Some((before.start.is_some(), before.part.map(Part::word)))
    };
    let (morning, afternoon) = ("part = \"morning\"", "part = \"afternoon\"");
    assert_eq!(formerly(morning, afternoon), Some((false, Some("morning"))));
    assert_eq!(
        formerly("start = 08:00", afternoon),
        Some((true, Some("morning")))
    );
    assert_eq!(
        formerly("start = 08:00", "start = 09:00"),
        Some((true, Some("morning")))
    );
    for (first, then) in [
        (morning, morning),
        ("", morning),
        ("start = 08:00", morning),
        (morning, ""),
    ] {
        assert_eq!(formerly(first, then), None, "{first} {then}");
    }
}

#[test]
fn an_amendment_overrides_what_it_states() {
    let amended = "[change]\nof = \"a\"\nkind = \"amend\"\n[[session]]\ndate = 2026-07-16\nstart = 14:00\n[[point]]\nlevel = \"province\"\nplace = \"Phòng B\"";
    let catalog = catalog(&[("a", MEETING), ("b", amended)]);
    let event = Event::of(&catalog, key(&catalog, "a"));
    let [session] = event.sessions.as_slice() else {
        panic!("{:?}", event.sessions)
    };
    assert_eq!(
        (session.name.as_str(), session.session.date.value),
        ("1", date(2026, 7, 16))
    );
    assert_eq!(
        session.formerly,
        [Announced {
            day: date(2026, 7, 9),
            start: Some(time(14, 0, 0, 0)),
            part: Some(Part::Afternoon),
        }]
    );
    assert_eq!(
        session.session.end.map(|end| end.value),
        Some(time(16, 0, 0, 0)),
        "the start kept its hour"
    );
    let [point] = &*event.points else {
        panic!("{:?}", event.points)
    };
    assert_eq!(
        (point.place.as_deref(), point.chair.len()),
        (Some("Phòng B"), 1)
    );
    assert_eq!(event.tasks.len(), 1);
    assert_eq!(catalog.get(event.current).id, "b");
    assert_eq!(
        status(&catalog, "a", date(2026, 7, 12)),
        Some(Status::Upcoming)
    );
    let told = Event::as_told_by(&catalog, key(&catalog, "a"));
    assert_eq!(
        told.sessions[0].session.date.value,
        date(2026, 7, 9),
        "the old page keeps its words"
    );
}

#[test]
fn a_duty_of_a_class_of_points_is_of_its_level() {
    let text = "level = \"province\"\n[[session]]\ndate = 2026-07-09\n[[point]]\nplace = \"P\"\n[[point]]\nlevel = \"commune\"\nhost = \"Các xã, phường\"\nlocal = true\n[[task]]\nassigned_to = [\"các xã, phường\", \"VPTU\"]\ndo = \"xác nhận\"\n[[task]]\nassigned_to = [\"VPTU\"]\ndo = \"kết nối\"";
    let moved = "[change]\nof = \"a\"\nkind = \"amend\"\n[[task]]\nassigned_to = [\"Các xã, phường\"]\ndo = \"xác nhận\"";
    let catalog = catalog(&[("a", text), ("b", moved)]);
    let levels = |event: &Event| -> Vec<Vec<u8>> {
        let tasks = event.tasks.iter();
        tasks
            .map(|task| task.levels.iter().map(|level| level.0).collect())
            .collect()
    };
    let told = Event::as_told_by(&catalog, key(&catalog, "a"));
    let units_alone: Vec<u8> = Vec::new();
    assert_eq!(levels(&told)[1], units_alone, "a unit binds by its name");
    assert!(levels(&told)[0].contains(&2), "{:?}", levels(&told));
    let now = Event::of(&catalog, key(&catalog, "a"));
    assert_eq!(levels(&now)[0], [2]);
}

#[test]
fn a_new_hour_does_not_inherit_the_old_end() {
    let amended =
        "[change]\nof = \"a\"\nkind = \"amend\"\n[[session]]\ndate = 2026-07-09\nstart = 15:00";
    let catalog = catalog(&[("a", MEETING), ("b", amended)]);
    let event = Event::of(&catalog, key(&catalog, "a"));
    assert!(event.sessions[0].session.end.is_none());
}

#[test]
fn postponed_then_dated_then_cancelled() {
    let postponed = ("b", "[change]\nof = \"a\"\nkind = \"postpone\"");
    let dated = (
        "c",
        "[change]\nof = \"a\"\nkind = \"amend\"\n[[session]]\ndate = 2026-08-01\nstart = 08:00",
    );
    let cancelled = (
        "d",
        "[change]\nof = \"c\"\nkind = \"cancel\"\nreason = \"bão\"",
    );
    let day = date(2026, 7, 1);
    let steps = [
        (vec![("a", MEETING), postponed], Status::Postponed),
        (vec![("a", MEETING), postponed, dated], Status::Upcoming),
        (
            vec![("a", MEETING), postponed, dated, cancelled],
            Status::Cancelled,
        ),
    ];
    for (notices, expected) in steps {
        let catalog = catalog(&notices);
        for (id, _) in &notices {
            assert_eq!(
                status(&catalog, id, day),
                Some(expected),
                "{id} of {}",
                notices.len()
            );
        }
        let event = Event::of(&catalog, key(&catalog, "a"));
        assert_eq!(event.applied.len(), notices.len() - 1);
        assert_eq!(event.sessions.len(), 1, "one meeting, never two");
    }
}

#[test]
fn a_replacement_states_everything_anew() {
    let replaced = "[change]\nof = \"a\"\nkind = \"replace\"\n[[session]]\nid = \"moi\"\ndate = 2026-07-20\nstart = 08:00";
    let catalog = catalog(&[("a", MEETING), ("b", replaced)]);
    let event = Event::of(&catalog, key(&catalog, "a"));
    assert_eq!(catalog.get(event.stated_by).id, "b");
    assert!(event.points.is_empty() && event.tasks.is_empty());
    let left: Vec<_> = event
        .main_sessions()
        .map(|session| session.name.as_str())
        .collect();
    assert_eq!(left, ["moi"]);
    assert!(
        event
            .sessions
            .iter()
            .any(|session| session.name == "1" && session.dropped)
    );
    assert_eq!(
        status(&catalog, "a", date(2026, 7, 1)),
        Some(Status::Replaced)
    );
    assert_eq!(
        status(&catalog, "b", date(2026, 7, 1)),
        Some(Status::Upcoming)
    );
}

#[test]
fn a_correction_leaves_the_meeting_alone() {
    let corrected = "[change]\nof = \"a\"\nkind = \"correct\"";
    let catalog = catalog(&[("a", MEETING), ("b", corrected)]);
    let event = Event::of(&catalog, key(&catalog, "a"));
    assert_eq!(
        (catalog.get(event.current).id.as_str(), event.standing),
        ("a", Standing::Standing)
    );
    assert_eq!(event.applied.len(), 1);
}

#[test]
fn a_cycle_of_changes_ends() {
    let to = |id: &str| format!("[change]\nof = \"{id}\"\nkind = \"amend\"");
    let (a, b) = (to("b"), to("a"));
    let catalog = catalog(&[("a", &a), ("b", &b)]);
    for id in ["a", "b"] {
        assert_eq!(catalog.get(catalog.chain_root(key(&catalog, id))).id, "a");
    }
    assert_eq!(catalog.chain(key(&catalog, "a")).len(), 1);
}

#[test]
fn recurring_rows_shift_off_days_off_and_leave_out_exceptions() {
    let rows = "kind = \"notice\"\n[[session]]\ndate = 2026-08-20\nstart = 07:30\nrepeat = \"monthly 2,20\"\nshift = \"next-workday\"\nexcept = [2026-10-02]";
    let catalog = catalog(&[("a", rows)]);
    let event = Event::of(&catalog, key(&catalog, "a"));
    let days = occurring(&catalog.site, &event.sessions[0].session);
    let first: Vec<Date> = days.iter().take(5).map(|day| day.date).collect();
    // 02/9 is a holiday, 20/9 a Sunday, 02/10 excepted.
    assert_eq!(
        first,
        [
            date(2026, 8, 20),
            date(2026, 9, 3),
            date(2026, 9, 21),
            date(2026, 10, 20),
            date(2026, 11, 2)
        ]
    );
    assert_eq!(days[1].shifted_from, Some(date(2026, 9, 2)));
    assert!(days.last().unwrap().date < date(2027, 8, 20));
    assert_eq!(
        event.days(&catalog, date(2026, 9, 10)),
        Some((date(2026, 9, 21), date(2026, 9, 21)))
    );
}

#[test]
fn the_nearest_unit_is_meant() {
    let site = site();
    let of = |near: u32| site.units.named("VPTU", Some(UnitId(near)));
    assert_eq!(of(0), Some(UnitId(1)));
    assert_eq!(of(2), Some(UnitId(3)));
    assert_eq!(
        site.units.named("VPTU", None),
        None,
        "two units answer to the name"
    );
    assert_eq!(
        site.units.named("văn phòng tỉnh uỷ a", None),
        Some(UnitId(1))
    );
}

#[test]
fn a_level_sees_its_sessions_points_duties_and_links() {
    let text = "level = \"province\"\n[[session]]\ndate = 2026-07-09\nstart = 14:00\n[[session]]\nkind = \"test\"\nlevels = [\"commune\"]\ndate = 2026-07-09\nstart = 10:00\n[[point]]\nplace = \"P\"\n[[point]]\nlevel = \"commune\"\nhost = \"Các xã\"\nlocal = true\nchair = [{ post = \"Bí thư\" }]\n[[point]]\nlevel = \"commune\"\nhost = \"Xã Một\"\nplace = \"Nhà văn hóa\"\n[[task]]\nlevels = [\"commune\"]\ndo = \"xã\"\n[[task]]\nassigned_to = [\"VPTU\"]\ndo = \"tỉnh\"\n[[task]]\nassigned_to = [\"Ai đó\"]\ndo = \"không rõ\"\n[[task]]\ndo = \"mọi người\"\n[[link]]\ntitle = \"phòng họp\"\nurl = \"https://hop.example.vn\"\ninternal = true\n[[link]]\ntitle = \"tài liệu\"\n[[contact]]\nname = \"Đầu mối\"";
    let catalog = catalog(&[("a", text)]);
    let root = key(&catalog, "a");
    let event = Event::of(&catalog, root);
    let see = |level, audience| {
        let seen = select(
            &catalog.site,
            &event,
            catalog.issuer(root),
            LevelId(level),
            audience,
        );
        let tasks: Vec<_> = seen.tasks.iter().map(|task| task.what.as_str()).collect();
        (
            seen.sessions.len(),
            seen.points.len(),
            seen.other_points.len(),
            tasks.join(" "),
            seen.links.len(),
            seen.contacts.len(),
        )
    };
    assert_eq!(
        see(2, Audience::Public),
        (2, 2, 1, "xã mọi người".to_owned(), 1, 0)
    );
    assert_eq!(
        see(1, Audience::Public),
        (1, 1, 2, "tỉnh mọi người".to_owned(), 1, 0)
    );
    assert_eq!(see(2, Audience::Internal).4, 2);
    assert_eq!(see(2, Audience::Internal).5, 1);
    let seen = select(&catalog.site, &event, None, LevelId(2), Audience::Public);
    let one = seen
        .points
        .iter()
        .find(|own| own.point.host.as_deref() == Some("Xã Một"))
        .unwrap();
    assert_eq!(
        (one.seat().place.as_deref(), one.chair().len()),
        (Some("Nhà văn hóa"), 1)
    );
    assert_eq!(levels_concerned(&catalog, &event), [LevelId(1), LevelId(2)]);
}

#[test]
fn a_unit_before_a_class_is_no_exception_to_it() {
    let text = "level = \"commune\"\n[[session]]\ndate = 2026-07-09\n[[point]]\nhost = \"UBND xã\"\nplace = \"Hội trường\"\n[[point]]\nhost = \"Các thôn\"\nchair = [{ post = \"Trưởng thôn\" }]";
    let catalog = catalog(&[("a", text)]);
    let event = Event::of(&catalog, key(&catalog, "a"));
    let seen = select(&catalog.site, &event, None, LevelId(2), Audience::Public);
    assert!(seen.points.iter().all(|own| own.class.is_none()));
}

fn ids(catalog: &Catalog) -> Vec<&str> {
    catalog
        .iter()
        .map(|(_, notice)| notice.id.as_str())
        .collect()
}

#[test]
fn an_audience_sees_only_what_is_meant_for_it() {
    let catalog = catalog(&[
        ("a", MEETING),
        ("b", "audience = \"public\"\n[[session]]\ndate = 2026-07-09"),
        ("c", "draft = true\n[[session]]\ndate = 2026-07-09"),
    ]);
    let now = date(2026, 7, 9).at(8, 0, 0, 0);
    assert_eq!(ids(&catalog), ["a", "b", "c"]);
    let internal = catalog.published_for(Audience::Internal, now);
    assert_eq!(ids(&internal), ["a", "b"]);
    assert_eq!(ids(&internal.published_for(Audience::Public, now)), ["b"]);
}

/// The builder posts each notice at 08:00, one a day from 01/6/2026.
#[test]
fn a_notice_waits_for_its_hour() {
    let collection = || {
        catalog(&[
            ("a", MEETING),
            ("b", MEETING),
            ("c", "draft = true\n[[session]]\ndate = 2026-07-09"),
            ("d", MEETING),
        ])
    };
    let as_of = |now: DateTime| collection().published_for(Audience::Internal, now);
    let before = as_of(date(2026, 6, 2).at(7, 59, 59, 0));
    assert_eq!(ids(&before), ["a"]);
    let held = |catalog: &Catalog| -> Vec<String> {
        catalog
            .held()
            .iter()
            .map(|held| format!("{} {}", held.path, held.until))
            .collect()
    };
    let (b, d) = (
        "content/b.md 2026-06-02T08:00:00",
        "content/d.md 2026-06-04T08:00:00",
    );
    assert_eq!(held(&before), [b, d]);
    let after = as_of(date(2026, 6, 2).at(8, 0, 0, 0));
    assert_eq!(ids(&after), ["a", "b"]);
    assert_eq!(held(&after), [d]);
    let later = as_of(date(2026, 6, 30).at(0, 0, 0, 0));
    assert_eq!(ids(&later), ["a", "b", "d"]);
    assert_eq!(later.held(), []);
}

#[test]
fn an_id_of_what_waits_is_not_told() {
    let catalog = catalog(&[
        (
            "a",
            "follows = \"hop-mat\"\nbasis = [\"Kế hoạch số 12/KH-UBND\"]\n[change]\nof = \"hop-mat\"\nkind = \"cancel\"",
        ),
        ("hop-mat", MEETING),
    ]);
    let now = date(2026, 6, 1).at(12, 0, 0, 0);
    let catalog = catalog.published_for(Audience::Internal, now);
    let notice = catalog.get(Key(0));
    let follows = &notice.follows.as_ref().unwrap().text;
    let changed = &notice.change.as_ref().unwrap().of.text;
    assert_eq!(follows, "văn bản chưa niêm yết ở đây");
    assert_eq!(changed, follows);
    assert_eq!(notice.basis[0].text, "Kế hoạch số 12/KH-UBND");
    assert_eq!(catalog.changes(Key(0)), None);
}

#[test]
fn linking_again_shares_what_is_the_same_and_nothing_else() {
    let changed = "[change]\nof = \"a\"\nkind = \"cancel\"";
    let before = catalog(&[("a", MEETING), ("b", changed), ("c", "kind = \"notice\"")]);
    let events: Vec<Arc<Event>> = ["a", "c"]
        .map(|id| Arc::clone(before.event(key(&before, id))))
        .into();
    let again = |edited: &str, number: usize| {
        let mut notices: Vec<Arc<Notice>> = before.shared().map(|(_, one)| one.clone()).collect();
        let other = catalog(&[("a", MEETING), ("b", edited), ("c", "kind = \"notice\"")]);
        notices[number] = other.share(Key(u32::try_from(number).unwrap()));
        Catalog::again(Some(&before.linked()), before.site.clone(), notices, vec![])
    };
    let is_shared = |catalog: &Catalog| {
        let pairs = ["a", "c"].map(|id| key(catalog, id)).into_iter();
        let pairs = pairs.zip(&events);
        pairs
            .map(|(key, event)| Arc::ptr_eq(catalog.event(key), event))
            .collect::<Vec<_>>()
    };
    let touched = again(&changed.replace("cancel", "postpone"), 1);
    assert_eq!(is_shared(&touched), [false, true]);
    let event = touched.event(key(&touched, "a"));
    assert_eq!(event.standing, Standing::Postponed);
    let apart = again(&changed.replace("\"a\"", "\"c\""), 1);
    assert_eq!(apart.changes(key(&apart, "b")), Some(key(&apart, "c")));
    assert_eq!(apart.changed_by(key(&apart, "a")), []);
}
