//! From views to bytes: a file per format. Pure: the same theme and view give the same bytes.

pub mod atom;
mod bounded;
pub mod calendar;
mod constructs;
mod html;
pub mod json_feed;
mod machine;
mod markdown;
mod meter;
#[cfg(feature = "minify")]
mod minify;
mod qr;
mod scripts;
mod shared;
mod theme;

pub use html::{Renderer, TemplateError};
pub use machine::{manifest, open_search, robots, sitemaps};
pub use theme::{MadeTheme, Theme};
