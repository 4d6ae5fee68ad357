//! `niemyet diff`: what changed between two states of the repository, in words, for whom.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::DateTime;

use super::args::{Global, SiteOptions};
use super::git::Git;
use super::output::Output;
use super::tree::{Extent, Tree};
use super::{Outcome, clock, site_of};
use crate::catalog::Catalog;
use crate::history::{self, Changes, Files, Shape};
use crate::problem::{Bilingual, Language, any_error};
use crate::site::Audience;
use crate::{Error, Request, inspect, say};

#[derive(Args)]
#[command(
    after_help = "Ví dụ / Examples:\n  niemyet diff                      từ lần ghi cuối tới tệp trên máy / since the last commit\n  niemyet diff --staged             sắp ghi gì / what is about to be committed\n  niemyet diff HEAD~1..HEAD --level commune\n  niemyet diff v1..main --format markdown"
)]
pub(super) struct Diff {
    /// TỪ..ĐẾN, hoặc TỪ để so với tệp trên máy; mặc định HEAD / FROM..TO, or FROM against the files on disk
    #[arg(value_name = "REV..REV")]
    revisions: Option<String>,
    /// So với phần đã `git add` / against what is staged
    #[arg(long)]
    staged: bool,
    /// Chỉ những gì liên quan tới cấp này / only what concerns this level
    #[arg(long, value_name = "LEVEL")]
    level: Option<String>,
    #[command(flatten)]
    site: SiteOptions,
    /// Cách in / how to print
    #[arg(long, default_value = "text", value_name = "FORMAT")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a commit message or a chat
    Text,
    /// One JSON object
    Json,
    /// For where Markdown is shown
    Markdown,
}

pub(super) fn run(diff: &Diff, global: &Global, output: &Output) -> Result<Outcome, Error> {
    let git = Git::at(&global.root);
    let Some(below) = git.asked(&["rev-parse", "--show-prefix"])? else {
        let shown = git.folder().display();
        output.mistake(&say!(
            "{shown} không nằm trong kho git nào",
            "{shown} is in no git repository"
        ));
        return Ok(Outcome::Mistakes);
    };
    let (before, after) = match states(&git, diff)? {
        Ok(states) => states,
        Err(reason) => {
            output.mistake(&reason);
            return Ok(Outcome::Mistakes);
        }
    };
    let wanted = Wanted {
        audience: diff.site.audience.map(Into::into),
        language: global.lang.map(Into::into),
    };
    let site = Path::new(below.trim_end_matches('/'));
    let before = before
        .map(|tree| State::of_tree(&git, &tree, site, wanted))
        .transpose()?;
    let after = match after {
        Some(tree) => State::of_tree(&git, &tree, site, wanted)?,
        None => State::of_disk(&global.root, wanted)?,
    };
    let Some(compared) = compare(before, after) else {
        // Says why the site cannot be read.
        site_of(global, output)?;
        return Ok(Outcome::Mistakes);
    };
    print(compared, diff, output)
}

/// Trees to compare, the later one `None` for what lies on disk, the earlier one for nothing at all.
type States = (Option<Tree>, Option<Tree>);

fn states(git: &Git, diff: &Diff) -> Result<Result<States, Bilingual>, Error> {
    let revisions = diff.revisions.as_deref().unwrap_or("HEAD");
    let (before, after) = match revisions.split_once("..") {
        Some((before, after)) => (before, Some(after)),
        None => (revisions, None),
    };
    let tree = |revision: &str| -> Result<Result<Tree, Bilingual>, Error> {
        let revision = if revision.is_empty() {
            "HEAD"
        } else {
            revision
        };
        match git.commit(revision)? {
            Some(commit) => Tree::list(git, &commit).map(Ok),
            None => Ok(Err(say!(
                "git không biết `{revision}` là lần ghi nào",
                "git knows no commit `{revision}`"
            ))),
        }
    };
    let has_commits = git.commit("HEAD")?.is_some();
    let before = match tree(before)? {
        Ok(before) => Some(before),
        // Before the first commit there was nothing.
        Err(_) if !has_commits && diff.revisions.is_none() => None,
        Err(reason) => return Ok(Err(reason)),
    };
    let after = match after {
        Some(after) => match tree(after.trim_start_matches('.'))? {
            Ok(after) => Some(after),
            Err(reason) => return Ok(Err(reason)),
        },
        None if diff.staged => Some(Tree::staged(git)?),
        None => None,
    };
    Ok(Ok((before, after)))
}

/// Instead of what `site.toml` says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wanted {
    pub(super) audience: Option<Audience>,
    pub(super) language: Option<Language>,
}

/// One state of a site.
pub(super) struct State {
    catalog: Option<Catalog>,
    /// Tree and folder of the site in it; `None` for what lies on disk.
    tree: Option<(Tree, PathBuf)>,
    is_broken: bool,
    /// The moment it is looked at; now where it is not known.
    then: Option<DateTime>,
}

