//! A meeting from its first announcement to its end, as its calendar entry sees it.

use jiff::civil::{date, time};
use niemyet::plan::calendar::{EntryKind, EntryStatus, When};
use niemyet::render::calendar::unrevised;

use super::portal::Portal;

/// A meeting and what became of it, one state after the other: published, moved, postponed, set anew, cancelled.
pub(crate) fn states() -> Vec<Vec<(&'static str, String)>> {
    let steps = [
        (
            "hop.md",
            "GM",
            "01",
            1,
            "",
            "[[session]]\nid = \"chinh\"\ndate = 2026-10-08\nstart = \"08:00\"\nend = \"11:00\"\n",
        ),
        (
            "doi-gio.md",
            "TB",
            "02",
            2,
            "amend",
            "[[session]]\nid = \"chinh\"\ndate = 2026-10-08\nstart = \"09:00\"\n",
        ),
        ("hoan.md", "TB", "03", 3, "postpone", ""),
        (
            "ngay-moi.md",
            "TB",
            "04",
            4,
            "amend",
            "[[session]]\nid = \"chinh\"\ndate = 2026-10-22\nstart = \"08:00\"\n",
        ),
        ("huy.md", "TB", "05", 5, "cancel", ""),
    ];
    let files = steps.map(|(path, kind, number, day, change, session)| {
        let change = if change.is_empty() {
            String::new()
        } else {
            format!("[change]\nof = \"hop\"\nkind = \"{change}\"\nreason = \"Lý do {day}\"\n")
        };
        let text = format!(
            "+++\ntype = \"{kind}\"\nnumber = \"{number}/{kind}-UBND\"\nissued = 2026-09-0{day}\nlevel = \"commune\"\n\
             issuer = \"UBND xã A\"\ntitle = \"Họp sơ kết\"\naudience = \"public\"\npublished = 2026-09-0{day}T08:00:00\n\
             {change}{session}+++\n"
        );
        (path, text)
    });
    (1..=files.len())
        .map(|count| files[..count].to_vec())
        .collect()
}

#[test]
fn a_meeting_moves_waits_returns_and_ends() {
    let portals: Vec<Portal> = states().iter().map(|files| Portal::of(files)).collect();
    let entries: Vec<_> = portals
        .iter()
        .map(|portal| portal.entry("hop.chinh"))
        .collect();
    let summaries: Vec<&str> = entries.iter().map(|entry| entry.summary.as_str()).collect();
    assert_eq!(
        summaries,
        [
            "Họp sơ kết",
            "Họp sơ kết",
            "HOÃN: Họp sơ kết",
            "Họp sơ kết",
            "HỦY: Họp sơ kết"
        ]
    );
    let statuses: Vec<EntryStatus> = entries.iter().map(|entry| entry.status).collect();
    let (confirmed, tentative) = (EntryStatus::Confirmed, EntryStatus::Tentative);
    assert_eq!(
        statuses,
        [
            confirmed,
            confirmed,
            tentative,
            confirmed,
            EntryStatus::Cancelled
        ]
    );
    let sequences: Vec<usize> = entries.iter().map(|entry| entry.sequence).collect();
    assert_eq!(sequences, [0, 1, 2, 3, 4]);
    assert!(
        entries
            .windows(2)
            .all(|pair| pair[0].updated < pair[1].updated && pair[0].uid == pair[1].uid)
    );
    let alarms: Vec<usize> = entries.iter().map(|entry| entry.alarms.len()).collect();
    assert_eq!(alarms, [1, 1, 0, 1, 0]);
    let free: Vec<bool> = entries.iter().map(|entry| entry.is_free).collect();
    assert_eq!(free, [false, false, true, false, true]);
}

#[test]
fn a_moved_entry_says_where_it_was() {
    let states = states();
    let moved = Portal::of(&states[3]);
    let entry = moved.entry("hop.chinh");
    let start = date(2026, 10, 22).to_datetime(time(8, 0, 0, 0));
    let end = date(2026, 10, 22).to_datetime(time(11, 30, 0, 0));
    assert_eq!(entry.when, When::Clock { start, end });
    let lines = entry.description.join("\n");
    assert!(
        lines.contains("Trước đây: 08:00 ngày 08/10/2026; 09:00 ngày 08/10/2026\nLý do: Lý do 4"),
        "{lines}"
    );
    assert!(
        lines.contains("Văn bản không nêu giờ kết thúc; lịch tạm ghi 11:30"),
        "{lines}"
    );
    assert!(
        lines.ends_with("\nhttps://lich.example.vn/thong-bao/ngay-moi/"),
        "{lines}"
    );
}

#[test]
fn a_cancelled_meeting_leaves_a_banner_on_its_day() {
    let states = states();
    let cancelled = Portal::of(&states[4]);
    let banners = cancelled
        .entries()
        .filter(|entry| entry.kind == EntryKind::Banner);
    let told: Vec<(&str, When)> = banners
        .map(|entry| (entry.summary.as_str(), entry.when))
        .collect();
    let day = When::Day(date(2026, 10, 22));
    assert_eq!(
        told,
        [
            ("ĐÃ HỦY 08:00: Họp sơ kết", day),
            ("ĐÃ HỦY 08:00: [Xã] Họp sơ kết", day)
        ]
    );
    let level = cancelled.feed("cap/xa/lich-hop.ics");
    assert_eq!(cancelled.entries_of(level).count(), 2);
}

#[test]
fn the_guard_is_silent_through_the_story_and_speaks_where_a_file_is_edited_silently() {
    let states = states();
    let feeds: Vec<Vec<u8>> = states
        .iter()
        .map(|files| Portal::of(files).text("lich/tat-ca.ics").into_bytes())
        .collect();
    for pair in feeds.windows(2) {
        assert_eq!(unrevised(&pair[0], &pair[1]), []);
    }
    let mut edited = states[0].clone();
    edited[0].1 = edited[0].1.replace("08:00\"\nend", "07:30\"\nend");
    let silent = Portal::of(&edited).text("lich/tat-ca.ics").into_bytes();
    let found = unrevised(&feeds[0], &silent);
    let found: Vec<(&str, &[String])> = found
        .iter()
        .map(|one| (one.uid.as_str(), one.changed.as_slice()))
        .collect();
    let changed = ["DTSTART".to_owned(), "DESCRIPTION".to_owned()];
    assert_eq!(found, [("hop.chinh@lich.example.vn", &changed[..])]);
    edited[0].1 = edited[0].1.replace(
        "[[session]]",
        "[[revision]]\nat = 2026-09-02T10:00:00\nnote = \"Giờ\"\n[[session]]",
    );
    let revised = Portal::of(&edited).text("lich/tat-ca.ics").into_bytes();
    assert_eq!(unrevised(&feeds[0], &revised), []);
}
