//! The CPU time for writing 10,000 calendar entries: `cargo bench --bench calendar`.

use std::hint::black_box;
use std::time::Instant;

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use niemyet::plan::calendar::{Alarm, Edge, Entry, EntryKind, EntryStatus, When};
use niemyet::render::calendar::{Head, Zone, calendar_file, event, unrevised};

const ENTRIES: u32 = 10_000;
const ROUNDS: u32 = 5;

fn main() {
    let entries: Vec<Entry> = (0..ENTRIES).map(entry).collect();
    let zone = TimeZone::get("Asia/Ho_Chi_Minh").expect("the zone");
    let zone = Zone::of_days(&zone, Some((date(2026, 1, 1), date(2026, 12, 31))));
    let head = Head {
        title: "Lịch công tác",
        url: "https://niemyet.example.vn/lich/tat-ca.ics",
    };
    let write = |entries: &[Entry]| {
        let events: Vec<String> = entries.iter().map(|entry| event(entry, &zone)).collect();
        calendar_file(head, &zone, events.iter().map(String::as_str))
    };
    let feed = write(&entries);
    let mut later = entries.clone();
    later[0].summary.push('!');
    let changed = write(&later);
    report("write 10,000 entries", feed.len(), || {
        drop(black_box(write(black_box(&entries))))
    });
    report("compare with itself", feed.len(), || {
        drop(black_box(unrevised(&feed, black_box(&feed))))
    });
    report("find one silent change", feed.len(), || {
        assert_eq!(unrevised(&feed, black_box(&changed)).len(), 1);
    });
}

/// One thread does the work, so its elapsed time is its CPU time; the best of a few rounds is the least disturbed.
#[expect(clippy::print_stdout, reason = "a benchmark's report")]
fn report(name: &str, bytes: usize, work: impl Fn()) {
    let best = (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed()
        })
        .min()
        .unwrap_or_default();
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{name}: {:.1} ms for {megabytes:.1} MB",
        best.as_secs_f64() * 1e3
    );
}

fn entry(number: u32) -> Entry {
    let day = date(2026, 1, 1).saturating_add(jiff::Span::new().days(i64::from(number % 365)));
    let start = day.at(8, 0, 0, 0);
    Entry {
        level: None,
        called: None,
        kind: EntryKind::Meeting,
        uid: format!("tan-lap_hop-{number}.1@niemyet.example.vn"),
        group: format!("tan-lap_hop-{number}@niemyet.example.vn"),
        sequence: 1,
        updated: Timestamp::UNIX_EPOCH,
        when: When::Clock {
            start,
            end: day.at(11, 30, 0, 0),
        },
        summary: format!("Hội nghị sơ kết công tác quý III, triển khai nhiệm vụ quý IV: phiên thứ {number}"),
        location: Some("Hội trường UBND xã, Thôn Trung, xã Tân Lập".to_owned()),
        description: [
            "Bắt đầu 08:00, kết nối từ 07:30, có mặt trước 15 phút",
            "Chủ trì: Phan Đình Khiêm (Chủ tịch UBND xã)",
            "Thành phần: Lãnh đạo Đảng ủy, HĐND, UBND, Ủy ban MTTQ xã; Phòng Kinh tế, Phòng Văn hóa - Xã hội (mỗi đơn vị 3 người)",
            "Văn bản: Giấy mời số 124/GM-UBND ngày 28/9/2026, UBND xã Tân Lập",
            "https://niemyet.example.vn/giay-moi/tan-lap/hoi-nghi-so-ket-quy-3/",
        ]
        .map(str::to_owned)
        .to_vec(),
        url: "https://niemyet.example.vn/giay-moi/tan-lap/hoi-nghi-so-ket-quy-3/".to_owned(),
        status: EntryStatus::Confirmed,
        is_free: false,
        categories: vec!["Họp".to_owned()],
        alarms: vec![Alarm {
            hours: 1,
            before: Edge::Start,
        }],
    }
}
