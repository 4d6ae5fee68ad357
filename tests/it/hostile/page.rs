//! One page as a browser takes it apart in; nothing out, or a failure that names what would act.

use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
    states::RawKind,
};

/// Words that stand only in attacks of these tests.
const ATTACK: &str = "alert(";

/// The page's scripts are the theme's, no attribute is a handler, no address runs code, and every element is one of
/// those the theme and Markdown use.
pub(super) fn assert_inert(path: &str, html: &str) {
    let sink = Sink::default();
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let acts = tokenizer.sink.acts.take();
    assert!(acts.is_empty(), "{path}: {acts:#?}");
    assert!(tokenizer.sink.tags.get() > 10, "{path} is no page");
}

#[derive(Default)]
struct Sink {
    acts: RefCell<Vec<String>>,
    tags: Cell<usize>,
    in_script: Cell<bool>,
}

const FOREIGN: [&str; 10] = [
    "iframe", "object", "embed", "applet", "base", "frame", "frameset", "marquee", "math", "portal",
];

impl Sink {
    fn note(&self, act: String) {
        self.acts.borrow_mut().push(act);
    }

    fn attribute(&self, element: &str, name: &str, value: &str) {
        let address: String = value
            .chars()
            .filter(|letter| !letter.is_whitespace() && !letter.is_control())
            .collect::<String>()
            .to_lowercase();
        let runs = ["javascript:", "vbscript:", "data:"];
        let is_address = matches!(
            name,
            "href" | "src" | "action" | "formaction" | "srcset" | "xlink:href"
        );
        if name.starts_with("on") || name == "srcdoc" {
            self.note(format!("<{element} {name}={value}>"));
        }
        if is_address && runs.iter().any(|scheme| address.starts_with(scheme)) {
            self.note(format!("<{element} {name}={value}>"));
        }
        if name == "style" && value.contains(ATTACK) {
            self.note(format!("<{element} style={value}>"));
        }
    }
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                self.tags.set(self.tags.get() + 1);
                for attribute in &tag.attrs {
                    self.attribute(&name, &attribute.name.local, &attribute.value);
                }
                if FOREIGN.contains(&name.as_str()) {
                    self.note(format!("<{name}>"));
                }
                let opens = tag.kind == TagKind::StartTag;
                let is_data = tag
                    .attrs
                    .iter()
                    .any(|attribute| &*attribute.value == "application/ld+json");
                self.in_script.set(name == "script" && opens && !is_data);
                if opens && matches!(name.as_str(), "script" | "style") {
                    return TokenSinkResult::RawData(if name == "script" {
                        RawKind::ScriptData
                    } else {
                        RawKind::Rawtext
                    });
                }
            }
            Token::CharacterTokens(text) if self.in_script.get() && text.contains(ATTACK) => {
                self.note(format!("script: {text}"));
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
