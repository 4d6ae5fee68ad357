//! Puts the shims into a repository, and takes them out again. A hook that somebody else wrote is never overwritten.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use clap::Args;

use super::super::Outcome;
use super::super::args::{AudienceWord, Global};
use super::super::files::replace;
use super::super::git::Git;
use super::super::output::Output;
use super::settings::{AUDIENCE, BRANCH, LANGUAGE, OUT, SITE};
use super::{Kind, Repository};
use crate::Error;
use crate::problem::Language;
use crate::say;
use crate::site::Audience;

#[derive(Args)]
pub(super) struct Install {
    #[command(flatten)]
    repository: Repository,
    /// Kho trần: đăng vào đâu; mặc định cạnh kho: lich.git → lich-public / bare: where to publish
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Kho trần: nhánh được đăng; mặc định là HEAD / bare: the branch that is published
    #[arg(long, value_name = "NAME")]
    branch: Option<String>,
    /// Thư mục chứa content/ trong kho; mặc định tự tìm / the site's folder inside the repository
    #[arg(long, value_name = "FOLDER")]
    site: Option<String>,
    /// Cho ai: public hay internal; mặc định theo site.toml / for whom
    #[arg(long, value_name = "AUDIENCE")]
    audience: Option<AudienceWord>,
    /// Giữ hook đang có, chạy nó trước / keep hooks that are there and run them first
    #[arg(long)]
    chain: bool,
}

/// The line by which a shim is known.
const MARK: &str = "# niemyet hook 1";

/// What lies in a hook's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Nothing.
    Empty,
    /// A shim of ours.
    Ours,
    /// Somebody else's hook.
    Foreign,
}

pub(super) fn install(
    install: &Install,
    global: &Global,
    output: &Output,
) -> Result<Outcome, Error> {
    let git = super::git(&install.repository, global);
    let Some(hooks) = hooks_folder(&git, output)? else {
        return Ok(Outcome::Mistakes);
    };
    let is_bare = git.is_bare()?;
    let kinds = Kind::wanted(is_bare);
    if !is_bare && (install.out.is_some() || install.branch.is_some()) {
        output.mistake(&say!(
            "--out và --branch dành cho kho trần (`git init --bare`), nơi nhận lần đẩy; đây là bản sao làm việc",
            "--out and --branch are for a bare repository (`git init --bare`), which is pushed to; this is a clone"
        ));
        return Ok(Outcome::Mistakes);
    }
    let foreign = foreign_hooks(&hooks, kinds)?;
    if !foreign.is_empty() && !install.chain {
        refuse(&foreign, output);
        return Ok(Outcome::Mistakes);
    }
    fs::create_dir_all(&hooks).map_err(|error| Error::writing(&hooks, error))?;
    let program =
        std::env::current_exe().map_err(|error| Error::reading(Path::new("niemyet"), error))?;
    keep_settings(&git, install, global, is_bare)?;
    for path in &foreign {
        let aside = set_aside(path);
        fs::rename(path, &aside).map_err(|error| Error::writing(&aside, error))?;
    }
    for kind in kinds {
        write_hook(&hooks.join(kind.word()), &shim(&program, *kind))?;
    }
    tell(&git, kinds, is_bare, output)?;
    Ok(Outcome::Done)
}

pub(super) fn uninstall(git: &Git, output: &Output) -> Result<Outcome, Error> {
    let Some(hooks) = hooks_folder(git, output)? else {
        return Ok(Outcome::Mistakes);
    };
    let mut removed = 0;
    for kind in Kind::ALL {
        let path = hooks.join(kind.word());
        if place(&path)? != Place::Ours {
            continue;
        }
        let former = set_aside(&path);
        let done = match fs::symlink_metadata(&former) {
            Ok(_) => fs::rename(&former, &path),
            Err(_) => fs::remove_file(&path),
        };
        done.map_err(|error| Error::writing(&path, error))?;
        removed += 1;
    }
    let hooks = hooks.display();
    match removed {
        0 => output.say(&say!(
            "{hooks}: không có hook nào của niemyet",
            "{hooks}: no hook of niemyet's"
        )),
        _ => output.say(&say!(
            "{hooks}: đã gỡ {removed} hook; hook cũ, nếu có, đã trả về chỗ; cổng đã đăng vẫn giữ nguyên",
            "{hooks}: removed {removed} hooks; former ones, if any, are back; the published portal stays"
        )),
    }
    Ok(Outcome::Done)
}

