//! rsync, called as a program: over ssh to `user@host:/path`, to a daemon, or to anything else rsync can name.
//!
//! Files are named one by one on its standard input, so it needs nothing at the other end but rsync, and never touches
//! what it was not told of.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{File, Local, Target};

/// A target rsync understands.
#[derive(Debug)]
pub struct Rsync {
    target: String,
}

/// Exit codes after which another try may go well: the network, the other end, time.
const PASSING: [i32; 6] = [5, 10, 12, 30, 35, 255];

impl Rsync {
    /// The folder `target`: `user@host:/srv/www/lich`, `rsync://host/module/path`.
    pub fn new(target: &str) -> Self {
        Self {
            target: format!("{}/", target.trim_end_matches('/')),
        }
    }

    /// Runs rsync with the paths on its input.
    fn run(&self, from: &Path, options: &[&str], paths: &[&str]) -> io::Result<Output> {
        let mut from = from.as_os_str().to_owned();
        from.push("/");
        let mut command = Command::new("rsync");
        command
            .args([
                "--from0",
                "--files-from=-",
                "--protect-args",
                "--no-implied-dirs",
            ])
            .args(options)
            .arg(from)
            .arg(&self.target)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().map_err(not_found)?;
        if let Some(mut stdin) = child.stdin.take() {
            let list = paths.join("\0");
            // It may end before it has read the list; its exit code says why.
            let _ = stdin.write_all(list.as_bytes());
        }
        checked(child.wait_with_output()?)
    }
}

impl Target for Rsync {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        let folder = tempfile::tempdir()?;
        let goal = folder.path().join("file");
        let mut command = Command::new("rsync");
        command
            .args(["--protect-args", "--times"])
            .arg(format!("{}{path}", self.target))
            .arg(&goal)
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        let output = command.output().map_err(not_found)?;
        let is_missing =
            String::from_utf8_lossy(&output.stderr).contains("No such file or directory");
        if output.status.code() == Some(23) && is_missing {
            return Ok(None);
        }
        checked(output)?;
        std::fs::read(&goal).map(Some)
    }

    /// Asks which of the paths rsync would overwrite: every other one it would only make.
    fn existing(&self, paths: &[&str]) -> io::Result<Vec<String>> {
        let folder = tempfile::tempdir()?;
        for path in paths {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
            std::fs::write(path, "")?;
        }
        let options = [
            "--dry-run",
            "--mkpath",
            "--8-bit-output",
            "--existing",
            "--ignore-times",
            "--out-format=%n",
        ];
        let output = self.run(folder.path(), &options, paths)?;
        let listed = String::from_utf8_lossy(&output.stdout);
        let there = listed.lines().filter(|line| paths.contains(line));
        Ok(there.map(str::to_owned).collect())
    }

    fn send(&self, local: &Local, files: &[&File]) -> io::Result<()> {
        for file in files {
            local.bytes(file)?;
        }
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        // What differs is known, so the times of files are not asked; they are kept for `Last-Modified`.
        let options = [
            "--times",
            "--ignore-times",
            "--compress",
            "--mkpath",
            "--chmod=D755,F644",
            "--perms",
        ];
        self.run(local.folder(), &options, &paths).map(drop)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join(path), bytes)?;
        let options = ["--ignore-times", "--mkpath", "--chmod=F644", "--perms"];
        self.run(folder.path(), &options, &[path]).map(drop)
    }

    /// Names files that are missing on this side, their folders there: rsync then removes them on the other.
    fn remove(&self, paths: &[&str]) -> io::Result<()> {
        let nothing = tempfile::tempdir()?;
        for path in paths {
            let path = nothing.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
        }
        self.run(nothing.path(), &["--delete-missing-args"], paths)
            .map(drop)
    }
}

fn checked(output: Output) -> io::Result<Output> {
    if output.status.success() {
        return Ok(output);
    }
    let words = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    let is_passing = output
        .status
        .code()
        .is_some_and(|code| PASSING.contains(&code));
    let kind = match is_passing {
        true => io::ErrorKind::ResourceBusy,
        false => io::ErrorKind::Other,
    };
    Err(io::Error::new(kind, words))
}

fn not_found(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::NotFound => io::Error::other("rsync is not installed on this machine"),
        _ => error,
    }
}
