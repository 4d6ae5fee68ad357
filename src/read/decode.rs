//! From bytes to text: UTF-8, no byte-order mark, one kind of line end.

use std::sync::Arc;

use crate::problem::{Code, Problem};
use crate::say;
use crate::sources::RawFile;
use crate::text::{Source, Span};

/// The file as text. A byte-order mark is dropped and CRLF becomes LF, so that one document gives the same pages
/// whichever editor saved it; lines and columns stay what a person counts.
pub(super) fn decode(file: &RawFile) -> Result<Source, Box<Problem>> {
    let bytes = file
        .bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(&file.bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains('\r') => {
            Ok(Source::new(file.path.clone(), text.replace("\r\n", "\n")))
        }
        Ok(text) => Ok(Source::new(file.path.clone(), text)),
        Err(error) => Err(Box::new(not_utf8(file, bytes, error.valid_up_to()))),
    }
}

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

fn not_utf8(file: &RawFile, bytes: &[u8], valid: usize) -> Problem {
    let byte = bytes.get(valid).copied().unwrap_or_default();
    let text = String::from_utf8_lossy(bytes).into_owned();
    let source = Arc::new(Source::new(file.path.clone(), text));
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
