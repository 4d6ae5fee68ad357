//! Keys and words by their Vietnamese names: what a clerk typed in, the key or the word that is meant out.

use crate::text::fold::squash;

/// What papers and offices call what a key holds. One name may stand for keys of different tables, never of one.
const NAMES: &[(&str, &[&str])] = &[
    // The paper.
    ("type", &["loại", "tên loại", "loại văn bản"]),
    ("kind", &["dạng", "dạng tin", "kiểu"]),
    (
        "number",
        &["số", "số ký hiệu", "ký hiệu", "số hiệu", "số đến"],
    ),
    ("issued", &["ngày ban hành", "ngày văn bản", "ngày ký"]),
    (
        "issued_at",
        &["địa danh", "nơi ban hành", "địa danh ban hành"],
    ),
    (
        "issuer",
        &["cơ quan", "cơ quan ban hành", "đơn vị ban hành", "nơi gửi"],
    ),
    ("level", &["cấp", "cấp ban hành"]),
    (
        "title",
        &["tiêu đề", "trích yếu", "tên", "tên gọi", "về việc"],
    ),
    ("summary", &["tóm tắt", "nội dung"]),
    ("form", &["hình thức", "hình thức họp", "hình thức tổ chức"]),
    ("broadcast", &["truyền hình", "phát thanh", "phát sóng"]),
    ("arrive_early", &["có mặt trước", "đến trước"]),
    ("basis", &["căn cứ"]),
    ("follows", &["thực hiện", "thực hiện văn bản"]),
    ("to", &["kính gửi"]),
    ("recipients", &["nơi nhận"]),
    ("audience", &["phạm vi", "đối tượng"]),
    ("secrecy", &["độ mật", "mật"]),
    ("urgency", &["độ khẩn", "khẩn"]),
    ("circulation", &["lưu hành", "chỉ dẫn lưu hành"]),
    ("banner", &["maket", "phông", "khẩu hiệu"]),
    ("topics", &["chủ đề", "từ khóa"]),
    ("draft", &["dự thảo", "bản nháp"]),
    ("published", &["niêm yết", "ngày niêm yết", "ngày đăng"]),
    ("id", &["mã"]),
    ("aliases", &["tên khác", "tên tắt", "địa chỉ cũ"]),
    ("accept", &["chấp nhận", "bỏ qua"]),
    ("rule", &["quy tắc"]),
    // Changes.
    ("revision", &["điều chỉnh", "lần điều chỉnh"]),
    ("change", &["thay đổi"]),
    ("withdrawn", &["gỡ", "gỡ bỏ", "thu hồi"]),
    ("of", &["văn bản", "của văn bản", "thay đổi văn bản"]),
    ("reason", &["lý do", "vì sao"]),
    ("note", &["ghi chú"]),
    // Signature and stamp of receipt.
    ("signature", &["chữ ký", "phần ký", "người ký"]),
    ("authority", &["quyền hạn", "quyền hạn ký", "thẩm quyền"]),
    ("post", &["chức vụ", "chức danh"]),
    ("also", &["kiêm", "kiêm chức"]),
    ("name", &["họ tên", "họ và tên", "tên", "tên gọi"]),
    ("received", &["dấu đến", "công văn đến"]),
    ("on", &["ngày đến", "ngày nhận"]),
    // Sessions.
    ("session", &["buổi", "buổi họp", "phiên", "thời gian"]),
    ("date", &["ngày", "ngày họp"]),
    ("start", &["giờ", "bắt đầu", "giờ bắt đầu", "từ giờ"]),
    ("end", &["kết thúc", "giờ kết thúc", "đến giờ"]),
    ("part", &["buổi", "buổi trong ngày"]),
    ("levels", &["cấp", "các cấp"]),
    ("said", &["nguyên văn", "lời văn", "lời văn bản"]),
    ("inferred", &["suy ra"]),
    ("repeat", &["lặp lại", "định kỳ"]),
    ("shift", &["dời", "chuyển ngày"]),
    ("except", &["trừ", "trừ ngày", "ngoại trừ"]),
    (
        "by",
        &[
            "đơn vị chuẩn bị",
            "trình bày",
            "người trình bày",
            "cơ quan nhận",
        ],
    ),
    // Points.
    ("point", &["điểm cầu", "điểm họp"]),
    ("points", &["các điểm cầu", "điểm cầu", "tại điểm cầu"]),
    ("host", &["đơn vị", "đơn vị chủ nhà", "tên điểm cầu"]),
    ("count", &["số lượng", "số điểm cầu"]),
    ("place", &["địa điểm", "nơi họp", "hội trường", "phòng họp"]),
    ("address", &["địa chỉ"]),
    ("local", &["địa phương", "địa phương quyết định"]),
    ("chair", &["chủ trì", "người chủ trì"]),
    (
        "participants",
        &["thành phần", "thành phần tham dự", "người dự"],
    ),
    ("units", &["các đơn vị", "đơn vị"]),
    ("each", &["mỗi đơn vị"]),
    ("total", &["tổng", "tổng số", "tất cả"]),
    ("sessions", &["các buổi", "buổi"]),
    ("selected_by", &["ai chọn", "do ai chọn"]),
    ("role", &["vai trò", "tư cách"]),
    ("open", &["mở rộng"]),
    // Agenda, duties, links, contacts.
    ("agenda", &["chương trình"]),
    ("at", &["lúc", "giờ", "thời điểm"]),
    ("max", &["không quá", "tối đa"]),
    ("about", &["khoảng"]),
    ("task", &["nhiệm vụ", "công việc", "phân công"]),
    (
        "assigned_to",
        &["giao cho", "phân công", "ai làm", "người thực hiện"],
    ),
    ("do", &["làm", "làm gì", "việc", "nội dung"]),
    (
        "before",
        &["trước", "hạn", "thời hạn", "trước ngày", "hạn chót"],
    ),
    (
        "until",
        &["đến hết", "hết ngày", "đến hết ngày", "đến ngày"],
    ),
    ("submit_to", &["gửi", "gửi về", "gửi cho", "nơi nhận"]),
    ("via", &["gửi qua", "qua", "cách gửi"]),
    ("optional", &["không bắt buộc", "tùy chọn"]),
    ("after_event", &["sau hội nghị", "sau cuộc họp"]),
    ("link", &["liên kết", "tài liệu", "mã QR", "màu liên kết"]),
    ("url", &["địa chỉ", "đường dẫn", "đường link"]),
    ("file", &["tệp", "tập tin"]),
    ("internal", &["nội bộ"]),
    ("contact", &["liên hệ", "đầu mối", "đầu mối liên hệ"]),
    ("for", &["về việc"]),
    ("phone", &["điện thoại", "số điện thoại"]),
    ("email", &["thư điện tử"]),
    // Tables of the site.
    ("source", &["nguồn", "cổng nguồn"]),
    ("prefix", &["tiền tố", "đầu địa chỉ"]),
    ("description", &["mô tả", "giới thiệu"]),
    ("base_url", &["địa chỉ", "địa chỉ cổng", "tên miền"]),
    ("time_zone", &["múi giờ"]),
    ("language", &["ngôn ngữ"]),
    ("theme", &["giao diện"]),
    ("look", &["màu sắc", "nhận diện"]),
    ("page_size", &["số tin một trang", "cỡ trang"]),
    ("default_end", &["giờ kết thúc", "giờ nghỉ"]),
    ("morning", &["sáng", "buổi sáng"]),
    ("afternoon", &["chiều", "buổi chiều"]),
    ("evening", &["tối", "buổi tối"]),
    ("accent", &["màu", "màu chính"]),
    ("accent_dark", &["màu nền tối"]),
    ("gold", &["màu vàng", "màu chỉ"]),
    ("link_dark", &["màu liên kết nền tối"]),
    ("emblem", &["biểu trưng", "logo", "quốc huy"]),
    ("font", &["phông chữ", "kiểu chữ"]),
    ("font_file", &["tệp phông"]),
    ("font_bold_file", &["tệp phông đậm"]),
    ("short", &["tên ngắn"]),
    ("slug", &["phần địa chỉ"]),
    ("names", &["các tên", "tên theo thời gian"]),
    ("from", &["từ", "từ ngày"]),
    ("unit", &["đơn vị"]),
    ("parent", &["cấp trên", "đơn vị cấp trên", "trực thuộc"]),
    ("successor", &["kế thừa", "đơn vị kế thừa"]),
    ("addresses", &["địa chỉ", "các địa chỉ"]),
    ("holiday", &["ngày nghỉ", "nghỉ lễ"]),
    ("workday", &["làm bù", "ngày làm bù"]),
];

