//! The forms of times that documents use.

use super::*;

#[test]
fn clocks() {
    check(&[
        ("08 giờ 00 phút", "08:00"),
        ("10 giờ 00", "10:00"),
        ("8 giờ", "08:00"),
        ("8 GIỜ 30 PHÚT", "08:30"),
        ("7 giờ 30'", "07:30"),
        ("7 giờ 30’", "07:30"),
        ("8 giờ rưỡi", "08:30"),
        ("7 giờ kém 15", "06:45"),
        ("7 giờ kém 15 phút, ngày 09/7/2026", "06:45 | 2026-07-09"),
        ("2 giờ kém 10 chiều", "13:50 | afternoon"),
        ("8h kém 5", "07:55"),
        ("0 giờ kém 15", ""),
        ("chất lượng kém 15 điểm", ""),
        ("14h00", "14:00"),
        ("14H00", "14:00"),
        ("8h30", "08:30"),
        ("8h", "08:00"),
        ("14 h 00 phút", "14:00"),
        ("07g30", "07:30"),
        ("7:30", "07:30"),
        ("14:00h", "14:00"),
        ("14h:00", "14:00"),
        ("8h30p", "08:30"),
        ("8h30 phút", "08:30"),
        ("bắt đầu lúc 13 giờ 00 phút", "13:00"),
        ("Vào hồi 14 giờ 00 phút.", "14:00"),
        ("đúng 8 giờ", "08:00"),
        ("lúc 0 giờ", "00:00"),
        ("2 giờ chiều", "14:00 | afternoon"),
        ("7 giờ tối", "19:00 | evening"),
        ("9 giờ chiều", "09:00 | afternoon"),
        ("vào khoảng 8 giờ 00", "08:00"),
        ("7 rưỡi sáng", "07:30 | morning"),
        ("4 rưỡi chiều nay", "16:30 | afternoon"),
        ("lúc 7 rưỡi", "07:30"),
        ("lúc 7.30", "07:30"),
        ("lúc 7.30.", "07:30"),
        ("trước 17.00 ngày 08/7/2026", "before 17:00 2026-07-08"),
        ("lúc 7.30 ngày 09/7/2026", "07:30 | 2026-07-09"),
        ("14.00 giờ, ngày 09/7/2026", "14:00 | 2026-07-09"),
        ("7.30 sáng thứ Năm", "07:30 | morning | thu"),
        ("07 giờ 30'", "07:30"),
    ]);
}

#[test]
fn ranges_of_clocks() {
    check(&[
        ("từ 8 giờ đến 11 giờ 30 phút", "08:00-11:30"),
        ("07h30 -9h00", "07:30-09:00"),
        ("07h30-9h00", "07:30-09:00"),
        ("13:30 – 17:00", "13:30-17:00"),
        ("từ 8 - 11 giờ", "08:00-11:00"),
        ("8h-11h30", "08:00-11:30"),
        ("từ 8.00 đến 11.30", "08:00-11:30"),
        ("từ 8.00 - 11.30", "08:00-11:30"),
        ("- 8 giờ 00\n- 9 giờ 00", "08:00 | 09:00"),
    ]);
}

#[test]
fn dates() {
    check(&[
        ("13/01/2025", "2025-01-13"),
        ("09/7/2026", "2026-07-09"),
        ("ngày 13/ 01/2025", "2025-01-13"),
        ("01.01.2025", "2025-01-01"),
        ("13-01-2025", "2025-01-13"),
        ("7/1/25", "2025-01-07"),
        ("ngày 13 tháng 01 năm 2025", "2025-01-13"),
        ("NGÀY 13 THÁNG 01 NĂM 2025", "2025-01-13"),
        ("ngày\n13 tháng 01\nnăm 2025", "2025-01-13"),
        ("ngày 05 tháng 9", "?-09-05"),
        ("ngày 14/3", "?-03-14"),
        ("ngày 14/3 năm 2022", "2022-03-14"),
        ("mùng 2 tháng 9 năm 2026", "2026-09-02"),
        ("Ngày: 01.01.2025", "2025-01-01"),
        ("Quảng Ngãi, ngày tháng 7 năm 2026", "2026-07-?"),
        ("Quảng Ngãi, ngày      tháng 7 năm 2026", "2026-07-?"),
        ("ngày … tháng 7 năm 2026", "2026-07-?"),
        ("ngày ... tháng ... năm 2026", "2026-?-?"),
        ("trong tháng 7 năm 2026", "2026-07-?"),
        ("tháng 7/2026", "2026-07-?"),
        ("ngày 31/02/2026", "2026-02-31"),
    ]);
}

