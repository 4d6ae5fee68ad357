"""A CalDAV server and a synchroniser on the feeds of an export folder: Radicale must accept every calendar, vdirsyncer and
calcurse must keep every event. Prints a line each; exits 1 when one of them lost something."""

import concurrent.futures
import http.client
import http.server
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(folder):
    """A file server like those that serve the portal; returns its address."""
    class Handler(http.server.SimpleHTTPRequestHandler):
        extensions_map = {".ics": "text/calendar; charset=utf-8"}

        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(folder))

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_address[1]}"


def uids_in(text):
    return sorted(re.findall(r"^UID:(.*?)\r?$", text.replace("\r\n ", ""), re.M))


def vdirsyncer(storages, folder):
    """Synchronises feeds into folders `vdir0`, `vdir1`, …; `storages` are the lines that say where each feed is."""
    lines = ["[general]", f'status_path = "{folder}/status"']
    for number, storage in enumerate(storages):
        lines += [
            f"[pair p{number}]", f'a = "vdir{number}"', f'b = "feed{number}"', "collections = null", 'conflict_resolution = "b wins"',
            f"[storage vdir{number}]", 'type = "filesystem"', f'path = "{folder}/vdir{number}"', 'fileext = ".ics"',
            f"[storage feed{number}]", *storage,
        ]
        (folder / f"vdir{number}").mkdir(exist_ok=True)
    config = folder / "config"
    config.write_text("\n".join(lines) + "\n")
    for command in (["discover"], ["sync", "--force-delete"]):
        subprocess.run(["vdirsyncer", "-c", config, *command], check=True, input="y\n" * 9, text=True, capture_output=True)


def over_http(address, path):
    return ['type = "http"', f'url = "{address}/{urllib.parse.quote(path)}"']


def check_vdirsyncer(feeds, model):
    """Over HTTP vdirsyncer puts a hash in place of each UID, so events are counted by their other lines."""
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        folder, address, paths = pathlib.Path(folder), serve(feeds), sorted(model)
        vdirsyncer([over_http(address, path) for path in paths], folder)
        for number, path in enumerate(paths):
            items = [item.read_bytes().decode() for item in (folder / f"vdir{number}").glob("*.ics")]
            original = (feeds / path).read_bytes().decode()
            if sorted(map(summary, items)) != sorted(map(summary, original.split("BEGIN:VEVENT\r\n")[1:])) or len(items) != len(model[path]):
                problems.append(f"vdirsyncer: {path}: {len(items)} of {len(model[path])} events")
    return problems


def summary(event):
    """The lines by which people know an event."""
    lines = event.replace("\r\n ", "").split("\r\n")
    event = lines[lines.index("BEGIN:VEVENT") + 1 if "BEGIN:VEVENT" in lines else 0:]
    return [line for line in event if line.startswith(("SUMMARY", "DTSTART;", "DTEND", "LOCATION"))]


def check_radicale(feeds, model):
    """Uploads every calendar as a whole, as a person who moves house does, and counts what the server gives back."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        server = subprocess.Popen(
            ["radicale", "--server-hosts", f"127.0.0.1:{port}", "--storage-filesystem-folder", folder, "--auth-type", "none",
             "--config", ""], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                problems = pool.map(lambda item: try_radicale(port, feeds, *item), sorted(model.items()))
                return [problem for problem in problems if problem]
        finally:
            server.terminate()
            server.wait()


def try_radicale(port, feeds, path, rows):
    name = path.replace("/", "_").removesuffix(".ics")
    status = upload(port, f"/u/{name}/", (feeds / path).read_bytes())
    if status != 201:
        return f"Radicale: {path}: status {status}"
    if rows and uids_in(download(port, f"/u/{name}/")) != sorted(row["uid"] for row in rows):
        return f"Radicale: {path}: not all events are kept"
    return None


def upload(port, path, body):
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("PUT", path, body, {"Content-Type": "text/calendar; charset=utf-8", "Authorization": "Basic dTp1"})
            return connection.getresponse().status
        except ConnectionRefusedError:
            time.sleep(0.1)
    return "no server"


def download(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Authorization": "Basic dTp1"})
    return connection.getresponse().read().decode()


def check_calcurse(feeds, model):
    """Imports every feed and counts what calcurse says it took and skipped."""
    problems = []
    for path, rows in sorted(model.items()):
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(["calcurse", "-D", folder, "-i", feeds / path], capture_output=True, text=True,
                                  env={**os.environ, "TMPDIR": folder})
        numbers = re.search(r"(\d+) apps? / (\d+) events? / (\d+) todos? / (\d+) skipped", done.stdout)
        taken = numbers and (int(numbers[1]) + int(numbers[2]), int(numbers[4]))
        if taken != (len(rows), 0):
            problems.append(f"calcurse: {path}: {done.stdout.strip()[:200]} {done.stderr.strip()[:200]}")
    return problems


def main():
    folder = pathlib.Path(sys.argv[1])
    feeds, model = folder / "feeds", json.loads((folder / "model.json").read_text())
    failed = False
    for name, check in [("Radicale", check_radicale), ("vdirsyncer", check_vdirsyncer), ("calcurse", check_calcurse)]:
        try:
            problems = check(feeds, model)
        except subprocess.CalledProcessError as error:
            problems = [f"{error.stderr[-300:]}"]
        failed |= bool(problems)
        print(f"  {name:20} {'LOSES: ' + ' | '.join(problems[:3]) if problems else 'keeps everything'}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
