//! The tip of the published branch in; the portal built from it in place, one publishing at a time.
//!
//! Whoever holds the lock reads the branch anew: when three pushes wait, the first to come through publishes what the
//! last of them brought, and no older state can ever follow a newer one.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::super::diff::{self, State, Wanted};
use super::super::files::replace;
use super::super::git::Git;
use super::super::output::Output;
use super::super::told::Told;
use super::super::tree::{Extent, Tree};
use super::super::{Outcome, clock};
use super::settings::Settings;
use crate::history::Shape;
use crate::problem::any_error;
use crate::publish::{MANIFEST, Options, Report};
use crate::{Edition, Error, Request, inspect, release, say};

/// At most so many lines tell what a push published.
const LINES: usize = 40;

/// Publishes the tip of the branch, after every publishing that is under way.
pub(super) fn publish(git: &Git, settings: &Settings, output: &Output) -> Result<Outcome, Error> {
    let folder = own_folder(git)?;
    let _turn = wait_for_turn(&folder.join("lock"), output)?;
    let branch = settings.branch.as_deref().unwrap_or_default();
    let Some(tip) = git.commit(&settings.reference())? else {
        output.mistake(&say!(
            "chưa có nhánh `{branch}` để đăng",
            "there is no branch `{branch}` to publish"
        ));
        return Ok(Outcome::Mistakes);
    };
    let out = settings.out.clone().unwrap_or_default();
    let before = Record::read(git)?;
    if before
        .as_ref()
        .is_some_and(|record| record.holds(&tip, settings, &out))
    {
        let (tip, out) = (short(&tip), out.display());
        output.say(&say!(
            "{tip} trên nhánh `{branch}` đã được đăng vào {out}",
            "{tip} of branch `{branch}` is already published in {out}"
        ));
        return Ok(Outcome::Done);
    }
    let work = folder.join("work");
    clear(&work)?;
    let outcome = publish_tip(git, settings, &tip, &out, &work, output);
    clear(&work)?;
    outcome
}

fn publish_tip(
    git: &Git,
    settings: &Settings,
    tip: &str,
    out: &Path,
    work: &Path,
    output: &Output,
) -> Result<Outcome, Error> {
    let tree = Tree::list(git, tip)?;
    let site = match tree.site(settings.site.as_deref()) {
        Ok(site) => site,
        Err(reason) => {
            output.mistake(&reason);
            return Ok(Outcome::Mistakes);
        }
    };
    tree.write(git, &site, work, Extent::Whole)?;
    let inspection = inspect(&Request {
        root: work.to_owned(),
        audience: settings.audience,
        language: settings.language,
    })?;
    let catalog = match inspection.catalog {
        Some(catalog) if !any_error(&inspection.problems) => catalog,
        _ => {
            output.problems(&inspection.problems, true);
            output.mistake(&say!(
                "chưa đăng gì: sửa các lỗi trên rồi đẩy lại; cổng đang có vẫn giữ nguyên",
                "nothing was published: mend the errors above and push again; the portal stays as it was"
            ));
            return Ok(Outcome::Mistakes);
        }
    };
    let output = output.in_language(catalog.site.language);
    let news = news(git, settings, (&tree, &site), work, &output)?;
    let zone = catalog.site.time_zone.clone();
    let now = clock::now(&catalog.site);
    let edition = Edition {
        root: work.to_owned(),
        out: out.to_owned(),
        now,
        strict: false,
        publish: Options::default(),
    };
    match release(catalog, &edition, &|_| {})? {
        Ok(released) => {
            let record = Record {
                commit: tip.to_owned(),
                now,
                until: released.next_change.as_ref().map(|next| next.at),
                zone: zone.iana_name().unwrap_or("UTC").to_owned(),
                manner: manner(settings, out),
            };
            record.write(git)?;
            Told { output: &output }.warn(&released);
            tell(&output, &released.report, tip, out);
            output.print(&news);
            Ok(Outcome::Done)
        }
        Err(refusal) => {
            Told { output: &output }.refused(&refusal);
            Ok(Outcome::Mistakes)
        }
    }
}

/// What the portal published before did not say, in words; all of it would be too much to tell of a first push.
fn news(
    git: &Git,
    settings: &Settings,
    (tree, site): (&Tree, &Path),
    work: &Path,
    output: &Output,
) -> Result<String, Error> {
    let Some(record) = Record::read(git)? else {
        return Ok(String::new());
    };
    // After a forced push the commit published before may be gone.
    let Some(commit) = git.commit(&record.commit)? else {
        return Ok(String::new());
    };
    let wanted = Wanted {
        audience: settings.audience,
        language: settings.language,
    };
    let former = Tree::list(git, &commit)?;
    let folder = former.site(settings.site.as_deref());
    let former = State::of_tree(git, &former, &folder.unwrap_or_default(), wanted)?;
    let after = State::of_disk(work, wanted)?.known_as(tree, site);
    let Some(compared) = diff::compare(Some(former.seen_at(record.now)), after) else {
        return Ok(String::new());
    };
    let site = &compared.after.site;
    let words = compared
        .changes
        .in_words(site, output.language, Shape::Text);
    let lines: Vec<&str> = words.lines().collect();
    if lines.len() <= LINES {
        return Ok(words);
    }
    let shown = lines.get(..LINES).unwrap_or_default().join("\n");
    let rest = lines.len() - LINES;
    let from = short(&commit);
    let more = say!(
        "… và {rest} dòng nữa: niemyet diff {from}..",
        "… and {rest} lines more: niemyet diff {from}.."
    );
    Ok(format!("{shown}\n{}\n", more.in_language(output.language)))
}

