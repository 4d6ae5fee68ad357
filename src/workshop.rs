//! The spine of a build, and what is worth keeping of one for the next: in a program that rebuilds, what did not change
//! is not read, checked, written as a calendar or analysed for search again.
//!
//! Whatever is kept is kept beside the very notice it came from. A notice in hand is never changed, so it is enough to see
//! that it is the same one; a changed table makes all of them other ones.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use jiff::civil::DateTime;
use rayon::prelude::*;

use crate::catalog::{Catalog, Imprints, Linked, Posted};
use crate::check::{Believed, Sound};
use crate::outputs::{Output, Press, Unmade, outputs_but_search};
use crate::plan::{Length, Plan, Routes, Runs, WrittenSummaries};
use crate::problem::Problem;
use crate::publish::{Cache, Published, Publisher, Spool};
use crate::render::calendar::{self, Calendars, Left, Unrevised, unrevised};
use crate::render::{MadeTheme, Renderer, TemplateError, Theme};
use crate::{
    Edition, Error, Inspection, Progress, Refusal, Released, Request, check, error, problem, read,
    search::{self, IndexFile},
    site::{Audience, Site, SourcePortal},
    sources::{self, Outsider, PublishedFolder, Sources},
    text::Source,
};

/// The file of the cache that tells notices no rule about one of them finds anything wrong with.
const SOUND: &str = "sound";

/// The file of the cache that holds what calendars say of each event.
const EVENTS: &str = "events";

/// The file of the cache that holds runs of search documents.
const RUNS: &str = "search";

/// One site, and what is kept of it.
#[derive(Debug, Default)]
pub struct Workshop {
    request: Option<Request>,
    shelf: read::Shelf,
    outsiders: Vec<Outsider>,
    linked: Option<Linked>,
    posted: Posted,
    theme: Option<MadeTheme>,
    findings: check::Kept,
    calendars: calendar::Kept,
    publisher: Publisher,
    looking: Option<Looking>,
    /// Only where there will be another build.
    again: Option<Again>,
    /// Only where another program may build again.
    cache: Option<Cache>,
    /// Holds the texts of notices and what calendars say of each event until they are published.
    spool: Spool,
    imprints: Imprints,
    /// Notices found sound, where the cache does not say so.
    sound: Option<Sound>,
    /// The cache lacks so many events that all of them are left there anew.
    has_new_events: bool,
}

/// What is made of a collection before any page is.
struct Draft<'a> {
    plan: Plan<'a>,
    /// Where it is not kept.
    index: Option<Vec<IndexFile>>,
    calendars: Calendars,
}

/// All that a release publishes, still to be written.
struct Proof<'a> {
    plan: Plan<'a>,
    calendars: &'a Calendars,
    renderer: Renderer,
    outputs: Vec<(String, Output)>,
}

/// A publisher that looks, beside everything else, at what a release into a folder has to know of it.
#[derive(Debug)]
struct Looking {
    out: PathBuf,
    since: Instant,
    publisher: JoinHandle<Publisher>,
}

/// How long after a look a release may rely on it.
const FRESH: Duration = Duration::from_secs(10);

/// What is kept of one release for the next, for it is large.
#[derive(Debug, Default)]
struct Again {
    runs: Runs,
    index: search::Kept,
    summaries: WrittenSummaries,
}

impl Workshop {
    /// A workshop for many builds.
    pub fn for_rebuilds() -> Self {
        Self {
            again: Some(Again::default()),
            ..Self::default()
        }
    }

    /// A workshop for one build, which takes what it can from the last one and leaves what it can for the next. Of the
    /// texts it writes late, and of those it has read, as many bytes wait `in_memory`, the others on the disk.
    pub fn with_cache(cache: Cache, in_memory: u64) -> Self {
        Self {
            spool: Spool::beside(cache.clone(), in_memory),
            cache: Some(cache),
            ..Self::default()
        }
    }

