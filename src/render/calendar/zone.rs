//! The time zone of a calendar: a zone and the days it must cover in, its VTIMEZONE and the form of its times out.
//!
//! Asia/Ho_Chi_Minh has had one offset since 1975, so it is one STANDARD from 1970-01-01. A zone with daylight saving
//! names every change of its offset in the years of the calendar, taken from jiff's time-zone data.

use jiff::civil::{Date, DateTime};
use jiff::tz::{Dst, Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

use super::line::Lines;
use super::stamp;

/// What a calendar without entries covers: any year whose offset everybody knows.
const EMPTY_SINCE: Date = jiff::civil::date(2025, 7, 1);

/// A zone as calendars write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    zone: TimeZone,
    /// The IANA name; `None` where the zone has none, and times are written in UTC.
    name: Option<String>,
    /// `DTSTART;TZID=Asia/Ho_Chi_Minh`, and the same of `DTEND`.
    properties: [String; 2],
    definition: String,
}

impl Zone {
    /// The zone, defined for all days from `first` to `last`.
    pub fn new(zone: &TimeZone, first: Date, last: Date) -> Self {
        let name = zone.iana_name().filter(|name| *name != "UTC");
        let parameter = name.map_or_else(String::new, |name| format!(";TZID={name}"));
        Self {
            zone: zone.clone(),
            name: name.map(str::to_owned),
            properties: ["DTSTART", "DTEND"].map(|property| format!("{property}{parameter}")),
            definition: name.map_or_else(String::new, |name| definition(zone, name, first, last)),
        }
    }

    /// The zone, defined for all `days` of a calendar's entries, first and last.
    pub fn of_days(zone: &TimeZone, days: Option<(Date, Date)>) -> Self {
        let (first, last) = days.unwrap_or((EMPTY_SINCE, EMPTY_SINCE));
        Self::new(zone, first, last)
    }

    /// The name of the zone.
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("UTC")
    }

    /// The VTIMEZONE; nothing for UTC.
    pub(super) fn definition(&self) -> &str {
        &self.definition
    }

    /// `DTSTART;TZID=Asia/Ho_Chi_Minh`
    pub(super) fn start_property(&self) -> &str {
        &self.properties[0]
    }

    /// `DTEND;TZID=Asia/Ho_Chi_Minh`
    pub(super) fn end_property(&self) -> &str {
        &self.properties[1]
    }

    /// `20260709T140000`, with `Z` in UTC.
    pub(super) fn value(&self, civil: DateTime) -> String {
        if self.name.is_some() {
            return stamp::local(civil);
        }
        let moment = civil.to_zoned(self.zone.clone());
        moment.map_or_else(
            |_| stamp::local(civil),
            |moment| stamp::utc(moment.timestamp()),
        )
    }
}

/// Spans of time with one offset, all reached from the same other offset.
struct Observance {
    starts: DateTime,
    /// Later starts.
    again: Vec<DateTime>,
    from: Offset,
    to: Offset,
    abbreviation: String,
    dst: Dst,
}

fn definition(zone: &TimeZone, name: &str, first: Date, last: Date) -> String {
    let mut lines = Lines::default();
    lines.put("BEGIN", "VTIMEZONE");
    lines.put("TZID", name);
    lines.put("X-LIC-LOCATION", name);
    for observance in observances(zone, first, last) {
        put_observance(&mut lines, &observance);
    }
    lines.put("END", "VTIMEZONE");
    lines.into_text()
}

