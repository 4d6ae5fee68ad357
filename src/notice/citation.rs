//! Citations: "Kế hoạch số 25-KH/TW ngày 29/12/2024 của Ban Bí thư" in, the type,
//! symbol, date and issuer out.
//!
//! The front matter's citations are read whole by [`Citation::parse`], which
//! never fails; [`find_citations`] picks those with a symbol out of prose.

mod chunks;
mod parts;

use std::ops::Range;

use jiff::civil::Date;
use serde::Serialize;

use self::chunks::Chunks;
use self::parts::Parts;
use super::document_type::DocumentType;
use super::symbol::Symbol;

/// A document as another one cites it. What the citation does not say is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Hash)]
pub struct Citation {
    /// As written.
    pub text: String,
    /// The words for the type, as written: `Kế hoạch`.
    pub type_name: Option<String>,
    /// The symbol.
    pub symbol: Option<Symbol>,
    /// The date of issue.
    pub date: Option<Date>,
    /// What follows "của", up to the end of the name.
    pub issuer: Option<String>,
}

impl Citation {
    /// Reads one citation, the text being nothing else. A text without any
    /// recognisable part is a citation of which only the text is known.
    pub fn parse(text: &str) -> Citation {
        let chunks = Chunks::of(text);
        let parts =
            match (0..chunks.len()).find(|&index| parts::symbol_at(&chunks, index).is_some()) {
                Some(index) => Parts::around_symbol(&chunks, index).or_opening_type(&chunks),
                None => Parts::without_symbol(&chunks),
            };
        Citation::of(text.trim(), parts)
    }

    /// The kind of document, by the words for it or else by the symbol.
    pub fn document_type(&self) -> Option<&'static DocumentType> {
        let named = self.type_name.as_deref().and_then(DocumentType::of_name);
        named.or_else(|| self.symbol.as_ref().and_then(Symbol::document_type))
    }

    fn of(text: &str, parts: Parts) -> Citation {
        Citation {
            text: text.to_owned(),
            type_name: parts.type_name,
            symbol: parts.symbol,
            date: parts.date,
            issuer: parts.issuer,
        }
    }
}

