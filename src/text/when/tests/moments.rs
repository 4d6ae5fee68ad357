//! Which expressions of time make one moment.

use super::*;

/// Moments in the notation of the tables, joined by ` | `; `^` marks days taken
/// from an earlier moment.
fn show_moments(text: &str) -> String {
    let moments = read_moments(text, Context::default());
    joined(&moments, show_moment, " | ")
}

fn show_moment(moment: &Moment) -> String {
    let mut words = Vec::new();
    words.extend(
        moment
            .bound
            .map(|bound| format!("{bound:?}").to_lowercase()),
    );
    words.extend(moment.half_days.map(|halves| format!("{halves} halves")));
    words.extend(moment.clock.map(show_time));
    words.extend(moment.end.map(|end| format!("-{}", show_time(end))));
    words.extend(moment.weekday.map(show_weekday));
    words.extend(moment.half_day.map(show_half_day));
    let dates = joined(&moment.dates, |date| show_date(*date), "+");
    let inherited = if moment.is_date_inherited { "^" } else { "" };
    words.push(format!("{inherited}{dates}"));
    words.join(" ").trim_end().to_owned()
}

#[test]
fn neighbours_are_one_moment() {
    for (text, expected) in [
        (
            "14 giờ 00 phút ngày 09/7/2026 (chiều thứ Năm)",
            "14:00 thu afternoon 2026-07-09",
        ),
        (
            "01 buổi, bắt đầu lúc 08 giờ 00 phút, thứ Hai, ngày 13/01/2025",
            "1 halves 08:00 mon 2025-01-13",
        ),
        (
            "1 buổi sáng, bắt đầu từ 8 giờ, thứ Hai, ngày 13/01/2025",
            "1 halves 08:00 mon morning 2025-01-13",
        ),
        (
            "hoàn thành trước 17 giờ, ngày 08/7/2026 (thứ Tư)",
            "before 17:00 wed 2026-07-08",
        ),
        ("trước ngày 10/01/2025", "before 2025-01-10"),
        (
            "Ngày 09/7/2026, từ 8 giờ đến 11 giờ 30 phút",
            "08:00 -11:30 2026-07-09",
        ),
        (
            "từ 08 giờ 00 ngày 23/5/2026 đến 11 giờ 30",
            "08:00 -11:30 2026-05-23",
        ),
        (
            "từ 08 giờ 00 ngày 23/5/2026 đến 16 giờ 30 ngày 24/5/2026",
            "08:00 2026-05-23 | 16:30 2026-05-24",
        ),
        (
            "trước ngày 10/7/2026, thứ Hai 13/7/2026 họp",
            "before 2026-07-10 | mon 2026-07-13",
        ),
        (
            "ngày 09/7/2026 (chiều thứ Năm), 10/7/2026",
            "thu afternoon 2026-07-09 | 2026-07-10",
        ),
        (
            "từ thứ Hai, ngày 14/7/2025 đến thứ Sáu, ngày 18/7/2025",
            "mon 2025-07-14 | fri 2025-07-18",
        ),
        (
            "dời từ 8 giờ 00 ngày 09/7/2026 sang 14 giờ 00 ngày 10/7/2026",
            "08:00 2026-07-09 | 14:00 2026-07-10",
        ),
        ("ngày 08/7/2026, trước 17 giờ", "before 17:00 2026-07-08"),
    ] {
        assert_eq!(show_moments(text), expected, "{text}");
    }
}

#[test]
fn clocks_after_a_range_of_days_take_its_days() {
    let text = "1,5 ngày, từ ngày 04 - 05 tháng 12 năm 2023. Buổi sáng: Từ 08 giờ; Buổi chiều: Từ \
                14 giờ";
    assert_eq!(
        show_moments(text),
        "3 halves 2023-12-04+2023-12-05 | 08:00 morning ^2023-12-04+2023-12-05 | \
         14:00 afternoon ^2023-12-04+2023-12-05"
    );
}

#[test]
fn days_are_not_taken_over_a_paragraph_or_a_weekday() {
    assert_eq!(
        show_moments("Ngày 23/5/2026.\n\nBắt đầu lúc 8 giờ"),
        "2026-05-23 | 08:00"
    );
    assert_eq!(
        show_moments("Thứ Hai (14/7/2025): 8h00; chiều thứ Ba: 14h00"),
        "08:00 mon 2025-07-14 | 14:00 tue afternoon"
    );
}

#[test]
fn a_row_of_times_is_several_moments() {
    assert_eq!(
        show_moments("Ngày 23/5/2026: 8 giờ khai giảng; 14 giờ học chuyên đề 2"),
        "08:00 2026-05-23 | 14:00 ^2026-05-23"
    );
    assert_eq!(
        show_moments("8 giờ sáng, 14 giờ chiều ngày 23/5/2026"),
        "08:00 morning | 14:00 afternoon 2026-05-23"
    );
}

#[test]
fn limits_and_cycles_are_no_moments() {
    assert_eq!(
        show_moments("không quá 10 phút, thứ 5 hằng tuần, 01 buổi"),
        ""
    );
}

#[test]
fn spans_cover_the_words_of_a_moment() {
    let text = "- Thời gian: **14 giờ 00 phút ngày 09/7/2026 (chiều thứ Năm).**";
    let moments = read_moments(text, Context::default());
    let words: Vec<&str> = moments
        .iter()
        .filter_map(|moment| text.get(moment.span.clone()))
        .collect();
    assert_eq!(words, ["14 giờ 00 phút ngày 09/7/2026 (chiều thứ Năm"]);
}

#[test]
fn long_and_reversed_ranges_keep_their_ends() {
    let days = |text| {
        read_moments(text, Context::default())
            .first()
            .map(|moment| moment.dates.len())
    };
    assert_eq!(days("từ ngày 01/01/2026 đến ngày 31/12/2026"), Some(2));
    assert_eq!(days("từ ngày 05/12/2026 đến ngày 04/12/2026"), Some(2));
    assert_eq!(days("từ ngày 30/11/2026 đến ngày 02/12/2026"), Some(3));
}

#[test]
fn a_wrong_weekday_is_found_where_one_day_is_named() {
    let wrong = |text| {
        let moments = read_moments(text, Context::default());
        moments.iter().find_map(Moment::wrong_weekday)
    };
    let thursday = (jiff::civil::date(2026, 7, 9), Weekday::Thursday);
    assert_eq!(wrong("thứ Ba, ngày 09/7/2026"), Some(thursday));
    assert_eq!(wrong("ngày 09/7/2026 (chiều thứ Tư)"), Some(thursday));
    assert_eq!(wrong("trước 17 giờ thứ Tư, ngày 09/7/2026"), Some(thursday));
    assert_eq!(wrong("thứ Năm, ngày 09/7/2026"), None);
    assert_eq!(wrong("thứ Bảy và Chủ nhật (23-24/5/2026)"), None);
    assert_eq!(wrong("thứ Ba, ngày tháng 7 năm 2026"), None);
}
