#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the pictures of the README: screenshots.py PROGRAM FOLDER. The real window on the built-in sandbox, under Xvfb,
driven as a user would: light, dark, and at 200 %."""
import contextlib
import glob
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import warnings

from kombo import free_port
from session import Session, until
from window import Window, pause

warnings.filterwarnings("ignore", category=DeprecationWarning)
PAGES = ("Overview", "Integrations", "Fetches", "Records", "Settings")


def lived_hour(program, folder):
    """A data folder with an hour of the sandbox's life, lived in one minute by a clock that runs fast."""
    # Preloaded by hand: the faketime command stays in between, and a signal to it leaves the program behind.
    library = glob.glob("/usr/lib/*/faketime/libfaketime.so.1")[0]
    listen = subprocess.Popen([program, "listen", "--sandbox", "--data", folder, "--port", "0"],
                              env={**os.environ, "LD_PRELOAD": library, "FAKETIME": "-58m x60", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                                   "DONT_FAKE_MONOTONIC": "1", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"},
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(57)
    listen.send_signal(signal.SIGINT)
    if listen.wait(20) != 0:
        raise RuntimeError(f"listen ended with {listen.returncode}")
    # Its signs of life came by the real clock, minutes apart by its own: gaps that were none.
    with contextlib.closing(sqlite3.connect(os.path.join(folder, "console.sqlite"))) as store, store:
        start, end = store.execute("SELECT min(started_at), max(seen_at) FROM listening").fetchone()
        store.execute("DELETE FROM listening")
        store.execute("INSERT INTO listening (started_at, seen_at, ended_at) VALUES (?, ?, ?)", (start, end, end))


def usual_port():
    """7390 where it is free, for the picture's sake."""
    try:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 7390))
        return 7390
    except OSError:
        return free_port()


