//! What becomes of each part of a notice: sessions, rows that recur, tests, joining times, deadlines, and what no longer is.

use jiff::civil::{Date, date, time};
use niemyet::plan::calendar::{
    Edge, Entry, EntryKind, EntryStatus, LARGEST_BYTES, LARGEST_COUNT, When,
};

use super::assert_read_back;
use super::portal::Portal;

/// A notice of a commune, posted on a day of May 2026.
fn notice(kind: &str, day: u8, rest: &str) -> String {
    format!(
        "+++\ntype = \"{kind}\"\nnumber = \"{day}/{kind}-UBND\"\nissued = 2026-05-{day:02}\nissuer = \"UBND xã A\"\n\
         level = \"commune\"\ntitle = \"Họp\"\naudience = \"public\"\npublished = 2026-05-{day:02}T08:00:00\n{rest}+++\n"
    )
}

/// Meetings on both sides of each change of European clocks.
pub(crate) fn summer_and_winter() -> Vec<(&'static str, String)> {
    let days = [
        "2026-03-28",
        "2026-03-29",
        "2026-07-01",
        "2026-10-24",
        "2026-10-25",
        "2027-01-05",
    ];
    let session = |day: &&str| format!("[[session]]\ndate = {day}\nstart = \"09:00\"\n");
    let sessions: Vec<String> = days.iter().map(session).collect();
    vec![("hop.md", notice("GM", 10, &sessions.concat()))]
}

fn clock(entry: &Entry) -> (Date, &'static str, String) {
    match entry.when {
        When::Clock { start, end } => (
            start.date(),
            "clock",
            format!("{}-{}", start.strftime("%H:%M"), end.strftime("%H:%M")),
        ),
        When::Day(day) => (day, "day", String::new()),
    }
}

#[test]
fn ends_that_no_paper_states_are_said_to_be_ours() {
    let sessions = [
        ("1", "start = \"08:00\"", "08:00-11:30", true),
        ("2", "start = \"11:00\"", "11:00-12:00", true),
        ("3", "start = \"13:30\"", "13:30-17:00", true),
        ("4", "start = \"16:30\"", "16:30-17:30", true),
        ("5", "start = \"23:30\"", "23:30-00:30", true),
        (
            "6",
            "start = \"08:00\"\nend = \"09:15\"",
            "08:00-09:15",
            false,
        ),
    ];
    let text: String = sessions
        .iter()
        .map(|(_, times, ..)| format!("[[session]]\ndate = 2026-06-01\n{times}\n"))
        .collect();
    let portal = Portal::of(&[("hop.md", notice("GM", 1, &text))]);
    for (name, _, expected, is_ours) in sessions {
        let entry = portal.entry(&format!("hop.{name}"));
        assert_eq!(clock(entry).2, expected);
        let says = entry
            .description
            .iter()
            .any(|line| line.starts_with("Văn bản không nêu giờ kết thúc"));
        assert_eq!(says, is_ours, "{:?}", entry.description);
        assert_eq!((entry.is_free, entry.alarms.len()), (false, 1));
    }
}

#[test]
fn a_day_without_an_hour_stays_a_day() {
    let text = "[[session]]\ndate = 2026-06-01\npart = \"morning\"\n[[session]]\ndate = 2026-06-02\npart = \"day\"\n";
    let portal = Portal::of(&[("hop.md", notice("GM", 1, text))]);
    let (morning, day) = (portal.entry("hop.1"), portal.entry("hop.2"));
    assert_eq!(morning.when, When::Day(date(2026, 6, 1)));
    assert!(
        morning
            .description
            .contains(&"Buổi sáng; văn bản không nêu giờ".to_owned())
    );
    // Half a day of unknown hour must not fill the whole day; a stated whole day does.
    assert_eq!((morning.is_free, day.is_free), (true, false));
    assert!(morning.alarms.is_empty() && day.alarms.is_empty());
}

