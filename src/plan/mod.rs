//! What exists, as data: a catalog in, views and feeds out.

pub mod calendar;
pub mod news;
