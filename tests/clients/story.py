"""A meeting that is published, moved, postponed, set anew and cancelled, as a synchronising client sees it: after each build
vdirsyncer brings it from a file server into one and the same folders, which must end like the model: no double, no ghost.

It does so in both of its ways: over HTTP, where it takes every changed event for a new one and the old one for gone; and from
a downloaded file, where the UID says which event changed."""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.request

from servers import over_http, serve, vdirsyncer

FEEDS = ["lich/tat-ca.ics", "cap/xa/lich.ics", "giay-moi/hop/lich-hop.ics"]


def main():
    states = sorted(pathlib.Path(sys.argv[1]).iterdir(), key=lambda path: int(path.name))
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        public, client = folder / "public", folder / "client"
        public.mkdir()
        client.mkdir()
        (client / "fetched").mkdir()
        address = serve(public)
        for state in states:
            shutil.copytree(state / "feeds", public, dirs_exist_ok=True)
            vdirsyncer([over_http(address, path) for path in FEEDS] + [by_uid(address, path, client) for path in FEEDS], client)
            compare(state, client)
            print(f"  state {state.name}: {listed(client, folder)}")
    assert len(states) == 5, states


def by_uid(address, path, client):
    """Downloads a feed, as clients with a cache do, and lets vdirsyncer compare by UID."""
    file = client / "fetched" / path.replace("/", "_")
    with urllib.request.urlopen(f"{address}/{path}") as response:
        file.write_bytes(response.read())
    return ['type = "singlefile"', f'path = "{file}"']


def compare(state, client):
    """Reads the client's folders back with an independent reader and compares them with the model of this state."""
    model = json.loads((state / "model.json").read_text())
    for number, path in enumerate(FEEDS * 2):
        reader = pathlib.Path(__file__).parent / "readers" / "icalendar_rows.py"
        output = subprocess.run([sys.executable, reader, client / f"vdir{number}"], check=True, capture_output=True, text=True)
        kept = [row for rows in json.loads(output.stdout).values() for row in rows]
        expected = model[path]
        if number < len(FEEDS):
            kept, expected = [{**row, "uid": ""} for row in kept], [{**row, "uid": ""} for row in expected]
        key = lambda row: (row["uid"], row["start"], row["summary"])
        assert sorted(kept, key=key) == sorted(expected, key=key), f"{state.name}, {path}: {kept}"


def listed(client, folder):
    """What khal shows of the first calendar, for the eye and against doubles."""
    config = folder / "khal.conf"
    config.write_text(
        f"[calendars]\n[[c]]\npath = {client}/vdir3\n[locale]\nlocal_timezone = Asia/Ho_Chi_Minh\n"
        "default_timezone = Asia/Ho_Chi_Minh\ntimeformat = %H:%M\ndateformat = %d/%m\nlongdateformat = %d/%m/%Y\n"
        f"datetimeformat = %d/%m %H:%M\nlongdatetimeformat = %d/%m/%Y %H:%M\n[sqlite]\npath = {folder}/khal.db\n"
    )
    command = ["khal", "-c", config, "list", "--format", "{start-long} {title}", "--day-format", "", "01/10/2026", "31/10/2026"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    lines = done.stdout.strip().splitlines()
    assert len(lines) == len(set(lines)) and lines, done
    return "; ".join(lines)


main()
