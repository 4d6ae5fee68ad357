//! A flag that ends everything, raised once: by a signal, by a test, or by a failure.

use std::sync::Arc;

use tokio::sync::watch;

/// Hand out clones; whoever raises one raises all.
#[derive(Debug, Clone)]
pub struct Stop {
    flag: Arc<watch::Sender<bool>>,
}

impl Default for Stop {
    fn default() -> Self {
        Self {
            flag: Arc::new(watch::Sender::new(false)),
        }
    }
}

impl Stop {
    /// Ends everything.
    pub fn raise(&self) {
        self.flag.send_replace(true);
    }

    /// Whether it has been raised.
    pub fn is_raised(&self) -> bool {
        *self.flag.borrow()
    }

    /// Waits until it is raised.
    pub async fn raised(&self) {
        let mut flag = self.flag.subscribe();
        // The sender lives as long as `self`.
        let _ = flag.wait_for(|raised| *raised).await;
    }

    /// Raises it when the user asks the program to end: Ctrl-C, or SIGTERM where there is such a thing. For a thread that
    /// has nothing else to do. Where the system does not tell of signals, it ends the program, which harms no portal.
    pub fn raise_on_signal(&self) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        if let Ok(runtime) = runtime
            && runtime.block_on(signalled()).is_ok()
        {
            self.raise();
        }
    }
}

async fn signalled() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminated = signal(SignalKind::terminate())?;
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted,
            _ = terminated.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
