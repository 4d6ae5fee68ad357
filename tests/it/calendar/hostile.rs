//! A site whose texts attack calendars: separators, backslashes, line breaks, controls, decomposed letters, emoji, titles
//! that imitate the format. Every reader must get the words back and nothing else.

use unicode_normalization::UnicodeNormalization;

use super::assert_read_back;
use super::portal::Portal;

/// Titles, each of which broke some calendar once.
pub(crate) fn titles() -> Vec<String> {
    let mut titles: Vec<String> = [
        "Họp, giao ban; tuần \\ tháng",
        "Kết thúc bằng gạch chéo \\",
        "\\n không phải xuống dòng \\, \\; \\\\",
        "Nhiều dòng\nEND:VEVENT\nBEGIN:VEVENT\nUID:gia-mao@example.vn",
        "END:VEVENT",
        "Dấu cách\u{a0}không ngắt\u{2028}và\u{2029}các loại xuống dòng",
        "\"Trong ngoặc kép\": dấu hai chấm = và ^n ^'",
        "👩🏽\u{200d}💻 Tập huấn 🇻🇳 số hóa 🚀",
        "SUMMARY;LANGUAGE=vi:Họp",
        " \tthụt đầu dòng và hai  dấu cách ",
        "\u{200f}dấu chiều\u{200e} và \u{200b}rỗng",
        "<b>Thẻ</b> &amp; &lt;ký tự&gt;",
        "%0D%0AEND:VCALENDAR",
    ]
    .map(str::to_owned)
    .to_vec();
    titles.push(
        "Hội nghị trực tuyến toàn quốc về chuyển đổi số ế "
            .repeat(10)
            .chars()
            .take(300)
            .collect(),
    );
    titles.push("ữ".repeat(300));
    titles.push("Ủy ban nhân dân xã, phường; đặc khu".nfd().collect());
    titles
}

/// The hostile site's files.
pub(crate) fn notices() -> Vec<(&'static str, String)> {
    let files = titles().into_iter().enumerate().map(|(index, title)| {
        let path: &'static str = PATHS[index];
        (path, notice(index, &title))
    });
    files.collect()
}

const PATHS: [&str; 17] = [
    "a/b/c.md", "a/b-c.md", "a-b/c.md", "d.md", "e.md", "f.md", "g.md", "h.md", "i.md", "j.md",
    "k.md", "l.md", "m.md", "n.md", "o.md", "p.md", "q.md",
];

fn notice(index: usize, title: &str) -> String {
    let text = toml_text(title);
    // An issuer names a folder, and folders end at 255 bytes.
    let issuer = toml_text(&title.chars().take(60).collect::<String>());
    let day = index % 28 + 1;
    format!(
        r#"+++
type = "GM"
number = "{number}/GM-UBND"
issued = 2026-06-01
issuer = {issuer}
level = "commune"
title = {text}
audience = "public"
published = 2026-06-01T08:00:00
topics = [{text}]
[[session]]
date = 2026-07-{day:02}
start = "08:00"
title = {text}
[[session]]
id = "toi"
date = 2026-07-{day:02}
start = "23:30"
[[session]]
id = "ca-ngay"
date = 2026-08-{day:02}
part = "day"
[[point]]
place = {text}
address = {text}
chair = [{{ name = {text}, post = {text} }}]
participants = [{text}]
[[point]]
level = "province"
host = {text}
place = {text}
[[task]]
do = {text}
before = 2026-07-{day:02}T00:00:00
submit_to = {text}
[[task]]
do = {text}
until = 2026-07-{day:02}
+++
"#,
        number = index + 10,
    )
}

/// A TOML basic string of any text.
fn toml_text(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|letter| match letter {
            '"' | '\\' => format!("\\{letter}"),
            letter if letter.is_control() => format!("\\u{:04X}", u32::from(letter)),
            letter => letter.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

#[test]
fn every_feed_of_a_hostile_site_is_read_back() {
    let portal = Portal::of(&notices());
    assert_read_back(&portal);
    let entry = portal.entry("d.1");
    assert!(entry.summary.contains("END:VEVENT"), "{}", entry.summary);
    let all = portal.feed("lich/tat-ca.ics").entries.len();
    assert_eq!(
        portal
            .text("lich/tat-ca.ics")
            .matches("\r\nEND:VEVENT\r\n")
            .count(),
        all
    );
}

#[test]
fn calendars_and_categories_hold_no_separators() {
    let portal = Portal::of(&notices());
    let text = portal.text("lich/tat-ca.ics").replace("\r\n ", "");
    for line in text.split("\r\n") {
        if line.starts_with("NAME:") || line.starts_with("X-WR-CALNAME:") {
            assert_eq!(
                line.split_once(':').map(|(_, name)| name),
                Some("Lịch họp xã A B")
            );
        }
        if let Some(words) = line.strip_prefix("CATEGORIES:") {
            assert!(
                !words.contains(';') && words.matches(',').count() <= 1,
                "{words}"
            );
        }
    }
}