#[test]
fn tests_and_joining_times_reach_only_those_who_must_be_there() {
    let text = "[[session]]\ndate = 2026-07-09\nstart = \"14:00\"\n\
                [[session]]\nkind = \"test\"\nlevels = [\"commune\"]\ndate = 2026-07-09\nstart = \"10:00\"\n\
                [[session]]\nkind = \"join\"\nlevels = [\"commune\"]\ndate = 2026-07-09\nstart = \"13:00\"\n\
                [[point]]\nlevel = \"province\"\nplace = \"A\"\n[[point]]\nlevel = \"commune\"\nlocal = true\n";
    let portal = Portal::of(&[("hop.md", notice("GM", 1, text))]);
    let (test, join) = (portal.entry("hop.test-1.xa"), portal.entry("hop.join-1.xa"));
    assert_eq!(
        (test.kind, clock(test).2.as_str()),
        (EntryKind::Test, "10:00-10:30")
    );
    assert_eq!(
        (join.kind, clock(join).2.as_str()),
        (EntryKind::Join, "13:00-14:00")
    );
    assert!(test.is_free && join.is_free && test.alarms.is_empty() && join.alarms.is_empty());
    let province: Vec<&str> = portal
        .entries_of(portal.feed("cap/tinh/lich.ics"))
        .map(|entry| entry.uid.as_str())
        .collect();
    assert_eq!(province, ["hop.1.tinh@lich.example.vn"]);
    let main = portal.entry("hop.1.xa");
    assert_eq!(main.summary, "[Xã] Họp");
    assert_eq!(
        main.location.as_deref(),
        Some("Địa điểm do địa phương quyết định")
    );
    assert_eq!(portal.entry("hop.1.tinh").location.as_deref(), Some("A"));
    assert_eq!(
        portal.entry("hop.1").location.as_deref(),
        Some("A; Địa điểm do địa phương quyết định")
    );
    assert!(
        main.description[0].starts_with("Bắt đầu 14:00, kết nối từ 13:00"),
        "{:?}",
        main.description
    );
    assert!(main.url.ends_with("/giay-moi/hop/#cap-xa"), "{}", main.url);
}

#[test]
fn deadlines_end_when_they_are_due() {
    let text = "[[session]]\ndate = 2026-07-09\nstart = \"14:00\"\n\
                [[task]]\ndo = \"Không hạn\"\n[[task]]\ndo = \"Gửi báo cáo\"\nbefore = 2026-07-08T17:00:00\n\
                [[task]]\ndo = \"Nộp bài\"\nbefore = 2026-07-20\n[[task]]\ndo = \"Tổng hợp\"\nuntil = 2026-07-20\n";
    let portal = Portal::of(&[("hop.md", notice("GM", 1, text))]);
    let due = portal.entry("hop.deadline_2");
    assert_eq!(
        (due.summary.as_str(), clock(due).2.as_str()),
        ("HẠN 17:00: Gửi báo cáo", "16:30-17:00")
    );
    assert!(due.is_free);
    let alarms: Vec<(u32, Edge)> = due
        .alarms
        .iter()
        .map(|alarm| (alarm.hours, alarm.before))
        .collect();
    assert_eq!(alarms, [(24, Edge::End), (2, Edge::End)]);
    assert_eq!(
        portal.entry("hop.deadline_3").when,
        When::Day(date(2026, 7, 19))
    );
    let until = portal.entry("hop.deadline_4");
    assert_eq!(
        (until.summary.as_str(), until.when),
        ("HẠN: Tổng hợp", When::Day(date(2026, 7, 20)))
    );
    let meetings = portal.feed("giay-moi/hop/lich-hop.ics");
    assert_eq!(portal.entries_of(meetings).count(), 1);
}

const RECEPTION: &str = "[[session]]\nid = \"tiep\"\ntitle = \"Tiếp dân\"\ndate = 2026-06-05\nstart = \"08:00\"\n\
                         repeat = \"monthly 5,20\"\nshift = \"next-workday\"\n";

#[test]
fn rows_that_recur_have_an_entry_a_day_named_by_the_day_of_the_rule() {
    let portal = Portal::of(&[("lich.md", notice("TB", 1, RECEPTION))]);
    let entries: Vec<_> = portal
        .entries()
        .filter(|entry| entry.level.is_none())
        .collect();
    assert_eq!(entries.len(), 24);
    // 20 June 2026 is a Saturday.
    let shifted = portal.entry("lich.tiep_20260620");
    assert_eq!(shifted.when.first_day(), date(2026, 6, 22));
    assert_eq!(
        shifted.description[0],
        "Dời từ ngày nghỉ 20/6/2026 (thứ Bảy)"
    );
    assert_eq!(shifted.summary, "Tiếp dân");
}

#[test]
fn a_row_called_off_keeps_its_past_and_has_one_banner() {
    let cancel = notice("TB", 25, "[change]\nof = \"lich\"\nkind = \"cancel\"\n")
        .replace("2026-05-25T", "2026-08-25T");
    let portal = Portal::of(&[("lich.md", notice("TB", 1, RECEPTION)), ("huy.md", cancel)]);
    let status = |name: &str| portal.entry(name).status;
    assert_eq!(status("lich.tiep_20260820"), EntryStatus::Confirmed);
    assert_eq!(status("lich.tiep_20260905"), EntryStatus::Cancelled);
    let everybody = portal.entries().filter(|entry| entry.level.is_none());
    assert_eq!(
        everybody
            .filter(|entry| entry.kind == EntryKind::Banner)
            .count(),
        1
    );
}

