//! The only readers of the clock: which day it is for the site, and what time.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::args::MomentOptions;
use crate::site::Site;

/// The moment a portal is of: `--now`, the last second of `--today`, `SOURCE_DATE_EPOCH`, or the clock; in the site's zone.
pub(super) fn moment_of(options: MomentOptions, site: &Site) -> DateTime {
    options.stated().unwrap_or_else(|| now(site))
}

/// Now in the site's zone, to the second.
pub(super) fn now(site: &Site) -> DateTime {
    let now = moment(site).datetime();
    now.with().subsec_nanosecond(0).build().unwrap_or(now)
}

fn moment(site: &Site) -> Zoned {
    moment_in(&site.time_zone)
}

/// Now in a zone, for who knows no more of the site.
pub(super) fn moment_in(zone: &TimeZone) -> Zoned {
    timestamp().to_zoned(zone.clone())
}

/// `SOURCE_DATE_EPOCH`, or the clock.
pub(super) fn timestamp() -> Timestamp {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
    let seconds = epoch.and_then(|seconds| seconds.trim().parse().ok());
    let stated = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    stated.unwrap_or_else(Timestamp::now)
}