    /// As [`inspect`](crate::inspect).
    ///
    /// # Errors
    /// Likewise.
    pub fn inspect(&mut self, request: &Request) -> Result<Inspection, Error> {
        let sources = self.load(request)?;
        Ok(self.examine(sources))
    }

    /// The same where nothing but the files `touched`, if they are known, can have changed since the last time.
    ///
    /// # Errors
    /// Likewise.
    pub fn inspect_touched(
        &mut self,
        request: &Request,
        touched: Option<&[String]>,
    ) -> Result<Inspection, Error> {
        let Some(touched) = touched else {
            return self.inspect(request);
        };
        self.clear_for_another(request);
        let sources = self.shelf.load_touched(&request.root, touched)?;
        Ok(self.examine(sources))
    }

    /// The files outside the site's folder that tell when what it takes from other portals has changed.
    pub fn outsiders(&self) -> &[Outsider] {
        &self.outsiders
    }

    /// What is on disk and not here yet.
    pub(crate) fn load(&mut self, request: &Request) -> Result<Sources, Error> {
        self.clear_for_another(request);
        self.shelf.load(&request.root)
    }

    /// Reads and checks what was loaded.
    pub(crate) fn examine(&mut self, mut sources: Sources) -> Inspection {
        let mut reading = self.shelf.read(&mut sources);
        if let Some(request) = &self.request {
            if let Some(site) = &reading.site {
                let portals = site.portals.iter();
                let signs = |portal: &SourcePortal| {
                    PublishedFolder::signs(&request.root, &portal.from.value)
                };
                self.outsiders = portals.flat_map(signs).collect();
            }
            reading.join(&request.root);
        }
        let mut problems = std::mem::take(&mut sources.problems);
        problems.extend(reading.problems);
        let catalog = reading.site.map(|mut site| {
            if let Some(request) = &self.request {
                site.audience = request.audience.unwrap_or(site.audience);
                site.language = request.language.unwrap_or(site.language);
            }
            if site.audience == Audience::Public {
                problems.extend(reading.wrong_in_public);
            }
            Catalog::again(self.linked.as_ref(), site, reading.notices, reading.broken)
        });
        self.linked = catalog.as_ref().map(Catalog::linked);
        let catalog = catalog.map(|catalog| {
            let found = self.check(&check::Context {
                catalog: &catalog,
                attachments: &sources.attachments,
                audience: catalog.site.audience,
            });
            let (catalog, found) = check::judged(catalog, &sources.attachments, found);
            problems.extend(found);
            catalog
        });
        problem::sort(&mut problems);
        Inspection { catalog, problems }
    }

    /// Asks the rules, but not again where a build before left word.
    fn check(&mut self, context: &check::Context<'_>) -> Vec<Problem> {
        let Some(cache) = &self.cache else {
            return self.findings.check(context);
        };
        let all = self.imprints.all(context.catalog);
        self.imprints.keep(context.catalog, &all);
        let left = cache.read(SOUND);
        let left = left
            .and_then(|bytes| Sound::from_bytes(&bytes))
            .unwrap_or_default();
        let believed = Believed {
            imprints: &self.imprints,
            sound: &left,
        };
        let found = self.findings.check_and_believe(context, Some(believed));
        let sound = self.findings.sound(context, believed);
        self.sound = (sound != left).then_some(sound);
        found
    }

    /// What is kept is for one request.
    fn clear_for_another(&mut self, request: &Request) {
        if self.request.as_ref() != Some(request) {
            *self = Self {
                request: Some(request.clone()),
                publisher: std::mem::take(&mut self.publisher),
                looking: self.looking.take(),
                again: self.again.as_ref().map(|_| Again::default()),
                cache: self.cache.take(),
                spool: std::mem::take(&mut self.spool),
                ..Self::default()
            };
        }
    }

