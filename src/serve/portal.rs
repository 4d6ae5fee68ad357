//! A portal in memory: a thread that holds what a portal is made of, and makes one file whenever one is asked for.
//!
//! Pages borrow from the plan and the plan from the collection, so all of it lives on the stack of one thread, and what
//! others hold is the way to ask it. The thread ends when nobody can ask any more.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use jiff::civil::DateTime;
use tokio::sync::oneshot;

use crate::outputs::{Output, Press, Unmade, near_at_hand, outputs_but_search};
use crate::plan::{NextChange, Plan};
use crate::render::Renderer;
use crate::workshop::Prepared;
use crate::{Error, Refusal};

/// When nobody has asked for so long, what will be asked next is got ready.
const IDLE: Duration = Duration::from_millis(300);

/// Asks the thread that holds the portal.
#[derive(Debug, Clone)]
pub(super) struct Portal {
    questions: Sender<Question>,
    /// The path in front of every address, from the site's `base_url`: empty, or `/lich`.
    pub(super) base_path: String,
}

/// What is known of a portal once it is open.
pub(super) struct Opened {
    pub(super) portal: Portal,
    pub(super) next_change: Option<NextChange>,
}

/// A file of the portal, or why it cannot be made.
pub(super) type Made = Result<Vec<u8>, String>;

#[derive(Debug)]
struct Question {
    /// Below the portal's root: `cap/xa/index.html`.
    path: String,
    answer: oneshot::Sender<Option<Made>>,
}

impl Portal {
    /// Plans a portal as of `now`; nothing is rendered yet.
    ///
    /// # Errors
    /// As [`release`](crate::release).
    pub(super) fn open(
        prepared: Prepared,
        root: PathBuf,
        now: DateTime,
    ) -> Result<Result<Opened, Refusal>, Error> {
        let (opened, is_open) = channel();
        let thread = thread::Builder::new().name("portal".to_owned());
        let refused = |source| Error::reading(Path::new("niemyet"), source);
        thread
            .spawn(move || {
                let told = opened.clone();
                let result = hold(&prepared, &root, now, |open| {
                    // Nobody waits only where the program ends.
                    let _ = told.send(Ok(Ok(open)));
                });
                let _ = match result {
                    Ok(Ok(())) => Ok(()),
                    Ok(Err(refusal)) => opened.send(Ok(Err(refusal))).map_err(drop),
                    Err(error) => opened.send(Err(error)).map_err(drop),
                };
            })
            .map_err(refused)?;
        is_open
            .recv()
            .unwrap_or_else(|gone| Err(refused(std::io::Error::other(gone))))
    }

    /// The file at a path below the portal's root; `None` where there is none.
    pub(super) async fn file(&self, path: &str) -> Option<Made> {
        let (answer, answered) = oneshot::channel();
        let question = Question {
            path: path.to_owned(),
            answer,
        };
        self.questions.send(question).ok()?;
        answered.await.ok()?
    }
}

/// Builds what a portal is made of, hands out the way to ask, and answers until nobody asks any more.
fn hold(
    prepared: &Prepared,
    root: &Path,
    now: DateTime,
    open: impl FnOnce(Opened),
) -> Result<Result<(), Refusal>, Error> {
    let (theme, calendars) = (&prepared.theme, &prepared.calendars);
    let plan = prepared.plan(now);
    let renderer = match Renderer::new(theme, &plan.shell(), plan.routes()) {
        Ok(renderer) => renderer,
        Err(error) => return Ok(Err(Refusal::Theme(vec![error]))),
    };
    let press = Press {
        plan: &plan,
        renderer: &renderer,
        calendars,
    };
    let files = LazyCell::new(|| {
        let files = outputs_but_search(root, &plan, theme, calendars);
        files.into_iter().collect::<HashMap<String, Output>>()
    });
    let search = LazyCell::new(|| search_files(&plan));
    let (questions, asked) = channel();
    open(Opened {
        portal: Portal {
            questions,
            base_path: plan.routes().href(""),
        },
        next_change: plan.next_change(now),
    });
    let answer = |Question { path, answer }| {
        let file = match near_at_hand(&plan, theme, &path) {
            Some(output) => Some(made(&press, &output)),
            None if path.starts_with("search/") => search.get(&path).cloned().map(Ok),
            None => files.get(&path).map(|output| made(&press, output)),
        };
        // Whoever asked may have gone away.
        let _ = answer.send(file);
    };
    // The page that was saved is asked for first; the others are listed once the reader has it.
    loop {
        match asked.recv_timeout(IDLE) {
            Ok(question) => answer(question),
            Err(RecvTimeoutError::Disconnected) => return Ok(Ok(())),
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    LazyCell::force(&files);
    asked.into_iter().for_each(answer);
    Ok(Ok(()))
}

fn made(press: &Press<'_>, output: &Output) -> Made {
    press.bytes(output).map_err(|unmade| match unmade {
        Unmade::Template(error) => error.to_string(),
        Unmade::File(error) => error.to_string(),
    })
}

/// The index of the search, by path; made when somebody searches.
fn search_files(plan: &Plan<'_>) -> HashMap<String, Vec<u8>> {
    let files = plan.search_index().into_iter();
    files
        .map(|file| (file.path.clone(), file.bytes()))
        .collect()
}
