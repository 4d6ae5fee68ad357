//! Sentences of real papers.

use super::*;

#[test]
fn the_invitation_of_january_2025() {
    check(&[
        (
            "Thực hiện Kế hoạch số 25-KH/TW ngày 29/12/2024 của Ban Bí thư Trung ương Đảng và đề \
             nghị của Văn phòng Trung ương Đảng tại Công văn số 12819-CV/VPTW ngày 30/12/2024 tổ \
             chức Hội nghị toàn quốc về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo",
            "2024-12-29 | 2024-12-30",
        ),
        (
            "II. Thời gian: 01 buổi, bắt đầu lúc 08 giờ 00 phút, thứ Hai, ngày 13/01/2025.",
            "1 halves | 08:00 | mon | 2025-01-13",
        ),
        (
            "Tại Hội trường Tỉnh ủy, số 146, đường Lê Trung Đình, thành phố Quảng Ngãi.",
            "",
        ),
        (
            "Ban Chấp hành Đảng bộ tỉnh khóa XX (các đồng chí Ủy viên",
            "",
        ),
    ]);
}

#[test]
fn the_invitation_of_july_2026() {
    check(&[
        ("Quảng Ngãi, ngày tháng 7 năm 2026", "2026-07-?"),
        ("Số -GM/CQTT", ""),
        (
            "trên địa bàn tỉnh 6 tháng đầu năm; phương hướng, nhiệm vụ trọng tâm 6 tháng cuối năm \
             2026, cụ thể như sau:",
            "",
        ),
        (
            "- Thời gian: **14 giờ 00 phút ngày 09/7/2026 (chiều thứ Năm).**",
            "14:00 | 2026-07-09 | afternoon | thu",
        ),
        (
            "theo Link hoặc Mã QR bên dưới, **hoàn thành trước 17 giờ, ngày 08/7/2026**.",
            "before 17:00 2026-07-08",
        ),
        (
            "đường truyền: **Bắt đầu từ 10 giờ 00, ngày 09/7/2026 (sáng thứ Năm)**.",
            "10:00 | 2026-07-09 | morning | thu",
        ),
        (
            "**Bắt đầu lúc 13 giờ 00 phút, ngày 09/7/2026 (chiều thứ Năm)**.",
            "13:00 | 2026-07-09 | afternoon | thu",
        ),
        (
            "để kết nối đến 96 điểm cầu các xã, phường, đặc khu trong tỉnh.",
            "",
        ),
        (
            "Nội dung phát biểu, thảo luận **không quá 10 phút**, cần đi sâu vào phân tích thực \
             trạng; thực hiện có hiệu quả các nhiệm vụ 6 tháng cuối năm 2026. Nội dung đăng ký \
             gửi về Văn phòng Tỉnh ủy - Cơ quan Thường trực Ban Chỉ đạo **trước 10 giờ 00 phút \
             ngày 09/7/2026** để tổng hợp",
            "max 10 | before 10:00 2026-07-09",
        ),
        ("(phụ trách KHCN, ĐMST, CDS và Đề án 06).", ""),
    ]);
}

#[test]
fn the_plan_of_december_2024() {
    check(&[
        ("Hà Nội, ngày 29 tháng 12 năm 2024", "2024-12-29"),
        ("Số đến: 194\nNgày: 01.01.2025\nChuyển: MM", "2025-01-01"),
        (
            "1. Thời gian: 1 buổi sáng, bắt đầu từ 8 giờ, thứ Hai, ngày 13/01/2025.",
            "1 halves | morning | 08:00 | mon | 2025-01-13",
        ),
        (
            "4. Nội dung, chương trình Hội nghị (từ 8 giờ đến 11 giờ 30 phút)",
            "08:00-11:30",
        ),
        (
            "dự thảo Báo cáo tóm tắt trình bày tại Hội nghị (*không quá 30 phút*).",
            "max 30",
        ),
        ("quán triệt tại Hội nghị (*khoảng 30 phút*).", "about 30"),
        (
            "trình chiếu phóng sự (*không quá 20 phút*). Tổ chức truyền hình",
            "max 20",
        ),
        (
            "địa phương mình về **Văn phòng Trung ương Đảng trước ngày 10/01/2025**.",
            "before 2025-01-10",
        ),
        (
            "Nghị quyết số 57-NQ/TW, ngày 20/12/2024 về đột phá",
            "2024-12-20",
        ),
        ("*Giáo BTGV\n(theo chiều 'ngã\nthiên v. cũm mĩ).*", ""),
    ]);
}