#[test]
fn what_a_replacement_leaves_out_is_called_off() {
    let first = "[[session]]\nid = \"mot\"\ndate = 2026-06-01\nstart = \"08:00\"\n[[session]]\nid = \"hai\"\ndate = 2026-06-02\n\
                 start = \"08:00\"\n[[point]]\nlevel = \"province\"\nplace = \"A\"\n[[point]]\nplace = \"B\"\n";
    let second = "[change]\nof = \"cu\"\nkind = \"replace\"\n[[session]]\nid = \"mot\"\ndate = 2026-06-03\nstart = \"08:00\"\n\
                  [[point]]\nplace = \"B\"\n";
    let portal = Portal::of(&[
        ("cu.md", notice("KH", 1, first)),
        ("moi.md", notice("KH", 2, second)),
    ]);
    assert_eq!(portal.entry("cu.mot").when.first_day(), date(2026, 6, 3));
    let dropped = portal.entry("cu.hai");
    assert_eq!(
        (dropped.status, dropped.summary.as_str()),
        (EntryStatus::Cancelled, "HỦY: Họp")
    );
    assert_eq!(
        portal.entry("cu.hai_banner_20260602").when,
        When::Day(date(2026, 6, 2))
    );
    // The province is no longer among those invited, and its calendar says so.
    assert_eq!(portal.entry("cu.mot.tinh").status, EntryStatus::Cancelled);
    assert_eq!(portal.entry("cu.mot.xa").status, EntryStatus::Confirmed);
}

#[test]
fn a_cancelled_meeting_asks_nothing_and_a_postponed_one_still_wants_its_papers() {
    let text = "[[session]]\ndate = 2026-07-09\nstart = \"14:00\"\n[[task]]\ndo = \"Gửi\"\nbefore = 2026-07-08T17:00:00\n";
    let changed = |kind: &str| {
        let change = notice(
            "TB",
            2,
            &format!("[change]\nof = \"hop\"\nkind = \"{kind}\"\n"),
        );
        let portal = Portal::of(&[("hop.md", notice("GM", 1, text)), ("doi.md", change)]);
        let entry = portal.entry("hop.deadline_1");
        (entry.status, entry.summary.clone(), entry.alarms.len())
    };
    assert_eq!(
        changed("cancel"),
        (EntryStatus::Cancelled, "HỦY: HẠN 17:00: Gửi".to_owned(), 0)
    );
    assert_eq!(
        changed("postpone"),
        (EntryStatus::Confirmed, "HẠN 17:00: Gửi".to_owned(), 2)
    );
}

#[test]
fn feeds_that_are_too_large_reach_back_less_and_say_so() {
    let row = |index: usize| {
        format!(
            "[[session]]\nid = \"r{index}\"\ntitle = \"Trực {index}\"\ndate = 2025-05-20\nstart = \"08:00\"\nrepeat = \"weekly wed\"\n"
        )
    };
    let rows: String = (0..30).map(row).collect();
    let portal = Portal::of(&[("truc.md", notice("LCT", 20, &rows))]);
    let all = portal.feed("lich/tat-ca.ics");
    let oversized = portal
        .calendars
        .oversized
        .iter()
        .find(|feed| feed.path == all.path)
        .expect("a note");
    assert_eq!((oversized.count, oversized.months), (30 * 52, Some(3)));
    // Half a year would be few enough entries, but too many bytes.
    assert!(portal.text(&all.path).len() <= LARGEST_BYTES);
    assert!(all.entries.len() <= LARGEST_COUNT && all.entries.len() > 30 * 10);
    // The first of its two years is too much for one file.
    let archives: Vec<_> = portal.archives().collect();
    let paths: Vec<&str> = archives.iter().map(|feed| feed.path.as_str()).collect();
    assert!(paths.contains(&"lich/nam-2025-thang-05.ics"), "{paths:?}");
    assert!(!paths.contains(&"lich/nam-2025.ics"), "{paths:?}");
    for archive in &archives {
        assert!(portal.text(&archive.path).len() <= LARGEST_BYTES);
        let stem = archive.path.trim_start_matches("lich/nam-");
        let start = stem.trim_end_matches(".ics").replace("-thang-", "-");
        let mut days = portal
            .entries_of(archive)
            .map(|entry| entry.when.first_day());
        assert!(days.all(|day| day.to_string().starts_with(&start)));
    }
    let counts = archives.iter().map(|feed| feed.entries.len());
    assert_eq!(counts.sum::<usize>(), 30 * 52);
}

#[test]
fn zones_with_daylight_saving_are_read_back() {
    let portal = Portal::with_site("time_zone = \"Europe/Berlin\"\n", &summer_and_winter());
    assert_read_back(&portal);
    let text = portal.text("lich/tat-ca.ics");
    assert!(
        text.contains("BEGIN:DAYLIGHT\r\nDTSTART:20250330T020000\r\nRDATE:20260329T020000\r\n"),
        "{text}"
    );
    let first = portal.entry("hop.1").when;
    assert_eq!(
        first,
        When::Clock {
            start: date(2026, 3, 28).to_datetime(time(9, 0, 0, 0)),
            end: date(2026, 3, 28).to_datetime(time(11, 30, 0, 0))
        }
    );
}