/// Where a hook lies that was there before, and runs first.
pub(super) fn set_aside(hook: &Path) -> PathBuf {
    let mut name = hook.file_name().unwrap_or_default().to_owned();
    name.push(".before-niemyet");
    hook.with_file_name(name)
}

/// What lies at `path`.
pub(super) fn place(path: &Path) -> Result<Place, Error> {
    match fs::read(path) {
        Ok(bytes)
            if String::from_utf8_lossy(&bytes)
                .lines()
                .any(|line| line == MARK) =>
        {
            Ok(Place::Ours)
        }
        Ok(_) => Ok(Place::Foreign),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Place::Empty),
        Err(error) => Err(Error::reading(path, error)),
    }
}

/// The folder git looks for hooks in; `None`, with the reason told, where hooks do not belong there.
pub(super) fn hooks_folder(git: &Git, output: &Output) -> Result<Option<PathBuf>, Error> {
    let shown = git.folder().display();
    let Some(own) = git.own_folder()? else {
        output.mistake(&say!(
            "{shown} không nằm trong kho git nào; tạo bằng `git init`, kho nhận lần đẩy bằng `git init --bare`",
            "{shown} is in no git repository; make one with `git init`, one to push to with `git init --bare`"
        ));
        return Ok(None);
    };
    let hooks = git.hooks_folder()?;
    let hooks = std::path::absolute(&hooks).map_err(|error| Error::reading(&hooks, error))?;
    let common = git.line(&["rev-parse", "--git-common-dir"])?;
    let common = git.folder().join(common);
    let top = git
        .asked(&["rev-parse", "--show-toplevel"])?
        .map(PathBuf::from);
    let homes = [Some(own), Some(common), top];
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let is_inside = homes
        .iter()
        .flatten()
        .any(|home| real(hooks.parent().unwrap_or(&hooks)).starts_with(real(home)));
    if !is_inside {
        let hooks = hooks.display();
        output.mistake(&say!(
            "`core.hooksPath` dẫn ra ngoài kho, tới {hooks}, dùng chung cho nhiều kho; đặt riêng cho kho này bằng `git config --local core.hooksPath .githooks` rồi chạy lại",
            "`core.hooksPath` leads out of the repository, to {hooks}, which others may share; set one for this repository with `git config --local core.hooksPath .githooks` and run again"
        ));
        return Ok(None);
    }
    Ok(Some(hooks))
}

fn foreign_hooks(hooks: &Path, kinds: &[Kind]) -> Result<Vec<PathBuf>, Error> {
    let mut foreign = Vec::new();
    for kind in kinds {
        let path = hooks.join(kind.word());
        if place(&path)? == Place::Foreign {
            foreign.push(path);
        }
    }
    Ok(foreign)
}

fn refuse(foreign: &[PathBuf], output: &Output) {
    for path in foreign {
        let path = path.display();
        output.mistake(&say!(
            "{path} đã có, không phải của niemyet",
            "{path} is there already, and not niemyet's"
        ));
    }
    output.mistake(&say!(
        "chưa cài gì; thêm --chain để giữ hook ấy và chạy nó trước, hoặc dời nó đi rồi chạy lại",
        "nothing was installed; add --chain to keep that hook and run it first, or move it away and run again"
    ));
}

