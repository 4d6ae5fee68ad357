//! Two readers that know nothing of each other or of us, each giving back rows: `calcard` and `ical-rs`.

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarParameterName,
    ICalendarParameterValue, ICalendarProperty, ICalendarRelated, ICalendarStatus, ICalendarValue,
};
use ical::parser::Component;
use ical::parser::ical::component::{IcalAlarm, IcalEvent};
use ical::property::Property;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::row::Row;

/// What `calcard` reads; `zone` is that of the calendar, which its `TZID`s must name.
pub(crate) fn calcard_rows(text: &str, zone: &TimeZone) -> Vec<Row> {
    let calendar = ICalendar::parse(text).expect("calcard reads the calendar");
    let events = calendar.components.iter();
    let events =
        events.filter(|component| component.component_type == ICalendarComponentType::VEvent);
    events
        .map(|event| calcard_row(&calendar, event, zone))
        .collect()
}

fn calcard_row(calendar: &ICalendar, event: &ICalendarComponent, zone: &TimeZone) -> Row {
    let text = |name: &ICalendarProperty| {
        let value = event.property(name)?.values.first()?;
        value.as_text().map(str::to_owned)
    };
    let status = event
        .property(&ICalendarProperty::Status)
        .and_then(|entry| entry.values.first());
    Row {
        uid: text(&ICalendarProperty::Uid).expect("a UID"),
        summary: text(&ICalendarProperty::Summary).expect("a summary"),
        start: calcard_time(event, &ICalendarProperty::Dtstart, zone),
        end: calcard_time(event, &ICalendarProperty::Dtend, zone),
        location: text(&ICalendarProperty::Location),
        status: match status {
            Some(ICalendarValue::Status(ICalendarStatus::Confirmed)) => "CONFIRMED",
            Some(ICalendarValue::Status(ICalendarStatus::Tentative)) => "TENTATIVE",
            Some(ICalendarValue::Status(ICalendarStatus::Cancelled)) => "CANCELLED",
            other => panic!("status {other:?}"),
        }
        .to_owned(),
        alarms: event
            .component_ids
            .iter()
            .map(|id| calcard_alarm(&calendar.components[*id as usize]))
            .collect(),
    }
}

fn calcard_time(event: &ICalendarComponent, name: &ICalendarProperty, zone: &TimeZone) -> String {
    let entry = event.property(name).expect("a time");
    let value = entry
        .values
        .first()
        .and_then(|value| value.as_partial_date_time())
        .expect("a date");
    let number =
        |part: Option<u8>| i8::try_from(part.expect("a part of the date")).expect("a small number");
    let year = i16::try_from(value.year.expect("a year")).expect("a year");
    let day = Date::new(year, number(value.month), number(value.day)).expect("a day");
    if value.hour.is_none() {
        return day.to_string();
    }
    let named = entry
        .params
        .iter()
        .find(|parameter| parameter.name == ICalendarParameterName::Tzid);
    let named = named.and_then(|parameter| parameter.value.as_text());
    assert_eq!(named, zone.iana_name());
    let civil = day.at(
        number(value.hour),
        number(value.minute),
        number(value.second),
        0,
    );
    in_utc(civil, zone)
}

fn calcard_alarm(alarm: &ICalendarComponent) -> String {
    assert_eq!(alarm.component_type, ICalendarComponentType::VAlarm);
    let trigger = alarm
        .property(&ICalendarProperty::Trigger)
        .expect("a trigger");
    let Some(ICalendarValue::Duration(duration)) = trigger.values.first() else {
        panic!("a trigger without a duration");
    };
    let is_end = trigger.params.iter().any(|parameter| {
        parameter.value == ICalendarParameterValue::Related(ICalendarRelated::End)
    });
    let edge = if is_end { "END" } else { "START" };
    format!("{edge}{}", duration.as_seconds())
}

/// What `ical-rs` reads. It leaves escapes and times to its caller, so those are undone here by the letter of RFC 5545.
pub(crate) fn ical_rows(text: &str, zone: &TimeZone) -> Vec<Row> {
    let mut calendars = ical::IcalParser::new(text.as_bytes());
    let calendar = calendars
        .next()
        .expect("a calendar")
        .expect("ical-rs reads the calendar");
    assert!(calendars.next().is_none(), "one calendar in a file");
    assert!(zone.iana_name().is_none() || calendar.timezones.len() == 1);
    calendar
        .events
        .iter()
        .map(|event| ical_row(event, zone))
        .collect()
}

fn ical_row(event: &IcalEvent, zone: &TimeZone) -> Row {
    let text = |name: &str| {
        let property = event.get_property(name)?;
        Some(unescaped(property.value.as_deref().unwrap_or_default()))
    };
    let time = |name: &str| ical_time(event.get_property(name).expect("a time"), zone);
    Row {
        uid: text("UID").expect("a UID"),
        summary: text("SUMMARY").expect("a summary"),
        start: time("DTSTART"),
        end: time("DTEND"),
        location: text("LOCATION"),
        status: text("STATUS").expect("a status"),
        alarms: event.alarms.iter().map(ical_alarm).collect(),
    }
}

fn ical_time(property: &Property, zone: &TimeZone) -> String {
    let value = property.value.as_deref().expect("a value");
    match parameter(property, "VALUE") {
        Some("DATE") => Date::strptime("%Y%m%d", value).expect("a day").to_string(),
        _ => {
            assert_eq!(parameter(property, "TZID"), zone.iana_name());
            in_utc(
                DateTime::strptime("%Y%m%dT%H%M%S", value).expect("a moment"),
                zone,
            )
        }
    }
}

fn ical_alarm(alarm: &IcalAlarm) -> String {
    let trigger = alarm.get_property("TRIGGER").expect("a trigger");
    let edge = parameter(trigger, "RELATED").unwrap_or("START");
    let duration: jiff::Span = trigger
        .value
        .as_deref()
        .expect("a value")
        .parse()
        .expect("a duration");
    let days = jiff::SpanRelativeTo::days_are_24_hours();
    let seconds = duration
        .total((jiff::Unit::Second, days))
        .expect("a length");
    format!("{edge}{seconds}")
}

fn parameter<'a>(property: &'a Property, name: &str) -> Option<&'a str> {
    let parameters = property.params.as_ref()?;
    let (_, values) = parameters.iter().find(|(known, _)| known == name)?;
    values.first().map(String::as_str)
}

fn in_utc(civil: DateTime, zone: &TimeZone) -> String {
    let zoned = civil.to_zoned(zone.clone()).expect("a moment of the zone");
    zoned.timestamp().to_string()
}

/// RFC 5545, section 3.3.11.
fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => match letters.next().expect("an escaped letter") {
                'n' | 'N' => text.push('\n'),
                escaped => text.push(escaped),
            },
            (letter, false) => text.push(letter),
        }
    }
    text
}
