//! `niemyet serve`: a site's folder in, its portal in browsers on this machine out, until it is stopped.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};

use super::answer::Answers;
use super::banner;
use super::changes::{Touched, Watched};
use super::current::Current;
use super::keep::{Cause, Clock, Next, keep};
use super::portal::Portal;
use super::server::Listening;
use super::stop::Stop;
use crate::plan::NextChange;
use crate::problem::{Language, Problem, any_error};
use crate::{Error, Inspection, Refusal, Request, Workshop, say};

/// What the machine refused it may allow soon: a file that was being replaced, for instance.
pub const RETRY: SignedDuration = SignedDuration::from_secs(2);

/// What to show, and where.
#[derive(Clone)]
pub struct Settings {
    /// What to read, and for whom.
    pub request: Request,
    /// The moment the portal stays at; the clock's where none is stated.
    pub now: Option<DateTime>,
    /// The port on the loopback addresses: a stated one, 0 for any, or the first free one of the usual ports.
    pub port: Option<u16>,
    /// The language of what is said in banners.
    pub language: Language,
}

/// What the preview has to say to whoever started it.
#[derive(Debug)]
pub enum News {
    /// Another portal is shown.
    Shown {
        /// Why it was built.
        cause: Cause,
        /// Findings that are no errors.
        problems: Vec<Problem>,
        /// How many notices were read.
        notices: usize,
        /// When it changes by itself.
        next_change: Option<NextChange>,
        /// How long it took to build.
        took: Duration,
    },
    /// The files have errors; the portal shown stays.
    Broken(Vec<Problem>),
    /// The theme is broken; the portal shown stays.
    Refused(Refusal),
    /// The machine would not read; the portal shown stays.
    Failed(Error),
}

/// A preview that listens but does not yet answer.
pub struct Preview {
    settings: Settings,
    clock: Clock,
    stop: Stop,
    listening: Listening,
}

/// Takes the port.
///
/// # Errors
/// The port is taken.
pub fn preview(settings: Settings, clock: Clock, stop: Stop) -> std::io::Result<Preview> {
    let listening = Listening::new(settings.port)?;
    Ok(Preview {
        settings,
        clock,
        stop,
        listening,
    })
}

impl Preview {
    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.listening.port
    }

    /// Rebuilds and answers until it is stopped. `tell` is called from another thread.
    ///
    /// # Errors
    /// The machine refuses to watch the folder or to listen.
    pub fn run(self, tell: Arc<dyn Fn(News) + Send + Sync>) -> Result<(), Error> {
        let root = self.settings.request.root.clone();
        let failed = |source| Error::reading(&root, source);
        let watched = Watched::new(&root).map_err(failed)?;
        let current = Current::new((self.clock)().as_microsecond());
        let answers = Answers {
            current: current.clone(),
            port: self.listening.port,
            stop: self.stop.clone(),
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(failed)?;
        let (settings, clock, stop) = (self.settings, self.clock, self.stop.clone());
        // It writes nothing, so nobody waits for it in the end.
        std::thread::spawn(move || {
            let mut workshop = Workshop::default();
            let mut rebuild = |cause, touched: Touched| {
                let why = (cause, touched.as_deref());
                rebuild(why, &mut workshop, &settings, &clock, &current, &*tell)
            };
            keep(watched, &clock, &stop, &mut rebuild);
        });
        let served = runtime.block_on(self.listening.serve(answers));
        self.stop.raise();
        served.map_err(failed)
    }
}

/// Why a rebuild is called for, and the only files that were touched, if they are known.
type Why<'a> = (Cause, Option<&'a [String]>);

/// Builds the portal anew and shows it, or says why not; returns when to build it again.
fn rebuild(
    why: Why<'_>,
    workshop: &mut Workshop,
    settings: &Settings,
    clock: &Clock,
    current: &Current,
    tell: &dyn Fn(News),
) -> Next {
    let (news, next) = open(why, workshop, settings, clock, current).unwrap_or_else(|error| {
        let text = error.to_string();
        let sentence = say!("{text}", "{text}");
        current.complain(banner::sentences(&[sentence], settings.language));
        (News::Failed(error), clock().checked_add(RETRY).ok())
    });
    tell(news);
    Next {
        at: next,
        outsiders: workshop.outsiders().to_vec(),
    }
}

fn open(
    (cause, touched): Why<'_>,
    workshop: &mut Workshop,
    settings: &Settings,
    clock: &Clock,
    current: &Current,
) -> Result<(News, Option<Timestamp>), Error> {
    let began = Instant::now();
    let Inspection { catalog, problems } = workshop.inspect_touched(&settings.request, touched)?;
    let Some(catalog) = catalog.filter(|_| !any_error(&problems)) else {
        current.complain(banner::problems(&problems, settings.language));
        return Ok((News::Broken(problems), None));
    };
    let (zone, notices) = (catalog.site.time_zone.clone(), catalog.len());
    let now = settings
        .now
        .unwrap_or_else(|| clock().to_zoned(zone.clone()).datetime());
    let root = settings.request.root.clone();
    let opened = match workshop.prepare(catalog, &root, now)? {
        Ok(prepared) => Portal::open(prepared, root, now)?,
        Err(refusal) => Err(refusal),
    };
    let opened = match opened {
        Ok(opened) => opened,
        Err(refusal) => {
            current.complain(banner::sentences(&refusal.sentences(), settings.language));
            return Ok((News::Refused(refusal), None));
        }
    };
    current.show(opened.portal);
    let next = opened
        .next_change
        .as_ref()
        .filter(|_| settings.now.is_none());
    let next = next.and_then(|next| next.at.to_zoned(zone).ok());
    let news = News::Shown {
        cause,
        problems,
        notices,
        next_change: opened.next_change,
        took: began.elapsed(),
    };
    Ok((news, next.map(|next| next.timestamp())))
}
