//! The kinds of documents: an abbreviation or a name in, one row of the table out.
//!
//! Sources: Nghị định 30/2020/NĐ-CP, Phụ lục III (state documents); Quy định
//! 399-QĐ/TW and Hướng dẫn 05-HD/VPTW (Party documents); the laws' own types.

use crate::text::fold::{compose, squash};

/// One kind of document (tên loại văn bản).
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct DocumentType {
    /// As it stands in a symbol: `GM`, `QĐ`, `CTr`.
    pub abbreviation: &'static str,
    /// `Giấy mời`.
    pub vi: &'static str,
    /// `Invitation`.
    pub en: &'static str,
}

impl DocumentType {
    /// The kind an abbreviation stands for, in any case and normal form. đ and d
    /// differ: `ĐA` is đề án and `DA` dự án.
    pub fn of_abbreviation(abbreviation: &str) -> Option<&'static DocumentType> {
        let wanted = compose(abbreviation.trim()).to_lowercase();
        TYPES
            .iter()
            .find(|known| known.abbreviation.to_lowercase() == wanted)
    }

    /// The kind with this Vietnamese name, whatever its case and marks.
    pub fn of_name(name: &str) -> Option<&'static DocumentType> {
        let wanted = squash(name);
        TYPES.iter().find(|known| squash(known.vi) == wanted)
    }

    /// The whole table, state types first.
    pub fn all() -> &'static [DocumentType] {
        TYPES
    }
}

const fn row(abbreviation: &'static str, vi: &'static str, en: &'static str) -> DocumentType {
    DocumentType {
        abbreviation,
        vi,
        en,
    }
}

static TYPES: &[DocumentType] = &[
    row("NQ", "Nghị quyết", "Resolution"),
    row("QĐ", "Quyết định", "Decision"),
    row("CT", "Chỉ thị", "Directive"),
    row("QC", "Quy chế", "Regulation"),
    row("QyĐ", "Quy định", "Rules"),
    row("TC", "Thông cáo", "Communiqué"),
    row("TB", "Thông báo", "Announcement"),
    row("HD", "Hướng dẫn", "Guidance"),
    row("CTr", "Chương trình", "Programme"),
    row("KH", "Kế hoạch", "Plan"),
    row("PA", "Phương án", "Scheme"),
    row("ĐA", "Đề án", "Proposal"),
    row("DA", "Dự án", "Project"),
    row("BC", "Báo cáo", "Report"),
    row("BB", "Biên bản", "Minutes"),
    row("TTr", "Tờ trình", "Submission"),
    row("HĐ", "Hợp đồng", "Contract"),
    row("CĐ", "Công điện", "Telegram"),
    row("BGN", "Bản ghi nhớ", "Memorandum"),
    row("BTT", "Bản thỏa thuận", "Agreement"),
    row("GUQ", "Giấy ủy quyền", "Power of attorney"),
    row("GM", "Giấy mời", "Invitation"),
    row("GGT", "Giấy giới thiệu", "Letter of introduction"),
    row("GNP", "Giấy nghỉ phép", "Leave permit"),
    row("PG", "Phiếu gửi", "Transmittal slip"),
    row("PC", "Phiếu chuyển", "Referral slip"),
    row("PB", "Phiếu báo", "Notification slip"),
    row("CV", "Công văn", "Official letter"),
    row("KL", "Kết luận", "Conclusion"),
    row("QĐi", "Quy định", "Rules"),
    row("LCT", "Lịch công tác", "Working schedule"),
    row("NĐ", "Nghị định", "Decree"),
    row("TT", "Thông tư", "Circular"),
    row("TTLT", "Thông tư liên tịch", "Joint circular"),
    row("NQLT", "Nghị quyết liên tịch", "Joint resolution"),
    row("L", "Luật", "Law"),
    row("BL", "Bộ luật", "Code"),
    row("PL", "Pháp lệnh", "Ordinance"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_found_in_any_case_and_form() {
        let found = |abbreviation| DocumentType::of_abbreviation(abbreviation).map(|row| row.vi);
        assert_eq!(found("GM"), Some("Giấy mời"));
        assert_eq!(found("ctr"), Some("Chương trình"));
        assert_eq!(found("ĐA"), Some("Đề án"));
        assert_eq!(found("DA"), Some("Dự án"));
        assert_eq!(found("UBND"), None);
    }

    #[test]
    fn names_are_found_in_both_tone_placements() {
        let found = |name| DocumentType::of_name(name).map(|row| row.abbreviation);
        assert_eq!(found("giấy uỷ quyền"), Some("GUQ"));
        assert_eq!(found("KẾ HOẠCH"), Some("KH"));
        assert_eq!(found("Họp"), None);
    }

    #[test]
    fn every_state_type_of_the_decree_is_known_once() {
        let decree = "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM \
                      GGT GNP PG PC PB";
        for abbreviation in decree.split_whitespace() {
            let rows = DocumentType::all()
                .iter()
                .filter(|row| row.abbreviation == abbreviation);
            assert_eq!(rows.count(), 1, "{abbreviation}");
        }
    }
}
