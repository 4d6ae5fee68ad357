//! stub
use super::Outcome;
use super::args::{Global, New};
use super::output::Output;
use crate::Error;
pub(super) fn run(_: &New, _: &Global, _: &Output) -> Result<Outcome, Error> {
    Ok(Outcome::Done)
}
