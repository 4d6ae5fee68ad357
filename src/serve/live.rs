//! Live reload: the script and the style the preview adds to pages, and the events the script listens to.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::sync::mpsc;
use tokio::time;

use super::current::Current;
use super::stop::Stop;

/// Where the preview's own files lie; no portal has such a path.
pub(super) const SCRIPT: (&str, &str) = ("/.niemyet/preview.js", include_str!("preview.js"));
/// The style of the banner.
pub(super) const STYLE: (&str, &str) = ("/.niemyet/preview.css", include_str!("preview.css"));
/// The stream of events.
pub(super) const EVENTS: &str = "/.niemyet/events";

/// The browser asks again after that long, so that no connection lasts for ever.
const LISTENING: Duration = Duration::from_secs(60);

/// `page` with what is wrong on top of it and the script that waits for the next state.
pub(super) fn with_script(mut page: Vec<u8>, version: &str, trouble: &str) -> Vec<u8> {
    let style = match trouble {
        "" => String::new(),
        _ => format!("<link rel=\"stylesheet\" href=\"{}\">", STYLE.0),
    };
    let added = format!(
        "{style}{trouble}<script src=\"{}\" data-events=\"{EVENTS}\" data-version=\"{version}\"></script>",
        SCRIPT.0
    );
    let end = b"</body>";
    let at = page.windows(end.len()).rposition(|part| part == end);
    let at = at.unwrap_or(page.len());
    page.splice(at..at, added.into_bytes());
    page
}

/// What a response carries: bytes, or events as they come.
pub(super) enum Content {
    Bytes(Option<Bytes>),
    Events(mpsc::Receiver<Bytes>),
}

impl Content {
    /// One event as soon as another state than the one `seen` is shown.
    pub(super) fn events(current: Current, seen: String, stop: Stop) -> Self {
        let (sender, events) = mpsc::channel(1);
        tokio::spawn(async move {
            let hello = Bytes::from_static(b"retry: 500\n\n");
            if sender.send(hello).await.is_err() {
                return;
            }
            tokio::select! {
                version = current.other_than(&seen) => {
                    let event = Bytes::from(format!("data: {version}\n\n"));
                    // A browser that went away needs no reload.
                    let _ = sender.send(event).await;
                }
                () = sender.closed() => {}
                () = stop.raised() => {}
                () = time::sleep(LISTENING) => {}
            }
        });
        Self::Events(events)
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes((!bytes.is_empty()).then(|| Bytes::from(bytes)))
    }
}

impl Body for Content {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match &mut *self {
            Self::Bytes(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::Events(events) => {
                let event = events.poll_recv(context);
                event.map(|event| event.map(|bytes| Ok(Frame::data(bytes))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Bytes(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Bytes(bytes) => {
                SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
            }
            Self::Events(_) => SizeHint::default(),
        }
    }
}
