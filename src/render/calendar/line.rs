//! Content lines: names and values in; escaped, folded lines with CRLF out (RFC 5545, section 3.1).

/// The longest line in octets, without its CRLF.
const LONGEST: usize = 75;

/// Lines under construction.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
    /// Reused for one line after the other.
    line: String,
}

impl Lines {
    /// A value that needs no escaping: a word, a number, a date, an id of ours.
    pub(super) fn put(&mut self, name: &str, value: &str) {
        self.start(name);
        push_with(&mut self.line, value, |_| None);
        self.fold();
    }

    /// An address: nothing in it is escaped, and what no address may hold is percent-encoded.
    pub(super) fn put_uri(&mut self, name: &str, uri: &str) {
        match uri.contains(' ') {
            true => self.put(name, &uri.replace(' ', "%20")),
            false => self.put(name, uri),
        }
    }

    /// A TEXT value.
    pub(super) fn put_text(&mut self, name: &str, text: &str) {
        self.put_texts(name, &[text], "");
    }

    /// A TEXT value of several lines.
    pub(super) fn put_paragraphs(&mut self, name: &str, paragraphs: &[impl AsRef<str>]) {
        self.put_texts(name, paragraphs, "\\n");
    }

    /// A list of TEXT values, with commas between them.
    pub(super) fn put_list(&mut self, name: &str, words: &[impl AsRef<str>]) {
        self.put_texts(name, words, ",");
    }

    fn put_texts(&mut self, name: &str, texts: &[impl AsRef<str>], between: &str) {
        self.start(name);
        for (index, text) in texts.iter().enumerate() {
            if index > 0 {
                self.line.push_str(between);
            }
            push_with(&mut self.line, text.as_ref(), escape);
        }
        self.fold();
    }

    /// Lines that are finished already.
    pub(super) fn append(&mut self, lines: &str) {
        self.text.push_str(lines);
    }

    /// All of them until now.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.text.into_bytes()
    }

    fn start(&mut self, name: &str) {
        self.line.clear();
        self.line.push_str(name);
        self.line.push(':');
    }

    /// Breaks the line before an octet too many; the space that marks a continuation counts.
    fn fold(&mut self) {
        let mut rest = self.line.as_str();
        let mut room = LONGEST;
        while rest.len() > room {
            let (piece, tail) = rest.split_at(break_before(rest, room));
            self.text.push_str(piece);
            self.text.push_str("\r\n ");
            rest = tail;
            room = LONGEST - 1;
        }
        self.text.push_str(rest);
        self.text.push_str("\r\n");
    }
}

/// The last place within `room` octets where a line may break: never inside a character, and not beside a space, which
/// readers that trim continuation lines (ical-rs does) would lose. A line of nothing but spaces breaks anyway.
fn break_before(line: &str, room: usize) -> usize {
    let last = line.floor_char_boundary(room);
    let is_space = |at: usize| line.as_bytes().get(at) == Some(&b' ');
    let apart = (room / 2..=last)
        .rev()
        .filter(|at| line.is_char_boundary(*at));
    let mut apart = apart.filter(|at| !is_space(*at) && !is_space(*at - 1));
    apart.next().unwrap_or(last)
}

/// RFC 5545, section 3.3.11.
fn escape(letter: char) -> Option<&'static str> {
    match letter {
        '\\' => Some("\\\\"),
        ';' => Some("\\;"),
        ',' => Some("\\,"),
        '\n' => Some("\\n"),
        _ => None,
    }
}

/// Adds a text without its control characters, for which there is no escape, and with whatever `instead` says stands for
/// one of the others. What lies between such letters is most of it and is copied as it is.
fn push_with(line: &mut String, text: &str, instead: impl Fn(char) -> Option<&'static str>) {
    let mut rest = text;
    loop {
        let (same, tail) = rest.split_at(length_without_special(rest.as_bytes()));
        line.push_str(same);
        let mut letters = tail.chars();
        let Some(letter) = letters.next() else {
            return;
        };
        match instead(letter) {
            Some(escaped) => line.push_str(escaped),
            None if letter.is_control() => {}
            None => line.push(letter),
        }
        rest = letters.as_str();
    }
}

