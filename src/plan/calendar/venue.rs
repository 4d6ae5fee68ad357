//! Where: points and rows in, one location and a line for each venue out.

use jiff::civil::Date;

use super::plain::{clipped, plain};
use super::story::Story;
use crate::catalog::OwnPoint;
use crate::notice::{Form, Point, Session};
use crate::site::{Place, UnitId, seat_of};

const DECIDED_LOCALLY: &str = "Địa điểm do địa phương quyết định";

impl<'a> Story<'a> {
    /// The place of a session on `day`: its row's own, else those of the points told here.
    pub(super) fn location(&self, session: &Session, day: Date) -> Option<String> {
        if let Some(place) = &session.place {
            let owners: Vec<UnitId> = self.issuer.into_iter().collect();
            let hall = self.catalog.site.places.named(place, &owners);
            return Some(with_address(place, None, hall, day));
        }
        let mut venues: Vec<String> = Vec::new();
        for (own, hall) in self.points.iter().zip(self.halls()) {
            if let Some(venue) = venue(own, *hall, day)
                && !venues.contains(&venue)
            {
                venues.push(venue);
            }
        }
        if venues.is_empty() && self.event.form == Some(Form::Online) {
            venues.push("Trực tuyến".to_owned());
        }
        (!venues.is_empty()).then(|| clipped(venues.join("; ")))
    }

    /// A line for each point, where there are several to tell apart.
    pub(super) fn venue_lines(&self, day: Date) -> Vec<String> {
        if self.points.len() < 2 {
            return Vec::new();
        }
        let lines = self.points.iter().zip(self.halls());
        let lines = lines.filter_map(|(own, hall)| {
            let venue = venue(own, *hall, day)?;
            let host = own.point.host.as_deref()?;
            let count = own.point.count.filter(|count| *count > 1);
            let count = count.map_or(String::new(), |count| format!(" ({count} điểm cầu)"));
            (!venue.ends_with(&plain(host))).then(|| clipped(format!("{host}{count}: {venue}")))
        });
        lines.collect()
    }

    /// The halls of the points, where only the table knows their addresses.
    fn halls(&self) -> &[Option<&'a Place>] {
        self.halls.get_or_init(|| {
            let hall = |own: &OwnPoint<'a>| {
                let seat = own.seat();
                let place = seat.place.as_ref().filter(|_| seat.address.is_none())?;
                let owners = self.owners(own.point);
                self.catalog.site.places.named(place, &owners)
            };
            self.points.iter().map(hall).collect()
        })
    }

    fn owners(&self, point: &Point) -> Vec<UnitId> {
        let units = &self.catalog.site.units;
        let host = point.host.as_deref();
        let host = host.and_then(|host| units.named(host, self.issuer));
        host.into_iter().chain(self.issuer).collect()
    }
}

/// Where a point is: its place, what is decided locally, or its host's seat.
fn venue(own: &OwnPoint<'_>, hall: Option<&Place>, day: Date) -> Option<String> {
    let seat = own.seat();
    if let Some(place) = &seat.place {
        return Some(with_address(place, seat.address.as_deref(), hall, day));
    }
    if seat.local {
        return Some(DECIDED_LOCALLY.to_owned());
    }
    let host = own.point.host.as_deref()?;
    Some(plain(["Điểm cầu ", seat_of(host)].concat()))
}

/// The place with the address the paper states, else the place table's for `day`.
fn with_address(place: &str, stated: Option<&str>, hall: Option<&Place>, day: Date) -> String {
    match stated.or_else(|| hall?.address_on(day)) {
        Some(address) => plain([place, ", ", address].concat()),
        None => plain(place),
    }
}
