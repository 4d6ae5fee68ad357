//! `niemyet completions`: what a shell needs to complete the command line.

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::Outcome;
use super::args::Arguments;
use super::output::Output;

#[derive(Args)]
#[command(
    after_help = "Ví dụ / Example:\n  niemyet completions bash > ~/.local/share/bash-completion/completions/niemyet"
)]
pub(super) struct Completions {
    /// bash, zsh, fish, elvish, powershell
    shell: Shell,
}

pub(super) fn run(completions: &Completions, output: &Output) -> Outcome {
    let mut script = Vec::new();
    let mut command = Arguments::command();
    generate(completions.shell, &mut command, "niemyet", &mut script);
    output.print(&String::from_utf8_lossy(&script));
    Outcome::Done
}
