//! `number` and `type`: the printed symbol, read by its grammar, and the document type it must agree with.

use super::format::Shape;
use super::table::Table;
use crate::notice::{DocumentType, Symbol};
use crate::problem::{Bilingual, Code};
use crate::say;
use crate::text::fold::fold;
use crate::text::{Span, Spanned};

/// The printed symbol; one that does not match the grammar is reported with the place and what belongs there.
pub(super) fn read_number(top: &mut Table<'_, '_>) -> Option<Spanned<Symbol>> {
    let printed = top.string("number");
    top.note("number", || Shape::Symbol);
    let printed = printed?;
    match Symbol::parse(&printed.value) {
        Ok(symbol) => Some(Spanned::new(symbol, printed.span)),
        Err(error) => {
            let found = &printed.value;
            let (vi, en) = (error.expected.vi(), error.expected.en());
            let column = found
                .get(..error.offset)
                .map_or(0, |read| read.chars().count())
                + 1;
            let message = say!(
                "`{found}` không phải số, ký hiệu: ở chữ thứ {column} cần {vi}",
                "`{found}` is not a symbol: at character {column} expected {en}"
            );
            let help = match after_so(found) {
                Some(symbol) => say!(
                    "bỏ chữ \"Số\": viết `{symbol}`",
                    "leave the word \"Số\" out: write `{symbol}`"
                ),
                None => say!(
                    "chép như in trên văn bản: `25-KH/TW`, `88/GM-UBND`, `05/BNV-VP`; số để trống: `-GM/CQTT`, `/SCT-CN`",
                    "copy it as printed: `25-KH/TW`, `88/GM-UBND`, `05/BNV-VP`; with a blank serial: `-GM/CQTT`, `/SCT-CN`"
                ),
            };
            top.report
                .add(Code::BadSymbol, printed.span, message, Some(help));
            None
        }
    }
}

/// The symbol after the word "Số", which papers print before it and the key does not hold.
fn after_so(printed: &str) -> Option<&str> {
    let end = printed.find([':', '.', ' '])?;
    let (word, rest) = printed.split_at_checked(end)?;
    let symbol = rest.trim_start_matches([':', '.', ' ']);
    (fold(word) == "so" && Symbol::parse(symbol).is_ok()).then_some(symbol)
}

/// `type`, and whether the symbol names the same one.
pub(super) fn read_type(
    top: &mut Table<'_, '_>,
    number: Option<&Spanned<Symbol>>,
) -> Spanned<&'static DocumentType> {
    let all = DocumentType::all();
    let fallback = &all[0];
    let word = top.string("type");
    let abbreviations = || all.iter().map(|known| known.abbreviation.to_owned());
    top.note("type", || Shape::Word(abbreviations().collect()));
    let Some(word) = word else {
        return Spanned::new(fallback, Span::default());
    };
    let Some(known) = all.iter().find(|known| known.abbreviation == word.value) else {
        unknown_type(top, &word);
        return Spanned::new(fallback, word.span);
    };
    if let Some(number) = number
        && !number.may_be(known)
    {
        type_mismatch(top, number, known);
    }
    Spanned::new(known, word.span)
}

/// A name where its abbreviation belongs is the likeliest slip.
fn unknown_type(top: &Table<'_, '_>, word: &Spanned<String>) {
    let all = DocumentType::all().iter().map(|known| known.abbreviation);
    let Some(named) = DocumentType::of_name(&word.value) else {
        top.unknown_word(word, all);
        return;
    };
    let (found, abbreviation) = (&word.value, named.abbreviation);
    let message = say!(
        "`{found}` là tên loại, `type` cần chữ viết tắt",
        "`{found}` is the name of a type, `type` takes its abbreviation"
    );
    let help = say!("viết `{abbreviation}`", "write `{abbreviation}`");
    top.report
        .add(Code::WrongValue, word.span, message, Some(help));
}

/// A letter's symbol begins with its office; a word that stands there may be meant for a type.
fn no_type(number: &Symbol) -> Bilingual {
    let first = number.org.first().map_or("", String::as_str);
    say!(
        "công văn thì `type = \"CV\"`; nếu `{first}` là tên loại thì viết đúng dấu và chữ hoa: `GM`, `QĐ`, `CTr`",
        "for a letter `type = \"CV\"`; if `{first}` is meant for a type, they keep their marks and capitals: `GM`, `QĐ`, `CTr`"
    )
}

fn type_mismatch(top: &Table<'_, '_>, number: &Spanned<Symbol>, typed: &DocumentType) {
    let typed = typed.abbreviation;
    let (message, help) = match number.doc_type.as_deref() {
        Some(printed) => (
            say!(
                "số, ký hiệu ghi `{printed}` nhưng `type` là `{typed}`",
                "the symbol says `{printed}` but `type` is `{typed}`"
            ),
            say!(
                "sửa một trong hai theo văn bản",
                "mend one of the two after the paper"
            ),
        ),
        None => (
            say!(
                "số, ký hiệu không có tên loại, như của công văn, nhưng `type` là `{typed}`",
                "the symbol names no document type, as an official letter's, but `type` is `{typed}`"
            ),
            no_type(number),
        ),
    };
    top.report
        .add(Code::TypeMismatch, number.span, message, Some(help));
}
