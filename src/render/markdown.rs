//! Markdown bodies: text in, HTML out that can do nothing but be read.
//!
//! Raw HTML becomes visible text, addresses pass a white list of schemes, headings get ids and move below the page's
//! own, table alignment becomes a class (the writer's inline `style` would break the Content-Security-Policy).
//! Where a body holds links or raw HTML at all, ammonia cleans the result once more.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::text::direction::turns_words;
use crate::text::slug::slug;

/// The body as HTML.
pub(super) fn to_html(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let markdown = without_turns(markdown);
    let mut writer = Writer::default();
    let events: Vec<Event<'_>> = Parser::new_ext(&markdown, options).collect();
    let events = writer.transform(events);
    let mut output = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut output, events.into_iter());
    if writer.needs_cleaning {
        SANITIZER.clean(&output).to_string()
    } else {
        output
    }
}

/// Fields with such a character are refused; in a body it may stand in words copied from elsewhere.
fn without_turns(markdown: &str) -> Cow<'_, str> {
    if markdown.contains(turns_words) {
        return Cow::Owned(markdown.replace(turns_words, ""));
    }
    Cow::Borrowed(markdown)
}

#[derive(Default)]
struct Writer {
    /// Whether the body holds anything an attack could start from.
    needs_cleaning: bool,
    heading_ids: BTreeMap<String, usize>,
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    /// For each element that is open, whether it is written.
    open: Vec<bool>,
}

/// How deep elements may lie in each other. What is deeper keeps its words and loses its element: browsers stop at 512,
/// and programs that call themselves for each level end with their stack.
const DEEPEST: usize = 48;

impl Writer {
    fn transform<'m>(&mut self, events: Vec<Event<'m>>) -> Vec<Event<'m>> {
        let mut output = Vec::with_capacity(events.len());
        let headings = heading_texts(&events);
        let mut headings = headings.into_iter();
        for event in events {
            let is_written = self.is_shallow(&event);
            let event = self.one(event, &mut headings);
            output.extend(event.filter(|_| is_written));
        }
        output
    }

    /// Whether the event is written: elements below the deepest level are not, both their start and their end.
    fn is_shallow(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(_) => {
                self.open.push(self.open.len() < DEEPEST);
                self.open.last().copied().unwrap_or(true)
            }
            Event::End(_) => self.open.pop().unwrap_or(true),
            _ => true,
        }
    }

    fn one<'m>(
        &mut self,
        event: Event<'m>,
        headings: &mut impl Iterator<Item = String>,
    ) -> Option<Event<'m>> {
        Some(match event {
            Event::Html(text) | Event::InlineHtml(text) => {
                self.needs_cleaning = true;
                Event::Text(text)
            }
            // The block around raw HTML is a paragraph like any other once its content is text.
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            Event::Start(mut tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                self.needs_cleaning = true;
                if let Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } = &mut tag {
                    *dest_url = safe_address(std::mem::replace(dest_url, CowStr::Borrowed("")));
                }
                Event::Start(tag)
            }
            Event::Start(Tag::Heading {
                level,
                classes,
                attrs,
                ..
            }) => {
                let id = self.heading_id(&headings.next().unwrap_or_default());
                let level = lowered(level);
                Event::Start(Tag::Heading {
                    level,
                    id: Some(id.into()),
                    classes,
                    attrs,
                })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lowered(level))),
            other => self.table(other),
        })
    }

    /// Writes tables with classes for alignment instead of inline styles.
    fn table<'m>(&mut self, event: Event<'m>) -> Event<'m> {
        let text = match &event {
            Event::Start(Tag::Table(alignments)) => {
                self.alignments.clone_from(alignments);
                "<div class=\"scroll\" tabindex=\"0\"><table>"
            }
            Event::End(TagEnd::Table) => "</tbody></table></div>\n",
            Event::Start(Tag::TableHead) => {
                (self.column, self.in_head) = (0, true);
                "<thead><tr>"
            }
            Event::End(TagEnd::TableHead) => {
                self.in_head = false;
                "</tr></thead><tbody>\n"
            }
            Event::Start(Tag::TableRow) => {
                self.column = 0;
                "<tr>"
            }
            Event::End(TagEnd::TableRow) => "</tr>\n",
            Event::Start(Tag::TableCell) => self.cell(),
            Event::End(TagEnd::TableCell) => {
                if self.in_head {
                    "</th>"
                } else {
                    "</td>"
                }
            }
            _ => return event,
        };
        Event::Html(CowStr::Borrowed(text))
    }

    fn cell(&mut self) -> &'static str {
        let alignment = self.alignments.get(self.column).copied();
        self.column += 1;
        match (self.in_head, alignment.unwrap_or(Alignment::None)) {
            (true, Alignment::Right) => "<th scope=\"col\" class=\"right\">",
            (true, Alignment::Center) => "<th scope=\"col\" class=\"center\">",
            (true, _) => "<th scope=\"col\">",
            (false, Alignment::Right) => "<td class=\"right\">",
            (false, Alignment::Center) => "<td class=\"center\">",
            (false, _) => "<td>",
        }
    }

    /// An id from the heading's words; a second heading with the same words gets a number.
    fn heading_id(&mut self, text: &str) -> String {
        let base = format!("muc-{}", slug(text));
        let count = self.heading_ids.entry(base.clone()).or_default();
        *count += 1;
        match *count {
            1 => base,
            count => format!("{base}-{count}"),
        }
    }
}

