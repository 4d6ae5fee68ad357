//! Telephone numbers and e-mail addresses in running text: personal data that no public portal may show.

use std::ops::Range;

/// How many are told of one text: one with more is a directory.
const MOST_TOLD: usize = 20;

/// The telephone numbers and e-mail addresses in `text`, as ranges of bytes; of very many the first ones.
pub fn find_all_personal(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let found = find_personal(text.get(from..)?)?;
        let range = from + found.start..from + found.end;
        from = range.end;
        Some(range)
    })
    .take(MOST_TOLD)
}

/// The first telephone number or e-mail address in `text`, as a range of bytes.
///
/// Vietnamese numbers have ten or eleven digits from 0, or from +84; spaces, dots, hyphens and line breaks inside do
/// not hide them. Dates, symbols and amounts are shorter, hold a slash, or do not start that way.
pub fn find_personal(text: &str) -> Option<Range<usize>> {
    let phone = find_phone(text);
    let email = find_email(text);
    match (phone, email) {
        (Some(phone), Some(email)) if email.start < phone.start => Some(email),
        (Some(phone), _) => Some(phone),
        (None, email) => email,
    }
}

fn find_phone(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'0', b'+', bytes)
        .filter(|start| *start == 0 || !is_part_of_word(bytes[start - 1]))
        .find_map(|start| phone_at(text, start))
}

fn phone_at(text: &str, start: usize) -> Option<Range<usize>> {
    let mut digits = Vec::new();
    let mut end = start;
    let mut gap = 0;
    let rest = text.get(start..)?;
    for (offset, letter) in rest.char_indices() {
        match letter {
            '+' if offset == 0 => {}
            '0'..='9' => {
                digits.push(letter as u8);
                end = start + offset + 1;
                gap = 0;
            }
            _ if may_part(letter) && gap < 3 && digits.len() < 11 => gap += 1,
            _ => break,
        }
        if digits.len() > 12 {
            return None;
        }
    }
    let national: &[u8] = match digits.strip_prefix(b"84") {
        Some(abroad) if rest.starts_with('+') => abroad,
        _ => digits.strip_prefix(b"0")?,
    };
    let is_number = matches!(national.len(), 9 | 10) && matches!(national[0], b'2'..=b'9');
    let after = text.as_bytes().get(end);
    let ends_clean = after.is_none_or(|byte| !is_part_of_word(*byte));
    let written = text.get(start..end)?;
    (is_number && ends_clean && !begins_with_date(written)).then_some(start..end)
}

/// What stands between the digits of a number; word processors put spaces that do not break, and their own dashes.
fn may_part(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '.' | '-' | '(' | ')' | '\u{2010}'..='\u{2014}')
}

/// `09-07-2026 14:00`, or what is left of it from the month on: what follows is an hour.
fn begins_with_date(text: &str) -> bool {
    let is_short = |part: &&str| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_year = |part: &&str| part.len() == 4 && part.starts_with("20");
    let mut parts = text.split(['.', '-', ' ']);
    let starts = parts.next().is_some_and(|part| is_short(&part));
    starts
        && parts
            .find(|part| !is_short(part))
            .is_some_and(|part| is_year(&part))
}

fn is_part_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'/' || byte >= 0x80
}

fn find_email(text: &str) -> Option<Range<usize>> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    memchr::memchr_iter(b'@', text.as_bytes()).find_map(|at| {
        let before = text[..at].trim_end_matches(is_local).len();
        let host = text[at + 1..].trim_start_matches(is_host).len();
        let end = text.len() - host;
        let name = text[at + 1..end].trim_end_matches(['.', '-']);
        let is_address = before < at && name.split('.').count() > 1 && !name.starts_with('.');
        is_address.then(|| before..at + 1 + name.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_however_they_are_spaced() {
        for text in [
            "gọi 0900 000 000 để",
            "ĐT: 0900.000.000.",
            "0900000000",
            "(0255) 3 000 000",
            "+84 900 000 000",
            "điện thoại: 0900 000\n000; thư",
            "0900-000-000",
            "0900\u{a0}000\u{a0}000",
            "0900 – 000 – 000",
            "09.07.20.26.14",
        ] {
            assert!(find_personal(text).is_some(), "{text}");
        }
    }

    #[test]
    fn addresses() {
        let text = "gửi về ten.nguoi@example.vn.";
        assert_eq!(&text[find_personal(text).unwrap()], "ten.nguoi@example.vn");
        let text = "ĐT: 0900 000\n000; thư: ten@example.vn; 0900.000.001";
        let all: Vec<&str> = find_all_personal(text).map(|range| &text[range]).collect();
        assert_eq!(all, ["0900 000\n000", "ten@example.vn", "0900.000.001"]);
    }

    #[test]
    fn what_looks_alike_is_left_alone() {
        for text in [
            "ngày 09/7/2026, 08 giờ 00",
            "nhiệm kỳ 2021 - 2026",
            "Số: 88/GM-UBND",
            "kinh phí 1.200.000.000 đồng",
            "0,5 ngày; 01 buổi; 02 đại biểu",
            "mã số 00123456789012345",
            "07 30 - 09 00",
            "@ai đó",
            "ngày 09-07-2026 14:00",
            "09.07.2026 08.30",
        ] {
            assert_eq!(find_personal(text), None, "{text}");
        }
    }
}