    /// Where there is no other build, nothing of this one is worth its room.
    fn clear(&mut self) {
        self.shelf = read::Shelf::default();
        self.linked = None;
        self.posted = Posted::default();
        self.findings = check::Kept::default();
        self.calendars = calendar::Kept::default();
    }

    /// What the portal of `now` is made of, before any page is.
    ///
    /// # Errors
    /// As [`release`](crate::release).
    #[cfg(feature = "serve")]
    pub(crate) fn prepare(
        &mut self,
        catalog: Catalog,
        root: &Path,
        now: DateTime,
    ) -> Result<Result<Prepared, Refusal>, Error> {
        Ok(match self.open(catalog, root, now)? {
            Ok((catalog, theme)) => Ok(Prepared {
                calendars: self.calendars(&catalog, None),
                catalog,
                theme,
            }),
            Err(refusal) => Err(refusal),
        })
    }

    /// What readers may see of a collection, and the theme they see it in.
    fn open(
        &mut self,
        catalog: Catalog,
        root: &Path,
        now: DateTime,
    ) -> Result<Result<(Catalog, Arc<Theme>), Refusal>, Error> {
        let Site {
            audience, language, ..
        } = catalog.site;
        let look = catalog.site.look.clone();
        let own_theme = sources::load_theme(root, &catalog.site)?;
        let (posted, theme) = (&mut self.posted, &mut self.theme);
        let (catalog, theme) = rayon::join(
            || catalog.published_again(audience, now, posted),
            || Theme::again(theme, language, own_theme, &look),
        );
        Ok(theme.map(|theme| (catalog, theme)).map_err(Refusal::Theme))
    }

    /// The calendars; of events that a build before `left`, what it left.
    fn calendars(&mut self, catalog: &Catalog, left: Option<&Left>) -> Calendars {
        let from = left.map(|left| (left, &self.imprints));
        let pages = Routes::new(&catalog.site);
        let calendars = self.calendars.calendars(catalog, &pages, from, &self.spool);
        self.has_new_events = left.is_some_and(|left| left.lacks(&calendars));
        calendars
    }

