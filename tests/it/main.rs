//! What the whole tool promises, tested from outside: one binary, a file per promise.

mod cases;
mod demonstration;
mod files;
mod reader_laws;
mod support;
