//! From bytes to text: UTF-8, no byte-order mark, one kind of line end.

use std::sync::Arc;

use simdutf8::compat::{Utf8Error, from_utf8};

use crate::problem::{Code, Problem};
use crate::say;
use crate::sources::RawFile;
use crate::text::{Source, Span};

/// The file as text. A byte-order mark is dropped and CRLF becomes LF, so that one document gives the same pages
/// whichever editor saved it; lines and columns stay what a person counts.
pub(super) fn decode(file: RawFile) -> Result<Source, Box<Problem>> {
    let RawFile { path, bytes } = file;
    let bytes = bytes.strip_prefix(MARK).unwrap_or(&bytes);
    match from_utf8(bytes) {
        Ok(text) if text.contains('\r') => Ok(Source::new(path, text.replace("\r\n", "\n"))),
        Ok(text) => Ok(Source::new(path, text)),
        Err(error) => Err(Box::new(not_utf8(path, bytes, error))),
    }
}

/// What some editors put before a text.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// What is wrong with a notice without a word in it; an empty table says nothing, which is allowed.
pub(super) fn empty(source: &Arc<Source>) -> Problem {
    Problem::new(
        Code::BrokenFile,
        source,
        Span::default(),
        say!("tệp trống", "the file is empty"),
    )
    .help(say!(
        "tạo tệp mẫu bằng `niemyet new`, hoặc xóa tệp này",
        "start from `niemyet new`, or delete the file"
    ))
}

fn not_utf8(path: String, bytes: &[u8], error: Utf8Error) -> Problem {
    let valid = error.valid_up_to();
    let byte = bytes.get(valid).copied().unwrap_or_default();
    let text = String::from_utf8_lossy(bytes).into_owned();
    let source = Arc::new(Source::new(path, text));
    // The byte shows as a replacement character, which is three bytes long.
    let span = Span::from(valid..valid + char::REPLACEMENT_CHARACTER.len_utf8());
    let problem = Problem::new(
        Code::BrokenFile,
        &source,
        span,
        say!(
            "không phải UTF-8: byte 0x{byte:02X} ở đây",
            "is not UTF-8: byte 0x{byte:02X} here"
        ),
    );
    problem.help(say!(
        "lưu lại tệp với bảng mã UTF-8 (không phải `Unicode`, `ANSI`; văn bản TCVN3, VNI cần chuyển mã trước)",
        "save the file as UTF-8 (not `Unicode` or `ANSI`; text in TCVN3 or VNI must be converted first)"
    ))
}
