//! The integration tests: one binary, so that it links once.

mod cases;
mod demonstration;
mod files;
mod reader_laws;
mod support;
