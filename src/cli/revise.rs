//! stub
use super::Outcome;
use super::args::{Global, Revise};
use super::output::Output;
use crate::Error;
pub(super) fn run(_: &Revise, _: &Global, _: &Output) -> Result<Outcome, Error> {
    Ok(Outcome::Done)
}