#[test]
fn ranges_and_lists_of_dates() {
    check(&[
        (
            "từ ngày 04 - 05 tháng 12 năm 2023",
            "2023-12-04..2023-12-05",
        ),
        ("ngày 04-05/12/2023", "2023-12-04..2023-12-05"),
        ("Ngày 23 và 24/5/2026", "2026-05-23+2026-05-24"),
        (
            "ngày 23, 24 và 25/5/2026",
            "2026-05-23+2026-05-24+2026-05-25",
        ),
        (
            "các ngày 23, 24, 25/5/2026",
            "2026-05-23+2026-05-24+2026-05-25",
        ),
        ("từ ngày 14/3 đến ngày 18/3/2022", "2022-03-14..2022-03-18"),
        ("từ 14/3 đến 18/3/2022", "2022-03-14..2022-03-18"),
        ("từ 04/12/2023 đến 05/12/2023", "2023-12-04..2023-12-05"),
        (
            "từ ngày 04 đến hết ngày 10/12/2023",
            "2023-12-04..2023-12-10",
        ),
        ("từ 04/12/2023 đến 05/12", "2023-12-04..2023-12-05"),
        (
            "từ ngày 30/12/2025 đến ngày 02/01/2026",
            "2025-12-30..2026-01-02",
        ),
        (
            "ngày 4 - 6 và 8/12/2023",
            "2023-12-04+2023-12-05+2023-12-06+2023-12-08",
        ),
        (
            "02 ngày (23 và 24/5/2026)",
            "4 halves | 2026-05-23+2026-05-24",
        ),
        ("ngày 23/5/2026 và 24 đại biểu", "2026-05-23"),
        ("ngày 22/12/2024, 5 người", "2024-12-22"),
        ("ngày 13/01/2025, 8h30 họp", "2025-01-13 | 08:30"),
    ]);
}

#[test]
fn weekdays_and_half_days() {
    check(&[
        ("thứ Hai, ngày 13/01/2025", "mon | 2025-01-13"),
        ("Thứ hai, ngày 13/01/2025", "mon | 2025-01-13"),
        ("(chiều thứ Năm)", "afternoon | thu"),
        ("(sáng thứ năm)", "morning | thu"),
        ("(Chủ nhật)", "sun"),
        ("CHỦ NHẬT", "sun"),
        ("ngày 24/5/2026 (CN)", "2026-05-24 | sun"),
        ("14h00 thứ Ba, ngày 16/6/2026", "14:00 | tue | 2026-06-16"),
        ("T. Hai, ngày 13/01/2025", "mon | 2025-01-13"),
        ("Thứ 2 (14/7)", "mon | ?-07-14"),
        ("T2 (14/7)", "mon | ?-07-14"),
        ("ngày 09/7/2026 (t5)", "2026-07-09 | thu"),
        ("(T5) ngày 09/7/2026", "thu | 2026-07-09"),
        ("Thứ-Năm, ngày 09/7/2026", "thu | 2026-07-09"),
        ("Thứ.5, ngày 09/7/2026", "thu | 2026-07-09"),
        ("ngày 09+10/7/2026", "2026-07-09+2026-07-10"),
        (
            "ngày 9/7/2026 (nhằm ngày 25 tháng 5 năm Bính Ngọ), lúc 8 giờ",
            "2026-07-09 | 08:00",
        ),
        (
            "thứ Năm ngày 05 và thứ Sáu ngày 06 tháng 11 năm 2026",
            "thu | 2026-11-05 | fri | 2026-11-06",
        ),
        (
            "sáng ngày 05, chiều thứ Sáu, ngày 06 và ngày 07/11/2026",
            "morning | 2026-11-05 | afternoon | fri | 2026-11-06+2026-11-07",
        ),
        (
            "chiều ngày 4; sáng ngày 5/11/2026",
            "afternoon | 2026-11-04 | morning | 2026-11-05",
        ),
        ("THỨ BẢY 23/5/2026", "sat | 2026-05-23"),
        ("ngày 16/7/2026 (thứ 5)", "2026-07-16 | thu"),
        ("chiều thứ 5", "afternoon | thu"),
        ("8 giờ sáng", "08:00 | morning"),
        ("Sáng 23/5", "morning | ?-05-23"),
        ("buổi sáng", "morning"),
        (
            "sáng và chiều ngày 23/5/2026",
            "morning | afternoon | 2026-05-23",
        ),
        (
            "Sáng: 8h00; Chiều: 14h00",
            "morning | 08:00 | afternoon | 14:00",
        ),
        ("tối ngày 02/9/2026", "evening | 2026-09-02"),
        ("sáng mai", "morning"),
    ]);
}

