//! A tree of git in; whether it may be published, and the findings told.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::super::git::Git;
use super::super::output::Output;
use super::super::tree::{Blob, Extent, Tree};
use super::super::{Outcome, clock};
use super::settings::Settings;
use crate::catalog::Catalog;
use crate::plan::Plan;
use crate::problem::{Problem, Severity, any_error};
use crate::render::{Renderer, Theme};
use crate::{Error, Inspection, Refusal, Request, inspect, say, sources};

/// At most so many findings are told: a push that breaks a table can break every file.
const TOLD: usize = 40;

/// Checks what is staged for the next commit. The work tree may hold more, or less, and is not looked at.
pub(super) fn staged(git: &Git, settings: &Settings, output: &Output) -> Result<Outcome, Error> {
    let tree = Tree::staged(git)?;
    // A branch without a site, such as one of built pages, is nobody's business here.
    let Ok(site) = tree.site(settings.site.as_deref()) else {
        return Ok(Outcome::Done);
    };
    let before = match git.commit("HEAD")? {
        Some(head) => Tree::list(git, &head)?,
        None => Tree::default(),
    };
    let judged = Judged::of(git, settings, &tree, &site)?;
    let output = judged.output(output);
    judged.tell(&output, &changed(&before, &tree, &site));
    if judged.is_fine() {
        return Ok(Outcome::Done);
    }
    output.mistake(&say!(
        "chưa ghi: sửa các lỗi trên, `git add` rồi ghi lại",
        "not committed: mend the errors above, `git add`, and commit again"
    ));
    Ok(Outcome::Mistakes)
}

/// A tree that was read and checked.
pub(super) struct Judged {
    inspection: Inspection,
    theme: Option<Refusal>,
    _folder: TempDir,
}

impl Judged {
    /// Reads and checks the site in the folder `site` of `tree`, its theme included.
    pub(super) fn of(
        git: &Git,
        settings: &Settings,
        tree: &Tree,
        site: &Path,
    ) -> Result<Self, Error> {
        let folder =
            tempfile::tempdir().map_err(|error| Error::writing(&std::env::temp_dir(), error))?;
        tree.write(git, site, folder.path(), Extent::Checked)?;
        let inspection = inspect(&Request {
            root: folder.path().to_owned(),
            audience: settings.audience,
            language: settings.language,
        })?;
        let theme = match &inspection.catalog {
            Some(catalog) => broken_theme(folder.path(), catalog)?,
            None => None,
        };
        Ok(Self {
            inspection,
            theme,
            _folder: folder,
        })
    }

    /// Whether it may be published.
    pub(super) fn is_fine(&self) -> bool {
        self.inspection.catalog.is_some()
            && self.theme.is_none()
            && !any_error(&self.inspection.problems)
    }

    /// Where to print, in the language of the site.
    pub(super) fn output(&self, output: &Output) -> Output {
        match &self.inspection.catalog {
            Some(catalog) => output.in_language(catalog.site.language),
            None => output.in_language(output.language),
        }
    }

    /// Tells every error, and of lesser findings those of the files that changed.
    pub(super) fn tell(&self, output: &Output, changed: &BTreeSet<PathBuf>) {
        let problems = &self.inspection.problems;
        let told: Vec<Problem> = problems
            .iter()
            .filter(|problem| match problem.severity {
                Severity::Error => true,
                Severity::Warning => changed.contains(Path::new(&problem.source.path)),
                Severity::Info => false,
            })
            .cloned()
            .collect();
        let (shown, rest) = told.split_at(told.len().min(TOLD));
        if !shown.is_empty() {
            output.problems(shown, true);
        }
        if !rest.is_empty() {
            let rest = rest.len();
            output.warning(&say!(
                "và {rest} lỗi, cảnh báo nữa: chạy `niemyet check`",
                "and {rest} findings more: run `niemyet check`"
            ));
        }
        if let Some(Refusal::Theme(errors)) = &self.theme {
            for error in errors {
                let (what, report) = (&error.what, &error.report);
                output.mistake(&say!(
                    "giao diện hỏng ở {what}: {report}",
                    "the theme is broken at {what}: {report}"
                ));
            }
        }
    }
}

/// A theme that no build could use, found before the push is accepted. The embedded one needs no proof.
fn broken_theme(root: &Path, catalog: &Catalog) -> Result<Option<Refusal>, Error> {
    if catalog.site.theme.is_none() {
        return Ok(None);
    }
    let own = sources::load_theme(root, &catalog.site)?;
    let theme = match Theme::new(catalog.site.language, &own, &catalog.site.look) {
        Ok(theme) => theme,
        Err(errors) => return Ok(Some(Refusal::Theme(errors))),
    };
    let plan = Plan::new(catalog, clock::now(&catalog.site).date());
    let renderer = Renderer::new(&theme, &plan.shell(), plan.routes());
    Ok(renderer.err().map(|error| Refusal::Theme(vec![error])))
}

/// The files of the site that are not as they were.
pub(super) fn changed(before: &Tree, after: &Tree, site: &Path) -> BTreeSet<PathBuf> {
    let before = before.below(site);
    let after = after.below(site);
    let differs = |(path, blob): &(&&Path, &&Blob)| {
        before.get(**path).is_none_or(|old| old.hash != blob.hash)
    };
    let changed = after.iter().filter(differs);
    changed.map(|(path, _)| path.to_path_buf()).collect()
}
