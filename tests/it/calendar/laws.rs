//! What must hold for every portal: one UID is one entry, feeds are clean, and no clock is asked.

use std::collections::{BTreeMap, BTreeSet};

use niemyet::plan::calendar::{Content, EntryKind};
use niemyet::site::Audience;
use proptest::prelude::*;

use super::portal::Portal;
use super::{assert_read_back, hostile};

/// The VEVENTs of a calendar by UID.
fn events(text: &str) -> Vec<(String, String)> {
    let blocks = text.split("BEGIN:VEVENT\r\n").skip(1);
    let blocks = blocks.map(|block| {
        let end = block.find("\r\nEND:VEVENT\r\n").expect("an end");
        let unfolded = block[..end].replace("\r\n ", "");
        let uid = unfolded
            .split("\r\n")
            .find_map(|line| line.strip_prefix("UID:"));
        (uid.expect("a UID").to_owned(), block[..end].to_owned())
    });
    blocks.collect()
}

/// Same UID, same bytes, in all feeds; no UID twice in one.
fn assert_one_uid_is_one_event(portal: &Portal) {
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for feed in &portal.calendars.feeds {
        let mut here = BTreeSet::new();
        for (uid, block) in events(&portal.text(&feed.path)) {
            assert!(here.insert(uid.clone()), "{uid} twice in {}", feed.path);
            let first = known.entry(uid.clone()).or_insert_with(|| block.clone());
            assert_eq!(*first, block, "{uid} differs in {}", feed.path);
        }
    }
    assert_eq!(
        known.len(),
        portal.entries().count(),
        "an entry no feed carries"
    );
}

#[test]
fn one_uid_is_one_event() {
    assert_one_uid_is_one_event(&Portal::demonstration());
    assert_one_uid_is_one_event(&Portal::of(&hostile::notices()));
}

#[test]
fn uids_are_file_names() {
    for portal in [Portal::demonstration(), Portal::of(&hostile::notices())] {
        for entry in portal.entries() {
            let is_safe = |byte: u8| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-@".contains(&byte)
            };
            assert!(
                entry.uid.bytes().all(is_safe) && entry.uid.len() <= 230,
                "{}",
                entry.uid
            );
            assert_eq!(entry.uid.matches('@').count(), 1, "{}", entry.uid);
        }
    }
}

#[test]
fn lines_are_short_and_end_with_crlf() {
    for portal in [Portal::demonstration(), Portal::of(&hostile::notices())] {
        for feed in &portal.calendars.feeds {
            let text = portal.text(&feed.path);
            assert!(text.ends_with("END:VCALENDAR\r\n"), "{}", feed.path);
            for line in text.split("\r\n") {
                assert!(
                    line.len() <= 75 && !line.contains(char::is_control),
                    "{line:?}"
                );
            }
        }
    }
}

#[test]
fn owners_without_entries_have_valid_calendars() {
    let portal = Portal::of(&[]);
    let text = portal.text("cap/xa/lich.ics");
    assert!(
        text.contains("BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\n"),
        "{text}"
    );
    assert_eq!(events(&text), []);
    assert!(portal.feed("lich/tat-ca-hop.ics").entries.is_empty());
}

#[test]
fn meetings_only_feeds_hold_the_meetings_of_the_full_ones() {
    let portal = Portal::demonstration();
    let mut compared = 0;
    for feed in portal
        .calendars
        .feeds
        .iter()
        .filter(|feed| feed.content == Content::All)
    {
        let meetings = portal.feed(&feed.path.replace(".ics", "-hop.ics"));
        let expected = feed.entries.iter().filter(|place| {
            let kind = portal.entry_at(**place).kind;
            matches!(kind, EntryKind::Meeting | EntryKind::Banner)
        });
        assert_eq!(
            expected.copied().collect::<Vec<_>>(),
            meetings.entries,
            "{}",
            feed.path
        );
        compared += meetings.entries.len();
    }
    assert!(compared > 100, "only {compared}");
}

#[test]
fn windows_end_twelve_months_before_the_newest_date_and_archives_hold_the_rest() {
    let portal = Portal::demonstration();
    let uids = |path: &str| -> BTreeSet<&str> {
        let feed = portal.feed(path);
        portal
            .entries_of(feed)
            .map(|entry| entry.uid.as_str())
            .collect()
    };
    // The newest posting of the demonstration is of 2026.
    let old = "quang-ngai_hoi-nghi-2025-01-13.1@niemyet.example.vn";
    assert!(!uids("lich/tat-ca.ics").contains(old));
    assert!(uids("lich/nam-2025.ics").contains(old));
    let everybody = portal.entries().filter(|entry| entry.level.is_none());
    let mut archived = BTreeSet::new();
    for feed in portal.archives() {
        archived.extend(portal.entries_of(feed).map(|entry| entry.uid.as_str()));
    }
    assert_eq!(
        archived,
        everybody
            .map(|entry| entry.uid.as_str())
            .collect::<BTreeSet<_>>()
    );
}

