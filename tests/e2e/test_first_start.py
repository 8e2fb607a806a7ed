#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The very first start, with no account and no settings: a living sandbox is there."""
import os
import stat

from session import until
from windowtest import WindowTest, main


class FirstStart(WindowTest):
    def test_sandbox_is_alive(self):
        window = self.open()
        window.go("Events")
        events = window.table("Events")
        first = events.wait_for_rows(1, timeout=30)
        events.wait_for_rows(first + 1, timeout=30)
        columns = events.columns()
        self.assertGreaterEqual(len(columns), 4, columns)
        _, row = events.wait_for_row(lambda cells: "erified" in cells)
        self.assertTrue(all(isinstance(cell, str) for cell in row))

    def test_integrations_appear(self):
        window = self.open()
        window.go("Integrations")
        integrations = window.table("Integrations")
        integrations.wait_for_rows(5, timeout=60)
        known = until(lambda: self.console.lines("integrations", "--format", "ndjson"), 30, "no integrations")
        self.assertTrue({"id", "tool", "category", "state"} <= set(known[0]))

    def test_every_page_opens(self):
        window = self.open()
        for page, table in [("Events", "Events"), ("Integrations", "Integrations"), ("Fetches", "Fetches"), ("Records", "Records")]:
            window.go(page)
            window.table(table)
        for page in ("Overview", "Settings"):
            window.go(page)

    def test_everything_stays_in_its_folder(self):
        window = self.open()
        window.go("Events")
        window.table("Events").wait_for_rows(1, timeout=30)
        self.assertEqual(stat.S_IMODE(os.stat(self.data).st_mode), 0o700)
        for name in os.listdir(self.data):
            path = os.path.join(self.data, name)
            if stat.S_ISREG(os.stat(path).st_mode):
                self.assertEqual(stat.S_IMODE(os.stat(path).st_mode) & 0o077, 0, name)


if __name__ == "__main__":
    main()
