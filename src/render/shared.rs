//! What many pages share, rendered once: lines that stand on several of them, and the frame around all.

use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxHashMap;
use tera::{Context, Tera, TeraResult, Value};

use crate::plan::{Line, LineWords, Subject};

/// The parts of the frame: the name of each in templates, and of the component that makes it of a page's section.
const FRAME: [(&str, &str); 5] = [
    ("links", "frame_links"),
    ("brand", "frame_brand"),
    ("menu", "frame_menu"),
    ("find", "frame_find"),
    ("footer", "frame_footer"),
];

/// What was rendered, of one plan and one theme.
#[derive(Default)]
pub(super) struct Shared {
    lines: Rendered<Subject, Arc<str>>,
    /// By section.
    frames: Rendered<String, Value>,
}

impl Shared {
    /// Gives a line what it looks like.
    pub(super) fn show(&self, line: &mut Line<'_>, tera: &Tera) -> TeraResult<()> {
        let html = self.lines.get(line.subject(), || {
            Ok(rendered_line(tera, &line.words())?.into())
        })?;
        line.show(html);
        Ok(())
    }

    /// The frame of the pages of a section, by its parts.
    pub(super) fn frame(&self, section: &str, tera: &Tera) -> TeraResult<Value> {
        self.frames.get(section.to_owned(), || {
            let mut arguments = Context::new();
            arguments.insert("section", section);
            let part = |(name, component): (&'static str, &str)| {
                let html = rendered(tera, component, &arguments)?;
                Ok((tera::value::Key::Str(name), Value::safe_string(&html)))
            };
            let parts: TeraResult<tera::Map> = FRAME.into_iter().map(part).collect();
            Ok(Value::from(parts?))
        })
    }
}

fn rendered_line(tera: &Tera, words: &LineWords<'_>) -> TeraResult<String> {
    let mut arguments = Context::new();
    match words {
        LineWords::Entry(entry) => {
            arguments.insert("entry", entry);
            rendered(tera, "entry", &arguments)
        }
        LineWords::Cells(cells) => {
            arguments.insert("row", cells);
            arguments.insert("preparers", &cells.has_preparers);
            rendered(tera, "week_cells", &arguments)
        }
    }
}

/// A component as a page would have it.
fn rendered(tera: &Tera, component: &str, arguments: &Context) -> TeraResult<String> {
    tera.render_component_with_implicits(component, arguments, &Context::new(), None, true)
}

/// Things made by whoever asks first.
struct Rendered<K, V>(RwLock<FxHashMap<K, V>>);

impl<K, V> Default for Rendered<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Hash + Eq, V: Clone> Rendered<K, V> {
    /// Two that ask at once may both make it; they make the same.
    fn get(&self, key: K, make: impl FnOnce() -> TeraResult<V>) -> TeraResult<V> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = known.get(&key) {
            return Ok(value.clone());
        }
        drop(known);
        let made = make()?;
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        Ok(known.entry(key).or_insert(made).clone())
    }
}