/// What papers and offices call the words of closed lists.
const WORDS: &[(&str, &[&str])] = &[
    ("in-person", &["trực tiếp", "họp trực tiếp"]),
    ("online", &["trực tuyến", "họp trực tuyến"]),
    ("hybrid", &["kết hợp", "trực tiếp kết hợp trực tuyến"]),
    ("public", &["công khai"]),
    ("internal", &["nội bộ"]),
    ("invitation", &["giấy mời"]),
    ("plan", &["kế hoạch"]),
    ("agenda", &["chương trình"]),
    ("schedule", &["lịch", "lịch công tác"]),
    ("notice", &["thông báo"]),
    ("conclusion", &["kết luận", "thông báo kết luận"]),
    ("main", &["chính", "chính thức"]),
    ("test", &["thử", "chạy thử", "kết nối thử"]),
    ("join", &["kết nối", "tham dự", "vào phòng họp"]),
    ("morning", &["sáng", "buổi sáng"]),
    ("afternoon", &["chiều", "buổi chiều"]),
    ("evening", &["tối", "buổi tối"]),
    ("day", &["cả ngày", "ngày"]),
    ("amend", &["sửa đổi", "điều chỉnh", "thay đổi", "bổ sung"]),
    ("postpone", &["hoãn", "tạm hoãn", "lùi"]),
    ("cancel", &["hủy", "bãi bỏ", "không tổ chức"]),
    ("replace", &["thay thế", "thay"]),
    ("correct", &["đính chính"]),
    ("material", &["tài liệu"]),
    ("register", &["đăng ký"]),
    ("support", &["hỗ trợ"]),
    ("stream", &["truyền trực tiếp", "phát trực tiếp"]),
];

