//! Templates, minified once so that ten thousand pages need not be: a template in, the same one with less HTML out.
//!
//! Minifying was a third of a build, page by page, and what it takes away is nearly all in the templates. minify-html
//! knows no tera, so every construct of tera is put aside first and a word stands for it, a word that minifying leaves
//! alone where it is: `⟦7⟧` in text, `⟦ 7 ⟧` in the value of an attribute (the spaces keep its quotation marks), and an
//! attribute of its own between attributes. Only the embedded theme's templates come here: a template that opens an
//! element in one branch and closes it in another is fine for tera and would be mended by minify-html.

use std::ops::Range;

use super::constructs::{construct, is_construct};

/// A private-use character before a number, and one after it.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// The template with its HTML minified; as it is where something in it cannot be told apart from HTML.
pub(super) fn minified(template: &str) -> String {
    let Some(masked) = Masked::of(template) else {
        return template.to_owned();
    };
    let whole_page = template.starts_with("<!doctype");
    let html = match whole_page {
        true => minify(&masked.html),
        // Inside an element of no known name, minify-html keeps the spaces at the edges of a fragment.
        false => {
            let html = minify(&format!("<x-t>{}</x-t>", masked.html));
            let inner = html.strip_prefix("<x-t>");
            let inner = inner.and_then(|html| html.strip_suffix("</x-t>"));
            inner.map_or(html.clone(), str::to_owned)
        }
    };
    masked
        .unmasked(&html)
        .unwrap_or_else(|| template.to_owned())
}

fn minify(html: &str) -> String {
    let mut settings = minify_html::Cfg::new();
    settings.keep_closing_tags = true;
    settings.keep_html_and_head_opening_tags = true;
    settings.minify_doctype = false;
    let bytes = minify_html::minify(html.as_bytes(), &settings);
    String::from_utf8(bytes).unwrap_or_else(|_| html.to_owned())
}

/// HTML with words in place of tera.
struct Masked<'t> {
    html: String,
    /// Each word with what it stands for.
    aside: Vec<(String, &'t str)>,
}

/// Where in HTML a position is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Tag,
    Value(u8),
}

impl<'t> Masked<'t> {
    /// `None` where a construct of tera does not end.
    fn of(template: &'t str) -> Option<Self> {
        let mut masked = Self {
            html: String::with_capacity(template.len()),
            aside: Vec::new(),
        };
        let mut place = Place::Text;
        let mut at = 0;
        while at < template.len() {
            let rest = &template[at..];
            if is_construct(rest) {
                let range = match place {
                    Place::Tag => run(template, at)?,
                    _ => at..at + construct(rest)?,
                };
                at = range.end;
                masked.put_aside(place, &template[range]);
                continue;
            }
            let letter = rest.chars().next()?;
            place = place.after(rest.as_bytes());
            masked.html.push(letter);
            at += letter.len_utf8();
        }
        Some(masked)
    }

    fn put_aside(&mut self, place: Place, construct: &'t str) {
        let number = self.aside.len();
        let word = match place {
            Place::Text => format!("{OPEN}{number}{CLOSE}"),
            Place::Value(_) => format!("{OPEN} {number} {CLOSE}"),
            Place::Tag => format!(" data-tera-{number}-"),
        };
        self.html.push_str(&word);
        self.aside.push((word, construct));
    }

    /// The constructs in their places again; `None` where minifying has lost or doubled one.
    fn unmasked(&self, html: &str) -> Option<String> {
        let mut template = html.to_owned();
        for (word, construct) in &self.aside {
            if template.matches(word).count() != 1 {
                return None;
            }
            template = template.replace(word, construct);
        }
        Some(template)
    }
}

impl Place {
    /// Where the position after the next byte is.
    fn after(self, rest: &[u8]) -> Self {
        let second = rest.get(1).copied().unwrap_or_default();
        match (self, rest.first()) {
            (Self::Text, Some(b'<')) if second.is_ascii_alphabetic() || b"/!".contains(&second) => {
                Self::Tag
            }
            (Self::Tag, Some(b'>')) => Self::Text,
            (Self::Tag, Some(quote @ (b'"' | b'\''))) => Self::Value(*quote),
            (Self::Value(quote), Some(byte)) if *byte == quote => Self::Tag,
            (place, _) => place,
        }
    }
}

/// Between attributes: from `{% if … %}` to its `{% endif %}`, attributes inside and all.
fn run(template: &str, start: usize) -> Option<Range<usize>> {
    let mut depth = 0;
    let mut at = start;
    loop {
        let rest = &template[at..];
        if is_construct(rest) {
            let length = construct(rest)?;
            let word = rest[2..length].trim_start_matches(['-', ' ']);
            if rest.starts_with("{%") && (word.starts_with("if") || word.starts_with("for")) {
                depth += 1;
            } else if rest.starts_with("{%") && word.starts_with("end") {
                depth -= 1;
            }
            at += length;
        } else {
            at += rest.chars().next()?.len_utf8();
        }
        if depth == 0 {
            return Some(start..at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_shrinks_and_tera_stays() {
        let template = "<ul class=\"menu\">\n{% for kind in site.kinds %}<li><a href=\"{{ kind.url }}\"{% if kind.here %} aria-current=\"page\"{% endif %} rel=\"next\">{{ <name of={kind} /> }}</a></li>\n{% endfor %}</ul>\n";
        let expected = "<ul class=menu>{% for kind in site.kinds %}<li><a href=\"{{ kind.url }}\"{% if kind.here %} aria-current=\"page\"{% endif %} rel=next>{{ <name of={kind} /> }}</a></li> {% endfor %}</ul>";
        assert_eq!(minified(template).trim(), expected);
    }

    #[test]
    fn strings_inside_constructs_are_not_html() {
        let template = "<link href=\"{{ asset[\"a.css\"] }}\" rel=\"{% if x == \"<b>\" %}a{% else %}b{% endif %}\">{{ \"}}\" }}";
        let small = minified(template);
        assert!(small.contains("href=\"{{ asset[\"a.css\"] }}\""), "{small}");
        assert!(
            small.contains("rel=\"{% if x == \"<b>\" %}a{% else %}b{% endif %}\""),
            "{small}"
        );
        assert!(small.ends_with("{{ \"}}\" }}"), "{small}");
    }

    #[test]
    fn spaces_at_the_edges_of_components_stay() {
        let template =
            "{% component a(b) %}<time>{{ b }}</time> <span>{{ b }}</span>{% endcomponent a %}";
        assert_eq!(minified(template), template);
    }

    #[test]
    fn what_does_not_end_is_left_to_tera_to_complain_about() {
        for template in ["<p {% if a %}>", "<p>{{ a", "{# note"] {
            assert_eq!(minified(template), template);
        }
    }
}
