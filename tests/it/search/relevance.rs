//! Known-item search: 200 notices × 15 variants, with a floor for each.

use super::quality::Corpus;
use niemyet::search::Options;

#[test]
fn a_thousand_notices_are_found_as_people_type() {
    found_as_people_type(1_000);
}

#[test]
fn ten_thousand_notices_are_found_as_people_type() {
    found_as_people_type(10_000);
}

fn found_as_people_type(count: usize) {
    let (report, sound, overall) = Corpus::of(count, &Options::default()).report();
    assert!(sound && overall >= 0.97, "{report}");
}
