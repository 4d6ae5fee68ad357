"""What the Python readers share: feeds of a folder in, JSON out, moments in UTC."""

import datetime
import json
import pathlib
import sys


def moment(value):
    """`2026-07-09T07:00:00Z` for a moment, `2026-07-09` for a day."""
    if isinstance(value, datetime.datetime):
        assert value.tzinfo is not None, f"a floating time: {value}"
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat()


def alarm(related, duration):
    return f"{related or 'START'}{int(duration.total_seconds())}"


def run(rows_of):
    """Prints the rows of every feed below the folder named on the command line."""
    folder = pathlib.Path(sys.argv[1])
    feeds = sorted(folder.rglob("*.ics"))
    print(json.dumps({str(feed.relative_to(folder)): rows_of(feed) for feed in feeds}))
