//! Known-item search: 200 notices × 15 variants, with a floor for each.

use super::quality::Corpus;
use niemyet::search::Options;

#[test]
fn a_thousand_notices_are_found_as_people_type() {
    let (report, sound, overall) = Corpus::of(1_000, &Options::default()).report();
    assert!(sound && overall >= 0.95, "{report}");
}