class Photographer:
    def __init__(self, program, folder, scale, past):
        self.folder = folder
        width, height = 1440 * scale, 900 * scale
        self.session = Session(f"{width + 100}x{height + 100}", scale)
        data = shutil.copytree(past, self.session.path("data"), ignore=shutil.ignore_patterns("*.sock", "*.lock", "*socket*"))
        self.window = Window(self.session, program, "--data", data, "--port", str(usual_port()))
        self.window.activate()
        self.id = subprocess.run(["xdotool", "getactivewindow"], check=True, capture_output=True, text=True).stdout.strip()
        subprocess.run(["xdotool", "windowsize", "--sync", self.id, str(width), str(height)], check=True, timeout=20)

    def warm_up(self, rows):
        """Waits for a world worth a picture, with something fetched and shown."""
        window = self.window
        window.press("Dismiss this message")
        window.go("Events")
        window.table("Events").wait_for_rows(rows, timeout=60)
        window.go("Integrations")
        table = window.table("Integrations")
        for organization in ("Brightwater", "Nordlicht", "Baltic"):
            index, _ = table.wait_for_row(lambda cells, organization=organization: organization in cells, timeout=30)
            table.select(index)
            button = window.node(("push button", "button"), "Fetch now", timeout=20)
            until(lambda button=button: window.enabled(button), 20, "Fetch now stays unavailable")
            window.press(button)
        window.go("Fetches")
        fetches = window.table("Fetches")
        fetches.wait_for_rows(3)
        until(lambda: all("omplete" in " ".join(row) for row in fetches.rows()), 90, "the fetches do not end")
        window.go("Records")
        window.click(window.node("combo box"))
        window.node("list")
        window.type("Baltic")
        window.key("Return")
        window.table("Records").wait_for_rows(5)

    def look(self, name):
        self.window.go("Settings")
        self.window.press(name)

    def take(self, page, name):
        window = self.window
        window.go(page)
        if page in ("Events", "Integrations", "Fetches", "Records"):
            table = window.table(page)
            if table.count():
                table.select(min(3, table.count() - 1))
        self.save(name)

    def save(self, name, window=None):
        pause(0.8)
        path = os.path.join(self.folder, name + ".png")
        subprocess.run(["import", "-window", window or self.id, path], check=True, timeout=60)
        print(path, flush=True)

    def save_dialog(self, title, name):
        """The picture of another window of the program."""
        found = subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", title], check=True, capture_output=True, text=True, timeout=20)
        self.save(name, found.stdout.split()[0])

    def filter(self, text):
        window = self.window
        window.activate()
        window.click(window.node(("text", "entry"), "Filter events"))
        window.key("ctrl+a", "Delete")
        window.type(text)
        window.key("Return", "Escape")

    def brush(self, start, end):
        """Drags over the chart, from and to a share of its width."""
        window = self.window
        area = window.node("chart", "Event volume").get_extents(window.atspi.CoordType.SCREEN)
        places = [[str(int((area.x + area.width * share) * self.session.scale)), str((area.y + area.height // 2) * self.session.scale)]
                  for share in (start, (start + end) / 2, end)]
        subprocess.run(["xdotool", "mousemove", *places[0], "mousedown", "1", "mousemove", *places[1], "mousemove", *places[2], "mouseup", "1"],
                       check=True, timeout=20)

    def find_events(self, suffix):
        """A filter, a span in the chart, pins, a comment and the body of one event."""
        window = self.window
        window.go("Events")
        self.filter("not type:*data-changed")
        self.brush(0.5, 0.8)
        table = window.table("Events")
        until(lambda: "since:" in window.content(window.node(("text", "entry"), "Filter events")), 10, "no span in the filter")
        pause(0.8)
        table.select(5)
        window.press("Pretty")
        table.select(7)
        window.key("p")
        table.select(4)
        window.key("p", "ctrl+m")
        pause(0.5)
        window.key("ctrl+a")
        window.type("asked support about this one")
        window.key("ctrl+Return")
        pause(0.5)
        subprocess.run(["xdotool", "mousemove", "1", "1"], check=True, timeout=20)
        self.save(f"events-{suffix}")
        window.key("p")  # as it was
        table.select(7)
        window.key("p")

    def compare(self, suffix):
        window = self.window
        self.filter("type:sync-finished")
        table = window.table("Events")
        index, _ = table.wait_for_row(lambda cells: "failed" in cells.lower())
        table.select(index)
        window.node("page tab", lambda text: (text or "").startswith("Near by")).get_action_iface().do_action(0)
        near = window.table("Events near this one")
        index, _ = near.wait_for_row(lambda cells: "Succeeded" in cells)
        near.select(index)
        window.press("Compare with chosen")
        window.text("differences")
        self.save_dialog("Compare two events", f"compare-{suffix}")
        window.key("Escape")
        window.activate()
        window.node("page tab", lambda text: (text or "").startswith("Body")).get_action_iface().do_action(0)
        self.filter("")

    def colour_rules(self, suffix):
        window = self.window
        window.press("Colour rules")
        window.text("match")
        self.save_dialog("Colour rules", f"colour-rules-{suffix}")
        window.key("Escape")


def photograph(program, folder, scale, past, looks, pages):
    photographer = Photographer(program, folder, scale, past)
    try:
        photographer.warm_up(24)
        for look, suffix in looks:
            photographer.look(look)
            photographer.find_events(suffix)
            if scale == 1:
                photographer.compare(suffix)
                photographer.colour_rules(suffix)
            for page in pages:
                photographer.take(page, f"{page.lower()}-{suffix}")
    finally:
        photographer.window.close()
        photographer.session.close()


def main():
    program, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    if len(sys.argv) == 3:  # a process for each scale, since there is one session a process
        os.makedirs(folder, exist_ok=True)
        with tempfile.TemporaryDirectory() as place:
            past = os.path.join(place, "data")
            lived_hour(program, past)
            for scale in ("1", "2"):
                subprocess.run([sys.executable, __file__, program, folder, scale, past], check=True)
    elif sys.argv[3] == "1":
        photograph(program, folder, 1, sys.argv[4], [("Light", "light"), ("Dark", "dark")], PAGES)
    else:
        photograph(program, folder, 2, sys.argv[4], [("Light", "200")], ())


if __name__ == "__main__":
    main()
