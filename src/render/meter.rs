//! An end to templates that have none: those of a site's own theme count their steps and are stopped after too many.
//!
//! Tera bounds neither loops inside loops nor components that call themselves twice, and one that writes nothing would
//! go on for ever without being noticed. So a step is counted at the head of every loop, component and included file.
//! The embedded theme's templates end and count nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tera::{Kwargs, State, Tera};

use super::bounded::Bounded;
use super::constructs::{construct, is_construct, tag};

/// No page takes nearly as many: a step is a line, and nobody reads a page of millions.
const MAX_STEPS: u64 = 5_000_000;

/// What is called at each step; a name no template uses for anything of its own.
const STEP: &str = "__step";

/// Templates that count their steps.
pub(super) struct Metered {
    tera: Tera,
    meter: Arc<Meter>,
}

impl Metered {
    /// All templates of `written`, of which a site's `own` count.
    pub(super) fn new(written: &Tera, own: &[(&str, &str)]) -> tera::TeraResult<Self> {
        let mut tera = written.clone();
        let meter = Arc::new(Meter::new());
        let counting = Arc::clone(&meter);
        tera.register_function(STEP, move |_: Kwargs, _: &State<'_>| counting.step());
        let own = own.iter().map(|(name, text)| (*name, metered(text)));
        let own: Vec<(&str, String)> = own.collect();
        tera.add_raw_templates(own.iter().map(|(name, text)| (*name, text.as_str())))?;
        Ok(Self { tera, meter })
    }

    /// Makes a `page` with these templates. What else is wrong with one is said of it as it was `written`.
    pub(super) fn render(
        &self,
        written: &Tera,
        html: &mut Bounded,
        mut page: impl FnMut(&Tera, &mut Bounded) -> tera::TeraResult<()>,
    ) -> tera::TeraResult<()> {
        self.meter.begin();
        let Err(error) = page(&self.tera, html) else {
            return Ok(());
        };
        if self.meter.is_spent() {
            return Err(too_many());
        }
        match page(written, &mut Bounded::default()) {
            Err(as_written) => Err(as_written),
            Ok(()) => Err(error),
        }
    }
}

/// Steps of the page each thread is at. A thread makes one page at a time.
struct Meter {
    steps: Vec<AtomicU64>,
}

impl Meter {
    /// One for all threads that may render.
    fn new() -> Self {
        let threads = 0..=rayon::current_num_threads();
        Self {
            steps: threads.map(|_| AtomicU64::new(0)).collect(),
        }
    }

    /// Another page begins.
    fn begin(&self) {
        self.own().store(0, Ordering::Relaxed);
    }

    /// One more step.
    fn step(&self) -> tera::TeraResult<&'static str> {
        self.own().fetch_add(1, Ordering::Relaxed);
        match self.is_spent() {
            true => Err(too_many()),
            false => Ok(""),
        }
    }

    fn is_spent(&self) -> bool {
        self.own().load(Ordering::Relaxed) > MAX_STEPS
    }

    /// The thread's own; threads outside the pool share the last.
    fn own(&self) -> &AtomicU64 {
        let last = self.steps.len() - 1;
        let thread = rayon::current_thread_index().unwrap_or(last);
        &self.steps[thread.min(last)]
    }
}

fn too_many() -> tera::Error {
    tera::Error::message(format!(
        "not ready after {MAX_STEPS} steps: does a loop not end?"
    ))
}

/// The template with a step at its head and at the head of every loop and component; its lines stay where they are. As it
/// is where a construct does not end, of which tera complains.
fn metered(template: &str) -> String {
    metered_whole(template).unwrap_or_else(|| template.to_owned())
}

fn metered_whole(template: &str) -> Option<String> {
    let mut made = String::with_capacity(template.len() + 64);
    let (mut is_raw, mut extends) = (false, false);
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        let (text, from_brace) = rest.split_at(start);
        made.push_str(text);
        let length = match is_construct(from_brace) {
            true => construct(from_brace)?,
            false => 1,
        };
        let (found, after) = from_brace.split_at(length);
        made.push_str(found);
        let word = tag(found);
        if !is_raw && matches!(word, Some("for" | "component")) {
            made.push_str(&step(found.ends_with("-%}")));
        }
        extends |= !is_raw && word == Some("extends");
        is_raw = word == Some("raw") || (is_raw && word != Some("endraw"));
        rest = after;
    }
    made.push_str(rest);
    if !extends {
        made.insert_str(0, &step(false));
    }
    Some(made)
}

/// A step that writes nothing and, where it takes the place of a tag that trims blanks, trims those after it.
fn step(trims: bool) -> String {
    match trims {
        true => format!("{{{{ {STEP}() -}}}}"),
        false => format!("{{{{ {STEP}() }}}}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_and_components_begin_with_a_step() {
        for (template, expected) in [
            (
                "{% for a in b %} x{% endfor %}",
                "S{% for a in b %}S x{% endfor %}",
            ),
            (
                "{% for a in b -%} x{% endfor %}",
                "S{% for a in b -%}T x{% endfor %}",
            ),
            (
                "{% component a(b) %}{{ b }}{% endcomponent a %}",
                "S{% component a(b) %}S{{ b }}{% endcomponent a %}",
            ),
            (
                "{%extends \"a\"%}{% block b %}{%for c in d%}{% endfor %}{% endblock %}",
                "{%extends \"a\"%}{% block b %}{%for c in d%}S{% endfor %}{% endblock %}",
            ),
            (
                "{% extends \"a\" %}{% block b %}{% endblock %}",
                "{% extends \"a\" %}{% block b %}{% endblock %}",
            ),
            (
                "{% raw %}{% for %}{% endraw %}{ {# {% for #}",
                "S{% raw %}{% for %}{% endraw %}{ {# {% for #}",
            ),
            (
                "{{ \"{% for %}\" }}{% if a %}",
                "S{{ \"{% for %}\" }}{% if a %}",
            ),
            ("{% for a in b", "{% for a in b"),
        ] {
            let expected = expected
                .replace('S', &step(false))
                .replace('T', &step(true));
            assert_eq!(metered(template), expected);
        }
    }
}
