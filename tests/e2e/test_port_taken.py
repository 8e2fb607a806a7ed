#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Somebody else has the port: a banner says so, and what to do; the rest of the window works."""
import socket

from windowtest import WindowTest, main


class PortTaken(WindowTest):
    def test_banner_names_the_port(self):
        with socket.socket() as other:
            other.bind(("127.0.0.1", self.port))
            other.listen()
            window = self.open()
            window.text(str(self.port), timeout=20)
            said = [text for text in window.texts() if str(self.port) in text]
            self.assertTrue(any("use" in text or "taken" in text for text in said), said)
            window.go("Integrations")
            window.table("Integrations")


if __name__ == "__main__":
    main()