#[test]
fn lengths_offsets_and_limits() {
    check(&[
        ("01 buổi", "1 halves"),
        ("1 buổi sáng", "1 halves | morning"),
        ("1,5 ngày", "3 halves"),
        ("1.5 ngày", "3 halves"),
        ("½ ngày", "1 halves"),
        ("1½ ngày", "3 halves"),
        ("1/2 ngày", "1 halves"),
        ("nửa ngày", "1 halves"),
        ("Thời gian: hai ngày.", "4 halves"),
        ("một ngày rưỡi", "3 halves"),
        (
            "Thời gian: 02 ngày 23 và 24/5/2026",
            "4 halves | 2026-05-23+2026-05-24",
        ),
        ("có mặt trước 15 phút", "15 early"),
        ("có mặt trước giờ khai mạc 15 phút", "15 early"),
        ("có mặt 15 phút trước giờ họp", "15 early"),
        ("đến sớm hơn 10 phút", "10 early"),
        ("có mặt trước cuộc họp 30 phút", "30 early"),
        ("trước khi họp 15 phút", "15 early"),
        ("gửi tài liệu trước 02 ngày", "2 days early"),
        (
            "gửi trước cuộc họp ít nhất 03 ngày làm việc",
            "3 workdays early",
        ),
        ("trước phiên họp 05 ngày", "5 days early"),
        ("trước 24 ngày 08/7/2026", "2026-07-08"),
        ("trước 02 người", ""),
        ("trước ít nhất 30 phút", "30 early"),
        ("không quá 10 phút", "max 10"),
        ("tối đa là 15 phút/ý kiến", "max 15"),
        ("không quá 02 giờ", "max 120"),
        ("khoảng 30 phút", "about 30"),
        ("khoảng 1 giờ 30 phút", "about 90"),
        ("không quá 10 - 15 phút", "max 15"),
    ]);
}

#[test]
fn deadlines() {
    check(&[
        ("trước 17 giờ, ngày 08/7/2026", "before 17:00 2026-07-08"),
        (
            "hoàn thành trước 17 giờ, ngày 08/7/2026",
            "before 17:00 2026-07-08",
        ),
        ("trước 17 giờ ngày 01/12/2023", "before 17:00 2023-12-01"),
        ("trước 17 giờ 08/7/2026", "before 17:00 2026-07-08"),
        (
            "trước **17 giờ**, ngày 08/7/2026",
            "before 17:00 2026-07-08",
        ),
        ("trước ngày 10/01/2025", "before 2025-01-10"),
        (
            "trước 10 giờ 00 phút ngày 09/7/2026",
            "before 10:00 2026-07-09",
        ),
        (
            "trước 17h00 thứ Sáu, ngày 10/7/2026",
            "before 17:00 fri 2026-07-10",
        ),
        (
            "trước 16 giờ 30 ngày thứ Sáu (10/7/2026)",
            "before 16:30 fri 2026-07-10",
        ),
        (
            "trước 16 giờ chiều ngày 08/7/2026",
            "before 16:00 2026-07-08",
        ),
        ("đến hết ngày 15/7/2026", "until 2026-07-15"),
        ("hết ngày 15/7", "until ?-07-15"),
        ("chậm nhất là ngày 15/7/2026", "until 2026-07-15"),
        (
            "chậm nhất trước 17h00 ngày 15/7/2026",
            "before 17:00 2026-07-15",
        ),
        ("Hạn chót: 17h00 ngày 15/7/2026", "until 17:00 2026-07-15"),
        (
            "thời hạn gửi báo cáo trước ngày 15/7/2026",
            "before 2026-07-15",
        ),
        (
            "không muộn hơn 17 giờ ngày 15/7/2026",
            "until 17:00 2026-07-15",
        ),
        ("không quá 17 giờ ngày 15/7/2026", "until 17:00 2026-07-15"),
        ("hoàn thành trong ngày 15/7/2026", "until 2026-07-15"),
        ("từ nay đến ngày 15/7/2026", "until 2026-07-15"),
        ("trước 17 giờ", "before 17:00"),
        ("tính đến hết ngày 30/6/2026", "2026-06-30"),
    ]);
}

