//! Listeners in; connections served, each within limits, until it is stopped.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time;

use super::answer::Answers;

/// More browsers than that do not look at one preview.
const CONNECTIONS: usize = 256;
/// A request's head must be there by then.
const PATIENCE: Duration = Duration::from_secs(5);
/// The largest head of a request, in bytes.
const LARGEST_HEAD: usize = 16 << 10;
/// No connection lasts longer; browsers open another one. It is also what ends an answer nobody reads.
const LONGEST: Duration = Duration::from_secs(90);

/// The port tried first, and how many after it.
const PORTS: std::ops::Range<u16> = 1945..1965;

/// Where the preview listens: on the loopback addresses alone.
pub(super) struct Listening {
    listeners: Vec<TcpListener>,
    pub(super) port: u16,
}

impl Listening {
    /// Takes `port`, or the first free one of the usual ports; 0 is any.
    ///
    /// # Errors
    /// No port is free, or the stated one is not.
    pub(super) fn new(port: Option<u16>) -> io::Result<Self> {
        match port {
            Some(port) => Self::at(port),
            None => {
                let mut last = Self::at(PORTS.start);
                for port in PORTS.skip(1) {
                    if last.is_ok() {
                        break;
                    }
                    last = Self::at(port);
                }
                last
            }
        }
    }

    /// Both addresses, so that `localhost` leads here whichever it means; a machine may have but one of them.
    fn at(port: u16) -> io::Result<Self> {
        let first = bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
        let port = first.local_addr()?.port();
        let mut listeners = vec![first];
        match bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))) {
            Ok(second) => listeners.push(second),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
            Err(_) => {}
        }
        Ok(Self { listeners, port })
    }

    /// Serves until the answers' stop is raised.
    pub(super) async fn serve(self, answers: Answers) -> io::Result<()> {
        let places = Arc::new(Semaphore::new(CONNECTIONS));
        for listener in self.listeners {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let (answers, places) = (answers.clone(), Arc::clone(&places));
            tokio::spawn(async move {
                // Never closed.
                while let Ok(place) = Arc::clone(&places).acquire_owned().await {
                    match listener.accept().await {
                        Ok((stream, _)) => {
                            let answers = answers.clone();
                            tokio::spawn(async move {
                                converse(stream, answers).await;
                                drop(place);
                            });
                        }
                        // Out of files, most likely; some will be free soon.
                        Err(_) => time::sleep(Duration::from_millis(100)).await,
                    }
                }
            });
        }
        answers.stop.raised().await;
        Ok(())
    }
}

fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// One connection, to its end or to the end of patience.
async fn converse(stream: TcpStream, answers: Answers) {
    // Small answers should not wait for large ones.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| {
        let answers = answers.clone();
        async move { Ok::<_, Infallible>(answers.answer(&request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    // What goes wrong in a connection is the browser's.
    let _ = time::timeout(LONGEST, connection).await;
}
