//! stub
use super::Outcome;
use super::args::{Global, Init};
use super::output::Output;
use crate::Error;
pub(super) fn run(_: &Init, _: &Global, _: &Output) -> Result<Outcome, Error> {
    Ok(Outcome::Done)
}
