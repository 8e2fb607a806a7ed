#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the pictures of the README: screenshots.py PROGRAM FOLDER. The real window on the built-in sandbox, under Xvfb,
driven as a user would: light, dark, and at 200 %."""
import os
import subprocess
import sys
import warnings

from kombo import free_port
from session import Session, until
from window import Window, pause

warnings.filterwarnings("ignore", category=DeprecationWarning)
PAGES = ("Overview", "Integrations", "Fetches", "Records", "Settings")


class Photographer:
    def __init__(self, program, folder, scale):
        self.folder = folder
        width, height = 1440 * scale, 900 * scale
        self.session = Session(f"{width}x{height}", scale if scale > 1 else None)
        self.window = Window(self.session, program, "--data", self.session.path("data"), "--port", str(free_port()))
        self.window.activate()
        subprocess.run(["xdotool", "getactivewindow", "windowsize", str(width), str(height), "windowmove", "0", "0"], check=True)

    def warm_up(self, rows):
        """Waits for a world worth a picture, with something fetched."""
        window = self.window
        window.go("Events")
        window.table("Events").wait_for_rows(rows, timeout=180)
        window.go("Integrations")
        table = window.table("Integrations")
        index, _ = table.wait_for_row(lambda cells: "Active" in cells or "ACTIVE" in cells, timeout=60)
        table.select(index)
        button = window.node(("push button", "button"), "Fetch now", timeout=20)
        until(lambda: window.enabled(button), 20, "Fetch now stays unavailable")
        window.press(button)
        window.go("Fetches")
        window.table("Fetches").wait_for_row(lambda cells: "omplete" in cells, timeout=90)

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
        pause(0.8)
        path = os.path.join(self.folder, name + ".png")
        self.session.screenshot(path)
        print(path)


def main():
    program, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    for scale, tasks in [(1, [("Light", "light"), ("Dark", "dark")]), (2, [("Light", "200")])]:
        photographer = Photographer(program, folder, scale)
        try:
            photographer.warm_up(24)
            for look, suffix in tasks:
                photographer.look(look)
                for page in ("Events",) + (PAGES if scale == 1 else ()):
                    photographer.take(page, f"{page.lower()}-{suffix}")
        finally:
            photographer.window.close()
            photographer.session.close()


if __name__ == "__main__":
    main()