/// The word of `known` that `name` is Vietnamese for.
pub(in crate::read) fn word_named<'k>(
    name: &str,
    known: impl Iterator<Item = &'k str>,
) -> Option<&'k str> {
    in_table(WORDS, name, known)
}

/// The key of `known` that `name` is Vietnamese for, with or without marks and spaces: `hinh_thuc`, `Hình thức`.
pub(super) fn key_named<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    in_table(NAMES, name, known)
}

/// The key, of whatever table, that `name` is Vietnamese for.
pub(in crate::read) fn key_anywhere(name: &str) -> Option<&'static str> {
    let said = spelled(name);
    let mut rows = NAMES.iter();
    let row = rows.find(|(_, names)| names.iter().any(|own| spelled(own) == said))?;
    Some(row.0).filter(|_| !said.is_empty())
}

fn in_table<'k>(
    table: &'static [(&str, &[&str])],
    name: &str,
    mut known: impl Iterator<Item = &'k str>,
) -> Option<&'k str> {
    let said = spelled(name);
    known.find(|word| names_of(table, word).any(|own| spelled(own) == said))
}

fn names_of(table: &'static [(&str, &[&str])], word: &str) -> impl Iterator<Item = &'static str> {
    let rows = table.iter().filter(move |(own, _)| *own == word);
    rows.flat_map(|(_, names)| names.iter().copied())
}

fn spelled(name: &str) -> String {
    squash(name).replace(' ', "")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::read::{
        Format, holidays_format, notice_format, places_format, site_format, units_format,
    };
    use crate::site::Site;

    fn formats() -> [Format; 5] {
        let site = Site::plain();
        [
            notice_format(&site),
            site_format(),
            units_format(&site),
            places_format(&site),
            holidays_format(),
        ]
    }

    #[test]
    fn every_key_has_a_name_that_means_it_alone_in_its_table() {
        let mut wrong = Vec::new();
        for (table, format) in formats().iter().flatten() {
            let mut meant: BTreeMap<String, &str> = BTreeMap::new();
            for key in format.keys.keys() {
                if names_of(NAMES, key).next().is_none() {
                    wrong.push(format!("{table} {key}: no name"));
                }
                for name in names_of(NAMES, key) {
                    if let Some(other) = meant.insert(spelled(name), key) {
                        wrong.push(format!("{table}: {name} is {key} and {other}"));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn marks_case_and_joints_make_no_difference() {
        let known = || ["form", "title", "number"].into_iter();
        for name in ["hinh_thuc", "Hình thức", "hinhthuc", "HINH-THUC"] {
            assert_eq!(key_named(name, known()), Some("form"), "{name}");
        }
        assert_eq!(key_named("trich_yeu", known()), Some("title"));
        assert_eq!(key_named("hinh", known()), None);
    }
}
