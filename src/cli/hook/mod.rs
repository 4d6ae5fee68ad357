//! `niemyet hook`: a clerk's commits are checked, and what is pushed to a bare repository is checked, built and published.
//!
//! The hooks git finds are shims of a few lines that call `niemyet hook run`; all that happens is here.

mod install;
mod judge;
mod publish;
mod receive;
mod run;
mod settings;
mod status;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Outcome;
use super::args::Global;
use super::git::Git;
use super::output::Output;
use crate::Error;
use crate::say;

use settings::Settings;

#[derive(Args)]
#[command(after_help = "Ví dụ / Examples:\n  \
    niemyet hook install                        kiểm tra trước mỗi lần ghi / check before every commit\n  \
    niemyet hook install /srv/git/lich.git --out /srv/www/lich\n  \
    \u{20}                                           kiểm tra và đăng khi nhận / check and publish what is pushed\n  \
    niemyet hook status /srv/git/lich.git")]
pub(super) struct Hook {
    #[command(subcommand)]
    order: Order,
}

#[derive(Subcommand)]
enum Order {
    /// Cài hook: pre-commit ở bản sao, pre-receive và post-receive ở kho trần / install the hooks
    Install(install::Install),
    /// Gỡ các hook của niemyet, trả lại hook cũ / remove the hooks and put former ones back
    Uninstall(Repository),
    /// Hook nào đang có, đăng nhánh nào vào đâu, đã đăng lần ghi nào / what is installed and published
    Status(Repository),
    /// Đăng ngay đầu nhánh, như khi nhận / publish the branch now, as a push does
    Publish(Repository),
    /// Hook gọi lệnh này / what the hooks call
    #[command(hide = true)]
    Run {
        /// pre-commit, pre-receive, post-receive
        name: String,
        /// What git hands to the hook
        arguments: Vec<OsString>,
    },
}

#[derive(Args)]
struct Repository {
    /// Kho git; mặc định là --root / the git repository
    #[arg(value_name = "REPOSITORY")]
    repository: Option<PathBuf>,
}

pub(super) fn run(hook: &Hook, global: &Global, output: &Output) -> Result<Outcome, Error> {
    match &hook.order {
        Order::Install(install) => install::install(install, global, output),
        Order::Uninstall(repository) => install::uninstall(&git(repository, global), output),
        Order::Status(repository) => status::run(&git(repository, global), output),
        Order::Publish(repository) => {
            let git = git(repository, global);
            match Settings::of_bare(&git, global)? {
                Some(settings) => publish::publish(&git, &settings, &settings.output(output)),
                None => {
                    not_ready(&git, output);
                    Ok(Outcome::Mistakes)
                }
            }
        }
        Order::Run { name, arguments } => run::run(name, arguments, global, output),
    }
}

/// The hooks there are. Their words are git's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    PreCommit,
    PreReceive,
    PostReceive,
}

impl Kind {
    const ALL: &[Self] = &[Self::PreCommit, Self::PreReceive, Self::PostReceive];

    /// What a bare repository needs, or a clone.
    fn wanted(is_bare: bool) -> &'static [Self] {
        match is_bare {
            true => &[Self::PreReceive, Self::PostReceive],
            false => &[Self::PreCommit],
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::PreCommit => "pre-commit",
            Self::PreReceive => "pre-receive",
            Self::PostReceive => "post-receive",
        }
    }

    fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }
}

fn git(repository: &Repository, global: &Global) -> Git {
    Git::at(repository.repository.as_ref().unwrap_or(&global.root))
}

/// Says that there is no repository, or none that publishes.
fn not_ready(git: &Git, output: &Output) {
    let shown = git.folder().display();
    output.mistake(&say!(
        "{shown} không phải kho trần đã cài hook; cài bằng `niemyet hook install KHO --out THƯ-MỤC`",
        "{shown} is no bare repository with hooks; install them with `niemyet hook install REPOSITORY --out DIR`"
    ));
}
