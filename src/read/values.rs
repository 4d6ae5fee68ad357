//! Typed values out of a table: strings, numbers, lists; words from a list are in `choices`, days and times in `moments`.

use toml::de::DeValue;

use super::format::Shape;
use super::table::{Table, Value};
use crate::problem::{Bilingual, Code};
use crate::say;
use crate::text::direction::turns_words;
use crate::text::fold::compose;
use crate::text::{Span, Spanned};

impl<'t> Table<'t, '_> {
    /// A string, trimmed and in NFC; an empty one is a mistake, for absence is said by leaving the key out.
    pub(super) fn string(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.note(key, || Shape::Text);
        let value = self.get(key)?;
        self.as_string(key, value)
    }

    /// A string whose place nobody will ask for.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        self.string(key).map(|text| text.value)
    }

    /// A list of strings.
    pub(super) fn strings(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        self.note(key, || Shape::Texts);
        let items = self.items(key);
        items
            .into_iter()
            .filter_map(|item| self.as_string(key, item))
            .collect()
    }

    /// A list of strings without places.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<String> {
        let strings = self.strings(key);
        strings.into_iter().map(|text| text.value).collect()
    }

    /// The items of a list.
    pub(super) fn items(&mut self, key: &'static str) -> Vec<Value<'t>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.value else {
            let expected = say!("một danh sách `[…]`", "a list `[…]`");
            self.wrong_type_with(value, expected, in_brackets(key, value));
            return Vec::new();
        };
        let place = |item: &toml::Spanned<DeValue<'_>>| self.report.span(item.span());
        items
            .iter()
            .map(|item| Value {
                value: item.get_ref(),
                span: place(item),
            })
            .collect()
    }

    /// `true` or `false`; absent means `false`.
    pub(super) fn boolean(&mut self, key: &'static str) -> bool {
        self.note(key, || Shape::Flag);
        let Some(value) = self.get(key) else {
            return false;
        };
        match value.value {
            DeValue::Boolean(boolean) => *boolean,
            _ => {
                let expected = say!("`true` hoặc `false`", "`true` or `false`");
                self.wrong_type_with(value, expected, unquote(value));
                false
            }
        }
    }

    /// A whole number from `least` to `most`.
    pub(super) fn number(&mut self, key: &'static str, least: u32, most: u32) -> Option<u32> {
        self.note(key, || Shape::Number(least, most));
        let value = self.get(key)?;
        let DeValue::Integer(integer) = value.value else {
            let expected = say!("số nguyên", "an integer");
            self.wrong_type_with(value, expected, number_alone(value));
            return None;
        };
        let digits = integer.as_str();
        let number = u32::from_str_radix(digits, integer.radix()).ok();
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let message = say!(
                "`{digits}` nằm ngoài khoảng {least}–{most}",
                "`{digits}` is outside {least}–{most}"
            );
            self.report.add(Code::WrongValue, value.span, message, None);
        }
        number
    }

    /// A value that must be a string.
    pub(super) fn as_string(&self, key: &str, value: Value<'_>) -> Option<Spanned<String>> {
        let DeValue::String(text) = value.value else {
            let expected = say!("chuỗi chữ trong ngoặc kép", "a string in double quotes");
            let help = match value.value {
                DeValue::Table(_) => None,
                DeValue::Array(_) => Some(say!(
                    "bỏ ngoặc vuông; nhiều tên thì viết trong một chuỗi, cách nhau bằng dấu phẩy",
                    "leave the brackets out; several names stand in one string, with commas between"
                )),
                _ => Some(say!(
                    "thêm ngoặc kép: `\"…\"`",
                    "add double quotes: `\"…\"`"
                )),
            };
            self.wrong_type_with(value, expected, help);
            return None;
        };
        let text = text.trim();
        if text.is_empty() || is_dotted_line(text) {
            self.empty(value.span);
            return None;
        }
        let is_forbidden = |letter: &char| {
            turns_words(*letter) || (letter.is_control() && !matches!(letter, '\n' | '\t'))
        };
        let suspect = Some(text).filter(|text| may_hold_forbidden(text));
        if let Some(letter) = suspect.and_then(|text| text.chars().find(is_forbidden)) {
            let code = u32::from(letter);
            let message = say!(
                "`{key}` có ký tự điều khiển U+{code:04X}",
                "`{key}` holds the control character U+{code:04X}"
            );
            let help = say!(
                "gõ lại dòng này: ký tự ấy không hiện ra nhưng làm hỏng lịch, nguồn tin hoặc đảo chữ sau nó",
                "type the line again: the character is invisible, and breaks calendars and feeds or turns words around"
            );
            self.report
                .add(Code::WrongValue, value.span, message, Some(help));
            return None;
        }
        Some(Spanned::new(compose(text).into_owned(), value.span))
    }
}

impl Table<'_, '_> {
    /// Reports an empty value: absence is said by leaving the key out.
    pub(super) fn empty(&self, span: Span) {
        let message = say!("giá trị để trống", "the value is empty");
        let help = say!(
            "bỏ khóa này nếu văn bản không nêu",
            "leave the key out where the document does not say"
        );
        self.report.add(Code::WrongValue, span, message, Some(help));
    }
}

/// Whether any byte may be of a control character or of one that turns words around: those above ASCII begin with the
/// bytes C2 and E2.
fn may_hold_forbidden(text: &str) -> bool {
    let mut may_hold = false;
    // No branch and no early end, so that many bytes are compared at a time.
    for byte in text.bytes() {
        may_hold |= (byte < 0x20) | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xe2);
    }
    may_hold
}

/// Whether nobody filled in the line of the form: more dots than an ellipsis has, and nothing else.
fn is_dotted_line(text: &str) -> bool {
    if !text.starts_with(['.', ' ', '_', '…']) {
        return false;
    }
    let dots = text.replace('…', "...");
    dots.len() > 3 && dots.bytes().all(|byte| matches!(byte, b'.' | b' ' | b'_'))
}

/// What stands alone where a list belongs.
fn in_brackets(key: &str, found: Value<'_>) -> Option<Bilingual> {
    let DeValue::String(text) = found.value else {
        return None;
    };
    let item = match key {
        "chair" => "{ name = \"…\", post = \"…\" }",
        _ if text.len() <= SHORT_TEXT => &format!("\"{text}\""),
        _ => "\"…\"",
    };
    Some(say!(
        "đặt trong ngoặc vuông: `{key} = [{item}]`",
        "put it in brackets: `{key} = [{item}]`"
    ))
}

/// Bytes of a text that a hint repeats whole.
const SHORT_TEXT: usize = 40;

/// "15 phút" and "không quá 15 phút" are meant for 15; in other words no single number stands.
fn number_alone(found: Value<'_>) -> Option<Bilingual> {
    let DeValue::String(text) = found.value else {
        return None;
    };
    if text.trim().parse::<f64>().is_ok() {
        return unquote(found);
    }
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit());
    let mut numbers = numbers.by_ref().filter(|digits| !digits.is_empty());
    let number = numbers.next().and_then(|digits| digits.parse::<u32>().ok());
    Some(match number.filter(|_| numbers.next().is_none()) {
        Some(number) => say!(
            "chỉ viết số: `{number}`",
            "write the number alone: `{number}`"
        ),
        None => say!(
            "chỉ viết một số, không có chữ",
            "write one number, without words"
        ),
    })
}

/// Numbers and booleans stand without quotes.
fn unquote(found: Value<'_>) -> Option<Bilingual> {
    matches!(found.value, DeValue::String(_)).then(|| say!("bỏ ngoặc kép", "leave the quotes out"))
}