/// The offset at the beginning, from 1970 on, then every change until a year after `last`. Changes of one kind are one
/// observance with its dates, each on a line of its own, and begin before the first entry: ruby-icalendar wants both.
fn observances(zone: &TimeZone, first: Date, last: Date) -> Vec<Observance> {
    let begins = moment_of(first.saturating_sub(1.year()));
    let ends = moment_of(last.saturating_add(1.year()));
    let info = zone.to_offset_info(begins);
    let mut offset = info.offset();
    let mut observances = vec![Observance {
        starts: jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0),
        again: Vec::new(),
        from: offset,
        to: offset,
        abbreviation: info.abbreviation().to_owned(),
        dst: info.dst(),
    }];
    let following = zone.following(begins);
    for transition in following.take_while(|transition| transition.timestamp() < ends) {
        let observance = Observance {
            // RFC 5545, section 3.6.5: the onset in the time of the offset before it.
            starts: offset.to_datetime(transition.timestamp()),
            again: Vec::new(),
            from: offset,
            to: transition.offset(),
            abbreviation: transition.abbreviation().to_owned(),
            dst: transition.dst(),
        };
        offset = observance.to;
        match observances
            .iter_mut()
            .find(|known| known.is_like(&observance))
        {
            Some(known) => known.again.push(observance.starts),
            None => observances.push(observance),
        }
    }
    observances
}

impl Observance {
    fn is_like(&self, other: &Self) -> bool {
        (self.from, self.to, self.dst) == (other.from, other.to, other.dst)
            && self.abbreviation == other.abbreviation
    }
}

fn moment_of(day: Date) -> Timestamp {
    let zoned = day.to_zoned(TimeZone::UTC);
    zoned.map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}

fn put_observance(lines: &mut Lines, observance: &Observance) {
    let word = match observance.dst {
        Dst::No => "STANDARD",
        Dst::Yes => "DAYLIGHT",
    };
    lines.put("BEGIN", word);
    lines.put("DTSTART", &stamp::local(observance.starts));
    for again in &observance.again {
        lines.put("RDATE", &stamp::local(*again));
    }
    lines.put("TZOFFSETFROM", &offset_text(observance.from));
    lines.put("TZOFFSETTO", &offset_text(observance.to));
    lines.put("TZNAME", &observance.abbreviation);
    lines.put("END", word);
}

/// `+0700`, with seconds where an old offset has them.
fn offset_text(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn defined(name: &str) -> String {
        let zone = TimeZone::get(name).expect("a zone of the database");
        let zone = Zone::new(&zone, date(2025, 6, 1), date(2026, 6, 1));
        zone.definition().replace("\r\n", "\n")
    }

    #[test]
    fn ho_chi_minh_is_one_standard() {
        assert_eq!(
            defined("Asia/Ho_Chi_Minh"),
            "BEGIN:VTIMEZONE\nTZID:Asia/Ho_Chi_Minh\nX-LIC-LOCATION:Asia/Ho_Chi_Minh\nBEGIN:STANDARD\n\
             DTSTART:19700101T000000\nTZOFFSETFROM:+0700\nTZOFFSETTO:+0700\nTZNAME:+07\nEND:STANDARD\n\
             END:VTIMEZONE\n"
        );
    }

    #[test]
    fn daylight_saving_is_listed_with_its_local_onset() {
        let berlin = defined("Europe/Berlin");
        assert!(berlin.contains(
            "BEGIN:DAYLIGHT\nDTSTART:20250330T020000\nRDATE:20260329T020000\nRDATE:20270328T020000\nTZOFFSETFROM:+0100\n\
             TZOFFSETTO:+0200\nTZNAME:CEST\nEND:DAYLIGHT\n"
        ), "{berlin}");
        let onsets = "BEGIN:STANDARD\nDTSTART:20241027T030000\nRDATE:20251026T030000\nRDATE:20261025T030000\nTZOFFSETFROM:+0200\n";
        assert!(berlin.contains(onsets), "{berlin}");
    }

    #[test]
    fn utc_needs_no_definition() {
        let zone = Zone::new(&TimeZone::UTC, date(2026, 1, 1), date(2026, 1, 1));
        assert_eq!((zone.definition(), zone.start_property()), ("", "DTSTART"));
        assert_eq!(
            zone.value(date(2026, 7, 9).at(14, 0, 0, 0)),
            "20260709T140000Z"
        );
    }
}
