//! What a repository's own configuration says about publishing: `niemyet.branch`, `niemyet.out` and the rest.

use std::path::PathBuf;

use super::super::args::Global;
use super::super::git::Git;
use super::super::output::Output;
use crate::Error;
use crate::problem::Language;
use crate::site::Audience;

/// The settings that `niemyet hook install` keeps with `git config`.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    /// The branch that is published; `None` in a clone.
    pub(super) branch: Option<String>,
    /// Where it is published; `None` in a clone.
    pub(super) out: Option<PathBuf>,
    /// The site's folder in the repository; found by itself where it is not set.
    pub(super) site: Option<String>,
    /// Instead of `audience` in `site.toml`.
    pub(super) audience: Option<Audience>,
    /// Instead of `language` in `site.toml`.
    pub(super) language: Option<Language>,
}

pub(super) const BRANCH: &str = "niemyet.branch";
pub(super) const OUT: &str = "niemyet.out";
pub(super) const SITE: &str = "niemyet.site";
pub(super) const AUDIENCE: &str = "niemyet.audience";
pub(super) const LANGUAGE: &str = "niemyet.lang";

impl Settings {
    /// The settings of a repository; `--lang` wins.
    pub(super) fn of(git: &Git, global: &Global) -> Result<Self, Error> {
        let (audience, language) = (git.setting(AUDIENCE)?, git.setting(LANGUAGE)?);
        let audience = Audience::ALL
            .into_iter()
            .find(|known| audience.as_deref() == Some(known.word()));
        let language = Language::ALL
            .into_iter()
            .find(|known| language.as_deref() == Some(known.tag()));
        Ok(Self {
            branch: git.setting(BRANCH)?,
            out: git.setting(OUT)?.map(PathBuf::from),
            site: git.setting(SITE)?,
            audience,
            language: global.lang.map(Into::into).or(language),
        })
    }

    /// The settings of a bare repository that publishes; `None` for any other folder.
    pub(super) fn of_bare(git: &Git, global: &Global) -> Result<Option<Self>, Error> {
        if !git.is_bare()? {
            return Ok(None);
        }
        let settings = Self::of(git, global)?;
        let is_ready = settings.out.is_some() && settings.branch.is_some();
        Ok(is_ready.then_some(settings))
    }

    /// The full name of the branch that is published: `refs/heads/main`.
    pub(super) fn reference(&self) -> String {
        format!("refs/heads/{}", self.branch.as_deref().unwrap_or_default())
    }

    /// Where to print, in the language set here.
    pub(super) fn output(&self, output: &Output) -> Output {
        output.in_language(self.language.unwrap_or(output.language))
    }
}