#[test]
fn what_else_has_numbers_in_the_three_papers() {
    check(&[
        (
            "triển khai Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
            "2024-12-22",
        ),
        (
            "tại Quyết định số 257-QĐ/TU ngày 08/12/2025 của Ban Thường vụ Tỉnh ủy.",
            "2025-12-08",
        ),
        (
            "thứ Hai, ngày 13/01/2025.\n\nIII. Các điểm cần\n\n1. Điểm cần Tỉnh ủy",
            "mon | 2025-01-13",
        ),
        (
            "thứ Hai, ngày 13/01/2025.\n\n2. Địa điểm, hình thức tổ chức",
            "mon | 2025-01-13",
        ),
        (
            "Quảng Ngãi, ngày tháng 7 năm 2026\n\n*\nSố -GM/CQTT",
            "2026-07-?",
        ),
        ("ngày 29 tháng 12 năm 2024\n\nVĂN PHÒNG", "2024-12-29"),
        (
            "Hà Nội, ngày 13 tháng 01 năm 2025\n\n6. Tài liệu",
            "2025-01-13",
        ),
        ("quốc gia như sau:\n\n7/1/25 Phạm", "2025-01-07"),
        ("ĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 25-KH/TW", ""),
        ("Số đến: 194", ""),
        (
            "(số 146, đường Lê Trung Đình, Phường Cẩm Thành, tỉnh Quảng Ngãi)",
            "",
        ),
        ("số 01 đường Độc Lập, quận Ba Đình, thành phố Hà Nội", ""),
        ("tại sảnh tầng 1, toà nhà Quốc hội", ""),
        ("trực tiếp trên sóng VTV1.\n\n3. Thành phần Hội nghị", ""),
        ("trên kênh VTV1 theo Kế hoạch.\n\n6. Đảng ủy", ""),
        ("điện thoại: 0900 000\n000; thư điện tử: ten@example.vn", ""),
        (
            "II. Địa điểm, thành phần\n\n1. Trực tiếp tại điểm cầu Tỉnh ủy",
            "",
        ),
        ("1.1. Địa điểm: Phòng họp A - Ban Thường vụ Tỉnh ủy", ""),
        ("2.2. Thành phần tham dự", ""),
        ("3.1. Tại điểm cầu truyền hình trực tuyến Trung ương", ""),
        ("8. Các bộ, ban, ngành, địa phương", ""),
        ("phục vụ Hội nghị.\n\n7. Đảng ủy Quốc hội", ""),
    ]);
}

#[test]
fn the_words_kept_in_the_notices() {
    check(&[
        (
            "1,5 ngày, từ ngày 04 - 05 tháng 12 năm 2023. Buổi sáng: Từ 08 giờ; Buổi chiều: Từ 14 \
             giờ",
            "3 halves | 2023-12-04..2023-12-05 | morning | 08:00 | afternoon | 14:00",
        ),
        ("bắt đầu từ 15 giờ, ngày 03/12/2023", "15:00 | 2023-12-03"),
        (
            "08 giờ 00, ngày 23/5/2026 (thứ Bảy)",
            "08:00 | 2026-05-23 | sat",
        ),
        (
            "16 giờ 30, ngày 24/5/2026 (Chủ nhật)",
            "16:30 | 2026-05-24 | sun",
        ),
        (
            "Bắt đầu từ 14 giờ 00 phút, ngày 22/5/2026 (thứ Sáu)",
            "14:00 | 2026-05-22 | fri",
        ),
        ("trước ngày 23/5/2026", "before 2026-05-23"),
    ]);
}