#[test]
fn cycles_and_open_times() {
    check(&[
        ("thứ 5 hằng tuần", "weekly thu"),
        ("Thứ Hai, thứ Năm hàng tuần", "weekly mon,thu"),
        ("sáng thứ Hai hằng tuần", "morning | weekly mon"),
        ("Chủ nhật hàng tuần", "weekly sun"),
        ("ngày 05 và 20 hàng tháng", "monthly 5,20"),
        ("ngày 05 và ngày 20 hằng tháng", "monthly 5,20"),
        ("các ngày 10, 20 và 30 hằng tháng", "monthly 10,20,30"),
        ("ngày 15 của tháng", "monthly 15"),
        ("trước ngày 18 hằng tháng", "before monthly 18"),
        ("chậm nhất ngày 18 hằng tháng", "until monthly 18"),
        ("thứ Sáu tuần thứ 2 và thứ 4", "monthly fri#2,fri#4"),
        (
            "thứ Sáu tuần thứ hai và tuần thứ tư hằng tháng",
            "monthly fri#2,fri#4",
        ),
        ("thứ Sáu cuối cùng hằng tháng", "monthly last fri"),
        ("thứ Hai tuần đầu tiên của tháng", "monthly mon#1"),
        ("ngày làm việc đầu tiên của tháng", "monthly workday#1"),
        ("ngày làm việc cuối cùng hằng tháng", "monthly last workday"),
        (
            "trước ngày làm việc thứ 5 của tháng",
            "before monthly workday#5",
        ),
        ("ngày làm việc đầu tiên sau Tết", ""),
        (
            "ngày 05 hằng tháng; nếu trùng ngày nghỉ thì chuyển sang ngày làm việc tiếp theo",
            "monthly 5 | shift",
        ),
        ("thời gian sẽ được thông báo sau", "open"),
        ("Thời gian: có Giấy mời riêng", "open"),
        ("ĐANG XIN Ý KIẾN", "open"),
    ]);
}

#[test]
fn the_context_completes_dates() {
    let read = |text, context| show(&read_times(text, context));
    let titled = Context {
        year: Some(2025),
        anchor: None,
    };
    assert_eq!(read("Thứ 2 (14/7)", titled), "mon | 2025-07-14");
    assert_eq!(read("ngày 23/5/2026", titled), "2026-05-23");
    assert_eq!(read("trước ngày 10/01", titled), "before 2025-01-10");
    let anchored = Context {
        year: None,
        anchor: Some(jiff::civil::date(2025, 12, 29)),
    };
    assert_eq!(read("ngày 05/01", anchored), "2026-01-05");
    assert_eq!(read("ngày 30/12", anchored), "2025-12-30");
}

#[test]
fn impossible_dates_are_told_apart_from_partial_ones() {
    let parts = |text| match read_times(text, Context::default()).as_slice() {
        [
            Phrase {
                kind: PhraseKind::Date(parts),
                ..
            },
        ] => *parts,
        other => panic!("{other:?}"),
    };
    assert!(parts("ngày 31/02/2026").is_impossible());
    assert!(!parts("ngày tháng 7 năm 2026").is_impossible());
    assert_eq!(parts("ngày tháng 7 năm 2026").date(), None);
}

#[test]
fn half_days_and_clocks_agree_or_not() {
    let agrees = |half_day: HalfDay, hour, minute| {
        half_day.agrees_with(jiff::civil::time(hour, minute, 0, 0))
    };
    assert!(agrees(HalfDay::Morning, 7, 30));
    assert!(!agrees(HalfDay::Morning, 13, 0));
    assert!(agrees(HalfDay::Afternoon, 13, 0));
    assert!(!agrees(HalfDay::Afternoon, 9, 0));
    assert!(agrees(HalfDay::Evening, 19, 30));
}

#[test]
fn forms_of_hurried_typists() {
    check(&[
        ("13h 30", "13:30"),
        ("13h 30, ngày 09/7/2026", "13:30 | 2026-07-09"),
        ("7h 45 ngày 09/7/2026", "07:45 | 2026-07-09"),
        ("14h 30 đại biểu", "14:00"),
        ("08 giờ:30", "08:30"),
        ("08 giờ: 30 đại biểu", "08:00"),
        ("8h00' ngày mồng 5/7/2026", "08:00 | 2026-07-05"),
        ("14h00´ ngày 9/7/2026", "14:00 | 2026-07-09"),
        ("14H00 ngày 9/7/2026", "14:00 | 2026-07-09"),
        ("14h00', Thứ 5 ngày 09/7/2026", "14:00 | thu | 2026-07-09"),
        ("Thứ 5 - ngày 09/7", "thu | ?-07-09"),
        ("Thứ Năm - 09/7/2026", "thu | 2026-07-09"),
        ("CN, 12/7/2026", "sun | 2026-07-12"),
        ("sáng thứ Hai tuần sau", "morning | mon"),
        ("7 giờ rưỡi", "07:30"),
        ("11h30 trưa", "11:30"),
        ("ngày  09 / 7 / 2026", "2026-07-09"),
        ("ngày 9/7/26", "2026-07-09"),
        ("9-11/7/2026", "2026-07-09..2026-07-11"),
        (
            "1,5 ngày (từ chiều ngày 09/7 đến hết ngày 10/7/2026)",
            "3 halves | afternoon | 2026-07-09..2026-07-10",
        ),
        (
            "chậm nhất đến 17 giờ 00 ngày 08/7/2026",
            "until 17:00 2026-07-08",
        ),
        ("trước thứ Tư (08/7/2026)", "before wed 2026-07-08"),
    ]);
}

