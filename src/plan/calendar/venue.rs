//! Where: points and rows in, one location and a line for each venue out.

use jiff::civil::Date;

use super::lines::{clipped, plain};
use super::story::Story;
use crate::catalog::OwnPoint;
use crate::notice::{Form, Point, Session};
use crate::site::{UnitId, seat_of};

const DECIDED_LOCALLY: &str = "Địa điểm do địa phương quyết định";

impl Story<'_> {
    /// The place of a session on `day`: its row's own, else those of the points told here.
    pub(super) fn location(&self, session: &Session, day: Date) -> Option<String> {
        if let Some(place) = &session.place {
            let owners: Vec<UnitId> = self.issuer.into_iter().collect();
            return Some(self.with_address(place, None, &owners, day));
        }
        let mut venues: Vec<String> = Vec::new();
        for point in &self.points {
            if let Some(venue) = self.venue(point, day)
                && !venues.contains(&venue)
            {
                venues.push(venue);
            }
        }
        if venues.is_empty() && self.event.form == Some(Form::Online) {
            venues.push("Trực tuyến".to_owned());
        }
        (!venues.is_empty()).then(|| clipped(&venues.join("; ")))
    }

    /// A line for each point, where there are several to tell apart.
    pub(super) fn venue_lines(&self, day: Date) -> Vec<String> {
        if self.points.len() < 2 {
            return Vec::new();
        }
        let lines = self.points.iter().filter_map(|own| {
            let venue = self.venue(own, day)?;
            let host = own.point.host.as_deref()?;
            let count = own.point.count.filter(|count| *count > 1);
            let count = count.map_or(String::new(), |count| format!(" ({count} điểm cầu)"));
            (!venue.ends_with(&plain(host))).then(|| clipped(&format!("{host}{count}: {venue}")))
        });
        lines.collect()
    }

    /// Where a point is: its place, what is decided locally, or its host's seat.
    fn venue(&self, own: &OwnPoint<'_>, day: Date) -> Option<String> {
        let seat = own.seat();
        if let Some(place) = &seat.place {
            let owners = self.owners(own.point);
            return Some(self.with_address(place, seat.address.as_deref(), &owners, day));
        }
        if seat.local {
            return Some(DECIDED_LOCALLY.to_owned());
        }
        let host = own.point.host.as_deref()?;
        Some(plain(&format!("Điểm cầu {}", seat_of(host))))
    }

    fn owners(&self, point: &Point) -> Vec<UnitId> {
        let units = &self.catalog.site.units;
        let host = point.host.as_deref();
        let host = host.and_then(|host| units.named(host, self.issuer));
        host.into_iter().chain(self.issuer).collect()
    }

    /// The place with the address the paper states, else the place table's for `day`.
    fn with_address(
        &self,
        place: &str,
        stated: Option<&str>,
        owners: &[UnitId],
        day: Date,
    ) -> String {
        let known = || {
            self.catalog
                .site
                .places
                .named(place, owners)?
                .address_on(day)
        };
        match stated.or_else(known) {
            Some(address) => plain(&format!("{place}, {address}")),
            None => plain(place),
        }
    }
}
