//! Views and feeds in, bytes out.

pub mod atom;
pub mod calendar;
pub mod json_feed;
