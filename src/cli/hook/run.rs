//! `niemyet hook run`: what a shim calls. A hook that was there before comes first, with the same words on its input.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::super::Outcome;
use super::super::args::Global;
use super::super::git::Git;
use super::super::output::Output;
use super::install::set_aside;
use super::settings::Settings;
use super::{Kind, judge, not_ready, receive};
use crate::Error;
use crate::say;

pub(super) fn run(
    name: &str,
    arguments: &[OsString],
    global: &Global,
    output: &Output,
) -> Result<Outcome, Error> {
    let Some(kind) = Kind::named(name) else {
        output.mistake(&say!("không có hook `{name}`", "there is no hook `{name}`"));
        return Ok(Outcome::Mistakes);
    };
    let git = Git::at(Path::new("."));
    let input = match kind {
        Kind::PreCommit => Vec::new(),
        Kind::PreReceive | Kind::PostReceive => read_input()?,
    };
    let former = run_former(&git, kind, arguments, &input)?;
    if !former && kind != Kind::PostReceive {
        return Ok(Outcome::Mistakes);
    }
    let settings = Settings::of(&git, global)?;
    let output = settings.output(output);
    if kind == Kind::PreCommit {
        return judge::staged(&git, &settings, &output);
    }
    let Some(settings) = Settings::of_bare(&git, global)? else {
        not_ready(&git, &output);
        return Ok(Outcome::Mistakes);
    };
    let updates = receive::updates(&input);
    match kind {
        Kind::PreReceive => receive::before(&git, &settings, &updates, &output),
        _ => receive::after(&git, &settings, &updates, &output),
    }
}

fn read_input() -> Result<Vec<u8>, Error> {
    let mut input = Vec::new();
    std::io::stdin()
        .read_to_end(&mut input)
        .map_err(|error| Error::reading(Path::new("stdin"), error))?;
    Ok(input)
}

/// Runs the hook that was set aside when ours was installed; true where it agrees, or where there is none.
fn run_former(git: &Git, kind: Kind, arguments: &[OsString], input: &[u8]) -> Result<bool, Error> {
    let path = set_aside(&git.hooks_folder()?.join(kind.word()));
    let is_program = |data: std::fs::Metadata| data.permissions().mode() & 0o111 != 0;
    if !std::fs::metadata(&path).is_ok_and(is_program) {
        return Ok(true);
    }
    let path = std::path::absolute(&path).map_err(|error| Error::reading(&path, error))?;
    let failed = |error| Error {
        path: path.clone(),
        doing: say!("chạy được", "running"),
        source: error,
    };
    let mut child = Command::new(&path)
        .args(arguments)
        .stdin(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(mut stdin) = child.stdin.take() {
        // A hook may end without reading what it is told.
        let _ = stdin.write_all(input);
    }
    Ok(child.wait().map_err(failed)?.success())
}
