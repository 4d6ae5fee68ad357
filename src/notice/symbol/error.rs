//! What is wrong with a text that is no symbol: the place and what belongs there.

use std::fmt;

/// Why a text is not a symbol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SymbolError {
    /// Byte offset in the text given, where reading stopped.
    pub offset: usize,
    /// What the grammar wants there.
    pub expected: Expected,
}

/// What the grammar wants at a place of a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// The serial, or the separator after a blank one.
    SerialOrSeparator,
    /// `-` or `/` after the serial.
    SeparatorAfterSerial,
    /// The abbreviation of the document type.
    Type,
    /// `/` between the type and the issuing body (Party).
    Slash,
    /// `-` between the type and the issuing body, or the body and its unit (state).
    Hyphen,
    /// The abbreviation of the issuing body.
    Body,
    /// The abbreviation of the drafting unit.
    Unit,
    /// Nothing more.
    End,
}

impl Expected {
    /// In Vietnamese, to follow "cần".
    pub fn vi(self) -> &'static str {
        match self {
            Expected::SerialOrSeparator => "số thứ tự, hoặc `-` hay `/` nếu số để trống",
            Expected::SeparatorAfterSerial => "`-` (văn bản Đảng) hoặc `/` (văn bản nhà nước)",
            Expected::Type => "tên loại viết tắt",
            Expected::Slash => "`/` trước tên cơ quan",
            Expected::Hyphen => "`-` trước tên cơ quan hoặc đơn vị",
            Expected::Body => "tên cơ quan viết tắt",
            Expected::Unit => "tên đơn vị soạn thảo viết tắt",
            Expected::End => "hết ký hiệu",
        }
    }

    /// In English, to follow "expected".
    pub fn en(self) -> &'static str {
        match self {
            Expected::SerialOrSeparator => "a serial, or `-` or `/` when it is blank",
            Expected::SeparatorAfterSerial => "`-` (Party) or `/` (state)",
            Expected::Type => "the abbreviation of the document type",
            Expected::Slash => "`/` before the issuing body",
            Expected::Hyphen => "`-` before the issuing body or unit",
            Expected::Body => "the abbreviation of the issuing body",
            Expected::Unit => "the abbreviation of the drafting unit",
            Expected::End => "the end of the symbol",
        }
    }
}

impl fmt::Display for SymbolError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "expected {} at byte {}",
            self.expected.en(),
            self.offset
        )
    }
}

impl std::error::Error for SymbolError {}
