//! What many pages share, rendered once: lines that stand on several of them, and the frame around all.

use std::borrow::Borrow;
use std::hash::Hash;
use std::sync::atomic::{AtomicUsize, Ordering};
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

/// How many bytes of lines are kept. The largest portals render some of theirs again.
const ROOM: usize = 64 << 20;

/// What was rendered, of one plan and one theme.
#[derive(Default)]
pub(super) struct Shared {
    lines: Rendered<Subject, Arc<str>>,
    /// By section.
    frames: Rendered<String, Value>,
    /// The bytes of the lines that are kept.
    taken: AtomicUsize,
}

impl Shared {
    /// Gives a line what it looks like.
    pub(super) fn show(&self, line: &mut Line<'_>, tera: &Tera) -> TeraResult<()> {
        let subject = line.subject();
        let html = match self.lines.get(&subject) {
            Some(html) => html,
            None => {
                let html: Arc<str> = rendered_line(tera, &line.words())?.into();
                let taken = self.taken.fetch_add(html.len(), Ordering::Relaxed);
                match taken < ROOM {
                    true => self.lines.keep(subject, html),
                    false => html,
                }
            }
        };
        line.show(html);
        Ok(())
    }

    /// The frame of the pages of a section, by its parts.
    pub(super) fn frame(&self, section: &str, tera: &Tera) -> TeraResult<Value> {
        if let Some(frame) = self.frames.get(section) {
            return Ok(frame);
        }
        let mut arguments = Context::new();
        arguments.insert("section", section);
        let part = |(name, component): (&'static str, &str)| {
            let html = rendered(tera, component, &arguments)?;
            Ok((tera::value::Key::Str(name), Value::safe_string(&html)))
        };
        let parts: TeraResult<tera::Map> = FRAME.into_iter().map(part).collect();
        Ok(self.frames.keep(section.to_owned(), Value::from(parts?)))
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

/// Things made by whoever asks first. Two that ask at once may both make one; they make the same.
struct Rendered<K, V>(RwLock<FxHashMap<K, V>>);

impl<K, V> Default for Rendered<K, V> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<K: Hash + Eq, V: Clone> Rendered<K, V> {
    fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.get(key).cloned()
    }

    fn keep(&self, key: K, made: V) -> V {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(key).or_insert(made).clone()
    }
}
