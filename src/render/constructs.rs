//! The constructs of a template, told apart from the text around them: `{{ … }}`, `{% … %}`, `{# … #}`.

/// Whether a text starts with one.
pub(super) fn is_construct(text: &str) -> bool {
    ["{{", "{%", "{#"].iter().any(|open| text.starts_with(open))
}

/// The length of the construct a text starts with. Its end inside a string of tera does not count.
pub(super) fn construct(text: &str) -> Option<usize> {
    let close = match text.as_bytes().get(1)? {
        b'{' => "}}",
        b'%' => "%}",
        _ => return Some(text.find("#}")? + 2),
    };
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().skip(2) {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, _) if text.as_bytes()[at..].starts_with(close.as_bytes()) => {
                return Some(at + 2);
            }
            (None, _) => {}
        }
    }
    None
}

/// The first word of a tag: `for` of `{% for … %}`; `None` of anything else.
pub(super) fn tag(construct: &str) -> Option<&str> {
    let inside = construct.strip_prefix("{%")?;
    inside.trim_start_matches('-').split_whitespace().next()
}
