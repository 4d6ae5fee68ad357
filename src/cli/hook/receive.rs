//! What is pushed to a bare repository: judged before it is accepted, published after.

use super::super::Outcome;
use super::super::git::Git;
use super::super::output::Output;
use super::super::tree::Tree;
use super::judge::{Judged, changed};
use super::publish::publish;
use super::settings::Settings;
use crate::Error;
use crate::say;

/// One reference that a push moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Update {
    /// The commit before; `None` for a new reference.
    old: Option<String>,
    /// The commit after; `None` where the reference is deleted.
    new: Option<String>,
    /// `refs/heads/main`.
    reference: String,
}

/// Reads what git tells these hooks: `<old> <new> <reference>` a line, zeros for none.
pub(super) fn updates(input: &[u8]) -> Vec<Update> {
    let input = String::from_utf8_lossy(input);
    let hash = |word: &str| (!word.bytes().all(|byte| byte == b'0')).then(|| word.to_owned());
    let update = |line: &str| {
        let mut words = line.splitn(3, ' ');
        Some(Update {
            old: hash(words.next()?),
            new: hash(words.next()?),
            reference: words.next()?.to_owned(),
        })
    };
    input.lines().filter_map(update).collect()
}

/// Refuses a push whose new state of the published branch has errors. Other references are none of our business.
pub(super) fn before(
    git: &Git,
    settings: &Settings,
    updates: &[Update],
    output: &Output,
) -> Result<Outcome, Error> {
    let Some(update) = published(settings, updates) else {
        return Ok(Outcome::Done);
    };
    let Some(new) = &update.new else {
        return Ok(Outcome::Done);
    };
    let tree = Tree::list(git, new)?;
    let site = match tree.site(settings.site.as_deref()) {
        Ok(site) => site,
        Err(reason) => {
            output.mistake(&reason);
            refused(settings, output);
            return Ok(Outcome::Mistakes);
        }
    };
    let old = match &update.old {
        Some(old) => Tree::list(git, old)?,
        None => Tree::default(),
    };
    let judged = Judged::of(git, settings, &tree, &site)?;
    let output = judged.output(output);
    judged.tell(&output, &changed(&old, &tree, &site));
    if judged.is_fine() {
        return Ok(Outcome::Done);
    }
    refused(settings, &output);
    Ok(Outcome::Mistakes)
}

/// Publishes after a push that moved the published branch.
pub(super) fn after(
    git: &Git,
    settings: &Settings,
    updates: &[Update],
    output: &Output,
) -> Result<Outcome, Error> {
    let branch = settings.branch.as_deref().unwrap_or_default();
    match published(settings, updates) {
        Some(Update { new: Some(_), .. }) => publish(git, settings, output),
        Some(_) => {
            output.say(&say!(
                "nhánh `{branch}` đã bị xóa; cổng đang có vẫn giữ nguyên",
                "branch `{branch}` is gone; the portal stays as it was"
            ));
            Ok(Outcome::Done)
        }
        None => {
            if git.commit(&settings.reference())?.is_none() {
                output.say(&say!(
                    "đã nhận, chưa đăng gì: chỉ nhánh `{branch}` được đăng, mà kho chưa có nhánh ấy (đổi bằng `git config niemyet.branch TÊN`)",
                    "received, nothing published: only branch `{branch}` is, and there is none yet (`git config niemyet.branch NAME` sets another)"
                ));
            }
            Ok(Outcome::Done)
        }
    }
}

fn published<'u>(settings: &Settings, updates: &'u [Update]) -> Option<&'u Update> {
    let reference = settings.reference();
    updates.iter().find(|update| update.reference == reference)
}

fn refused(settings: &Settings, output: &Output) {
    let branch = settings.branch.as_deref().unwrap_or_default();
    output.mistake(&say!(
        "từ chối lần đẩy vào `{branch}`: sửa các lỗi trên, ghi rồi đẩy lại; cổng đang có vẫn giữ nguyên",
        "the push to `{branch}` is refused: mend the errors above, commit and push again; the portal stays as it was"
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_stand_for_nothing() {
        let zeros = "0".repeat(40);
        let ones = "1".repeat(40);
        let input = format!("{zeros} {ones} refs/heads/main\n{ones} {zeros} refs/heads/bản thảo\n");
        let found = updates(input.as_bytes());
        assert_eq!(found[0].old, None);
        assert_eq!(found[0].new, Some(ones.clone()));
        assert_eq!(found[1].new, None);
        assert_eq!(found[1].reference, "refs/heads/bản thảo");
        assert!(updates(b"nonsense\n").is_empty());
    }
}
