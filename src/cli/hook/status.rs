//! `niemyet hook status`: which hooks are there, and what they do.

use super::super::Outcome;
use super::super::git::Git;
use super::super::output::Output;
use super::Kind;
use super::install::{Place, hooks_folder, place, set_aside};
use super::publish::Record;
use super::settings::{AUDIENCE, BRANCH, OUT, SITE};
use crate::Error;
use crate::say;

pub(super) fn run(git: &Git, output: &Output) -> Result<Outcome, Error> {
    let Some(hooks) = hooks_folder(git, output)? else {
        return Ok(Outcome::Mistakes);
    };
    let mut all_ours = true;
    for kind in Kind::wanted(git.is_bare()?) {
        let (path, word) = (hooks.join(kind.word()), kind.word());
        let place = place(&path)?;
        all_ours &= place == Place::Ours;
        output.say(&match place {
            Place::Ours if set_aside(&path).exists() => {
                say!(
                    "{word}: đã cài, sau hook cũ",
                    "{word}: installed, after a former hook"
                )
            }
            Place::Ours => say!("{word}: đã cài", "{word}: installed"),
            Place::Foreign => say!("{word}: hook khác", "{word}: somebody else's"),
            Place::Empty => say!("{word}: chưa cài", "{word}: not installed"),
        });
    }
    for name in [BRANCH, OUT, SITE, AUDIENCE] {
        if let Some(value) = git.setting(name)? {
            output.say(&say!("{name} = {value}", "{name} = {value}"));
        }
    }
    if let Some(record) = Record::read(git)? {
        let (commit, now) = (record.commit, record.now);
        output.say(&say!(
            "đã đăng: {commit}, cổng lúc {now}",
            "published: {commit}, the portal of {now}"
        ));
    }
    Ok(match all_ours {
        true => Outcome::Done,
        false => Outcome::Mistakes,
    })
}