/// So many bytes are looked at together.
const BLOCK: usize = 32;

/// Where the first letter stands that may not be copied.
fn length_without_special(text: &[u8]) -> usize {
    // No branch and no early end, so that a block takes a few steps.
    let is_free = |block: &&[u8]| {
        !block
            .iter()
            .fold(false, |any, byte| any | is_special(*byte))
    };
    let blocks = text.chunks_exact(BLOCK).take_while(is_free);
    let free = blocks.count() * BLOCK;
    let rest = &text[free..];
    let special = rest.iter().position(|byte| is_special(*byte));
    free + special.unwrap_or(rest.len())
}

/// Whether a letter that begins with this byte may be escaped or a control character; those beyond ASCII begin with `C2`.
#[inline]
fn is_special(byte: u8) -> bool {
    let is_escaped = (byte == b'\\') | (byte == b';') | (byte == b',');
    is_escaped | (byte < b' ') | (byte == 0x7f) | (byte == 0xc2)
}

/// The text without commas and semicolons, which several readers split or cut at even where they are escaped.
pub(super) fn without_separators(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|letter: char| matches!(letter, ',' | ';') || letter.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(name: &str, text: &str) -> String {
        let mut lines = Lines::default();
        lines.put_text(name, text);
        lines.into_text()
    }

    #[test]
    fn text_is_escaped_and_addresses_are_not() {
        assert_eq!(
            written("SUMMARY", "a,b;c\\d\ne\u{7}"),
            "SUMMARY:a\\,b\\;c\\\\d\\ne\r\n"
        );
        let mut lines = Lines::default();
        lines.put_uri("URL", "https://a.vn/b,c;d e#f");
        assert_eq!(lines.into_text(), "URL:https://a.vn/b,c;d%20e#f\r\n");
    }

    #[test]
    fn lines_break_at_seventy_five_octets() {
        let text = "x".repeat(200);
        let lines = written("SUMMARY", &text);
        let lengths: Vec<usize> = lines.lines().map(str::len).collect();
        assert_eq!(lengths, [75, 75, 60]);
    }

    #[test]
    fn lines_do_not_break_beside_a_space() {
        for words in 60..80 {
            let lines = written(
                "SUMMARY",
                &format!("{} {}", "x".repeat(words), "y".repeat(9)),
            );
            assert!(
                !lines.contains(" \r\n") && !lines.contains("\r\n  "),
                "{lines:?}"
            );
        }
        let spaces = written("SUMMARY", &" ".repeat(200));
        assert!(spaces.lines().all(|line| line.len() <= 75));
    }

    #[test]
    fn titles_that_imitate_an_end_stay_titles() {
        let lines = written("SUMMARY", "\r\nEND:VEVENT\r\nBEGIN:VEVENT");
        assert_eq!(lines, "SUMMARY:\\nEND:VEVENT\\nBEGIN:VEVENT\r\n");
    }

    proptest! {
        #[test]
        fn every_line_is_short_and_unfolds_to_what_went_in(text in "[a-zếệ😀 ,;\\\\\n]{0,300}") {
            let lines = written("DESCRIPTION", &text);
            prop_assert!(lines.split("\r\n").all(|line| line.len() <= 75));
            let unfolded = lines.replace("\r\n ", "");
            let value = unfolded.strip_prefix("DESCRIPTION:").and_then(|rest| rest.strip_suffix("\r\n"));
            prop_assert_eq!(value.map(unescaped), Some(text));
        }
    }

    fn unescaped(value: &str) -> String {
        let mut text = String::new();
        let mut letters = value.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n') => text.push('\n'),
                    Some(escaped) => text.push(escaped),
                    None => {}
                },
                letter => text.push(letter),
            }
        }
        text
    }
}
