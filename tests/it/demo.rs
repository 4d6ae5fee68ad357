//! The demonstration portal and copies of it, for tests.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use niemyet::problem::Problem;
use niemyet::publish::{Options, Report};
use niemyet::site::Audience;
use niemyet::{Edition, Request, Workshop};
use tempfile::TempDir;
use walkdir::WalkDir;

/// A day in the middle of the sample commune's summer.
pub(crate) const TODAY: Date = date(2026, 7, 6);

/// The repository's own site.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A copy of the demonstration's content that a test may edit.
pub(crate) fn copy() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy_tree(
        &repository().join("content"),
        &folder.path().join("content"),
    );
    folder
}

/// A small site: the sample commune alone, with few units, so that building it many times is quick.
pub(crate) fn small() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("content");
    copy_tree(
        &repository().join("content/tan-lap"),
        &content.join("tan-lap"),
    );
    for table in ["site.toml", "holidays.toml"] {
        fs::copy(
            repository().join("content").join(table),
            content.join(table),
        )
        .unwrap();
    }
    let unit = "[[unit]]\nname = \"UBND xã Tân Lập\"\nlevel = \"commune\"\n";
    fs::write(content.join("units.toml"), unit).unwrap();
    folder
}

/// Copies a folder with all that is in it.
pub(crate) fn copy_tree(from: &Path, to: &Path) {
    for entry in WalkDir::new(from).sort_by_file_name() {
        let entry = entry.unwrap();
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target).unwrap();
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// Builds the site at `root` into `out`, which must succeed.
pub(crate) fn build(root: &Path, out: &Path, audience: Audience) -> Report {
    build_in(&mut Workshop::default(), root, out, audience, TODAY)
}

fn request(root: &Path, audience: Audience) -> Request {
    Request {
        root: root.to_owned(),
        audience: Some(audience),
        language: None,
    }
}

/// What is wrong with a site, found with what a workshop kept.
pub(crate) fn findings(workshop: &mut Workshop, root: &Path, audience: Audience) -> Vec<Problem> {
    let inspection = workshop.inspect(&request(root, audience)).unwrap();
    inspection.problems
}

/// The same as of a day, with what a workshop kept of earlier builds.
pub(crate) fn build_in(
    workshop: &mut Workshop,
    root: &Path,
    out: &Path,
    audience: Audience,
    today: Date,
) -> Report {
    let inspection = workshop.inspect(&request(root, audience)).unwrap();
    assert!(
        !niemyet::problem::any_error(&inspection.problems),
        "{:#?}",
        inspection.problems
    );
    let catalog = inspection.catalog.unwrap();
    let edition = Edition {
        root: root.to_owned(),
        out: out.to_owned(),
        now: today.at(23, 59, 59, 0),
        strict: false,
        publish: Options {
            durable: false,
            ..Options::default()
        },
    };
    let released = workshop.release(catalog, &edition, &|_| {}).unwrap();
    let released = released.unwrap_or_else(|refusal| panic!("refused: {refusal:?}"));
    released.report
}

/// Every file below a folder with its bytes, the manifest included.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).unwrap();
            let bytes = fs::read(entry.path()).unwrap();
            files.insert(path.to_string_lossy().into_owned(), bytes);
        }
    }
    files
}

/// A small generator of numbers that are the same on every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `limit`.
    pub(crate) fn roll(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}
