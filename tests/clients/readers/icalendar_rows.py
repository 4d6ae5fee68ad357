"""Rows as the `icalendar` package reads them."""

import icalendar

from common import alarm, moment, run


def rows_of(feed):
    calendar = icalendar.Calendar.from_ical(feed.read_bytes())
    assert not calendar.errors, calendar.errors
    rows = []
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
        location = event.get("LOCATION")
        rows.append({
            "uid": str(event["UID"]),
            "summary": str(event["SUMMARY"]),
            "start": moment(event.decoded("DTSTART")),
            "end": moment(event.decoded("DTEND")),
            "location": None if location is None else str(location),
            "status": str(event["STATUS"]),
            "alarms": [alarm(one["TRIGGER"].params.get("RELATED"), one["TRIGGER"].dt) for one in event.walk("VALARM")],
        })
    return rows


run(rows_of)
