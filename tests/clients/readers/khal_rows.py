"""Rows as khal takes them in: its own splitting of a feed into items, and its own events with their zones."""

import pytz
from khal import icalendar as khal_icalendar
from khal.khalendar.event import Event

from common import alarm, moment, run

LOCALE = {
    "default_timezone": pytz.timezone("America/New_York"),
    "local_timezone": pytz.timezone("America/New_York"),
    "timeformat": "%H:%M", "dateformat": "%Y-%m-%d", "longdateformat": "%Y-%m-%d",
    "datetimeformat": "%Y-%m-%d %H:%M", "longdatetimeformat": "%Y-%m-%d %H:%M",
    "unicode_symbols": True, "firstweekday": 0, "weeknumbers": False,
}


def rows_of(feed):
    items = khal_icalendar.split_ics(feed.read_text(encoding="utf-8"), random_uid=False)
    rows = []
    for item in items:
        event = Event.fromString(item, locale=LOCALE, calendar="test")
        all_day = not hasattr(event.start, "hour")
        end = event.end
        if all_day:
            import datetime
            end = event.end + datetime.timedelta(days=1)
        rows.append({
            "uid": event.uid,
            "summary": str(event.summary),
            "start": moment(event.start),
            "end": moment(end),
            "location": str(event.location) or None,
            "status": item_status(item),
            "alarms": [alarm(*one) for one in alarms_of(item)],
        })
    return rows


def vevent(item):
    import icalendar
    return icalendar.Calendar.from_ical(item).walk("VEVENT")[0]


def item_status(item):
    return str(vevent(item)["STATUS"])


def alarms_of(item):
    for one in vevent(item).walk("VALARM"):
        yield one["TRIGGER"].params.get("RELATED"), one["TRIGGER"].dt


run(rows_of)
