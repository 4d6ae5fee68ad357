//! The only readers of the clock: which day it is for the site, and what time.

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, Zoned};

use crate::site::Site;

/// The day a portal is built for: `--today`, else `SOURCE_DATE_EPOCH`, else the clock; in the site's zone.
pub(super) fn today(stated: Option<Date>, site: &Site) -> Date {
    stated.unwrap_or_else(|| moment(site).date())
}

/// Now in the site's zone, to the second.
pub(super) fn now(site: &Site) -> DateTime {
    let now = moment(site).datetime();
    now.with().subsec_nanosecond(0).build().unwrap_or(now)
}

fn moment(site: &Site) -> Zoned {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
    let seconds = epoch.and_then(|seconds| seconds.trim().parse().ok());
    let stated = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let timestamp = stated.unwrap_or_else(Timestamp::now);
    timestamp.to_zoned(site.time_zone.clone())
}
