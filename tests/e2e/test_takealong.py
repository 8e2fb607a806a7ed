#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Export, import and copy in the window, by keyboard; the files and commands tried by other programs."""
import json
import os
import subprocess

from kombo import PATH, SECRET, post
from session import until
from windowtest import WindowTest, main

BODY = json.dumps({"id": "e1", "type": "assessment:order-received", "data": {
    "integration_id": "workday:W1", "candidate": {"first_name": "Canaryname", "email": "canary@example.com", "phone": "+49 170 5551234"}}}).encode()


class TakeAlong(WindowTest):
    variables = {"KOMBO_WEBHOOK_SECRET": SECRET}

    def with_event(self):
        window = self.open("--env", "default")

        def posted():
            try:
                return post(self.url(PATH), BODY)[0] == 200
            except subprocess.CalledProcessError:
                return False
        until(posted, 20, "the listener never answered")
        window.go("Events")
        table = window.table("Events")
        table.wait_for_rows(1)
        return window, table

    def clipboard(self, window):
        """What was copied, pasted into a field of one line: line breaks become blanks there."""
        window.press("Import…")
        field = window.node(("text",), lambda name: name == "File to import", timeout=10)
        window.click(field)
        window.key("ctrl+v")
        text = until(lambda: window.content(field), 10, "nothing was pasted")
        window.key("Escape")
        return text.replace("\\ ", "\\\n")

    def label(self, window, part):
        return window.node(("label",), lambda name: part in (name or ""), timeout=15)

    def test_export_and_import_by_keyboard(self):
        window, table = self.with_event()
        window.activate()
        window.key("ctrl+e")
        file = window.node(("text",), lambda name: name == "File", timeout=10)
        path = self.session.path(self.id() + ".ndjson")
        window.set_text(file, path)
        for _ in range(12):
            focused = window.focused()
            if focused is not None and focused.get_name() == "Export":
                break
            window.key("Tab")
        window.key("Return")
        self.label(window, "1 event written")
        with open(path, "rb") as exported:
            line = exported.read()
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)
        self.assertNotIn(b"anary", line)
        self.assertEqual((json.loads(line)["verdict"], json.loads(line)["masked"]), ("verified", True))
        window.key("Escape")
        window.press("Import…")
        window.set_text(window.node(("text",), lambda name: name == "File to import", timeout=10), path)
        window.press("Import", role=("push button",))
        self.label(window, "1 event imported as")
        window.press("Open", role=("push button",))
        self.label(window, "read-only")
        self.assertEqual(len(self.console.lines("events", "--json", "--env", "default")), 1)

    def test_a_signed_command_is_verified(self):
        window, table = self.with_event()
        table.select(0)
        button = window.node("push button", "Copy as")
        until(lambda: window.enabled(button), 10, window.picture)
        window.activate()
        window.click(button)
        window.key("Down", "Down", "Return")  # a menu that pops up is no child of anything on the bus
        self.label(window, "1 event copied")
        command = self.clipboard(window).encode()
        self.assertIn(b"Canaryname", command)
        self.assertNotIn(SECRET.encode(), command)
        answer = subprocess.run(["bash", "-s"], input=command, capture_output=True, timeout=20, check=True).stdout
        self.assertEqual(json.loads(answer), {"status": "stored", "event": 1, "deliveries": 2})
        self.assertEqual(self.console.lines("events", "--json", "--rejected"), [])


if __name__ == "__main__":
    main()