#[test]
fn public_feeds_hold_nothing_internal_and_internal_ones_the_room() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let room = "https://hop.tanlap.example.vn/so-ket-quy-3";
    let holds = |audience, needle: &str| {
        let portal = Portal::read(root, audience);
        let mut feeds = portal.calendars.feeds.iter();
        feeds.any(|feed| {
            portal
                .text(&feed.path)
                .replace("\r\n ", "")
                .contains(needle)
        })
    };
    assert!(!holds(Audience::Public, room));
    assert!(holds(Audience::Internal, room));
    for contact in ["0900", "ten@example.vn"] {
        assert!(!holds(Audience::Public, contact), "{contact}");
    }
}

#[test]
fn shuffled_files_give_the_same_feeds() {
    let mut notices = hostile::notices();
    let before = Portal::of(&notices);
    notices.reverse();
    let after = Portal::of(&notices);
    for feed in &before.calendars.feeds {
        assert_eq!(
            before.text(&feed.path),
            after.text(&feed.path),
            "{}",
            feed.path
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn generated_sites_are_read_back_and_keep_the_law_of_uids(notices in sites()) {
        let files: Vec<(String, String)> = notices;
        let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
        let portal = Portal::of(&files);
        assert_one_uid_is_one_event(&portal);
        assert_read_back(&portal);
    }
}

/// A few notices of any shape, some of them changed by another.
fn sites() -> impl Strategy<Value = Vec<(String, String)>> {
    prop::collection::vec((notice(), prop::option::of(change())), 1..5).prop_map(|notices| {
        let mut files = Vec::new();
        for (index, (text, change)) in notices.into_iter().enumerate() {
            files.push((format!("so-{index}.md"), text));
            if let Some(change) = change {
                files.push((
                    format!("thay-doi/so-{index}.md"),
                    change.replace("ROOT", &format!("so-{index}")),
                ));
            }
        }
        files
    })
}

const HEAD: &str = "audience = \"public\"\nissuer = \"UBND xã A\"\n";

fn notice() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec!["GM", "KH", "LCT", "TB"]);
    let level = prop::sample::select(vec!["commune", "province", "central"]);
    let sessions = prop::collection::vec(session(), 1..4);
    let tasks = prop::collection::vec(task(), 0..3);
    (kind, level, "[A-Za-zĐđếữ,;\\\\ ]{1,80}", sessions, tasks, any::<bool>()).prop_map(
        |(kind, level, title, sessions, tasks, has_points)| {
            let title = format!("Họp {title}").replace('\\', "\\\\");
            let points = if has_points {
                "[[point]]\nlevel = \"province\"\nplace = \"Hội trường; A, B\"\nchair = [{ post = \"Chủ tịch\" }]\n\
                 [[point]]\nlevel = \"commune\"\nhost = \"Các xã\"\nlocal = true\n"
            } else {
                ""
            };
            let (sessions, tasks) = (sessions.concat(), tasks.concat());
            format!(
                "+++\ntype = \"{kind}\"\n{HEAD}level = \"{level}\"\ntitle = \"{title}\"\n\
                 published = 2026-05-01T08:00:00\n{sessions}{points}{tasks}+++\n"
            )
        },
    )
}

fn session() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec![
        "",
        "",
        "kind = \"test\"\n",
        "kind = \"join\"\n",
        "repeat = \"monthly 5,20\"\nshift = \"next-workday\"\n",
    ]);
    let clock = prop::sample::select(vec![
        "",
        "part = \"morning\"\n",
        "part = \"day\"\n",
        "start = \"08:00\"\n",
        "start = \"23:59\"\n",
        "start = \"13:30\"\nend = \"16:00\"\n",
        "start = \"07:30\"\npart = \"evening\"\n",
    ]);
    let levels = prop::sample::select(vec![
        "",
        "levels = [\"commune\"]\n",
        "levels = [\"province\", \"commune\"]\n",
    ]);
    (kind, clock, levels, 1..29_u8).prop_map(|(kind, clock, levels, day)| {
        format!("[[session]]\ndate = 2026-06-{day:02}\n{kind}{clock}{levels}")
    })
}

fn task() -> impl Strategy<Value = String> {
    let due = prop::sample::select(vec![
        "",
        "before = 2026-06-01T17:00:00\n",
        "until = 2026-06-03\n",
        "before = 2026-06-04\n",
    ]);
    let levels = prop::sample::select(vec!["", "levels = [\"commune\"]\n"]);
    (due, levels).prop_map(|(due, levels)| format!("[[task]]\ndo = \"Gửi báo cáo\"\n{due}{levels}"))
}

fn change() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(vec!["amend", "postpone", "cancel", "replace"]);
    (kind, prop::option::of(session())).prop_map(|(kind, session)| {
        let needs_session = matches!(kind, "amend" | "replace");
        let session = session.filter(|_| kind != "cancel");
        let session = match session {
            None if needs_session => "[[session]]\ndate = 2026-07-07\nstart = \"09:00\"\n".to_owned(),
            session => session.unwrap_or_default(),
        };
        format!(
            "+++\ntype = \"TB\"\n{HEAD}level = \"commune\"\ntitle = \"Thay đổi\"\npublished = 2026-05-20T08:00:00\n\
             [change]\nof = \"ROOT\"\nkind = \"{kind}\"\nreason = \"Lý do, khác\"\n{session}+++\n"
        )
    })
}
