//! Pages: a view through its template.

use std::fmt;

use tera::{Context, Kwargs, State, Tera, Value};

use super::bounded::Bounded;
use super::markdown;
use super::meter::Metered;
use super::qr::qr;
use super::shared::Shared;
use super::theme::{EMBEDDED, Theme};
use crate::plan::{Routes, Shell, View};
use crate::publish::Fingerprint;

/// Turns the views of one plan into pages; made once, used from many threads.
pub struct Renderer {
    /// The templates as they were written.
    tera: Tera,
    shared: Shared,
    /// The templates as they are rendered, where a theme has some of its own.
    metered: Option<Metered>,
    /// What all pages depend on besides their view: theme, shell, and the program itself.
    base: Fingerprint,
}

/// A template that cannot be used, with tera's report.
#[derive(Debug)]
pub struct TemplateError {
    /// The template, or the page it was for.
    pub what: String,
    /// What tera says, with the line.
    pub report: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.what, self.report)
    }
}

impl Renderer {
    /// Compiles the theme's templates.
    ///
    /// # Errors
    /// The first template that does not compile.
    pub fn new(theme: &Theme, shell: &Shell<'_>, routes: &Routes) -> Result<Self, TemplateError> {
        let failed = |error: &tera::Error| TemplateError {
            what: "themes".to_owned(),
            report: report(error),
        };
        let mut tera = Tera::new();
        tera.set_fallback_prefixes([EMBEDDED])
            .map_err(|error| failed(&error))?;
        tera.register_filter("markdown", markdown_filter);
        tera.register_filter("qr", qr_filter);
        tera.register_filter("json", json_filter);
        let templates = theme
            .templates
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()));
        tera.add_raw_templates(templates.clone())
            .map_err(|error| failed(&error))?;
        let globals = tera.global_context();
        globals.insert("t", &theme.strings);
        globals.insert("site", shell);
        let fonts: Vec<String> = theme
            .fonts()
            .map(|path| routes.href(&format!("/{path}")))
            .collect();
        globals.insert("fonts", &fonts);
        globals.insert("emblem", &routes.href(&format!("/{}", theme.emblem())));
        globals.insert("asset", &theme.asset_map(|path| routes.href(path)));
        let shell = serde_json::to_vec(shell).unwrap_or_default();
        let program = env!("NIEMYET_SOURCES");
        let minified = cfg!(feature = "minify").to_string();
        let base = Fingerprint::of(&[
            theme.fingerprint.to_string().as_bytes(),
            &shell,
            program.as_bytes(),
            minified.as_bytes(),
        ]);
        let own = templates.filter(|(name, _)| !name.starts_with(EMBEDDED));
        let own: Vec<(&str, &str)> = own.collect();
        let metered = match own.is_empty() {
            true => None,
            false => Some(Metered::new(&tera, &own).map_err(|error| failed(&error))?),
        };
        Ok(Self {
            tera,
            shared: Shared::default(),
            metered,
            base,
        })
    }

    /// What the page is made from: while it stays the same, so do its bytes.
    pub fn fingerprint(&self, view: &View<'_>) -> Fingerprint {
        let bytes = serde_json::to_vec(view).unwrap_or_default();
        let template = view.view.template();
        Fingerprint::of(&[
            self.base.to_string().as_bytes(),
            template.as_bytes(),
            &bytes,
        ])
    }

    /// The same of a page whose ingredients are known without its view.
    pub fn fingerprint_from(&self, ingredients: Fingerprint) -> Fingerprint {
        Fingerprint::of(&[self.base.as_bytes(), ingredients.as_bytes()])
    }

    /// The page.
    ///
    /// # Errors
    /// A template that asks for what the view does not have.
    pub fn render(&self, mut view: View<'_>) -> Result<Vec<u8>, TemplateError> {
        let template = view.view.template();
        let canonical = view.page.canonical.clone();
        let failed = |error: &tera::Error| TemplateError {
            what: format!("{template} ({canonical})"),
            report: report(error),
        };
        let mut html = Bounded::default();
        let mut page = |tera: &Tera, html: &mut Bounded| {
            let context = self.context(&mut view, tera)?;
            tera.render_to(template, &context, html)
        };
        let rendered = match &self.metered {
            Some(metered) => metered.render(&self.tera, &mut html, page),
            None => page(&self.tera, &mut html),
        };
        rendered.map_err(|error| failed(&error))?;
        Ok(html.into_bytes())
    }

    /// What the template of a page sees. A theme with templates of its own may look at what lines say, and gets just that.
    fn context(&self, view: &mut View<'_>, tera: &Tera) -> tera::TeraResult<Context> {
        if self.metered.is_none() {
            let mut lines = view.view.lines().into_iter();
            lines.try_for_each(|line| self.shared.show(line, tera))?;
        }
        let mut context = Context::from_serialize(view)?;
        let frame = self.shared.frame(&view.page.section, tera)?;
        context.insert_value("frame", frame);
        Ok(context)
    }
}

fn report(error: &tera::Error) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        source = inner.source();
    }
    text
}

/// `{{ view.body | markdown }}`
fn markdown_filter(text: &str, _: Kwargs, _: &State<'_>) -> Value {
    Value::safe_string(&markdown::to_html(text))
}

/// `{{ page.canonical | qr(label=t.qr) }}`; with `id="ma"`, a page may show it again by `<use href="#ma">`.
fn qr_filter(text: &str, arguments: Kwargs, _: &State<'_>) -> tera::TeraResult<Value> {
    let label: Option<&str> = arguments.get("label")?;
    let id: Option<&str> = arguments.get("id")?;
    Ok(Value::safe_string(&qr(text, label.unwrap_or_default(), id)))
}

/// `{{ view.linked_data | json }}`: JSON that cannot end the element it stands in. Tera's maps have no order of their
/// own; the same view must give the same bytes, so keys are sorted.
fn json_filter(value: &Value, _: Kwargs, _: &State<'_>) -> Value {
    let sorted = serde_json::to_value(value).unwrap_or_default();
    let json = sorted.to_string();
    Value::safe_string(&json.replace('<', "\\u003c"))
}
