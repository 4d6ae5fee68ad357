//! Writes feeds and the model's list of their entries into `target/clients/`, for readers outside Rust: see `tests/clients/run`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::portal::Portal;
use super::row::Row;
use super::{entries, hostile, story};

/// A zone whose offset changes, so that readers must use the definition that comes with the calendar.
const BERLIN: &str = "time_zone = \"Europe/Berlin\"\n";

/// `<folder>/feeds/<path>` for every feed, and `<folder>/model.json` from paths to rows.
fn export(portal: &Portal, folder: &Path) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("an old export");
    }
    let zone = &portal.catalog.site.time_zone;
    let mut model: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    for feed in &portal.calendars.feeds {
        let file = folder.join("feeds").join(&feed.path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        let bytes = portal.calendars.bytes(feed).expect("in memory");
        fs::write(&file, bytes).expect("a feed");
        let rows = portal.entries_of(feed).map(|entry| Row::of(entry, zone));
        model.insert(&feed.path, rows.collect());
    }
    let model = serde_json::to_string(&model).expect("JSON");
    fs::write(folder.join("model.json"), model).expect("the model");
}

/// Everything a client must agree on; `tests/clients/run` runs this test for its files.
#[test]
fn exports_for_clients_outside_rust() {
    let clients = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("clients");
    export(&Portal::demonstration(), &clients.join("demonstration"));
    export(&Portal::of(&hostile::notices()), &clients.join("hostile"));
    export(
        &Portal::with_site(BERLIN, &entries::summer_and_winter()),
        &clients.join("berlin"),
    );
    for (number, files) in story::states().iter().enumerate() {
        export(
            &Portal::of(files),
            &clients.join(format!("story/{}", number + 1)),
        );
    }
    let model = fs::read_to_string(clients.join("story/5/model.json")).expect("the last model");
    assert!(model.contains("HỦY: Họp sơ kết"), "{model}");
}