#[test]
fn clocks_in_words_and_in_four_digits() {
    check(&[
        ("tám giờ sáng", "08:00 | morning"),
        ("lúc tám giờ ba mươi", "08:30"),
        ("tám giờ ba mươi, ngày 09/7/2026", "08:30 | 2026-07-09"),
        ("tám giờ ba mươi phút ngày 09/7/2026", "08:30 | 2026-07-09"),
        ("Vào hồi mười bốn giờ, thứ Năm", "14:00 | thu"),
        ("hai giờ rưỡi chiều", "14:30 | afternoon"),
        ("lúc mười một giờ bốn mươi lăm phút", "11:45"),
        ("lúc hai mươi giờ", "20:00"),
        ("lúc 8 giờ ba mươi", "08:30"),
        ("lúc tám giờ 30", "08:30"),
        ("lúc tám giờ năm 2026", "08:00"),
        ("từ tám giờ đến mười một giờ ba mươi phút", "08:00-11:30"),
        ("trước bảy giờ ngày 09/7/2026", "before 07:00 2026-07-09"),
        ("13 g 30", "13:30"),
        ("13 g 30, ngày 09/7/2026", "13:30 | 2026-07-09"),
        ("13 g 30 phút", "13:30"),
        ("lúc 13g, ngày 09/7/2026", "13:00 | 2026-07-09"),
        ("7g30 - 9g", "07:30-09:00"),
        ("lúc 0730", "07:30"),
        ("lúc 0730 ngày 09/7/2026", "07:30 | 2026-07-09"),
        ("lúc 1400, ngày 09/7/2026", "14:00 | 2026-07-09"),
        ("lúc 1930 ngày 09/7/2026", "19:30 | 2026-07-09"),
        ("từ 0730 đến 1130", "07:30-11:30"),
        ("từ 0730-1130 ngày 09/7/2026", "07:30-11:30 | 2026-07-09"),
        ("0730h", "07:30"),
    ]);
}

#[test]
fn days_before_a_hyphen() {
    check(&[
        ("ngày 9-7", "?-07-09"),
        ("ngày 30-4 và 1/5", "?-04-30+?-05-01"),
        ("ngày 9-7-2026", "2026-07-09"),
        ("ngày 9-7/2026", "2026-07-09"),
        ("ngày 5-7 năm 2026", "2026-07-05"),
        ("ngày 09-07.", "?-07-09"),
        ("ngày mùng 5 tháng 7", "?-07-05"),
        ("trước ngày 15-7", "before ?-07-15"),
        ("ngày 5-7", ""),
        ("ngày 4-5/12/2026", "2026-12-04..2026-12-05"),
        ("ngày 9-7 và 10/8", "?-07-09+?-08-10"),
        ("ngày 30-2/9/2026", "2026-09-30..2026-09-02"),
    ]);
}

#[test]
fn ends_of_working_days() {
    check(&[
        ("hết giờ hành chính ngày 08/7/2026", "closing 2026-07-08"),
        ("đến hết giờ làm việc ngày 08/7/2026", "closing 2026-07-08"),
        (
            "trước khi hết giờ hành chính thứ Sáu, ngày 10/7/2026",
            "closing fri 2026-07-10",
        ),
        ("chậm nhất cuối giờ chiều ngày 08/7", "closing ?-07-08"),
        (
            "hết giờ làm việc buổi sáng ngày 08/7/2026",
            "closing 2026-07-08",
        ),
        ("cuối giờ làm việc ngày 08/7/2026", "2026-07-08"),
        ("hết giờ hành chính", ""),
        ("trong giờ hành chính", ""),
        ("ngoài giờ làm việc, hết giờ", ""),
        ("đầu giờ chiều ngày 08/7/2026", "afternoon | 2026-07-08"),
    ]);
}
