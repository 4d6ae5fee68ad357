//! `niemyet workflow`: ready files that make a forge or a machine check, build and publish by itself.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::tz::TimeZone;

use super::args::Global;
use super::files::write;
use super::git::Git;
use super::output::Output;
use super::{Outcome, clock, site_of};
use crate::Error;
use crate::say;

#[derive(Args)]
#[command(
    after_help = "Ví dụ / Examples:\n  niemyet workflow github --write                 ghi .github/workflows/niemyet.yml\n  niemyet workflow gitlab > .gitlab-ci.yml\n  niemyet workflow systemd --repository /srv/git/lich.git"
)]
pub(super) struct Workflow {
    /// Cho nơi nào / for whom
    kind: Kind,
    /// Ghi vào chỗ quen dùng thay vì in ra / write to the usual path instead of printing
    #[arg(long)]
    write: bool,
    /// Với --write: thư mục thay cho gốc của kho / with --write: a folder instead of the repository's top
    #[arg(long, value_name = "DIR", requires = "write")]
    out: Option<PathBuf>,
    /// Nhánh được đăng; mặc định là nhánh đang dùng / the branch that is published
    #[arg(long, value_name = "NAME")]
    branch: Option<String>,
    /// Kho git để cài niemyet; mặc định từ crates.io / a git repository to install niemyet from
    #[arg(long, value_name = "URL")]
    source: Option<String>,
    /// systemd: kho trần đã cài hook / systemd: the bare repository with the hooks
    #[arg(long, value_name = "DIR")]
    repository: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// GitHub Actions and Pages
    Github,
    /// GitLab CI and Pages
    Gitlab,
    /// Gitea Actions
    Gitea,
    /// Forgejo Actions
    Forgejo,
    /// A service and a timer
    Systemd,
}

/// A file to write, by its usual path.
struct File {
    path: &'static str,
    template: &'static str,
}

const GITHUB: &[File] = &[File {
    path: ".github/workflows/niemyet.yml",
    template: include_str!("workflow/github.yml"),
}];
const GITLAB: &[File] = &[File {
    path: ".gitlab-ci.yml",
    template: include_str!("workflow/gitlab.yml"),
}];
const GITEA: &[File] = &[File {
    path: ".gitea/workflows/niemyet.yml",
    template: include_str!("workflow/gitea.yml"),
}];
const FORGEJO: &[File] = &[File {
    path: ".forgejo/workflows/niemyet.yml",
    template: include_str!("workflow/gitea.yml"),
}];
const SYSTEMD: &[File] = &[
    File {
        path: "niemyet.service",
        template: include_str!("workflow/niemyet.service"),
    },
    File {
        path: "niemyet.timer",
        template: include_str!("workflow/niemyet.timer"),
    },
];

/// Minutes after midnight at which a forge builds anew: most of them are late, none is early.
const MINUTES_AFTER_MIDNIGHT: i32 = 5;

pub(super) fn run(workflow: &Workflow, global: &Global, output: &Output) -> Result<Outcome, Error> {
    let Some(site) = site_of(global, output)? else {
        return Ok(Outcome::Mistakes);
    };
    let git = Git::at(&global.root);
    let below = git
        .asked(&["rev-parse", "--show-prefix"])?
        .unwrap_or_default();
    let top = git.asked(&["rev-parse", "--show-toplevel"])?;
    let fill = Fill::of(workflow, &git, &site.time_zone, &below)?;
    let files = match workflow.kind {
        Kind::Github => GITHUB,
        Kind::Gitlab => GITLAB,
        Kind::Gitea => GITEA,
        Kind::Forgejo => FORGEJO,
        Kind::Systemd => SYSTEMD,
    };
    if !workflow.write {
        let texts: Vec<String> = files.iter().map(|file| fill.text(file.template)).collect();
        output.print(&texts.join("\n"));
        return Ok(Outcome::Done);
    }
    let top = top.map_or_else(|| global.root.clone(), Into::into);
    let top = workflow.out.clone().unwrap_or(top);
    for file in files {
        let path = top.join(file.path);
        if path.exists() {
            let path = path.display();
            output.mistake(&say!(
                "{path} đã có, không ghi đè",
                "{path} exists and is left alone"
            ));
            return Ok(Outcome::Mistakes);
        }
        write(&path, fill.text(file.template))?;
        let path = path.display();
        output.say(&say!("đã ghi {path}", "wrote {path}"));
    }
    Ok(Outcome::Done)
}

/// What stands for the names in braces.
struct Fill {
    values: Vec<(&'static str, String)>,
}

impl Fill {
    fn of(workflow: &Workflow, git: &Git, zone: &TimeZone, below: &str) -> Result<Self, Error> {
        let branch = match &workflow.branch {
            Some(branch) => Some(branch.clone()),
            None => git.asked(&["symbolic-ref", "--short", "HEAD"])?,
        };
        let install = match &workflow.source {
            Some(source) => format!("cargo install --locked --git {source}"),
            None => "cargo install --locked niemyet".to_owned(),
        };
        let below = below.trim_end_matches('/');
        let program = std::env::current_exe().unwrap_or_else(|_| "niemyet".into());
        let (hour, minute) = after_midnight(zone);
        let repository = workflow.repository.as_deref();
        let repository = repository.unwrap_or(Path::new("/srv/git/lich.git"));
        Ok(Self {
            values: vec![
                ("{branch}", branch.unwrap_or_else(|| "main".to_owned())),
                ("{zone}", zone.iana_name().unwrap_or("UTC").to_owned()),
                ("{hour}", hour.to_string()),
                ("{minute}", minute.to_string()),
                ("{install}", install),
                (
                    "{site}",
                    if below.is_empty() { "." } else { below }.to_owned(),
                ),
                ("{version}", env!("CARGO_PKG_VERSION").to_owned()),
                ("{program}", unit_word(&program)),
                ("{repository}", unit_word(repository)),
            ],
        })
    }

    fn text(&self, template: &str) -> String {
        let fill = |text: String, (name, value): &(&str, String)| text.replace(name, value);
        self.values.iter().fold(template.to_owned(), fill)
    }
}

/// Hour and minute, in UTC, of a few minutes after midnight in the zone as its clocks are set now.
fn after_midnight(zone: &TimeZone) -> (i32, i32) {
    let offset = clock::moment_in(zone).offset().seconds() / 60;
    let minutes = (MINUTES_AFTER_MIDNIGHT - offset).rem_euclid(24 * 60);
    (minutes / 60, minutes % 60)
}

/// A path as one word of a unit file.
fn unit_word(path: &Path) -> String {
    let path = path
        .to_string_lossy()
        .replace('\\', "\\\\")
        .replace('%', "%%");
    match path.contains([' ', '"', '\'']) {
        true => format!("\"{}\"", path.replace('"', "\\\"")),
        false => path,
    }
}