impl State {
    /// The site in the folder `site` of a tree; where it is not there, wherever the tree has its only site.
    pub(super) fn of_tree(
        git: &Git,
        tree: &Tree,
        site: &Path,
        wanted: Wanted,
    ) -> Result<Self, Error> {
        let stated = site.to_str().filter(|site| !site.is_empty());
        let site = tree
            .site(stated)
            .or_else(|_| tree.site(None))
            .unwrap_or_else(|_| site.to_owned());
        let folder =
            tempfile::tempdir().map_err(|error| Error::writing(&std::env::temp_dir(), error))?;
        tree.write(git, &site, folder.path(), Extent::Checked)?;
        let state = Self::of_disk(folder.path(), wanted)?;
        Ok(Self {
            tree: Some((tree.clone(), site)),
            ..state
        })
    }

    /// The same state, known to be of a tree, whose site lies in the folder `site`.
    pub(super) fn known_as(mut self, tree: &Tree, site: &Path) -> Self {
        self.tree = Some((tree.clone(), site.to_owned()));
        self
    }

    /// The same state as it was to be seen at a moment, civil time of the site: what is posted later was held back.
    pub(super) fn seen_at(mut self, then: DateTime) -> Self {
        self.then = Some(then);
        self
    }

    /// The site in the folder `root`, as it lies on disk.
    pub(super) fn of_disk(root: &Path, wanted: Wanted) -> Result<Self, Error> {
        let inspection = inspect(&Request {
            root: root.to_owned(),
            audience: wanted.audience,
            language: wanted.language,
        })?;
        Ok(Self {
            is_broken: any_error(&inspection.problems),
            catalog: inspection.catalog,
            tree: None,
            then: None,
        })
    }
}

/// Two states of a site, compared.
pub(super) struct Compared {
    pub(super) changes: Changes,
    pub(super) after: Catalog,
    is_broken: bool,
}

/// Compares as the later state's audience sees both; `None` where the later state has no usable site.
pub(super) fn compare(before: Option<State>, after: State) -> Option<Compared> {
    let catalog = after.catalog?;
    let audience = catalog.site.audience;
    let now = clock::now(&catalog.site);
    let catalog = catalog.published_for(audience, now);
    let (former, tree, was_broken, then) = match before {
        Some(state) => (state.catalog, state.tree, state.is_broken, state.then),
        None => (None, None, false, None),
    };
    let former = former.map_or_else(
        || nothing(&catalog),
        |mut former| {
            former.site.audience = audience;
            former.published_for(audience, then.unwrap_or(now))
        },
    );
    let files = match (&tree, &after.tree) {
        (Some(before), Some(after)) => files(before, after),
        _ => Files::default(),
    };
    Some(Compared {
        changes: history::changes(&former, &catalog, files),
        after: catalog,
        is_broken: after.is_broken || was_broken,
    })
}

/// The same site without any notice.
fn nothing(catalog: &Catalog) -> Catalog {
    Catalog::new(catalog.site.clone(), Vec::new(), Vec::new())
}

/// Tables and attachments that both states have, with other bytes.
fn files(before: &(Tree, PathBuf), after: &(Tree, PathBuf)) -> Files {
    let former = before.0.below(&before.1);
    let mut files = Files::default();
    for (path, blob) in after.0.below(&after.1) {
        let is_changed = former.get(path).is_some_and(|old| old.hash != blob.hash);
        let (true, Some(path)) = (is_changed, path.to_str()) else {
            continue;
        };
        match path.strip_prefix("content/") {
            Some(name @ ("site.toml" | "units.toml" | "places.toml" | "holidays.toml")) => {
                files.tables.push(name.to_owned());
            }
            Some(_) => {
                files.attachments.insert(path.to_owned());
            }
            None => {}
        }
    }
    files
}

fn print(compared: Compared, diff: &Diff, output: &Output) -> Result<Outcome, Error> {
    let site = &compared.after.site;
    let output = output.in_language(site.language);
    let mut changes = compared.changes;
    if let Some(word) = &diff.level {
        let Some(level) = site.level_named(word) else {
            let known: Vec<&str> = site.levels().map(|(_, level)| level.id.as_str()).collect();
            let known = known.join(", ");
            output.mistake(&say!(
                "không có cấp `{word}`; các cấp: {known}",
                "there is no level `{word}`; the levels: {known}"
            ));
            return Ok(Outcome::Mistakes);
        };
        changes = changes.for_level(level);
    }
    if compared.is_broken {
        output.warning(&say!(
            "có tệp hỏng, coi như không đổi; xem `niemyet check`",
            "some files are broken and taken as unchanged; see `niemyet check`"
        ));
    }
    let words = |shape| changes.in_words(site, output.language, shape);
    match diff.format {
        Format::Json => output.print(&changes.to_json(site, output.language)),
        Format::Text | Format::Markdown if changes.is_empty() => output.say(&say!(
            "không có thay đổi nào người dự họp cần biết",
            "nothing changed that readers need to know"
        )),
        Format::Text => output.print(&words(Shape::Text)),
        Format::Markdown => output.print(&words(Shape::Markdown)),
    }
    Ok(Outcome::Done)
}
