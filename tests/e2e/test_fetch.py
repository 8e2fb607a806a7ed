#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""An operator presses *Fetch now* on an integration of the sandbox, and its records arrive."""
from session import until
from windowtest import WindowTest, main


class Fetch(WindowTest):
    def ready_integration(self, window):
        """Selects an active integration in the window and returns its id."""
        window.go("Integrations")
        table = window.table("Integrations")
        table.wait_for_rows(5, timeout=60)
        known = {entry["id"]: entry for entry in self.console.lines("integrations", "--format", "ndjson")}

        def look():
            for index, row in enumerate(table.rows()):
                cells = " | ".join(row).lower()
                for name, entry in known.items():
                    if entry["state"] == "ACTIVE" and name in " ".join(row) and "active" in cells:
                        return index, name
            return None

        index, name = until(look, 30, lambda: f"no active integration among {table.rows()}")
        table.select(index)
        return name

    def test_fetch_now_ends_complete_and_records_appear(self):
        window = self.open()
        integration = self.ready_integration(window)
        button = window.node(("push button", "button"), "Fetch now", timeout=20)
        until(lambda: window.enabled(button), 20, lambda: "Fetch now stays unavailable\n" + window.picture())
        window.press(button)
        window.go("Fetches")
        window.table("Fetches").wait_for_row(lambda cells: "omplete" in cells, timeout=60)
        records = self.console.lines("records", integration, "--format", "ndjson")
        self.assertGreater(len(records), 0)
        window.go("Records")
        self.choose(window, integration)
        window.table("Records").wait_for_rows(1, timeout=20)

    def choose(self, window, integration):
        """Takes the integration in the box of the Records page, by its first letters."""
        known = next(entry for entry in self.console.lines("integrations", "--format", "ndjson") if entry["id"] == integration)
        window.activate()
        window.click(window.node("combo box"))
        window.node("list")  # it opens below
        window.type(known["organization"][:6])
        window.key("Return")


if __name__ == "__main__":
    main()