/// Everything else the hooks need to know lies in the repository's configuration, where the clerk can see and mend it.
fn keep_settings(
    git: &Git,
    install: &Install,
    global: &Global,
    is_bare: bool,
) -> Result<(), Error> {
    if let Some(site) = &install.site {
        git.set(SITE, site.trim_end_matches('/'))?;
    }
    if let Some(audience) = install.audience {
        git.set(AUDIENCE, Audience::from(audience).word())?;
    }
    if let Some(language) = global.lang {
        git.set(LANGUAGE, Language::from(language).tag())?;
    }
    if !is_bare {
        return Ok(());
    }
    match &install.branch {
        Some(branch) => git.set(BRANCH, branch)?,
        None if git.setting(BRANCH)?.is_none() => {
            let head = git.asked(&["symbolic-ref", "--short", "HEAD"])?;
            git.set(BRANCH, head.as_deref().unwrap_or("main"))?;
        }
        None => {}
    }
    let out = match &install.out {
        Some(out) => out.clone(),
        None if git.setting(OUT)?.is_some() => return Ok(()),
        None => beside(&git.own_folder()?.unwrap_or_default()),
    };
    let out = std::path::absolute(&out).map_err(|error| Error::reading(&out, error))?;
    git.set(OUT, &out.to_string_lossy())
}

/// `/srv/git/lich.git` is published into `/srv/git/lich-public`.
fn beside(repository: &Path) -> PathBuf {
    let name = repository.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(".git").unwrap_or(&name);
    repository.with_file_name(format!("{name}-public"))
}

/// What git runs: finds the program again and hands everything over.
fn shim(program: &Path, kind: Kind) -> String {
    let program = program.to_string_lossy().replace('\'', r"'\''");
    let name = kind.word();
    format!(
        "#!/bin/sh\n\
         {MARK}\n\
         # Cài bằng `niemyet hook install`, gỡ bằng `niemyet hook uninstall`.\n\
         niemyet='{program}'\n\
         [ -x \"$niemyet\" ] || niemyet=$(command -v niemyet) || {{\n  \
           echo 'niemyet: không thấy chương trình; cài lại rồi chạy `niemyet hook install`' >&2\n  \
           echo 'niemyet: the program is gone; install it and run `niemyet hook install`' >&2\n  \
           exit 1\n\
         }}\n\
         exec \"$niemyet\" hook run {name} \"$@\"\n"
    )
}

/// Beside and renamed, so that a push in this moment finds the old hook or the new one.
fn write_hook(path: &Path, text: &str) -> Result<(), Error> {
    replace(path, text)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
        .map_err(|error| Error::writing(path, error))
}

fn tell(git: &Git, kinds: &[Kind], is_bare: bool, output: &Output) -> Result<(), Error> {
    let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
    let words = words.join(", ");
    if !is_bare {
        output.say(&say!(
            "đã cài {words}: mỗi lần `git commit`, phần đã `git add` được kiểm tra trước",
            "installed {words}: what is staged is checked before every `git commit`"
        ));
        return Ok(());
    }
    let branch = git.setting(BRANCH)?.unwrap_or_default();
    let out = git.setting(OUT)?.unwrap_or_default();
    output.say(&say!(
        "đã cài {words}: lần đẩy có lỗi bị từ chối, lần đẩy tốt vào nhánh `{branch}` được đăng vào {out}",
        "installed {words}: a push with errors is refused, a good one to branch `{branch}` is published into {out}"
    ));
    if git.commit(&format!("refs/heads/{branch}"))?.is_some() {
        let repository = git.folder().display();
        output.say(&say!(
            "đăng ngay những gì đã có: niemyet hook publish {repository}",
            "to publish what is there now: niemyet hook publish {repository}"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shim_survives_quotes_and_spaces() {
        let text = shim(Path::new("/opt/ông's bin/niemyet"), Kind::PreReceive);
        assert!(
            text.contains(r"niemyet='/opt/ông'\''s bin/niemyet'"),
            "{text}"
        );
        assert!(text.lines().any(|line| line == MARK));
    }

    #[test]
    fn a_portal_lies_beside_its_repository() {
        assert_eq!(
            beside(Path::new("/srv/git/lịch.git")),
            Path::new("/srv/git/lịch-public")
        );
    }
}