/// The citations in running prose that name a symbol, with their bytes, in order
/// and without overlaps.
///
/// A symbol without "số" or a type before it counts only if it carries a known
/// type or a year: `5/A-B` may be an address.
pub fn find_citations(text: &str) -> Vec<(Range<usize>, Citation)> {
    let chunks = Chunks::of(text);
    let mut found: Vec<(Range<usize>, Citation)> = Vec::new();
    for index in 0..chunks.len() {
        if !parts::is_symbol_in_prose(&chunks, index) {
            continue;
        }
        let parts = Parts::around_symbol(&chunks, index);
        let span = parts.span.clone();
        if found.last().is_some_and(|(last, _)| span.start < last.end) {
            continue;
        }
        let cited = text.get(span.clone()).unwrap_or_default();
        found.push((span, Citation::of(cited, parts)));
    }
    found
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    /// `type|symbol|date|issuer`, with `_` for what is absent.
    fn parts(citation: &Citation) -> String {
        let symbol = citation.symbol.as_ref().map(|symbol| symbol.text.clone());
        let date = citation.date.map(|date| date.to_string());
        [&citation.type_name, &symbol, &date, &citation.issuer]
            .map(|part| part.clone().unwrap_or_else(|| "_".to_owned()))
            .join("|")
    }

    #[test]
    fn whole_citations() {
        for (text, expected) in [
            (
                "Kế hoạch số 25-KH/TW ngày 29/12/2024 của Ban Bí thư Trung ương Đảng",
                "Kế hoạch|25-KH/TW|2024-12-29|Ban Bí thư Trung ương Đảng",
            ),
            (
                "Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị",
                "Nghị quyết|57-NQ/TW|2024-12-22|Bộ Chính trị",
            ),
            (
                "Nghị quyết số 57-NQ/TW của Bộ Chính trị",
                "Nghị quyết|57-NQ/TW|_|Bộ Chính trị",
            ),
            (
                "Quy chế làm việc của Ban Chỉ đạo tỉnh",
                "Quy chế|_|_|Ban Chỉ đạo tỉnh",
            ),
            ("88/GM-UBND ngày 29/6/2026", "_|88/GM-UBND|2026-06-29|_"),
            ("Số: 88/GM-UBND", "_|88/GM-UBND|_|_"),
            ("Số:88/GM-UBND", "_|88/GM-UBND|_|_"),
            ("Số -GM/CQTT", "_|-GM/CQTT|_|_"),
            ("05/BNV-VP", "_|05/BNV-VP|_|_"),
            (
                "Công văn số 12819-CV/VPTW ngày 30/12/2024 của Văn phòng Trung ương Đảng",
                "Công văn|12819-CV/VPTW|2024-12-30|Văn phòng Trung ương Đảng",
            ),
            (
                "Kế hoạch 664-KH/HVCTQG ngày 14 tháng 5 năm 2026 của Học viện Chính trị quốc gia Hồ Chí Minh",
                "Kế hoạch|664-KH/HVCTQG|2026-05-14|Học viện Chính trị quốc gia Hồ Chí Minh",
            ),
            (
                "Quyết định số 257-QĐ/TU của Ban Thường vụ Tỉnh ủy ngày 08/12/2025",
                "Quyết định|257-QĐ/TU|2025-12-08|Ban Thường vụ Tỉnh ủy",
            ),
            (
                "Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025",
                "Luật|72/2025/QH15|2025-06-16|_",
            ),
            (
                "Giấy mời số 25 - KH / TW ngày 29/12/2024",
                "Giấy mời|25 - KH / TW|2024-12-29|_",
            ),
            ("Thông báo ngày 31/02/2026", "Thông báo|_|_|_"),
            ("ý kiến của đồng chí Bí thư", "_|_|_|đồng chí Bí thư"),
            ("", "_|_|_|_"),
        ] {
            assert_eq!(parts(&Citation::parse(text)), expected, "{text}");
            let decomposed: String = text.nfd().collect();
            let found: String = parts(&Citation::parse(&decomposed)).nfc().collect();
            assert_eq!(found, expected, "{text} decomposed");
        }
    }

    #[test]
    fn the_type_is_known_by_name_or_symbol() {
        let type_of = |text| Citation::parse(text).document_type().map(|row| row.vi);
        assert_eq!(type_of("Số: 88/GM-UBND"), Some("Giấy mời"));
        assert_eq!(type_of("kế hoạch của tỉnh"), Some("Kế hoạch"));
        assert_eq!(type_of("88"), None);
    }

    fn found(text: &str) -> Vec<String> {
        find_citations(text)
            .iter()
            .map(|(span, citation)| {
                assert_eq!(text.get(span.clone()), Some(citation.text.as_str()));
                parts(citation)
            })
            .collect()
    }

    #[test]
    fn prose_of_the_invitation_of_2025() {
        let text = "Thực hiện Kế hoạch số 25-KH/TW ngày 29/12/2024 của Ban Bí thư Trung ương \
                    Đảng và đề nghị của Văn phòng Trung ương Đảng tại Công văn số 12819-CV/VPTW \
                    ngày 30/12/2024 tổ chức Hội nghị toàn quốc; quán triệt Nghị quyết số \
                    57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học.";
        assert_eq!(
            found(text),
            [
                "Kế hoạch|25-KH/TW|2024-12-29|Ban Bí thư Trung ương Đảng",
                "Công văn|12819-CV/VPTW|2024-12-30|_",
                "Nghị quyết|57-NQ/TW|2024-12-22|Bộ Chính trị",
            ]
        );
    }

    #[test]
    fn prose_stops_at_the_end_of_a_name() {
        for (text, expected) in [
            (
                "triển khai Nghị quyết số 57-NQ/TW của Bộ Chính trị trên địa bàn tỉnh",
                "Nghị quyết|57-NQ/TW|_|Bộ Chính trị",
            ),
            (
                "theo Quyết định 12/QĐ-SKHCN của Sở Khoa học và Công nghệ về việc kiện toàn",
                "Quyết định|12/QĐ-SKHCN|_|Sở Khoa học và Công nghệ",
            ),
            (
                "(Thông báo số 15-TB/TU, ngày 02/3/2026)",
                "Thông báo|15-TB/TU|2026-03-02|_",
            ),
            (
                "Công văn số 05/BNV-VP ngày 02/3/2026 của Bộ Nội vụ; các đơn vị",
                "Công văn|05/BNV-VP|2026-03-02|Bộ Nội vụ",
            ),
            (
                "- Nghị quyết số 57-NQ/TW, ngày 22/12/2024",
                "Nghị quyết|57-NQ/TW|2024-12-22|_",
            ),
            ("quy định tại 30/2020/NĐ-CP.", "_|30/2020/NĐ-CP|_|_"),
            (
                "Quyết định số 9-QĐ/TU của Tỉnh ủy\n\nNơi nhận",
                "Quyết định|9-QĐ/TU|_|Tỉnh ủy",
            ),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn prose_without_symbols_has_no_citation() {
        for text in [
            "số 146, đường Lê Trung Đình",
            "nhà 5/A-B, ngõ 12",
            "từ ngày 23-24/5/2026, 07h30-9h00",
            "nhiệm kỳ 2021 - 2026, đường dây 500KV, Đề án 06",
            "VPTU: CVP, PCVP/TU",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(số |của |Kế hoạch |25-KH/TW |ngày |1/2/2026|, |\\PC){0,12}") {
            Citation::parse(&text);
            for (span, citation) in find_citations(&text) {
                proptest::prop_assert_eq!(text.get(span), Some(citation.text.as_str()));
            }
        }
    }
}