fn heading_texts(events: &[Event<'_>]) -> Vec<String> {
    let mut texts = Vec::new();
    let mut open = false;
    for event in events {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                open = true;
                texts.push(String::new());
            }
            Event::End(TagEnd::Heading(_)) => open = false,
            Event::Text(text) | Event::Code(text) if open => {
                if let Some(last) = texts.last_mut() {
                    last.push_str(text);
                }
            }
            _ => {}
        }
    }
    texts
}

/// The page's title is the only first-level heading.
fn lowered(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        HeadingLevel::H3 => HeadingLevel::H3,
        HeadingLevel::H4 => HeadingLevel::H4,
        HeadingLevel::H5 => HeadingLevel::H5,
        HeadingLevel::H6 => HeadingLevel::H6,
    }
}

/// Web and mail addresses, and addresses inside the portal; everything else leads nowhere.
fn safe_address(address: CowStr<'_>) -> CowStr<'_> {
    let lower = address.trim().to_ascii_lowercase();
    let is_known = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme));
    let is_inside = lower.starts_with('#') || (lower.starts_with('/') && !lower.starts_with("//"));
    let is_relative = !lower.contains(':') && !lower.starts_with('/') && !lower.contains('\\');
    if is_known || is_inside || is_relative {
        address
    } else {
        CowStr::Borrowed("#")
    }
}

static SANITIZER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut builder = ammonia::Builder::default();
    builder
        .add_generic_attributes(["id", "class", "tabindex"])
        .add_tag_attributes("th", ["scope"])
        .add_tags(["section", "input"])
        .add_tag_attributes("input", ["type", "checked", "disabled"])
        .url_schemes(["https", "http", "mailto"].into())
        .link_rel(Some("noopener noreferrer"));
    builder
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_html_is_text() {
        let html =
            to_html("Họp <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n<b>x</b>");
        assert!(!html.contains("<script"), "{html}");
        assert!(!html.contains("<img"), "{html}");
        assert!(html.contains("&lt;b&gt;x&lt;/b&gt;"), "{html}");
    }

    #[test]
    fn addresses_pass_a_white_list() {
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "\\\\evil",
        ] {
            let html = to_html(&format!("[a](<{bad}>) ![b](<{bad}>)"));
            assert!(
                !html.to_lowercase().contains("script:")
                    && !html.contains("data:")
                    && !html.contains("evil"),
                "{bad}: {html}"
            );
        }
        assert!(
            to_html("[a](https://x.example.vn/a?b=1)")
                .contains("href=\"https://x.example.vn/a?b=1\"")
        );
        assert!(to_html("[a](#muc-chuan-bi)").contains("href=\"#muc-chuan-bi\""));
    }

    #[test]
    fn headings_have_ids_below_the_page_title() {
        let html = to_html("# Chuẩn bị\n\n## Chuẩn bị\n\n### Lưu ý");
        assert!(html.contains("<h2 id=\"muc-chuan-bi\">"), "{html}");
        assert!(html.contains("<h2 id=\"muc-chuan-bi-2\">"), "{html}");
        assert!(html.contains("<h3 id=\"muc-luu-y\">"), "{html}");
    }

    #[test]
    fn tables_and_footnotes() {
        let html =
            to_html("| Đơn vị | Số |\n|---|--:|\n| Xã A | 5 |\n\nHạn[^1].\n\n[^1]: trước 17 giờ");
        assert!(html.contains("<td class=\"right\">5</td>"), "{html}");
        assert!(!html.contains("style="), "{html}");
        assert!(html.contains("footnote"), "{html}");
    }

    /// What ammonia would take away from any body, the writer has taken away already.
    #[test]
    fn cleaning_twice_changes_nothing() {
        let nasty = "<a href=\"javascript:x\">a</a> [l](javascript:x) **b** `c` <iframe src=x>\n\n| a |\n|:-:|\n| <b onclick=x> |";
        let once = to_html(nasty);
        assert_eq!(SANITIZER.clean(&once).to_string(), once);
    }
}
