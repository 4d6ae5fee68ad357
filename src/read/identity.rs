//! The permanent id of a notice and its former ones: what its file states, or what its path gives, as addresses.

use super::format::Shape;
use super::table::Table;
use crate::problem::{Bilingual, Code};
use crate::say;
use crate::text::slug::slug_path;
use crate::text::{Span, Spanned};

/// Each part of an id becomes a folder on the server; file systems end at 255 bytes, and suffixes are still added.
const LONGEST_PART: usize = 200;

/// The stated `id`, which must already be an address, or `from_path`, the one its path gives.
pub(super) fn read_id(top: &mut Table<'_, '_>, from_path: &str) -> String {
    let stated = top.string("id");
    top.note("id", || Shape::SlugPath);
    if let Some(stated) = stated {
        return as_id(top, "id", &stated);
    }
    if from_path.is_empty() {
        let message = say!(
            "tên tệp không có chữ hay số nào",
            "the file name has no letter or digit"
        );
        refuse_name(top, message);
    } else if is_too_long(from_path) {
        refuse_name(top, say!("tên tệp quá dài", "the file name is too long"));
    }
    from_path.to_owned()
}

/// Former ids, whose addresses lead here.
pub(super) fn read_aliases(top: &mut Table<'_, '_>) -> Vec<String> {
    let stated = top.strings("aliases");
    top.note("aliases", || Shape::SlugPaths);
    stated
        .iter()
        .map(|alias| as_id(top, "aliases", alias))
        .collect()
}

/// An id as an address; what is none is reported.
fn as_id(top: &Table<'_, '_>, key: &str, stated: &Spanned<String>) -> String {
    let id = slug_path(&stated.value);
    if is_too_long(&id) {
        refuse(top, stated.span, too_long(&stated.value));
    } else if id != stated.value {
        refuse(top, stated.span, no_address(key, &stated.value, &id));
    }
    id
}

/// Whether a text can be an id as it stands.
pub(super) fn is_id(text: &str) -> bool {
    !text.is_empty() && slug_path(text) == text && !is_too_long(text)
}

fn is_too_long(id: &str) -> bool {
    id.split('/').any(|part| part.len() > LONGEST_PART)
}

fn too_long(found: &str) -> (Bilingual, Bilingual) {
    let start: String = found.chars().take(60).collect();
    (
        say!(
            "mã `{start}…` quá dài: mỗi phần tối đa {LONGEST_PART} chữ",
            "the id `{start}…` is too long: at most {LONGEST_PART} letters in each part"
        ),
        say!("đặt mã ngắn hơn", "choose a shorter one"),
    )
}

fn no_address(key: &str, found: &str, id: &str) -> (Bilingual, Bilingual) {
    let usable = if id.is_empty() {
        "2026/hop-giao-ban"
    } else {
        id
    };
    (
        say!(
            "`{found}` không dùng làm địa chỉ được: chỉ chữ thường không dấu, số, `-` và `/`",
            "`{found}` cannot be an address: only lower-case letters without marks, digits, `-` and `/`"
        ),
        say!(
            "viết `{usable}` trong `{key}`",
            "write `{usable}` in `{key}`"
        ),
    )
}

fn refuse_name(top: &Table<'_, '_>, message: Bilingual) {
    let help = say!(
        "đổi tên tệp, hoặc ghi `id = \"…\"`",
        "rename the file, or state `id = \"…\"`"
    );
    refuse(top, top.span, (message, help));
}

fn refuse(top: &Table<'_, '_>, span: Span, (message, help): (Bilingual, Bilingual)) {
    top.report.add(Code::BadId, span, message, Some(help));
}
