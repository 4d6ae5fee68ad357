//! What each stage of a build costs: a generated corpus in, a line for every stage out.
//!
//! `cargo bench --bench stages` takes 2,000 notices, or as many as follow `--`. The clock is the process's CPU time over
//! all threads, so that a busy machine changes little; the best of a few rounds counts. The share is of all stages.

#[path = "corpus/papers/mod.rs"]
mod papers;
#[path = "corpus/sources.rs"]
mod sources;

use std::collections::BTreeSet;
use std::hint::black_box;
use std::io::Write as _;

use niemyet::catalog::Catalog;
use niemyet::check::{Context, check};
use niemyet::plan::{Page, Plan, Routes};
use niemyet::read;
use niemyet::render::calendar::Calendars;
use niemyet::render::{Renderer, Theme};
use niemyet::site::Audience;
use niemyet::sources::Sources;
use rayon::prelude::*;

use papers::{Corpus, TODAY};
use sources::sources;

const ROUNDS: usize = 3;

/// A stage: its name, and what one round of it cost in CPU seconds.
type Cost = (&'static str, f64);

fn main() {
    let count = std::env::args().find_map(|word| word.parse().ok());
    let count = count.unwrap_or(2_000);
    let sources = sources(&Corpus::new(count));
    let mut best: Vec<Cost> = Vec::new();
    for _ in 0..ROUNDS {
        for (number, (name, seconds)) in round(&sources).into_iter().enumerate() {
            match best.get_mut(number) {
                Some(cost) => cost.1 = cost.1.min(seconds),
                None => best.push((name, seconds)),
            }
        }
    }
    let all: f64 = best.iter().map(|cost| cost.1).sum();
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{count} notices, {all:.2} CPU s");
    for (name, seconds) in best {
        let (each, share) = (seconds * 1e6 / count as f64, seconds / all * 100.0);
        let _ = writeln!(out, "{name:16} {each:9.1} µs a notice {share:5.1} %");
    }
}

/// All stages once, each fed by the one before.
fn round(sources: &Sources) -> Vec<Cost> {
    let mut costs = Vec::new();
    let reading = measured(&mut costs, "read", || read::read(sources));
    let site = reading.site.expect("a usable site.toml");
    let (notices, broken) = (reading.notices, reading.broken);
    let catalog = measured(&mut costs, "link", || Catalog::new(site, notices, broken));
    measured(&mut costs, "check", || {
        let attachments = BTreeSet::new();
        black_box(check(&Context {
            catalog: &catalog,
            attachments: &attachments,
            audience: Audience::Public,
        }));
    });
    let catalog = catalog.published_for(Audience::Public, jiff::civil::DateTime::MAX);
    let routes = Routes::new(&catalog.site);
    let calendars = measured(&mut costs, "plan calendars", || {
        Calendars::new(&catalog, &routes)
    });
    let plan = measured(&mut costs, "plan pages", || {
        Plan::new(&catalog, TODAY).with_feeds(&calendars.feeds)
    });
    measured(&mut costs, "write calendars", || {
        let lengths = calendars
            .feeds
            .par_iter()
            .map(|feed| calendars.bytes(feed).expect("in memory").len());
        black_box(lengths.sum::<usize>());
    });
    let theme = Theme::new(catalog.site.language, &[], &catalog.site.look).expect("a sound theme");
    let renderer = Renderer::new(&theme, &plan.shell(), plan.routes()).expect("sound templates");
    let (notices, lists): (Vec<Page>, Vec<Page>) = plan
        .pages()
        .into_iter()
        .partition(|page| matches!(page, Page::Notice(..)));
    for (name, pages) in [("notice pages", &notices), ("other pages", &lists)] {
        measured(&mut costs, name, || {
            let pages = pages
                .par_iter()
                .map(|page| renderer.render(plan.view(page)));
            let lengths = pages.map(|page| page.expect("a page").len());
            black_box(lengths.sum::<usize>());
        });
    }
    measured(&mut costs, "search index", || {
        black_box(plan.search_index());
    });
    costs
}

fn measured<T>(costs: &mut Vec<Cost>, name: &'static str, work: impl FnOnce() -> T) -> T {
    let before = cpu_seconds();
    let made = work();
    costs.push((name, cpu_seconds() - before));
    made
}

fn cpu_seconds() -> f64 {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    spent.tv_sec as f64 + spent.tv_nsec as f64 / 1e9
}