fn tell(output: &Output, report: &Report, tip: &str, out: &Path) {
    let (tip, out) = (short(tip), out.display());
    let (written, removed) = (report.written.len(), report.removed.len());
    if report.is_unchanged() {
        output.say(&say!(
            "đã đăng {tip} vào {out}: không trang nào thay đổi",
            "published {tip} into {out}: no page changed"
        ));
    } else {
        output.say(&say!(
            "đã đăng {tip} vào {out}: ghi {written} tệp, gỡ {removed}",
            "published {tip} into {out}: {written} files written, {removed} removed"
        ));
    }
}

/// The first characters of a hash, as people write it.
fn short(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}

/// What was published last, kept in the repository: `niemyet/published`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// The commit.
    pub(super) commit: String,
    /// The moment the portal is of, in the site's zone.
    pub(super) now: DateTime,
    /// When it changes although no file does.
    until: Option<DateTime>,
    zone: String,
    /// All else that decides what the portal looks like.
    manner: String,
}

impl Record {
    /// Reads it; `None` where nothing was published, or where the record is not understood.
    pub(super) fn read(git: &Git) -> Result<Option<Self>, Error> {
        let path = own_folder(git)?.join("published");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::reading(&path, error)),
        };
        Ok(Self::parse(&text))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        Some(Self {
            commit: lines.next()?.to_owned(),
            now: lines.next()?.parse().ok()?,
            until: match lines.next()? {
                "-" => None,
                until => Some(until.parse().ok()?),
            },
            zone: lines.next()?.to_owned(),
            manner: lines.next()?.to_owned(),
        })
    }

    fn write(&self, git: &Git) -> Result<(), Error> {
        let Self {
            commit,
            now,
            until,
            zone,
            manner,
        } = self;
        let until = until.map_or_else(|| "-".to_owned(), |until| until.to_string());
        let text = format!("{commit}\n{now}\n{until}\n{zone}\n{manner}\n");
        replace(&own_folder(git)?.join("published"), &text)
    }

    /// Whether a build of `tip` now would give what is there.
    fn holds(&self, tip: &str, settings: &Settings, out: &Path) -> bool {
        let zone = TimeZone::get(&self.zone).unwrap_or(TimeZone::UTC);
        let now = clock::moment_in(&zone).datetime();
        self.commit == tip
            && self.now <= now
            && self.until.is_none_or(|until| now < until)
            && self.manner == manner(settings, out)
            && out.join(MANIFEST).exists()
    }
}

fn manner(settings: &Settings, out: &Path) -> String {
    let audience = settings.audience.map(crate::site::Audience::word);
    let language = settings.language.map(crate::problem::Language::tag);
    format!(
        "{} {} {} {:?} {:?}",
        env!("CARGO_PKG_VERSION"),
        audience.unwrap_or("-"),
        language.unwrap_or("-"),
        settings.site,
        out
    )
}

/// Our folder in the repository's own.
fn own_folder(git: &Git) -> Result<PathBuf, Error> {
    let folder = git.own_folder()?.unwrap_or_default().join("niemyet");
    fs::create_dir_all(&folder).map_err(|error| Error::writing(&folder, error))?;
    Ok(folder)
}

/// Waits as long as it takes; the kernel frees the lock of a publishing that was killed.
fn wait_for_turn(path: &Path, output: &Output) -> Result<File, Error> {
    let failed = |error| Error {
        path: path.to_owned(),
        doing: say!("khóa được", "locking"),
        source: error,
    };
    // Another user's lock file may be read-only to us, and can be locked all the same.
    let file = File::open(path).or_else(|_| {
        let mut options = OpenOptions::new();
        options.read(true).append(true).create(true).open(path)
    });
    let file = file.map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            output.say(&say!(
                "một lần đăng khác đang chạy, chờ tới lượt …",
                "another push is being published, waiting …"
            ));
            file.lock().map_err(failed)?;
        }
        // Some network file systems have no locks; publishing itself locks the folder too.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => return Err(failed(error)),
    }
    Ok(file)
}

/// Removes the checkout of a publishing that was killed, or that is done.
fn clear(work: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(work) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(|error| Error::writing(work, error)),
    }
}