    /// What is made of a collection before any page is. A workshop that keeps nothing needs most memory for its index,
    /// which is made before the calendars then.
    fn draft<'a>(&mut self, catalog: &'a Catalog, now: DateTime) -> Draft<'a> {
        if self.again.is_some() {
            return self.draft_again(catalog, now);
        }
        self.clear();
        self.put_texts_away(catalog);
        let plan = Plan::new(catalog, now.date());
        if self.cache.is_some() {
            plan.recall(&mut self.imprints);
        }
        let cache = self.cache.as_ref();
        let read = |cache: &Cache| cache.read(EVENTS).and_then(Left::read).unwrap_or_default();
        let (index, left) = rayon::join(|| index_from(cache, &plan), || cache.map(read));
        let calendars = self.calendars(catalog, left.as_ref());
        self.clear();
        Draft {
            plan,
            index: Some(index),
            calendars,
        }
    }

    /// Leaves the texts of notices, which are needed once for each page and are many, to the spool.
    fn put_texts_away(&self, catalog: &Catalog) {
        let sources: Vec<&Source> = catalog.iter().map(|(_, notice)| &*notice.source).collect();
        let bytes = sources.par_iter().map(|source| source.text().len() as u64);
        if !self.spool.is_too_much(bytes.sum()) {
            return;
        }
        sources.into_par_iter().for_each(|source| {
            if let Some(spooled) = self.spool.put_on_disk(source.text().as_bytes()) {
                source.put_elsewhere(Box::new(move || spooled.text()));
            }
        });
    }

    /// The same of a workshop that keeps almost all of it.
    fn draft_again<'a>(&mut self, catalog: &'a Catalog, now: DateTime) -> Draft<'a> {
        let (kept, imprints, spool) = (&mut self.calendars, &mut self.imprints, &self.spool);
        let planned = || {
            let plan = Plan::new(catalog, now.date());
            plan.recall(imprints);
            plan
        };
        let pages = Routes::new(&catalog.site);
        let (plan, calendars) =
            rayon::join(planned, || kept.calendars(catalog, &pages, None, spool));
        Draft {
            plan,
            index: None,
            calendars,
        }
    }

    /// The whole of a release, whose calendars take the `place` they are given.
    fn proof<'a>(
        &mut self,
        catalog: &'a Catalog,
        theme: &Theme,
        edition: &Edition,
        place: &'a OnceLock<Calendars>,
    ) -> Result<Proof<'a>, TemplateError> {
        let Draft {
            mut plan,
            index,
            calendars,
        } = self.draft(catalog, edition.now);
        if let Some(again) = &mut self.again {
            plan.recall_summaries(std::mem::take(&mut again.summaries));
        }
        let calendars = place.get_or_init(|| calendars);
        let plan = plan.with_feeds(&calendars.feeds);
        let renderer = || Renderer::new(theme, &plan.shell(), plan.routes());
        let others = || outputs_but_search(&edition.root, &plan, theme, calendars);
        let again = &mut self.again;
        let ((mut outputs, renderer), kept) = rayon::join(
            || rayon::join(others, renderer),
            || again.as_mut().map(|again| again.index(&plan)),
        );
        let renderer = renderer?;
        let index = index.or(kept).into_iter().flatten();
        outputs.extend(index.map(|file| (file.path.clone(), Output::Index(file))));
        Ok(Proof {
            plan,
            calendars,
            renderer,
            outputs,
        })
    }

    /// Makes ready what the next release into `out` would otherwise have to, while nothing else is to be done.
    pub fn rest(&mut self, out: &Path) {
        self.stop_looking();
        self.publisher.rest(out);
    }

    /// Begins to look, beside whatever comes next, at a folder into which a release is to follow.
    pub fn look_ahead(&mut self, out: &Path) {
        self.stop_looking();
        let mut publisher = std::mem::take(&mut self.publisher);
        let folder = out.to_owned();
        let look = move || {
            publisher.look_ahead(&folder);
            publisher
        };
        // Without a thread the release knows nothing of what was published before, and looks at everything.
        let looking = std::thread::Builder::new().spawn(look).ok();
        self.looking = looking.map(|publisher| Looking {
            out: out.to_owned(),
            since: Instant::now(),
            publisher,
        });
    }

    fn stop_looking(&mut self) {
        if let Some(looking) = self.looking.take() {
            self.publisher = looking.publisher.join().unwrap_or_default();
        }
    }

    /// As [`release`](crate::release).
    ///
    /// # Errors
    /// Likewise.
    pub fn release(
        &mut self,
        catalog: Catalog,
        edition: &Edition,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Result<Released, Refusal>, Error> {
        let (catalog, theme) = match self.open(catalog, &edition.root, edition.now)? {
            Ok(opened) => opened,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let is_fresh = |one: &Looking| one.out == edition.out && one.since.elapsed() < FRESH;
        if !self.looking.as_ref().is_some_and(is_fresh) {
            self.look_ahead(&edition.out);
        }
        let place = OnceLock::new();
        let proof = self.proof(&catalog, &theme, edition, &place);
        self.stop_looking();
        let Proof {
            plan,
            calendars,
            renderer,
            outputs,
        } = match proof {
            Ok(proof) => proof,
            Err(error) => return Ok(Err(Refusal::Theme(vec![error]))),
        };
        self.spool.intact()?;
        let published = self.publisher.published(&edition.out)?;
        let unrevised = unrevised_events(&published, calendars)?;
        if edition.strict && !unrevised.is_empty() {
            return Ok(Err(Refusal::Unrevised(unrevised)));
        }
        drop(published);
        progress(Progress::Planned(outputs.len()));
        let (paths, outputs): (Vec<String>, Vec<Output>) = outputs.into_par_iter().unzip();
        let press = Press {
            plan: &plan,
            renderer: &renderer,
            calendars,
        };
        let spool = &self.spool;
        let make = |index: usize, published| {
            let made = press.make(&outputs[index], published)?;
            let is_whole = spool.intact().map_err(|error| Unmade::File(error.into()));
            is_whole.map(|()| made)
        };
        let settled = |settled| progress(Progress::Settled(settled));
        let (out, how) = (&edition.out, &edition.publish);
        let cache = self.cache.as_ref();
        let leave_events = || {
            if let Some(cache) = cache.filter(|_| self.has_new_events) {
                cache.write(EVENTS, |take| calendars.leave(take));
            }
        };
        let publish = || self.publisher.publish(out, &paths, how, &make, &settled);
        let (published, ()) = rayon::join(publish, leave_events);
        let report = match published {
            Ok(report) => report,
            Err(failure) => return error::refusal(failure).map(Err),
        };
        if let Some(again) = &mut self.again {
            again.summaries = plan.written_summaries();
        }
        if let Some((cache, sound)) = cache.zip(self.sound.take()) {
            cache.write(SOUND, |take| take(&sound.bytes()));
        }
        let released = Released {
            report,
            held: catalog.held().to_vec(),
            next_change: plan.next_change(edition.now),
            unrevised,
            oversized: calendars.oversized.clone(),
        };
        drop(plan);
        // They are large. Nobody waits until they are taken apart.
        rayon::spawn(move || drop((catalog, place, renderer, outputs)));
        Ok(Ok(released))
    }
}

impl Again {
    /// The index of the search, made from what is kept.
    fn index(&mut self, plan: &Plan<'_>) -> Vec<IndexFile> {
        self.runs = plan.search_runs(&self.runs, Length::Short);
        self.runs.index_again(&mut self.index)
    }
}

/// The index of the search, made from what a build before left.
fn index_from(cache: Option<&Cache>, plan: &Plan<'_>) -> Vec<IndexFile> {
    let left = cache.and_then(|cache| cache.read(RUNS));
    let left = left
        .and_then(|bytes| Runs::read(&bytes))
        .unwrap_or_default();
    let runs = plan.search_runs(&left, Length::Long);
    let cache = cache.filter(|_| left.lacks(&runs));
    drop(left);
    let leave = |runs: Runs| {
        if let Some(cache) = cache {
            cache.write(RUNS, |take| runs.write(take));
        }
    };
    let copy = runs.clone();
    // What is left first: once it is written, the index may take the runs apart.
    rayon::join(|| leave(copy), || runs.index()).1
}

/// Events that would reach some phones changed and others not at all, compared with what is `published`: the
/// feeds of everything and of each level carry them all.
fn unrevised_events(published: &Published, calendars: &Calendars) -> Result<Vec<Unrevised>, Error> {
    let mut found = Vec::new();
    let feeds = calendars.feeds.iter().zip(calendars.fingerprints());
    for (feed, fingerprint) in feeds.filter(|(feed, _)| feed.carries_all_of_its_owner()) {
        let published_one = published.get(&feed.path).map(|entry| entry.fingerprint);
        if published_one == Some(*fingerprint) {
            continue;
        }
        if let Some(bytes) = published.bytes(&feed.path)? {
            found.extend(unrevised(&bytes, &calendars.bytes(feed)?));
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// A collection as its readers may see it, with its theme and its calendars.
#[cfg(feature = "serve")]
pub(crate) struct Prepared {
    pub(crate) catalog: Catalog,
    pub(crate) theme: Arc<Theme>,
    pub(crate) calendars: Calendars,
}

#[cfg(feature = "serve")]
impl Prepared {
    /// The portal of `now`.
    pub(crate) fn plan(&self, now: DateTime) -> Plan<'_> {
        Plan::new(&self.catalog, now.date()).with_feeds(&self.calendars.feeds)
    }
}
