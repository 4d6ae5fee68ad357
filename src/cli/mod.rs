//! The command line: arguments in, an exit code out; a file per command.
//!
//! This is the only room that reads clock and environment, and the only one that prints.

mod args;
mod build;
mod check;
mod clock;
mod completions;
mod deploy;
mod diff;
mod explain;
mod files;
mod fix;
mod front_matter;
mod git;
mod hook;
mod init;
#[cfg(feature = "serve")]
mod known;
mod new;
mod output;
mod progress;
mod receipt;
mod revise;
mod schema;
mod search;
#[cfg(feature = "serve")]
mod serve;
mod summary;
mod told;
mod tree;
#[cfg(feature = "serve")]
mod watch;
mod workflow;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command, Global};
use output::Output;

use crate::site::Site;
use crate::{read, sources};

/// Runs one command line and returns the exit code: 0 done, 1 mistakes in the files or arguments, 2 a broken machine.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let failed = error.use_stderr();
            let printed = error.print();
            return ExitCode::from(u8::from(failed || printed.is_err()));
        }
    };
    let output = Output::new(&arguments.global);
    let outcome = match &arguments.command {
        Command::Init(init) => init::run(init, &arguments.global, &output),
        Command::New(new) => new::run(new, &arguments.global, &output),
        Command::Check(check) => check::run(check, &arguments.global, &output),
        Command::Explain(explain) => Ok(explain::run(explain, &output)),
        Command::Build(build) => build::run(build, &arguments.global, &output),
        #[cfg(feature = "serve")]
        Command::Serve(serve) => serve::run(serve, &arguments.global, &output),
        #[cfg(feature = "serve")]
        Command::Watch(watch) => watch::run(watch, &arguments.global, &output),
        Command::Revise(revise) => revise::run(revise, &arguments.global, &output),
        Command::Search(search) => search::run(search, &arguments.global, &output),
        Command::Schema(schema) => schema::run(schema, &arguments.global, &output),
        Command::Diff(diff) => diff::run(diff, &arguments.global, &output),
        Command::Deploy(deploy) => deploy::run(deploy, &arguments.global, &output),
        Command::Hook(hook) => hook::run(hook, &arguments.global, &output),
        Command::Workflow(workflow) => workflow::run(workflow, &arguments.global, &output),
        Command::Completions(completions) => Ok(completions::run(completions, &output)),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Mistakes) => ExitCode::from(1),
        Err(error) => {
            output.failure(&error);
            ExitCode::from(2)
        }
    }
}

/// How a command ended when the machine played along.
enum Outcome {
    Done,
    Mistakes,
}

/// The site under `--root`, for commands that need its zone or its tables; says what is wrong where there is none.
fn site_of(global: &Global, output: &Output) -> Result<Option<Site>, crate::Error> {
    let sources = sources::load(&global.root)?;
    let (site, problems) = read::read_site(&sources);
    if site.is_none() {
        output.problems(&problems, true);
    }
    Ok(site)
}
