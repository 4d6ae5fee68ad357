//! The portal while its files are being written: rebuilt on every change, previewed with live reload, or published.
//!
//! [`keep()`] is the loop both share: it calls for a rebuild at the start, after every settled change of the files and at
//! every moment at which time alone changes the portal. [`preview()`] shows what was rebuilt, out of memory, to browsers on
//! this machine. This room reads no clock and prints nothing: both are given to it.

mod address;
mod answer;
mod banner;
mod changes;
mod current;
mod keep;
mod live;
mod media;
mod portal;
mod preview;
mod server;
mod stop;

pub use changes::{Touched, Watched};
pub use keep::{Cause, Clock, Next, Rebuild, keep};
pub use preview::{News, Preview, RETRY, Settings, preview};
pub use stop::Stop;
