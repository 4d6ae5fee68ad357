//! What looks like a time and is none.

use super::*;

#[test]
fn numbers_that_are_no_times() {
    let decoys = [
        "nhiệm kỳ 2021 - 2026",
        "nhiệm kỳ 2021-2026",
        "giai đoạn 2021 - 2025, định hướng đến năm 2030",
        "6 tháng cuối năm 2026",
        "6 tháng đầu năm; phương hướng 6 tháng cuối năm 2026",
        "9 tháng năm 2026",
        "khóa XX",
        "khóa XIII, kỳ họp thứ 8",
        "đường dây 500KV",
        "29/2018/QH14",
        "Nghị định 30/2020/NĐ-CP",
        "Luật 91/2025/QH15",
        "Số 25-KH/TW",
        "Số: 88/GM-UBND",
        "05/BNV-VP",
        "05/12/NQ-HĐND",
        "12/5-KH/TU",
        "Đề án 06",
        "số 146, đường Lê Trung Đình",
        "146 Lê Trung Đình",
        "số 01 đường Độc Lập",
        "96 điểm cầu",
        "phường 12, quận 5",
        "tầng 1",
        "điện thoại: 0900 000 000",
        "2/3 đại biểu",
        "từ 2/3 đại biểu trở lên",
        "5/7 đồng chí",
        "trực 24/7",
        "trong 24 giờ",
        "mỗi 2 giờ",
        "02 giờ đồng hồ",
        "24 giờ",
        "mạng 5G, 4G",
        "câu lạc bộ 4H",
        "tỷ lệ 1:50",
        "Chuyên đề 1: Quản trị toàn diện",
        "Mục 2: 96 điểm",
        "chính quyền địa phương 2 cấp",
        "16 đồng chí",
        "1.2. Thành phần",
        "2.1. Địa điểm",
        "năm học 2025 - 2026",
        "25/2026",
        "ngày 10/3 âm lịch",
        "trước ngày 15 tháng 7 (âm lịch)",
        "Hội trường 19/8, phòng họp 2/9",
        "địa chỉ 10.1.2020.5",
        "Thời hạn: 05 ngày làm việc",
        "phòng 302, nhà A1, số 12/5 đường 30/4",
        "Km 12+500",
        "Thời lượng 45 phút",
        "tổ chức 01 lần/tháng",
        "8 tiếng/ngày",
        "không quá 15 giờ",
        "trong 3 ngày làm việc",
        "05 ngày kể từ",
        "01 buổi lễ",
        "trang trọng, 1/2 số đại biểu",
    ];
    check(&decoys.map(|text| (text, "")));
}

#[test]
fn words_that_are_no_times() {
    let decoys = [
        "đổi mới sáng tạo",
        "sáng kiến, sáng tạo",
        "TỐI MẬT",
        "mở rộng tối đa",
        "tối thiểu, tối ưu",
        "theo chiều hướng tốt",
        "chiều dài, chiều cao",
        "Hội nghị lần thứ hai",
        "lần thứ Hai",
        "phiên họp thứ Ba",
        "phiên họp thứ 5",
        "Thứ hai, về công tác cán bộ",
        "thứ ba là",
        "Thứ trưởng",
        "Việt Nam, năm mới",
        "Tổ tư vấn",
        "đến dự Hội nghị",
        "trước, trong và sau Hội nghị",
        "trước mắt",
        "từ Trung ương đến cơ sở",
        "hạn chế, khó khăn",
        "không quá nhiều",
        "thông báo triệu tập",
        "ngày truyền thống",
        "ngày, tháng, năm sinh",
        "bắt đầu từ cơ sở",
    ];
    check(&decoys.map(|text| (text, "")));
}

#[test]
fn only_the_time_is_read_beside_a_decoy() {
    check(&[
        ("Quyết định số 257-QĐ/TU ngày 08/12/2025", "2025-12-08"),
        ("Đề án 06 ngày 06/01/2022", "2022-01-06"),
        ("phiên họp thứ 5, ngày 13/01/2025", "2025-01-13"),
        ("nhiệm vụ 6 tháng cuối năm 2026, 14h00", "14:00"),
        ("lúc 8 giờ 96 điểm cầu", "08:00"),
        ("5/7 đồng chí dự từ 14h00", "14:00"),
    ]);
}
