"""Rows as the `vobject` package reads them."""

import vobject

from common import alarm, moment, run


def rows_of(feed):
    calendar = vobject.readOne(feed.read_bytes().decode())
    rows = []
    for event in calendar.contents.get("vevent", []):
        location = getattr(event, "location", None)
        alarms = event.contents.get("valarm", [])
        rows.append({
            "uid": event.uid.value,
            "summary": event.summary.value,
            "start": moment(event.dtstart.value),
            "end": moment(event.dtend.value),
            "location": location.value if location else None,
            "status": event.status.value,
            "alarms": [alarm(one.trigger.params.get("RELATED", [None])[0], one.trigger.value) for one in alarms],
        })
    return rows


run(rows_of)
