//! What browsers are shown now: the last portal that could be built, and what has been wrong since.

use std::sync::Arc;

use tokio::sync::watch;

use super::portal::Portal;

/// Shared by the loop that rebuilds and the server that answers.
#[derive(Debug, Clone)]
pub(super) struct Current {
    state: Arc<watch::Sender<State>>,
}

/// One state of affairs.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// Tells this state from every other one, also from those of a program started earlier.
    pub(super) version: String,
    /// The last portal that could be built, if there was one.
    pub(super) portal: Option<Portal>,
    /// What is wrong with the files as they are, as a fragment of HTML; empty where nothing is.
    pub(super) trouble: Arc<str>,
    start: i64,
    count: u64,
}

impl Current {
    /// `start` tells one run of the program from another.
    pub(super) fn new(start: i64) -> Self {
        let state = State {
            version: format!("{start:x}-0"),
            portal: None,
            trouble: Arc::from(""),
            start,
            count: 0,
        };
        Self {
            state: Arc::new(watch::Sender::new(state)),
        }
    }

    /// Shows another portal.
    pub(super) fn show(&self, portal: Portal) {
        self.change(|state| {
            state.portal = Some(portal);
            state.trouble = Arc::from("");
        });
    }

    /// Keeps the portal and says what is wrong.
    pub(super) fn complain(&self, trouble: String) {
        if *self.state.borrow().trouble != *trouble {
            self.change(|state| state.trouble = Arc::from(trouble));
        }
    }

    pub(super) fn state(&self) -> State {
        self.state.borrow().clone()
    }

    /// Waits for a state other than the one with this version; returns its version.
    pub(super) async fn other_than(&self, version: &str) -> String {
        let mut states = self.state.subscribe();
        let other = states.wait_for(|state| state.version != version).await;
        // The sender lives as long as `self`.
        other.map_or_else(|_| version.to_owned(), |state| state.version.clone())
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        self.state.send_modify(|state| {
            change(state);
            state.count += 1;
            state.version = format!("{:x}-{}", state.start, state.count);
        });
    }
}
